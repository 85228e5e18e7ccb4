"""Histories of a study straight from the kernel, in double precision and in the study's own order."""

from __future__ import annotations

from dataclasses import dataclass

import jax
import numpy as np

from detente.engine import kernel
from detente.engine.arrays import Lowered, lower
from detente.engine.sample import sample, shocks
from detente.study.nouns import Study

WATCH = ("level", "movement", "agreement", "line", "policy", "strength")


@dataclass(frozen=True)
class Histories:
    """Series as (step or instant, what, draw), the numbers drawn, and the shocks (instant, issue, draw)."""

    series: dict[str, np.ndarray]
    drawn: list[dict[str, float]]
    shocks: np.ndarray

    def one(self, name: str, what: int = 0) -> np.ndarray:
        """One series of the first draw."""
        return self.series[name][:, what, 0]


def histories(study: Study, *, seed: int = 0, draws: int = 1, unitary: bool = False) -> Histories:
    lowered: Lowered = lower(study, unitary=unitary)
    columns, noise = sample(lowered, seed, 0)[:, :draws], shocks(lowered, seed, 0)[:, :, :draws]
    with jax.enable_x64(new_val=True):
        begin, packed = kernel.histories(
            lowered.tables, columns, noise, shape=lowered.shape, watch=WATCH, dtype="float64"
        )
    begin, packed = np.asarray(begin), np.asarray(packed)
    labels, found, a = lowered.labels, {}, 0
    issues = [q.id for q in study.issues]
    pairs = [(p, q.id) for q in study.issues for p in q.parties]
    drivers = [d.id for d in study.drivers]
    for name, axis, order in zip(
        WATCH,
        (*[labels.issues] * 3, *[labels.pairs] * 2, labels.drivers),
        (*[issues] * 3, *[pairs] * 2, drivers),
        strict=True,
    ):
        part = packed[:, a : a + len(axis)]
        if name in {"level", "movement"}:
            part = np.concatenate([begin[None, a : a + len(axis)], part])
        a += len(axis)
        found[name] = part[:, [axis.index(x) for x in order]]
    drawn = [dict(zip(lowered.column.keys, column, strict=True)) for column in columns.T]
    return Histories(found, drawn, noise[:, [labels.issues.index(q) for q in issues]])
