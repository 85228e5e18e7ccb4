"""A measure on a grid holds every row of the tidy table once, on both sides where it has no direction."""

from __future__ import annotations

import numpy as np

from detente.measuring.gridded import cube, grid
from tests.figures import measured


def test_every_row_stands_in_its_cell_and_on_the_other_side():
    answer = measured.everybody()
    found = answer.grid()
    for row in answer.shown.iter_rows(named=True):
        for a, b in ((row["a"], row["b"]), (row["b"], row["a"])):
            cell = found.sel(a=answer.code(a), b=answer.code(b), period=row["period"])
            assert (float(cell.value), float(cell.low), float(cell.high)) == (row["value"], row["low"], row["high"])


def test_cells_without_a_row_and_the_diagonal_are_empty():
    found = grid(measured.everybody())
    assert np.isnan(found.value.sel(a="S365", period=1995)).all()
    for k in range(len(found.a)):
        assert np.isnan(found.value[k, k]).all()


def test_it_says_what_it_is_of_and_who_the_states_are():
    found = grid(measured.everybody())
    assert found.attrs["measure"] == "ideal-point-gap"
    assert found.attrs["record"] == "ideal-points June 2024"
    assert found.attrs["vintage"] == "2024-06 all"
    assert found.sel(a="S365").a_name == "State 365"
    assert found.sel(b="S365").b_cow == 365


def test_a_cube_is_as_large_as_the_states_and_periods_that_there_are():
    states, periods, values = cube(measured.everybody(1990, 1992))
    assert states.tolist() == sorted(measured.BLOCS)
    assert periods.tolist() == [1990, 1991, 1992]
    assert values.shape == (7, 7, 3)
