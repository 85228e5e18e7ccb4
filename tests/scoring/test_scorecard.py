"""The scorecard: nothing is fitted on what it is scored on, and what it says is paired and complete."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from detente import forecasts
from detente.bargaining.distribution import Distributions, points
from detente.bargaining.held import Held
from detente.forecasts import Forecast, Source, Values
from detente.scoring import Resolved, Scorecard, score, table
from detente.scoring.capability import with_capability
from detente.scoring.folds import folds, held_back
from detente.scoring.learning import stances
from detente.scoring.telling import WIDTH
from detente.study.problems import DetenteError

Make = Callable[..., Resolved]
QUICK = {"resamples": 200, "solvers": ["mean"], "laws": ["climatology", "laplace", "positions"], "k": 3}


SPIED = {**QUICK, "laws": None, "k": 10}


@pytest.fixture(scope="module")
def card(made_up: Make) -> Scorecard:
    return score(made_up(15), **QUICK)


@pytest.fixture
def spy(monkeypatch: pytest.MonkeyPatch) -> list[tuple[set[float], set[float]]]:
    """Which issues a law was fitted on and which it then forecast; they are known by their means."""
    seen: list[tuple[set[float], set[float]]] = []

    def fit(held: Held, outcome: np.ndarray) -> Values:
        return tuple(held.mean.tolist())

    def predict(held: Held, values: Values) -> Distributions:
        seen.append((set(values), set(held.mean.tolist())))
        return points(held.mean[:, None], np.ones((len(held.mean), 1)))

    law = Forecast("Spy", "Nothing.", (), fit, predict, Source("by hand", "spying"), plain=True)
    monkeypatch.setattr(forecasts, "names", lambda: ("spy",))
    monkeypatch.setattr(forecasts, "named", lambda name: law)
    return seen


def proposals(resolved: Resolved) -> dict[float, str]:
    known = stances(with_capability(resolved, "given"))
    return dict(zip(known.mean.tolist(), (i.proposal for i in resolved.issues), strict=True))


def test_no_law_is_fitted_on_a_proposal_that_it_is_scored_on(made_up: Make, spy: Any) -> None:
    resolved = made_up(40)
    whose = proposals(resolved)
    score(resolved, **SPIED)
    assert len(spy) == len(set(folds([i.proposal for i in resolved.issues], 10)))
    for fitted, scored in spy:
        assert not {whose[m] for m in fitted} & {whose[m] for m in scored}
        assert {whose[m] for m in fitted} | {whose[m] for m in scored} == set(whose.values())
    assert sorted(m for _, scored in spy for m in scored) == sorted(whose)


def test_the_validation_part_is_scored_and_the_rest_fitted_on(made_up: Make, spy: Any) -> None:
    resolved = made_up(40)
    whose = proposals(resolved)
    card = score(resolved, split="validation", **SPIED)
    ((fitted, scored),) = spy
    back = {
        i.proposal for i, b in zip(resolved.issues, held_back(i.proposal for i in resolved.issues), strict=True) if b
    }
    assert {whose[m] for m in scored} == back
    assert {whose[m] for m in fitted} == set(whose.values()) - back
    assert card.row("compromise mean").n == card.issues == 3 * len(back)


def test_others_are_scored_by_what_is_fitted_on_the_whole_first_table(made_up: Make, spy: Any) -> None:
    first, other = made_up(20), made_up(8, seed=2, first=100)
    whose = proposals(first) | proposals(other)
    card = score(first, check=other, **SPIED)
    ((fitted, scored),) = spy
    assert {whose[m] for m in fitted} == {i.proposal for i in first.issues}
    assert {whose[m] for m in scored} == {i.proposal for i in other.issues}
    assert card.issues == 24


def test_a_proposal_in_both_tables_is_refused(made_up: Make) -> None:
    with pytest.raises(DetenteError, match="`p0` stands in both"):
        score(made_up(5), check=made_up(2, seed=3), **QUICK)


def test_the_outcome_of_an_issue_does_not_touch_its_own_forecast(made_up: Make) -> None:
    """Turn the outcomes of one fold round: the others learn otherwise, the fold's own distributions stay."""
    resolved = made_up(15)
    fold = folds([i.proposal for i in resolved.issues], 3)
    which = int(fold[0])
    turned = Resolved(
        tuple(
            replace(i, outcome=100 - i.outcome) if f == which else i for i, f in zip(resolved.issues, fold, strict=True)
        )
    )
    one, other = (score(r, **{**QUICK, "laws": ["widening"]}).values["widening"] for r in (resolved, turned))
    place = sorted(set(fold.tolist())).index(which)
    assert one[place] == other[place]
    assert one != other


def test_errors_and_their_difference_are_those_computed_by_hand(made_up: Make, card: Scorecard) -> None:
    resolved = made_up(15)
    compromise = np.array([(i.weight * i.position).sum() / i.weight.sum() for i in resolved.issues])
    plain = np.array([i.position.mean() for i in resolved.issues])
    one, other = np.abs(compromise - resolved.outcome), np.abs(plain - resolved.outcome)
    row = card.row("unweighted mean")
    assert card.row("compromise mean").scores["mae"] == pytest.approx(one.mean())
    assert row.scores["mae"] == pytest.approx(other.mean())
    assert row.scores["rmse"] == pytest.approx(np.sqrt(((plain - resolved.outcome) ** 2).mean()))
    (apart,) = row.differences
    assert apart.value == pytest.approx((other - one).mean())
    assert apart.low <= apart.value <= apart.high


def test_a_model_that_is_silent_on_some_issues_is_compared_on_those_it_speaks_of(
    made_up: Make, card: Scorecard
) -> None:
    resolved = made_up(15)
    known = np.array([i.reference is not None for i in resolved.issues])
    compromise = np.array([(i.weight * i.position).sum() / i.weight.sum() for i in resolved.issues])
    error, its = np.abs(0 - resolved.outcome), np.abs(compromise - resolved.outcome)
    (apart,) = card.row("reference point").differences
    assert card.row("reference point").n == apart.n == known.sum()
    assert apart.value == pytest.approx((error - its)[known].mean())


def test_the_score_of_a_point_as_a_distribution_is_its_absolute_error(card: Scorecard) -> None:
    for row in card.rows:
        if row.kind in ("baseline", "solver"):
            assert row.scores["crps"] == row.scores["mae"]
            assert "coverage-50" not in row.scores


def test_laws_are_compared_with_the_best_plain_law(card: Scorecard) -> None:
    plain = {r.model: r.scores["crps"] for r in card.rows if r.kind == "plain law" and r.subset == "all"}
    assert card.best_plain == min(plain, key=plain.__getitem__)
    for row in card.rows:
        if row.kind == "law":
            apart = row.than(card.best_plain)
            assert apart is not None
            assert apart.value == pytest.approx(
                row.scores["crps"] - card.row(card.best_plain, row.subset).scores["crps"]
            )


def test_where_half_of_the_outcomes_are_positions_the_law_of_positions_beats_every_plain_law(card: Scorecard) -> None:
    (apart,) = (d for d in card.row("positions").differences if d.score == "crps")
    assert apart.high < 0, apart


def test_parts_are_scored_by_themselves(made_up: Make) -> None:
    both = Resolved((*made_up(12, wave="early").issues, *made_up(12, seed=2, first=50, wave="late").issues))
    card = score(both, **{**QUICK, "laws": ["climatology"]})
    assert {r.subset: r.n for r in card.rows if r.model == "compromise mean"} == {
        "all": 72,
        "early": 36,
        "late": 36,
        "reference known": 48,
    }


def test_a_scorecard_is_plain_data(card: Scorecard) -> None:
    json.dumps(card.plain())


def test_the_same_seed_gives_the_same_scorecard(made_up: Make) -> None:
    one, same, other = (score(made_up(5), **QUICK, seed=seed) for seed in (0, 0, 1))
    assert str(one) == str(same)
    assert one.rows != other.rows


def test_few_issues_are_scored_without_laws_that_would_have_to_learn(made_up: Make) -> None:
    card = score(made_up(2), **QUICK)
    assert {r.kind for r in card.rows} <= {"baseline", "solver", "law"}
    assert all("as tuned" in r.model for r in card.rows if r.kind == "law")
    assert any("no law is fitted" in note for note in card.notes)
    assert not card.calibration


def test_too_small_groups_and_open_issues_do_not_count(made_up: Make) -> None:
    resolved = made_up(4)
    first, second, *rest = resolved.issues
    small = replace(
        first, actors=("a",), position=first.position[:1], salience=first.salience[:1], capability=np.ones(1)
    )
    card = score(Resolved((small, replace(second, outcome=float("nan")), *rest)), **QUICK)
    assert card.issues == 10
    assert card.left_out == ("p0i0: fewer than 3 actors", "p0i1: no outcome")
    with pytest.raises(DetenteError, match="no issue to score"):
        score(Resolved(()), **QUICK)


def test_the_scale_of_an_issue_does_not_matter(made_up: Make, card: Scorecard) -> None:
    def stretched(issue: Any) -> Any:
        reference = None if issue.reference is None else 5 + issue.reference / 4
        return replace(
            issue,
            position=5 + issue.position / 4,
            outcome=5 + issue.outcome / 4,
            reference=reference,
            scale=(5.0, 30.0),
        )

    other = score(Resolved(tuple(map(stretched, made_up(15).issues))), **{**QUICK, "laws": ["climatology"]})
    for row in other.rows:
        assert row.scores == pytest.approx(card.row(row.model, row.subset).scores, abs=1e-6), row.model


def test_the_printed_table_is_a_hundred_columns_wide_and_names_every_model(card: Scorecard) -> None:
    lines = table(card)
    assert max(map(len, lines)) <= WIDTH
    text = "\n".join(lines)
    for row in card.rows:
        assert row.model in text
    assert f"{card.row('compromise mean').scores['mae']:.2f}" in text
    assert "cross-validated in 3 folds of whole proposals" in text
    assert len(table(card, ["all"])) < len(lines)


@pytest.mark.slow
def test_on_the_resolved_issues_at_hand_the_law_of_positions_beats_every_plain_law(deu: Resolved) -> None:
    """Cross-validated by proposal. How the law was found, and what else was tried, is in docs/scoring.md."""
    card = score(deu, resamples=2000, solvers=["mean"])
    assert card.issues == 227
    assert card.capability == "votes"
    row = card.row("positions")
    (apart,) = (d for d in row.differences if d.score == "crps")
    assert apart.than == "laplace"
    assert apart.high < 0, apart
    assert row.scores["crps"] == pytest.approx(15.18, abs=0.03)
    assert row.scores["coverage-50"] == pytest.approx(0.5, abs=0.05)
    assert row.scores["coverage-90"] == pytest.approx(0.9, abs=0.05)


def test_the_tuned_values_are_those_fitted_to_the_data_they_name(deu: Resolved) -> None:
    law = forecasts.named("positions")
    assert law.tuned is not None
    resolved = with_capability(deu, "votes")
    fitted = law.fit(stances(resolved), resolved.outcome)
    assert fitted == pytest.approx(law.tuned.values, abs=0.002)
