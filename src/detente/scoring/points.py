"""Points that models forecast on resolved issues: naive ones to beat, and every solver that can say something."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby

import numpy as np
from jaxtyping import Float

from detente import solvers
from detente.scoring.council_votes import COMMISSION, PARLIAMENT
from detente.solvers import NotEnough
from detente.tables.resolved import Resolved, ResolvedIssue, as_table

COMPROMISE = "compromise mean"
"""The model that all others are compared with: the mean position by capability × salience."""


def baselines(resolved: Resolved) -> dict[str, Float[np.ndarray, " issue"]]:
    """The forecasts that need no model, by name; NaN where one says nothing of an issue. In the unit of the scale."""

    def each(forecast: Callable[[ResolvedIssue], float]) -> np.ndarray:
        return np.array([forecast(i) for i in resolved.issues], dtype=float)

    return {
        COMPROMISE: each(lambda i: mean(i.position, i.weight)),
        "capability mean": each(lambda i: mean(i.position, _capability(i))),
        "salience mean": each(lambda i: mean(i.position, i.salience)),
        "unweighted mean": each(lambda i: float(i.position.mean())),
        "weighted median": each(lambda i: median(i.position, i.weight)),
        "salience median": each(lambda i: median(i.position, i.salience)),
        "unweighted median": each(lambda i: median(i.position, np.ones(len(i.position)))),
        "reference point": each(lambda i: np.nan if i.reference is None else i.reference),
        "Commission": each(lambda i: _stance(i, COMMISSION)),
        "Parliament": each(lambda i: _stance(i, PARLIAMENT)),
        "middle of the scale": each(lambda i: sum(i.scale) / 2),
    }


def by_solvers(
    resolved: Resolved, among: Iterable[str] | None = None, *, rounds: int = 10, seed: int = 1
) -> tuple[dict[str, Float[np.ndarray, " issue"]], dict[str, str]]:
    """What each solver settles, by its name, and why it says nothing where it needs what the table does not give.

    Solvers that decide issue by issue are asked about all issues at once, the others about one proposal at a time, as
    they may trade between its issues; where that does not do, about one issue at a time. NaN: no forecast.
    """
    found: dict[str, np.ndarray] = {}
    silent: dict[str, str] = {}
    for name in solvers.names() if among is None else among:
        forecast = np.full(len(resolved.issues), np.nan)
        why = _ask(name, resolved, forecast, rounds, seed)
        if np.isfinite(forecast).any():
            found[name] = forecast
        else:
            silent[name] = why
    return found, silent


def _ask(name: str, resolved: Resolved, forecast: np.ndarray, rounds: int, seed: int) -> str:
    """Fill in what one solver forecasts; says why it could not, the last time it could not."""
    solver, why = solvers.named(name), ""

    def ask(places: list[int]) -> bool:
        nonlocal why
        table = as_table(tuple(resolved.issues[p] for p in places))
        if len(table.actors) > solver.most_actors:
            why = f"more than {solver.most_actors} actors"
            return False
        try:
            forecast[places] = solver.play(table, {}, rounds, seed).settlement
        except NotEnough as said:
            why = said.message
            return False
        return True

    if solver.solve is not None and ask(list(range(len(resolved.issues)))):
        return why
    for together in _by_proposal(resolved):
        if not ask(together) and len(together) > 1:
            for place in together:
                ask([place])
    return why


def _by_proposal(resolved: Resolved) -> list[list[int]]:
    places = sorted(range(len(resolved.issues)), key=lambda p: resolved.issues[p].proposal)
    return [list(group) for _, group in groupby(places, key=lambda p: resolved.issues[p].proposal)]


def mean(position: Float[np.ndarray, " actor"], weight: Float[np.ndarray, " actor"]) -> float:
    """Weighted mean position; NaN where nobody has weight."""
    total = weight.sum()
    return float((weight * position).sum() / total) if total > 0 else float("nan")


def median(position: Float[np.ndarray, " actor"], weight: Float[np.ndarray, " actor"]) -> float:
    """Weighted median position; where half of the weight lies on each side of a gap, its middle. NaN without weight."""
    total = weight.sum()
    if not total > 0:
        return float("nan")
    order = np.argsort(position, kind="stable")
    upto = weight[order].cumsum()
    low = position[order][np.searchsorted(upto, total / 2 * (1 - _ROUNDING))]
    high = position[order][np.searchsorted(upto, total / 2 * (1 + _ROUNDING), side="right")]
    return float((low + high) / 2)


_ROUNDING = 1e-9  # sums of weights within this share of each other count as a tie


def _capability(issue: ResolvedIssue) -> np.ndarray:
    return np.ones(len(issue.actors)) if issue.capability is None else issue.capability


def _stance(issue: ResolvedIssue, institution: frozenset[str]) -> float:
    stance: Mapping[str, float] = {a.lower(): float(x) for a, x in zip(issue.actors, issue.position, strict=True)}
    return next((x for a, x in stance.items() if a in institution), float("nan"))
