"""A study small enough to work out by hand: one polity, four issues that do not touch each other.

`up` starts at 10 and is wanted at 10. From January 2001 `pull` wants it 30 higher and `nudge` 10 higher; half of the
way up takes 12 months. `down` starts at 40 and is wanted at 40; `push` wants it 20 lower, and half of the way down
takes 24 months. `still` is moved by nothing. At `tug` one faction of weight 1 wants 20 and one of weight 3 wants 60:
it stays at 50.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from detente.explain.claims import Tried, claims
from detente.study.assumptions import Because
from detente.study.nouns import Claim, Question, Study
from tests.engine import studies
from tests.engine.studies import driver, effect, event, faction, issue, polity

JANUARY = date(2001, 1, 1)
END_2000, END_2001, END_2002 = date(2000, 12, 31), date(2001, 12, 31), date(2002, 12, 31)
"""Ends of steps: by the end of 2001 the drivers have been there for 12 months."""


def arena(
    *claims: Claim, lock_in: float = 0.0, pull: Any = 30.0, noise: float = 0.0, threshold: float = 50.0, **more: Any
) -> Study:
    """The study, with claims. `threshold` is that of the question `above`, whether `still` ends 2001 above it."""
    drivers = [driver(name, event(f"{name}-1", on=JANUARY, lasts=True)) for name in ("pull", "nudge", "push", "idle")]
    seats = {"up": 10.0, "down": 40.0, "still": 50.0}
    issues = [
        issue("up", {"small": seats["up"], "large": seats["up"]}, ["land"], start=10.0),
        issue("down", {"small": 40.0, "large": 40.0}, ["land"], start=40.0, lock_in=lock_in),
        issue("still", {"small": 50.0, "large": 50.0}, ["land"], start=50.0, noise=noise),
        issue("tug", {"small": 20.0, "large": 60.0}, ["land"], start=50.0),
    ]
    arrows = [
        effect(cause, "position", by, of=who, on=on)
        for cause, by, on in (("pull", pull, "up"), ("nudge", 10.0, "up"), ("push", -20.0, "down"))
        for who in ("small", "large")
    ]
    question = Question("above", "Above?", "still", "above", threshold, END_2001)
    land = polity("land", faction("land", "small", 1.0), faction("land", "large", 3.0))
    made = studies.study([land], issues, drivers, arrows, [question])
    return replace(made, claims=claims, **more)


def claim(name: str, because: tuple[Because, ...] = (), line: int = 1, **expect: Any) -> Claim:
    """A claim; `_` in a key of its expectation stands for `-`, and one at the end for nothing."""
    return Claim(name, f"{name}.", {k.rstrip("_").replace("_", "-"): v for k, v in expect.items()}, because, line)


def quoting(words: str, path: str = "", *, source: str = "gazette", against: bool = False) -> Because:
    """A passage as a because."""
    return Because("passage", path or words, 1, source=source, quote=words, against=against)


def tried(*wanted: Claim, draws: int = 20, **numbers: Any) -> dict[str, Tried]:
    """What becomes of claims of the study, by name."""
    return {t.id: t for t in claims(arena(*wanted, **numbers), draws=draws).tried}
