"""Simulates a study: many draws in fixed blocks, spread over threads, reduced block by block."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from multiprocessing import cpu_count

import numpy as np

from detente.engine.arrays import Labels, Lowered, lower
from detente.engine.block import ALWAYS, FIRST, Block, Window, passes, run_block
from detente.engine.quantiles import QUANTILES
from detente.engine.run import AXES, Answer, Run
from detente.engine.sample import BLOCK
from detente.study import calendar
from detente.study.nouns import Question, Study
from detente.study.version import VERSION

MOST_WORKERS = 8
"""Threads used when not told: as many as there are processors, but no more than this."""

FEW_BLOCKS = 4
"""Up to so many blocks, all use the first one's kernel: compiling another takes longer than it saves."""


def simulate(
    study: Study,
    *,
    draws: int,
    seed: int,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Run:
    """Run a study: its levels and all that makes them, as quantiles over draws.

    The same study, seed and draws give the same numbers to the last bit, however many workers share the blocks; fewer
    draws are the first of more. `progress` is told the draws done and the draws asked. Quantiles are the mean of
    the blocks' quantiles, weighted by their draws; positions, weights and the unitary variant are those of the first
    block.
    """
    if draws < 1:
        raise ValueError(draws)
    lowered, unitary = lower(study), lower(study, unitary=True)
    windows = [window(study, q, lowered.labels) for q in study.questions]
    sizes = [min(BLOCK, draws - a) for a in range(0, draws, BLOCK)]

    def job(block: int) -> Block:
        first = block == 0
        return run_block(
            lowered,
            windows,
            seed=seed,
            block=block,
            draws=sizes[block],
            watch=FIRST if first or len(sizes) <= FEW_BLOCKS else ALWAYS,
            unitary=unitary if first else None,
        )

    with ThreadPoolExecutor(workers or min(cpu_count(), MOST_WORKERS)) as pool:
        blocks = _in_order(pool, job, len(sizes))
        total = next(blocks)
        for block in blocks:
            if progress is not None:
                progress(total.draws, draws)
            total = _together(total, block)
    if progress is not None:
        progress(draws, draws)
    return _run(study, seed, lowered, total)


def _in_order(pool: ThreadPoolExecutor, job: Callable[[int], Block], count: int) -> Iterator[Block]:
    """Blocks in their order, with only a few of them under way at a time."""
    waiting: deque[Future[Block]] = deque()
    for block in range(count):
        waiting.append(pool.submit(job, block))
        if len(waiting) > MOST_WORKERS:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _together(total: Block, block: Block) -> Block:
    """The mean of two blocks by their draws; what only the first block has stays as it is there."""
    draws = total.draws + block.draws
    share = block.draws / draws

    def mean(of: Mapping[str, np.ndarray], more: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        return {name: a + share * (more[name] - a) if name in more else a for name, a in of.items()}

    hits = tuple(a + b for a, b in zip(total.hits, block.hits, strict=True))
    return replace(
        total,
        draws=draws,
        hits=hits,
        quantiles=mean(total.quantiles, block.quantiles),
        means=mean(total.means, block.means),
    )


def window(study: Study, question: Question, labels: Labels) -> Window:
    """What a question counts."""
    by = _instant(study, question.by)
    first = by if question.test in {"above", "below"} else _instant(study, study.span.now) + 1
    return Window(labels.issues.index(question.issue), question.test, question.threshold, first, by)


def _instant(study: Study, day: date) -> int:
    """The end of the step that contains a day, as the number of its instant."""
    return calendar.steps(study.span.start, day, study.span.step)


def _run(study: Study, seed: int, lowered: Lowered, total: Block) -> Run:
    """Put a run's numbers into the study's own order."""
    labels = lowered.labels
    issues = [q.id for q in study.issues]
    pairs = [(p, q.id) for q in study.issues for p in q.parties]
    seats = [(p.faction, q.id) for q in study.issues for p in q.positions if (p.faction, q.id) in labels.seats]
    order = {
        "issue": [labels.issues.index(q) for q in issues],
        "driver": [labels.drivers.index(d.id) for d in study.drivers],
        "pair": [labels.pairs.index(pair) for pair in pairs],
        "seat": [labels.seats.index(seat) for seat in seats],
    }
    found = {name: total.quantiles[name][..., order[axes[1]]] for name, axes in AXES.items()}
    present, middle = _instant(study, study.span.now), QUANTILES.index(0.5)
    held = {q: float(found["level"][middle, present, k]) for k, q in enumerate(issues)}
    start = calendar.index(study.span.start, study.span.step)
    days = [calendar.first_day(start + k, study.span.step) for k in range(lowered.shape.steps + 1)]
    return Run(
        study=study,
        seed=seed,
        draws=total.draws,
        version=VERSION,
        time=np.array(days, "datetime64[D]"),
        pairs=tuple(pairs),
        seats=tuple(seats),
        assumptions=lowered.column.keys,
        quantiles=found,
        means={name: total.means[name][..., order[axes[1]]] for name, axes in AXES.items()},
        first_paths=total.paths[:, :, order["issue"]],
        samples=total.samples,
        answers=tuple(
            Answer(q, hits, hits / total.draws, bool(passes(q.test, held[q.issue], q.threshold)))
            for q, hits in zip(study.questions, total.hits, strict=True)
        ),
    )
