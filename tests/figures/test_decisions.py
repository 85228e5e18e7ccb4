"""The figures of a decision: their numbers are the answer's, and whatever an answer lacks, they say so and stand."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from detente import figures
from detente.bargaining.challenge import offers
from detente.deciding.disagreement import disagreements
from detente.deciding.ranges import Swing
from detente.drawing import look
from detente.drawing.rows import of, one
from detente.figures import quad_map, rounds, settlements, stances, swings
from tests.figures import decided
from tests.figures.runs import HOSTILE

NAMES = ("quad-map", "rounds", "settlements", "stances", "swings")
MARGIN = 8  # pixels that letters may be wider than estimated

every_figure = pytest.mark.parametrize("name", NAMES)

CASES = {
    "delay": decided.delay,
    "two actors": lambda: decided.by_hand(2),
    "sixty actors": lambda: decided.by_hand(60, words="{} of a long and winding name of some thing"),
    "five issues": lambda: decided.by_hand(9, 5),
    "from -1 to 1": lambda: decided.by_hand(8, scale=(-1.0, 1.0)),
    "of millions": lambda: decided.by_hand(8, scale=(-3e6, 7e6), words="x" * 3000 + "{}\n\ny"),
    "no range": lambda: decided.bare(decided.by_hand(6)),
    "no rounds": lambda: decided.by_hand(6, models=("mean",)),
    "no point": lambda: decided.without_points(decided.by_hand(6), *decided.MODELS),
    "hostile": lambda: decided.by_hand(5, words=HOSTILE.replace("{", "").replace("}", "") + " {}"),
    "nobody answers": lambda: silent(decided.by_hand(5)),
    "all at one point": lambda: one_point(),
}


@cache
def answer(case: str):
    return CASES[case]()


@cache
def rows(name: str, case: str):
    return figures.named(name).rows(answer(case))


def silent(some):
    """The same, where no model has an answer."""
    played = tuple(replace(p, play=None, reason="it needs a reference point", fix="add one") for p in some.played)
    return replace(decided.bare(some), played=played, disagreements=disagreements(some.table, played))


def one_point():
    some = decided.bare(decided.by_hand(3))
    return replace(some, table=replace(some.table, position=np.full((3, 1), 5.0)))


# ── every figure ──────────────────────────────────────────────────────────────────────────────


def test_a_decision_has_five_figures():
    assert figures.names("decide") == NAMES


@every_figure
@pytest.mark.parametrize("case", CASES)
def test_whatever_the_answer_rows_are_plain_and_words_are_there(name, case):
    figure, found = figures.named(name), rows(name, case)
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    told, said = figure.description(found), figure.sentence(found)
    assert told != said
    assert len(told) > 15
    for table in figure.tables(found):
        assert table.lines
        assert all(len(line) == len(table.heads) for line in table.lines)
        assert all(isinstance(cell, str) for line in table.lines for cell in line)


@every_figure
@pytest.mark.parametrize("case", ["hostile", "nobody answers"])
def test_the_chart_is_valid_vega_lite(name, case):
    figures.named(name).chart(rows(name, case)).to_dict(validate=True)


@every_figure
@pytest.mark.parametrize("case", ["sixty actors", "five issues", "of millions"])
def test_it_fits_a_page(name, case):
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', figures.drawn(name, rows(name, case)))
    assert float(found[1]) <= look.WHOLE + MARGIN
    assert float(found[2]) <= look.TALL + MARGIN


@every_figure
def test_names_with_markup_stay_text_and_out_of_every_expression(name):
    found = rows(name, "hostile")
    svg = figures.drawn(name, found)
    assert not re.search(r"<(script|img)", svg)
    spec = figures.named(name).chart(found).to_dict(validate=False)
    del spec["datasets"]
    assert "alert" not in str(re.findall(r"'(?:filter|expr|test|labelExpr)': [^}]*", str(spec)))


@every_figure
def test_what_is_not_drawn_is_said(name):
    assert "more issues are in the tables only" in figures.named(name).sentence(rows(name, "five issues"))
    assert len(figures.named(name).tables(rows(name, "five issues"))) >= 5


# ── who stands where ──────────────────────────────────────────────────────────────────────────


def test_positions_weights_and_settlements_are_those_of_the_answer():
    some, found = decided.delay(), rows("stances", "delay")
    actors = {a["name"]: a for a in of(found, "actor")}
    share = some.table.weight[:, 0] / some.table.weight.sum()
    for k, name in enumerate(some.table.actors):
        assert actors[name]["position"] == some.table.position[k, 0]
        assert actors[name]["share"] == pytest.approx(share[k], abs=1e-6)
    settled = {m["name"]: m["at"] for m in of(found, "model")}
    assert settled == {p.name: pytest.approx(float(p.play.settlement[0]), abs=1e-4) for p in some.played}
    ground = one(found, "ground")
    assert (ground["low"], ground["high"]) == (min(settled.values()), max(settled.values()))


def test_a_range_of_a_position_is_drawn_from_end_to_end():
    france = next(a for a in of(rows("stances", "delay"), "actor") if a["name"] == "France")
    assert (france["low"], france["high"]) == (9.4, 10.6)
    assert all(a["low"] == a["position"] == a["high"] for a in of(rows("stances", "no range"), "actor"))


def test_actors_stand_in_the_order_of_the_scale():
    at = [a["position"] for a in of(rows("stances", "sixty actors"), "actor")]
    assert at == sorted(at)


def test_where_room_is_short_the_heaviest_are_drawn_and_the_others_are_in_the_table():
    some = decided.by_hand(80)
    found = stances.rows(some)
    drawn, left = ([a["share"] for a in of(found, "actor", drawn=flag)] for flag in (True, False))
    assert len(drawn) + len(left) == 80
    assert min(drawn) >= max(left)
    assert f"{len(left)} actors with least weight are in the table only" in stances.sentence(found)
    assert len(stances.tables(found)[0].lines) == 80


def test_an_actor_without_a_position_takes_no_part():
    some = decided.by_hand(4)
    position = some.table.position.copy()
    position[1] = np.nan
    found = stances.rows(replace(some, table=replace(some.table, position=position)))
    assert [a["name"] for a in of(found, "apart")] == ["actor 1"]
    assert len(of(found, "actor")) == 3
    assert ("actor 1", "takes no part", "", "", "", "") in stances.tables(found)[0].lines


def test_models_without_a_point_or_an_answer_say_so():
    found = rows("stances", "no point")
    assert {m["settles"] for m in of(found, "model")} == {"no point"}
    assert not of(found, "ground")
    found = rows("stances", "nobody answers")
    assert ("mean", "Weighted mean", "", "it needs a reference point") in stances.tables(found)[1].lines
    assert "No model answers" in stances.description(found)
    assert "No model that was asked" in figures.drawn("stances", found)
    assert "reference point" not in figures.drawn("settlements", rows("settlements", "nobody answers"))


def test_where_nobody_weighs_anything_no_share_is_made_up():
    some = decided.by_hand(3)
    found = stances.rows(replace(some, table=replace(some.table, capability=np.zeros((3, 1)))))
    assert [a["share"] for a in of(found, "actor")] == [0.0, 0.0, 0.0]


# ── rounds ────────────────────────────────────────────────────────────────────────────────────


def test_every_point_of_a_line_is_a_position_of_the_play():
    some, found = decided.delay(), rows("rounds", "delay")
    path = some.played[0].play.rounds
    line = {e["actor"]: e["line"] for e in of(found, "end")}
    for k, name in enumerate(some.table.actors):
        for place in of(found, "place", line=line[name]):
            assert place["position"] == pytest.approx(path[place["round"], k, 0], abs=1e-4)
    for point in of(found, "settled"):
        assert point["at"] == pytest.approx(some.played[0].play.settlements[point["round"], 0], abs=1e-4)


def test_actors_share_a_line_only_where_they_stand_together_throughout():
    path = decided.delay().played[0].play.rounds[:, :, 0]
    line = {e["actor"]: e["line"] for e in of(rows("rounds", "delay"), "end")}
    names = decided.delay().table.actors
    for a, one_name in enumerate(names):
        for b, other in enumerate(names):
            assert (line[one_name] == line[other]) == np.allclose(path[:, a], path[:, b]), (one_name, other)


def test_rounds_in_which_nobody_moves_any_more_are_left_out():
    panel = one(rows("rounds", "two actors"), "panel")
    assert (panel["last"], panel["rounds"]) == (4, decided.ROUNDS * 2 - 1)
    assert max(p["round"] for p in of(rows("rounds", "two actors"), "place")) == 4


def test_the_first_named_model_with_rounds_is_shown_and_otherwise_the_challenge_model():
    some = decided.bare(decided.by_hand(4))
    first, *others = some.played
    named = (replace(first, name="quantal"), *others, first)
    assert one(rounds.rows(replace(some, played=named)), "figure")["model"] == "quantal"
    assert one(rounds.rows(replace(some, played=(*others, first))), "figure")["model"] == "challenge"


def test_only_those_whose_moves_weigh_most_have_a_sign_of_their_own():
    found = rows("rounds", "sixty actors")
    signs = {(p["line"], p["sign"], p["colour"]) for p in of(found, "place", marked=True)}
    assert len(signs) == rounds.MOVERS == len({s for _, s, _ in signs}) == len({c for *_, c in signs})
    moving = [p["line"] for p in of(found, "place", marked=True)]
    assert set(moving) == set(range(rounds.MOVERS))


def test_a_model_without_rounds_leaves_words():
    found = rows("rounds", "no rounds")
    assert "No model that answers here has rounds (mean)" in rounds.description(found)
    assert "without rounds" in rounds.sentence(found)
    assert "No model" in figures.drawn("rounds", found)


def test_a_move_there_and_back_is_no_standing_still():
    said = rounds._moved({"actor": "Greece", "from": "7", "to": "7"})
    assert said == "Greece leaves 7 and comes back to it."


# ── who gains from challenging whom ───────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("gain", "threat", "sign"),
    [
        (1.0, 0.5, "×"),
        (0.5, -1.0, "++"),
        (1.0, -0.5, "+"),
        (-0.5, 1.0, "−"),
        (-1.0, 0.5, "−−"),
        (-0.1, -2.0, "="),
        (0.0, 1.0, ""),
        (0.0, 0.0, ""),
        (-1.0, 0.0, ""),
    ],
)
def test_each_pair_of_expectations_has_its_quadrant(gain, threat, sign):
    assert quad_map.quadrant(gain, threat).sign == sign


def test_pairs_are_those_of_round_one():
    some, found = decided.delay(), rows("quad-map", "delay")
    place, parts = some.table.actors.index, some.played[0].play.parts
    pairs = of(found, "pair")
    assert len(pairs) == 90
    for pair in pairs:
        i, j = place(pair["actor"]), place(pair["other"])
        assert pair["gain"] == pytest.approx(parts["gain"][i, j, 0], abs=1e-6)
        assert pair["threat"] == pytest.approx(parts["threat"][i, j, 0], abs=1e-6)


def test_quadrants_agree_with_the_offers_that_the_model_makes():
    signs = {offers.CONFLICT: "×", offers.COMPROMISE: "−", offers.CAPITULATION: "−−"}
    some = decided.delay()
    kind = some.played[0].play.parts["course"].offers.kind[0, :, :, 0]
    place = some.table.actors.index
    offered = 0
    for pair in of(rows("quad-map", "delay"), "pair"):
        of_kind = int(kind[place(pair["actor"]), place(pair["other"])])
        if of_kind in signs:
            offered += 1
            assert pair["sign"] == signs[of_kind], pair
    assert offered > 20


def test_where_an_actor_goes_is_what_the_first_round_says():
    moves = {a["name"]: a["moves"] for a in of(rows("quad-map", "delay"), "actor")}
    assert moves["UK"] == "at 10, stays"
    assert moves["France"] == "at 10, goes to 7"


def test_more_actors_than_a_matrix_holds_are_the_heaviest():
    found = rows("quad-map", "sixty actors")
    some = answer("sixty actors")
    heavy = sorted(range(60), key=lambda a: -some.table.weight[a, 0])[: quad_map.SHOWN]
    assert {a["name"] for a in of(found, "actor")} == {some.table.actors[a] for a in heavy}
    assert f"The {60 - quad_map.SHOWN} actors with least weight are left out" in quad_map.sentence(found)


def test_models_that_weigh_no_challenge_leave_words():
    assert "No model that answers here weighs challenges (mean)" in quad_map.description(rows("quad-map", "no rounds"))
    assert "nothing to show" in quad_map.sentence(rows("quad-map", "no rounds"))


# ── settlements over draws ────────────────────────────────────────────────────────────────────


def test_strips_and_intervals_are_those_of_the_draws():
    some, found = decided.delay(), rows("settlements", "delay")
    for spread in some.spreads:
        bars = of(found, "bar", name=spread.model)
        assert [b["count"] for b in bars] == [n for n in spread.counts if n]
        drawn = next(s for s in of(found, "spread") if s["name"] == spread.model)
        got = [drawn[name] for name in ("p5", "p25", "median", "p75", "p95")]
        assert got == pytest.approx(spread.quantiles, abs=1e-4)
    exact = {m["name"]: m["at"] for m in of(found, "model")}
    assert exact == {p.name: pytest.approx(float(p.play.settlement[0]), abs=1e-4) for p in some.played}


def test_a_strip_is_as_high_as_its_own_peak():
    found = rows("settlements", "delay")
    high = {
        m["name"]: max(b["bottom"] - b["top"] for b in of(found, "bar", name=m["name"])) for m in of(found, "model")
    }
    assert len(set(high.values())) == 1


def test_draws_without_a_settlement_are_said():
    assert "none in 25 % of draws" in settlements.description(rows("settlements", "two actors"))


def test_without_ranges_the_picture_says_how_to_have_some():
    found = rows("settlements", "no range")
    assert "--ranges 10" in figures.drawn("settlements", found)
    assert not of(found, "spread")
    assert {line[2] for line in settlements.tables(found)[0].lines} == {"not drawn"}


def test_draws_that_all_settle_beyond_every_position_have_an_interval_without_a_strip():
    some = decided.by_hand(3)
    spread = replace(some.spreads[0], counts=(0,) * 40, quantiles=(150.0, 151.0, 152.0, 153.0, 154.0))
    found = settlements.rows(replace(some, spreads=(spread,)))
    assert not of(found, "bar")
    assert one(found, "panel")["high"] > 154


# ── swings ────────────────────────────────────────────────────────────────────────────────────


def test_bars_are_the_swings_of_the_answer_the_widest_first():
    some, found = decided.delay(), rows("swings", "delay")
    for swing, row in zip(some.swings, of(found, "swing"), strict=True):
        assert row["says"] == f"{swing.column} of {swing.actor}"
        assert (row["low"], row["high"], row["base"]) == tuple(
            pytest.approx(float(v), abs=1e-4) for v in (swing.low, swing.high, swing.base)
        )
    wide = [abs(s["high"] - s["low"]) for s in of(found, "swing", drawn=True)]
    assert wide == sorted(wide, reverse=True)


def test_numbers_that_move_nothing_are_in_the_table_alone():
    found = rows("swings", "two actors")
    assert [s["says"] for s in of(found, "swing", drawn=True)] == ["position of actor 0", "position of actor 1"]
    assert "2 numbers move nothing by themselves" in swings.sentence(found)
    assert len(swings.tables(found)[0].lines) == 4


def test_swings_without_room_are_said():
    found = rows("swings", "sixty actors")
    assert len(of(found, "swing", drawn=True)) == swings.SHOWN
    assert f"{60 - swings.SHOWN} more with smaller swings" in swings.sentence(found)


def test_an_end_without_a_settlement_is_no_number():
    some = decided.by_hand(3)
    lost = Swing("challenge", "issue 0", "position", "actor 0", "40 to 60", float("nan"), 60.0, 50.0)
    found = swings.rows(replace(some, swings=(lost,)))
    row = one(found, "swing")
    assert (row["low"], row["at_low"], row["at_high"]) == (None, "no point", "60")
    assert "no point · 60" in figures.drawn("swings", found)


def test_why_there_is_no_tornado_is_said():
    assert "No number of the table is a range" in swings.description(rows("swings", "no range"))
    slow = replace(decided.by_hand(3), swings=())
    assert "no model that answers works out so many" in swings.description(swings.rows(slow))


def test_where_nothing_swings_the_picture_says_so():
    some = decided.by_hand(2)
    still = tuple(s for s in some.swings if s.column == "salience")
    assert "No uncertain number moves this settlement" in figures.drawn(
        "swings", swings.rows(replace(some, swings=still))
    )
