"""The figure of a flip: one line for each assumption that carries it, and the way there."""

from __future__ import annotations

import json

import pytest

from detente import figures
from detente.drawing.rows import of, one
from detente.explain.flip import flip
from tests.explain.one_choice import SIGMA, level, made

FIGURE = figures.named("flip")


@pytest.fixture(scope="module")
def answers():
    x = level(50 - 1.5 * SIGMA)
    study = made(
        g=(40.0, 60.0),
        questions={"high": ("above", x), "sure": ("above", 0.5)},
        claims={"inside": {"inside-band": "p", "on": "q"}},
    )
    return {name: flip(study, name, draws=128) for name in ("high", "sure", "inside")}


@pytest.fixture(scope="module")
def rows(answers):
    return FIGURE.rows(answers["high"])


def test_rows_survive_being_kept_as_json(rows):
    assert json.loads(json.dumps(rows, allow_nan=False)) == rows


def test_each_assumption_that_carries_it_has_a_line_with_its_shift(answers, rows):
    carried = answers["high"].carriers
    assert [(s["path"], s["by"]) for s in of(rows, "shift")] == [(s.input.path, round(s.by, 3)) for s in carried]


def test_the_plain_runs_lie_at_both_ends_of_the_way(answers, rows):
    start, end = of(rows, "plain")
    assert (start["distance"], start["probability"]) == (0.0, round(answers["high"].before, 4))
    assert end["distance"] == round(answers["high"].distance, 3)
    assert end["probability"] < one(rows, "figure")["threshold"]


@pytest.mark.parametrize("name", ["high", "sure", "inside"])
def test_the_chart_is_valid_whatever_became_of_the_flip(answers, name):
    rows = FIGURE.rows(answers[name])
    FIGURE.chart(rows).to_dict(validate=True)
    assert len(FIGURE.tables(rows)) == 3
    assert FIGURE.sentence(rows) != FIGURE.description(rows)
    json.dumps(rows, allow_nan=False)


def test_it_is_shown_in_all_three_forms(rows):
    files = figures.shown("flip", rows)
    assert set(files) == {"flip.html", "flip.svg", "flip.png"}
    assert b"f: starting position on q" in files["flip.svg"]
