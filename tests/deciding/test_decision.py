"""What `decide` makes of an actor table: the models, their disagreement, ranges, reasons and advice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.deciding.advice import advise
from detente.deciding.decision import Decision, decide, fingerprint
from detente.deciding.models import play_all
from detente.deciding.ranges import drawn, widened
from detente.study.problems import DetenteError
from detente.tables import ActorTable, table
from tests.examples import fewer

NAMES = ("hawks", "army", "traders", "doves")
FAST = ("mean", "median")


def game(**more: Any) -> ActorTable:
    """Four actors on one scale."""
    stands, cares, able = [90.0, 70.0, 30.0, 0.0], [0.9, 0.5, 0.6, 0.4], [3.0, 5.0, 4.0, 2.0]
    return table(stands, cares, able, actors=NAMES, issues=("arms",), **more)


@pytest.fixture(scope="module")
def everything() -> Decision:
    """All models, with ranges, reasons and advice."""
    return decide(game(reference=20.0, scale=(0.0, 100.0)), widen=5, draws=64, why="traders", advise_to="doves")


def test_every_solver_answers_or_says_what_it_needs_and_how_to_say_it(everything: Decision) -> None:
    assert len(everything.played) > 10
    for played in everything.played:
        assert (played.play is None) == bool(played.reason)
        if played.play is None:
            assert played.fix, played.name


def test_the_disagreement_is_from_the_lowest_settlement_to_the_highest(everything: Decision) -> None:
    (found,) = everything.disagreements
    settled = [p.play.settlement[0] for p in everything.played if p.play is not None]
    settled = [s for s in settled if np.isfinite(s)]
    assert found.spread == pytest.approx(max(settled) - min(settled))
    assert sorted(m for camp in found.camps for m in camp.models) == sorted(
        p.name for p in everything.played if p.play is not None and np.isfinite(p.play.settlement[0])
    )
    for low, high in zip(found.camps, found.camps[1:], strict=False):
        assert high.low - low.high >= 5.0


def test_models_that_agree_are_one_camp() -> None:
    found = decide(table([50.0, 50.0, 50.0, 50.1]), models=FAST)
    assert found.disagreements[0].scale == pytest.approx(0.1)
    assert len(decide(game(scale=(0.0, 10_000.0)), models=FAST).disagreements[0].camps) == 1


def test_a_named_model_that_cannot_answer_is_an_error_with_the_way_to_mend_it() -> None:
    with pytest.raises(DetenteError, match="--reference"):
        decide(game(), models=["nash"])
    with pytest.raises(DetenteError, match="did you mean `median`"):
        decide(game(), models=["medain"])


def test_a_model_whose_cost_forbids_so_many_actors_is_left_out_and_its_cost_is_named() -> None:
    crowd = table(np.arange(600) % 7 * 1.0)
    by_name = {p.name: p for p in play_all(crowd, ())}
    assert by_name["mean"].play is not None
    assert by_name["challenge"].play is None
    assert "cube" in by_name["challenge"].reason
    assert "600" in by_name["challenge"].reason
    with pytest.raises(DetenteError, match="cube"):
        play_all(crowd, ["challenge"])


def test_ten_thousand_actors_are_settled_by_the_mean_and_refused_by_what_costs_too_much() -> None:
    found = {p.name: p for p in play_all(table(np.arange(10_000) % 11 * 1.0), ())}
    assert found["mean"].play is not None
    assert found["challenge"].play is None
    assert found["spatial"].play is None
    assert "10,000" in found["median"].reason


def test_a_switch_goes_to_the_models_that_know_it_and_its_value_is_checked() -> None:
    found = play_all(game(), ("mean", "challenge"), switches=["q=0.5"])
    assert [dict(p.switches) for p in found] == [{}, {"q": 0.5}]
    with pytest.raises(DetenteError, match="did you mean `choice`"):
        play_all(game(), ("challenge",), switches=["choise=class"])
    with pytest.raises(DetenteError, match="class or strongest or lowest"):
        play_all(game(), ("challenge",), switches=["choice=any"])
    with pytest.raises(DetenteError, match="from 0 to 1"):
        play_all(game(), ("challenge",), switches=["q=2"])
    with pytest.raises(DetenteError, match="is a number"):
        play_all(game(), ("challenge",), switches=["q=half"])


def test_a_profile_is_told_by_its_name_and_an_unknown_one_is_refused() -> None:
    (found,) = play_all(game(), ("challenge",), profile="scholz2011")
    assert found.profile == "scholz2011"
    assert play_all(game(), ("challenge",))[0].profile == "equations"
    assert play_all(game(), ("challenge",), switches=["q=0.5"])[0].profile == "own switches"
    with pytest.raises(DetenteError, match="no model here has a profile"):
        play_all(game(), ("mean",), profile="scholz2011")


# ── ranges ────────────────────────────────────────────────────────────────────────────────────


def test_spreads_hold_the_exact_settlement_and_count_every_draw(everything: Decision) -> None:
    means = next(s for s in everything.spreads if s.model == "mean")
    exact = next(p for p in everything.played if p.name == "mean").play
    assert exact is not None
    assert means.quantiles[0] < exact.settlement[0] < means.quantiles[-1]
    assert sum(means.counts) == means.draws == 64
    assert list(means.quantiles) == sorted(means.quantiles)


def test_a_tornado_has_every_uncertain_number_the_widest_first(everything: Decision) -> None:
    widths = [abs(s.high - s.low) for s in everything.swings]
    assert len(widths) == 12
    assert widths == sorted(widths, reverse=True)
    assert {s.model for s in everything.swings} == {"challenge"}


def test_an_exact_table_draws_nothing() -> None:
    found = decide(game(), models=FAST)
    assert (found.spreads, found.swings, found.made.draws) == ((), (), 0)


def test_draws_of_one_number_depend_on_neither_the_order_of_the_table_nor_on_other_numbers() -> None:
    wide = widened(game(), 10)
    _, numbers = drawn(wide, 0, 64, 3)
    some = replace(wide, ranges=tuple(c for c in wide.ranges if c.column == "position" and c.actor == 2))
    _, alone = drawn(some, 0, 64, 3)
    np.testing.assert_array_equal(alone.position[2], numbers.position[2])
    assert np.ptp(alone.position[1]) == 0
    _, other = drawn(wide, 0, 64, 4)
    assert (other.position[2] != numbers.position[2]).any()


def test_widening_keeps_within_the_scale_and_what_the_table_says_itself() -> None:
    wide = widened(game(scale=(0.0, 100.0)), 20)
    _, numbers = drawn(wide, 0, 256, 1)
    assert numbers.position.min() >= 0
    assert numbers.position.max() <= 100
    assert numbers.salience.max() <= 1
    assert len(widened(wide, 5).ranges) == len(wide.ranges)


def test_same_seed_same_numbers() -> None:
    first, again, other = (decide(game(), models=FAST, widen=10, draws=64, seed=s) for s in (1, 1, 2))
    assert first.spreads[0].quantiles == again.spreads[0].quantiles
    assert first.spreads[0].quantiles != other.spreads[0].quantiles


# ── why and advice ────────────────────────────────────────────────────────────────────────────


def test_why_tells_of_every_model_in_which_actors_move(everything: Decision) -> None:
    assert {"challenge", "spatial"} <= {w.model for w in everything.why}
    for why in everything.why:
        assert why.actor == "traders"
        assert why.lines[0].startswith("traders")


def test_why_refuses_rounds_and_actors_that_are_not_there() -> None:
    with pytest.raises(DetenteError, match="did you mean `hawks`"):
        decide(game(), models=["challenge"], why="hawk")
    with pytest.raises(DetenteError, match="from 1 to 10"):
        decide(game(), models=["challenge"], why="hawks", number=11)
    with pytest.raises(DetenteError, match="no model here has rounds"):
        decide(game(), models=["mean"], why="hawks")


def test_slopes_of_the_mean_are_those_of_its_formula() -> None:
    (found,) = advise(game(), play_all(game(), ["mean"]), "doves", rounds=10, seed=1)
    weight, total = game().weight[:, 0], game().weight.sum()
    slopes = {(s.column, s.actor): s.value for s in found.slopes}
    settled = float((weight * game().position[:, 0]).sum() / total)
    for k, name in enumerate(NAMES):
        assert slopes["position", name] == pytest.approx(weight[k] / total)
        by_salience = game().capability[k, 0] * (game().position[k, 0] - settled) / total
        assert slopes["salience", name] == pytest.approx(by_salience)


def test_what_is_advised_comes_to_what_the_model_makes_of_it() -> None:
    (found,) = advise(game(), play_all(game(), ["mean"]), "doves", rounds=10, seed=1)
    best = found.own[0]
    assert best.does == "care 1"
    cares = game().salience.copy()
    cares[3] = 1.0
    played = play_all(replace(game(), salience=cares), ["mean"])[0].play
    assert played is not None
    assert best.settlement == pytest.approx(played.settlement[0])
    assert best.nearer == pytest.approx(found.settlement - best.settlement)
    assert "hawks" in found.persuade[0].does or "army" in found.persuade[0].does


def test_persuading_somebody_never_moves_it_past_the_actor() -> None:
    near = table([50.0, 52.0, 100.0], actors=("one", "two", "three"))
    (found,) = advise(near, play_all(near, ["mean"]), "one", rounds=10, seed=1)
    assert any("from 52 to 50" in c.does for c in found.persuade)


def test_nobody_is_advised_who_is_not_there() -> None:
    with pytest.raises(DetenteError, match="did you mean `doves`"):
        decide(game(), models=FAST, advise_to="dove")


# ── several issues ────────────────────────────────────────────────────────────────────────────


def test_each_issue_is_settled_among_those_who_take_part_in_it() -> None:
    two = table([[0.0, 10.0], [100.0, np.nan], [50.0, 30.0]], actors=("a", "b", "c"), issues=("arms", "trade"))
    (mean,) = play_all(two, ["mean"])
    assert mean.play is not None
    np.testing.assert_allclose(mean.play.settlement, [50.0, 20.0])
    assert len(decide(two, models=FAST, widen=5, draws=64).spreads) == 4
    assert two.one(1).actors == ("a", "c")


@fewer
@given(shares=st.lists(st.floats(0, 1), min_size=4, max_size=4))
def test_the_fingerprint_is_of_what_the_table_says(shares: list[float]) -> None:
    moved = replace(game(), position=100 * np.array(shares)[:, None])
    assert fingerprint(moved) == fingerprint(replace(moved, position=moved.position.copy()))
    assert (fingerprint(moved) == fingerprint(game())) == bool((moved.position == game().position).all())
