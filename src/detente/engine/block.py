"""One block of draws, from its sampled assumptions to what a run keeps of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import accumulate, pairwise
from threading import Lock
from typing import Any

import jax
import numpy as np
from jaxtyping import Bool, Float, Float32

from detente.engine import kernel
from detente.engine.arrays import Lowered
from detente.engine.quantiles import quantiles
from detente.engine.sample import sample, shocks

Watch = tuple[str, ...]

BATCH = 64
"""Draws that go through the kernel together; a batch's numbers stay in a processor's own cache."""

KEPT = 1000
"""Draws of which a run keeps the paths and the assumptions."""

ALWAYS: Watch = ("level", "movement", "agreement", "line", "policy", "strength")
FIRST: Watch = (*ALWAYS, "position", "weight")


@dataclass(frozen=True, slots=True)
class Window:
    """What a question counts: draws whose level passes a threshold at one of some instants."""

    issue: int
    test: str
    threshold: float
    first: int  # instant
    last: int


@dataclass(frozen=True, slots=True)
class Block:
    """What a run keeps of a block, in the kernel's order: levels and movements at instants, all else in steps."""

    draws: int
    quantiles: Mapping[str, Float[np.ndarray, "quantile step series"]]
    means: Mapping[str, Float[np.ndarray, "step series"]]
    hits: tuple[int, ...]
    paths: Float32[np.ndarray, "draw time issue"]  # of the first block's first 1,000 draws
    samples: Float[np.ndarray, "draw assumption"]


def run_block(
    lowered: Lowered,
    windows: Sequence[Window],
    *,
    seed: int,
    block: int,
    draws: int,
    watch: Watch = ALWAYS,
    unitary: Lowered | None = None,
) -> Block:
    """Sample and run the first `draws` draws of a block with the kernel that watches `watch`.

    With `unitary`, the same draws of the study without tiers are run beside, and more is kept: all that is watched,
    paths and assumptions.
    """
    columns = sample(lowered, seed, block)
    noise = shocks(lowered, seed, block)
    batches = list(_batches(lowered, columns, noise, draws, watch))
    issues = len(lowered.labels.issues)
    level = [b.instants[:, :issues] for b in batches]
    names = ALWAYS[2:] if unitary is None else watch[2:]
    wide = widths(lowered, names)
    summaries = [
        _summary(("level", "movement"), (issues, issues), [b.instants for b in batches], draws),
        _summary(names, wide, [b.steps[:, : sum(wide)] for b in batches], draws),
    ]
    hits = tuple(_hits(window, level, draws) for window in windows)
    if unitary is None:
        return Block(draws, *_joined(summaries), hits, paths=np.empty((0, 0, 0), np.float32), samples=np.empty((0, 0)))
    alone = [b.instants[:, :issues] for b in _batches(unitary, columns, noise, draws, watch)]
    apart = [a - b for a, b in zip(level, alone, strict=True)]
    summaries += [_summary(("unitary",), (issues,), alone, draws), _summary(("tiers",), (issues,), apart, draws)]
    paths = np.concatenate(level, axis=-1)[:, :, : min(draws, KEPT)]
    return Block(
        draws, *_joined(summaries), hits, paths=np.moveaxis(paths, -1, 0), samples=columns[:, : min(draws, KEPT)].T
    )


_one_compiles = Lock()  # the first call of a shape compiles; other threads wait instead of compiling it too


@dataclass(frozen=True, slots=True)
class _Batch:
    instants: Float32[np.ndarray, "time instant_series draw"]  # levels, movements
    steps: Float32[np.ndarray, "step step_series draw"]  # all else


def _batches(
    lowered: Lowered, columns: np.ndarray, noise: np.ndarray, draws: int, watch: tuple[str, ...]
) -> Iterator[_Batch]:
    split = 2 * len(lowered.labels.issues)
    for a in range(0, draws, BATCH):
        part = slice(a, a + BATCH)
        with jax.enable_x64(new_val=True), nullcontext() if a else _one_compiles:
            found: list[tuple[jax.Array, jax.Array]] = [
                kernel.histories(lowered.tables, columns[:, part], noise[:, :, part], shape=lowered.shape, watch=watch)
            ]
        beginning, series = (np.asarray(of) for of in found[0])
        yield _Batch(np.concatenate([beginning[None], series[:, :split]]), series[:, split:])


def widths(lowered: Lowered, names: Sequence[str]) -> tuple[int, ...]:
    """How many series each of some watched fields has."""
    labels = lowered.labels
    issues, pairs, seats = len(labels.issues), len(labels.pairs), len(labels.seats)
    width = {
        "level": issues,
        "movement": issues,
        "agreement": issues,
        "line": pairs,
        "policy": pairs,
        "strength": len(labels.drivers) + issues,
        "position": seats,
        "weight": seats,
    }
    return tuple(width[name] for name in names)


_Summary = dict[str, tuple[np.ndarray, np.ndarray]]


def _summary(names: Sequence[str], widths: Sequence[int], parts: list[np.ndarray], draws: int) -> _Summary:
    found, means = quantiles(parts, draws)
    ends = pairwise(accumulate(widths, initial=0))
    return {name: (found[:, :, a:b], means[:, a:b]) for name, (a, b) in zip(names, ends, strict=True)}


def _joined(summaries: Sequence[_Summary]) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    every = {name: pair for summary in summaries for name, pair in summary.items()}
    return {name: found for name, (found, _) in every.items()}, {name: mean for name, (_, mean) in every.items()}


def _hits(window: Window, level: Sequence[np.ndarray], draws: int) -> int:
    return int(np.count_nonzero(np.concatenate([came_true(window, part) for part in level])[:draws]))


def came_true(window: Window, level: Float[np.ndarray, "time issue draw"]) -> Bool[np.ndarray, " draw"]:
    """In which draws what a question asks for comes to pass."""
    over = level[window.first : window.last + 1, window.issue]
    found: np.ndarray = passes(window.test, over, window.threshold).any(axis=0)
    return found


def passes(test: str, level: Any, threshold: float) -> Any:
    """Whether a level is one a question asks for: reached from below, fallen to, above or below."""
    match test:
        case "reaches":
            return level >= threshold
        case "falls-to":
            return level <= threshold
        case "above":
            return level > threshold
        case _:
            return level < threshold
