"""Alliance commitments of a year as ratings: what each state owes to each state of that year's system."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from detente.measures import Question
from detente.measuring.notes import Note
from detente.measuring.ratings import Ratings
from detente.record import Table
from detente.record.dyads import within
from detente.record.polars import polars
from detente.study.problems import DetenteError

SELF = 3
"""A state's commitment to itself, the highest there is."""

System = Callable[[int], Sequence[int]]
"""States of the international system in a year."""


def of_alliances(
    alliances: Table, question: Question, system: System, cinc: Table | None, notes: list[Note]
) -> Iterator[Ratings]:
    """Directed commitments of the states asked for, year by year.

    Items are all states of that year's system, the two of a dyad among them: a state's rating of itself is 3, and one
    that has no commitment to another rates it 0, also if the other has one to it. With `cinc`, an item weighs what that
    state's capability does; a state without a known one weighs nothing.
    """
    pl = polars()
    asked = sorted({state for dyad in question.dyads for state in dyad})
    table = within(alliances, question.from_, question.to).sort("year")
    years = table.get_column("year").unique().sort().to_list()
    if asked:
        table = table.filter(pl.col("from").is_in(asked))
    of_year = {key[0]: rows for key, rows in table.partition_by("year", as_dict=True).items()}
    unknown: set[int] = set()
    for year in years:
        items = np.unique(np.asarray(system(year), np.int64))
        weight = None
        if cinc is not None:
            weight = _weights(cinc, year, items)
            if not np.nansum(weight) > 0:
                notes.append(Note("no capability of any state is known, so nothing can be weighted", None, (year,)))
                continue
            unknown |= set(items[np.isnan(weight)].tolist())
            weight = np.nan_to_num(weight)
        states = np.intersect1d(items, asked) if asked else items
        ratings = np.zeros((len(states), len(items)), np.int8)
        if year in of_year:
            rows = of_year[year]
            source, target = rows.get_column("from").to_numpy(), rows.get_column("to").to_numpy()
            inside = np.isin(source, states) & np.isin(target, items)
            at = np.searchsorted(states, source[inside]), np.searchsorted(items, target[inside])
            ratings[at] = rows.get_column("rating").to_numpy()[inside]
        ratings[np.arange(len(states)), np.searchsorted(items, states)] = SELF
        yield Ratings(year, states, ratings, weight)
    if unknown:
        listed = ", ".join(map(str, sorted(unknown)))
        notes.append(Note(f"states whose capability is not known in some years weigh nothing there: {listed}"))


def system_of(capabilities: Table | None) -> System:
    """States of a year as a table of capabilities has them, a row for each.

    Raises:
        DetenteError: there is no such table.
    """
    if capabilities is None:
        raise DetenteError(
            "alliance portfolios are over all states of a year, and no table says which those are",
            "add a file of national capabilities (Correlates of War)",
        )
    states = {
        key[0]: rows.get_column("state").to_list()
        for key, rows in capabilities.select("year", "state").partition_by("year", as_dict=True).items()
    }
    return lambda year: states.get(year, [])


def _weights(cinc: Table, year: int, items: np.ndarray) -> np.ndarray:
    """Capability of each state, NaN where unknown."""
    pl = polars()
    rows = cinc.filter(pl.col("year") == year).drop_nulls("cinc")
    known = dict(zip(rows.get_column("state").to_list(), rows.get_column("cinc").to_list(), strict=True))
    return np.array([known.get(state, np.nan) for state in items.tolist()], float)
