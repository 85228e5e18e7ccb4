"""The waterfall and the stack over time: their numbers add up, their words are harmless, every interval is drawn."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from detente import figures
from detente.drawing.rows import of, one
from detente.explain.roots import roots
from tests.explain.bargains import AFTER, BEFORE, EARLY, bargain
from tests.figures.runs import HOSTILE

NAMES = figures.names("roots")
every_figure = pytest.mark.parametrize("name", NAMES)

BY = {("x", "north"): 47, ("y", "south"): 33, ("z", "south"): -12, ("x", "home"): 20, ("y", "home"): -35}


def answer(words: str = "", issue: str = "pact"):
    study = bargain(BY, wants=(23, 31), origins={"y": "north"}, began={"z": EARLY})
    if words:
        drivers = tuple(replace(d, title=f"{words} {d.id}") for d in study.drivers)
        issues = tuple(replace(q, title=words) for q in study.issues)
        study = replace(study, title=words, drivers=drivers, issues=issues)
    return roots(study, issue=issue, first=BEFORE, last=AFTER, draws=2)


def test_roots_has_a_waterfall_and_a_stack_over_time():
    assert NAMES == ("roots", "roots-over-time")


@every_figure
def test_rows_survive_being_kept_and_are_drawn_again(name):
    rows = figures.named(name).rows(answer())
    kept = json.loads(json.dumps(rows, allow_nan=False))
    assert kept == rows
    assert figures.shown(name, kept)[f"{name}.svg"].startswith(b"<svg")


@every_figure
def test_the_chart_is_valid_vega_lite(name):
    figures.named(name).chart(figures.named(name).rows(answer())).to_dict(validate=True)


@every_figure
def test_caption_and_description_differ_and_speak_of_the_model(name):
    figure, rows = figures.named(name), figures.named(name).rows(answer())
    assert "share" in figure.sentence(rows)
    assert "not what drove the world" in figure.sentence(rows)
    assert figure.description(rows) != figure.sentence(rows)


@every_figure
def test_names_with_markup_stay_text(name):
    rows = figures.named(name).rows(answer(HOSTILE))
    shown = figures.shown(name, rows)
    svg = shown[f"{name}.svg"].decode()
    assert "<script" not in svg
    assert "<img" not in svg
    specification = figures.named(name).chart(rows).to_dict()
    del specification["datasets"]
    filters = json.dumps([part for part in _filters(specification)])
    assert "alert" not in filters


@pytest.mark.parametrize("issue", ["pact", "home"])
def test_every_bar_begins_where_the_one_before_it_ends(issue):
    rows = figures.named("roots").rows(answer(issue=issue))
    start, end = of(rows, "level")
    level = start["before"]
    for part in of(rows, "part"):
        assert part["before"] == level
        level = part["after"]
    assert level == end["before"]


def test_every_bar_has_a_whisker_set_off_from_where_it_begins():
    rows = figures.named("roots").rows(answer())
    for part in of(rows, "part"):
        assert part["low"] == pytest.approx(part["before"] + part["p5"], abs=1e-3)
        assert part["high"] == pytest.approx(part["before"] + part["p95"], abs=1e-3)
        assert one(rows, "figure")["from"] <= part["low"] <= part["high"] <= one(rows, "figure")["until"]


def test_the_waterfall_tells_every_driver_and_origin_in_its_tables():
    rows = figures.named("roots").rows(answer())
    parts, sums = figures.named("roots").tables(rows)
    assert {"x", "y", "already under way"} <= {line[1] for line in parts.lines}
    assert {"external", "domestic to north"} <= {line[0] for line in sums.lines}


@pytest.mark.parametrize("issue", ["pact", "home"])
def test_areas_above_less_areas_below_are_the_change_at_every_instant(issue):
    rows = figures.named("roots-over-time").rows(answer(issue=issue))
    for change in of(rows, "change"):
        areas = of(rows, "area", time=change["time"])
        assert sum(a["high"] - a["low"] for a in areas) == pytest.approx(change["mean"], abs=0.01)
        assert sum(p["mean"] for p in of(rows, "part", time=change["time"])) == pytest.approx(change["mean"], abs=0.01)
        assert change["p5"] <= change["mean"] + 1e-9
        for side in ("up", "down"):
            edge = 0.0
            for area in (a for a in areas if a["area"].endswith(side)):
                inner, outer = sorted((area["low"], area["high"]), key=abs)
                assert inner == pytest.approx(edge, abs=0.01)
                edge = outer
    assert of(rows, "change")[0]["mean"] == 0


def test_every_part_over_time_has_its_interval_in_the_table():
    rows = figures.named("roots-over-time").rows(answer())
    tables = figures.named("roots-over-time").tables(rows)
    assert len(tables) == 1 + len({r["number"] for r in of(rows, "part")})
    assert all(table.heads == ("date", "mean", "5 %", "95 %") for table in tables)


def _filters(part):
    if isinstance(part, dict):
        for key, value in part.items():
            if key in {"filter", "expr", "test", "labelExpr"}:
                yield value
            yield from _filters(value)
    if isinstance(part, list):
        for item in part:
            yield from _filters(item)
