"""The same model once more, as a patient programmer would write it: NumPy over all draws at each step.

The plain loop is what one writes first; this is what one writes when that is too slow. It shows how much of the
engine's lead is owed to taking many draws together, and how much to compiling. Draws are given as to `plain_loop`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bench.plain_loop import NOISE_HALF_LIFE, Draw, PlainLoop, pull
from detente.study.nouns import Event, Study

Values = dict[str, NDArray[np.float64]]  # an assumption's value in every draw


def histories(study: Study, draws: Sequence[Draw], seed: int) -> NDArray[np.float64]:
    """Movement and level of every issue at the start of each step and at the end: `draw kind time issue`."""
    rng = np.random.default_rng(seed)
    model = PlainLoop(study)
    values = {key: np.array([draw[key] for draw in draws]) for key in draws[0]}
    movement = run(model, values, len(draws))
    deviation = np.stack([values[q.noise.key] for q in study.issues])
    kept = 2.0 ** (-model.month / NOISE_HALF_LIFE)
    u = rng.standard_normal(movement.shape) * deviation
    for t in range(model.steps):
        u[t + 1] = kept * u[t] + np.sqrt(1 - kept**2) * u[t + 1]
    return np.stack([movement, np.clip(movement + u, 0, 100)]).transpose(3, 0, 1, 2)


def run(model: PlainLoop, values: Values, draws: int) -> NDArray[np.float64]:
    """Movement, `time issue draw`."""
    study = model.study
    issues = len(study.issues)
    base, arrows = levers(model, values, draws)
    strength = np.stack([driver(model, d.events, values, draws) for d in study.drivers], axis=1)
    start, rise, fall = (
        np.stack([values[getattr(q, name).key] for q in study.issues]) for name in ("start", "rise", "fall")
    )
    rise, fall = 1 - 2.0 ** (-model.month / rise), 1 - 2.0 ** (-model.month / fall)
    big, small = member_lists(model.big), member_lists(model.small)
    movement = np.empty((model.steps + 1, issues, draws))
    movement[0] = start
    line = np.repeat(start[None], len(study.polities), axis=0)
    agreement = np.empty((issues, draws))
    for t in range(model.steps):
        cause = np.concatenate([strength[t], (movement[t] - start) / 100])
        now = {lever: value.copy() for lever, value in base.items()}
        for lever, slot, size, k in arrows:
            now[lever][slot] += size * cause[k]
        x = now["position"].clip(0, 100)
        w = (np.exp(now["capability"]) * model.active[:, t, None])[:, None] * now["salience"].clip(0, 1)
        b, d, lock = now["band"].clip(0, 100), now["dependence"].clip(0, 1), now["lock-in"].clip(0, 1)
        line = mean(big, w, x, line)
        policy = np.minimum(np.maximum(mean(small, w, x, line), line - b), line + b)
        for q, (issue, parties) in enumerate(model.bargains):
            agreement[q] = agree(issue.rule, policy[parties, q], d[q][np.ix_(parties, parties)])
        gap = agreement - movement[t]
        move = rise * np.maximum(gap, 0) - fall * (1 - lock) * np.maximum(-gap, 0)
        movement[t + 1] = (movement[t] + move).clip(0, 100)
    return movement


Arrow = tuple[str, tuple[int | slice, ...], NDArray[np.float64], int]  # lever, slot, size, cause


def levers(model: PlainLoop, values: Values, draws: int) -> tuple[Values, list[Arrow]]:
    """Base values of the six levers, the draws last (capability on its logarithm), and what moves them."""
    study = model.study
    factions, issues, polities = len(model.faction), len(model.issue), len(model.polity)
    base = {
        "position": np.zeros((factions, issues, draws)),
        "salience": np.zeros((factions, issues, draws)),
        "capability": np.log(np.stack([values[f.capability.key] for f in study.factions])),
        "band": np.zeros((polities, issues, draws)),
        "dependence": np.zeros((issues, polities, polities, draws)),
        "lock-in": np.zeros((issues, draws)),
    }
    seated = {(seat.faction, q.id) for q in study.issues for seat in q.positions}
    for q, issue in enumerate(study.issues):
        for seat in issue.positions:
            base["position"][model.faction[seat.faction], q] = values[seat.at.key]
            base["salience"][model.faction[seat.faction], q] = values[seat.salience.key]
        if issue.lock_in is not None:
            base["lock-in"][q] = values[issue.lock_in.key]
        for p, polity in enumerate(study.polities):
            if issue.id in polity.band:
                base["band"][p, q] = values[polity.band[issue.id].key]
            for other, j in model.polity.items():
                if (pulled := pull(polity, other, issue)) is not None:
                    base["dependence"][q, p, j] = values[pulled.key]
    arrows: list[Arrow] = []
    for e in study.effects:
        on = model.issue[e.on] if e.on else slice(None)
        slot = {
            "position": lambda e=e, on=on: (model.faction[e.of], on),
            "salience": lambda e=e, on=on: (model.faction[e.of], on),
            "capability": lambda e=e: (model.faction[e.of],),
            "band": lambda e=e, on=on: (model.polity[e.of], on),
            "dependence": lambda e=e, on=on: (on, model.polity[e.of], model.polity[e.upon]),
            "lock-in": lambda on=on: (on,),
        }[e.moves]()
        size = values[e.by.key]
        if e.moves != "salience" or (e.of, e.on) in seated:
            arrows.append((e.moves, slot, np.log(size) if e.moves == "capability" else size, model.cause[e.cause]))
    return base, arrows


def driver(model: PlainLoop, events: Sequence[Event], values: Values, draws: int) -> NDArray[np.float64]:
    """Strength of a driver, `time draw`."""
    t = np.arange(model.steps)[:, None]
    without = np.ones((model.steps, draws))
    for e in events:
        first = values[f"{e.key}/when"] if e.on is None else np.full(draws, model.step(e.on))
        full = np.ones(draws) if e.builds is None else np.maximum(values[e.builds.key] / model.month, 1)
        strength = values[e.strength.key] * ((t - first + 1) / full).clip(0, 1)
        if e.probability is not None:
            strength = strength * values[f"{e.key}/happens"]
        if e.fades is not None:
            strength = strength * 2.0 ** -(np.maximum(t - first + 1 - full, 0) * model.month / values[e.fades.key])
        if e.until is not None:
            strength = strength * (t <= model.step(e.until))
        elif not e.lasts and e.fades is None:
            strength = strength * (t == first)
        without *= 1 - strength
    return 1 - without


def member_lists(who: NDArray[np.float64]) -> list[NDArray[np.intp]]:
    """Which factions play a game, polity by polity."""
    return [np.flatnonzero(row) for row in who]


def mean(
    who: list[NDArray[np.intp]], w: NDArray[np.float64], x: NDArray[np.float64], otherwise: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Mean position of each polity's factions by weight, `polity issue draw`; something else where none has weight."""
    pressed = w * x
    total = np.stack([w[members].sum(axis=0) for members in who])
    return np.where(
        total > 0,
        np.stack([pressed[members].sum(axis=0) for members in who]) / np.where(total > 0, total, 1),
        otherwise,
    )


def agree(rule: str, y: NDArray[np.float64], d: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where the parties' policies meet, in every draw."""
    if rule == "unilateral":
        return y.max(axis=0)
    if rule == "weighted" and len(y) > 1:
        weight = np.maximum(1 + (d.sum(axis=0) - d.sum(axis=1)) / (len(y) - 1), 0)
        return (weight * y).sum(axis=0) / weight.sum(axis=0)
    return (y + (d * np.maximum(y[None] - y[:, None], 0)).max(axis=1)).min(axis=0)
