"""Random games of several actors over two or three issues, for the laws of exchange."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays


class Game(NamedTuple):
    position: np.ndarray
    salience: np.ndarray
    capability: np.ndarray

    @property
    def weight(self) -> np.ndarray:
        return np.where(np.isfinite(self.position), self.salience * self.capability, 0.0)

    def listed(self, actors: np.ndarray, issues: np.ndarray) -> Game:
        return Game(*(each[actors][:, issues] for each in self))


_points = st.one_of(st.integers(0, 20).map(lambda n: n * 5.0), st.integers(0, 400).map(lambda n: n / 4))
_salience = st.integers(0, 20).map(lambda n: n / 20)
_capability = st.one_of(st.just(0.0), st.integers(1, 64).map(lambda n: n / 16))


@st.composite
def games(draw: st.DrawFn, *, gaps: bool = True) -> Game:
    """Round numbers, so that ties and actors that stand at the outcome are common; some take no part in an issue."""
    shape = (draw(st.integers(2, 6)), draw(st.integers(2, 3)))
    position = draw(arrays(np.float64, shape, elements=_points))
    if gaps:
        position[draw(arrays(bool, shape, elements=st.integers(0, 9).map(lambda n: n == 0)))] = np.nan
    salience = draw(arrays(np.float64, shape, elements=_salience))
    return Game(position, salience, draw(arrays(np.float64, shape, elements=_capability)))


@st.composite
def uneven(draw: st.DrawFn, *, at_most: int = 8) -> Game:
    """Numbers without pattern, of three places: hardly two gains are the same, or anybody stands at an outcome."""
    lot = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    shape = (draw(st.integers(2, at_most)), draw(st.integers(2, 4)))
    capability = np.repeat(lot.uniform(0.1, 2, (shape[0], 1)), shape[1], axis=1)
    return Game(*(each.round(3) for each in (lot.uniform(0, 100, shape), lot.uniform(0.05, 1, shape), capability)))
