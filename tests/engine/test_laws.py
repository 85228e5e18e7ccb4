"""What holds for every study: order, bounds, capability, determinism."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.engine.draws import simulate
from detente.study.nouns import Span, Study
from tests.engine.histories import histories
from tests.engine.studies import faction, issue, polity, random_study, reordered, study
from tests.examples import fewest

SHORT = Span(date(2000, 1, 1), date(2000, 8, 31), date(2001, 2, 28), "month")
seeds = st.integers(0, 10**6)
studies = st.builds(
    lambda seed, numbers: random_study(seed, numbers=numbers, span=SHORT, effects=40), st.integers(0, 3), seeds
)  # few shapes, each compiled once; numbers and dates without end


@fewest
@given(studies, seeds)
def test_reordering_a_study_changes_no_number_to_the_last_bit(made: Study, seed: int) -> None:
    turned = reordered(made)
    one, other = (simulate(s, draws=40, seed=seed).dataset for s in (made, turned))
    for axis in ("issue", "driver", "pair", "seat", "question"):
        other = other.sel({axis: one[axis]})
    for name in one.data_vars:
        np.testing.assert_array_equal(one[name].to_numpy(), other[name].to_numpy(), err_msg=name)


@fewest
@given(studies, seeds)
def test_no_number_is_missing_and_levels_stay_within_the_scale(made: Study, seed: int) -> None:
    run = simulate(made, draws=40, seed=seed)
    for name, found in run.quantiles.items():
        assert np.isfinite(found).all(), f"{name}"
        assert np.isfinite(run.means[name]).all(), f"mean of {name}"
    for name in ("level", "movement", "agreement", "line", "policy", "position", "unitary"):
        assert run.quantiles[name].min() >= 0, f"{name}"
        assert run.quantiles[name].max() <= 100, f"{name}"
    assert run.quantiles["strength"].min() >= 0
    assert run.quantiles["strength"].max() <= 1
    assert np.isfinite(run.first_paths).all()


@fewest
@given(seeds, st.integers(0, 2), st.floats(1.05, 20))
def test_more_capability_never_moves_the_line_away(seed: int, which: int, factor: float) -> None:
    rng = np.random.default_rng(seed)
    at = {f"f{k}": float(v) for k, v in enumerate(rng.uniform(0, 100, 3))}
    capability = rng.uniform(0.1, 3, 3)
    for solver in ("mean", "median"):
        lines = []
        for power in (1.0, factor):
            members = (
                faction("p", f, float(c) * (power if k == which else 1))
                for k, (f, c) in enumerate(zip(at, capability, strict=True))
            )
            made = study([polity("p", *members, solver=solver)], [issue("q", at, ["p"])], span=SHORT)
            lines.append(histories(made).one("line")[0])
        before, after = (abs(line - at[f"f{which}"]) for line in lines)
        assert after <= before + 1e-9, (solver, at, capability, which, factor)


@fewest
@given(studies, seeds)
def test_the_policy_never_leaves_the_band_around_the_line(made: Study, seed: int) -> None:
    made = replace(made, effects=())
    found = histories(made, draws=8, seed=seed)
    polities = {p.id: p for p in made.polities}
    for k, (p, q) in enumerate((p, topic.id) for topic in made.issues for p in topic.parties):
        band = polities[p].band.get(q)
        width = np.array([0.0 if band is None else drawn[band.key] for drawn in found.drawn])
        apart = np.abs(found.series["policy"][:, k] - found.series["line"][:, k])
        assert (apart <= width + 1e-9).all(), f"{p} on {q}"


@pytest.mark.slow
@fewest
@given(studies)
def test_a_longer_study_leaves_the_past_as_it_was(made: Study) -> None:
    longer = replace(made, span=replace(SHORT, until=date(2001, 12, 31)))
    short, long = (histories(s, draws=4).series for s in (made, longer))
    for name in short:
        np.testing.assert_allclose(long[name][: len(short[name])], short[name], atol=1e-9, err_msg=name)


@given(studies)
def test_a_driver_without_effects_changes_nothing(made: Study) -> None:
    silent = [d.id for d in made.drivers if not any(e.cause == d.id for e in made.effects)]
    without = replace(made, drivers=tuple(d for d in made.drivers if d.id not in silent))
    one, other = (histories(s, draws=4).series["level"] for s in (made, without))
    np.testing.assert_allclose(one, other, atol=1e-9)
