"""Who sets each issue's level when; and inside each party who weighs most, and whether its small game is held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

import numpy as np
from jaxtyping import Float

from detente.engine.conduct import WATCH, Conduct, conduct
from detente.engine.trials import Trials
from detente.explain.made import Made, made
from detente.study import calendar
from detente.study.nouns import Issue, Study

ALONE: Mapping[str, str] = {"consent": "least willing", "unilateral": "most willing"}
"""Rules under which one party sets the level alone, and which one that is. Under others all have a say."""

LEAD = 1 / 3
"""A party leads where its share is by more than this above that of the next: about two draws in three of two."""

BRIEF = 1 / 40
"""Spans shorter than this share of the time told are told within a longer one beside them."""

_EDGE = 1e-9  # a weight that differs by less is as large

Series = Float[np.ndarray, " step"]
Game = Literal["big", "small"]


@dataclass(frozen=True)
class Weight:
    """What a faction weighs in its own game on an issue, step by step; 0 to 1."""

    faction: str
    game: Game
    share: Series  # mean over draws of its share of the game's weight; 0 where nobody has any
    p5: Series  # between which the middle 90 % of draws lie
    p95: Series
    heaviest: Series  # share of draws in which nobody in its game weighs more; split where several weigh as much


@dataclass(frozen=True)
class Party:
    """What a party of an issue does, step by step."""

    party: str
    sets: Series  # share of draws in which it sets the level alone, 0 to 1; ties split. Else its mean say
    error: Series  # standard error of that share
    band: Series  # median over draws, points
    held_below: Series  # share of draws in which its small game would go higher than the band lets it
    held_above: Series  # would go lower
    weights: tuple[Weight, ...]


@dataclass(frozen=True)
class Contest:
    """Who sets one issue's level, step by step; parties in the study's order. Their shares add up to 1."""

    issue: str
    rule: str
    parties: tuple[Party, ...]
    tied: Series  # share of draws in which several set it together; none under a rule that gives all a say

    @property
    def which(self) -> str:
        """Which party sets the level alone: the least or the most willing; empty where none does."""
        return ALONE.get(self.rule, "")


@dataclass(frozen=True)
class Willing:
    """Who sets which level when; steps are those of the study."""

    made: Made
    days: tuple[str, ...]  # first day of each step
    now: int  # the present step
    contests: tuple[Contest, ...]

    def on(self, issue: str) -> Contest:
        """The contest on an issue."""
        return next(c for c in self.contests if c.issue == issue)


def willing(study: Study, *, draws: int, seed: int) -> Willing:
    """Find out who sets each level at each step, over draws.

    Under `consent` it is the party whose policy, with what its dependence lets it be pulled, is the lowest; under
    `unilateral` the one whose policy is the highest; where several are within 1e-9 points of that, they share the draw.
    Under any other rule a party's share is how much the agreement moves with its policy.
    """
    trials = Trials(study, draws=draws, seed=seed)
    past = trials.run(watch=WATCH)
    told: dict[str, list[_Told]] = {q.id: [] for q in study.issues}
    for some in conduct(past):
        for issue in study.issues:
            told[issue.id].append(_Told.of(study, issue, some[issue.id]))
    span, steps = study.span, trials.lowered.shape.steps
    first = calendar.index(span.start, span.step)
    return Willing(
        made=made(study, seed=seed, draws=draws),
        days=tuple(calendar.first_day(first + k, span.step).isoformat() for k in range(steps)),
        now=calendar.steps(span.start, span.now, span.step) - 1,
        contests=tuple(_contest(study, issue, told[issue.id]) for issue in study.issues),
    )


@dataclass(frozen=True)
class Stretch:
    """Steps through which the same party leads, or none does."""

    first: int  # step
    last: int
    leader: str  # empty: none
    shares: Mapping[str, tuple[float, float]]  # of each party: its lowest and its highest share there, 0 to 1
    tied: float  # mean share of draws in which several set it together


def stretches(contest: Contest, first: int, last: int, draws: int) -> tuple[Stretch, ...]:
    """Who leads from one step to another, as stretches of time; short ones are told within a longer one beside them.

    A party leads where its share is above that of the next by a third of the draws, and by more than two standard
    errors. What is told of a stretch holds at every step of it; only its leader may not, for less than a fortieth of
    the time.
    """
    shares = np.array([p.sets[first : last + 1] for p in contest.parties])
    names = [p.party for p in contest.parties]
    runs = [[k, len(list(same))] for k, same in groupby(_leaders(shares, draws))]
    least = BRIEF * (last + 1 - first)
    while len(runs) > 1 and min(length for _, length in runs) < least:
        k = min(range(len(runs)), key=lambda j: runs[j][1])
        beside = max((j for j in (k - 1, k + 1) if 0 <= j < len(runs)), key=lambda j: runs[j][1])
        runs[k][0] = runs[beside][0]
        runs = [[leader, sum(n for _, n in same)] for leader, same in _grouped(runs)]
    found: list[Stretch] = []
    at = 0
    for leader, length in runs:
        part = slice(at, at + length)
        found.append(
            Stretch(
                first + at,
                first + at + length - 1,
                names[leader] if leader >= 0 else "",
                {n: (float(s[part].min()), float(s[part].max())) for n, s in zip(names, shares, strict=True)},
                float(contest.tied[first:][part].mean()),
            )
        )
        at += length
    return tuple(found)


def _grouped(runs: Sequence[Sequence[int]]) -> list[tuple[int, list[Sequence[int]]]]:
    return [(leader, list(same)) for leader, same in groupby(runs, key=lambda run: run[0])]


def _leaders(shares: Float[np.ndarray, "party step"], draws: int) -> list[int]:
    """Number of the party that leads at each step; -1: none.

    The variance of the difference of two shares is at most their sum less its square, over the draws.
    """
    if len(shares) == 1:
        return [0] * shares.shape[1]
    order = np.argsort(-shares, axis=0, kind="stable")
    top, next_one = (np.take_along_axis(shares, order[k : k + 1], axis=0)[0] for k in (0, 1))
    gap = top - next_one
    error = np.sqrt(np.maximum(top + next_one - gap**2, 0.0) / draws)
    return [int(k) for k in np.where(gap > np.maximum(LEAD, 2 * error), order[0], -1)]


@dataclass(frozen=True)
class _Told:
    """What is told of some steps of one issue, over all draws."""

    parties: Mapping[str, Mapping[str, Series]]
    weights: Mapping[str, Mapping[str, Series]]
    tied: Series

    @staticmethod
    def of(study: Study, issue: Issue, seen: Conduct) -> _Told:
        parties = {
            p: {
                "sets": seen.decides[:, k].mean(axis=-1),
                "error": _error(seen.decides[:, k]),
                "band": np.median(seen.band[:, k], axis=-1),
                "held_below": seen.held_below[:, k].mean(axis=-1),
                "held_above": seen.held_above[:, k].mean(axis=-1),
            }
            for k, p in enumerate(seen.parties)
        }
        several = (seen.decides > 0).sum(axis=1) > 1 if issue.rule in ALONE else np.zeros_like(seen.decides[:, 0])
        weights: dict[str, Mapping[str, Series]] = {}
        for members in _games(study, issue).values():
            weights |= _weighed({f: seen.weights[f] for f in members})
        return _Told(parties, weights, several.mean(axis=-1))


def _games(study: Study, issue: Issue) -> dict[tuple[str, Game], list[str]]:
    """The factions that hold a position on an issue, by polity and game."""
    held = {p.faction for p in issue.positions}
    found: dict[tuple[str, Game], list[str]] = {}
    for f in study.factions:
        if f.id in held and f.polity in issue.parties:
            found.setdefault((f.polity, f.game), []).append(f.id)
    return found


def _weighed(weights: Mapping[str, Float[np.ndarray, "step draw"]]) -> dict[str, Mapping[str, Series]]:
    """What the factions of one game weigh beside each other."""
    weight = np.stack(list(weights.values()))
    total = weight.sum(axis=0)
    share = np.divide(weight, total, out=np.zeros_like(weight), where=total > 0)
    most = (share >= share.max(axis=0) - _EDGE) & (total > 0)
    heaviest = (most / np.maximum(most.sum(axis=0), 1)).mean(axis=-1)
    low, high = np.quantile(share, (0.05, 0.95), axis=-1, method="median_unbiased")
    mean = share.mean(axis=-1)
    return {f: {"share": mean[k], "p5": low[k], "p95": high[k], "heaviest": heaviest[k]} for k, f in enumerate(weights)}


def _error(values: Float[np.ndarray, "step draw"]) -> Series:
    draws = values.shape[-1]
    return values.std(axis=-1, ddof=1) / draws**0.5 if draws > 1 else np.zeros(len(values))


def _contest(study: Study, issue: Issue, told: Sequence[_Told]) -> Contest:
    members = _games(study, issue)

    def joined(of: Sequence[Mapping[str, Series]]) -> dict[str, Series]:
        return {name: np.concatenate([part[name] for part in of]) for name in of[0]}

    def party(name: str) -> Party:
        games: tuple[Game, ...] = ("big", "small")
        own: list[tuple[str, Game]] = [(f, game) for game in games for f in members.get((name, game), ())]
        weights = tuple(Weight(faction=f, game=g, **joined([t.weights[f] for t in told])) for f, g in own)
        return Party(name, **joined([t.parties[name] for t in told]), weights=weights)

    tied = np.concatenate([t.tied for t in told])
    return Contest(issue.id, issue.rule, tuple(party(p) for p in issue.parties), tied)
