"""A study small enough to solve on paper: one polity of one faction, one issue, three wars that push it."""

from __future__ import annotations

from detente.study.nouns import Study
from detente.study.reading import read

HALF_LIFE, MONTHS = 12, 48


def level(push: float, months: float, at: float = 20.0) -> float:
    """The level so many months after the beginning: it starts at `at`, and halves its distance each half-life."""
    return at + push * (1 - 2 ** (-months / HALF_LIFE))


def study(*pushes: str, more: str = "") -> Study:
    """Wars `a`, `b`, `c` … from the first month on, each of which moves the court's position by a quantity."""
    wars = "\n".join(
        f"  {name}: {{events: [{{id: war-{name}, on: 2000-01, strength: exactly 1, what: War {name}, lasts: true}}]}}"
        for name in "abcdefgh"[: len(pushes)]
    )
    effects = "\n".join(
        f"  - {{cause: {name}, moves: position, of: court, on: arms, by: {push}}}"
        for name, push in zip("abcdefgh", pushes, strict=False)
    )
    return read(_TEXT.replace("WARS", wars).replace("EFFECTS", effects).replace("MORE", more).encode(), "wars")


_TEXT = """
study: 1
title: Three wars
span: {from: 2000-01, now: 2001-12, until: 2003-12, step: month}
headline: {issue: arms, question: high}
sources:
  gazette: {title: The Gazette}
polities:
  arland: {factions: {court: {capability: exactly 1}}}
issues:
  arms:
    title: Arms
    parties: [arland]
    scale: {0: none, 100: all}
    start: exactly 20
    pace: exactly 12 months
    noise: exactly 0
    positions: {court: {at: exactly 20, salience: exactly 0.5}}
drivers:
WARS
effects:
EFFECTS
questions:
  - {id: high, ask: Above fifty at the end of 2003?, issue: arms, above: 50, at: 2003-12}
MORE
"""
