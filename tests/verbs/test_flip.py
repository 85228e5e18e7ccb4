"""What `flip` says: the distance, what carries it, and that it was run plainly."""

from __future__ import annotations

import json

import pytest

from detente import verbs
from tests.engine.studies import Number
from tests.explain.one_choice import SIGMA, level, made

VERB = verbs.named("flip")


def asked(name: str, *, drop: float = 1.5, g: Number = 50.0, **settings):
    """An answer about a level that f alone would have to lower by so many of its σ."""
    questions = {"high": ("above", level((50 - drop * SIGMA + 50) / 2)), "sure": ("above", 0.5)}
    study = made(g=g, questions=questions, claims={"inside": {"inside-band": "p", "on": "q"}})
    return VERB.do(study, name, draws=256, **settings)


@pytest.fixture(scope="module")
def answer():
    return asked("high", drop=2.5)


def test_robust_is_said_from_distance_2_on_and_the_number_always(answer):
    far, near = VERB.show(answer), VERB.show(asked("high"))
    assert answer.distance > 2
    assert f"distance {answer.distance:.2f} σ: robust" in far
    assert "not robust" not in far
    assert ": not robust" in near


def test_a_distance_short_of_2_is_never_rounded_up_to_it(answer):
    from dataclasses import replace

    assert "distance 1.99 σ: not robust" in VERB.show(replace(answer, distance=1.9999))
    assert "distance 2.00 σ: robust" in VERB.show(replace(answer, distance=2.0))


def test_the_plain_run_of_the_flipped_study_is_told(answer):
    said = VERB.show(answer)
    assert f"Run plainly with these numbers, 1,024 draws: {answer.stands}: {100 * answer.after:.1f} %" in said


def test_each_assumption_has_its_shift_its_range_its_value_its_line_and_its_reason(answer):
    said = VERB.show(answer)
    for part in ("−2.5 σ", "40.0 to 60.0", "study.yaml:1", "at/f/q", "nothing: no passage, no judgement"):
        assert part in said


def test_no_line_is_wider_than_100_columns(answer):
    assert max(map(len, VERB.show(answer).splitlines())) <= 100


def test_numbers_are_plain_data(answer):
    found = json.loads(json.dumps(VERB.data(answer)))
    assert found["distance"] == answer.distance
    assert found["shifts"][0]["path"] == "at/f/q"
    assert found["falls"] is True


def test_what_is_built_in_is_said_to_be(answer):
    said = VERB.show(asked("inside"))
    assert "built in: the model never lets a policy leave the band. No number can flip it." in said
    json.dumps(VERB.data(asked("inside")))


def test_what_lies_beyond_the_search_is_said_to_be_no_proof(answer):
    said = VERB.show(asked("sure"))
    assert "no way is found within distance 6, which is no proof" in said
