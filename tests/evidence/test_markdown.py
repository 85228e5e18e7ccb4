"""Markdown: marks go, words and paragraphs stay."""

from __future__ import annotations

import pytest

from detente.evidence.readers.markdown import read


@pytest.mark.parametrize(
    ("typed", "blocks"),
    [
        ("# Title\nText *so* and **so** and _so_.", ("Title", "Text so and so and so.")),
        ("Title\n=====\nText", ("Title", "Text")),
        ("one\ntwo\n\nthree", ("one two", "three")),
        ("- a b\n- c d\n  e", ("a b", "c d e")),
        ("1. a\n2. b", ("a", "b")),
        ("> quoted\n> on\n\nplain", ("quoted on", "plain")),
        ("a [link](https://example.org/x) and ![picture](p.png) b", ("a link and b",)),
        ("see [this][1] and note[^2]", ("see this and note",)),
        ("| a | b |\n|---|---|\n| c | d |", ("a b", "c d")),
        ("a <em>b</em> &amp; c <!-- hidden --> d", ("a b & c d",)),
        (r"2 \* 3 and snake_case_name and 5 * 6", ("2 * 3 and snake_case_name and 5 * 6",)),
        ("a\n\n---\n\nb", ("a", "b")),
        ("---\ntitle: T\n---\ntext", ("text",)),
    ],
)
def test_marks_are_taken_off_and_words_stay(typed: str, blocks: tuple[str, ...]):
    assert tuple(" ".join(b.split()) for b in read(typed.encode()).blocks) == blocks


def test_front_matter_names_title_author_and_day():
    page = read(b'---\ntitle: "A title"\nauthor: Mara Venn\ndate: 2020-05-01\n---\n\n# Another\n\ntext')
    assert (page.title, page.author, str(page.date)) == ("A title", "Mara Venn", "2020-05-01")
