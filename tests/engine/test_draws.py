"""Many draws: the same numbers however they are spread, and as few of them kept as a run needs."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from detente.engine.arrays import lower
from detente.engine.block import run_block
from detente.engine.draws import simulate
from detente.engine.run import FIRST_BLOCK, Run
from detente.study.nouns import Question, Span
from tests.engine.studies import driver, effect, event, faction, issue, polity, random_study, study

SPAN = Span(date(2000, 1, 1), date(2001, 12, 31), date(2002, 12, 31), "month")
STUDY = random_study(11, span=SPAN)


@pytest.fixture(scope="module")
def run() -> Run:
    return simulate(STUDY, draws=2500, seed=1)


def test_the_number_of_workers_changes_no_bit(run: Run) -> None:
    for workers in (1, 2, 3):
        other = simulate(STUDY, draws=2500, seed=1, workers=workers)
        for name in run.quantiles:
            np.testing.assert_array_equal(other.quantiles[name], run.quantiles[name], err_msg=name)
            np.testing.assert_array_equal(other.means[name], run.means[name], err_msg=name)
        np.testing.assert_array_equal(other.first_paths, run.first_paths)
        assert other.answers == run.answers


def test_another_seed_gives_other_draws(run: Run) -> None:
    assert (simulate(STUDY, draws=100, seed=0).first_paths != run.first_paths[:100]).any()


@pytest.mark.parametrize("draws", [1, 100, 128, 1000])
def test_fewer_draws_are_the_first_of_more(run: Run, draws: int) -> None:
    few = simulate(STUDY, draws=draws, seed=1)
    np.testing.assert_array_equal(few.first_paths, run.first_paths[:draws])
    np.testing.assert_array_equal(few.samples, run.samples[:draws])


def test_a_run_keeps_a_thousand_draws_and_no_more(run: Run) -> None:
    assert run.first_paths.shape == (1000, 37, 2)
    assert run.first_paths.dtype == np.float32
    assert run.samples.shape == (1000, len(run.assumptions))
    assert run.draws == 2500


def test_quantiles_are_those_of_the_draws() -> None:
    few = simulate(STUDY, draws=500, seed=1)
    said = np.quantile(few.first_paths.astype(float), [0.05, 0.25, 0.5, 0.75, 0.95], axis=0, method="median_unbiased")
    np.testing.assert_allclose(few.quantiles["level"], said, atol=1e-4)
    np.testing.assert_allclose(few.means["level"], few.first_paths.mean(axis=0), atol=1e-3)


def test_quantiles_of_many_blocks_are_close_to_those_of_all_draws_at_once(run: Run) -> None:
    said = np.quantile(run.first_paths, [0.05, 0.5, 0.95], axis=0, method="median_unbiased")
    spread = said[2] - said[0]
    assert (np.abs(run.quantiles["level"][[0, 2, 4]] - said) <= 0.1 * spread + 1e-6).all()


def test_blocks_count_by_their_draws(run: Run) -> None:
    lowered = lower(STUDY)
    blocks = [run_block(lowered, [], seed=1, block=k, draws=n) for k, n in enumerate((1024, 1024, 452))]
    order = [lowered.labels.issues.index(q.id) for q in STUDY.issues]
    said = sum(b.quantiles["level"][:, :, order] * b.draws for b in blocks) / 2500
    np.testing.assert_allclose(run.quantiles["level"], said, atol=1e-3)


def test_progress_is_told_after_every_block() -> None:
    told: list[tuple[int, int]] = []
    simulate(STUDY, draws=2500, seed=1, progress=lambda done, of: told.append((done, of)))
    assert told == [(1024, 2500), (2048, 2500), (2500, 2500)]


def climbing(*questions: Question) -> Run:
    """A level that starts at 0, wants 100, and is at 50 after 12 months, at 75 after 24 and at 87.5 after 36."""
    made = study(
        [polity("p", faction("p", "f"))], [issue("q", {"f": 100.0}, ["p"], start=0.0)], questions=questions, span=SPAN
    )
    return simulate(made, draws=10, seed=0)


@pytest.mark.parametrize(
    ("test", "threshold", "by", "says"),
    [
        ("reaches", 87.4, date(2002, 12, 31), True),
        ("reaches", 87.6, date(2002, 12, 31), False),
        ("reaches", 80.0, date(2002, 1, 31), False),
        ("above", 74.0, date(2002, 1, 31), True),
        ("above", 87.0, date(2002, 11, 30), False),
        ("below", 87.0, date(2002, 11, 30), True),
        ("falls-to", 75.0, date(2002, 12, 31), False),
        ("falls-to", 76.5, date(2002, 12, 31), True),
    ],
)
def test_a_question_is_answered_from_the_end_of_the_step_after_now_to_the_end_of_its_last(
    test, threshold: float, by: date, says: bool
) -> None:
    (answer,) = climbing(Question("a", "?", "q", test, threshold, by)).answers
    assert answer.probability == float(says)


@pytest.mark.parametrize(("threshold", "held"), [(74.9, True), (75.1, False)])
def test_no_change_holds_the_median_level_of_now(threshold: float, held: bool) -> None:
    (answer,) = climbing(Question("a", "?", "q", "reaches", threshold, SPAN.until)).answers
    assert answer.no_change is held


def test_a_level_is_read_at_the_end_of_the_step_that_contains_the_date() -> None:
    run = climbing()
    assert run.at("q", "2000-12").median == pytest.approx(50)
    assert run.at("q", date(2000, 12, 1)).median == pytest.approx(50)
    assert run.at("q", "2001").median == pytest.approx(75)
    assert float(run.levels.sel(quantile=0.5, issue="q", time="2001-01-01")) == pytest.approx(50)
    with pytest.raises(KeyError):
        run.at("q", "2003-01")


def test_the_unitary_variant_uses_the_same_draws() -> None:
    made = study(
        [
            polity(
                "p",
                faction("p", "court", (0.5, 2.0)),
                faction("p", "cabinet", (0.5, 2.0), "small"),
                band={"q": 0.0},
            )
        ],
        [issue("q", {"court": 20.0, "cabinet": 80.0}, ["p"], start=20.0, noise=2.0)],
        span=SPAN,
    )
    run = simulate(made, draws=500, seed=0)
    low, _, _, _, high = run.quantiles["tiers"][:, -1, 0]
    assert high < 0, "without tiers the cabinet pulls the line up in every draw"
    assert high - low < np.ptp(run.quantiles["unitary"][:, -1, 0]) * 2
    assert not run.quantiles["tiers"][:, 0].any()


def test_a_dataset_names_its_axes_and_says_where_it_comes_from(run: Run) -> None:
    data = run.dataset
    assert data["level"].dims == ("quantile", "time", "issue")
    assert data["paths"].dims == ("draw", "time", "issue")
    assert run.paths.identical(data["paths"])
    assert data["policy"].dims == ("quantile", "step", "pair")
    assert list(data["issue"].to_numpy()) == [q.id for q in STUDY.issues]
    assert data.attrs["study_hash"] == STUDY.hash
    assert (data.attrs["seed"], data.attrs["draws"]) == ("1", 2500)
    assert data["level"].attrs["units"] == "points, 0 to 100"
    assert all(data[name].attrs["draws"] == "first 1,024 draws" for name in FIRST_BLOCK)
    assert str(data["time"].to_numpy()[12])[:10] == "2001-01-01"


def test_a_run_without_drivers_effects_or_questions_runs() -> None:
    made = study([polity("p", faction("p", "f"))], [issue("q", {"f": 50.0}, ["p"])], span=SPAN)
    assert simulate(made, draws=3, seed=0).quantiles["strength"].shape == (5, 36, 0)


def test_a_driver_without_events_is_silent() -> None:
    made = study(
        [polity("p", faction("p", "f"))],
        [issue("q", {"f": 50.0}, ["p"])],
        [driver("war"), driver("peace", event("peace-1", on=date(2000, 5, 1), lasts=True))],
        [effect("war", "position", 30.0, of="f", on="q")],
        span=SPAN,
    )
    strength = simulate(made, draws=3, seed=0).dataset["strength"].sel(quantile=0.5)
    assert not strength.sel(driver="war").any()
    assert strength.sel(driver="peace").sum() == 32
