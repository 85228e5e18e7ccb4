"""Contract of every forecast: a distribution on the scale, of which it does not matter who is named first."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente import forecasts
from detente.bargaining.distribution import Distributions
from detente.bargaining.held import Held, held
from detente.forecasts import Forecast, Values
from detente.study.problems import DetenteError

EVERY = {name: forecasts.named(name) for name in forecasts.names()}
every_forecast = pytest.mark.parametrize("law", EVERY.values(), ids=EVERY)
TRUE = {
    "laplace": (15.0,),
    "normal": (20.0,),
    "truncated": (25.0,),
    "widening": (0.6,),
    "positions": (0.6, 0.8, 0.3, 0.3),
}

Group = tuple[np.ndarray, np.ndarray]


@st.composite
def groups(draw: st.DrawFn) -> list[Group]:
    """Positions and weights of two to five groups of one to six members, some of whom may have no weight."""
    one = st.lists(st.tuples(st.integers(0, 20).map(lambda n: 5.0 * n), st.integers(0, 8)), min_size=1, max_size=6)
    many = draw(st.lists(one, min_size=2, max_size=5))
    return [(np.array([x for x, _ in g]), np.array([float(w) for _, w in g])) for g in many]


def some(issues: int, seed: int) -> list[Group]:
    chance = np.random.default_rng(seed)
    size = chance.integers(3, 9, issues)
    return [(chance.integers(0, 11, n) * 10.0, chance.integers(1, 9, n).astype(float)) for n in size]


def values(name: str, law: Forecast) -> Values:
    known = held(some(40, 1))
    return TRUE.get(name) or law.fit(known, np.random.default_rng(2).integers(0, 101, 40).astype(float))


def drawn(law: Distributions, seed: int) -> np.ndarray:
    """One settlement of each issue, by chance."""
    chance = np.random.default_rng(seed)
    found = np.empty(len(law))
    width = 100 / law.cells.shape[1]
    for i in range(len(law)):
        p = np.concatenate([law.chance[i], law.cells[i]])
        k = int(chance.choice(len(p), p=p / p.sum()))
        cell = k - law.at.shape[1]
        found[i] = law.at[i, k] if cell < 0 else (cell + chance.random()) * width
    return found


def same(one: Distributions, other: Distributions) -> None:
    """By what changes little where an atom moves by a rounding: how either scores, whatever the outcome."""
    for at in (0.0, 37.0, 80.0, 100.0):
        there = np.full(len(one), at)
        np.testing.assert_allclose(one.crps(there), other.crps(there), atol=1e-7)


@pytest.mark.parametrize("name", EVERY)
@given(groups=groups())
def test_chances_add_to_one_and_lie_on_the_scale(name: str, groups: list[Group]) -> None:
    found = EVERY[name].predict(held(groups), values(name, EVERY[name]))
    np.testing.assert_allclose(found.chance.sum(axis=1) + found.cells.sum(axis=1), 1.0)
    assert (found.chance >= -1e-12).all()
    assert (found.cells >= -1e-12).all()
    sure = found.chance > 0
    assert ((found.at >= 0) & (found.at <= 100))[sure].all()


@pytest.mark.parametrize("name", EVERY)
@given(groups=groups(), data=st.data())
def test_it_does_not_matter_who_is_named_first_nor_whether_one_is_counted_as_two(
    name: str, groups: list[Group], data: st.DataObject
) -> None:
    law = EVERY[name]
    turned = [(x[::-1], w[::-1]) for x, w in groups]
    split = [(np.append(x, x[0]), np.append(w, w[0] / 2) - np.eye(len(x) + 1)[0] * w[0] / 2) for x, w in groups]
    known = values(name, law)
    same(law.predict(held(groups), known), law.predict(held(turned), known))
    same(law.predict(held(groups), known), law.predict(held(split), known))


@pytest.mark.parametrize("name", EVERY)
@given(groups=groups())
def test_a_forecast_is_the_same_alone_and_among_others(name: str, groups: list[Group]) -> None:
    law, known = EVERY[name], values(name, EVERY[name])
    together = law.predict(held(groups), known)
    for i, group in enumerate(groups):
        same(law.predict(held([group]), known), together.only(np.array([i])))


@pytest.mark.parametrize("name", TRUE)
def test_what_is_fitted_to_its_own_settlements_scores_as_well_on_them_as_the_true_values(name: str) -> None:
    law, known = EVERY[name], held(some(150, 3))
    outcome = drawn(law.predict(known, TRUE[name]), 4)
    fitted = law.fit(known, outcome)
    true, found = (law.predict(known, v).crps(outcome).mean() for v in (TRUE[name], fitted))
    assert found <= true + 1e-4, f"fitted {fitted} scores {found}, {TRUE[name]} scores {true}"


@every_forecast
def test_says_what_it_assumes_and_whose_it_is(law: Forecast) -> None:
    assert law.assumes.endswith(".")
    assert law.source.cite
    assert law.source.where
    if law.tuned is not None:
        assert len(law.tuned.values) == len(law.parameters)
        assert law.tuned.data
        assert law.tuned.on


@pytest.mark.parametrize(
    ("name", "values", "point", "upto"),
    [
        ("climatology", (10.0, 20.0, 20.0, 90.0), 20.0, 0.75),  # three of four, whatever is held
        ("errors", (-50.0, 0.0, 5.0), 0.0, 1 / 3),  # 40 - 50 lies beyond the end
        ("errors", (-50.0, 0.0, 5.0), 41.0, 2 / 3),
        ("normal", (20.0,), 40.0, 0.5),
        ("normal", (20.0,), 0.0, 0.0227501),  # two standard deviations below: what lies beyond is the end
        ("truncated", (20.0,), 0.0, 0.0),
        ("truncated", (20.0,), 40.0, (0.5 - 0.0227501) / (0.9986501 - 0.0227501)),  # from -2 to 3 deviations
        ("laplace", (20.0,), 60.0, 1 - np.exp(-1) / 2),
        ("laplace", (20.0,), 20.0, np.exp(-1) / 2),
        ("widening", (0.5,), 50.0, 0.8413447),  # 40 + 0.5 × 20: one standard deviation above
    ],
)
def test_each_law_says_of_positions_20_and_60_what_its_formula_says(
    name: str, values: Values, point: float, upto: float
) -> None:
    found = EVERY[name].predict(held([(np.array([20.0, 60.0]), np.ones(2))]), values)
    assert found.upto(np.array([point])).item() == pytest.approx(upto, abs=1e-6)


def test_what_is_kept_of_earlier_issues_is_their_outcomes_or_how_far_they_lay_above_the_compromise() -> None:
    known = held([(np.array([20.0, 60.0]), np.ones(2)), (np.array([10.0, 10.0]), np.ones(2))])
    outcome = np.array([70.0, 5.0])
    assert EVERY["climatology"].fit(known, outcome) == (70.0, 5.0)
    assert EVERY["errors"].fit(known, outcome) == (-5.0, 30.0)


def test_positions_prevail_in_the_chance_and_the_shares_that_the_values_say() -> None:
    """By hand: weights 9 and 1 with tilt 1/2 are drawn as 3 to 1; 80 % prevail, so 0 has 60 % and 60 has 20 %."""
    found = EVERY["positions"].predict(held([(np.array([0.0, 60.0]), np.array([9.0, 1.0]))]), (0.8, 0.5, 0.0, 0.0))
    low, high = np.array([0.0]), np.array([60.0])
    assert (found.upto(low) - found.below(low)).item() == pytest.approx(0.6)
    assert (found.upto(high) - found.below(high)).item() == pytest.approx(0.2)
    assert found.held(np.array([3.0]), np.array([9.0])).item() == pytest.approx(0.2, abs=0.001)  # around the mean, 6


def test_widening_is_wider_where_actors_stand_further_apart() -> None:
    near, far = (np.array([50.0 - d, 50.0 + d]) for d in (5, 40))
    found = EVERY["widening"].predict(held([(near, np.ones(2)), (far, np.ones(2))]), (0.5,))
    low, high = found.interval(0.5)
    assert (high - low)[1] > 4 * (high - low)[0]


def test_where_nobody_has_weight_all_positions_count_alike() -> None:
    known: Held = held([(np.array([10.0, 30.0, 30.0]), np.zeros(3))])
    assert known.mean.item() == 20.0


def test_a_misspelt_forecast_is_answered_with_the_nearest() -> None:
    with pytest.raises(DetenteError, match="did you mean `positions`"):
        forecasts.named("position")
