"""Asking a measure of the record: from tables and a question to one tidy table, with its uncertainty and notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import numpy as np

from detente.measures import Measure, Question, named
from detente.measuring.breaks import SHORTEST, Breaks, breaks_of
from detente.measuring.commitments import System, of_alliances, system_of
from detente.measuring.framing import COLUMNS, VINTAGES, gaps, of_ratings, of_series
from detente.measuring.notes import Note
from detente.measuring.ratings import COMMITMENTS, ROLL_CALLS, VOTES, of_votes
from detente.record import Table
from detente.study.problems import DetenteError

__all__ = ["COLUMNS", "Broken", "Measured", "Note", "measure"]

WEIGHTS = ("none", "cinc")


@dataclass(frozen=True, slots=True)
class Broken:
    """Mean-shift breaks of one dyad's series; `vintage` is the release or scale it is of, if the measure has any."""

    dyad: tuple[int, int]
    vintage: str
    breaks: Breaks


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """What a measure found.

    `frame` has the columns `COLUMNS`: Correlates of War codes a and b (directed measures: whose, towards whom), the
    period (Int32: year or session; Date: first day of a month), the value, its standard error and central 90 %
    interval, and how many items it rests on. What is not defined or not known is null. Of votes and
    alliances, dyads asked for by name have a row for every period of the table, those with `n` 0 among them; otherwise
    there are rows for dyads of which both have something in the period.
    """

    measure: str  # its name, as `measures.named` takes it
    about: Measure
    question: Question
    frame: Table
    series: tuple[str, ...]  # of the record, that were read
    vintages: Mapping[str, str]  # of those series, as their files are named
    settings: Mapping[str, Any]  # the measure's options, and on, roll_calls, weights where they mean something
    notes: tuple[Note, ...] = ()
    breaks: tuple[Broken, ...] = ()


def measure(
    name: str,
    tables: Mapping[str, Table],
    question: Question,
    *,
    on: str | None = None,
    weights: str = "none",
    roll_calls: str = "all",
    breaks: bool = False,
    shortest: int = SHORTEST,
    vintages: Mapping[str, str] | None = None,
    system: System | None = None,
) -> Measured:
    """A measure of the dyads asked for, over time.

    Args:
        name: of the measure, with hyphens or underscores.
        tables: series of `detente.record.SERIES` to their data frames; more than the measure needs is no harm.
        question: dyads, time, steps, and settings of the measure. No dyads: all of them.
        on: `votes` or `alliances`, for portfolio measures; the first that there is, if nobody says.
        weights: `cinc` weights alliance partners by their capability.
        roll_calls: `all`, or `contested`: those on which anybody voted no or abstained.
        breaks: whether to look for mean-shift breaks in each dyad's series.
        shortest: periods that a segment between breaks has at least.
        vintages: series to the name of the file's vintage, to be shown.
        system: the states of a year, for alliances; those that `capabilities` has, if nobody says.

    Raises:
        DetenteError: a name or setting that does not exist, a series that is not there, dyads of a state with itself.
    """
    of = named(name)
    options = of.settled(question.settings)
    _check(of, question, weights, roll_calls)
    notes: list[Note] = []
    if of.table is not None:
        on = _chosen(of, tables, on)
        settings = {**options, "on": on} | ({"roll_calls": roll_calls} if on == "votes" else {"weights": weights})
        if on == "votes":
            if weights != "none":
                raise DetenteError("roll calls have no capability to be weighted by", "ask it of alliances")
            read, levels = ("votes",), VOTES
            ratings = of_votes(tables["votes"], question, roll_calls, notes)
        else:
            if roll_calls != "all":
                raise DetenteError("alliances have no roll calls to choose from", "leave out `roll_calls`")
            if question.by != "year":
                raise DetenteError(f"alliances are known by year, not by {question.by}", "ask by year")
            read, levels = ("alliances", "capabilities"), COMMITMENTS
            cinc = _there(of, tables, "capabilities") if weights == "cinc" else None
            states = system_of(tables.get("capabilities")) if system is None else system
            ratings = of_alliances(tables["alliances"], question, states, cinc, notes)
        frame = of_ratings(of, ratings, levels, question, options)
        notes += gaps(frame, question, "no shared roll calls" if on == "votes" else "not both states of the system")
    elif of.series is not None:
        if on is not None or weights != "none" or roll_calls != "all":
            fix = "leave out `on`, `weights` and `roll_calls`"
            raise DetenteError(f"{of.title} has no portfolios to choose or weight", fix)
        read, settings = of.needs, options
        given = {series: _there(of, tables, series) for series in of.needs}
        frame = of_series(of.series(given, question, **options), question, notes)
        notes += _absent(frame, question)
    else:
        raise TypeError(f"{name} reads neither a joint table nor series")
    return Measured(
        measure=name.replace("_", "-"),
        about=of,
        question=question,
        frame=frame,
        series=tuple(series for series in read if series in tables),
        vintages={series: (vintages or {})[series] for series in read if series in (vintages or {})},
        settings=settings,
        notes=tuple(notes),
        breaks=tuple(_broken(frame, shortest)) if breaks else (),
    )


def _check(of: Measure, question: Question, weights: str, roll_calls: str) -> None:
    """Whether what is asked for exists.

    Raises:
        DetenteError: it does not.
    """
    for said, what, choices in (
        (question.by, "step of time", of.by),
        (weights, "weights", WEIGHTS),
        (roll_calls, "selection of roll calls", tuple(ROLL_CALLS)),
    ):
        if said not in choices:
            near = get_close_matches(said, choices, 1)
            fix = f"did you mean `{near[0]}`?" if near else f"use {' or '.join(choices)}"
            raise DetenteError(f"{of.title} knows no {what} `{said}`", fix)
    for a, b in question.dyads:
        if a == b:
            raise DetenteError(f"a dyad is of two states, and {a} is named twice", "name another state")
    if question.from_ is not None and question.to is not None and question.from_ > question.to:
        raise DetenteError(f"{question.from_} is after {question.to}", "let `from` come before `to`")


def _chosen(of: Measure, tables: Mapping[str, Table], on: str | None) -> str:
    """Whose portfolios are compared."""
    if on is None:
        on = next((series for series in of.needs if series in tables), of.needs[0])
    if on not in of.needs:
        raise DetenteError(f"there are no portfolios of `{on}`", f"use {' or '.join(of.needs)}")
    _there(of, tables, on)
    return on


def _there(of: Measure, tables: Mapping[str, Table], series: str) -> Table:
    if series not in tables:
        raise DetenteError(f"{of.title} needs the series `{series}`, which is not there", "add a file that holds it")
    return tables[series]


def _absent(frame: Table, question: Question) -> Iterator[Note]:
    """Dyads that were asked for and that the tables have nothing on."""
    there = set(frame.select("a", "b").unique().iter_rows())
    for dyad in question.dyads:
        if dyad not in there:
            yield Note("the tables have nothing on these two", dyad)


def _broken(frame: Table, shortest: int) -> Iterator[Broken]:
    vintages = [name for name in VINTAGES if name in frame.columns]
    for key, rows in frame.partition_by("a", "b", *vintages, as_dict=True, maintain_order=True).items():
        values = rows.get_column("value").fill_null(float("nan")).to_numpy()
        found = breaks_of(rows.get_column("period").to_list(), np.asarray(values, float), shortest)
        yield Broken((key[0], key[1]), " ".join(map(str, key[2:])), found)
