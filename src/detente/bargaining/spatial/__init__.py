"""The spatial model of politics: actors in one or several dimensions vote, challenge, propose and choose, turn by turn.

It is the model of KTAB, a program whose exact arithmetic profile `ktab` keeps, its defects included; profile `corrected`
mends ten of them (`options` lists them). Files follow a turn: `outlook` (distance, utility, risk), `votes`, `condorcet`
(who wins), `challenge`, `proposals`, `choice`, `course` (turns and the end), `chance` (its random numbers).

Sums run over actors in the order of the table, as the program's do: options can tie to the last bit.
"""
