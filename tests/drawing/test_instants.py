"""Thinning leaves out, and never alters."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as some

from detente.drawing import instants

counts = some.integers(1, 3000)


@given(counts, some.data())
def test_even_thinning_keeps_first_last_and_present_in_order_and_not_too_many(count, data):
    now = data.draw(some.integers(0, count - 1))
    kept = instants.evenly(count, (now,))
    assert kept == sorted(set(kept))
    assert {0, now, count - 1} <= set(kept) <= set(range(count))
    assert len(kept) <= instants.MOST + 2


@given(some.lists(some.floats(0, 1), min_size=1, max_size=200), some.data())
def test_a_step_drawn_from_kept_instants_is_never_off_by_more_than_allowed(values, data):
    series = np.array(values)[:, None]
    now = data.draw(some.integers(0, len(values) - 1))
    kept = instants.where_it_changes(series, (now,), 0.01)
    assert {0, now, len(values) - 1} <= set(kept)
    drawn = series[[max(k for k in kept if k <= t) for t in range(len(values))]]
    assert np.abs(drawn - series).max() < 0.01
