"""Parts of the issues are fixed by the names of their proposals, before anything is fitted."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from detente.scoring.folds import folds, held_back, lot

names = st.lists(st.text(max_size=8), min_size=1, max_size=12)


@given(proposals=names, data=st.data())
def test_a_proposals_part_does_not_change_with_the_order_nor_with_the_others(
    proposals: list[str], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(proposals))))
    some = order[: data.draw(st.integers(1, len(order)))]
    fold, back = folds(proposals, 7), held_back(proposals)
    shuffled = [proposals[i] for i in some]
    np.testing.assert_array_equal(folds(shuffled, 7), fold[some])
    np.testing.assert_array_equal(held_back(shuffled), back[some])


@given(proposals=names)
def test_issues_of_one_proposal_stay_together(proposals: list[str]) -> None:
    twice = folds([*proposals, *proposals], 5)
    np.testing.assert_array_equal(twice[: len(proposals)], twice[len(proposals) :])


def test_lots_are_spread_evenly_and_apart_for_each_purpose() -> None:
    many = [f"proposal {i}" for i in range(5000)]
    np.testing.assert_allclose(np.bincount(folds(many, 10), minlength=10) / 5000, 0.1, atol=0.02)
    assert abs(held_back(many).mean() - 0.3) < 0.02
    one, other = (np.array([lot(m, purpose) for m in many]) for purpose in ("fold", "validation"))
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.05


def test_the_lot_of_a_name_never_changes() -> None:
    """Pinned: anybody who hashes `fold:d00032` by SHA-256 gets it; a change would move issues between parts."""
    from hashlib import sha256

    assert lot("d00032", "fold") == (int(sha256(b"fold:d00032").hexdigest()[:16], 16) >> 11) / 2**53
