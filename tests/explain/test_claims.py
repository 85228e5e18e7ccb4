"""Claims of studies worked out by hand, the laws of verdicts, and what cannot be asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.engine.trials import Trials
from detente.explain import claim_forms
from detente.explain.claim_forms import half_life_of_fall
from detente.explain.claims import claims, sampling, verdict
from detente.explain.pairs import Pairs
from detente.study.problems import DetenteError
from detente.study.reading import examine, read, variant
from tests.engine import studies
from tests.explain.arena import END_2000, END_2001, arena, claim, tried

ARLAND = (Path(__file__).parents[1] / "study" / "arland.yaml").read_text(encoding="utf-8")


def is_about(value, expected):
    return value == pytest.approx(expected, abs=1e-9)


# ── every form, worked out by hand ───────────────────────────────────────────────────────────


def test_a_cause_raises_a_level_by_the_share_of_the_way_it_has_gone():
    found = tried(
        claim("enough", raises="up", cause="pull", at=END_2001, least=14.999),
        claim("too-much", raises="up", cause="pull", at=END_2001, least=15.001),
        claim("unsaid", raises="up", cause="idle", at=END_2001),
    )
    assert is_about(found["enough"].effect.median, 30 * (1 - 2 ** (-12 / 12)))
    assert found["enough"].verdict == "borne out"
    assert found["too-much"].verdict == "contradicted"
    assert found["unsaid"].verdict == "contradicted", "a claim that does not say how much wants one point"


def test_a_cause_lowers_a_level_by_the_half_life_of_falling():
    lowered = 20 * (1 - 2 ** (-12 / 24))
    found = tried(
        claim("enough", lowers="down", cause="push", at=END_2001, least=lowered - 0.001),
        claim("too-much", lowers="down", cause="push", at=END_2001, least=lowered + 0.001),
        claim("wrong-way", raises="down", cause="push", at=END_2001),
    )
    assert is_about(found["enough"].effect.median, -lowered)
    assert [t.verdict for t in found.values()] == ["contradicted", "contradicted", "borne out"]
    assert found["enough"].verdict == "borne out"


def test_a_cause_leaves_a_level_that_it_moves_by_less():
    found = tried(
        claim("little", leaves="up", cause="pull", at=END_2001, least=15.001),
        claim("much", leaves="up", cause="pull", at=END_2001, least=14.999),
        claim("down-too", leaves="down", cause="push", at=END_2001),
    )
    assert [found[name].verdict for name in ("little", "much", "down-too")] == [
        "borne out",
        "contradicted",
        "contradicted",
    ]


def test_one_cause_matters_more_than_another_by_the_difference_of_their_effects():
    found = tried(
        claim("right", more="pull", than="nudge", on="up", at=END_2001),
        claim("wrong", more="nudge", than="pull", on="up", at=END_2001),
        claim("same", more="pull", than="pull", on="up", at=END_2001),
    )
    assert is_about(found["right"].effect.median, (30 - 10) / 2)
    assert [found[name].verdict for name in ("right", "wrong", "same")] == ["borne out", "contradicted", "contradicted"]


def test_a_share_of_a_change_is_that_of_the_effects_where_they_add_up():
    window = {"on": "up", "from_": END_2000, "to": END_2001}
    found = tried(
        claim("three-quarters", share_of="pull", at_least=0.749, **window),
        claim("more-than-that", share_of="pull", at_least=0.751, **window),
        claim("all-from-outside", share_of="external", at_least=0.999, **window),
    )
    assert is_about(found["three-quarters"].effect.median, 0.75)
    assert is_about(found["all-from-outside"].effect.median, 1.0)
    assert found["three-quarters"].verdict == found["all-from-outside"].verdict == "borne out"
    assert found["more-than-that"].verdict == "contradicted"


def test_a_share_of_no_change_holds_in_no_draw():
    found = tried(claim("of-nothing", share_of="pull", at_least=0.0, on="still", from_=END_2000, to=END_2001))
    assert found["of-nothing"].verdict == "contradicted"
    assert found["of-nothing"].told == "unknown: the level does not move"


def test_a_level_is_above_or_below_a_number_at_the_end_of_the_step():
    found = tried(
        claim("above", level="up", above=29.999, at=END_2001),
        claim("not-above", level="up", above=30.001, at=END_2001),
        claim("below", level="up", below=30.001, at=date(2001, 12, 3)),
        claim("at-the-number", level="still", below=50, at=END_2001),
    )
    assert is_about(found["above"].effect.median, 10 + 40 / 2)
    assert [found[n].verdict for n in ("above", "not-above", "below", "at-the-number")] == [
        "borne out",
        "contradicted",
        "borne out",
        "contradicted",
    ]


def test_a_level_rises_or_falls_between_the_ends_of_two_steps():
    window = {"from_": END_2000, "to": END_2001}
    found = tried(
        claim("up-rises", rising="up", **window),
        claim("down-falls", falling="down", **window),
        claim("up-falls", falling="up", **window),
        claim("still-rises", rising="still", **window),
    )
    assert is_about(found["up-rises"].effect.median, 20.0)
    assert [found[n].verdict == "borne out" for n in ("up-rises", "down-falls", "up-falls", "still-rises")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("lock_in", [0.0, 0.5, 1.0])
def test_a_fall_under_lock_in_takes_as_long_as_the_formula_says(lock_in):
    (found,) = tried(
        claim("slow", slower_to_fall="down", after=END_2001, than_before=END_2001), lock_in=lock_in
    ).values()
    left = 1 - (1 - 2 ** (-1 / 24)) * (1 - lock_in)
    months = np.log(0.5) / np.log(left) if left < 1 else 12_000
    assert found.effect.median == pytest.approx(months / 12)
    assert found.verdict == "borne out"


def test_the_half_life_of_a_fall_is_the_one_that_a_falling_level_shows():
    study = arena(lock_in=0.3)
    past = Trials(study, draws=1, seed=1).run().movements("down")[:, 0]
    gap = past[12:] - 20.0  # falls to 20 from January 2001 on
    shown = np.log(0.5) / np.log(gap[1:] / gap[:-1])
    assert np.allclose(shown, half_life_of_fall(np.array([24.0]), np.full((5, 1), 0.3), 1.0), atol=1e-6)


def test_the_lock_in_that_slows_a_fall_is_that_after_the_date():
    locked = np.array([[0.9]] * 10 + [[0.0]] * 10)
    assert half_life_of_fall(np.array([24.0]), locked[10:], 1.0)[0] == pytest.approx(24.0)
    assert half_life_of_fall(np.array([24.0]), locked, 1.0)[0] > 24.0


def test_the_faction_without_which_a_level_changes_most_is_pivotal_and_no_other():
    found = tried(
        claim("large", pivotal="large", on="tug", at=END_2000),
        claim("small", pivotal="small", on="tug", at=END_2000),
        claim("too-little", pivotal="large", on="tug", at=END_2000, least=9),
        claim("nobody", pivotal="large", on="up", at=END_2000),
    )
    assert is_about(found["large"].effect.median, 30 * (1 - 2 ** (-12 / 24)))  # without it the level falls to 20
    assert is_about(found["small"].effect.median, -10 * (1 - 2 ** (-12 / 12)))  # without it the level rises to 60
    assert [found[n].verdict for n in ("large", "small", "too-little", "nobody")] == [
        "borne out",
        "contradicted",
        "contradicted",
        "contradicted",
    ]
    assert "small: 5.0" in found["large"].wanted


def test_two_factions_that_change_a_level_alike_are_neither_of_them_pivotal():
    twins = studies.polity("land", *(studies.faction("land", name) for name in ("one", "two")))
    split = studies.issue("q", {"one": 20.0, "two": 80.0}, ["land"], start=50.0, rise=12.0, fall=12.0)
    wanted = tuple(claim(name, pivotal=name, on="q", at=END_2001) for name in ("one", "two"))
    found = claims(replace(studies.study([twins], [split]), claims=wanted), draws=20)
    assert {t.verdict for t in found.tried} == {"contradicted"}


@pytest.mark.parametrize(
    ("threshold", "expected"), [(50.0, "borne out"), (60.0, "contradicted"), (40.0, "contradicted")]
)
def test_a_question_is_open_while_its_probability_is_from_a_fifth_to_four_fifths(threshold, expected):
    (found,) = tried(claim("unclear", open="above"), noise=5.0, threshold=threshold, draws=500).values()
    exact = {50.0: 0.5, 60.0: 0.02275, 40.0: 0.97725}[threshold]  # of a normal law of deviation 5 around 50
    assert found.low - 0.02 < exact < found.high + 0.02
    assert found.verdict == ("borne out" if threshold == 50 else "contradicted")
    assert found.unit == "probability"


def test_a_change_moves_a_level_as_the_changed_study_does():
    study = read(ARLAND.replace("within: 3", "within: 1.5").encode())
    wanted = next(c for c in study.claims if c.id == "personal-rule-alike")
    pairs = Pairs(study, draws=20, seed=3)
    other = Trials(variant(study, "personal-rule"), draws=20, seed=3).run()
    moved = other.movement("arms", date(2020, 6, 30)) - pairs.level("arms", date(2020, 6, 30))
    found = claim_forms.tested(wanted, pairs)
    assert np.allclose(found.effect, moved, atol=1e-9)
    assert (found.holds == (abs(moved) < 1.5)).all()


# ── verdicts ─────────────────────────────────────────────────────────────────────────────────


def test_the_verdict_is_by_the_share_of_draws():
    shares = (1.0, 0.9, 0.899, 0.66, 0.659, 0.101, 0.1, 0.0)
    said = ("borne out", "borne out", "leaning", "leaning", "open", "open", "contradicted", "contradicted")
    assert tuple(map(verdict, shares)) == said


def test_sampling_error_is_wilsons():
    assert sampling(0.0, 10) == (0.0, pytest.approx(2.706 / 12.706, abs=1e-4))
    low, high = sampling(0.5, 100)
    assert (low + high) / 2 == pytest.approx(0.5)
    assert high - low == pytest.approx(2 * 1.645 * (0.25 / 102.706) ** 0.5, rel=1e-3)


def test_a_verdict_within_sampling_error_of_another_says_so():
    # The level at the end of 2001 is 15 + pull/2, with pull normal around 38.8, its deviation sqrt(1/16 + 9/16) × 8.69.
    # So it is above 30 in nine draws in ten.
    found = tried(claim("close", level="up", above=30, at=END_2001), pull=(24.5, 53.1), draws=100)["close"]
    assert found.low < 0.9 < found.high
    assert {found.verdict, *found.nearby} == {"borne out", "leaning"}


@given(numbers=st.integers(0, 10_000), threshold=st.floats(0, 100), day=st.dates(date(2000, 2, 1), date(2003, 12, 31)))
def test_a_claim_and_its_complement_are_never_both_borne_out(numbers, threshold, day):
    study = studies.random_study(7, numbers=numbers)
    window = {"from_": date(2000, 1, 31), "to": max(day, date(2000, 3, 1))}
    pairs = Pairs(study, draws=32, seed=numbers)
    for one, other in (
        (claim("a", level="q0", above=threshold, at=day), claim("b", level="q0", below=threshold, at=day)),
        (claim("a", rising="q1", **window), claim("b", falling="q1", **window)),
        (claim("a", raises="q0", cause="d0", at=day), claim("b", leaves="q0", cause="d0", at=day)),
        (claim("a", raises="q0", cause="d0", at=day), claim("b", lowers="q0", cause="d0", at=day)),
        (claim("a", more="d0", than="d1", on="q0", at=day), claim("b", more="d1", than="d0", on="q0", at=day)),
    ):
        both = claim_forms.tested(one, pairs).holds & claim_forms.tested(other, pairs).holds
        assert not both.any()


@given(numbers=st.integers(0, 10_000))
def test_a_policy_never_leaves_the_band(numbers):
    study = studies.random_study(7, numbers=numbers)
    polity, issue = Trials(study, draws=1, seed=1).labels.pairs[0]
    found = claim_forms.tested(claim("a", inside_band=polity, on=issue), Pairs(study, draws=32, seed=1))
    assert found.holds.all()
    assert (found.margin >= 0).all()


def test_the_margin_of_a_claim_is_positive_where_it_holds_and_negative_where_not():
    pairs = Pairs(arena(pull=(10.0, 60.0), noise=2.0), draws=64, seed=1)
    for one in (
        claim("a", raises="up", cause="pull", at=END_2001, least=15),
        claim("b", leaves="up", cause="pull", at=END_2001, least=15),
        claim("c", more="pull", than="nudge", on="up", at=END_2001),
        claim("d", level="up", above=30, at=END_2001),
        claim("e", share_of="pull", at_least=0.7, on="up", from_=END_2000, to=END_2001),
    ):
        found = claim_forms.tested(one, pairs)
        assert 0 < found.holds.mean() <= 1
        assert ((found.margin >= 0) == found.holds).all(), one.id


def test_contradicted_claims_come_first_and_built_in_ones_last():
    found = claims(
        arena(
            claim("idle", leaves="up", cause="idle", at=END_2001, line=1),
            claim("borne", raises="up", cause="pull", at=END_2001, line=2),
            claim("wrong", lowers="up", cause="pull", at=END_2001, line=3),
        ),
        draws=20,
    )
    assert [t.id for t in found.tried] == ["wrong", "borne", "idle"]
    assert found.counts == {"contradicted": 1, "open": 0, "leaning": 0, "borne out": 1, "built in": 1}


def test_each_distinct_pair_of_runs_is_made_once(monkeypatch):
    made = []
    run = Trials.run
    monkeypatch.setattr(Trials, "run", lambda self, *a, **k: made.append(self.draws) or run(self, *a, **k))
    wanted = [claim(f"c{k}", raises="up", cause=c, at=END_2001) for k, c in enumerate(["pull", "nudge"] * 3)]
    claims(arena(*wanted, claim("c6", more="pull", than="nudge", on="up", at=END_2001)), draws=100)
    assert made.count(100) == 3  # the study itself, and each cause left out


# ── what cannot be asked ─────────────────────────────────────────────────────────────────────


def test_an_unknown_claim_gets_the_nearest_name():
    with pytest.raises(DetenteError, match="`embargo-backfire` is no claim") as error:
        claims(read(ARLAND.encode()), only=("embargo-backfire",))
    assert "embargo-backfired" in error.value.fix


def test_a_study_without_claims_says_where_to_write_them():
    with pytest.raises(DetenteError, match="makes no claims") as error:
        claims(arena())
    assert "claims:" in error.value.fix


@pytest.mark.parametrize(
    ("expect", "message", "fix"),
    [
        (
            "{change: personal-rul, leaves: arms, at: 2020-06, within: 3}",
            "`personal-rul` is no change",
            "personal-rule",
        ),
        ("{raises: arms, cause: sanction, at: 2020-06}", "`sanction` is no cause", "sanctions"),
        ("{raises: arm, cause: sanctions, at: 2020-06}", "`arm` is no issue", "arms"),
        ("{pivotal: guard, on: arms, at: 2020-06}", "`guard` is no faction", "guards"),
        ("{open: joint-produktion}", "`joint-produktion` is no question", "joint-production"),
        ("{share-of: trade, at-least: 0.1, on: arms, from: 2010, to: 2020}", "`trade` is no origin", "arland"),
        ("{inside-band: nowhere, on: arms}", "`nowhere` is no polity", "arland"),
        ("{raises: arms, cause: sanctions, at: 2030}", "lies outside the span", "date"),
        ("{rising: arms, from: 2010, to: 2010-12}", "no time passes", "`to:`"),
    ],
)
def test_a_claim_about_what_is_not_there_is_an_error_at_its_line(expect, message, fix):
    line = "     expect: {raises: arms, cause: sanctions, at: 2020-06}}"
    assert line in ARLAND
    study, problems = examine(ARLAND.replace(line, f"     expect: {expect}}}").encode())
    (problem,) = [p for p in problems if p.level == "error"]
    assert study is None
    assert message in problem.message
    assert fix in problem.fix
    assert problem.line == ARLAND.splitlines().index(line) + 1


def test_a_polity_that_is_no_party_has_no_band_on_an_issue():
    alone = ARLAND.replace("trade:\n    parties: [arland, borland]", "trade:\n    parties: [arland]")
    alone = alone.replace("      court:    {at: 40 to 60, salience: low}\n", "")
    line = "expect: {raises: arms, cause: sanctions, at: 2020-06}"
    _, problems = examine(alone.replace(line, "expect: {inside-band: borland, on: trade}").encode())
    assert [p.message for p in problems if p.level == "error"] == ["`borland` is no party of trade"]


def test_a_date_that_outlasts_the_span_reads_its_end():
    last = arena().span.until
    days = {"ends": last, "outlasts": date(last.year + 1, 6, 30)}
    found = tried(*(claim(name, level="up", above=0, at=day) for name, day in days.items()))
    assert found["ends"].effect == found["outlasts"].effect
