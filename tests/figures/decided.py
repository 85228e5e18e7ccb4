"""Decisions that figures show: the delay of the emission standards, played, and any number of others made by hand."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from detente import solvers
from detente.bargaining.play import Play
from detente.deciding.decision import Decision, Made, decide
from detente.deciding.disagreement import disagreements
from detente.deciding.models import Played
from detente.deciding.ranges import BINS, Spread, Swing
from detente.tables import ActorTable, Issue, table

MODELS = ("challenge", "mean", "median")
ROUNDS = 4


@cache
def delay(*, widen: bool = True) -> Decision:
    """Ten governments on how many years a standard is delayed, played by three models."""
    who = ("Netherlands", "Belgium", "Luxembourg", "Germany", "France", "Italy", "UK", "Ireland", "Denmark", "Greece")
    of = table(
        [4, 7, 4, 4, 10, 10, 10, 7, 4, 7],
        [0.8, 0.4, 0.2, 0.8, 0.6, 0.6, 0.9, 0.1, 1, 0.7],
        [0.08, 0.08, 0.03, 0.16, 0.16, 0.16, 0.16, 0.05, 0.05, 0.08],
        actors=who,
        issues=("delay",),
    )
    return decide(of, models=MODELS, widen=10 if widen else None, draws=2048)


def by_hand(actors: int, issues: int = 1, *, scale=(0.0, 100.0), words: str = "{}", models=MODELS) -> Decision:
    """Random positions, and in the place of plays plain numbers: each model settles at a quantile of positions.

    Actors of the challenge model go half of the way in each round, and nobody after the third.
    """
    of = _table(actors, issues, scale, words)
    played = tuple(_played(of, name, (k + 1) / (len(models) + 1)) for k, name in enumerate(models))
    made = Made(of.title, "a" * 64, "0.1.0", 1, 512, ROUNDS)
    found = Decision(made, of, played, disagreements(of, played))
    return replace(found, spreads=tuple(_spreads(found)), swings=tuple(_swings(found)))


def bare(answer: Decision) -> Decision:
    """The same without any range."""
    return replace(answer, spreads=(), swings=(), made=replace(answer.made, draws=0))


def without_points(answer: Decision, *names: str) -> Decision:
    """The same, where those models come to no point."""
    nowhere = np.full(len(answer.table.issues), np.nan)
    played = tuple(
        replace(p, play=replace(p.play, settlement=nowhere)) if p.name in names else p for p in answer.played
    )
    kept = tuple(s for s in answer.spreads if s.model not in names)
    return replace(answer, played=played, spreads=kept, disagreements=disagreements(answer.table, played))


def _table(actors: int, issues: int, scale: tuple[float, float], words: str) -> ActorTable:
    chance = np.random.default_rng(3)
    shape = (actors, issues)
    names = tuple(words.format(f"actor {k}") for k in range(actors))
    return ActorTable(
        actors=names,
        issues=tuple(Issue(words.format(f"issue {q}"), scale, scale[0], "units") for q in range(issues)),
        position=chance.uniform(*scale, shape),
        salience=chance.uniform(0.1, 1, shape),
        capability=chance.lognormal(0, 1, shape),
        title=words.format("A decision"),
    )


def _played(of: ActorTable, name: str, share: float) -> Played:
    settles = np.quantile(of.position, share, axis=0)
    play = Play(settles)
    if name == "challenge":
        way = [of.position + (settles - of.position) * (1 - 0.5 ** min(k, 3)) for k in range(ROUNDS * 2)]
        chance = np.random.default_rng(5)
        pairs = (len(of.actors), *of.position.shape)
        parts = {part: chance.uniform(-2, 2, pairs) for part in ("gain", "threat")}
        play = Play(settles, "settled", np.array(way), np.array([settles] * len(way)), ("nobody moves",), parts)
    return Played(name, solvers.named(name), {}, play)


def _spreads(of: Decision):
    for q, issue in enumerate(of.table.issues):
        low, high = issue.scale
        for k, played in enumerate(of.played):
            at = float(played.play.settlement[q])
            ends = tuple(at + (high - low) * part for part in (-0.1, -0.04, 0.01, 0.05, 0.12))
            counts = [0] * BINS
            counts[10 + k : 14 + k] = [100, 212, 150, 50]
            yield Spread(played.name, issue.name, 512, ends, at, 0.25 * (k == 1), tuple(counts), (low, high))


def _swings(of: Decision):
    model = of.played[0]
    for q, issue in enumerate(of.table.issues):
        base = float(model.play.settlement[q])
        width = issue.scale[1] - issue.scale[0]
        for a, name in enumerate(of.table.actors):
            step = width / (5 + a)
            yield Swing(model.name, issue.name, "position", name, "a range", base - step, base + 2 * step, base)
            yield Swing(model.name, issue.name, "salience", name, "0.4 to 0.6", base, base, base)
