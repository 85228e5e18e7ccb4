"""Whose is the model's change of a level between two dates: what was under way, and the share of each driver.

The change is that of the level without noise. A driver's share is its Shapley value: what it adds when it runs its
course instead of being held as it stood at the first date, on average over all orders in which drivers could do so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from jaxtyping import Float

from detente.engine.coalitions import WIDTH, Absent
from detente.engine.trials import Histories, Trials
from detente.explain import attribution, order, players
from detente.explain.attribution import Attribution, Window
from detente.explain.change import Roots, Together, told
from detente.explain.made import made
from detente.explain.players import Player
from detente.explain.spread import spread
from detente.study import calendar
from detente.study.nearest import nearest
from detente.study.nouns import Study
from detente.study.problems import DetenteError

WATCHED = ("movement", "line", "strength")
"""What a run must keep so that it can be asked for its roots."""

NAMED = 2
"""Interactions that are named, at most."""

Progress = Callable[[int, int], None]


def roots(
    study: Study,
    *,
    issue: str,
    first: date,
    last: date,
    groups: Sequence[str] = (),
    absent: Absent | None = None,
    draws: int = 200,
    seed: int = 1,
    orders: int = 16,
    done: Progress | None = None,
) -> Roots:
    """Whose is the model's change of an issue's level from the end of one step to the end of a later one.

        v(S)      = level at the end when the drivers outside S are held as they stood in the first step
        share[i]  = Shapley value of driver i in v
        under way = v(nobody) - level at the beginning

    In points, per draw; all parts add up to the change. Drivers of a group are one player. `absent` says whether
    drivers outside S are `held` or switched off (`zero`); where it is not said they are held, and switching them
    off is tried beside it in a few draws. Above 12 players `orders` random orders stand for all.

    Raises:
        DetenteError: a group is wrong, or nothing moves the level in the window.

    Source: Shapley (1953), Contributions to the Theory of Games II, 307-317; for pairs Grabisch and Roubens (1999),
    Int. J. Game Theory 28, 547-565.
    """
    everyone = players.grouped(study, groups)
    trials = Trials(study, draws=draws, seed=seed)
    past = trials.run(watch=WATCHED)
    asked = _Asked(issue, first, last, everyone, absent or "held", max(2, orders - orders % 2))
    found = _roots(past, asked, asked.absent, done)
    if absent is not None or not players.in_force(past, trials.instant(first)):
        return found
    few = past.some(np.arange(-(-draws // -(-draws // WIDTH))))  # a lot of the same size
    other = _roots(few, asked, "zero", None)
    here, there = _stated(found), _stated(other)
    apart = {pair: min(points, there[pair[1], pair[0]]) for pair, points in here.items() if pair[::-1] in there}
    seen = [pair for pair in apart if apart[pair] >= 0.5 * 10.0**-found.digits]  # not only beyond the digits shown
    return replace(found, otherwise=other, reversed=tuple(sorted(seen, key=lambda pair: (-apart[pair], pair))))


def shares(
    past: Histories,
    issue: str,
    first: date,
    last: date,
    causes: Sequence[str],
    *,
    absent: Absent = "held",
    pairs: int = 4,
) -> Float[np.ndarray, "cause draw"]:
    """Share of drivers, and of origins as sums of theirs, in the model's change of a level between two dates, per draw.

    As in `roots`: 0.1 is a tenth of the change; it may be negative or above 1. NaN where the level ends where it
    began. `past` watches movement, line and strength. Where there are many drivers, `pairs` random orders and their
    reverses stand for all.

    Raises:
        DetenteError: one is neither a driver nor an origin.
    """
    study, trials = past.trials.study, past.trials
    known = {o: frozenset(d.id for d in study.drivers if d.origin == o) for o in players.origins(study)}
    known |= {d.id: frozenset([d.id]) for d in study.drivers}
    for cause in causes:
        if cause not in known:
            raise DetenteError(f"`{cause}` is neither a driver nor an origin", nearest(cause, known))
    a, b = trials.instant(first), trials.instant(last)
    able = players.movers(past, issue, a, b, players.grouped(study), absent)
    change = past.movement(issue, last) - past.movement(issue, first)
    change = np.where(np.abs(change) < order.SAME, np.nan, change)
    if not able:
        return np.zeros((len(causes), 1)) / change
    inside = np.array([[p.name in known[c] for p in able] for c in causes]).reshape(len(causes), len(able))
    return attribution.added_by(Window(past, issue, a, b, absent, able), inside, pairs) / change


@dataclass(frozen=True)
class _Asked:
    issue: str
    first: date
    last: date
    everyone: tuple[Player, ...]
    absent: Absent  # as asked; the other is tried beside it
    orders: int


def _roots(past: Histories, asked: _Asked, absent: Absent, done: Progress | None) -> Roots:
    trials, study = past.trials, past.trials.study
    a, b = trials.instant(asked.first), trials.instant(asked.last)
    able = players.movers(past, asked.issue, a, b, asked.everyone, absent)
    window = Window(past, asked.issue, a, b, absent, able)
    of = attribution.attribution(window, asked.orders, done)
    spelled = [calendar.spell(day, study.span.step) for day in (asked.first, asked.last)]
    if max(np.abs(of.added[:, -1]).max(initial=0.0), np.abs(of.under_way[-1]).max()) < order.SAME:
        raise DetenteError(
            f"nothing moves `{asked.issue}` from {spelled[0]} to {spelled[1]}, in any of {trials.draws:,} draws",
            "ask about a longer time, or about another issue",
        )
    ranked = [int(k) for k in np.argsort(-of.added[:, -1].mean(axis=1), kind="stable")]
    added, error = of.added[ranked], of.error[np.ix_(ranked, ranked)]
    exceeds = order.exceeds(added[:, -1], error)
    parts = told(
        past.movements(asked.issue)[[a, b]], of.under_way[-1], added[:, -1], [able[k] for k in ranked],
        _origins(study, asked.everyone), order.ranks(exceeds), np.sqrt(np.maximum(np.diag(error), 0.0)),
    )  # fmt: skip
    points = np.concatenate([of.under_way[None], added])
    return Roots(
        made=made(study, seed=trials.seed, draws=trials.draws),
        issue=asked.issue,
        title=next(q.title for q in study.issues if q.id == asked.issue),
        first=spelled[0],
        last=spelled[1],
        polities=tuple(p.id for p in study.polities),
        absent=absent,
        orders=of.orders,
        digits=parts.digits,
        start=parts.start,
        end=parts.end,
        change=parts.change,
        under_way=parts.under_way,
        drivers=parts.drivers,
        origins=parts.origins,
        idle=_idle(asked.everyone, able),
        together=_together(window, of) if asked.absent == absent else (),
        days=_days(study, (a, *of.instants)),
        points=np.concatenate([np.zeros_like(points[:, :1]), points], axis=1),
        exceeds=exceeds,
    )


def _origins(study: Study, everyone: Sequence[Player]) -> dict[str, str]:
    """The origins that any driver has, in the study's order; last those of groups that mix them."""
    had = {p.origin for p in everyone}
    titles = players.origins(study) | {players.MIXED: "groups of mixed origin"}
    return {origin: title for origin, title in titles.items() if origin in had}


def _idle(everyone: Sequence[Player], able: Sequence[Player]) -> tuple[str, ...]:
    moving = {d for p in able for d in p.drivers}
    return tuple(d for p in everyone for d in p.drivers if d not in moving)


def _together(window: Window, of: Attribution) -> tuple[Together, ...]:
    found = [
        Together(window.players[i].name, window.players[j].name, spread(pair.points), pair.error)
        for (i, j), pair in attribution.interactions(window, of).items()
    ]
    return tuple(sorted(found, key=lambda t: -abs(t.points.mean))[:NAMED])


def _stated(of: Roots) -> dict[tuple[str, str], float]:
    """Pairs of drivers whose order is stated, and by how many points they differ; idle ones stand at nothing."""
    means = {p.name: p.points.mean for p in of.drivers}
    names = list(means)
    pairs = [(int(i), int(j)) for i, j in np.argwhere(of.exceeds)]
    found = {(names[i], names[j]) for i, j in pairs}
    for name, points in zip(names, of.points[1:, -1], strict=True):
        found |= {(name, idle) for idle in of.idle if (points > order.SAME).mean() >= order.AGREE}
        found |= {(idle, name) for idle in of.idle if (points < -order.SAME).mean() >= order.AGREE}
    return {(a, b): means.get(a, 0.0) - means.get(b, 0.0) for a, b in found}


def _days(study: Study, instants: Sequence[int]) -> tuple[str, ...]:
    start = calendar.index(study.span.start, study.span.step)
    return tuple(calendar.first_day(start + k, study.span.step).isoformat() for k in instants)
