"""Sensitivity: which uncertain numbers a level depends on, by slopes, by Morris, by Sobol, and as a tornado."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
from jaxtyping import Float

from detente.engine.trials import Columns, Trials
from detente.explain import morris, sobol
from detente.explain.estimate import Estimate, mean
from detente.explain.gradient import gradients
from detente.explain.inputs import HIGH, LOW, Input, held, inputs, placed
from detente.explain.made import Made, made
from detente.explain.spread import Spread, spread
from detente.study import calendar
from detente.study.nearest import nearest
from detente.study.nouns import Study
from detente.study.problems import DetenteError

if TYPE_CHECKING:
    import xarray as xr

Method = Literal["gradient", "morris", "sobol", "all"]
METHODS = ("gradient", "morris", "sobol", "all")

PerDraw = Float[np.ndarray, " draw"]

TOGETHER = 16_384
"""Runs that are asked for at a time, so that batches run side by side and memory stays small."""

OTHERS = "all others"
"""The group that holds every input beside the top ones, for Sobol's indices."""


@dataclass(frozen=True)
class Bar:
    """What one input does to the level. Points, but for Sobol's indices, which are shares of variance."""

    input: Input
    slope: Spread  # for one standard deviation, over draws
    size: Estimate  # mean over draws of its absolute value
    low: Spread  # change of the level as drawn, draw by draw, when the input goes to its 5 % point
    high: Spread  # the same at its 95 % point
    swing: Spread  # from the one to the other
    walk: float | None  # Morris' mean effect of the whole way from 5 to 95 %, signed (mu)
    effect: Estimate | None  # Morris' mean size of that effect (mu*)
    bends: float | None  # Morris' standard deviation of it (sigma)
    first: Estimate | None  # Sobol's first-order index
    total: Estimate | None  # Sobol's total index
    tied: bool = False  # its interval and that of the bar above overlap: the order between them is not known

    @property
    def order(self) -> Estimate:
        """What bars are ordered by: the total index, else Morris' size, else the gradient's."""
        return self.total or self.effect or self.size


@dataclass(frozen=True)
class Sensitivity:
    """The inputs that matter most for a level without noise, first those that matter most; and all, in `all_…`."""

    made: Made
    issue: str
    title: str
    at: str
    day: date
    method: Method
    level: Spread
    bars: tuple[Bar, ...]
    others: tuple[Estimate, Estimate] | None  # Sobol's first-order and total index of everything else together
    runs: dict[str, int]  # by method
    all_inputs: tuple[Input, ...]
    all_slopes: Float[np.ndarray, " input"]  # mean for one standard deviation
    all_sizes: Float[np.ndarray, " input"]
    all_effects: Float[np.ndarray, " input"] | None  # Morris' mu*

    @property
    def dataset(self) -> xr.Dataset:
        """Slope, size and Morris' effect of all inputs, by key."""
        import xarray as xr

        points = {"units": "points"}
        found = {"slope": ("assumption", self.all_slopes, points), "size": ("assumption", self.all_sizes, points)}
        if self.all_effects is not None:
            found["effect"] = ("assumption", self.all_effects, points)
        return xr.Dataset(found, coords={"assumption": [i.key for i in self.all_inputs]})


def sensitivity(
    study: Study,
    issue: str,
    day: date,
    *,
    method: Method = "all",
    top: int = 12,
    draws: int = 512,
    trajectories: int = 40,
    seed: int = 1,
) -> Sensitivity:
    """Which uncertain numbers an issue's level without noise depends on, at the end of the step that contains a day.

    Gradient: mean over draws of slope × σ and of its size, for all inputs (`detente.explain.gradient`).
    Morris: elementary effects of all inputs, each walking from its 5 to its 95 % point (`…morris`).
    Sobol: first-order and total indices of the `top` inputs by Morris' size, with all others drawn along as one
    group, so that indices are shares of the level's whole variance (`…sobol`); needs Morris first.
    Tornado: the level when one of the top inputs goes to its 5 and to its 95 % point, all others as drawn.

    Draws are the base size of Sobol's design, cut to a power of 2. Bars come in order of the total index, else of
    Morris' size, else of the gradient's.

    Raises:
        DetenteError: no such method; nothing is uncertain; SALib is needed and not installed.
    """
    if method not in METHODS:
        raise DetenteError(f"`{method}` is no method", nearest(method, METHODS))
    asked = _Asked(Trials(study, draws=draws, seed=seed), issue, day)
    found = inputs(asked.trials)
    slopes = gradients(asked.trials, found, issue, day)
    sizes, effects, shares = np.abs(slopes), None, {}
    runs = {"gradient": draws, "tornado": 2 * min(top, len(found)) * draws}
    if method != "gradient":
        effects = morris.effects(_walk(asked, found, LOW), len(found), trajectories=trajectories, seed=seed)
        runs["morris"] = effects.runs
    strength = sizes.mean(axis=1) if effects is None else effects.size
    chosen = [int(k) for k in np.argsort(-strength, kind="stable")[:top]]
    if method in {"sobol", "all"}:
        names = [item.key if k in chosen else OTHERS for k, item in enumerate(found)]
        indices = sobol.indices(_walk(asked, found, 0.0), names, base=2 ** int(np.log2(draws)), seed=seed)
        shares = {name: _index(indices, k) for k, name in enumerate(dict.fromkeys(names))}
        chosen.sort(key=lambda k: -shares[found[k].key][1].value)
        runs["sobol"] = indices.runs
    base = asked.level(asked.trials.columns())
    ends = _ends(asked, [found[k] for k in chosen])
    bars = [
        _bar(found[k], slopes[k], base, pair, _walked(effects, k), shares.get(found[k].key))
        for k, pair in zip(chosen, ends, strict=True)
    ]
    return Sensitivity(
        made=made(study, seed=seed, draws=draws),
        issue=issue,
        title=next(q.title for q in study.issues if q.id == issue),
        at=calendar.spell(day, study.span.step),
        day=day,
        method=method,
        level=spread(base),
        bars=_tied(bars),
        others=shares.get(OTHERS),
        runs=runs,
        all_inputs=found,
        all_slopes=slopes.mean(axis=1),
        all_sizes=sizes.mean(axis=1),
        all_effects=None if effects is None else effects.size,
    )


class _Asked(NamedTuple):
    """What is asked about: the level of an issue at a date, in draws of a study."""

    trials: Trials
    issue: str
    day: date

    def level(self, columns: Columns) -> PerDraw:
        """The level without noise where the numbers are these."""
        return self.trials.outcomes(columns, self.issue, self.day)


def _walk(asked: _Asked, found: Sequence[Input], least: float) -> morris.Outcome:
    """The level as a function of inputs between 0 and 1, which stand for shares from `least` to 1 - `least`."""
    return lambda x: asked.level(placed(asked.trials, found, least + (1 - 2 * least) * x))


def _ends(asked: _Asked, items: Sequence[Input]) -> Iterator[tuple[PerDraw, PerDraw]]:
    """The level where one input lies at its 5 % point, and at its 95 % point, for each of some inputs."""
    draws = asked.trials.draws
    some = max(1, TOGETHER // (2 * draws))
    for first in range(0, len(items), some):
        columns = [held(asked.trials, item, at) for item in items[first : first + some] for at in (LOW, HIGH)]
        levels = asked.level(np.concatenate(columns, axis=1)).reshape(-1, 2, draws)
        yield from ((low, high) for low, high in levels)


class _Walk(NamedTuple):
    mean: float | None = None
    size: Estimate | None = None
    deviation: float | None = None


def _walked(effects: morris.Effects | None, k: int) -> _Walk:
    if effects is None:
        return _Walk()
    size = Estimate(*(float(of[k]) for of in (effects.size, effects.low, effects.high)))
    return _Walk(float(effects.mean[k]), size, float(effects.deviation[k]))


def _bar(
    item: Input,
    slopes: PerDraw,
    base: PerDraw,
    ends: tuple[PerDraw, PerDraw],
    walk: _Walk,
    shares: tuple[Estimate, Estimate] | None,
) -> Bar:
    low, high = ends
    first, total = shares or (None, None)
    return Bar(
        input=item,
        slope=spread(slopes),
        size=mean(np.abs(slopes)),
        low=spread(low - base),
        high=spread(high - base),
        swing=spread(high - low),
        walk=walk.mean,
        effect=walk.size,
        bends=walk.deviation,
        first=first,
        total=total,
    )


def _index(indices: sobol.Indices, k: int) -> tuple[Estimate, Estimate]:
    values = [float(of[k]) for of in indices[:6]]
    return Estimate(*values[:3]), Estimate(*values[3:])


def _tied(bars: Sequence[Bar]) -> tuple[Bar, ...]:
    """The same bars, each marked where its interval and that of the bar above overlap."""
    tied = [False, *(b.order.high >= a.order.low for a, b in pairwise(bars))]
    return tuple(replace(bar, tied=mark) for bar, mark in zip(bars, tied, strict=True))
