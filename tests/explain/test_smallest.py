"""The smallest part of a change with the same effect, on effects whose answer is known."""

from __future__ import annotations

from itertools import combinations
from math import nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.explain.smallest import Smallest, same, smallest


def added(*points: float):
    return lambda some: sum(points[k] for k in some)


@pytest.mark.parametrize(
    ("points", "members"),
    [
        ((10.0, 0.5, 0.3), (0,)),  # 10 of 10.8
        ((5.0, 5.0, 0.1), (0, 1)),
        ((4.0, 3.0, 3.0), (0, 1, 2)),
        ((0.05, 0.02), ()),  # below a tenth of a point: nothing does as well
        ((10.0, -10.0, 6.0), (2,)),  # two that cancel are not needed
    ],
)
def test_the_part_is_the_one_worked_out_by_hand(points, members) -> None:
    found = smallest(len(points), added(*points))
    assert (found.members, found.exhaustive) == (members, True)


def test_of_several_parts_of_a_size_the_nearest_is_taken_and_the_others_are_counted() -> None:
    found = smallest(3, lambda some: {0: 0.0, 1: 9.5 if 0 in some else 9.8}.get(len(some), 10.0))
    assert found == Smallest((1,), 9.8, 10.0, 4, exhaustive=True, others=2)


def test_a_part_that_misses_on_all_draws_is_passed_over() -> None:
    few = added(10.0, 10.0, 0.0)
    found = smallest(3, lambda some: few(some) if len(some) > 1 else 20.0 * bool(some), few)
    assert found.members == (0, 1)


def test_a_part_that_is_no_study_is_passed_over() -> None:
    found = smallest(2, lambda some: nan if some == {0} else added(10.0, 0.1)(some))
    assert found.members == (0, 1)


@given(points=st.lists(st.floats(-20, 20), min_size=1, max_size=6))
def test_no_smaller_part_has_the_same_effect(points: list[float]) -> None:
    effect = added(*points)
    found = smallest(len(points), effect)
    whole = effect(range(len(points)))
    assert same(found.effect, whole)
    smaller = (c for size in range(len(found.members)) for c in combinations(range(len(points)), size))
    assert not [c for c in smaller if same(effect(c), whole)]


@given(seed=st.integers(0, 10**6), inputs=st.integers(12, 30))
def test_the_greedy_part_has_the_same_effect_and_none_of_it_is_idle(seed: int, inputs: int) -> None:
    points = np.random.default_rng(seed).exponential(2.0, inputs).tolist()
    effect = added(*points)
    found = smallest(inputs, effect, most=100)
    assert same(found.effect, found.whole)
    if not found.exhaustive and len(found.members) < inputs:
        assert not [k for k in found.members if same(found.effect - points[k], found.whole)]


def test_a_search_that_would_take_too_long_gives_all_and_says_that_it_is_not_sure() -> None:
    found = smallest(40, lambda some: 100.0 if len(some) == 40 else 0.0, most=60)
    assert (len(found.members), found.exhaustive) == (40, False)
    assert found.tried <= 60 + 60 + 40


def test_what_the_greedy_search_took_in_too_early_is_left_out_again() -> None:
    def effect(some: frozenset[int]) -> float:
        return 10.0 if {1, 2} <= some else 6.0 * (0 in some) + 0.5 * len(some & {1, 2})

    found = smallest(20, effect, most=100)
    assert (found.members, found.exhaustive) == ((1, 2), False)
