"""The panel: who voted what on which roll call of which session, as flat arrays of whole numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Bool, Float, Int

from detente.study.problems import DetenteError

YES, ABSTAIN, NO = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Panel:
    """Votes of states over sessions. A vote is one entry of `state`, `roll` and `vote`; an absence has no entry."""

    states: tuple[Any, ...]  # codes, in the order of their numbers in `state`
    sessions: tuple[int, ...]  # ascending; a number left out is a gap in time
    rolls: tuple[str, ...]
    session_of_roll: Int[np.ndarray, " roll"]  # place in `sessions`
    state: Int[np.ndarray, " ballot"]
    roll: Int[np.ndarray, " ballot"]
    vote: Int[np.ndarray, " ballot"]  # 1 yes, 2 abstain, 3 no

    def __post_init__(self) -> None:
        """Refuse what is no panel.

        Raises:
            DetenteError: no votes; sessions out of order; a number out of range; a state that votes twice on a roll
                call.
        """
        if not len(self.vote):
            raise DetenteError("there is no vote to estimate ideal points from", "give votes coded 1, 2 or 3")
        if list(self.sessions) != sorted(set(self.sessions)):
            raise DetenteError("sessions must ascend, each once", "sort the sessions and their roll calls")
        if len(self.session_of_roll) != len(self.rolls) or len({len(self.state), len(self.roll), len(self.vote)}) > 1:
            raise DetenteError("arrays of the panel differ in length", "give each vote a state and a roll call")
        for name, numbers, least, most in (
            ("vote", self.vote, YES, NO),
            ("state", self.state, 0, len(self.states) - 1),
            ("roll", self.roll, 0, len(self.rolls) - 1),
            ("session_of_roll", self.session_of_roll, 0, len(self.sessions) - 1),
        ):
            wrong = np.flatnonzero((numbers < least) | (numbers > most))
            if len(wrong):
                place, value = int(wrong[0]), int(numbers[wrong[0]])
                raise DetenteError(
                    f"{name}[{place}] is {value}, outside {least} to {most}", "votes: 1 yes, 2 abstain, 3 no"
                )
        cell = self.roll.astype(np.int64) * len(self.states) + self.state
        order = np.argsort(cell, kind="stable")
        twice = np.flatnonzero(np.diff(cell[order]) == 0)
        if len(twice):
            row = int(order[twice[0] + 1])
            who: Any = self.states[int(self.state[row])]
            where = self.rolls[int(self.roll[row])]
            raise DetenteError(f"{who} votes twice on roll call {where}", "keep one vote of a state on a roll call")

    def ballots(self) -> Int[np.ndarray, "roll state"]:
        """Votes as a table, 0 where a state cast none."""
        table = np.zeros((len(self.rolls), len(self.states)), np.int8)
        table[self.roll, self.state] = self.vote
        return table

    def voted(self) -> Int[np.ndarray, "session state"]:
        """How many votes a state cast in a session."""
        count = np.zeros((len(self.sessions), len(self.states)), np.int64)
        np.add.at(count, (self.session_of_roll[self.roll], self.state), 1)
        return count

    def member(self) -> Bool[np.ndarray, "session state"]:
        """From the first session in which a state cast a vote to its last, gaps included."""
        seen = self.voted() > 0
        return (np.cumsum(seen, axis=0) > 0) & (np.cumsum(seen[::-1], axis=0)[::-1] > 0)

    def share_missing(self) -> float:
        """Of the votes that members could have cast, the share that is not there: absences and unrecorded votes."""
        could = self.member()[self.session_of_roll].sum()
        return float(1 - len(self.vote) / could)

    def apart(self) -> Float[np.ndarray, " session"]:
        """Sessions from the one before, 1 where none was left out; the first entry means nothing."""
        return np.diff(np.asarray(self.sessions, float), prepend=self.sessions[0] - 1.0)


def panel(state: Sequence[Any], session: Sequence[int], roll: Sequence[Any], vote: Sequence[int]) -> Panel:
    """A panel from columns of equal length: state, session, roll call and vote (1 yes, 2 abstain, 3 no; no other).

    Raises:
        DetenteError: as `Panel`; and where a roll call stands in two sessions.
    """
    states, s = np.unique(np.asarray(state), return_inverse=True)
    rolls, r = np.unique(np.asarray(roll), return_inverse=True)
    sessions, t = np.unique(np.asarray(session), return_inverse=True)
    of_roll = np.zeros(len(rolls), np.int64)
    of_roll[r] = t
    astray = np.flatnonzero(of_roll[r] != t)
    if len(astray):
        name = rolls[r[astray[0]]]
        raise DetenteError(f"roll call {name} stands in two sessions", "give each roll call a name of its own")
    order = np.argsort(of_roll, kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    return Panel(
        tuple(states.tolist()),
        tuple(int(x) for x in sessions),
        tuple(str(rolls[k]) for k in order),
        of_roll[order],
        s.astype(np.int32),
        place[r].astype(np.int32),
        np.asarray(vote, np.int8),
    )
