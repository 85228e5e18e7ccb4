"""Trials: the same draws with other numbers, and nothing else different."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

import detente
from detente.engine.draws import simulate
from detente.engine.trials import Trials
from detente.study.problems import DetenteError
from detente.study.reading import changed
from detente.study.revision import exactly, revised, silenced
from tests.engine import studies
from tests.examples import first

EVERYTHING = ("level", "movement", "agreement", "line", "policy", "strength", "position", "weight")


@pytest.fixture(scope="module")
def study():
    return detente.load("iran-russia")


@pytest.fixture(scope="module")
def trials(study):
    return Trials(study, draws=64, seed=1)


@pytest.fixture(scope="module")
def plain(trials):
    return trials.run()


def test_trials_are_the_first_draws_of_a_run_with_their_seed():
    of = studies.random_study(3)
    run = simulate(of, draws=100, seed=7)
    histories = Trials(of, draws=100, seed=7).run(watch=EVERYTHING)
    for k, issue in enumerate(of.issues):
        ours = histories.levels(issue.id).T.astype(np.float32)
        np.testing.assert_array_equal(ours, run.first_paths[:, :, k])


def test_more_draws_than_a_block_begin_with_the_draws_of_fewer():
    of = studies.random_study(3)
    many, few = Trials(of, draws=1030, seed=2), Trials(of, draws=5, seed=2)
    assert many.columns().shape[1] == 1030
    np.testing.assert_array_equal(many.columns()[:, :5], few.columns())
    name = of.issues[0].id
    np.testing.assert_array_equal(many.run().movements(name)[:, :5], few.run().movements(name))


def test_no_other_numbers_change_nothing_to_the_bit(trials, plain):
    np.testing.assert_array_equal(trials.run({}).arrays["movement"], plain.arrays["movement"])


@pytest.mark.parametrize("name", first(2, ["ukraine", "security", "invasion", "sanctions-dependence-iran-russia"]))
def test_what_is_silenced_moves_the_study_as_if_it_had_been_removed(name, study, trials):
    silent = trials.run(silenced(study, name))
    removed = Trials(changed(study, [name]), draws=64, seed=1).run()
    for issue in study.issues:
        np.testing.assert_allclose(silent.movements(issue.id), removed.movements(issue.id), atol=1e-9, rtol=0)


def test_a_silenced_issue_is_no_cause_but_still_moves(study, trials, plain):
    silent = trials.run(silenced(study, "russia-israel"))
    assert (silent.movements("russia-israel") == plain.movements("russia-israel")).mean() < 1
    assert np.abs(silent.movements("cooperation") - plain.movements("cooperation")).max() > 0


def test_other_numbers_give_what_a_study_with_those_numbers_gives(study, trials):
    key = "issues.cooperation.pace.rise"
    quantity = next(a.quantity for a in study.assumptions if a.key == key)
    numbers = {key: exactly(quantity.low, quantity)}
    other = Trials(revised(study, numbers), draws=64, seed=1).run()
    np.testing.assert_array_equal(trials.run(numbers).arrays["movement"], other.arrays["movement"])


def test_revising_a_study_changes_every_place_where_a_number_stands(study):
    numbers = {a.key: exactly(a.quantity.centre, a.quantity) for a in study.assumptions}
    pinned = revised(study, numbers)
    assert all(a.quantity.law == "exactly" for a in pinned.assumptions)
    samples = Trials(pinned, draws=8, seed=1).columns()[: len({a.key for a in study.assumptions})]
    assert np.ptp(samples, axis=1).max() == 0


def test_outcomes_of_the_drawn_columns_are_the_movements_of_the_run(trials, plain):
    day = date(2024, 10, 31)
    ours = trials.outcomes(trials.columns(), "cooperation", day)
    np.testing.assert_array_equal(ours, plain.movement("cooperation", day))


@pytest.mark.parametrize("count", [1, 63, 65, 130])
def test_outcomes_do_not_depend_on_how_many_columns_come_along(count, trials):
    columns = np.resize(trials.columns().T, (count, len(trials.keys))).T
    ours = trials.outcomes(columns, "cooperation", date(2024, 10, 31))
    alone = trials.outcomes(columns[:, -1:], "cooperation", date(2024, 10, 31))
    assert len(ours) == count
    assert ours[-1] == alone[0]


def test_answers_of_histories_are_those_of_the_run(study):
    run = simulate(study, draws=64, seed=1)
    histories = Trials(study, draws=64, seed=1).run(watch=("level",))
    single = [int((histories.answers(a.question)).sum()) for a in run.answers]
    assert single == [a.hits for a in run.answers]


def test_a_question_about_the_past_alone_comes_true_in_no_draw(study):
    asked = replace(study.questions[0], by=date(2024, 1, 31), test="reaches", threshold=0.0)
    histories = Trials(study, draws=8, seed=1).run(watch=("level",))
    assert histories.answers(asked).sum() == 0


def test_silencing_what_is_not_there_suggests_the_nearest(study):
    with pytest.raises(DetenteError) as caught:
        silenced(study, "ukrain")
    assert "ukraine" in caught.value.fix
