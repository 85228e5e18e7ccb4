"""A table that is written comes back as it was, and a spreadsheet computes nothing of it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.study.assumptions import Quantity
from detente.tables import ActorTable, Cell, Issue, Procedure
from detente.tables.cells import clean
from detente.tables.reading import read
from detente.tables.writing import csv_of

LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs",))
RISKY = st.sampled_from(
    [
        "=1+1",
        "+A1",
        "-x",
        "@SUM(A1)",
        "'=1",
        "''",
        "'t Hooft",
        "#A",
        "# no comment",
        "=,=1",
        "a;=1",
        ";;=1;'=1;",
        '"',
        "a\tb",
        "＝1",
    ]
)
TEXTS = st.one_of(st.text(LETTERS, min_size=1, max_size=6), RISKY)
NAMES = TEXTS.map(clean).filter(bool)
POSITIONS = st.floats(-1e9, 1e9)
SHARES = st.floats(0, 1)
ABLE = st.floats(0, 1e9)


@st.composite
def quantities(draw, column: str, bounds: tuple[float, float]) -> Quantity:
    law = "log-normal" if column == "capability" else "normal"
    low, high = max(bounds[0], -100.0), min(bounds[1], 100.0)
    low = max(low, 0.01) if column == "capability" else low
    a, b = sorted(draw(st.lists(st.floats(low, high), min_size=2, max_size=2, unique=True)))
    return Quantity(
        law, a, b, bounds, draw(st.sampled_from([f"{a!r} to {b!r}", "something else", "high", "7", "exactly 1"]))
    )


@st.composite
def parts(draw) -> dict[str, Any]:
    """Parts of a table as reading makes them: names cleaned, two actors who disagree, weight on every issue."""
    n, m = draw(st.integers(2, 4)), draw(st.integers(1, 3))
    actors = draw(st.lists(NAMES, min_size=n, max_size=n, unique_by=str.casefold))
    named = draw(st.lists(NAMES, min_size=m, max_size=m, unique=True))
    ends = st.none() | st.just((-1e9, 1e9))
    issues = [(name, draw(ends), draw(st.none() | POSITIONS), draw(st.just("") | NAMES)) for name in named]
    numbers = {
        column: np.array([[draw(drawn) for _ in range(m)] for _ in range(n)])
        for column, drawn in (("position", POSITIONS), ("salience", SHARES), ("capability", ABLE))
    }
    numbers["position"][0], numbers["position"][1] = 1.0, 2.0
    numbers["salience"][0], numbers["capability"][0] = 1.0, 1.0
    ranges: list[tuple[str, int, int, Quantity]] = []
    for a in range(2, n):
        for q in range(m):
            if q > 0 and draw(st.booleans()):
                numbers["position"][a, q] = np.nan
                continue
            bounds = {"position": issues[q][1] or (-np.inf, np.inf), "salience": (0, 1), "capability": (0, np.inf)}
            for column in draw(st.sets(st.sampled_from(list(bounds)))):
                quantity = draw(quantities(column, bounds[column]))
                ranges.append((column, a, q, quantity))
                numbers[column][a, q] = quantity.centre
    some = st.sampled_from(actors)
    procedure = (
        draw(st.none() | st.floats(0.01, 1)),
        draw(st.just("") | some),
        tuple(sorted(draw(st.sets(some)), key=actors.index)),
        draw(st.dictionaries(some, NAMES)),
        draw(st.dictionaries(some, some)),
    )
    title = clean(clean(draw(st.just("") | TEXTS)).lstrip("# "))
    return {**numbers, "actors": actors, "issues": issues, "ranges": ranges, "procedure": procedure, "title": title}


def made(given: dict[str, Any]) -> ActorTable:
    order = ("position", "salience", "capability")
    ranges = sorted(given["ranges"], key=lambda r: (r[1], r[2], order.index(r[0])))
    nouns = {
        "actors": tuple(given["actors"]),
        "issues": tuple(Issue(*issue) for issue in given["issues"]),
        "procedure": Procedure(*given["procedure"]),
        "ranges": tuple(Cell(*cell) for cell in ranges),
    }
    return ActorTable(**{**given, **nouns})


def assert_same(one: ActorTable, other: ActorTable):
    assert (one.actors, one.issues, one.title) == (other.actors, other.issues, other.title)
    assert one.procedure == other.procedure
    for name in ("position", "salience", "capability"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
    short = [[replace(c, quantity=replace(c.quantity, spelled="")) for c in t.ranges] for t in (one, other)]
    assert short[0] == short[1]


@given(parts())
def test_a_table_that_is_written_comes_back(drawn: dict[str, Any]):
    table = made(drawn)
    assert_same(read(csv_of(table).encode(), "table.csv"), table)


@given(parts())
def test_a_table_that_is_read_is_written_the_same_way_again(drawn: dict[str, Any]):
    once = csv_of(made(drawn))
    assert csv_of(read(once.encode(), "table.csv")) == once


@given(parts())
def test_no_cell_is_a_formula_to_a_spreadsheet(drawn: dict[str, Any]):
    text = csv_of(made(drawn))
    for delimiter in ",;\t":  # whichever a spreadsheet takes for the delimiter
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            for cell in row:
                risky = cell[:1] in ("=", "+", "-", "@", "＝", "＋", "－", "＠") and cell != ""
                assert not risky or is_number(cell), cell


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_a_range_stands_as_it_was_written():
    text = "actor,issue,position,salience,capability\nA,p,60 to 80,high,1 to 4\nB,p,10.0,0.5,2.0\n"
    assert csv_of(read(text.encode(), "a.csv")) == text


@pytest.mark.parametrize("spelled", ["60", "60.5", "exactly 60", "about sixty", "low", "+60"])
def test_a_range_that_a_study_writes_otherwise_is_written_by_its_ends(spelled: str):
    quantity = Quantity("normal", 55.0, 65.0, (-np.inf, np.inf), spelled)
    table = read(b"actor,position,salience,capability\nA,60,1,1\nB,0,1,1\n", "a.csv")
    table = replace(table, ranges=(Cell("position", 0, 0, quantity),))
    assert "55.0 to 65.0" in csv_of(table)


def test_a_word_on_a_scale_stands_as_it_was_written():
    text = "actor,issue,position,salience,capability,low,high\nA,p,low,1.0,1.0,4.0,10.0\nB,p,10.0,0.5,2.0,,\n"
    assert csv_of(read(text.encode(), "a.csv")) == text


def test_columns_that_say_nothing_are_left_out():
    table = read(b"actor,position,salience,capability,role\nA,60,1,1,veto\nB,0,1,1,\n", "a.csv")
    assert csv_of(table).splitlines()[0] == "actor,issue,position,salience,capability,role"


def test_what_an_actor_can_do_is_kept_where_it_takes_no_part():
    rows = "A,p,1,1,1\nB,p,2,1,1\nA,q,,0.5,3\nB,q,2,1,1\n"
    table = read(f"actor,issue,position,salience,capability\n{rows}".encode(), "a.csv")
    assert_same(read(csv_of(table).encode(), "a.csv"), table)
    assert table.capability[0, 1] == 3
