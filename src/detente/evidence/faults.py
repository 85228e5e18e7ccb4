"""Quotes that do not stand, as problems of the study's file: codes E01 to E05."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from detente.evidence.candidates import difference, near
from detente.evidence.passages import Passage
from detente.evidence.verify import Verdict
from detente.study.problems import Problem

WORTH_SHOWING = 0.4  # share of the quote's words that the nearest passage must hold to be named


def problems_for(verdicts: Iterable[Verdict], held: Mapping[str, Sequence[Passage]]) -> tuple[Problem, ...]:
    """List what is wrong with the quotes, in the order of the verdicts.

    E01 not found; E02 ambiguous; E03 source not held and no pin, a warning; E04 its passage has changed since it
    was pinned, a warning; E05 cannot be looked for. A quote not held but pinned is no problem.
    """
    return tuple(problem for verdict in verdicts if (problem := _problem(verdict, held)) is not None)


def _problem(v: Verdict, held: Mapping[str, Sequence[Passage]]) -> Problem | None:
    said = f"“{_short(v.quote)}”"
    if v.malformed:
        fix = "quote at least two words, whole, or as `first words … last words` of one passage"
        return Problem("E05", f"{said}: {v.malformed}", fix, v.at, v.line)
    if v.status == "not-found":
        was = " any more; it was when it was pinned" if v.pinned else ""
        return Problem("E01", f"{said} is not in {v.source}{was}", _nearest(v, held), v.at, v.line)
    if v.status == "ambiguous":
        return Problem("E02", f"{said} {_places(v)}", "quote more words, until one place is left", v.at, v.line)
    if v.status == "not-held" and not v.pinned:
        fix = f"save the page and run `detente sources add STUDY PAGE --as {v.source}`"
        return Problem(
            "E03", f"{said} cannot be checked: {v.source} is not held here", fix, v.at, v.line, level="warning"
        )
    if v.changed:
        message = f"{said} stands in {v.source}, but its passage ({v.passage}) has changed since it was pinned"
        again = f"`detente sources add STUDY PAGE --as {v.source}`"
        fix = f"read passage {v.passage} again; if it still says so, {again} pins it anew"
        return Problem("E04", message, fix, v.at, v.line, level="warning")
    return None


def _nearest(v: Verdict, held: Mapping[str, Sequence[Passage]]) -> str:
    best = near(v.quote, held.get(v.source, ()), most=1)
    if not best or best[0][1] < WORTH_SHOWING:
        return "copy the words from `detente sources show`; each quote lies within one passage"
    passage, _ = best[0]
    return f"passage {passage.number} reads: {difference(v.quote, passage)}; copy its words, or delete the quote"


def _places(v: Verdict) -> str:
    if len(v.passages) == 1:
        return f"fits more than one place in passage {v.passages[0]} of {v.source}"
    listed = ", ".join(map(str, v.passages[:8])) + (", …" if len(v.passages) > 8 else "")
    return f"fits passages {listed} of {v.source}"


def _short(quote: str) -> str:
    words = quote.split()
    return " ".join(words) if len(words) <= 12 else f"{' '.join(words[:8])} … {' '.join(words[-3:])}"
