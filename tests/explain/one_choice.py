"""A study small enough to flip by hand: one polity, two factions of equal weight, one driver that may move one of them.

line = (f + by·D + g) / 2, D = 1 from the beginning where the event happens
M(t) = start + (line - start) (1 - 2^(-t/12))
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from detente.study.nouns import Claim, Question, Span, Study
from tests.engine.studies import Number, driver, effect, event, faction, issue, polity, study

SPAN = Span(date(2000, 1, 1), date(2001, 12, 31), date(2003, 12, 31), "month")
END = SPAN.until
GONE = 1 - 2 ** (-48 / 12)  # share of the way that is behind at the end
WIDE = (40.0, 60.0)
SIGMA = 20 / 3.29


def made(
    *,
    f: Number = WIDE,
    g: Number = 50.0,
    by: Number = 0.0,
    probability: Number = 1.0,
    noise: Number = 0.0,
    questions: Mapping[str, tuple[Any, float]] | None = None,
    claims: Mapping[str, Mapping[str, Any]] | None = None,
) -> Study:
    """The study with such numbers, questions `id: (test, threshold)` at its end, and claims `id: expectation`."""
    asked = [Question(name, f"{name}?", "q", test, x, END) for name, (test, x) in (questions or {}).items()]
    of = study(
        [polity("p", faction("p", "f"), faction("p", "g"))],
        [issue("q", {"f": f, "g": g}, ["p"], start=10.0, rise=12.0, fall=12.0, noise=noise)],
        [driver("d", event("d-1", 1.0, on=SPAN.start, lasts=True, probability=probability))],
        [effect("d", "position", by, of="f", on="q")],
        asked,
        span=SPAN,
    )
    said = tuple(Claim(name, f"It is so: {name}.", expect, ()) for name, expect in (claims or {}).items())
    return replace(of, claims=said)


def level(line: float) -> float:
    """The level at the end while the line stands at a place throughout."""
    return 10 + (line - 10) * GONE
