"""Standard errors and intervals: closed forms, small steps, the bootstrap, coverage, and what happens at bounds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from detente import measures
from detente.measuring.errors import estimates, slopes
from detente.measuring.joint import JointTables, joint_tables
from detente.record.intervals import Z, wilson

PORTFOLIO = {name: m for name in measures.names() if (m := measures.named(name)).table is not None}
every_portfolio_measure = pytest.mark.parametrize("name", PORTFOLIO)
VOTES = np.array([1.0, 2.0, 3.0])

tables = st.integers(0, 2**32 - 1).map(lambda seed: np.random.default_rng(seed).integers(0, 12, (1, 3, 3)) + 0.0)


def counted(joint: np.ndarray) -> JointTables:
    return JointTables(joint, joint, joint)


@every_portfolio_measure
@given(joint=tables)
def test_derivatives_are_those_of_small_steps_and_sum_to_nothing_over_the_items(name: str, joint: np.ndarray) -> None:
    joint = joint + 1.0

    def asked(of: np.ndarray) -> np.ndarray:
        return PORTFOLIO[name].table(of, VOTES)

    exact = slopes(asked, joint)[0]
    for cell in np.ndindex(3, 3):
        step = np.zeros((1, 3, 3))
        step[(0, *cell)] = 1e-4
        small = (asked(joint + step) - asked(joint - step))[0] / 2e-4
        assert exact[cell] == pytest.approx(small, abs=1e-7)
    assert (joint[0] * exact).sum() == pytest.approx(0.0, abs=1e-12)


@given(joint=tables, m=st.sampled_from([1, 2]))
def test_the_error_of_kappa_is_that_of_fleiss_cohen_and_everitt(joint: np.ndarray, m: int) -> None:
    joint = joint + 1.0
    n, share = joint.sum(), joint[0] / joint.sum()
    p, q = share.sum(axis=1), share.sum(axis=0)
    credit = 1 - (np.abs(VOTES[:, None] - VOTES) / 2) ** m
    found, chance = (share * credit).sum(), p @ credit @ q
    rows, columns = credit @ q, credit.T @ p
    inner = credit * (1 - chance) - (rows[:, None] + columns[None, :]) * (1 - found)
    variance = ((share * inner**2).sum() - (found * chance - 2 * chance + found) ** 2) / (n * (1 - chance) ** 4)
    assert estimates(PORTFOLIO["kappa"], counted(joint), VOTES, m=m).se[0] == pytest.approx(np.sqrt(variance))


@given(seed=st.integers(0, 2**32 - 1))
def test_the_error_of_a_weighted_mean_is_the_linearised_one(seed: int) -> None:
    rng = np.random.default_rng(seed)
    ratings, weight = rng.integers(0, 4, (2, 30)), rng.lognormal(0, 1, 30)
    found = estimates(
        PORTFOLIO["s-score"], joint_tables(ratings, 4, np.array([0]), np.array([1]), weight), np.arange(4.0)
    )
    each = 1 - 2 * np.abs(ratings[0] - ratings[1]) / 3
    mean = (weight * each).sum() / weight.sum()
    assert found.value[0] == pytest.approx(mean)
    assert found.se[0] == pytest.approx(np.sqrt((weight**2 * (each - mean) ** 2).sum()) / weight.sum())
    assert found.n[0] == 30


def test_weights_that_are_all_alike_are_no_weights() -> None:
    ratings = np.random.default_rng(4).integers(-1, 3, (6, 50))
    pair = np.array([0, 2, 4]), np.array([1, 3, 5])
    for measure in PORTFOLIO.values():
        plain = estimates(measure, joint_tables(ratings, 3, *pair), VOTES)
        alike = estimates(measure, joint_tables(ratings, 3, *pair, np.full(50, 0.2)), VOTES)
        for ours, theirs in zip(plain, alike, strict=True):
            np.testing.assert_allclose(ours, theirs, atol=1e-12)


@every_portfolio_measure
@pytest.mark.parametrize("weighted", [False, True])
def test_resampling_the_items_gives_the_same_error(name: str, weighted: bool) -> None:
    """800 items and 2,000 resamples: the bootstrap itself is right to about 2 %, both to terms of 1/n."""
    rng = np.random.default_rng(7)
    items = 800
    first = rng.choice(3, items, p=[0.6, 0.25, 0.15])
    second = np.where(rng.random(items) < 0.5, first, rng.choice(3, items, p=[0.5, 0.2, 0.3]))
    weight = rng.lognormal(0, 0.7, items) if weighted else np.ones(items)
    tables = joint_tables(np.stack([first, second]), 3, np.array([0]), np.array([1]), weight)
    drawn = rng.multinomial(items, np.full(items, 1 / items), 2000) * weight
    cells = np.eye(9)[first * 3 + second]
    resampled = PORTFOLIO[name].table((drawn @ cells).reshape(-1, 3, 3), VOTES)
    found = estimates(PORTFOLIO[name], tables, VOTES)
    assert found.se[0] == pytest.approx(resampled.std(), rel=0.08)
    assert [found.low[0], found.high[0]] == pytest.approx(np.quantile(resampled, [0.05, 0.95]), abs=0.25 * found.se[0])


@every_portfolio_measure
def test_intervals_hold_the_truth_nine_times_of_ten(name: str) -> None:
    """4,000 samples of 80 roll calls: a rate of 90 % is seen to within 1.5 points in all but 1 of 500 cases."""
    rng = np.random.default_rng(3)
    share = np.array([[0.42, 0.05, 0.08], [0.06, 0.1, 0.05], [0.05, 0.04, 0.15]])
    truth = PORTFOLIO[name].table(share[None], VOTES)[0]
    drawn = rng.multinomial(80, share.ravel(), 4000).reshape(-1, 3, 3).astype(float)
    found = estimates(PORTFOLIO[name], counted(drawn), VOTES)
    covered = ((found.low <= truth) & (truth <= found.high)).mean()
    assert 0.87 <= covered <= 0.93


@every_portfolio_measure
@given(joint=tables)
def test_intervals_hold_the_value_and_stay_in_the_range(name: str, joint: np.ndarray) -> None:
    assume(joint.sum() >= 2)
    found = estimates(PORTFOLIO[name], counted(joint), VOTES)
    if not np.isnan(found.value[0]):
        least, most = PORTFOLIO[name].range
        assert least - 1e-9 <= found.low[0] <= found.value[0] + 1e-9
        assert found.value[0] - 1e-9 <= found.high[0] <= most + 1e-9
        assert found.se[0] >= 0


def test_a_share_at_its_bound_has_the_interval_of_clopper_and_pearson() -> None:
    joint = np.zeros((1, 3, 3))
    joint[0, 0, 0] = 20
    found = estimates(PORTFOLIO["agreement"], counted(joint), VOTES)
    assert (found.value[0], found.se[0], found.high[0]) == (1.0, 0.0, 1.0)
    assert found.low[0] == pytest.approx(0.05 ** (1 / 20))  # 19 of 20 times more than this share agrees
    s = estimates(PORTFOLIO["s-score"], counted(joint), VOTES)
    assert s.low[0] == pytest.approx(2 * 0.05 ** (1 / 20) - 1)


def test_kappa_of_states_that_always_agreed_is_not_sure_to_be_one() -> None:
    joint = np.diag([10.0, 5.0, 5.0])[None]
    found = estimates(PORTFOLIO["kappa"], counted(joint), VOTES)
    assert (found.value[0], found.se[0], found.high[0]) == (pytest.approx(1.0), 0.0, pytest.approx(1.0))
    assert 0.3 < found.low[0] < 0.95
    more = estimates(PORTFOLIO["kappa"], counted(100 * joint), VOTES)
    assert more.low[0] > 0.99


@every_portfolio_measure
@pytest.mark.parametrize("items", [0, 1])
def test_fewer_than_two_items_have_no_error_and_no_interval(name: str, items: int) -> None:
    joint = np.zeros((1, 3, 3))
    joint[0, 0, 1] = items
    found = estimates(PORTFOLIO[name], counted(joint), VOTES)
    assert np.isnan([found.se[0], found.low[0], found.high[0]]).all()
    assert found.n[0] == items
    assert not np.isnan(found.value[0]) or items == 0 or name == "tau-b"


def test_agreement_by_yes_and_no_alone_says_how_few_roll_calls_it_rests_on() -> None:
    joint = np.array([[[17.0, 2, 5], [0, 0, 2], [9, 1, 2]]])
    found = estimates(PORTFOLIO["agreement"], counted(joint), VOTES, variant="yes-no")
    assert found.n[0] == 33
    low, high = wilson(np.array([19 / 33]), np.array([33.0]))
    assert (found.low[0], found.high[0]) == (pytest.approx(low[0]), pytest.approx(high[0]))


def test_dyads_beyond_one_batch_are_as_those_within() -> None:
    joint = np.random.default_rng(1).integers(1, 9, (9001, 3, 3)) + 0.0
    whole = estimates(PORTFOLIO["pi"], counted(joint), VOTES)
    alone = estimates(PORTFOLIO["pi"], counted(joint[8000:8001]), VOTES)
    assert [part[8000] for part in whole] == [part[0] for part in alone]
    assert pytest.approx(1.6448536, abs=1e-7) == Z
