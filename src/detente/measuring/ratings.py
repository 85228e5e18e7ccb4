"""Ratings of one period: what each state gives to each item, ready for joint tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from jaxtyping import Float, Int

from detente.measures import Question
from detente.measuring.joint import MISSING
from detente.measuring.notes import Note
from detente.record import Table
from detente.record.dyads import within
from detente.record.polars import polars

ROLL_CALLS = {
    "all": "every roll call of the table",
    "contested": "those on which anybody voted no or abstained, as published agreement scores have it",
}

VOTES = np.array([1.0, 2.0, 3.0])
"""Levels of votes: yes, abstain, no."""

COMMITMENTS = np.array([0.0, 1.0, 2.0, 3.0])
"""Levels of alliance commitments; a state's to itself is the highest."""


class Ratings(NamedTuple):
    """Rows are states in ascending order of code; an entry is the number of a level from 0, or `MISSING`."""

    period: object  # year, number of a session, or first day of a month
    states: Int[np.ndarray, " state"]
    ratings: Int[np.ndarray, "state item"]
    weight: Float[np.ndarray, " item"] | None = None


def of_votes(votes: Table, question: Question, roll_calls: str, notes: list[Note]) -> Iterator[Ratings]:
    """Votes of the states asked for, period by period in order; items are the roll calls of the period."""
    pl = polars()
    votes = within(votes, question.from_, question.to)
    if roll_calls == "contested":
        votes = votes.filter((pl.col("vote") > 1).any().over("roll"))
    if question.dyads:
        votes = votes.filter(pl.col("state").is_in(sorted({state for dyad in question.dyads for state in dyad})))
    period = pl.col("day").dt.truncate("1mo") if question.by == "month" else pl.col(question.by)
    known = votes.select(period.alias("period"), "state", pl.col("roll").cast(pl.Categorical).to_physical(), "vote")
    without = known.filter(pl.col("period").is_null()).get_column("roll").n_unique()
    if without:
        notes.append(Note(f"{without:,} roll calls have no calendar day in the table, and stand in no month"))
    known = known.drop_nulls("period").sort("period", maintain_order=True)
    lengths = known.group_by("period", maintain_order=True).len()
    state, roll, vote = (known.get_column(name).to_numpy() for name in ("state", "roll", "vote"))
    begin = 0
    for when, length in lengths.iter_rows():
        here = slice(begin, begin + length)
        begin += length
        states, row = np.unique(state[here], return_inverse=True)
        items, column = np.unique(roll[here], return_inverse=True)
        ratings = np.full((len(states), len(items)), MISSING, np.int8)
        ratings[row, column] = vote[here] - 1
        yield Ratings(when, states, ratings)
