"""Two ways to the spatial model: arrays, and the loops of a plain Python version that shares nothing with them."""

from __future__ import annotations

import numpy as np
import pytest

from bench import spatial_loop
from detente.bargaining.spatial.course import Body, course
from detente.bargaining.spatial.options import options


@pytest.mark.parametrize("seed", range(6))
def test_both_move_every_actor_to_the_same_place_in_every_turn(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n, d = 4 + seed % 3, 1 + seed % 2
    position, salience, capability = rng.uniform(0, 1, (n, d)), rng.uniform(0.1, 0.5, (n, d)), rng.uniform(5, 90, n)
    ours = course(Body(position, salience, capability), options({"profile": "ktab"}), 1).positions
    hand = spatial_loop.play(position.tolist(), salience.tolist(), capability.tolist(), {}, kept=True)
    np.testing.assert_allclose(np.array(ours), np.array(hand), atol=1e-9)
