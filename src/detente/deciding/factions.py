"""The factions of a polity at a date, as an actor table: a study's big game, asked of all models."""

from __future__ import annotations

from datetime import date

import numpy as np

from detente.engine.muster import Member, muster
from detente.engine.trials import Trials
from detente.study import calendar
from detente.study.assumptions import Quantity
from detente.study.nearest import nearest
from detente.study.nouns import Study
from detente.study.problems import DetenteError
from detente.tables import ActorTable, Cell, Issue

DRAWS = 512
"""Draws of the study from which medians and ranges are taken."""


def faction_table(study: Study, *, polity: str | None, issue: str | None, at: date | None, seed: int) -> ActorTable:
    """The factions that play the big game of a polity on an issue: medians, with ranges that hold 90 % of draws.

    Without `at`: the present of the study. The reference point is the level at that date.

    Raises:
        DetenteError: the study has several polities or issues and none is named, or no such date.
    """
    issue = _one("issue", issue, [q.id for q in study.issues], study.headline_issue)
    parties = next(q.parties for q in study.issues if q.id == issue)
    polity = _one("polity", polity, list(parties), None)
    day = study.span.now if at is None else at
    if not study.span.start <= day <= study.span.until:
        raise DetenteError(f"{day} is not in the study", f"give a day from {study.span.start} to {study.span.until}")
    trials = Trials(study, draws=DRAWS, seed=seed)
    past = trials.run(watch=("movement", "strength"))
    step = min(max(calendar.steps(study.span.start, day, study.span.step) - 1, 0), trials.lowered.shape.steps - 1)
    names = {f.id: f.title for f in study.factions}
    playing = {k: m for k, m in muster(past, polity, issue, step).items() if m.big and np.median(m.capability) > 0}
    if len(playing) < 2:
        raise DetenteError(
            f"fewer than two factions of {polity} play its big game on {issue} at {day}", "see its tiers"
        )
    ids = [f.id for f in study.factions if f.id in playing]
    columns = {c: np.array([[float(np.median(getattr(playing[f], c)))] for f in ids]) for c in _COLUMNS}
    level = float(np.median(past.movement(issue, day)))
    return ActorTable(
        actors=tuple(names[f] for f in ids),
        issues=(Issue(issue, (0.0, 100.0), level, "points"),),
        position=columns["position"],
        salience=columns["salience"],
        capability=columns["capability"],
        title=f"{study.title}: the big game of {polity} on {issue}, {day}",
        ranges=tuple(c for k, f in enumerate(ids) for c in _cells(playing[f], k)),
    )


_COLUMNS = ("position", "salience", "capability")
_BOUNDS = {"position": (0.0, 100.0), "salience": (0.0, 1.0), "capability": (0.0, np.inf)}


def _cells(member: Member, actor: int) -> list[Cell]:
    """The ranges of one faction's numbers; none where all draws have the same."""
    found: list[Cell] = []
    for column in _COLUMNS:
        low, high = (float(v) for v in np.quantile(getattr(member, column), (0.05, 0.95)))
        if high > low and (column != "capability" or low > 0):
            law = "log-normal" if column == "capability" else "normal"
            spelled = f"{low:.3g} to {high:.3g}"
            found.append(Cell(column, actor, 0, Quantity(law, low, high, _BOUNDS[column], spelled)))
    return found


def _one(what: str, named: str | None, known: list[str], otherwise: str | None) -> str:
    if named is not None:
        if named not in known:
            raise DetenteError(f"there is no {what} `{named}` there", nearest(named, known))
        return named
    if otherwise is not None:
        return otherwise
    if len(known) == 1:
        return known[0]
    raise DetenteError(f"which {what}?", f"name it: `--{what} {known[0]}` ({', '.join(known)})")
