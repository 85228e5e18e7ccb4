"""A study to be worked by hand: two parties with a big and a small game each, one issue, two drivers.

All forms of it have one shape for each rule and solver, so that they share one compiled kernel.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from detente.study.nouns import Study
from tests.engine.studies import driver, effect, event, faction, issue, polity, study

BEGINS = date(2001, 1, 15)
"""When both drivers step from nothing to their full strength, for good."""

EFFECTS: tuple[tuple[str, Any, dict[str, str]], ...] = (
    ("war", "position", {"of": "guards", "on": "arms"}),
    ("trade", "position", {"of": "guards", "on": "arms"}),
    ("war", "position", {"of": "cabinet", "on": "arms"}),
    ("war", "position", {"of": "court", "on": "arms"}),
    ("war", "salience", {"of": "clergy", "on": "arms"}),
    ("war", "capability", {"of": "clergy"}),
    ("trade", "capability", {"of": "clergy"}),
    ("war", "band", {"of": "arland", "on": "arms"}),
    ("war", "dependence", {"of": "arland", "upon": "borland"}),
    ("arms", "position", {"of": "guards", "on": "arms"}),
    ("war", "lock-in", {"on": "arms"}),
)


def two_parties(
    *,
    rule: str = "consent",
    solver: str = "mean",
    at: Mapping[str, Any] | None = None,
    able: Mapping[str, Any] | None = None,
    by: Mapping[str, Any] | None = None,
    band: Any = 0.0,
    start: Any = 20.0,
    pull: Any = 0.0,
    strength: Any = 1.0,
    lock_in: Any = 0.0,
    **active: date,
) -> Study:
    """Arland has guards and clergy in the big game and a cabinet in the small one; Borland has its court and envoys.

    `able` are capabilities; clergy, cabinet and envoys have none unless said. `by` are effects by their ids.
    """
    stand = {"guards": 20.0, "clergy": 20.0, "cabinet": 20.0, "court": 80.0, "envoys": 80.0} | dict(at or {})
    can = {"guards": 1.0, "clergy": 0.0, "cabinet": 0.0, "court": 1.0, "envoys": 0.0} | dict(able or {})
    arland = polity(
        "arland",
        faction("arland", "guards", can["guards"]),
        faction("arland", "clergy", can["clergy"], **active),
        faction("arland", "cabinet", can["cabinet"], "small"),
        band={"arms": band},
        dependence={("borland", ""): pull},
        solver=solver,
    )
    borland = polity(
        "borland",
        faction("borland", "court", can["court"]),
        faction("borland", "envoys", can["envoys"], "small"),
        band={"arms": 0.0},
        dependence={("arland", ""): 0.0},
        solver=solver,
    )
    arms = issue("arms", stand, ["arland", "borland"], start=start, rule=rule, rise=12.0, fall=24.0, lock_in=lock_in)
    drivers = [
        driver(name, event(f"{name}-1", strength, on=BEGINS, lasts=True, builds=None)) for name in ("war", "trade")
    ]
    said = dict(by or {})
    arrows = [
        effect(
            cause, moves, said.pop("-".join((cause, moves, *to.values())), 1.0 if moves == "capability" else 0.0), **to
        )
        for cause, moves, to in EFFECTS
    ]
    assert not said, f"no such effect: {said}"
    return study([arland, borland], [arms], drivers, arrows)
