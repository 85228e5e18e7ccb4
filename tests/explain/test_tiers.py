"""What the tiers add is told apart from nothing only beyond sampling error."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from detente.engine.draws import simulate
from detente.engine.run import Band
from detente.explain.tiers import tiers
from tests.engine.two_parties import two_parties

DAY = date(2002, 6, 30)


def run(gap: Band, draws: int) -> Any:
    bands = {"unitary": Band(1, 2, 3, 4, 5), "tiers": gap}
    return SimpleNamespace(draws=draws, at=lambda issue, day, name: bands[name])


def test_a_median_within_two_standard_errors_of_nothing_is_no_difference():
    spread = Band(-16.45, -5.0, 0.7, 5.0, 16.45)  # one standard deviation is 10 points
    assert tiers(run(spread, 1024), "arms", DAY).error == pytest.approx(1.25 * 10 / 32, rel=1e-3)
    assert not tiers(run(spread, 1024), "arms", DAY).differs
    assert tiers(run(spread._replace(median=0.9), 1024), "arms", DAY).differs
    assert not tiers(run(spread._replace(median=0.9), 256), "arms", DAY).differs


def test_no_more_draws_count_than_are_run_without_tiers():
    spread = Band(-16.45, -5.0, 0.7, 5.0, 16.45)
    assert tiers(run(spread, 1024), "arms", DAY) == tiers(run(spread, 1_000_000), "arms", DAY)


def test_a_band_that_holds_a_small_game_back_makes_a_difference_and_no_small_game_makes_none():
    held = two_parties(at={"cabinet": 80, "court": 90}, able={"cabinet": 1.0}, band=5.0)
    found = tiers(simulate(held, draws=64, seed=1), "arms", DAY)
    assert found.differs
    assert found.gap.median < 0  # policy 25 with tiers, 50 without them
    none = tiers(simulate(two_parties(), draws=64, seed=1), "arms", DAY)
    assert (none.gap.p5, none.gap.p95, none.differs) == (0.0, 0.0, False)
