"""Two ways to one round of the challenge model: arrays, and a plain loop that was written from the equations."""

from __future__ import annotations

import jax
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bench import challenge_loop
from detente.bargaining.challenge.course import Group, one_round
from detente.bargaining.challenge.rules import Rules
from tests.examples import fewer

compiled = jax.jit(one_round, static_argnums=2)


@fewer
@given(drawn=st.lists(st.integers(1, 10**6), min_size=15, max_size=15, unique=True))
def test_both_move_every_actor_to_the_same_place(drawn: list[int]) -> None:
    x, s, c = (np.array(drawn).reshape(3, 5)[k] / 10**6 for k in range(3))
    with jax.enable_x64(new_val=True):
        made = Group(*(jax.numpy.asarray(v)[:, None] for v in (100 * x, s, 0.1 + c)), jax.numpy.zeros(1))
        found = np.asarray(compiled(made, made.position, Rules()).position)[:, 0]
    np.testing.assert_allclose(
        found, challenge_loop.one_round((100 * x).tolist(), s.tolist(), (0.1 + c).tolist()), atol=1e-6
    )
