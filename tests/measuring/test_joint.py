"""Joint tables of many dyads at once, against counting item by item."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.measuring import joint
from detente.measuring.joint import MISSING, every_dyad, joint_tables


def counted(ratings: np.ndarray, levels: int, a: int, b: int, weight: np.ndarray | None) -> list[np.ndarray]:
    whole, squared, items = (np.zeros((levels, levels)) for _ in range(3))
    for k in range(ratings.shape[1]):
        x, y, w = ratings[a, k], ratings[b, k], 1.0 if weight is None else weight[k]
        if x != MISSING and y != MISSING:
            whole[x, y] += w
            squared[x, y] += w**2
            items[x, y] += w > 0
    return [whole, squared, items]


@pytest.mark.parametrize("block", [1, 60, 4_000_000])
@given(seed=st.integers(0, 2**32 - 1), weighted=st.booleans(), every=st.booleans())
def test_tables_are_what_counting_gives_in_blocks_of_any_size(
    block: int, seed: int, weighted: bool, every: bool
) -> None:
    rng = np.random.default_rng(seed)
    states, items, levels = map(int, rng.integers([2, 1, 2], [7, 12, 5]))
    ratings = rng.integers(MISSING, levels, (states, items)).astype(np.int8)
    weight = rng.choice([0.0, 0.25, 1.5], items) if weighted else None
    first, second = every_dyad(states) if every else rng.integers(0, states, (2, 5))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(joint, "_BLOCK", block)
        found = joint_tables(ratings, levels, first, second, weight)
    for d, (a, b) in enumerate(zip(first, second, strict=True)):
        for ours, theirs in zip(found, counted(ratings, levels, a, b, weight), strict=True):
            np.testing.assert_allclose(ours[d], theirs, atol=1e-12)


def test_counts_are_exact_whole_numbers_beyond_what_small_floats_add_up_well() -> None:
    ratings = np.zeros((2, 300_001), np.int8)
    ratings[1, ::3] = 1
    found = joint_tables(ratings, 2, np.array([0]), np.array([1]))
    assert found.weight[0].tolist() == [[200_000.0, 100_001.0], [0.0, 0.0]]
    assert found.items is found.weight


def test_every_dyad_is_named_once_with_the_lower_place_first() -> None:
    first, second = every_dyad(4)
    assert list(zip(first.tolist(), second.tolist(), strict=True)) == [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]


def test_no_dyads_and_no_items_make_empty_tables() -> None:
    none = np.array([], int)
    assert joint_tables(np.zeros((3, 4), np.int8), 3, none, none).weight.shape == (0, 3, 3)
    empty = joint_tables(np.zeros((3, 0), np.int8), 3, np.array([0]), np.array([1]))
    assert empty.weight.tolist() == [[[0.0] * 3] * 3]
