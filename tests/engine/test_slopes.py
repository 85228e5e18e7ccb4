"""Slopes of histories are the derivatives that small changes of numbers show."""

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.engine.slopes import slopes
from detente.engine.trials import Trials
from detente.study.nouns import Span
from detente.study.revision import silenced
from tests.engine.studies import faction, issue, polity, random_study, study

SHORT = Span(date(2000, 1, 1), date(2000, 8, 31), date(2001, 2, 28), "month")
DRAWS, STEP = 6, 1e-6
SOLO = study([polity("p", faction("p", "f"))], [issue("q", {"f": (60.0, 80.0)}, ["p"], start=(5.0, 15.0))])


def at_the_end(trials: Trials) -> np.ndarray:
    """Weights that ask for the sum of all issues' last levels."""
    weight = np.zeros((trials.lowered.shape.steps + 1, len(trials.labels.issues), trials.draws))
    weight[-1] = 1.0
    return weight


def test_one_faction_alone_has_the_slopes_of_its_formula() -> None:
    """M(t) = at + (start - at) 2^(-t/12)."""
    trials = Trials(SOLO, draws=3, seed=1)
    found = dict(zip(trials.keys, slopes(trials, trials.columns(), at_the_end(trials)), strict=True))
    left = 2.0 ** (-trials.lowered.shape.steps / 12)
    np.testing.assert_allclose(found["start/q"], left, rtol=1e-9)
    np.testing.assert_allclose(found["at/f/q"], 1 - left, rtol=1e-9)
    np.testing.assert_allclose(found["fall/q"], 0.0)


def test_weights_at_two_instants_add_up() -> None:
    trials = Trials(SOLO, draws=3, seed=1)
    one, other = at_the_end(trials), np.zeros_like(at_the_end(trials))
    other[0] = -1.0
    columns = trials.columns()
    apart = slopes(trials, columns, one) + slopes(trials, columns, other)
    np.testing.assert_allclose(slopes(trials, columns, one + other), apart, atol=1e-12)
    assert slopes(trials, columns, other)[trials.keys.index("start/q")].tolist() == [-1.0] * 3


@settings(max_examples=3)
@given(st.integers(0, 10**6))
def test_slopes_are_central_differences_of_histories(numbers: int) -> None:
    """But for the rare draw with a kink within the step."""
    trials = Trials(random_study(1, numbers=numbers, span=SHORT, effects=40), draws=DRAWS, seed=1)
    columns, weight = trials.columns(), at_the_end(trials)
    found = slopes(trials, columns, weight)
    sampled = len(trials.lowered.column.assumptions)
    sizes = STEP * np.maximum(np.abs(columns), 1.0)

    def total(moved: np.ndarray) -> np.ndarray:
        return (trials.run(columns=moved).arrays["movement"] * weight).sum(axis=(0, 1))

    off, compared = 0, 0
    for row in np.random.default_rng(numbers).permutation(sampled)[:20]:
        up, down = columns.copy(), columns.copy()
        up[row] += sizes[row]
        down[row] -= sizes[row]
        if (columns[row] <= 0).any():
            continue  # no number below nothing, or above where it has no other side
        slope = (total(up) - total(down)) / (2 * sizes[row])
        off += int((np.abs(slope - found[row]) > 1e-4 * (1 + np.abs(slope))).sum())
        compared += DRAWS
    assert compared
    assert off <= 0.02 * compared, f"{off} of {compared} slopes differ"


@settings(max_examples=3)
@given(st.integers(0, 10**6))
def test_no_slope_is_missing_while_something_is_silenced(numbers: int) -> None:
    made = random_study(1, numbers=numbers, span=SHORT, effects=40)
    trials = Trials(made, draws=DRAWS, seed=1)
    for name in (made.drivers[0].id, made.factions[0].id, made.effects[0].id):
        columns = trials.columns(silenced(made, name))
        assert np.isfinite(slopes(trials, columns, at_the_end(trials))).all(), name


def test_uncertain_dates_have_no_slope() -> None:
    trials = Trials(random_study(1, numbers=4, span=SHORT, effects=40), draws=DRAWS, seed=1)
    found = slopes(trials, trials.columns(), at_the_end(trials))
    dates = [k for k, key in enumerate(trials.keys) if key.endswith("/when")]
    assert dates
    assert (found[dates] == 0).all()
