"""The first study's page, where this machine holds it: each paragraph once, no furniture, and the quote battery.

Only a few words of the page stand here, never a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from detente.evidence.normal import normalise
from detente.evidence.passages import Passage, number
from detente.evidence.quotes import find
from detente.evidence.readers import read_page

FURNITURE = ["°", "Columbus", "December 25", "Source link", "Leave a Reply", "email address", "unlock", "subscription"]


def test_each_paragraph_of_the_page_stands_once_and_in_order(real_bytes: bytes, real_passages: Sequence[Passage]):
    lines = [normalise(line) for line in real_bytes.decode().splitlines()]
    article = list(dict.fromkeys(line for line in lines if lines.count(line) == 2))
    assert len(article) > 20
    assert [p.normal for p in real_passages[1:]] == article


@pytest.mark.parametrize("word", FURNITURE)
def test_no_furniture_of_the_page_is_left(word: str, real_passages: Sequence[Passage]):
    assert not [p.text for p in real_passages if word in p.text]


def test_the_page_says_its_title_its_day_and_its_language_and_leaves_the_author_open(real_bytes: bytes):
    page = read_page(real_bytes, ".txt")
    assert page.title.startswith("The Roots of Increasing")
    assert (page.author, str(page.date), page.language) == ("", "2024-12-25", "en")
    assert page.blocks[0] == page.title


def test_the_page_printed_twice_over_gives_the_same_passages(real_bytes: bytes, real_passages: Sequence[Passage]):
    assert number(read_page(real_bytes + b"\n\n" + real_bytes, ".txt").blocks) == real_passages


@pytest.mark.parametrize(
    "quote",
    [
        "Over 45 years … overall power structure.",
        'the "big game" of',
        "a “small game” of",
        "nearly 200 ballistic missiles",
        "like his Western counterparts -- called the",
        '"BRICS Security Commission" to',
        "reinforced the message that",
    ],
)
def test_words_of_the_page_are_found(quote: str, real_passages: Sequence[Passage]):
    assert find(quote, real_passages).status == "found"


@pytest.mark.parametrize(
    "quote",
    [
        "nearly 300 ballistic missiles",
        "200 ballistic missiles … Russian descent than",
        "ballistic missiles into Iran",
        "provided that they do disrupt",
        "Washington can guarantee stability",
        "ties with Russia have been affected",
        "policy is tactical and not strategic",
        "than a non-nuclear Iran",
        "Western sanctions on Russia, has",
        "Israel has asked both Iran and Russia",
        "Over 45 years … axis of evil",
        "overall power structure. Increasing ties with",
        "an axis of good",
        "begging for diplomacy",
    ],
)
def test_altered_words_of_the_page_are_not_found(quote: str, real_passages: Sequence[Passage]):
    assert find(quote, real_passages).status == "not-found"


def test_no_word_of_the_page_can_be_left_out_of_its_own_passage(real_passages: Sequence[Passage]):
    for passage in real_passages:
        tokens = passage.normal.split(" ")
        for i in range(1, len(tokens) - 1):
            if tokens[i] != tokens[i + 1] and tokens[i] != tokens[i - 1]:
                quote = " ".join([*tokens[:i], *tokens[i + 1 :]])
                assert find(quote, [passage]).status == "not-found", quote
