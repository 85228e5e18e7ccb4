"""Contract of every score: its known answers, and that a proper one is bettered by nothing but the truth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente import scores
from detente.bargaining.distribution import Distributions
from detente.scores import Score
from detente.study.problems import DetenteError

EVERY = {name: scores.named(name) for name in scores.names()}
every_score = pytest.mark.parametrize("score", EVERY.values(), ids=EVERY)


@every_score
def test_gives_its_known_answers(score: Score) -> None:
    assert score.known
    for known in score.known:
        numbers = {name: np.array(value) for name, value in known.given.items()}
        outcome = numbers.pop("outcome")
        forecast = numbers["point"] if score.of == "point" else Distributions(**numbers)
        found = score.total(score.score(forecast, outcome))
        np.testing.assert_allclose(found, known.gives, err_msg=str(known))


@every_score
def test_cites_its_source_and_says_what_to_wish_for(score: Score) -> None:
    assert score.source.cite
    assert score.source.where
    assert (score.better == "nominal") == (score.nominal is not None)
    assert not (score.proper and score.of == "point"), "only a belief can be told properly"


def beliefs(draw: st.DrawFn, *, cells: bool) -> Distributions:
    """A random distribution with chances of its own at whole points, and some spread between them where asked for."""
    seed = draw(st.integers(0, 2**32 - 1))
    chance = np.random.default_rng(seed)
    at = chance.choice(101, size=4, replace=False).astype(float)
    at[0] = draw(st.sampled_from([0.0, 100.0, at[0]]))
    share = chance.dirichlet(np.full(4, 0.7))
    part = draw(st.floats(0.2, 1.0)) if cells else 1.0
    return Distributions(at[None], part * share[None], (1 - part) * chance.dirichlet(np.full(4, 0.5))[None])


@pytest.mark.parametrize(
    "score", [s for s in EVERY.values() if s.proper], ids=[n for n, s in EVERY.items() if s.proper]
)
@given(data=st.data())
def test_nobody_can_expect_to_better_a_proper_score_by_saying_what_he_does_not_believe(
    score: Score, data: st.DataObject
) -> None:
    truth = data.draw(st.composite(beliefs)(cells=False))
    other = data.draw(st.composite(beliefs)(cells=True))
    outcome, chance = truth.at[0], truth.chance[0]

    def expected(forecast: Distributions) -> float:
        """Exact: every outcome that the truth allows, by its chance."""
        every = Distributions(
            *(np.repeat(part, len(outcome), axis=0) for part in (forecast.at, forecast.chance, forecast.cells))
        )
        each = score.score(every, outcome)
        return float((each[chance > 0] * chance[chance > 0]).sum())

    assert expected(truth) <= expected(other) + 1e-9


@pytest.mark.parametrize("level", [50, 90])
@given(data=st.data())
def test_coverage_is_nominal_for_who_says_the_truth_with_atoms_or_without(level: int, data: st.DataObject) -> None:
    truth = data.draw(st.composite(beliefs)(cells=False))
    score = EVERY[f"coverage-{level}"]
    outcome, chance = truth.at[0], truth.chance[0]
    every = Distributions(*(np.repeat(part, len(outcome), axis=0) for part in (truth.at, truth.chance, truth.cells)))
    assert (score.score(every, outcome) * chance).sum() == pytest.approx(level / 100, abs=1e-6)


def test_a_misspelt_score_is_answered_with_the_nearest() -> None:
    with pytest.raises(DetenteError, match="did you mean `crps`"):
        scores.named("crsp")
