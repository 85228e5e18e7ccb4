"""The spatial model of politics: actors in one or several dimensions vote, challenge, propose and choose.

It is the model of KTAB, a program whose exact arithmetic profile `ktab` keeps, its defects included; profile
`corrected` mends them, each where it arises. Files follow a turn: `outlook` (distance, utility, risk), `votes`,
`condorcet` (who wins), `challenge`, `proposals`, `choice`, `course` (turns and the end), `chance` (random numbers).

Sums run over actors in the order of the table, as the program's do: options can tie to the last bit.
"""
