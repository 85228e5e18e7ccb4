"""A study as arrays: its order changes nothing, its tiers change two masks."""

from __future__ import annotations

import jax
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from detente.engine.arrays import lower
from tests.engine.studies import random_study, reordered

seeds = st.integers(0, 10**6)


@given(seeds)
def test_a_reordered_study_is_the_same_arrays(seed: int) -> None:
    made = random_study(seed, effects=40)
    one, other = lower(made), lower(reordered(made))
    assert one.shape == other.shape
    assert one.labels == other.labels
    assert one.column.keys == other.column.keys
    for path, leaf in jax.tree.leaves_with_path(one.tables):
        twin = dict(jax.tree.leaves_with_path(other.tables))[path]
        np.testing.assert_array_equal(leaf, twin, err_msg=f"{jax.tree_util.keystr(path)} of study {seed}")


@given(seeds)
def test_without_tiers_only_the_masks_differ_and_nobody_plays_the_small_game(seed: int) -> None:
    made = random_study(seed)
    with_tiers, without = lower(made), lower(made, unitary=True)
    assert with_tiers.shape == without.shape
    seats, alone = with_tiers.tables.seats, without.tables.seats
    assert not alone.small.any()
    np.testing.assert_array_equal(alone.big, seats.big + seats.small)
    same = with_tiers.tables._replace(seats=alone)
    assert all(
        np.array_equal(a, b) for a, b in zip(jax.tree.leaves(same), jax.tree.leaves(without.tables), strict=True)
    )


@given(seeds)
def test_shapes_are_hashable_and_equal_for_equal_studies(seed: int) -> None:
    assert hash(lower(random_study(seed)).shape) == hash(lower(random_study(seed)).shape)
