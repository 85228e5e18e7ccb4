"""The quote battery: what stands in a source is found, and nothing else is."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.evidence.normal import normalise
from detente.evidence.passages import Passage, number
from detente.evidence.quotes import MOST_PLACES, find, malformed
from detente.evidence.readers import read_page
from detente.evidence.words import words

ALTERED = {
    "removed negation": "but they will join any alliance against the League",
    "added negation": "ministers may not depart from the line within limits",
    "changed number": "nearly 300 patrol boats",
    "changed year": "The embargo of June 2012 left the guards",
    "cut number": "500 trucks and nearly 200 patrol boats",
    "cut prefix": "more dangerous to Borland than a nuclear one",
    "swapped actors": "Arland sold Borland 1,500 trucks",
    "swapped actors in a short clause": "Arland supported Borland at the council",
    "dropped hedge": "The harbour treaty deepened the alignment",
    "dropped hedge before a number": "trucks and 200 patrol boats",
    "spliced halves": "the guards have settled the claims of the League to three islands",
    "spliced halves of neighbours": "with nowhere else to buy. According to the guards",
    "two passages": "do not disturb the guards. The embargo of June 2010",
    "two passages by ends": "Over 40 years … nowhere else to buy",
    "ends the wrong way round": "nowhere else to buy … The embargo of June",
    "other case": "the embargo of june 2010",
    "other spelling": "the Guards have settled the",
    "half a word": "he embargo of June 20",
    "half a word at an end": "The embar … else to buy",
    "possessive cut": "on Arlandish policy",
    "paraphrase": "ministers are allowed to leave the line",
    "invented": "Arland will attack the League before winter",
    "furniture": "Your email address will not be published",
}

STANDS = {
    "whole": "ministers may depart from the line within limits",
    "whole passage": "Advertisements for the state lottery were banned that spring, "
    "and the ministry asked readers to share its posts.",
    "ends": "The embargo of … nowhere else to buy",
    "ends in dots": "The embargo of ... nowhere else to buy",
    "ends in brackets": "The embargo of […] nowhere else to buy",
    "ends without spaces": "The embargo of…nowhere else to buy",
    "ends after a full stop": "nowhere else to buy.… asked for little in return.",
    "typed quotation marks": 'the "long game" of Arland\'s policy',
    "typed dashes": "200 patrol boats - more than the League had in twenty years -- and asked",
    "its own ellipsis": "backed sanctions against Arland ... and the claims",
    "over a line end": "trade across the\n      strait had never",
    "its double spaces": "at the lake. The chancellor said",
}


@pytest.mark.parametrize("quote", ALTERED.values(), ids=ALTERED)
def test_an_altered_quote_is_not_found(quote: str, passages: Sequence[Passage]):
    assert find(quote, passages).status == "not-found"


@pytest.mark.parametrize("quote", STANDS.values(), ids=STANDS)
def test_a_quote_that_stands_is_found(quote: str, passages: Sequence[Passage]):
    assert find(quote, passages).status == "found"


def test_offsets_cut_the_quote_out_of_the_normalised_passage(passages: Sequence[Passage]):
    whole = find("nearly 200 patrol boats", passages).place
    ends = find("The embargo of … to buy.", passages).place
    assert whole is not None
    assert ends is not None
    passage = passages[whole.passage - 1]
    assert passage.normal[whole.start : whole.end] == "nearly 200 patrol boats"
    assert passage.normal[ends.start : ends.end] == "The embargo of June 2010 left the guards with nowhere else to buy."
    assert whole.sha256 == passage.sha256


@pytest.mark.parametrize(
    "quote",
    ["the guards", "Over 40 years … the guards", "the League … strong Arland", "Borland at the … Borland there"],
)
def test_a_quote_that_fits_in_more_than_one_place_is_ambiguous(quote: str):
    held = number(
        [
            "Over 40 years the guards ruled, and the guards paid.",
            "the League wants no strong Arland; the League fears a strong Arland.",
            "Borland at the table and Borland at the lake: Borland there.",
        ]
    )
    match = find(quote, held)
    assert match.status == "ambiguous"
    assert len(match.places) >= 2
    assert match.place is None


def test_a_quote_in_two_passages_is_ambiguous_and_both_are_named():
    match = find("so it was", number(["First so it was.", "Other.", "Then so it was."]))
    assert [p.passage for p in match.places] == [1, 3]


@pytest.mark.parametrize(
    ("quote", "why"),
    [
        ("embargo", "one word"),
        ("", "no words"),
        ("…", "the beginning of the quote has no words"),
        ("The embargo of …", "the end of the quote has no words"),
        ("… nowhere else to buy", "the beginning"),
        ("The … else to buy", "the beginning of the quote has one word"),
        ("The embargo … buy", "the end of the quote has one word"),
        ("The embargo … with nowhere … to buy", "in 2 places"),
    ],
)
def test_a_quote_too_short_or_too_broken_says_why(quote: str, why: str, passages: Sequence[Passage]):
    match = find(quote, passages)
    assert match.status == "not-found"
    assert why in match.malformed


@pytest.mark.parametrize(
    ("text", "inside", "alone"),
    [
        ("a non-nuclear Iran may", "nuclear Iran", "non-nuclear Iran"),
        ("it sold 1,500 trucks", "500 trucks", "1,500 trucks"),
        ("it fell by -5 points", "5 points", "-5 points"),
        ("it rose by $3.5 million", "5 million", "$3.5 million"),
        ("about 5-10% of it", "10% of it", "5-10% of it"),
        ("a share of 50% then", "share of 50", "share of 50%"),
        ("ties with Iran's rivals grew", "ties with Iran", "ties with Iran's"),
        ("the U.S. left it", "S. left it", "U.S. left it"),
        ("Russia's and/or Iran's", "or Iran's", "and/or Iran's"),
        ("a cafe\u0301\u0331s owner", "s owner", "café\u0331s owner"),
        ("the war—which they lost", "war which", "which they lost"),
        ("they said (and meant) it.[12] Then", "mean it", "and meant) it"),
        ("“we will” it said", "ll it said", "we will"),
    ],
)
def test_a_quote_begins_and_ends_where_words_do(text: str, inside: str, alone: str):
    held = number([text])
    assert find(inside, held).status == "not-found"
    assert find(alone, held).status == "found"


def test_a_hostile_passage_is_answered_with_a_few_places():
    match = find("so so … no no", number(["so " * 20_000 + "no " * 20_000]))
    assert match.status == "ambiguous"
    assert len(match.places) == MOST_PLACES


def test_a_source_without_passages_holds_nothing():
    assert find("two words", ()).status == "not-found"


# A law for every change of one word, on the fictional page ---------------------------------------------------------


def _stands(altered: Sequence[str], held: Sequence[Passage]) -> bool:
    """Whether these words stand side by side in a passage, whatever the marks around them: the lenient oracle."""
    n = len(altered)
    return any(
        list(altered) == there[i : i + n] for p in held for there in [words(p.normal)] for i in range(len(there))
    )


@given(data=st.data())
def test_no_quote_with_one_word_changed_is_found_unless_it_really_stands_there(
    data: st.DataObject, gazette_bytes: bytes
):
    held = number(read_page(gazette_bytes, ".txt").blocks)
    tokens = data.draw(st.sampled_from(held)).normal.split(" ")
    start = data.draw(st.integers(0, len(tokens) - 4))
    quote = tokens[start : data.draw(st.integers(start + 4, len(tokens)))]
    at = data.draw(st.integers(0, len(quote) - 1))
    change = data.draw(st.sampled_from(["drop", "replace", "swap", "add", "negate"]))
    other = data.draw(st.sampled_from(sorted({t for p in held for t in p.normal.split(" ")})))
    altered = {
        "drop": quote[:at] + quote[at + 1 :],
        "replace": [*quote[:at], other, *quote[at + 1 :]],
        "swap": [*quote[:at], *reversed(quote[at : at + 2]), *quote[at + 2 :]],
        "add": [*quote[:at], other, *quote[at:]],
        "negate": [*quote[:at], "not", *quote[at:]],
    }[change]
    text = " ".join(altered)
    if find(text, held).status != "not-found" and "..." not in text:
        assert _stands(words(normalise(text)), held), text


@given(data=st.data())
def test_every_stretch_of_whole_words_is_found_or_ambiguous(data: st.DataObject, gazette_bytes: bytes):
    held = number(read_page(gazette_bytes, ".txt").blocks)
    tokens = data.draw(st.sampled_from(held)).normal.split(" ")
    start = data.draw(st.integers(0, len(tokens) - 3))
    end = data.draw(st.integers(start + 3, len(tokens)))
    quote = " ".join(tokens[start:end])
    if not malformed(quote):
        assert find(quote, held).status in {"found", "ambiguous"}, quote


@given(st.text(max_size=40), st.lists(st.text(max_size=60), max_size=4))
def test_any_text_as_quote_and_as_source_gets_an_answer(quote: str, blocks: list[str]):
    held = number(blocks)
    match = find(quote, held)
    for place in match.places:
        inside = held[place.passage - 1].normal[place.start : place.end]
        parts = re.split(r"\s*(?:\[ ?\.{3} ?\]|\.{3})\s*", normalise(quote))
        assert inside == normalise(quote) or (inside.startswith(parts[0]) and inside.endswith(parts[-1]))
