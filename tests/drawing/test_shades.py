"""Shades are classes between round numbers: every value has one, and neighbours of a class are told in the key."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.drawing import palette
from detente.drawing.shades import MOST, colour, edges, runs, shade, signs

finite = st.floats(-1e6, 1e6, allow_nan=False)


def test_edges_are_round_numbers_within_the_values():
    assert edges(np.linspace(0, 1, 101).tolist()) == pytest.approx([0.2, 0.4, 0.6, 0.8])
    assert edges(np.linspace(-1, 1, 101).tolist()) == pytest.approx([-0.5, 0, 0.5])


@given(st.lists(finite, min_size=1, max_size=60))
def test_there_are_no_more_classes_than_shades_and_edges_rise(values):
    found = edges(values)
    assert len(found) < MOST
    assert all(after > before for before, after in itertools.pairwise(found))
    for value in values:
        assert 0 <= shade(value, found) <= len(found)
        assert colour(shade(value, found), found) in palette.SHADES


@given(st.lists(finite, min_size=2, max_size=60))
def test_a_higher_value_is_never_lighter(values):
    found = edges(values)
    order = [palette.SHADES.index(colour(shade(v, found), found)) for v in sorted(values)]
    assert order == sorted(order)


@pytest.mark.parametrize("values", [[], [3.0], [3.0, 3.0], [float("nan")]])
def test_values_that_do_not_differ_are_one_class(values):
    assert edges(values) == []
    assert [sign.words for sign in signs([])] == ["all alike"]


def test_the_key_says_every_class():
    assert [s.words for s in signs([-0.5, 0.0, 0.5])] == ["below −0.5", "−0.5 to 0", "0 to 0.5", "0.5 and more"]


def test_an_edge_belongs_to_the_class_above():
    assert [shade(v, [0.2, 0.4]) for v in (0.1, 0.2, 0.3, 0.4, 0.5)] == [0, 1, 1, 2, 2]


@given(st.lists(st.one_of(st.none(), st.integers(0, 3)), max_size=40))
def test_runs_put_every_cell_back(classes):
    again: list[int | None] = [None] * len(classes)
    for begin, end, number in runs(classes):
        assert begin < end
        again[begin:end] = [number] * (end - begin)
    assert again == classes
