"""A run says how each measured series goes with its level, whether as the study says, and why one was not read."""

from __future__ import annotations

import json
from types import SimpleNamespace

import numpy as np
import pytest

from detente.explain.indicators import plain, relation, ties, told, verdict
from detente.explain.tracking import tie
from tests.figures import read, runs


def of(*readings):
    return runs.run(readings=readings)


def test_a_series_that_moves_as_the_study_says_is_told_so():
    run = read.run(count=1)
    (found, missing) = ties(run)
    assert found.agrees is True
    assert "1.0 (1.0 to 1.0) over 28 periods, as the study says" in verdict(found)
    assert missing.agrees is None


def test_a_series_that_moves_the_other_way_is_told_so():
    run = of(read.reading("deals", [-year for year in read.YEARS], direction="rises"))
    assert "−1.0 (−1.0 to −1.0) over 28 periods, against what the study says" in "\n".join(told(run))


@pytest.mark.parametrize(("direction", "agrees"), [("falls", True), ("rises", False)])
def test_the_sign_is_held_against_the_direction_that_the_study_gives(direction, agrees):
    run = of(read.reading("deals", [-year for year in read.YEARS], direction=direction))
    assert ties(run)[0].agrees is agrees


def test_draws_that_differ_in_sign_give_no_verdict():
    run = of(read.reading("votes", read.YEARS))
    up = np.asarray(run.first_paths)
    mixed = SimpleNamespace(**{**vars(run), "first_paths": np.concatenate([up, 100 - up])})
    (found,) = ties(mixed)
    assert found.agrees is None
    assert "neither way in all draws" in verdict(found)


def test_too_few_periods_and_no_variation_are_said():
    years = [np.nan] * 24 + [1.0, 2.0, 3.0, 4.0]
    assert verdict(ties(of(read.reading("votes", years)))[0]).startswith("only 4 periods")
    assert "does not vary" in verdict(ties(of(read.reading("votes", [7.0] * 28)))[0])


def test_the_lag_is_told_in_months():
    run = of(read.reading("deals", read.YEARS, lag=24.0))
    assert relation(run, tie(run, run.readings[0])) == "rises as “Arms for Arland” rises, 24 months later"


def test_why_a_series_was_not_read_is_said_and_how_to_mend_it_is_kept():
    run = read.run(count=1)
    assert "  trade: nothing of `trade` is held here" in list(told(run))
    kept = {one["id"]: one for one in plain(run)}
    assert kept["trade"] == kept["trade"] | {"fix": "add it", "rank_correlation": None, "agrees": None}
    assert kept["votes"]["rank_correlation"]["median"] == pytest.approx(1)
    assert json.loads(json.dumps(plain(run), allow_nan=False)) == plain(run)


def test_where_nothing_was_read_the_head_says_so():
    assert next(told(read.run(count=0))) == "Indicators    1 named, none of them read"
