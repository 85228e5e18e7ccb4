"""Flips worked out by hand, and what holds for every flip."""

from __future__ import annotations

from math import exp
from statistics import NormalDist, fmean

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.engine.draws import simulate
from detente.engine.trials import Trials
from detente.explain import claim_forms
from detente.explain.contrasts import of_claim
from detente.explain.flip import flip
from detente.explain.margins import of_question
from detente.explain.pairs import Pairs
from detente.explain.probability import Probability
from detente.study.nouns import Claim, Question
from detente.study.problems import DetenteError
from detente.study.revision import revised
from tests.engine.studies import driver, effect, event, faction, issue, polity, random_study, study
from tests.engine.test_slopes import SHORT
from tests.explain.one_choice import END, SIGMA, SPAN, level, made

NEAR = 0.04  # σ: half a per cent of 1,024 draws, twice, and the blur
Z90 = NormalDist().inv_cdf(0.9)


# ── by hand ───────────────────────────────────────────────────────────────────────────────────


def test_one_assumption_flips_where_its_centre_reaches_the_value_known_by_hand():
    """f must fall to 50 - 1.5 σ for the middle of draws to lie at the threshold."""
    x = level((50 - 1.5 * SIGMA + 50) / 2)
    found = flip(made(questions={"high": ("above", x)}), "high")
    assert found.status == "flipped"
    assert found.distance == pytest.approx(1.5, abs=NEAR)
    (shift,) = found.shifts
    assert shift.input.key == "at/f/q"
    assert shift.by == pytest.approx(-1.5, abs=NEAR)
    assert shift.value == pytest.approx(50 - 1.5 * SIGMA, abs=NEAR * SIGMA)
    assert found.after < 0.5 <= found.before
    assert not found.robust


def test_two_assumptions_with_equal_slopes_share_equally():
    """Both fall by 1.5 σ: √2 times as far as either does."""
    x = level(50 - 1.5 * SIGMA)
    found = flip(made(g=(40.0, 60.0), questions={"high": ("above", x)}), "high")
    assert found.distance == pytest.approx(1.5 * 2**0.5, abs=NEAR)
    assert {s.input.key for s in found.shifts} == {"at/f/q", "at/g/q"}
    for shift in found.shifts:
        assert shift.by == pytest.approx(-found.distance / 2**0.5, rel=0.03)
    assert found.carried_by == 2
    assert found.each == pytest.approx(1.5, abs=NEAR)
    assert found.robust
    (alone,) = found.alone
    assert (alone.count, alone.distance) == (1, pytest.approx(3.0, abs=2 * NEAR))


def test_a_question_below_and_a_question_raised_to_a_threshold_mirror_it():
    x = level((50 + 1.5 * SIGMA + 50) / 2)
    study = made(questions={"low": ("below", x), "high": ("above", x), "reached": ("reaches", x)})
    for name, falls in (("low", True), ("high", False), ("reached", False)):
        found = flip(study, name)
        assert found.turn.falls is falls, name
        assert found.shifts[0].by == pytest.approx(1.5, abs=NEAR), name
        assert (found.after < 0.5) is falls, name


def test_another_threshold_is_another_distance():
    """With the centre 1 σ above the threshold 84 % of draws hold; down to 20 % it is Φ⁻¹(.8) more."""
    x = level((50 - SIGMA + 50) / 2)
    found = flip(made(questions={"high": ("above", x)}), "high", to=0.2)
    assert found.distance == pytest.approx(1 + NormalDist().inv_cdf(0.8), abs=NEAR)
    assert found.after < 0.2


def test_noise_flips_by_growing_until_luck_suffices():
    """P(M + u > M - 4) = mean of Φ(4 / noise) falls to .8; noise is 2 e^(σ z), σ = 2 / 3.29, and grows by e^(σ d)."""
    noise, sigma = (2 / exp(1), 2 * exp(1)), 2 / 3.29
    study = made(f=50.0, noise=noise, questions={"high": ("above", level(50) - 4)})
    found = flip(study, "high", to=0.8)
    (shift,) = found.shifts
    assert shift.input.key == "noise/q"
    middles = [NormalDist().inv_cdf((k + 0.5) / 400) for k in range(400)]
    held = fmean(NormalDist().cdf(2 / exp(sigma * (z + found.distance))) for z in middles)
    assert held == pytest.approx(0.8, abs=0.02)  # three standard errors of 4,096 draws


def test_no_noise_makes_the_likelier_side_the_less_likely_one():
    found = flip(made(f=50.0, noise=(1.0, 2.0), questions={"high": ("above", level(50) - 1)}), "high")
    assert found.status == "beyond"
    assert found.distance is None
    assert found.robust is None


def test_the_probability_of_an_event_flips_what_hangs_on_it_alone():
    """True wherever the event happens; its probability of .3 to .5 has to be .5."""
    study = made(f=50.0, by=40.0, probability=(0.3, 0.5), questions={"high": ("above", level(60))})
    found = flip(study, "high")
    (shift,) = found.shifts
    assert shift.input.key == "event/d-1/probability"
    assert found.distance == pytest.approx(0.1 / (0.2 / 3.29), rel=0.06)


def test_what_no_number_moves_cannot_be_flipped_by_numbers():
    found = flip(made(f=50.0, questions={"high": ("above", 30.0)}), "high")
    assert found.status == "unmoved"
    assert found.shifts == ()


def test_a_claim_is_contradicted_where_it_holds_in_a_tenth_of_draws():
    """What d adds is by/2 · GONE. It is least in a tenth of draws where the centre of by is 1.28 σ below that."""
    least = (level(60) - level(50)) * 0.7  # by must be 14
    study = made(f=50.0, by=(16.0, 24.0), claims={"moved": {"raises": "q", "cause": "d", "at": END, "least": least}})
    found = flip(study, "moved")
    assert (found.stood, found.stands) == ("borne out", "contradicted")
    assert found.distance == pytest.approx((20 - 14) / (8 / 3.29) + Z90, abs=NEAR)
    assert found.shifts[0].value == pytest.approx(14 - Z90 * 8 / 3.29, abs=0.1)


def test_a_contradicted_claim_is_borne_out_where_it_holds_in_nine_tenths():
    claims = {"high": {"level": "q", "above": level((50 + 2 * SIGMA + 50) / 2), "at": END}}
    found = flip(made(claims=claims), "high")
    assert (found.stood, found.stands) == ("contradicted", "borne out")
    assert found.distance == pytest.approx(2 + Z90, abs=NEAR)


def test_a_claim_of_ignorance_turns_at_the_nearer_end():
    """The threshold lies .5 σ below the centre: probability .69; .8 is nearer than .2."""
    x = level((50 - 0.5 * SIGMA + 50) / 2)
    found = flip(made(questions={"high": ("above", x)}, claims={"unknown": {"open": "high"}}), "unknown")
    assert (found.stood, found.stands) == ("borne out", "contradicted")
    assert found.distance == pytest.approx(NormalDist().inv_cdf(0.8) - 0.5, abs=NEAR)
    assert found.shifts[0].by > 0


def test_a_claim_that_is_built_in_is_not_searched():
    found = flip(made(claims={"inside": {"inside-band": "p", "on": "q"}}), "inside")
    assert found.status == "built-in"
    assert "band" in found.reason


def test_an_unknown_name_gets_the_nearest_question_or_claim():
    study = made(questions={"high-level": ("above", 30.0)}, claims={"rises": {"rising": "q"}})
    with pytest.raises(DetenteError, match="did you mean `high-level`"):
        flip(study, "high-levl")
    with pytest.raises(DetenteError, match="did you mean `rises`"):
        flip(study, "rise")


@pytest.mark.parametrize("to", [0.0, 1.0, 1.5])
def test_a_threshold_that_is_no_probability_is_refused(to):
    with pytest.raises(DetenteError, match="threshold"):
        flip(made(questions={"high": ("above", 30.0)}), "high", to=to)


# ── laws ──────────────────────────────────────────────────────────────────────────────────────


@settings(max_examples=3)
@given(st.integers(0, 10**6), st.integers(0, 7), st.sampled_from([0.2, 0.5, 0.7]))
def test_a_flipped_study_run_plainly_is_flipped(numbers, which, to):
    study = random_study(1, numbers=numbers, span=SHORT, effects=40)
    name = study.questions[which].id
    found = flip(study, name, to=to, draws=128)
    if found.status != "flipped":
        assert found.distance is None
        return
    changed = revised(study, found.numbers)
    for of, said in ((study, found.before), (changed, found.after)):
        answers = simulate(of, draws=found.plain_draws, seed=1).answers
        assert next(a.probability for a in answers if a.question.id == name) == said
    assert found.turn.reversed(found.after)
    assert not found.turn.reversed(found.before)
    assert found.distance == pytest.approx(np.linalg.norm([s.by for s in found.shifts]))
    assert found.distance <= 6.0


@settings(max_examples=3)
@given(st.integers(0, 10**6))
def test_slopes_of_a_probability_point_where_its_differences_do(numbers):
    study = random_study(1, numbers=numbers, span=SHORT, effects=40)
    question = next(q for q in study.questions if q.test == "above")
    of = Probability(study, lambda trials: of_question(trials, question), draws=512, seed=1)
    here = np.zeros(len(of.shifts.rows))
    found = of.slope(here, of.spread)
    for k in np.argsort(-np.abs(found))[:3]:
        ahead = here.copy()
        ahead[k] = 0.05
        expected = (of.value(ahead, of.spread) - of.value(-ahead, of.spread)) / 0.1
        assert found[k] == pytest.approx(expected, rel=0.25, abs=2e-3), of.shifts.assumptions[k].key


def test_margins_with_levels_behind_them_are_those_of_the_claims_own_tests():
    study = random_study(1, numbers=7, span=SHORT, effects=40)
    issue, other = study.issues[0].id, study.issues[1].id
    party = next(p for p in study.polities if p.id in study.issues[0].parties)
    first, last = SHORT.start, SHORT.until
    expectations = [
        {"raises": issue, "cause": "d0", "at": last, "least": 0.5},
        {"lowers": issue, "cause": "d1", "at": last},
        {"leaves": other, "cause": "d2", "at": last},
        {"more": "d0", "than": "d1", "on": issue, "at": last},
        {"level": issue, "above": 40, "at": last},
        {"level": other, "below": 60, "at": last},
        {"rising": issue, "from": first, "to": last},
        {"falling": other, "from": first, "to": last},
        {"pivotal": party.factions[0].id, "on": issue, "at": last},
    ]
    trials = Trials(study, draws=64, seed=3)
    for expect in expectations:
        claim = Claim("c", "", expect, ())
        ours = of_claim(trials, claim)(trials.columns(), {})
        theirs = claim_forms.tested(claim, Pairs(study, draws=64, seed=3))
        assert ours.pulls is not None, expect
        np.testing.assert_allclose(ours.margin, theirs.margin, atol=1e-9, err_msg=str(expect))


def test_the_same_seed_gives_the_same_flip():
    study = made(g=(40.0, 60.0), questions={"high": ("above", level(45))})
    one, other = (flip(study, "high", draws=128, seed=5) for _ in range(2))
    assert one == other
    assert one.made.seed == 5
    assert SPAN.until == END


def test_where_no_slope_leads_away_from_the_stated_numbers_a_way_is_still_found():
    """The position is clipped at 0 in every draw: 18 is taken from 4 to 12."""
    al = polity("al", faction("al", "g"))
    q = issue("q", {"g": (4.0, 12.0)}, ["al"], start=0.0, rise=6.0, fall=6.0, noise=0.1)
    pull = driver("d", event("d-1", on=SPAN.start, lasts=True))
    far = Question("far", "?", "q", "above", 0.5, SPAN.until)
    found = flip(study([al], [q], [pull], [effect("d", "position", -18.0, of="g", on="q")], [far], SPAN), "far")
    (shift,) = found.shifts
    assert found.distance == pytest.approx(4.3, abs=0.15)  # (18.5 - 8) / (8 / 3.29)
    assert shift.value == pytest.approx(18.5, abs=0.3)
