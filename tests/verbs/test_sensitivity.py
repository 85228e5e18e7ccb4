"""`detente sensitivity`: what it asks for, what it says, and how it refuses."""

from __future__ import annotations

import json

import pytest

from detente import verbs
from detente.explain import salib
from detente.study.problems import DetenteError
from tests.explain.little import little

pytest.importorskip("SALib")


@pytest.fixture(scope="module")
def answer():
    study = little(**{"exactly 10": "5 to 15"})
    return verbs.ask("sensitivity", study, draws=64, trajectories=4)


def test_every_bar_is_said_with_its_number_and_the_passage_it_rests_on(answer):
    said = verbs.named("sensitivity").show(answer)
    assert "issues.trade.positions.court.at: 40 to 60" in said
    assert "“the court wants trade” gazette" in said
    assert "judgement: By hand." in said
    assert max(map(len, said.splitlines())) <= 100


def test_numbers_that_do_not_separate_are_said_to_be_without_order(answer):
    tied = sum(bar.tied for bar in answer.bars)
    assert (f"= {tied} of 2 neighbours do not separate" in verbs.named("sensitivity").show(answer)) == bool(tied)


def test_gradients_alone_say_nothing_of_morris_and_sobol(answer):
    only = verbs.ask("sensitivity", little(), method="gradient", draws=16)
    said = verbs.named("sensitivity").show(only)
    assert "Morris" in verbs.named("sensitivity").show(answer)
    assert "Morris" not in said
    assert "Sobol" not in said


def test_its_data_is_plain_and_holds_every_input(answer):
    data = json.loads(json.dumps(verbs.named("sensitivity").data(answer), allow_nan=False))
    assert [bar["key"] for bar in data["bars"]] == [bar.input.key for bar in answer.bars]
    assert len(data["all"]) == 3
    assert data["at"] == "2002-06"


def test_top_limits_the_bars(answer):
    assert len(answer.bars) == 3
    assert len(verbs.ask("sensitivity", little(), method="gradient", draws=16, top=1).bars) == 1


@pytest.mark.parametrize(
    ("settings", "fix"),
    [
        ({"issue": "trad"}, "did you mean `trade`"),
        ({"at": "2002-13"}, "write 2024"),
        ({"at": "2010"}, "give an earlier date"),
        ({"method": "sobel"}, "did you mean `sobol`"),
    ],
)
def test_a_wrong_setting_is_answered_with_a_way_to_mend_it(settings, fix):
    with pytest.raises(DetenteError) as error:
        verbs.ask("sensitivity", little(), **settings)
    assert fix in error.value.fix


def test_figures_and_numbers_are_written_where_asked(answer, tmp_path):
    said = verbs.named("sensitivity").save(answer, out=tmp_path / "out")
    assert "tornado.svg" in said
    assert json.loads((tmp_path / "out" / "sensitivity.json").read_text(encoding="utf-8"))["issue"] == "trade"
    assert verbs.named("sensitivity").save(answer) == ""


def test_without_salib_the_verb_answers_with_slopes_and_says_how_to_get_the_rest(monkeypatch):
    monkeypatch.setattr(salib, "find_spec", lambda name: None)
    answer = verbs.ask("sensitivity", little(), draws=16)
    assert answer.method == "gradient"
    assert 'pip install "detente[sensitivity]"' in verbs.named("sensitivity").show(answer)
