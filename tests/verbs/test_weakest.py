"""`detente weakest`: what it asks for, what it says, and how it refuses."""

from __future__ import annotations

import json

import pytest

from detente import verbs
from detente.study.problems import DetenteError
from tests.explain.little import little


@pytest.fixture(scope="module")
def answer():
    return verbs.ask("weakest", little(**{"exactly 10": "5 to 15"}), draws=256)


def test_every_point_is_said_with_effect_evidence_and_reason(answer):
    said = verbs.named("weakest").show(answer)
    assert "issues.trade.positions.court.at: 40 to 60" in said
    assert "× 0.35 one good source (B2)" in said
    assert "× 0.8 judgement only" in said
    assert max(map(len, said.splitlines())) <= 100


def test_every_source_is_said_with_what_falls_back_and_what_it_does(answer):
    said = verbs.named("weakest").show(answer)
    assert "gazette, grade B2: The Gazette" in said
    assert "1 number falls back" in said
    assert "nothing rests on it alone" in said
    assert "no mean shift beyond sampling error" in said


def test_its_data_is_plain(answer):
    data = json.loads(json.dumps(verbs.named("weakest").data(answer), allow_nan=False))
    assert [p["evidence"] for p in data["points"]] == ["one good source", "judgement only"]
    assert [s["source"] for s in data["sources"]] == ["gazette", "herald", "almanac"]
    assert data["sources"][0]["question"] == "boom"


def test_top_limits_what_is_shown_and_not_what_is_known():
    short = verbs.ask("weakest", little(**{"exactly 10": "5 to 15"}), draws=16, top=1)
    assert "judgement only" not in verbs.named("weakest").show(short)
    assert len(verbs.named("weakest").data(short)["points"]) == 2


@pytest.mark.parametrize(
    ("settings", "fix"),
    [
        ({"issue": "trad"}, "did you mean `trade`"),
        ({"at": "1999"}, "give a later date"),
        ({"question": "bom"}, "did you mean `boom`"),
    ],
)
def test_a_wrong_setting_is_answered_with_a_way_to_mend_it(settings, fix):
    with pytest.raises(DetenteError) as error:
        verbs.ask("weakest", little(), **settings)
    assert fix in error.value.fix


def test_figures_and_numbers_are_written_where_asked(answer, tmp_path):
    said = verbs.named("weakest").save(answer, out=tmp_path / "out")
    assert "weakest.svg" in said
    assert (tmp_path / "out" / "weakest.json").exists()
