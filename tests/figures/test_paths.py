"""Sample paths: single draws as they are, in the panels of the fan chart."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace

import numpy as np
import pytest

from detente import figures
from detente.drawing.rows import of, one
from detente.figures import levels, paths
from tests.figures import runs
from tests.figures.specifications import layers, shown_by


def ran(name: str = "Arland", **changes):
    """Answers whose run has draws that differ by a known amount."""
    run = runs.run(name, **changes)
    if "first_paths" not in changes:
        run.first_paths = run.first_paths + np.arange(30)[:, None, None] / 10
    return SimpleNamespace(run=run)


@pytest.fixture(scope="module")
def answer():
    return ran()


@pytest.fixture(scope="module")
def rows(answer):
    return paths.rows(answer)


def test_it_is_a_figure_of_the_report_and_not_of_every_run():
    assert "paths" in figures.names("report")
    assert "paths" not in figures.names("run")


def test_rows_survive_being_kept_as_json(rows):
    assert json.loads(json.dumps(rows, allow_nan=False)) == rows


def test_the_draws_shown_are_the_first_ones_and_nothing_else(rows):
    assert one(rows, "figure")["shown"] == paths.SHOWN
    assert [r["draw"] for r in of(rows, "path", panel=0, time="1990-01-01")] == list(range(paths.SHOWN))


def test_every_value_drawn_is_that_of_the_draw_at_that_instant(answer, rows):
    run = answer.run
    where = {str(day): k for k, day in enumerate(run.time)}
    for panel in of(rows, "panel"):
        at = [q.id for q in run.study.issues].index(panel["issue"])
        for row in of(rows, "path", panel=panel["panel"]):
            assert row["level"] == pytest.approx(run.first_paths[row["draw"], where[row["time"]], at], abs=0.051)


def test_paths_run_over_the_whole_span_through_the_present(rows):
    figure = one(rows, "figure")
    for panel in of(rows, "panel"):
        for draw in (0, paths.SHOWN - 1):
            times = [r["time"] for r in of(rows, "path", panel=panel["panel"], draw=draw)]
            assert times == sorted(times)
            assert (times[0], times[-1]) == (figure["from"], figure["until"])
            assert figure["now"] in times


def test_a_switch_between_fan_and_paths_moves_nothing(answer, rows):
    fan = levels.rows(answer.run)
    drawn = figures.drawn("levels", fan), figures.drawn("paths", rows)
    assert re.search(r'viewBox="([^"]+)"', drawn[0])[1] == re.search(r'viewBox="([^"]+)"', drawn[1])[1]
    assert _axis("levels", fan) == _axis("paths", rows)
    for kind in ("panel", "landmark", "words", "event", "now"):
        assert of(fan, kind) == of(rows, kind)


def test_projection_differs_from_history_and_the_first_draw_from_others(rows):
    lines = [x for x in layers(paths.chart(rows).to_dict()) if x["mark"]["type"] == "line"]
    for part, dashed in (("history", False), ("projection", True)):
        assert {("strokeDash" in x["mark"]) for x in lines if f"'{part}'" in shown_by(x)} == {dashed}
    first, others = (
        {x["mark"]["strokeWidth"] for x in lines if f"datum.draw {which} 0" in shown_by(x)} for which in ("==", ">")
    )
    assert min(first) > max(others)


def test_the_chart_is_valid_vega_lite_with_one_line_for_each_draw(rows):
    spec = paths.chart(rows).to_dict(validate=True)
    lines = [x for x in layers(spec) if x["mark"]["type"] == "line"]
    assert {x["encoding"]["detail"]["field"] for x in lines} == {"draw"}


def test_the_sentence_says_that_draws_were_not_chosen_and_what_a_path_is(rows):
    said = paths.sentence(rows)
    assert f"the first {paths.SHOWN} of 2,048 draws, taken as they came" in said
    assert "neither a mean nor a forecast" in said
    assert said != paths.description(rows)


def test_the_table_has_a_column_for_each_draw_and_few_dates(rows):
    table, *_ = paths.tables(rows)
    assert table.heads == ("date", *(f"draw {k + 1}" for k in range(paths.SHOWN)))
    assert len(table.lines) <= paths.TABLED + 2
    assert all(re.fullmatch(r"\d{1,3}", cell) for line in table.lines for cell in line[1:])


@pytest.mark.parametrize("draws", [0, 1, 3])
def test_few_draws_can_be_drawn(draws):
    found = paths.rows(ran(first_paths=np.full((draws, 409, 2), 50.0)))
    assert one(found, "figure")["shown"] == draws
    assert figures.drawn("paths", found)
    assert paths.description(found)
    assert paths.tables(found)


def test_no_word_of_a_study_stands_in_an_expression():
    spec = paths.chart(paths.rows(ran(runs.HOSTILE))).to_dict()
    del spec["datasets"]
    assert "alert" not in str(re.findall(r"'(?:filter|expr|test|labelExpr)': [^}]*", str(spec)))


def _axis(name, rows):
    """The first vertical axis that a figure brings."""
    spec = figures.named(name).chart(rows).to_dict()
    given = [x["encoding"]["y"] for x in layers(spec) if (x["encoding"].get("y") or {}).get("axis")]
    return given[0]["axis"], given[0]["scale"], given[0]["title"]
