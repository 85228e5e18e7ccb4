"""The model of DESIGN section 4 as one would write it by hand: a NumPy loop over draws and steps.

It shares no code with the engine and reads nothing but a study's nouns. A draw is a mapping from an assumption's
key to its value; an uncertain date is `<event's key>/when` (a step), an uncertain happening `<event's key>/happens`
(0 or 1).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from detente.study import calendar
from detente.study.nouns import Assumption, Event, Issue, Polity, Study

Draw = Mapping[str, float]

NOISE_HALF_LIFE = 12.0  # months


def histories(study: Study, draws: Sequence[Draw], seed: int) -> NDArray[np.float64]:
    """Movement and level of every issue at the start of each step and at the end: `draw kind time issue`."""
    rng = np.random.default_rng(seed)
    model = PlainLoop(study)
    return np.stack([np.stack(model.run(draw, rng)) for draw in draws])


class PlainLoop:
    """What is the same in every draw: who is who, and which cause moves what."""

    def __init__(self, study: Study) -> None:
        """Number the factions, issues, polities and causes of a study."""
        self.study = study
        self.month = calendar.months_per_step(study.span.step)
        self.steps = calendar.steps(study.span.start, study.span.until, study.span.step)
        self.faction = {f.id: i for i, f in enumerate(study.factions)}
        self.issue = {q.id: i for i, q in enumerate(study.issues)}
        self.polity = {p.id: i for i, p in enumerate(study.polities)}
        self.cause = {c: k for k, c in enumerate([d.id for d in study.drivers] + [q.id for q in study.issues])}
        self.big, self.small = (
            np.array([[f.polity == p.id and f.game == game for f in study.factions] for p in study.polities], float)
            for game in ("big", "small")
        )
        self.bargains = [(q, [self.polity[p] for p in q.parties]) for q in study.issues]
        t = np.arange(self.steps)
        self.active = np.array(
            [
                (t >= (0 if f.active_from is None else self.step(f.active_from)))
                & (t <= (self.steps if f.active_until is None else self.step(f.active_until)))
                for f in study.factions
            ],
            dtype=float,
        )
        if any(p.solver != "mean" for p in study.polities):
            raise NotImplementedError("the plain loop knows the weighted mean only")

    def step(self, day: calendar.date) -> int:
        """The step that contains a day."""
        return calendar.index(day, self.study.span.step) - calendar.index(self.study.span.start, self.study.span.step)

    def run(self, draw: Draw, rng: np.random.Generator) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """One draw: movement and level, `time issue`."""
        study = self.study
        x0, s0, c0, b0, d0, lock0 = self.base(draw)
        by = self.effects(draw)
        strength = np.array([self.driver(d.events, draw) for d in study.drivers]).reshape(-1, self.steps)
        start = np.array([draw[q.start.key] for q in study.issues])
        rise = 1 - 2.0 ** (-self.month / np.array([draw[q.rise.key] for q in study.issues]))
        fall = 1 - 2.0 ** (-self.month / np.array([draw[q.fall.key] for q in study.issues]))

        movement = np.empty((self.steps + 1, len(study.issues)))
        movement[0] = start
        line = np.tile(start, (len(study.polities), 1))
        agreement = np.empty(len(study.issues))
        for t in range(self.steps):
            cause = np.concatenate([strength[:, t], (movement[t] - start) / 100])
            x = np.clip(x0 + by["position"] @ cause, 0, 100)
            s = np.clip(s0 + by["salience"] @ cause, 0, 1)
            c = c0 * np.exp(by["capability"] @ cause) * self.active[:, t]
            b = np.clip(b0 + by["band"] @ cause, 0, 100)
            d = np.clip(d0 + by["dependence"] @ cause, 0, 1)
            lock = np.clip(lock0 + by["lock-in"] @ cause, 0, 1)
            w = c[:, None] * s
            line = mean(self.big, w, x, otherwise=line)
            policy = np.clip(mean(self.small, w, x, otherwise=line), line - b, line + b)
            for q, (issue, parties) in enumerate(self.bargains):
                agreement[q] = agree(issue.rule, policy[parties, q], d[q][np.ix_(parties, parties)])
            gap = agreement - movement[t]
            move = rise * np.maximum(gap, 0) - fall * (1 - lock) * np.maximum(-gap, 0)
            movement[t + 1] = np.clip(movement[t] + move, 0, 100)
        return movement, np.clip(movement + self.noise(draw, rng), 0, 100)

    def base(self, draw: Draw) -> tuple[NDArray[np.float64], ...]:
        """Base values of the six levers; a faction without a position on an issue has salience 0 there."""
        study = self.study
        factions, issues, polities = len(self.faction), len(self.issue), len(self.polity)
        x, s = np.zeros((factions, issues)), np.zeros((factions, issues))
        b, d = np.zeros((polities, issues)), np.zeros((issues, polities, polities))
        for q, issue in enumerate(study.issues):
            for seat in issue.positions:
                x[self.faction[seat.faction], q] = draw[seat.at.key]
                s[self.faction[seat.faction], q] = draw[seat.salience.key]
        for p, polity in enumerate(study.polities):
            for q, issue in enumerate(study.issues):
                b[p, q] = value(draw, polity.band.get(issue.id))
                for other, j in self.polity.items():
                    d[q, p, j] = value(draw, pull(polity, other, issue))
        c = np.array([draw[f.capability.key] for f in study.factions])
        lock = np.array([value(draw, q.lock_in) for q in study.issues])
        return x, s, c, b, d, lock

    def effects(self, draw: Draw) -> dict[str, NDArray[np.float64]]:
        """For each lever, how far each cause at strength 1 moves each of its targets; the last axis is the cause."""
        factions, issues, polities, causes = len(self.faction), len(self.issue), len(self.polity), len(self.cause)
        by = {
            "position": np.zeros((factions, issues, causes)),
            "salience": np.zeros((factions, issues, causes)),
            "capability": np.zeros((factions, causes)),
            "band": np.zeros((polities, issues, causes)),
            "dependence": np.zeros((issues, polities, polities, causes)),
            "lock-in": np.zeros((issues, causes)),
        }
        for e in self.study.effects:
            size, k = draw[e.by.key], self.cause[e.cause]
            on = self.issue[e.on] if e.on else slice(None)
            if e.moves in ("position", "salience"):
                # only where the faction plays: nothing gives a salience to those who have no position
                if any(p.faction == e.of for p in self.study.issues[self.issue[e.on]].positions):
                    by[e.moves][self.faction[e.of], on, k] += size
            elif e.moves == "capability":
                by[e.moves][self.faction[e.of], k] += np.log(size)
            elif e.moves == "band":
                by[e.moves][self.polity[e.of], on, k] += size
            elif e.moves == "dependence":
                by[e.moves][on, self.polity[e.of], self.polity[e.upon], k] += size
            else:
                by[e.moves][on, k] += size
        return by

    def driver(self, events: Sequence[Event], draw: Draw) -> NDArray[np.float64]:
        """Strength of a driver at each step: 1 - prod(1 - s)."""
        without = np.ones(self.steps)
        for strength in self.strengths(events, draw):
            without *= 1 - strength
        return 1 - without

    def strengths(self, events: Sequence[Event], draw: Draw) -> Iterator[NDArray[np.float64]]:
        """Strength of each event at each step."""
        t = np.arange(self.steps)
        for e in events:
            first = draw[f"{e.key}/when"] if e.on is None else self.step(e.on)
            since = t - first  # 0 in the first step
            full = max(value(draw, e.builds) / self.month, 1.0)  # steps until it has its full strength
            strength = draw[e.strength.key] * np.clip((since + 1) / full, 0, 1)
            if e.probability is not None:
                strength = strength * draw[f"{e.key}/happens"]
            if e.fades is not None:
                faded = np.maximum(since + 1 - full, 0) * self.month / draw[e.fades.key]
                strength = strength * 2.0**-faded
            if e.until is not None:
                strength[t > self.step(e.until)] = 0
            elif not e.lasts and e.fades is None:
                strength[t != first] = 0
            yield strength

    def noise(self, draw: Draw, rng: np.random.Generator) -> NDArray[np.float64]:
        """What the model does not explain: a first-order autoregression, stationary from the first step."""
        deviation = np.array([draw[q.noise.key] for q in self.study.issues])
        kept = 2.0 ** (-self.month / NOISE_HALF_LIFE)
        shock = rng.standard_normal((self.steps + 1, len(deviation)))
        u = np.empty_like(shock)
        u[0] = deviation * shock[0]
        for t in range(self.steps):
            u[t + 1] = kept * u[t] + np.sqrt(1 - kept**2) * deviation * shock[t + 1]
        return u


def mean(
    who: NDArray[np.float64], w: NDArray[np.float64], x: NDArray[np.float64], otherwise: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Mean position of each polity's factions in a game, by weight; something else where nobody has weight."""
    total = who @ w
    return np.where(total > 0, who @ (w * x) / np.where(total > 0, total, 1), otherwise)


def agree(rule: str, y: NDArray[np.float64], d: NDArray[np.float64]) -> float:
    """Where the parties' policies meet. `d[i, j]` is how far party i can be pulled by party j."""
    if rule == "unilateral":
        return y.max()
    if rule == "weighted" and len(y) > 1:
        others = len(y) - 1
        weight = np.maximum(1 + d.sum(axis=0) / others - d.sum(axis=1) / others, 0)
        return weight @ y / weight.sum()
    return (y + (d * np.maximum(y[None, :] - y[:, None], 0)).max(axis=1)).min()


def pull(polity: Polity, other: str, issue: Issue) -> Assumption | None:
    """How far a polity can be pulled by another on an issue: what is said for the issue, else for all."""
    if other == polity.id:
        return None
    return polity.dependence.get((other, issue.id), polity.dependence.get((other, "")))


def value(draw: Draw, assumption: Assumption | None) -> float:
    """Value of an assumption; 0 where nothing is said."""
    return 0.0 if assumption is None else draw[assumption.key]
