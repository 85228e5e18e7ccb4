"""Draws per second of the engine and of its peers on the same study; a process of its own, one for each setting.

    python -m bench.rates STUDY --cores N --draws N [--peers N] [--gpu]      prints JSON

Peers: the plain loop, the Mesa model and the vectorised loop, each on the assumption values of the engine's own first
draws. That all give the same levels is measured first, without noise; rates mean nothing where they do not.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    from detente.study.nouns import Study


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("study")
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--draws", type=int, default=20480)
    parser.add_argument("--peers", type=int, default=0)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--gpu", action="store_true")
    asked = parser.parse_args()
    if not asked.gpu:
        _hold_to(asked.cores)  # before JAX counts the cores
        os.environ["JAX_PLATFORMS"] = "cpu"
    from detente.study.reading import read

    study = read((Path(asked.study) / "study.yaml").read_bytes(), Path(asked.study).name)
    json.dump(measure(study, asked), sys.stdout)


def measure(study: Study, asked: argparse.Namespace) -> dict[str, Any]:
    """Agreement of engine and peers, then the draws per second of each."""
    import jax

    device = jax.devices()[0]
    found: dict[str, Any] = {"platform": device.platform, "device": device.device_kind, "cores": _cores()}
    if asked.gpu and device.platform != "gpu":
        return found
    found |= engine_rate(study, draws=asked.draws, workers=asked.cores, repeats=asked.repeats)
    if asked.peers:
        found |= peer_rates(study, few=asked.peers, many=256, repeats=asked.repeats)
    return found


def peer_rates(study: Study, *, few: int, many: int, repeats: int) -> dict[str, Any]:
    """Largest difference of each peer from the engine, points, and its draws per second."""
    from bench import mesa_model, plain_loop, vectorised_loop

    movement, draws = engine_movement(study, many)
    found: dict[str, Any] = kernel_rates(study, repeats)
    found |= {"steps": movement.shape[1] - 1, "range": [float(movement.min()), float(movement.max())]}
    peers = {"loop": (plain_loop, few), "mesa": (mesa_model, few), "vectorised": (vectorised_loop, many)}
    for name, (peer, count) in peers.items():
        mine = draws[:count]
        levels = peer.histories(study, mine, seed=1)
        found[f"{name}_draws"] = count
        found[f"{name}_gap"] = float(abs(levels[:, 0] - movement[:count]).max())
        found |= _rates(name, count, _took(lambda p=peer, d=mine: p.histories(study, d, seed=1), repeats))
    return found


def engine_rate(study: Study, *, draws: int, workers: int, repeats: int) -> dict[str, float]:
    """Seconds of the first call, which compiles, and draws per second of those after it."""
    from detente.engine.draws import simulate

    first, _ = _took(lambda: simulate(study, draws=2048, seed=0, workers=workers), 1)
    after = _took(lambda: simulate(study, draws=draws, seed=1, workers=workers), repeats)
    return {"first_call_s": first, **_rates("engine", draws, after)}


def kernel_rates(study: Study, repeats: int) -> dict[str, float]:
    """Draws per second of the engine's histories alone, without sampling before them and quantiles after."""
    import jax

    from detente.engine import kernel
    from detente.engine.arrays import lower
    from detente.engine.block import BATCH
    from detente.engine.sample import BLOCK, sample, shocks

    lowered = lower(study)
    columns, noise = sample(lowered, 1, 0), shocks(lowered, 1, 0)

    def histories() -> None:
        with jax.enable_x64(new_val=True):
            for a in range(0, BLOCK, BATCH):
                part = slice(a, a + BATCH)
                jax.block_until_ready(
                    kernel.histories(
                        lowered.tables,
                        columns[:, part],
                        noise[:, :, part],
                        shape=lowered.shape,
                        watch=("movement", "level"),
                        dtype="float64",
                    )
                )

    histories()  # compiles
    return _rates("kernel", BLOCK, _took(histories, repeats))


def engine_movement(study: Study, count: int) -> tuple[np.ndarray, Sequence[Mapping[str, float]]]:
    """Movement (level without noise) of the engine's first draws in float64, `draw time issue`, and their values."""
    import jax
    import numpy as np

    from detente.engine import kernel
    from detente.engine.arrays import lower
    from detente.engine.sample import sample

    lowered = lower(study)
    columns = sample(lowered, 1, 0)[:, :count]
    issues = lowered.labels.issues
    quiet = np.zeros((lowered.shape.steps + 1, len(issues), count))
    with jax.enable_x64(new_val=True):
        beginning, series = kernel.histories(
            lowered.tables, columns, quiet, shape=lowered.shape, watch=("movement",), dtype="float64"
        )
    movement = np.concatenate([np.asarray(beginning)[None, len(issues) :], np.asarray(series)])
    ours = [issues.index(q.id) for q in study.issues]
    values = [dict(zip(lowered.column.keys, map(float, column), strict=True)) for column in columns.T]
    return np.moveaxis(movement[:, ours], -1, 0), values


def _took(work: Callable[[], Any], repeats: int) -> tuple[float, float]:
    """Seconds on the clock and of processor time, medians; the second hardly feels other work on the machine."""
    clock: list[float] = []
    processor: list[float] = []
    for _ in range(repeats):
        began = perf_counter(), process_time()
        work()
        clock.append(perf_counter() - began[0])
        processor.append(process_time() - began[1])
    return median(clock), median(processor)


def _rates(name: str, draws: int, took: tuple[float, float]) -> dict[str, float]:
    return {f"{name}_rate": draws / took[0], f"{name}_work_rate": draws / took[1]}


def _hold_to(cores: int) -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


if __name__ == "__main__":
    main()
