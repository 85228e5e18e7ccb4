"""One number moved at a time: by hand, as in a tornado, and as `whatif` would say it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import ndtr

from detente.engine.sample import invert
from detente.engine.trials import Trials
from detente.explain.inputs import HIGH, LOW, inputs
from detente.explain.nudges import SHARES, nudges
from detente.explain.sensitivity import sensitivity
from detente.explain.whatif import compare
from detente.study import asking
from detente.study.problems import DetenteError
from detente.study.reading import changed
from detente.study.typed import typed
from tests.examples import first
from tests.explain.little import little

WAY = 1 - 2 ** (-30 / 12)  # from start to wish, by now
LATER = 1 - 2 ** (-48 / 12)  # by the question's date
WISHES = (40, 50 - 0.6745 * 20 / 3.29, 50, 50 + 0.6745 * 20 / 3.29, 60)


def _ask(study, *paths, question="boom", **settings):
    found = {i.path: i for i in inputs(Trials(study, draws=16, seed=1))}
    some = [found[path] for path in paths or ("issues.trade.positions.court.at",)]
    asked = asking.question(study, question) if question else None
    return nudges(study, "trade", study.span.now, asked, some, **{"draws": 64, **settings})


def test_a_wish_held_at_five_points_of_its_law_gives_the_levels_worked_out_by_hand():
    """M(30) = 10 + (wish - 10) × 0.823, the same in every draw, since nothing else is uncertain; wishes are rounded."""
    (number,) = _ask(little()).numbers
    for stand, wish in zip(number.stands, WISHES, strict=True):
        assert (stand.value, stand.spelled) == (round(wish), f"{round(wish)}")
        assert stand.level == pytest.approx([10 + WAY * (round(wish) - 10)] * 4, abs=1e-9)


def test_a_question_turns_where_the_wish_that_is_held_reaches_what_it_asks_for():
    """A level of 50 by month 48 takes a wish of 10 + 40 / 0.9375 = 52.7: half a standard deviation above the middle."""
    found = _ask(little(**{"reaches: 60": "reaches: 50"}), draws=1024)
    (number,) = found.numbers
    assert [s.chance.after for s in number.stands] == [0, 0, 0, 1, 1]
    assert found.probability == pytest.approx(1 - ndtr((10 + 40 / LATER - 50) / (20 / 3.29)), abs=0.01)
    assert all(s.chance.before == found.probability for s in number.stands)


def test_the_ends_are_those_of_the_tornado():
    study = little(**{"exactly 10": "5 to 15"})
    laws = {a.key: a.quantity for a in study.assumptions}
    bars = {b.input.key: b for b in sensitivity(study, "trade", study.span.now, method="gradient", draws=64).bars}
    found = _ask(study, "issues.trade.positions.court.at", "issues.trade.start")
    assert len(found.numbers) == 2
    for number in found.numbers:
        bar = bars[number.input.key]
        for stand, end, exact in ((number.stands[0], bar.low, LOW), (number.stands[-1], bar.high, HIGH)):
            rounding = abs(stand.value - float(invert(laws[number.input.key], np.array([exact]))[0]))
            assert rounding < 0.1
            assert stand.shift == pytest.approx(end, abs=rounding + 1e-9)


def test_whatif_says_the_same_of_a_value_as_it_is_spelled():
    study = little(**{"exactly 10": "5 to 15", "noise: exactly 0": "noise: 1 to 3"})
    (number,) = _ask(study, draws=64, seed=2).numbers
    for stand in (number.stands[0], number.stands[-1]):
        change = typed(study, (), (f"{number.input.path}=exactly {stand.spelled}",))
        answer = compare(study, [change], issue="trade", day=study.span.now, draws=64, seed=2)
        gap, (shift,) = answer.gap(answer.cases[0], "trade", study.span.now), answer.cases[0].shifts
        assert gap.median == pytest.approx(stand.shift.median, abs=1e-9)
        assert (shift.before, shift.after) == (stand.chance.before, stand.chance.after)


@pytest.mark.parametrize("study", first(1, ["example", "first_case"]))
def test_every_value_of_a_report_can_be_set_as_it_is_spelled(study, request):
    answers = request.getfixturevalue(study)
    before = {a.key: a.quantity for a in answers.study.assumptions}
    assert answers.nudges.numbers
    for number in answers.nudges.numbers:
        assert len({s.spelled for s in number.stands}) == len(SHARES)
        for stand in number.stands:
            change = typed(answers.study, (), (f"{number.input.path}=exactly {stand.spelled}",))
            after = {a.key: a.quantity for a in changed(answers.study, (), change.set or {}, {}, "mine").assumptions}
            assert [key for key in before if after[key] != before[key]] == [number.input.key]
            assert after[number.input.key].centre == pytest.approx(stand.value, abs=1e-9)


def test_a_number_that_moves_nothing_is_said_to_move_nothing():
    found = _ask(little(), "issues.trade.positions.court.salience")
    assert not any(s.moves or s.chance.differs for s in found.numbers[0].stands)


def test_without_a_question_there_is_no_probability():
    found = _ask(little(), question=None)
    assert found.probability is None
    assert {s.chance for s in found.numbers[0].stands} == {None}


def test_nothing_to_move_is_said_and_how_to_mend_it():
    study = little()
    with pytest.raises(DetenteError, match="no number of this study moves"):
        nudges(study, "trade", study.span.now, None, [])


def test_a_date_is_no_number_to_move():
    study = little()
    (item, *_) = inputs(Trials(study, draws=16, seed=1))
    with pytest.raises(DetenteError, match="is no number, but a date"):
        nudges(study, "trade", study.span.now, None, [replace(item, kind="date")])
