"""Confidence is proposed by a rule that can be read, from what a judgement rests on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.explain.confidence import distance, level, proposed
from detente.study.assumptions import Assumption, Quantity
from detente.study.nouns import Source

WEIGHTS = st.lists(st.sampled_from(["for", "against", "serious"]), min_size=1, max_size=12)
STEPS = ("low", "moderate", "high")


@pytest.fixture(scope="module")
def asked(first_case):
    """What the verbs say of the first study, as the rule takes it."""
    found = first_case
    return found.study, {
        "weakest": found.weakest, "flip": found.flip, "claims": found.claims, "changes": found.changes, "scored": 0,
    }  # fmt: skip


def _cause(about, study, answers):
    return next(c for c in proposed(study, **answers).causes if c.about == about)


def _source(name, publisher, grade="B2"):
    return Source(name, name, 1, publisher=publisher, grade=grade)


def _with_chance(answers, before, after, error=0.001):
    weakest = answers["weakest"]
    (dropped, *_) = weakest.sources
    chance = replace(dropped.chance, before=before, after=after, error=error)
    return {**answers, "weakest": replace(weakest, sources=(replace(dropped, chance=chance),))}


def _with_rival(answers, study, before, after, error=0.001):
    changes, rivals = answers["changes"], {v.id for v in study.variants}
    cases = [
        replace(c, shifts=tuple(replace(s, before=before, after=after, difference=after - before, error=error)
                                for s in c.shifts))
        if c.change.id in rivals else c
        for c in changes.cases
    ]  # fmt: skip
    return {**answers, "changes": replace(changes, cases=tuple(cases))}


# The rule


@given(WEIGHTS)
def test_confidence_is_high_only_where_nothing_speaks_against_it(weights):
    assert (level(weights) == "high") == all(w == "for" for w in weights)


@given(WEIGHTS)
def test_two_serious_causes_make_it_low(weights):
    assert level([*weights, "serious", "serious"]) == "low"


@given(WEIGHTS)
def test_four_causes_against_it_make_it_low(weights):
    assert level([*weights, *["against"] * 4]) == "low"


def test_fewer_leave_it_moderate():
    assert level(["serious", "against", "against", "for"]) == "moderate"
    assert level(["against"]) == "moderate"


@given(WEIGHTS, st.integers(0, 11))
def test_a_cause_that_becomes_worse_never_raises_it(weights, at):
    worse = list(weights)
    worse[at % len(worse)] = "serious"
    assert STEPS.index(level(worse)) <= STEPS.index(level(weights))


@given(st.permutations(["for", "against", "against", "serious"]))
def test_the_order_of_the_causes_does_not_matter(weights):
    assert level(weights) == "moderate"


# Each cause


def test_the_first_study_is_proposed_low_since_one_source_and_judgement_carry_it(asked):
    study, answers = asked
    found = proposed(study, **answers)
    assert found.level == "low"
    assert [c.about for c in found.against][:1] == ["sources"]
    assert {"sources", "judgement"} <= {c.about for c in found.causes if c.weight == "serious"}


def test_every_cause_is_either_for_it_or_against_it(asked):
    study, answers = asked
    found = proposed(study, **answers)
    assert sorted(map(repr, found.causes)) == sorted(map(repr, (*found.in_favour, *found.against)))


@pytest.mark.parametrize(
    ("publishers", "weight"),
    [
        ([], "serious"),
        (["a"], "serious"),
        (["a", "A ", "a"], "serious"),
        (["a", "b", "b"], "against"),
        (["a", "b"], "against"),
        (["a", "b", "c"], "for"),
    ],
)
def test_publishers_count_and_not_sources(asked, publishers, weight):
    study, answers = asked
    sources = tuple(_source(f"s{k}", name) for k, name in enumerate(publishers))
    assert _cause("sources", replace(study, sources=sources), answers).weight == weight


@pytest.mark.parametrize(
    ("grades", "weight"),
    [(["A1"], "for"), (["F1", "B3"], "against"), (["D4", "B2"], "for"), (["E2"], "serious"), (["B5"], "serious")],
)
def test_the_best_known_grade_counts(asked, grades, weight):
    study, answers = asked
    sources = tuple(_source(f"s{k}", f"p{k}", grade) for k, grade in enumerate(grades))
    assert _cause("grade", replace(study, sources=sources), answers).weight == weight


@pytest.mark.parametrize("grade", ["F6", "F2", "A6", ""])
def test_a_grade_that_cannot_be_judged_is_unknown_and_not_the_worst(asked, grade):
    study, answers = asked
    unknown = _cause("grade", replace(study, sources=(_source("s", "p", grade),)), answers)
    assert unknown.weight == "against"
    assert _cause("grade", replace(study, sources=(_source("s", "p", "E5"),)), answers).weight == "serious"


@pytest.mark.parametrize(("shown", "weight"), [(0.8, "for"), (0.6, "against"), (0.4, "serious")])
def test_the_share_of_the_effect_that_rests_on_judgement_alone_counts(asked, shown, weight):
    study, answers = asked
    weakest = answers["weakest"]
    point = weakest.points[0]
    held = replace(point, effect=point.effect._replace(value=shown),
                   weakness=replace(point.weakness, words="one fair source, and a passage against it"))  # fmt: skip
    bare = replace(point, effect=point.effect._replace(value=1 - shown),
                   weakness=replace(point.weakness, words="judgement only, and a passage against it"))  # fmt: skip
    cause = _cause("judgement", study, {**answers, "weakest": replace(weakest, points=(held, bare))})
    assert cause.weight == weight
    assert f"{round(100 * (1 - shown))} %" in cause.says


@pytest.mark.parametrize(
    ("status", "far", "weight"),
    [("flipped", 2.0, "for"), ("flipped", 1.997, "against"), ("flipped", 0.4, "serious"), ("beyond", None, "for"),
     ("unmoved", None, "serious"), ("built-in", None, "serious")],
)  # fmt: skip
def test_the_distance_to_reversal_counts(asked, status, far, weight):
    study, answers = asked
    flip = replace(answers["flip"], status=status, distance=far)
    assert _cause("reversal", study, {**answers, "flip": flip}).weight == weight


def test_what_falls_short_of_robust_is_never_told_as_robust():
    assert [distance(far) for far in (0.4, 1.94, 1.951, 1.9999, 2.0, 5.96)] == [
        "0.40", "1.9", "just under 2", "just under 2", "2.0", "6.0",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("verdicts", "weight"),
    [(["borne out"] * 3, "for"), (["borne out"] * 2, "against"), (["contradicted", *["open"] * 3], "against"),
     (["contradicted", "open"], "serious"), ([], "against")],
)  # fmt: skip
def test_contradicted_claims_count(asked, verdicts, weight):
    study, answers = asked
    one = answers["claims"].tried[0]
    tried = tuple(replace(one, verdict=v, built_in=()) for v in verdicts)
    assert _cause("claims", study, {**answers, "claims": replace(answers["claims"], tried=tried)}).weight == weight


def test_claims_that_hold_by_construction_test_nothing(asked):
    study, answers = asked
    one = replace(answers["claims"].tried[0], verdict="borne out", built_in=("it cannot fail",))
    found = _cause("claims", study, {**answers, "claims": replace(answers["claims"], tried=(one,) * 5)})
    assert (found.weight, "by construction" in found.says) == ("against", True)


@pytest.mark.parametrize(
    ("before", "after", "error", "weight"),
    [
        (0.30, 0.31, 0.001, "for"),
        (0.03, 0.10, 0.001, "against"),
        (0.03, 0.10, 0.05, "for"),
        (0.4, 0.6, 0.01, "serious"),
    ],
)
def test_a_source_without_which_the_judgement_is_another_one_counts(asked, before, after, error, weight):
    study, answers = asked
    assert _cause("away", study, _with_chance(answers, before, after, error)).weight == weight


@pytest.mark.parametrize(
    ("before", "after", "error", "weight"),
    [
        (0.1, 0.15, 0.01, "for"),
        (0.1, 0.44, 0.01, "against"),
        (0.4, 0.6, 0.01, "serious"),
        (0.49, 0.51, 0.1, "for"),
    ],
)
def test_a_rival_reading_that_would_reverse_the_judgement_counts(asked, before, after, error, weight):
    study, answers = asked
    assert _cause("rivals", study, _with_rival(answers, study, before, after, error)).weight == weight


def test_a_what_if_is_no_rival_reading(asked):
    study, answers = asked
    what_ifs = replace(study, what_ifs=(*study.what_ifs, *study.variants), variants=())
    assert "names no rival reading" in _cause("rivals", what_ifs, answers).says
    rivals = len(study.variants)
    assert f"none of its {rivals} rival readings" in _cause("rivals", study, _with_rival(answers, study, 0.1, 0.1)).says


@pytest.mark.parametrize(("bare", "weight"), [(0, "for"), (1, "against"), (3, "serious")])
def test_numbers_without_a_reason_count(asked, bare, weight):
    study, answers = asked
    number = Quantity("normal", 1, 2, (0, 100), "1 to 2")
    without = tuple(Assumption(f"x{k}", f"x{k}", number, (), 1) for k in range(bare))
    few = replace(study, assumptions=(*study.assumptions[:20], *without))
    assert _cause("bare", few, answers).weight == weight


def test_no_study_is_trusted_highly_before_a_forecast_of_it_was_scored(asked):
    study, answers = asked
    assert _cause("record", study, answers).weight == "against"
    assert _cause("record", study, {**answers, "scored": 1}).weight == "for"


def test_what_could_not_be_asked_speaks_against_it(asked):
    study, _ = asked
    found = proposed(replace(study, variants=()), weakest=None, flip=None, claims=None, changes=None)
    assert {c.about: c.weight for c in found.causes if c.about not in ("sources", "grade", "bare")} == dict.fromkeys(
        ("judgement", "reversal", "claims", "away", "rivals", "record"), "against"
    )


def test_a_study_without_a_question_is_told_to_be_one(asked):
    study, answers = asked
    none = replace(study, headline_question="", questions=())
    assert "asks no question" in _cause("reversal", none, {**answers, "flip": None}).says


def test_no_cause_tells_a_likelihood(asked):
    study, answers = asked
    for changed in (answers, _with_chance(answers, 0.03, 0.7), _with_rival(answers, study, 0.2, 0.9)):
        for cause in proposed(study, **changed).causes:
            assert not {"likely", "unlikely", "probability", "chance"} & set(cause.says.replace("-", " ").split()), (
                cause
            )
