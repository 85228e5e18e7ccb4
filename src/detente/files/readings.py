"""The measured series behind a study's indicators: measures of the record, and columns of the study's own files."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO
from itertools import pairwise
from math import isfinite, nan
from pathlib import Path

import numpy as np

from detente.engine.readings import Reading, unread
from detente.files import bounded
from detente.study import calendar
from detente.study.nouns import Indicator, Study
from detente.study.problems import DetenteError

MOST_BYTES = 20_000_000

DATES = ("date", "day", "month", "quarter", "year", "period")
"""Column heads of a file under which its dates stand: the first of them that it has."""


def readings(study: Study) -> tuple[Reading, ...]:
    """The series of every indicator of a study, or why there is none: no run fails for want of one."""
    return tuple(_reading(study, indicator) for indicator in study.indicators)


def _reading(study: Study, indicator: Indicator) -> Reading:
    about = f"{indicator.column} in {indicator.data}" if indicator.data else _spoken(indicator)
    try:
        return _of_file(study, indicator, about) if indicator.data else _of_record(study, indicator)
    except DetenteError as error:
        return unread(indicator, about, error.message, error.fix)


def _spoken(indicator: Indicator) -> str:
    from detente import measures

    return f"{measures.named(indicator.measure).title}: {' and '.join(indicator.dyad)}"


# ── of the record ─────────────────────────────────────────────────────────────────────────────


def _of_record(study: Study, indicator: Indicator) -> Reading:
    from detente import measures
    from detente.files import alignments
    from detente.measures import Question
    from detente.measuring.answer import DYAD
    from detente.measuring.asking import measure
    from detente.record import states

    about, span = measures.named(indicator.measure), study.span
    first, second = (states.find(word, span.now).code for word in indicator.dyad)
    years = (span.start.year, span.now.year)
    tables, held = alignments.needed(about, years, {first, second})
    by = "month" if "month" in about.by and about.table is None and span.step in {"week", "month"} else "year"
    found = measure(indicator.measure, tables, Question(((first, second),), *years, by), system=states.members)
    answer = alignments.answer(found, DYAD, held)
    frame = answer.shown.sort("period").drop_nulls("value")
    if not frame.height:
        raise DetenteError(f"the record has nothing of {answer.title} in {years[0]}–{years[1]}")
    ends = [calendar.parse(str(period)[:7])[1] for period in frame.get_column("period")]
    numbers = (frame.get_column(name).to_numpy().astype(float) for name in ("value", "low", "high"))
    vintages = [f"{one.series} {one.vintage}" for one in answer.origins]
    named = " · ".join(filter(None, (*vintages, answer.vintage)))
    return Reading(indicator, answer.title, np.array(ends, "datetime64[D]"), *numbers, record=named)


# ── of a file of the study's own ──────────────────────────────────────────────────────────────


def _of_file(study: Study, indicator: Indicator, title: str) -> Reading:
    rows = sorted(_rows(study, indicator))
    if not rows:
        raise DetenteError(f"{indicator.data} has no rows", "write a date and a value in each")
    for (day, _, line), (after, _, other) in pairwise(rows):
        if day == after:
            raise DetenteError(f"lines {line} and {other} of {indicator.data} are both of {day}", "leave one out")
    days, values, _ = zip(*rows, strict=True)
    blank = np.full(len(rows), nan)
    return Reading(indicator, title, np.array(days, "datetime64[D]"), np.array(values), blank, blank, indicator.data)


def _rows(study: Study, indicator: Indicator) -> Iterator[tuple[date, float, int]]:
    """Last day of each row's date, its value, and the line it stands in. Empty cells are no value."""
    name = indicator.data
    reader = _cells(StringIO(_text(study, name), newline=""), name)
    _, first = next(reader, (1, list[str]()))
    heads = [head.strip() for head in first]
    lower = [head.lower() for head in heads]
    dated = next((lower.index(head) for head in DATES if head in lower), None)
    if indicator.column not in heads:
        raise DetenteError(
            f"{name} has no column `{indicator.column}`", f"its columns are {', '.join(heads) or 'none'}"
        )
    if dated is None:
        raise DetenteError(f"{name} has no column of dates", f"call it {', '.join(DATES[:-1])} or {DATES[-1]}")
    valued = heads.index(indicator.column)
    for line, cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(heads):
            fix = "separate cells by commas, and quote those that have commas inside"
            raise DetenteError(f"line {line} of {name} has {len(cells)} cells, and its head {len(heads)}", fix)
        try:
            last = calendar.parse(cells[dated])[1]
        except ValueError:
            fix = "write 2020, 2020-Q2, 2020-06 or 2020-06-15"
            raise DetenteError(f"line {line} of {name}: `{cells[dated]}` is no date", fix) from None
        yield last, _number(cells[valued].strip(), line, name), line


def _cells(file: StringIO, name: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line that each ends in."""
    reader = csv.reader(file)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        fix = "close every quotation mark, and save it as CSV"
        raise DetenteError(f"line {reader.line_num} of {name} cannot be read: {error}", fix) from None


def _number(cell: str, line: int, name: str) -> float:
    if not cell:
        return nan
    try:
        value = float(cell)
    except ValueError:
        value = nan
    if not isfinite(value):
        fix = "write a number with a decimal point, or leave the cell empty"
        raise DetenteError(f"line {line} of {name}: `{cell}` is no number", fix)
    return value


def _text(study: Study, name: str) -> str:
    from detente.files.folders import BUNDLED
    from detente.files.sources import inside

    folder = Path(study.home) if study.home else BUNDLED / study.name
    path = inside(folder, name)
    if path is None:
        raise DetenteError(f"{name} is outside the study's folder", "put it into the folder")
    data = bounded.read_bytes(path, MOST_BYTES, called=name, fix="keep the columns that are needed")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DetenteError(f"{name} is not UTF-8", "save it as CSV in UTF-8") from None
