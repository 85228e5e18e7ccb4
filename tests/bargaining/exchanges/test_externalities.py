"""What a trade does to those who take no part in it."""

from __future__ import annotations

import numpy as np
import pytest

from detente.bargaining.exchanges.externalities import externalities
from detente.bargaining.exchanges.market import trade

POSITION = np.array([[0.0, 0.0], [100.0, 100.0], [80.0, 10.0], [np.nan, 10.0]])
SALIENCE = np.array([[0.1, 0.9], [0.6, 0.5], [0.5, 0.5], [0.0, 1.0]])
WEIGHT = SALIENCE * np.array([[1.0], [1.0], [0.0], [0.0]])


def test_each_actor_gains_what_comes_nearer_and_loses_what_goes_away_by_its_salience():
    (only,) = trade(POSITION, SALIENCE, WEIGHT).trades
    found = externalities(only, POSITION, SALIENCE)
    # the outcomes go from 85.71 to 100 and from 35.71 to 28.57
    assert found[2] == pytest.approx(0.5 * (40 / 7 - 20) + 0.5 * (180 / 7 - 130 / 7), abs=1e-9)
    assert found[:2] == pytest.approx([only.gain] * 2, abs=1e-9)


def test_who_takes_no_part_in_one_of_the_issues_is_left_out():
    (only,) = trade(POSITION, SALIENCE, WEIGHT).trades
    assert externalities(only, POSITION, SALIENCE)[3] == 0.0
