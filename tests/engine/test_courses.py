"""Lists of unequal length in a few full rectangles."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.engine.courses import courses

lengths = st.lists(st.integers(0, 12), max_size=20).map(lambda n: sorted(n, reverse=True))


def lists(of: list[int]) -> list[list[tuple[int, int]]]:
    return [[(k, rank) for rank in range(n)] for k, n in enumerate(of)]


@given(lengths)
def test_every_element_lies_in_its_own_column_once_and_in_order(of: list[int]) -> None:
    found = [cell for course in courses(lists(of)) for row in course for cell in row if cell is not None]
    assert sorted(found) == [cell for each in lists(of) for cell in each]
    for course in courses(lists(of)):
        for row in course:
            assert all(cell is None or cell[0] == k for k, cell in enumerate(row))


@given(lengths)
def test_rectangles_are_more_than_half_full(of: list[int]) -> None:
    for course in courses(lists(of)):
        cells = [cell for row in course for cell in row]
        assert 2 * sum(cell is not None for cell in cells) >= len(cells)


def test_one_long_list_costs_a_course_of_its_own() -> None:
    assert [(len(c), len(c[0])) for c in courses(lists([9, 2, 2, 1, 0]))] == [(2, 4), (7, 1)]
