"""What a study falls back to where a source is dropped: centres stay, widths grow to those of its own judgements."""

from __future__ import annotations

from dataclasses import replace
from math import inf, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.study.assumptions import Assumption, Because, Quantity
from detente.study.judgement import fallback, resting
from detente.study.nouns import Source, Study
from detente.study.problems import DetenteError
from detente.study.reading import read

LEVEL, POSITIVE = (0.0, 100.0), (0.0, inf)
GAZETTE, HERALD = (Because("passage", "p", 1, source=s, quote="q") for s in ("gazette", "herald"))
AGAINST = replace(HERALD, against=True)
JUDGED = Because("judgement", "p", 1, reason="so")
MEASURED = Because("measured", "p", 1, data="votes")


def _study(study: Study, *assumptions: Assumption) -> Study:
    return replace(study, assumptions=assumptions, sources=tuple(Source(s, s, 1) for s in ("gazette", "herald")))


def _number(name: str, low: float, high: float, *because: Because, bounds: tuple[float, float] = LEVEL) -> Assumption:
    law = "exactly" if low == high else "log-normal" if bounds == POSITIVE else "normal"
    return Assumption(name, name, Quantity(law, low, high, bounds, "as said"), because, 1)


def _ends(of: Quantity) -> tuple[float, float]:
    return pytest.approx(of.low), pytest.approx(of.high)


def test_a_number_wider_than_the_studys_judgements_doubles(study):
    of = _study(study, _number("a", 20, 40, GAZETTE), _number("b", 10, 18, JUDGED))
    assert _ends(fallback(of, "gazette")["a"]) == (10, 50)


def test_a_sharp_number_falls_back_to_the_median_width_of_the_studys_judgements(study):
    judged = [_number(f"j{w}", 30, 30 + w, JUDGED) for w in (10, 30, 50)]
    of = _study(study, _number("a", 45, 50, GAZETTE), *judged)
    assert _ends(fallback(of, "gazette")["a"]) == (47.5 - 15, 47.5 + 15)


def test_log_normal_numbers_are_widened_on_the_logarithm(study):
    judged = _number("j", 1, 9, JUDGED, bounds=POSITIVE)
    of = _study(study, _number("a", 10, 20, GAZETTE, bounds=POSITIVE), judged)
    assert _ends(fallback(of, "gazette")["a"]) == (sqrt(200) / 3, sqrt(200) * 3)


def test_judgements_of_another_kind_do_not_count(study):
    strength = _number("j", 0.1, 0.9, JUDGED, bounds=(0.0, 1.0))
    of = _study(study, _number("a", 45, 50, GAZETTE), strength)
    assert _ends(fallback(of, "gazette")["a"]) == (42.5, 52.5)


def test_a_number_pinned_by_a_passage_gets_the_median_width(study):
    of = _study(study, _number("a", 50, 50, GAZETTE), _number("j", 10, 18, JUDGED))
    assert _ends(fallback(of, "gazette")["a"]) == (46, 54)
    assert fallback(of, "gazette")["a"].law == "normal"


@pytest.mark.parametrize("bounds", [LEVEL, POSITIVE])
def test_a_pinned_number_stays_where_nobody_judged_its_kind_or_its_logarithm_does_not_exist(study, bounds):
    judged = [_number("j", 1, 9, JUDGED, bounds=POSITIVE)]
    assert fallback(_study(study, _number("a", 0, 0, GAZETTE, bounds=bounds), *judged), "gazette") == {}


@pytest.mark.parametrize("beside", [HERALD, MEASURED])
def test_a_number_with_another_leg_to_stand_on_stays(study, beside):
    of = _study(study, _number("a", 20, 40, GAZETTE, beside))
    assert fallback(of, "gazette") == {}


@pytest.mark.parametrize("beside", [JUDGED, AGAINST, GAZETTE])
def test_neither_a_judgement_nor_a_passage_against_it_is_another_leg(study, beside):
    of = _study(study, _number("a", 20, 40, GAZETTE, beside))
    assert [a.key for a in resting(of, "gazette")] == ["a"]
    assert resting(of, "herald") == ()


def test_a_misspelt_source_is_answered_with_the_nearest(study):
    with pytest.raises(DetenteError, match="did you mean `gazette`"):
        fallback(_study(study), "gazete")


def test_dropping_the_only_source_of_arland_leaves_its_judgements_alone(text):
    study = read(text.encode())
    judged = {a.key for a in study.assumptions if a.support == "judged"}
    assert fallback(study, "gazette")
    assert not judged & set(fallback(study, "gazette"))


ends = st.tuples(st.floats(1, 99), st.floats(1, 99)).map(sorted).filter(lambda e: e[0] < e[1])


@given(own=ends, judged=st.lists(ends, max_size=4), log=st.booleans())
def test_no_number_becomes_sharper_and_no_centre_moves(study, own, judged, log):
    bounds = POSITIVE if log else LEVEL
    numbers = [_number(f"j{k}", *e, JUDGED, bounds=bounds) for k, e in enumerate(judged)]
    before = _number("a", *own, GAZETTE, bounds=bounds)
    after = fallback(_study(study, before, *numbers), "gazette")["a"]
    assert after.centre == pytest.approx(before.quantity.centre)
    assert after.low < before.quantity.low < before.quantity.high < after.high
