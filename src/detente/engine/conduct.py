"""What the parties of every issue do at each step: who sets its level, who weighs, whose small game its band holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from detente.engine import kernel, response
from detente.engine.anatomy import WATCH
from detente.engine.block import BATCH
from detente.engine.paths import Standing
from detente.engine.shape import Shape, Tables
from detente.engine.stances import Tally
from detente.engine.trials import Histories

__all__ = ["WATCH", "Conduct", "conduct"]

STEPS = 24
"""Steps that are looked at together."""

_ALIKE = 9  # decimals to which policies must agree to be one


class Conduct(NamedTuple):
    """What the parties of one issue do in some steps, draw by draw; parties in the engine's order.

    `decides`, `held_below` and `held_above` are as in `Stance`; `band` is in points. `weights` are those of the
    factions that hold a position there.
    """

    parties: tuple[str, ...]
    decides: Float[np.ndarray, "step party draw"]
    held_below: Float[np.ndarray, "step party draw"]
    held_above: Float[np.ndarray, "step party draw"]
    band: Float[np.ndarray, "step party draw"]
    weights: Mapping[str, Float[np.ndarray, "step draw"]]


def conduct(past: Histories) -> Iterator[dict[str, Conduct]]:
    """For some steps after the other, all through the history: the conduct of each issue's parties.

    `past` watches `WATCH`, as for an anatomy.
    """
    lowered = past.trials.lowered
    columns, steps = past.trials.columns(), lowered.shape.steps
    places = _places(past)
    for a in range(0, steps, STEPS):
        some = slice(a, min(a + STEPS, steps))
        with jax.enable_x64(new_val=True):
            found: list[_Found] = [_found(lowered.tables, _wide(columns), _standing(past, a), shape=lowered.shape)]
        cut = _Found(*(np.asarray(of)[: some.stop - a, ..., : columns.shape[1]] for of in found[0]))
        yield {
            issue: _of_issue(past, row, cut, some, places[issue]) for row, issue in enumerate(past.trials.labels.issues)
        }


class _Found(NamedTuple):
    band: Float[Any, "step pair draw"]
    free: Float[Any, "step pair draw"]
    dependence: Float[Any, "step tie draw"]
    weight: Float[Any, "step faction pair draw"]


@partial(jax.jit, static_argnames=("shape",))
def _found(tables: Tables, columns: Float[Array, "assumption draw"], at: Standing, *, shape: Shape) -> _Found:
    fixed = kernel.fix(shape, tables, columns)

    def seen(at: Standing) -> _Found:
        levers = response.stand(tables, fixed, at.cause, response.capability(tables, fixed, at.cause, at.t))
        wide = levers._replace(band=jnp.full_like(levers.band, 100.0))
        _, free, _ = response.meet(shape, tables, wide, at.line)
        return _Found(levers.band, free, levers.dependence, response.weight_of(tables, levers))

    found: list[_Found] = [jax.lax.map(seen, at)]
    return found[0]


def _standing(past: Histories, first: int) -> Standing:
    """Causes and last lines of some steps, the last one repeated where there are no more."""
    arrays, tables = past.arrays, past.trials.lowered.tables
    steps = np.minimum(np.arange(first, first + STEPS), past.trials.lowered.shape.steps - 1)
    begun = arrays["movement"][0][tables.pair_issue]
    lines = np.where((steps == 0)[:, None, None], begun, arrays["line"][np.maximum(steps - 1, 0)])
    return Standing(steps.astype(float), _wide(arrays["strength"][steps]), _wide(lines))


def _wide(of: np.ndarray) -> np.ndarray:
    """Draws filled up to whole batches, the last one repeated, so that a few draws share one compiled function."""
    return np.pad(of, [*[(0, 0)] * (of.ndim - 1), (0, -of.shape[-1] % BATCH)], mode="edge")


def _of_issue(past: Histories, row: int, found: _Found, steps: slice, seats: Mapping[str, tuple[int, int]]) -> Conduct:
    bargain = past.trials.lowered.shape.bargains[row]
    pairs = list(bargain.pairs)
    parties = tuple(past.trials.labels.pairs[k][0] for k in pairs)
    policy, line = (past.arrays[name][steps][:, pairs] for name in ("policy", "line"))
    dependence = found.dependence[:, slice(*bargain.ties)]
    dependence = dependence.reshape(len(policy), len(pairs), len(pairs), -1)
    facts = Tally(bargain.rule, parties).facts(
        np.round(policy, _ALIKE), line, found.free[:, pairs], found.band[:, pairs], dependence
    )
    return Conduct(
        parties,
        facts.decides,
        facts.held_below.astype(float),
        facts.held_above.astype(float),
        found.band[:, pairs],
        {faction: found.weight[:, seat[0], seat[1]] for faction, seat in seats.items()},
    )


def _places(past: Histories) -> dict[str, dict[str, tuple[int, int]]]:
    """Row and pair of each faction that holds a position, by issue."""
    labels = past.trials.labels
    held = {(p.faction, q.id) for q in past.trials.study.issues for p in q.positions}
    found: dict[str, dict[str, tuple[int, int]]] = {issue: {} for issue in labels.issues}
    for k, seat in enumerate(labels.seats):
        if seat is not None and seat in held:
            found[seat[1]][seat[0]] = divmod(k, len(labels.pairs))
    return found
