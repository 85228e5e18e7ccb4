"""The fan chart's numbers and its specification."""

from __future__ import annotations

import pytest

from detente import figures
from detente.drawing.rows import of, one
from detente.figures import levels
from tests.figures import runs
from tests.figures.specifications import layers, shown_by


@pytest.fixture(scope="module")
def rows():
    return levels.rows(runs.run())


@pytest.fixture(scope="module")
def spec(rows):
    return levels.chart(rows).to_dict()


def test_the_headline_issue_has_the_first_and_tallest_panel(rows):
    first, *others = of(rows, "panel")
    assert first["issue"] == "arms"
    assert all(first["height"] > panel["height"] for panel in others)


def test_every_value_drawn_is_the_value_of_the_run_at_that_instant(rows):
    run = runs.run()
    where = {str(day): k for k, day in enumerate(run.time)}
    for panel in of(rows, "panel"):
        at = [q.id for q in run.study.issues].index(panel["issue"])
        for row in of(rows, "level", panel=panel["panel"]):
            drawn = [row[q] for q in ("p5", "p25", "median", "p75", "p95")]
            assert drawn == pytest.approx(run.quantiles["level"][:, where[row["time"]], at], abs=1e-3)


def test_the_first_and_last_instant_and_the_present_are_drawn_in_every_panel(rows):
    figure = one(rows, "figure")
    assert (figure["from"], figure["now"], figure["until"]) == ("1990-01-01", "2020-07-01", "2024-01-01")
    for panel in of(rows, "panel"):
        times = [r["time"] for r in of(rows, "level", panel=panel["panel"])]
        assert times == sorted(times)
        assert (times[0], times[-1]) == (figure["from"], figure["until"])
        assert [r["time"] for r in of(rows, "level", panel=panel["panel"], part="now")] == [figure["now"]]


def test_projection_differs_from_history_in_line_and_in_band(spec):
    history, projection = (
        [x for x in layers(spec) if f"'{part}'" in shown_by(x)] for part in ("history", "projection")
    )
    dashes = [
        {str(x["mark"].get("strokeDash")) for x in part if x["mark"]["type"] == "line"}
        for part in (history, projection)
    ]
    grounds = [{x["mark"]["color"] for x in part if x["mark"]["type"] == "area"} for part in (history, projection)]
    assert dashes[0] == {"None"}
    assert "None" not in dashes[1]
    assert not grounds[0] & grounds[1]


def test_the_present_is_a_rule_with_its_name(rows, spec):
    assert {r["label"] for r in of(rows, "now")} == {"now, Jun 2020"}
    for kind in ("rule", "text"):
        assert [x for x in layers(spec) if x["mark"]["type"] == kind and "datum.row == 'now'" in shown_by(x)]


def test_every_landmark_is_named_in_words_beside_the_panel(rows, spec):
    words = " ".join(r["words"] for r in of(rows, "words"))
    for issue in runs.study().issues:
        for _, landmark in issue.scale:
            assert landmark in words
    assert [x for x in layers(spec) if x["mark"]["type"] == "text" and "datum.row == 'words'" in shown_by(x)]


def test_the_axis_says_what_it_measures_and_in_what_unit(spec):
    first, *_ = spec["vconcat"][1:]
    assert first["title"]["text"] == ["Arms for Arland"]
    said = {" ".join(x["encoding"]["y"]["title"]) for x in layers(first) if x["encoding"].get("y", {}).get("title")}
    assert said == {"level (0–100)"}


def test_the_key_says_what_share_of_draws_each_band_holds(spec):
    key = str(spec["vconcat"][0])
    assert "middle 50 %" in key
    assert "middle 90 % of draws" in key


def test_the_sentence_says_what_the_band_is_not(rows):
    said = levels.sentence(rows)
    assert "middle 90 %" in said
    assert "not the chance that the model itself is wrong" in said
    assert said != levels.description(rows)


def test_an_event_that_may_not_happen_bears_a_question_mark(rows):
    labels = {r["what"]: r["label"] for r in of(rows, "event")}
    assert labels["Embargo lifted"].endswith("?")
    assert not labels["A new law"].endswith("?")


def test_only_events_that_can_move_an_issue_stand_in_its_panel(rows):
    events = {p["issue"]: {e["driver"] for e in of(rows, "event", panel=p["panel"])} for p in of(rows, "panel")}
    assert events == {"arms": {"sanctions", "reform"}, "trade": {"reform"}}


def test_every_event_stands_in_the_tables_labelled_or_not(rows):
    text = str(figures.named("levels").tables(rows))
    assert all(e["what"] in text for e in of(rows, "event"))
