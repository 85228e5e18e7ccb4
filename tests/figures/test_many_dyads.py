"""Figures of many dyads show what was measured: the heat map, the matrix sorted by bloc, and the coverage."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from detente import figures
from detente.drawing.rows import of, one
from tests.figures import measured

HEAT, MATRIX, COVERAGE = (figures.named(name) for name in ("heat-map", "matrix-by-bloc", "coverage"))


@pytest.fixture(scope="module")
def everybody():
    return measured.everybody()


@pytest.fixture(scope="module")
def partners():
    return measured.everybody(of=630)


@pytest.mark.parametrize("figure", [HEAT, MATRIX, COVERAGE], ids=lambda f: f.TITLE)
def test_rows_survive_being_kept_as_json_and_the_chart_is_valid(figure, everybody):
    rows = figure.rows(everybody)
    assert json.loads(json.dumps(rows, allow_nan=False)) == rows
    figure.chart(rows).to_dict(validate=True)


@pytest.mark.parametrize("figure", [HEAT, COVERAGE], ids=lambda f: f.TITLE)
def test_sessions_of_one_digit_and_of_two_stand_in_one_time(figure):
    """Sorted as words, session 9 would come last, and the axis end there."""
    head = one(figure.rows(measured.everybody(1950, 1960, by="session")), "figure")
    assert (head["from"], head["until"]) == ("1950-01-01", "1960-12-31")


def test_one_dyad_has_no_heat_map_and_no_matrix():
    assert HEAT.rows(measured.alignment()) == []
    assert MATRIX.rows(measured.alignment()) == []


def test_one_period_has_no_heat_map_and_no_coverage():
    assert HEAT.rows(measured.everybody(1990, 1990)) == []
    assert COVERAGE.rows(measured.everybody(1990, 1990)) == []


# ── heat map ──────────────────────────────────────────────────────────────────────────────────


def test_the_closest_stands_first_and_the_furthest_last(everybody):
    dyads = [d["mean"] for d in of(HEAT.rows(everybody), "dyad")]
    assert len(dyads) == 21
    assert dyads == sorted(dyads)


def test_partners_are_named_alone(partners):
    assert {d["name"] for d in of(HEAT.rows(partners), "dyad")} == {f"State {s}" for s in measured.BLOCS if s != 630}


def test_a_period_without_a_value_is_a_gap(partners):
    rows = HEAT.rows(partners)
    (russia,) = (d for d in of(rows, "dyad") if d["name"] == "State 365")
    cells = [c for c in of(rows, "cells") if c["y"] < russia["y"] < c["y2"]]
    assert not any(c["from"] < "1995-07-01" < c["to"] for c in cells)
    assert next(c["from"] for c in cells) == "1990-01-01"
    assert cells[-1]["to"] == "2001-01-01"


def test_of_many_dyads_as_many_of_either_end_are_drawn_and_the_caption_says_so():
    places = {state: 0.1 * k * k for k, state in enumerate(measured.BLOCS | dict.fromkeys(range(900, 907), 0.0))}
    rows = HEAT.rows(measured.everybody(places=places))
    assert len(of(rows, "dyad")) == HEAT.MOST
    assert one(rows, "figure")["all"] == 14 * 13 // 2
    assert "Of 91 dyads" in HEAT.sentence(rows)


# ── matrix ────────────────────────────────────────────────────────────────────────────────────


def test_blocs_are_squares_on_the_diagonal_with_their_members(everybody):
    rows = MATRIX.rows(everybody)
    blocs = of(rows, "bloc")
    assert {frozenset(b["members"]) for b in blocs} == {
        frozenset({"S2", "S20", "S200"}),
        frozenset({"S365", "S630", "S710", "S750"}),
    }
    assert [b["x"] for b in blocs] == [b["y"] for b in blocs]
    assert blocs[0]["x2"] == blocs[1]["x"]
    assert one(rows, "figure")["period"] == "2000"


def test_every_cell_but_the_diagonal_is_drawn(everybody):
    cells = of(MATRIX.rows(everybody), "cells")
    side = 540 / 7
    assert round(sum((c["x2"] - c["x"]) for c in cells) / side, 1) == 42


def test_states_are_lettered_while_there_is_room(everybody):
    assert len(of(MATRIX.rows(everybody), "state")) == 7


def test_where_nothing_parts_the_states_no_bloc_is_claimed():
    alike = MATRIX.rows(measured.everybody(places=dict.fromkeys(measured.BLOCS, 0.0)))
    assert len(of(alike, "bloc")) == 1
    assert "none is drawn" in MATRIX.sentence(alike)


def test_too_few_states_have_no_matrix():
    assert MATRIX.rows(measured.everybody(places={2: 0.0, 20: 1.0, 200: 2.0})) == []


# ── coverage ──────────────────────────────────────────────────────────────────────────────────


def test_dyads_are_counted_against_those_of_states_that_existed(everybody):
    periods = {p["period"]: p for p in of(COVERAGE.rows(everybody), "period")}
    assert (periods["1994"]["dyads"], periods["1995"]["dyads"]) == (21, 15)
    assert periods["1995"]["possible"] == 187 * 186 // 2
    assert periods["1995"]["share"] == pytest.approx(15 / periods["1995"]["possible"], abs=5e-5)


def test_partners_are_counted_against_all_others(partners):
    periods = {p["period"]: p for p in of(COVERAGE.rows(partners), "period")}
    assert periods["1994"]["dyads"] == 6
    assert periods["1995"]["possible"] == 186


def test_members_that_were_no_states_are_not_counted_as_covered():
    places = {365: 0.0, 369: 0.1, 370: 0.2, 630: 1.0}  # Ukraine and Belarus voted from 1946, and are states since 1991
    periods = {p["period"]: p for p in of(COVERAGE.rows(measured.everybody(1985, 1994, places=places)), "period")}
    assert (periods["1985"]["dyads"], periods["1994"]["dyads"]) == (6, 6)
    assert periods["1985"]["share"] == pytest.approx(1 / periods["1985"]["possible"], abs=5e-5)
    assert periods["1994"]["share"] == pytest.approx(6 / periods["1994"]["possible"], abs=5e-5)


def test_one_dyad_is_held_against_nothing_but_its_items():
    answer = measured.alignment()
    assert COVERAGE.rows(answer) == []  # ideal points count none
    counted = replace(answer.found, frame=answer.frame.with_columns(n=30))
    rows = COVERAGE.rows(replace(answer, found=counted))
    assert {p["share"] for p in of(rows, "period")} == {None}
    assert {p["part"] for p in of(rows, "period")} == {0, 1}
    assert {p["items"] for p in of(rows, "period")} == {30}
    assert "items behind each" in COVERAGE.description(rows)
