"""An author's confidence in a study is read as it is written, and changes no number."""

from __future__ import annotations

import copy
import json

import jsonschema
import pytest

from detente.study import yaml
from detente.study.nouns import Study
from detente.study.reading import changed, examine, read
from detente.study.spelling import schema

LEVELS = ("low", "moderate", "high")
HEADLINE = "headline: {issue: arms, question: joint-production}\n"
ALSO = "confidence: {{level: {level}, because: {{judgement: One source.}}}}\n"


def _with(text: str, level: str) -> str:
    return text.replace(HEADLINE, HEADLINE + ALSO.format(level=level))


@pytest.mark.parametrize("level", LEVELS)
def test_a_level_is_read_with_its_reason_and_its_line(text: str, level: str):
    found = read(_with(text, level).encode()).confidence
    assert found is not None
    assert (found.level, found.because) == (level, "One source.")
    assert _with(text, level).splitlines()[found.line - 1].startswith("confidence:")


def test_a_study_need_not_say_how_far_it_is_trusted(study: Study):
    assert study.confidence is None


def test_a_summary_is_kept(study: Study):
    assert study.summary == "Two neighbours under embargo find each other."


def test_confidence_is_part_of_what_a_study_says_and_moves_none_of_its_numbers(text: str, study: Study):
    low, high = (read(_with(text, level).encode()) for level in ("low", "high"))
    assert len({study.hash, low.hash, high.hash}) == 3
    for other in (low, high):
        assert [(a.key, a.quantity) for a in other.assumptions] == [(a.key, a.quantity) for a in study.assumptions]


def test_a_changed_study_keeps_its_author_s_confidence(text: str):
    before = read(_with(text, "moderate").encode())
    after = changed(before, ("sanctions",))
    assert after.confidence is not None
    assert after.confidence.level == "moderate"
    assert after.summary == before.summary


def _spelled(text: str, confidence: object) -> dict[str, object]:
    data = copy.deepcopy(json.loads(json.dumps(yaml.read(text).data)))
    return {**data, "confidence": confidence}


@pytest.mark.parametrize(
    "confidence",
    [
        {"level": "certain", "because": {"judgement": "x"}},
        {"level": "low"},
        {"because": {"judgement": "x"}},
        {"level": "low", "because": {"judgement": ""}},
        {"level": "low", "because": {"judgement": "x", "quote": "a b"}},
        {"level": "low", "because": "x"},
        {"level": "low", "because": [{"judgement": "x"}]},
        "low",
    ],
)
def test_what_says_no_level_or_no_reason_fits_neither_the_schema_nor_the_reader(text: str, confidence: object):
    data = _spelled(text, confidence)
    read_, problems = examine(json.dumps(data).encode())
    assert read_ is None, problems
    assert not jsonschema.Draft202012Validator(schema()).is_valid(data)


def test_a_sound_one_fits_the_schema(text: str):
    data = _spelled(text, {"level": "low", "because": {"judgement": "One source."}})
    jsonschema.Draft202012Validator(schema()).validate(data)


def test_the_first_study_says_how_far_it_is_trusted():
    import detente

    found = detente.load("iran-russia").confidence
    assert found is not None
    assert found.level == "low"
