"""A decision as plain data: every settlement, round and matrix by name, for other programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np

from detente.deciding.decision import Decision
from detente.deciding.models import Played
from detente.study.plain import is_list
from detente.tables import ActorTable

MATRICES = ("success", "gain", "threat", "risk", "mean")
"""Parts of a play that are told, where a model has them. The first four are those of round one."""


def plain(answer: Decision) -> dict[str, Any]:
    """Plain data for `--json`."""
    table = answer.table
    return {
        **asdict(answer.made),
        "actors": list(table.actors),
        "issues": [{"name": i.name, "scale": i.scale, "reference": i.reference, "unit": i.unit} for i in table.issues],
        "disagreement": [
            {"issue": d.issue, "spread": d.spread, "scale": d.scale, "camps": [asdict(c) for c in d.camps]}
            for d in answer.disagreements
        ],
        "models": [_model(table, p) for p in answer.played],
        "spreads": [asdict(s) for s in answer.spreads],
        "swings": [asdict(s) for s in answer.swings],
        "why": [asdict(w) for w in answer.why],
        "advice": [asdict(a) for a in answer.advice],
    }


def _model(table: ActorTable, played: Played) -> dict[str, Any]:
    known: dict[str, Any] = {
        "name": played.name,
        "title": played.solver.title,
        "assumes": played.solver.assumes,
        "source": played.solver.source.cite,
        "profile": played.profile,
        "switches": {name: listed(value) for name, value in played.switches.items()},
    }
    if played.play is None:
        return {**known, "settlement": None, "reason": played.reason, "fix": played.fix}
    play = played.play
    names = [i.name for i in table.issues]
    rounds = [] if play.rounds is None else [_positions(table, row) for row in play.rounds]
    settled = (
        [] if play.settlements is None else [dict(zip(names, listed(row), strict=True)) for row in play.settlements]
    )
    return {
        **known,
        "settlement": _by_issue(names, play.settlement),
        "status": play.status,
        "says": list(play.says),
        "rounds": rounds,
        "settlements": settled,
        "parts": {name: _part(table, play.parts[name]) for name in MATRICES if name in play.parts},
    }


def _by_issue(names: list[str], settlement: np.ndarray) -> dict[str, Any]:
    return dict(zip(names, listed(settlement), strict=True))


def _positions(table: ActorTable, row: np.ndarray) -> dict[str, Any]:
    """Positions of one round: a number for each actor, or one for each issue."""
    if len(table.issues) == 1:
        return dict(zip(table.actors, listed(row[:, 0]), strict=True))
    names = [i.name for i in table.issues]
    return {a: dict(zip(names, listed(row[k]), strict=True)) for k, a in enumerate(table.actors)}


def _part(table: ActorTable, part: Any) -> Any:
    """A part without its axis of issues, where there is one issue."""
    array = np.asarray(part)
    return listed(array[..., 0] if len(table.issues) == 1 and array.shape[-1] == 1 else array)


def listed(value: Any) -> Any:
    """Numbers as JSON knows them: what is not finite is null."""
    if isinstance(value, np.ndarray | np.generic):
        return listed(value.tolist())
    if is_list(value):
        return [listed(v) for v in value]
    if isinstance(value, float) and not np.isfinite(value):
        return None
    return value
