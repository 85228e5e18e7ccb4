"""What the columns of a table of actors mean: the names a header may use, and what it says of per cent and unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from detente.study.nearest import intended
from detente.tables.cells import clean
from detente.tables.draft import HEADER, Draft

NAMES: dict[str, tuple[str, ...]] = {
    "actor": ("name", "player", "stakeholder", "faction", "party", "country", "member state"),
    "position": ("ideal point", "stance", "preference"),
    "salience": ("importance",),
    "capability": ("influence", "power", "resources", "capabilities"),
    "issue": ("dimension",),
    "reference": ("reference point", "status quo", "disagreement point"),
    "low": ("minimum", "lowest"),
    "high": ("maximum", "highest"),
    "unit": (),
    "role": (),
    "veto": ("veto player",),
    "setter": ("agenda setter", "proposer"),
    "quota": ("majority",),
    "chamber": ("house",),
    "ratifies": (),
}
"""Every column a table may have, with the other names it may go by."""

NEEDED = ("actor", "position", "salience", "capability")
IGNORED = frozenset({"description", "note", "notes", "comment", "comments", "remark", "remarks", "source", "full name"})
"""Columns that are there for people."""

_KNOWN = {alias: name for name, aliases in NAMES.items() for alias in (name, *aliases)}
_PERCENT = re.compile(r"\s*(?:%|\(%\)|\[%\]|\(?\bper ?cent\)?)$")
_BRACKETED = re.compile(r"\s*[(\[]\s*([^()\[\]]+?)\s*[)\]]$")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each column of a file stands."""

    at: dict[str, int]
    percent: frozenset[str]  # columns given in per cent
    unit: str  # of the position, where its heading has one in brackets

    def __contains__(self, name: str) -> bool:
        """Whether the file has a column."""
        return name in self.at


def meaning(heading: str) -> tuple[str, bool, str]:
    """Column, whether it is in per cent, and the unit in brackets; `ignored` or nothing where it is no column."""
    plain = " ".join(clean(heading).casefold().replace("_", " ").replace("-", " ").split())
    bare = _PERCENT.sub("", plain)
    if bare != plain and bare in _KNOWN:
        return _KNOWN[bare], True, ""
    if plain in IGNORED:
        return "ignored", False, ""
    if plain in _KNOWN:
        return _KNOWN[plain], False, ""
    bracketed = _BRACKETED.search(clean(heading))
    if bracketed and _KNOWN.get(_BRACKETED.sub("", plain)) == "position":
        return "position", False, bracketed[1]
    return "", False, ""


def known(headings: Sequence[str]) -> int:
    """How many of some headings mean a column."""
    return sum(bool(meaning(heading)[0]) for heading in headings)


def recognise(headings: Sequence[str], filled: frozenset[int], draft: Draft) -> Columns:
    """The columns of a header; complains of what is unknown, twice there, or missing. `filled`: have cells below."""
    at: dict[str, int] = {}
    percent: set[str] = set()
    unit = ""
    strange: list[tuple[int, str]] = []
    for i, heading in enumerate(headings):
        name, is_percent, bracketed = meaning(heading)
        if name == "ignored" or (not clean(heading) and i not in filled):
            continue
        if not name:
            strange.append((i, clean(heading)))
            continue
        if name in at:
            first = clean(headings[at[name]])
            message = f"`{clean(heading)}` and `{first}` both mean the column `{name}`"
            draft.complain("T05", message, "keep one of them, or head the other `note`", HEADER, clean(heading))
            continue
        if is_percent and name not in ("salience", "capability", "position", "quota"):
            draft.complain("T05", f"`{clean(heading)}` cannot be in per cent", f"head it `{name}`", HEADER, name)
        at[name] = i
        percent.update({name} if is_percent else ())
        unit = bracketed or ("%" if is_percent and name == "position" else "") or unit
    _complain(at, strange, draft)
    return Columns(at, frozenset(percent), unit)


def _complain(at: dict[str, int], strange: list[tuple[int, str]], draft: Draft) -> None:
    """Say what is missing, with the heading that was perhaps meant; then what is unknown."""
    absent = {name for name in NAMES if name not in at}
    missing = [name for name in NEEDED if name in absent]
    meant = {heading: _KNOWN[near] for _, heading in strange if (near := _near(heading, absent))}
    for name in missing:
        near = next((heading for heading, means in meant.items() if means == name), None)
        others = f" (or {', '.join(NAMES[name])})"
        fix = f"did you mean it by `{near}`? head that column `{name}`" if near else f"add a column `{name}`{others}"
        if near and near.casefold().startswith(("salience", "importance")):
            fix += ", or `salience %` if it holds percentages"
        draft.complain("T04", f"the column `{name}` is missing", fix, HEADER, "")
    for i, heading in strange:
        if meant.get(heading) in missing:
            continue
        if not heading:
            fix = "give it a heading, or delete it"
            draft.complain("T05", f"column {i + 1} has cells and no heading", fix, HEADER, "")
            continue
        near = meant.get(heading)
        fix = f"did you mean `{near}`? " if near else ""
        fix += "delete the column, or head it `note` to have it ignored"
        draft.complain("T05", f"`{heading}` is no column of a table of actors", fix, HEADER, heading)


def _near(heading: str, absent: set[str]) -> str | None:
    """The name that a heading is like: of a column that is absent, else of any."""
    among = [alias for alias, name in _KNOWN.items() if name in absent]
    return intended(heading.casefold(), among) or intended(heading.casefold(), _KNOWN)
