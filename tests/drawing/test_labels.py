"""Words beside rows fit the room there is."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from detente.drawing import key, labels, look, places
from tests.examples import fewer

words = some.text("abcdef .", min_size=1, max_size=200)


@given(some.integers(0, 200))
def test_rows_fill_a_page_and_no_more_unless_they_could_not_be_read(rows):
    line = labels.line(rows)
    assert labels.LOWEST <= line <= labels.HIGHEST
    assert line == labels.LOWEST or rows * line <= look.TALL


@given(words, words, some.integers(15, 35))
def test_both_lines_of_a_row_end_before_its_bar_begins(called, said, line):
    row = labels.placed(100.0, line, called, said, 292, "12=  ")
    assert row["label"].startswith("12=  ")
    assert len(row["label"]) * places.STRONG <= 292 + 2 * places.STRONG
    assert len(row["below"]) * places.LETTER <= 292


def test_a_low_row_has_one_line_of_words_in_its_middle():
    row = labels.placed(100.0, 15, "name", "what is said of it", 292)
    assert row["below"] == ""
    assert row["label_y"] == row["y"] == 100.0


@given(some.from_regex(r"[a-z]{3,12}(\.[a-z-]{3,30}){2,4}", fullmatch=True), some.integers(12, 60))
def test_a_path_keeps_both_of_its_ends(path, letters):
    told = places.middle(path, letters)
    assert len(told) <= letters
    first, gap, last = told.partition("…")
    assert path == told if not gap else path.startswith(first) and path.endswith(last) and first and last


@given(some.lists(words, max_size=8), some.integers(5, 40), some.integers(1, 30))
def test_texts_are_given_lines_until_the_room_is_used_up(texts, letters, most):
    found = places.fitted(texts, letters, most)
    assert len(found) == len(texts)
    assert all(lines for lines in found)
    assert sum(map(len, found)) <= max(most, len(texts))
    for text, lines in zip(texts, found, strict=True):
        whole = places.in_lines(text, letters)
        assert lines == whole or lines[-1].endswith("…")
        assert all(len(line) <= letters for line in lines)


@fewer
@given(some.lists(some.text("abc ", min_size=1, max_size=150), min_size=2, max_size=12), some.integers(400, 800))
def test_signs_of_a_key_stand_side_by_side_within_its_width(texts, whole):
    signs = [key.Sign("band", look.INK, text) for text in texts]
    layers = key.strip(signs, 30.0, whole).to_dict()["layer"]
    boxes = [layer["data"]["values"][0] for layer in layers[::2]]
    ends = [(b["top"], b["x"], b["after"] + len(b["words"]) * places.LETTER) for b in boxes]
    for (top, _, end), (below, begin, _) in pairwise(ends):
        assert below > top or begin > end
    assert all(end <= whole - 30.0 or begin == -30.0 for _, begin, end in ends)
