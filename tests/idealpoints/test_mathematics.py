"""The parts of the estimate against the same numbers reached another way."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.idealpoints.ballot import Unsure, chance, sums, value
from detente.idealpoints.walk import Together, alone, solve_alone, times, walk


def numbers(seed: int, rolls: int = 5, states: int = 7) -> tuple:
    chance_ = np.random.default_rng(seed)
    vote = jnp.asarray(chance_.integers(0, 4, (rolls, states)), jnp.int8)
    sharp = chance_.uniform(-2, 2, rolls)
    item = jnp.asarray(np.stack([sharp, chance_.normal(1, 1, rolls), chance_.uniform(-3, 0.5, rolls)], 1))
    point = jnp.asarray(chance_.uniform(-2, 2, (rolls, states)))  # not so far apart that tails are cut off
    size = chance_.uniform(0.01, 0.3, (2, rolls))
    both = 0.5 * np.sqrt(size[0] * size[1])
    unsure = Unsure(jnp.asarray(chance_.uniform(0.01, 0.5, (rolls, states))), *(jnp.asarray(x) for x in (*size, both)))
    return vote, item, point, unsure


def one(vote: jax.Array, item: jax.Array, point: jax.Array) -> jax.Array:
    """Log-likelihood of one vote, where nothing is unsure."""
    sure = Unsure(jnp.zeros((1, 1)), *(jnp.zeros(1),) * 3)
    return value(vote[None, None], item[None], point[None, None], sure)


curvature = jax.jit(jax.vmap(jax.vmap(jax.hessian(one, 2), (0, None, 0))))
slopes = jax.jit(jax.grad(value, (1, 2)))
summed = jax.jit(sums)


@given(st.integers(0, 10**6))
@settings(max_examples=10)
def test_slopes_are_the_derivatives_of_the_value(seed: int):
    with jax.enable_x64(True):
        vote, item, point, unsure = numbers(seed)
        found = summed(vote, item, point, unsure)
        assert found.value == pytest.approx(value(vote, item, point, unsure))
        by_item, by_point = slopes(vote, item, point, unsure)
        np.testing.assert_allclose(found.slope_item, by_item, rtol=1e-6, atol=1e-6)
        np.testing.assert_allclose(found.slope_point, by_point, rtol=1e-6, atol=1e-6)


@given(st.integers(0, 10**6))
@settings(max_examples=10)
def test_information_is_the_curvature_where_roll_call_and_point_are_known(seed: int):
    with jax.enable_x64(True):
        vote, item, point, _ = numbers(seed)
        sure = Unsure(jnp.zeros_like(point), *(jnp.zeros(len(vote)) for _ in range(3)))
        curve = curvature(vote, item, point)
        np.testing.assert_allclose(summed(vote, item, point, sure).curve_point, -curve, rtol=1e-4, atol=1e-4)


@given(st.floats(-8, 8), st.floats(0.01, 3))
def test_chances_of_yes_abstain_and_no_add_up(at: float, half: float):
    with jax.enable_x64(True):
        ends = jnp.full((1, 3), at - half), jnp.full((1, 3), at + half)
        each = chance(*ends, jnp.asarray([[1, 2, 3]], jnp.int8))
        assert float(each.sum()) == pytest.approx(1)
        assert (np.asarray(each) > 0).all()


@st.composite
def memberships(draw: st.DrawFn) -> np.ndarray:
    sessions, states = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    out = np.zeros((sessions, states), bool)
    for i in range(states):
        first = draw(st.integers(0, sessions - 1))
        out[first : draw(st.integers(first, sessions - 1)) + 1, i] = True
    return out


@given(memberships(), st.integers(0, 10**6))
@settings(max_examples=40)
def test_the_blockwise_posterior_is_the_dense_one(member: np.ndarray, seed: int):
    chance_ = np.random.default_rng(seed)
    sessions, states = member.shape
    law = walk(member, chance_.integers(1, 3, sessions).astype(float), 0.25)
    root = chance_.normal(0, 1, (sessions, states, states))
    own = (root @ root.transpose(0, 2, 1)) * (member[:, :, None] & member[:, None, :])
    who = np.flatnonzero(member.ravel())
    dense = np.array([times(law, unit.reshape(member.shape)).ravel() for unit in np.eye(member.size)])
    np.testing.assert_allclose(dense, dense.T)
    diagonal = own[:, np.arange(states), np.arange(states)]
    single, _ = alone(law, diagonal)
    wanted = np.linalg.inv((dense + np.diag(diagonal.ravel()))[np.ix_(who, who)])
    np.testing.assert_allclose(single.ravel()[who], np.diag(wanted), rtol=1e-8)
    right = np.where(member, chance_.normal(0, 1, member.shape), 0.0)
    np.testing.assert_allclose(solve_alone(law, diagonal, right).ravel()[who], wanted @ right.ravel()[who], atol=1e-9)
    for s in range(sessions):
        dense[s * states : (s + 1) * states, s * states : (s + 1) * states] += own[s]
    wanted = np.linalg.inv(dense[np.ix_(who, who)])
    together = Together(law, own.copy())
    np.testing.assert_allclose(together.solve(right).ravel()[who], wanted @ right.ravel()[who], atol=1e-8)
    full = np.zeros((member.size, member.size))
    full[np.ix_(who, who)] = wanted
    for s, block in enumerate(together.covariance()):
        np.testing.assert_allclose(block, full[s * states : (s + 1) * states, s * states : (s + 1) * states], atol=1e-8)


@given(memberships(), st.floats(0.01, 0.9), st.integers(1, 4))
def test_before_any_vote_every_ideal_point_has_the_variance_one(member: np.ndarray, step: float, apart: int):
    variance, before = alone(walk(member, np.full(len(member), float(apart)), step), np.zeros(member.shape))
    np.testing.assert_allclose(variance[member], 1, rtol=1e-9)
    both = member[1:] & member[:-1]
    np.testing.assert_allclose(before[1:][both], (1 - step) ** (apart / 2), rtol=1e-9)
