"""No label hides another."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import example, given
from hypothesis import strategies as some

from detente.drawing import places

labels = some.text("abc ", min_size=1, max_size=40)
wishes = some.lists(some.tuples(some.floats(0, 850), labels), max_size=30)


@given(wishes)
@example([(100.0, "a" * 30), (110.0, "b" * 34), (290.0, "c" * 10)])
def test_no_two_labels_share_a_place_and_no_stem_cuts_a_label(wishes):
    found = places.lanes(wishes, 4, 1100)
    set_down = [
        (stem, place.left, place.left + len(label) * places.LETTER, place.lane)
        for (stem, label), place in zip(wishes, found, strict=True)
        if place.lane >= 0
    ]
    for one, other in combinations(set_down, 2):
        assert one[3] != other[3] or one[2] <= other[1] or other[2] <= one[1], (one, other)
        upper, lower = (one, other) if one[3] > other[3] else (other, one)
        assert one[3] == other[3] or not lower[1] < upper[0] < lower[2], (upper, lower)


@given(wishes.filter(bool))
def test_the_most_important_label_always_finds_a_place(wishes):
    assert places.lanes(wishes, 4, 1100)[0].lane >= 0


@given(wishes)
def test_labels_stay_inside_the_figure(wishes):
    for (_, label), place in zip(wishes, places.lanes(wishes, 4, 1100), strict=True):
        assert place.lane < 0 or 0 <= place.left <= 1100 - len(label) * places.LETTER


@given(some.lists(some.tuples(some.floats(0, 330), some.integers(1, 3)), max_size=8))
def test_blocks_beside_a_scale_keep_their_order_and_do_not_overlap(wishes):
    wishes = sorted(wishes)
    tops = places.beside(wishes, 13, -6.5, 336.5)
    for (above, below), (_, lines) in zip(pairwise(tops), wishes, strict=False):
        assert below >= above + lines * 13 - 1e-6


@given(some.text(max_size=120), some.integers(5, 50))
def test_a_short_label_is_the_beginning_of_the_words(words, letters):
    told = places.short(words, letters)
    assert len(told) <= letters + 2
    assert words == told or told.endswith("…")


def test_a_label_ends_where_a_clause_ends():
    assert places.short("Parliament removes him, and the Guards grow into an army", 40) == "Parliament removes him …"
