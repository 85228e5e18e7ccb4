"""A table in tidy rows: a header, then a row for each actor, or for each actor on each issue."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from detente.study.assumptions import Quantity
from detente.study.quantities import KINDS, Kind
from detente.study.words import TABLE
from detente.tables import Issue
from detente.tables.cells import CellError, clean, number, positions
from detente.tables.columns import NEEDED, Columns, recognise
from detente.tables.decoding import refuse
from detente.tables.draft import HEADER, Draft, Entry, Number, ends
from detente.tables.limits import MOST_COLUMNS
from detente.tables.procedures import Procedures

ALONE = "issue"
"""The name of the one issue of a table that names none."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Header and rows of a file, whatever its format, and where each cell stands in it."""

    file: str
    header: tuple[str, ...]
    rows: Sequence[tuple[object, ...]]
    place: Callable[[int, str], tuple[int, str]]
    title: str = ""
    may_have_commas: bool = False  # cells are not cut at commas, so one may be a decimal comma


def drafted(sheet: Sheet) -> Draft:
    """Read a sheet: what each row says, and all that could not be read in it."""
    draft = Draft(sheet.file, sheet.place, title=sheet.title)
    width = len(sheet.header)
    if width > MOST_COLUMNS:
        line, _ = sheet.place(HEADER, "")
        refuse("T28", f"the header has {width:,} columns, more than {MOST_COLUMNS}", _TIDY, sheet.file, line)
    filled = frozenset(i for row in sheet.rows for i, cell in enumerate(row) if cell not in (None, ""))
    columns = recognise(sheet.header, filled, draft)
    for r, row in enumerate(sheet.rows):
        if len(row) > width and any(clean(cell) for cell in row[width:]):
            fix = "put a cell that holds the delimiter in quotation marks, or delete what is too much"
            draft.complain("T06", f"the row has {len(row)} cells, the header {width}", fix, r)
    if not sheet.rows:
        draft.complain("T01", "the table has a header and no rows", "give a row for each actor")
    draft.absent = frozenset(NEEDED).difference(columns.at)
    rows = _Rows(sheet, columns, draft)
    for r in range(len(sheet.rows)):
        rows.about(r)
    for r in range(len(sheet.rows)):
        rows.enter(r)
    rows.whole()
    draft.issues = rows.issues
    draft.procedure = rows.procedures.all()
    return draft


class _Rows:
    """Reads rows one by one; keeps what holds for a whole issue or a whole table."""

    def __init__(self, sheet: Sheet, columns: Columns, draft: Draft) -> None:
        self.sheet, self.columns, self.draft = sheet, columns, draft
        self.issues: dict[str, Issue] = {}
        self.said: dict[tuple[str, str], int] = {}  # issue and column: the row that said it first
        self.kinds: dict[str, tuple[Kind, Mapping[str, Any]]] = {}
        self.procedures = Procedures(draft)
        self.roles = [c for c in ("role", "veto", "setter", "chamber", "ratifies") if c in columns]
        self.commas = sheet.may_have_commas and self._commas()

    def about(self, r: int) -> None:
        """Read what a row says of its issue, of the procedure, and of its actor's part in it."""
        name = self.issue(r)
        issue = self.issues.setdefault(name, Issue(name, unit=self.columns.unit))
        low, high, reference = (self.exact(r, column) for column in ("low", "high", "reference"))
        if low is not None and high is not None and self.first(r, name, "low", (low, high)):
            if low < high:
                issue = replace(issue, scale=(low, high))
            elif low >= high:
                message = f"the scale of `{name}` runs from {low:g} to {high:g}"
                self.draft.complain("T13", message, "give the lower end as `low`, the higher as `high`", r, "high")
        elif (low is None) != (high is None):
            there, absent = ("low", "high") if high is None else ("high", "low")
            self.draft.complain(
                "T13", f"the scale of `{name}` has a `{there}` and no `{absent}`", "give both", r, there
            )
        if reference is not None and self.first(r, name, "reference", reference):
            issue = replace(issue, reference=reference)
        if (unit := self.text(r, "unit")) and self.first(r, name, "unit", unit):
            issue = replace(issue, unit=unit)
        self.issues[name] = issue
        actor = self.text(r, "actor")
        for column in self.roles:
            if said := self.text(r, column):
                self.procedures.read(r, column, said, actor)
        if (quota := self.exact(r, "quota")) is not None:
            self.procedures.quota(r, quota)

    def enter(self, r: int) -> None:
        """Read a row's numbers."""
        name = self.issue(r)
        if name not in self.kinds:
            self.kinds[name] = positions(self.issues[name])
        position, words = self.kinds[name]
        entry = Entry(
            self.text(r, "actor"),
            name,
            self.number(r, "position", position, words),
            self.number(r, "salience", KINDS["salience"]),
            self.number(r, "capability", KINDS["capability"]),
            r,
        )
        self.draft.entries.append(entry)

    def whole(self) -> None:
        """Complain of what only all rows together show."""
        saliences = [v for e in self.draft.entries for v in ends(e.salience)]
        if "salience" in self.columns.percent and saliences and 0 < max(saliences) <= 0.01:
            message = "the saliences are headed as percentages, and none is above 1"
            self.draft.complain("T11", message, "head the column `salience`", HEADER, "salience")
        able = [e for e in self.draft.entries if any(v > 1 for v in ends(e.capability))]
        for e in self.draft.entries if able else ():
            if isinstance(e.capability, Quantity) and e.capability.spelled in TABLE["capability"]:
                low, high = TABLE["capability"][e.capability.spelled]
                message = f"`{e.capability.spelled}` means {low:g} to {high:g}, and `{able[0].actor}` has more than 1"
                self.draft.complain("T12", message, "give numbers in one unit to all", e.row, "capability")

    def first(self, r: int, issue: str, column: str, value: object) -> bool:
        """Whether this is the first to say so; complains where the issue was said to be otherwise."""
        before = self.issues[issue]
        was = {"low": before.scale, "reference": before.reference, "unit": before.unit or None}[column]
        if (issue, column) not in self.said:
            self.said[issue, column] = r
            return True
        if was is not None and was != value:
            line, _ = self.draft.place(self.said[issue, column], column)
            what = "scale" if column == "low" else column
            message = f"the {what} of `{issue}` is {_show(value)} here and {_show(was)} in line {line}"
            self.draft.complain("T16", message, "give it once, or the same in each row of the issue", r, column)
        return False

    def issue(self, r: int) -> str:
        return self.text(r, "issue") or ALONE if "issue" in self.columns else ALONE

    def text(self, r: int, column: str) -> str:
        return clean(self.cell(r, column))

    def cell(self, r: int, column: str) -> object:
        at = self.columns.at.get(column)
        row = self.sheet.rows[r]
        return row[at] if at is not None and at < len(row) else None

    def exact(self, r: int, column: str) -> float | None:
        """A number that is no range: the end of a scale, a reference point, a quota."""
        if column not in self.columns:
            return None
        found = self.number(r, column, _ANY)
        if isinstance(found, Quantity):
            fix = "give one number; positions, saliences and capabilities alone may be ranges"
            self.draft.complain("T08", f"{column} is a range", fix, r, column)
            return None
        return None if found is None or math.isnan(found) else found

    def number(self, r: int, column: str, kind: Kind, words: Mapping[str, Any] = TABLE) -> Number:
        if (said := self.cell(r, column)) is None:
            return None
        percent = column in self.columns.percent and column != "position"
        try:
            return number(said, kind, percent=percent, commas=self.commas, words=words)
        except CellError as error:
            of = self.text(r, "actor") or "the row"
            subject = f"{column} of `{of}`"
            message = f"{subject} {error.message}" if error.message.startswith("is ") else f"{subject}: {error.message}"
            self.draft.complain(error.code, message, error.fix, r, column)
            return math.nan

    def _commas(self) -> bool:
        """Whether commas in this file are decimal: some cannot separate thousands, and no number has a point."""
        found = False
        for r in range(len(self.sheet.rows)):
            for column in ("position", "salience", "capability", "low", "high", "reference", "quota"):
                said = self.cell(r, column)
                if not isinstance(said, str):
                    continue
                if re.search(r"[0-9]\.[0-9]", said):
                    return False
                found = found or bool(_DECIMAL.search(said))
        return found


def _show(value: object) -> str:
    if isinstance(value, tuple):
        low, high = value  # pyright: ignore[reportUnknownVariableType]
        return f"{low:g} to {high:g}"
    return f"{value:g}" if isinstance(value, float) else f"`{value}`"


_TIDY = "give a row for each actor on each issue, with a column `issue`"
_ANY = Kind("number", "normal", -math.inf, math.inf, 100)
_DECIMAL = re.compile(r"(?:^|[^0-9])0,[0-9]|[0-9],(?:[0-9]{1,2}|[0-9]{4,})(?![0-9])")
