"""A measure as a grid: state by state by period, for pictures and for work with xarray."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from jaxtyping import Float, Int

from detente.measuring.answer import Alignment

if TYPE_CHECKING:
    import xarray as xr

VALUES = ("value", "low", "high", "n")


class Cube(NamedTuple):
    """One column of a tidy table on a grid; NaN where there is no row. Symmetric measures stand on both sides."""

    states: Int[np.ndarray, " state"]  # Correlates of War codes, ascending
    periods: np.ndarray  # ascending: whole numbers, or months as datetime64[D]
    values: Float[np.ndarray, "state state period"]


def cube(answer: Alignment, column: str = "value") -> Cube:
    """One column of an answer's table, in the vintage that is shown, on a grid."""
    frame = answer.shown
    a, b = (frame.get_column(side).to_numpy() for side in ("a", "b"))
    states = np.unique(np.concatenate([a, b]))
    periods, at = np.unique(frame.get_column("period").to_numpy(), return_inverse=True)
    values = np.full((len(states), len(states), len(periods)), np.nan)
    first, second = np.searchsorted(states, a), np.searchsorted(states, b)
    values[first, second, at] = frame.get_column(column).cast(float).to_numpy()
    if answer.measure.symmetric:
        values[second, first, at] = values[first, second, at]
    return Cube(states, periods, values)


def grid(answer: Alignment) -> xr.Dataset:
    """The value, its central 90 % interval and n of every two states in every period.

    Dimensions are a, b (three-letter codes; names and Correlates of War codes beside them) and period. Symmetric
    measures stand on both sides of the diagonal, which is empty. Cells without a row are NaN.
    """
    import xarray as xr

    cubes = {name: cube(answer, name) for name in VALUES}
    states, periods, _ = cubes["value"]
    coordinates: dict[str, Any] = {"period": periods}
    for side in ("a", "b"):
        coordinates[side] = [answer.code(int(s)) for s in states]
        coordinates[f"{side}_name"] = (side, [answer.name(int(s)) for s in states])
        coordinates[f"{side}_cow"] = (side, states)
    return xr.Dataset(
        {name: (("a", "b", "period"), one.values) for name, one in cubes.items()},
        coords=coordinates,
        attrs={
            "title": answer.title,
            "measure": answer.found.measure,
            "by": answer.by,
            "record": "; ".join(f"{o.series} {o.vintage}" for o in answer.origins),
            "vintage": answer.vintage,
        },
    )
