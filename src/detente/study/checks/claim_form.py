"""A claim takes one of the known forms."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from detente.study import calendar
from detente.study.checks import Rule
from detente.study.claims import FORMS, form_of
from detente.study.draft import Draft
from detente.study.names import either
from detente.study.nearest import nearest
from detente.study.plain import Path
from detente.study.problems import Problem

RULE = Rule(
    code="S19",
    title="A claim takes one of the known forms",
    why="Only an expectation of a known form can be tested on a run.",
    example="expect: {arms: up}",
    fix=f"Use one of the forms: {', '.join(sorted(FORMS))}.",
)

_BOUNDS = {"share": (0, 1), "level": (0, 100), "points": (0, 100)}


def find(draft: Draft) -> Iterator[Problem]:
    """Expectations of no form, with missing or unknown keys, or whose keys hold the wrong thing."""
    for index, claim in enumerate(draft.study.claims):
        path: Path = ("claims", index, "expect")
        form = form_of(claim.expect)
        if form is None:
            first = next(iter(claim.expect), "nothing")
            yield draft.problem(RULE.code, path, f"`{first}` is no form of expectation", nearest(first, FORMS))
            continue
        known = {**form.keys, **form.optional}
        misspelt = not claim.expect.keys() <= known.keys()
        for key in form.keys:
            if key not in claim.expect and not misspelt:
                yield draft.problem(RULE.code, path, f"the expectation lacks `{key}:`", f"add `{key}:`")
        if form is FORMS["level"] and ("above" in claim.expect) == ("below" in claim.expect):
            yield draft.problem(RULE.code, path, "the expectation needs one of above and below", "give one of the two")
        for key, value in claim.expect.items():
            if key not in known:
                yield draft.problem(RULE.code, (*path, key), f"`{key}` is no key of this form", nearest(key, known))
            elif fault := _fault(draft, known[key], value):
                yield draft.problem(fault[0], (*path, key), *fault[1:])
        yield from _backwards(draft, path, claim.expect)
        yield from _not_a_party(draft, path, claim.expect)


def _fault(draft: Draft, kind: str, value: object) -> tuple[str, str, str] | None:
    """The rule a value breaks, what is wrong, and how to mend it."""
    names = draft.names
    known: dict[str, Collection[str]] = {
        "issue": names.issues,
        "cause": names.causes,
        "origin": either(names.polities, names.drivers, frozenset({"external"})),
        "faction": names.factions,
        "polity": names.polities,
        "question": names.questions,
        "change": names.changes,
    }
    if kind in known:
        good = isinstance(value, str) and value in known[kind]
        return None if good else ("S12", f"`{value}` is no {kind}", nearest(str(value), known[kind]))
    if kind == "date":
        return _date_fault(draft, value)
    low, high = _BOUNDS[kind]
    fix = f"give a number from {low} to {high}"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "S03", f"`{value}` is no number", fix
    return None if low <= value <= high else ("S07", f"{value:g} is not from {low} to {high}", fix)


def _date_fault(draft: Draft, value: object) -> tuple[str, str, str] | None:
    days = _days(value)
    if days is None:
        return "S06", f"`{value}` is no date", "write 2010, 2010-Q2, 2010-06 or 2010-06-15"
    span = draft.span
    if span and (days[1] < span.from_ or days[0] > span.until):
        return "S14", f"{value} lies outside the span ({span.from_} to {span.until})", "mend the date"
    return None


def _backwards(draft: Draft, path: Path, expect: Mapping[str, object]) -> Iterator[Problem]:
    first, last, span = _days(expect.get("from")), _days(expect.get("to")), draft.span
    if first is None or last is None:
        return
    if first[0] > last[1]:
        said = f"the expectation runs from {expect['from']} back to {expect['to']}"
        yield draft.problem(RULE.code, (*path, "from"), said, "write the earlier date under `from:`")
    elif span and calendar.index(min(first[1], span.until), span.step) >= calendar.index(
        min(last[1], span.until), span.step
    ):
        said = f"no time passes from the end of {expect['from']} to that of {expect['to']}"
        yield draft.problem(RULE.code, (*path, "from"), said, "write an earlier `from:` or a later `to:`")


def _not_a_party(draft: Draft, path: Path, expect: Mapping[str, object]) -> Iterator[Problem]:
    polity, issue = expect.get("inside-band"), draft.study.issues.get(str(expect.get("on")))
    known = isinstance(polity, str) and polity in draft.names.polities
    if known and issue is not None and polity not in issue.parties:
        said = f"`{polity}` is no party of {expect['on']}"
        yield draft.problem("S12", (*path, "inside-band"), said, nearest(str(polity), issue.parties))


def _days(value: object) -> tuple[date, date] | None:
    try:
        return None if isinstance(value, bool) else calendar.parse(str(value))
    except ValueError:
        return None
