"""A move explained: its printed parts add up at every level, and its words say what is there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.explain import telling
from detente.explain.spread import spread
from detente.explain.stirrings import stirrings, when
from detente.explain.tree import Branch, Twig, digits, grown, summed
from detente.explain.why import why
from tests.engine.studies import driver, event, random_study, study
from tests.engine.two_parties import two_parties

FIRST, LAST = date(2001, 1, 31), date(2001, 12, 31)


def adds_up(branch: Branch, decimals: int) -> None:
    """Printed numbers of what lies beneath add up to the printed number above, to the last digit."""
    if branch.branches:
        printed = [Decimal(f"{b.shown:.{decimals}f}") for b in branch.branches]
        assert sum(printed) == Decimal(f"{branch.shown:.{decimals}f}"), (branch.said, printed)
    assert abs(branch.shown - branch.points.mean) <= 10.0**-decimals + 1e-9
    for b in branch.branches:
        adds_up(b, decimals)


def every(branch: Branch) -> list[Branch]:
    return [branch, *(b for beneath in branch.branches for b in every(beneath))]


# ── trees ─────────────────────────────────────────────────────────────────────────────────────

leaves = st.floats(-9, 9).map(lambda v: Twig("effect", "e", "by a cause", np.array([v - 0.25, v + 0.25])))
twigs = st.recursive(
    leaves, lambda inner: st.lists(inner, min_size=1, max_size=5).map(lambda t: summed("faction", "f", "a faction", t))
)


@settings(max_examples=200)
@given(st.lists(twigs, min_size=1, max_size=6), st.integers(0, 3))
def test_printed_parts_of_any_tree_add_up_at_every_level(parts, decimals):
    adds_up(grown(summed("move", "q", "the move", parts), decimals), decimals)


def leaf(value: float, kind: str = "effect") -> Twig:
    return Twig(kind, f"{value}", f"{value}", np.array([value, value]))  # type: ignore[arg-type]


def test_small_parts_are_told_as_the_rest():
    tree = grown(summed("move", "q", "the move", [leaf(5.0), leaf(0.06), leaf(0.06), leaf(-3.0)]), 1)
    assert [b.kind for b in tree.branches] == ["effect", "effect", "rest"]
    assert [b.shown for b in tree.branches] == [5.0, -3.0, 0.1]
    assert [b.points.mean for b in tree.branches[-1].branches] == [0.06, 0.06]


def test_where_all_parts_are_small_the_largest_is_told():
    few = summed("faction", "f", "a faction", [leaf(0.06), leaf(0.08), leaf(0.07)])
    tree = grown(summed("move", "q", "the move", [leaf(5.0), few]), 1)
    assert [(b.name, b.shown) for b in tree.branches[1].branches] == [("0.08", 0.1), ("rest", 0.1)]


def test_a_party_is_told_however_little_it_did():
    tree = grown(summed("move", "q", "the move", [leaf(5.0), leaf(0.0, "party"), leaf(0.01, "under-way")]), 1)
    assert [b.kind for b in tree.branches] == ["under-way", "effect", "party"]


def test_parts_that_are_nothing_in_every_draw_are_left_out():
    assert [t.name for t in summed("move", "q", "", [leaf(5.0), leaf(0.0)]).twigs] == ["5.0"]


def test_a_move_without_a_whole_point_is_told_with_two_decimals():
    assert digits(summed("move", "q", "", [leaf(0.4), leaf(0.5)])) == 2
    assert digits(summed("move", "q", "", [leaf(3.0), leaf(-2.8)])) == 1


# ── studies ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("numbers", range(6))
@pytest.mark.parametrize("number", [1])
def test_printed_parts_of_random_studies_add_up(numbers, number):
    of = random_study(9, polities=2, issues=2, drivers=2, events=2, effects=8, numbers=numbers)
    answer = why(of, of.issues[number], date(2000, 9, 1), date(2002, 6, 30), draws=32, seed=1)
    adds_up(answer.tree, answer.digits)
    assert answer.move.mean == pytest.approx(answer.level[1].mean - answer.level[0].mean)
    inner = sum(float(v.mean()) for v in answer.anatomy.parts.values()) + float(answer.anatomy.under_way.mean())
    assert inner == pytest.approx(answer.move.mean, abs=1e-9)


@pytest.fixture(scope="module")
def pulled():
    of = two_parties(by={"war-dependence-arland-borland": 0.25, "war-position-guards-arms": 10.0}, strength=(0.9, 1.0))
    return why(of, of.issues[0], FIRST, LAST, draws=32, seed=1)


def test_a_tree_goes_from_party_to_faction_or_lever_to_effect(pulled):
    found = {b.name: b for b in every(pulled.tree)}
    assert [b.kind for b in pulled.tree.branches] == ["under-way", "party", "party"]
    assert {(b.kind, b.name) for b in found["arland"].branches} == {("faction", "guards"), ("dependence", "borland")}
    (effect,) = [b for b in every(found["guards"]) if b.kind == "effect"]
    assert effect.name == "war-position-guards-arms"
    assert [e.id for e in effect.events] == ["war-1"]
    assert effect.facts["events"] == [{"id": "war-1", "what": "war-1", "way": "begins"}]


def test_what_a_party_did_is_told_in_its_line(pulled):
    arland, borland = pulled.parties
    assert arland.decides == 1.0
    assert arland.pulled["borland"][1] == pytest.approx(0.25 * 0.95, abs=0.01)
    said = next(b.said for b in pulled.tree.branches if b.name == "arland")
    assert said.startswith("arland wants 29 (+9): its line 29, pulled up ")
    assert said.endswith(" by its dependence on borland (0.24)")
    assert borland.policy == (80.0, 80.0)


def test_the_dataset_names_every_part(pulled):
    found = pulled.dataset
    total = found["part_points"].sum("part") + found["under_way"]
    np.testing.assert_allclose(total, found["move"], atol=1e-9)
    assert "war-position-guards-arms" in found["part_effect"].values


def test_a_small_game_at_its_edge_is_told():
    of = two_parties(at={"cabinet": 60.0}, able={"cabinet": 1.0}, band=5.0)
    answer = why(of, of.issues[0], FIRST, LAST, draws=4, seed=1)
    said = next(b.said for b in answer.tree.branches if b.name == "arland")
    assert (
        said == "arland wants 25 (±0): its line 20, its small game would go higher and is held at the band's upper edge"
    )


def test_the_same_seed_gives_the_same_answer(pulled):
    of = pulled.study
    again = why(of, of.issues[0], FIRST, LAST, draws=32, seed=1)
    assert again.tree == pulled.tree


# ── words ─────────────────────────────────────────────────────────────────────────────────────


def test_numbers_have_a_true_minus_and_no_minus_nothing():
    assert telling.number(-0.04, 1) == "0.0"
    assert telling.signed(-1.26, 1) == "−1.3"
    assert telling.signed(0.04, 1) == "±0.0"
    assert telling.interval(spread(np.array([-1.0, 1.0])), 1) == "−1.0 to 1.0"
    assert telling.interval(spread(np.array([2.0, 2.0])), 1) == "2.0–2.0"


@pytest.mark.parametrize(
    ("rule", "shares", "said"),
    [
        ("consent", [1.0, 0.0], "Arland, the less willing, set the pace."),
        ("consent", [0.95, 0.05], "Arland, the less willing in 95 % of months and draws, set the pace."),
        ("consent", [0.4, 0.6], "The less willing sets the pace: Borland in 60 %, Arland in 40 % of months and draws."),
        ("unilateral", [0.0, 1.0], "Borland, the more willing, set the pace."),
        ("weighted", [0.3, 0.7], "The agreement followed Borland for 70 %, Arland for 30 %."),
    ],
)
def test_who_set_the_pace_is_said_by_the_rule(rule, shares, said):
    assert telling.decided(rule, list(zip(("Arland", "Borland"), shares, strict=True)), "month") == said


def test_one_party_alone_sets_no_pace():
    assert telling.decided("consent", [("Arland", 1.0)], "month") == ""


def test_events_that_begin_end_build_or_fade_in_a_window_stirred():
    of = driver(
        "war",
        event("war-early", on=date(2000, 2, 1), lasts=True),
        event("war-ends", on=date(2000, 2, 1), until=date(2001, 6, 30)),
        event("war-new", 0.5, on=date(2001, 5, 1), lasts=True),
        event("war-fades", on=date(2000, 9, 1), fades=12.0),
        event("war-builds", on=date(2000, 11, 1), builds=12.0, lasts=True),
        event("war-before", on=date(2000, 12, 1), lasts=True),
        event("war-later", on=date(2002, 5, 1), lasts=True),
    )
    small = two_parties()
    here = study(small.polities, small.issues, [of])
    found = stirrings(here, of, 11, 24)
    assert [(s.event.id, s.way) for s in found] == [
        ("war-new", "begins"),
        ("war-ends", "ends"),
        ("war-builds", "builds"),
        ("war-fades", "fades"),
    ]
    assert [when(here, *s) for s in found] == ["2001-05", "2001-06", "2000-11", "2000-09"]


def test_where_no_event_stirred_the_latest_before_is_told():
    of = driver("war", event("war-1", on=date(2000, 2, 1), lasts=True), event("war-2", on=date(2000, 3, 1), lasts=True))
    small = two_parties()
    found = stirrings(study(small.polities, small.issues, [of]), of, 11, 24)
    assert [(s.event.id, s.way) for s in found] == [("war-2", "stands")]
