"""Factions, who sets the level, and what the tiers add: drawn from few parties and from many, and told in words."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from detente import figures
from detente.drawing import look
from detente.drawing.rows import of, one
from tests.examples import first
from tests.figures.contests import politics
from tests.figures.runs import HOSTILE

NAMES = ("factions", "willing", "tiers")
every_figure = pytest.mark.parametrize("name", NAMES)
CROWDS = [(1, 1), (1, 3), (2, 3), (4, 3), (12, 10)]


def rows(name, answer):
    return figures.named(name).rows(answer)


def size(svg: str) -> tuple[float, float]:
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    return float(found[1]), float(found[2])


def figures_in(words: str) -> list[str]:
    """The significant figures of the numbers in a cell."""
    return [n.replace(".", "").lstrip("0") for n in re.findall(r"\d+(?:\.\d+)?", words)]


def test_they_are_made_for_the_report_alone():
    assert set(NAMES) <= set(figures.names("report"))
    assert not set(NAMES) & set(figures.names("run"))


@every_figure
def test_rows_survive_being_kept_as_json(name):
    found = rows(name, politics(2, 3))
    assert json.loads(json.dumps(found, allow_nan=False)) == found


@every_figure
def test_the_chart_is_valid_vega_lite(name):
    figures.named(name).chart(rows(name, politics(2, 3))).to_dict(validate=True)


@every_figure
@pytest.mark.parametrize("crowd", first(1, CROWDS[::-1]))
def test_few_parties_and_many_are_drawn_on_one_page(name, crowd):
    width, height = size(figures.drawn(name, rows(name, politics(*crowd))))
    assert width <= look.WHOLE + 30
    assert height <= look.TALL


@every_figure
@pytest.mark.parametrize("crowd", first(1, CROWDS[::-1]))
def test_what_is_not_drawn_is_in_the_table(name, crowd):
    parties, factions = crowd
    found = figures.named(name).tables(rows(name, politics(*crowd)))
    said = " ".join(" ".join((t.caption, *t.heads)) for t in found)
    if name == "factions":
        assert len(found) == parties
        assert all(f"p{p:02}-f{f} " in said for p in range(parties) for f in range(factions))
    if name == "willing":
        assert all(f"p{p:02} " in said for p in range(parties))


def test_how_many_parties_and_factions_are_left_out_is_said():
    found = rows("factions", politics(12, 10))
    assert "8 more parties are in the table only" in figures.named("factions").sentence(found)
    assert all("2 more in the table" in p["words"] for p in of(found, "panel", drawn=True))
    found = rows("willing", politics(12, 10))
    assert "6 parties are drawn together or not at all" in figures.named("willing").sentence(found)


@every_figure
def test_no_number_of_a_table_has_more_than_two_significant_figures(name):
    for table in figures.named(name).tables(rows(name, politics(4, 3))):
        for line in table.lines:
            for cell in line[2:]:
                assert all(len(n) <= 2 or n == "100" for n in figures_in(cell.split(" the ")[0])), cell


@pytest.mark.parametrize(
    ("name", "unmeant"),
    [
        ("factions", "not measurements"),
        ("willing", "not that the two decided together"),
        ("tiers", "not whether they are true"),
    ],
)
def test_caption_and_description_differ_and_the_caption_says_what_it_does_not_mean(name, unmeant):
    figure, found = figures.named(name), rows(name, politics(2, 3))
    assert figure.description(found) != figure.sentence(found)
    assert unmeant in figure.sentence(found)
    assert "now" in figure.description(found).lower()


@every_figure
def test_names_with_markup_stay_text(name):
    found = rows(name, politics(2, 3, words=HOSTILE.replace("{", "").replace("}", "") + " {}"))
    svg = figures.drawn(name, found)
    assert "<script" not in svg
    assert "<img" not in svg
    spec = figures.named(name).chart(found).to_dict()
    del spec["datasets"]
    assert "alert" not in str(re.findall(r"'(?:filter|expr|test|labelExpr)': [^}]*", str(spec)))


@every_figure
def test_a_report_that_does_not_know_who_sets_the_level_is_still_drawn(name):
    found = rows(name, replace(politics(2, 3), willing=None))
    assert figures.drawn(name, found).startswith("<svg")
    assert figures.named(name).tables(found)


@every_figure
def test_history_and_projection_meet_in_the_present_and_nowhere_else(name):
    found = rows(name, politics(2, 3))
    now = one(found, "figure")["now"]
    parts = {r["part"]: set() for r in found if "part" in r}
    for r in found:
        if "part" in r:
            parts[r["part"]].add(r["time"])
    assert parts["now"] == {now}
    assert max(parts["history"]) < now < min(parts["projection"])


# ── factions ──────────────────────────────────────────────────────────────────────────────────


def test_a_faction_is_drawn_while_it_weighs_and_no_longer():
    found = of(rows("factions", politics(2, 3)), "faction", panel=0)
    gone = [r["time"] for r in found if "p00-f1" in r["faction"]]
    assert max(gone) == "2001-07-01"
    (panel,) = of(rows("factions", politics(2, 3)), "panel", panel=0)
    assert "p00-f1" in panel["words"]
    assert "until Jun 2001" in panel["words"]


def test_shares_of_the_big_game_add_up_and_the_small_game_is_no_part_of_them():
    found = of(rows("factions", politics(2, 3)), "faction", panel=0)
    for time in {r["time"] for r in found}:
        big = [r["share"] for r in found if r["time"] == time and not r["small"]]
        if time != "2001-07-01":  # here one stroke ends, with the share it had
            assert sum(big) == pytest.approx(1.0, abs=0.002)


def test_the_band_lies_around_the_line_and_a_polity_without_a_small_game_says_so():
    stances = of(rows("factions", politics(2, 3)), "stance", panel=0)
    assert all(s["low"] < s["line"] < s["high"] for s in stances)
    (alone,) = of(rows("factions", politics(1, 1)), "panel")
    assert "no small game: its policy is its line" in alone["words"]


def test_a_value_at_an_instant_is_that_of_the_step_that_ends_then():
    answer = politics(2, 3)
    line = answer.run.quantiles["line"][2, :, 0]
    leaves = 17  # the last step of a faction, Jun 2001
    assert abs(line[leaves] - line[leaves + 1]) > 1
    (then,) = of(rows("factions", answer), "stance", panel=0, time="2001-07-01")
    assert then["line"] == pytest.approx(float(line[leaves]), abs=0.006)


# ── who sets the level ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("crowd", [(2, 3), (12, 10)])
def test_areas_are_stacked_from_nothing_to_all_draws(crowd):
    found = of(rows("willing", politics(*crowd)), "area")
    for time in {r["time"] for r in found}:
        here = sorted((r for r in found if r["time"] == time), key=lambda r: r["number"])
        assert [here[0]["low"], here[-1]["high"]] == [0.0, pytest.approx(1.0, abs=1e-4)]
        assert all(a["high"] == b["low"] for a, b in pairwise(here))


def test_a_party_alone_has_no_panel_of_shares():
    assert len(of(rows("willing", politics(1, 3)), "panel")) == 1


@pytest.mark.parametrize(("rule", "words"), [("consent", "least willing"), ("unilateral", "most willing")])
def test_the_caption_says_which_party_sets_the_level(rule, words):
    found = rows("willing", politics(3, 2, rule))
    assert words in figures.named("willing").sentence(found)
    assert any(words in t.caption for t in figures.named("willing").tables(found))


def test_under_a_rule_of_many_the_caption_names_no_one_party():
    said = figures.named("willing").sentence(rows("willing", politics(3, 2, "weighted")))
    assert "willing" not in said
    assert "follows each party's policy" in said


# ── tiers ─────────────────────────────────────────────────────────────────────────────────────


def test_the_difference_is_that_of_the_run_and_the_scale_holds_it_with_nothing():
    answer = politics(2, 3)
    found = rows("tiers", answer)
    figure = one(found, "figure")
    drawn = of(found, "level", panel=1)
    assert drawn[-1]["median"] == pytest.approx(float(answer.run.quantiles["tiers"][2, -1, 0]), abs=0.001)
    assert figure["low"] < min(0.0, *(r["p5"] for r in drawn))
    assert figure["high"] > max(0.0, *(r["p95"] for r in drawn))
    assert np.isfinite([r["median"] for r in of(found, "unitary")]).all()
