"""The normalisation: what it makes equal, what it keeps apart, and that doing it twice changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.evidence.normal import normalise

ODD = "aN1 \u00a0\u200b\u00ad\ufeff\u2009\n\t'\"’‘“”„«»‹›′`´-–—−‐…·e\u0301\u0338\u200d\U000e0041=."


@given(st.text() | st.text(alphabet=ODD))
def test_normalising_twice_changes_nothing_more(text: str):
    once = normalise(text)
    assert normalise(once) == once


@given(st.text(alphabet=ODD), st.sampled_from([" ", "\u00a0", "\n", "\t", " \u2009 ", "\r\n"]))
def test_which_white_space_stands_between_words_does_not_matter(text: str, space: str):
    assert normalise(f"a{space}{text}") == normalise(f"a {text}")


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("the “big game’’", 'the "big game"'),
        ("a ‘‘small game’’ of", 'a "small game" of'),
        ("a ''small game''", 'a "small game"'),
        ("„so“ »so« «so» 「so」", '"so" "so" "so" "so"'),
        ("Iran’s Iran‘s Iran`s Iran´s Iranʼs", "Iran's Iran's Iran's Iran's Iran's"),
        ("the war—which", "the war - which"),
        ("the war -- which", "the war – which"),
        ("the war — which", "the war - which"),
        ("Su‑35, Su–35, Su−35", "Su-35, Su-35, Su-35"),
        ("co\u00adoperation, zero\u200bwidth, \ufeffmark", "cooperation, zerowidth, mark"),
        ("and so on…", "and so on..."),
        ("  no\u00a0break \n line  ", "no break line"),
        ("cafe\u0301", "café"),
        ("می\u200cخواهم", "میخواهم"),
    ],
)
def test_typing_does_not_matter(typed: str, same: str):
    assert normalise(typed) == normalise(same)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the West", "the west"),
        ("will join", "will not join"),
        ("1,500", "1.500"),
        ("-5", "5"),
        ("‘big game’", "“big game”"),
        ("so, they", "so they"),
        ("the war-which", "the war—which"),
        ("color", "colour"),
        ("ﬁ", "fi"),
        ("m²", "m2"),
    ],
)
def test_what_the_author_wrote_does_matter(one: str, other: str):
    assert normalise(one) != normalise(other)


def test_no_line_end_is_left_so_that_no_quote_runs_over_two_passages():
    assert normalise("a\nb\x0bc\x0cd\x1ce\x85f\u2028g\u2029h").split(" ") == list("abcdefgh")
