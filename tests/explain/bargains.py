"""One small study with whatever numbers a test gives it: its shape is always the same, so that it compiles once.

Two polities bargain about `pact`; `north` alone decides about `home`. Three drivers, each with one event that lasts,
may move what either wants of the pact, and `x` and `y` what north wants at home. Paces: half of the way in a year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from detente.study.nouns import Span, Study
from tests.engine.studies import driver, effect, event, faction, issue, polity, study

SPAN = Span(date(2000, 1, 1), date(2002, 12, 31), date(2003, 12, 31), "month")
BEFORE, AFTER = date(2000, 12, 31), date(2001, 12, 31)
"""A window of twelve steps, in which half of the way to a new agreement is gone."""

EARLY, LATE = date(2000, 3, 1), date(2001, 1, 1)
"""Days before the window and at its beginning."""


def bargain(
    by: Mapping[tuple[str, str], float],
    *,
    start: float = 20.0,
    wants: tuple[float, float] = (20.0, 20.0),
    dependence: float = 0.0,
    began: Mapping[str, date] | None = None,
    origins: Mapping[str, str] | None = None,
    names: Sequence[str] = ("x", "y", "z"),
) -> Study:
    """`by`: what a driver adds to the wish of `north`, `south` or at `home`, in points; 0 where nothing is said."""
    began, origins = began or {}, origins or {}
    x, y, z = names
    arrows = [
        *(
            effect(d, "position", by.get((d, p), 0.0), of=f"{p}ers", on="pact")
            for d in names
            for p in ("north", "south")
        ),
        *(effect(d, "position", by.get((d, "home"), 0.0), of="northers", on="home") for d in (x, y)),
    ]
    drivers = [
        replace(driver(d, event(f"{d}-1", on=began.get(d, LATE), lasts=True)), origin=origins.get(d, "external"))
        for d in (x, y, z)
    ]
    return study(
        [
            polity("north", faction("north", "northers"), dependence={("south", ""): dependence}),
            polity("south", faction("south", "southers"), dependence={("north", ""): dependence}),
        ],
        [
            issue("pact", dict(zip(("northers", "southers"), wants, strict=True)), ["north", "south"],
                  start=start, rise=12.0, fall=12.0),
            issue("home", {"northers": 20.0}, ["north"], start=start, rise=12.0, fall=12.0),
        ],
        drivers,
        arrows,
        span=SPAN,
    )  # fmt: skip


def crowd() -> Study:
    """Six drivers with uncertain effects in one bargain: what one adds hangs on which of the others are there."""
    lifts = {"north": (40, 0, 15, 10, 25, 5), "south": (0, 40, 10, 20, 5, 25)}
    names = [f"d{k}" for k in range(6)]
    arrows = [
        effect(d, "position", (by - 4, by + 4), of=f"{p}ers", on="pact")
        for p, of in lifts.items()
        for d, by in zip(names, of, strict=True)
    ]
    return study(
        [
            polity(p, faction(p, f"{p}ers"), dependence={(q, ""): 0.2})
            for p, q in (("north", "south"), ("south", "north"))
        ],
        [issue("pact", {"northers": (10.0, 30.0), "southers": (10.0, 30.0)}, ["north", "south"], rise=12.0)],
        [
            replace(driver(d, event(f"{d}-1", on=LATE, lasts=True)), origin="north" if k < 2 else "external")
            for k, d in enumerate(names)
        ],
        arrows,
        span=SPAN,
    )
