"""Words for probabilities."""

from __future__ import annotations

from itertools import pairwise

import pytest

from detente.study.likelihood import WORDS, in_words, reworded, with_number


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.01, "almost no chance (1–5 %)"),
        (0.0499, "almost no chance (1–5 %)"),
        (0.05, "very unlikely (5–20 %)"),
        (0.2, "unlikely (20–45 %)"),
        (0.45, "roughly even chance (45–55 %)"),
        (0.55, "likely (55–80 %)"),
        (0.8, "very likely (80–95 %)"),
        (0.95, "almost certain (95–99 %)"),
        (0.99, "almost certain (95–99 %)"),
    ],
)
def test_a_shared_end_of_two_ranges_belongs_to_the_upper_word(probability, words):
    assert in_words(probability) == words


def test_outside_1_to_99_per_cent_the_scale_has_no_word():
    assert in_words(0.0) == with_number(0.009) == "less than 1 %"
    assert in_words(1.0) == with_number(0.995) == "more than 99 %"


def test_the_number_stands_beside_the_word():
    assert with_number(0.082) == "very unlikely (5–20 %): 8 %"


def test_no_probability_lies_outside_0_to_1():
    with pytest.raises(ValueError, match=r"1\.2"):
        in_words(1.2)


@pytest.mark.parametrize(
    ("before", "after", "margin", "another"),
    [
        (0.04, 0.06, 0.005, True),
        (0.04, 0.06, 0.015, False),  # 4.5 % has the old word
        (0.04, 0.06, 0.5, False),  # everything from less than 1 % on is within reach
        (0.04, 0.045, 0.0, False),
        (0.5, 0.3, 0.04, True),
        (0.995, 0.98, 0.001, True),
        (0.005, 0.02, 0.009, True),
    ],
)
def test_another_word_is_one_that_the_old_probability_has_nowhere_within_the_margin(before, after, margin, another):
    assert reworded(before, after, margin) is another


def test_the_scale_has_no_gap_and_its_ranges_are_those_of_its_words():
    assert [word for word, _ in WORDS] == [in_words(p).split(" (")[0] for p in (0.03, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97)]
    ends = [[int(end) for end in between.removesuffix(" %").split("–")] for _, between in WORDS]
    assert all(high == low for (_, high), (low, _) in pairwise(ends))
