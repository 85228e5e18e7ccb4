"""Two ways to the spatial model: arrays, and the loops of a plain Python version that shares nothing with them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import spatial_loop
from detente.bargaining.spatial import outlook
from detente.bargaining.spatial.course import Body, course
from detente.bargaining.spatial.options import options
from detente.study.problems import DetenteError


@pytest.mark.parametrize("seed", range(6))
def test_both_move_every_actor_to_the_same_place_in_every_turn(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n, d = 4 + seed % 3, 1 + seed % 2
    position, salience, capability = rng.uniform(0, 1, (n, d)), rng.uniform(0.1, 0.5, (n, d)), rng.uniform(5, 90, n)
    ours = course(Body(position, salience, capability), options({"profile": "ktab"}), 1).positions
    hand = spatial_loop.play(position.tolist(), salience.tolist(), capability.tolist(), {}, kept=True)
    np.testing.assert_allclose(np.array(ours), np.array(hand), atol=1e-9)


@given(st.integers(0, 2**32 - 1), st.integers(2, 6))
def test_utilities_move_with_attitudes_as_far_as_the_utilities_of_both_are_apart(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    distance, risk, by = rng.uniform(0, 1.5, (n, n)), rng.uniform(-1, 1, n), rng.uniform(-1, 1, n)
    before, after = (outlook.utility(distance, attitude[:, None]) for attitude in (risk, risk + by))
    np.testing.assert_allclose(outlook.change(distance, by), np.linalg.norm(after - before), atol=1e-12)


@pytest.mark.parametrize(
    ("position", "capability", "settings", "says"),
    [
        ([0.0, 0.4, 1.0], [10.0, 50.0, 30.0], {"risk-seen": "full"}, "sees everybody's attitude to risk as it is"),
        ([0.0, 1.0, 1.0], [10.0, 50.0, 30.0], {}, "risk changes no utility"),
        ([0.5, 0.5, 0.5], [10.0, 50.0, 30.0], {}, "all positions have the same chance"),
    ],
)
def test_it_stops_where_the_program_stops_and_says_why(position, capability, settings, says) -> None:
    body = Body(np.array(position)[:, None], np.full((len(position), 1), 0.5), np.array(capability))
    with pytest.raises(DetenteError, match=says):
        course(body, options({"profile": "ktab", **settings}), 1)
