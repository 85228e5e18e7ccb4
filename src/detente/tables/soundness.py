"""What holds of every table of actors, whatever file it came from: names once, numbers in bounds, a game to play."""

from __future__ import annotations

import math

import numpy as np

from detente.study.assumptions import Quantity
from detente.study.nearest import nearest
from detente.study.problems import StudyError
from detente.tables import ActorTable, Cell
from detente.tables.draft import HEADER, Draft, Entry, centre, ends
from detente.tables.limits import COMPARED, LONGEST_CELL, MOST_CELLS


def sound(draft: Draft) -> ActorTable:
    """The table of a draft.

    Raises:
        StudyError: something is wrong with it; says all of it, in the order of the file.
    """
    actors = draft.actors or tuple(dict.fromkeys(e.actor for e in draft.entries))
    _names(draft, actors)
    _numbers(draft)
    _procedure(draft, actors)
    if not draft.problems and len(actors) * len(draft.issues) > MOST_CELLS:
        message = f"{len(actors):,} actors on {len(draft.issues):,} issues are more than {MOST_CELLS:,} cells"
        draft.complain("T28", message, "split the file by issues")
    if not draft.problems:  # a game is judged where every cell is known
        table = _table(draft, actors)
        _game(draft, table)
        if not draft.problems:
            return table
    raise StudyError(draft.problems)


def _table(draft: Draft, actors: tuple[str, ...]) -> ActorTable:
    row = {actor: a for a, actor in enumerate(actors)}
    column = {issue: q for q, issue in enumerate(draft.issues)}
    shape = (len(row), len(column))
    numbers = {name: np.zeros(shape) for name in ("salience", "capability")}
    numbers["position"] = np.full(shape, np.nan)
    ranges: list[Cell] = []
    for e in draft.entries:
        at = (row[e.actor], column[e.issue])
        for name, cell in (("position", e.position), ("salience", e.salience), ("capability", e.capability)):
            if cell is not None:
                numbers[name][at] = centre(cell)
            if isinstance(cell, Quantity):
                ranges.append(Cell(name, *at, cell))
    return ActorTable(
        actors,
        tuple(draft.issues.values()),
        **numbers,
        title=draft.title,
        procedure=draft.procedure,
        ranges=tuple(sorted(ranges, key=lambda c: (c.actor, c.issue, _ORDER.index(c.column)))),
        switches=draft.switches,
    )


def _names(draft: Draft, actors: tuple[str, ...]) -> None:
    """Each actor is called by one name, and stands once on each issue."""
    seen: dict[tuple[str, str], int] = {}
    called: dict[str, str] = {name.casefold(): name for name in reversed(actors)}
    for e in draft.entries:
        if not e.actor:
            if "actor" not in draft.absent:
                draft.complain("T07", "the row names no actor", "name it, or delete the row", e.row, "actor")
            continue
        for name, column in ((e.actor, "actor"), (e.issue, "issue")):
            if len(name) > LONGEST_CELL:
                message = f"the name `{name[:40]}…` has {len(name):,} characters, more than {LONGEST_CELL}"
                draft.complain("T28", message, "shorten it", e.row, column)
        first = called.get(e.actor.casefold(), e.actor)
        if first != e.actor:
            message = f"`{e.actor}` and `{first}` differ by capital letters alone"
            draft.complain("T15", message, "write one actor in one way, and two apart", e.row, "actor")
        if (e.actor, e.issue) in seen:
            line, _ = draft.place(seen[e.actor, e.issue], "actor")
            on = f" on `{e.issue}`" if len(draft.issues) > 1 else ""
            message = f"`{e.actor}` stands twice{on}; first in line {line}"
            draft.complain("T15", message, "keep one row, or give the other its own name", e.row, "actor")
        seen.setdefault((e.actor, e.issue), e.row)


def _numbers(draft: Draft) -> None:
    """Every number within its bounds, and there where it is needed."""
    percent = _looks_like_percent(draft)
    for e in draft.entries:
        missing = [c for c in _ORDER[1:] if getattr(e, c) is None and c not in draft.absent]
        if e.position is None:
            alone = len(draft.issues) < 2 and "position" not in draft.absent
            missing = ["position", *missing] if alone else []
        for column in missing:
            fix = "give a number, or delete the row if the actor takes no part"
            draft.complain("T07", f"{column} of `{e.actor}` is missing", fix, e.row, column)
        for value in ends(e.salience) if not percent else ():
            if not 0 <= value <= 1 and not math.isnan(value):
                _salience(draft, e, value)
        for value in ends(e.capability):
            if value < 0:
                message = f"capability of `{e.actor}` is {value:g}, below 0"
                draft.complain("T12", message, "give zero or more", e.row, "capability")
        issue = draft.issues.get(e.issue)
        scale = issue.scale if issue else None
        for value in ends(e.position) if scale else ():
            if scale and not math.isnan(value) and not scale[0] <= value <= scale[1]:
                message = f"position of `{e.actor}` is {value:g}, outside {scale[0]:g} to {scale[1]:g}"
                draft.complain("T13", message, f"give it on the scale of `{e.issue}`", e.row, "position")
    for issue in draft.issues.values():
        if issue.scale and issue.reference is not None:
            low, high = issue.scale
            if not low <= issue.reference <= high:
                message = f"the reference point of `{issue.name}` is {issue.reference:g}, outside {low:g} to {high:g}"
                draft.complain("T13", message, "give it on the scale of the issue", HEADER, "reference")


def _salience(draft: Draft, e: Entry, value: float) -> None:
    if value < 0:
        draft.complain("T11", f"salience of `{e.actor}` is {value:g}, below 0", "give 0 to 1", e.row, "salience")
        return
    fix = "give a number from 0 to 1"
    fix += f" ({value:g} % is {value / 100:g})" if value <= 100 else ""
    draft.complain("T11", f"salience of `{e.actor}` is {value:g}, above 1", fix, e.row, "salience")


def _looks_like_percent(draft: Draft) -> bool:
    """Whether the whole column of saliences is in per cent; said once, instead of in every row."""
    values = [v for e in draft.entries for v in ends(e.salience) if not math.isnan(v)]
    if len(values) < 2 or min(values) < 0 or not 1 < max(values) <= 100:
        return False
    if sum(v > 1 or v == 0 for v in values) < len(values):
        return False
    e = next(e for e in draft.entries if any(v > 1 for v in ends(e.salience)))
    message = f"the saliences look like percentages: {min(values):g} to {max(values):g}, where 0 to 1 is meant"
    draft.complain("T11", message, "divide the column by 100, or head it `salience %`", e.row, "salience")
    return True


def _procedure(draft: Draft, actors: tuple[str, ...]) -> None:
    known = set(actors)
    for row, column, name in draft.named:
        if name not in known:
            fix = nearest(name, actors[:COMPARED])
            draft.complain("T17", f"{column} names `{name}`, no actor of the table", fix, row, column)


def _game(draft: Draft, table: ActorTable) -> None:
    """Whether there is anything to decide."""
    plays = table.plays
    if len(table.actors) < 2:
        message = f"the table has {len(table.actors) or 'no'} actor: nobody to decide with"
        draft.complain("T18", message, "give at least two actors")
        return
    for a in np.flatnonzero(~plays.any(axis=1)):
        message = f"`{table.actors[a]}` has no position on any issue"
        draft.complain("T18", message, "give one, or leave the actor out", *_row_of(draft, table.actors[a]))
    for q in np.flatnonzero(plays.any(axis=0) & ~(table.weight > 0).any(axis=0)):
        on = f" on `{table.issues[q].name}`" if len(table.issues) > 1 else ""
        able = (table.capability[plays[:, q], q] > 0).any()
        what = "nobody who is able cares" if able else "every capability is zero"
        message = f"{what}{on}: nobody has weight"
        draft.complain(
            "T19",
            message,
            "give one actor a capability and a salience above zero",
            HEADER,
            "salience" if able else "capability",
        )
    for q in np.flatnonzero(~plays.any(axis=0)):
        message = f"nobody has a position on `{table.issues[q].name}`"
        draft.complain("T18", message, "give positions, or leave the issue out", HEADER, "issue")
    spread = [len(set(table.position[plays[:, q], q])) for q in range(len(table.issues))]
    if max(spread, default=0) == 1:
        where = f"at {table.position[plays][0]:g}" if len(spread) == 1 else "at one point on every issue"
        draft.complain(
            "T20",
            f"all actors stand {where}: there is nothing to decide",
            "give at least two positions",
            HEADER,
            "position",
        )


def _row_of(draft: Draft, actor: str) -> tuple[int, str]:
    return next(((e.row, "position") for e in draft.entries if e.actor == actor), (HEADER, ""))


_ORDER = ("position", "salience", "capability")
