"""Votes in any one coding mean the same; two codings in one column are refused."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.intake.ballots import votes
from detente.intake.columns import ROW
from detente.intake.notes import Notes

CODINGS = {
    "numbers": ("1", "2", "3"),
    "words": ("yes", "abstain", "no"),
    "capitals": ("Yes", "ABSTENTION", " No "),
    "letters": ("Y", "A", "N"),
    "signs": ("1", "0", "-1"),
}


def read(*cells: str) -> tuple[list[int | None], list[tuple[str, int, str]]]:
    notes = Notes("votes.csv")
    frame = pl.DataFrame({"vote": cells, ROW: range(2, len(cells) + 2)})
    return votes(frame, "vote", notes)["vote"].to_list(), [(p.code, p.line, p.level) for p in notes.problems]


@given(st.sampled_from(sorted(set(CODINGS) - {"signs"})), st.lists(st.integers(0, 2), min_size=1))
def test_every_coding_means_the_same(coding: str, cast: list[int]) -> None:
    assert read(*(CODINGS[coding][vote] for vote in cast)) == ([vote + 1 for vote in cast], [])


def test_signs_are_read_with_a_word_of_warning() -> None:
    assert read("1", "0", "-1") == ([1, 2, 3], [("D11", 1, "warning")])


@pytest.mark.parametrize(
    ("cells", "row"), [(("1", "0", "-1", "3"), 5), (("1", "yes"), 2), (("no", "3", "1"), 3), (("0", "2"), 3)]
)
def test_a_mixture_of_codings_is_refused_at_its_row(cells: tuple[str, ...], row: int) -> None:
    assert read(*cells)[1] == [("D11", row, "error")]
