"""Ideal points of the General Assembly against those published by Bailey, Strezhnev and Voeten (June 2024)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest

from detente.idealpoints import IdealPoints, estimate
from tests.idealpoints.unga import by_session, held, published, votes

USA, RUSSIA, IRAN = 2, 365, 630


class All(NamedTuple):
    found: IdealPoints
    published: np.ndarray


@pytest.fixture(scope="module")
def everything() -> All:
    whole = votes()
    return All(estimate(whole, anchors=(USA, RUSSIA)), published(whole))


@pytest.mark.slow
def test_eleven_sessions_alone_order_states_as_published():
    some = votes(40, 50)
    found = estimate(some, anchors=(USA, RUSSIA))
    assert found.converged
    each = by_session(found.mean, published(some))
    assert np.median(each) >= 0.98, each
    assert each.min() >= 0.95, each


@pytest.mark.slow
def test_each_session_is_as_near_to_the_published_as_the_peer_at_its_best(everything: All):
    polars = pytest.importorskip("polars")
    peer = polars.read_csv(held("reference/measures/peer_emirt_vs_bsv_by_session.csv"))
    best = peer.group_by("coding", "omega2").agg(polars.col("pearson").median().alias("middle"))
    coding, step, middle = best.sort("middle").row(-1)
    of_peer = peer.filter((polars.col("coding") == coding) & (polars.col("omega2") == step))["pearson"]
    each = by_session(everything.found.mean, everything.published)
    assert np.median(each) >= middle, (np.median(each), middle)
    assert each.min() >= of_peer.min(), (each.min(), of_peer.min())


@pytest.mark.slow
def test_all_sessions_together_correlate_at_0_97_or_more(everything: All):
    known = ~np.isnan(everything.published)
    assert np.corrcoef(everything.found.mean[known], everything.published[known])[0, 1] >= 0.97


@pytest.mark.slow
def test_the_gap_of_iran_and_the_united_states_does_not_drift_by_an_order_of_magnitude(everything: All):
    gap, _ = everything.found.difference(IRAN, USA)
    decades = [np.nanmean(np.abs(gap[start : start + 10])) for start in range(0, 78, 10)]
    assert max(decades) < 6 * min(decades), decades


@pytest.mark.slow
def test_the_whole_panel_converges_and_covers_the_scale(everything: All):
    found = everything.found
    assert found.converged
    known = found.votes > 0
    assert abs(found.mean[known].mean()) < 1e-9
    assert 0.9 < found.mean[known].std() <= 1
    assert (found.sd[known] > 0).all()


@pytest.mark.slow
def test_nuts_agrees_on_a_small_panel_of_real_votes():
    pytest.importorskip("numpyro")
    from detente.idealpoints.sampling import by_nuts

    some = votes(
        44,
        46,
        (
            2,
            20,
            40,
            70,
            100,
            140,
            200,
            220,
            230,
            255,
            290,
            365,
            385,
            530,
            560,
            615,
            630,
            640,
            651,
            666,
            710,
            740,
            750,
            770,
            850,
        ),
    )
    found = estimate(some, anchors=(USA, RUSSIA))
    drawn, r_hat = by_nuts(some, found, seed=1, warm_up=400, draws=300)
    known = found.votes > 0
    assert np.quantile(r_hat[known], 0.95) < 1.05
    mean, sd = drawn.mean(axis=0)[known], drawn.std(axis=0)[known]
    assert np.corrcoef(mean, found.mean[known])[0, 1] > 0.99
    assert np.sqrt((((mean - found.mean[known]) / sd) ** 2).mean()) < 0.3
    assert 0.8 < np.median(found.sd[known] / sd) < 1.2
