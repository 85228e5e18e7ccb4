"""Which effect did how much of a lever's change.

Effects on one lever add up (for capability, on the logarithm), so each did its own share, and where the lever ran into
a bound, the shares shrink alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import numpy as np
from jaxtyping import Float

from detente.engine.arrays import Lowered
from detente.engine.paths import Paths
from detente.engine.trials import Trials
from detente.study.nouns import Effect, Study

Lever = Literal["position", "salience", "capability", "band", "dependence"]

_TOPS = {"position": 100.0, "salience": 1.0, "band": 100.0, "dependence": 1.0}
_STILL = 1e-12  # a lever that moves by less has not moved


class Arrow(NamedTuple):
    """An effect that reaches a lever of one issue's parties."""

    effect: str
    lever: Lever
    place: tuple[int, ...]  # on the desk
    cause: int  # row
    by: Float[np.ndarray, " draw"]  # for capability, on the logarithm


def seats(study: Study, lowered: Lowered, issue: str) -> dict[str, tuple[int, int]]:
    """The factions that hold a position on an issue, with their row and party on the desk."""
    labels = lowered.labels
    (positions,) = [q.positions for q in study.issues if q.id == issue]
    held = {p.faction for p in positions}
    pairs = lowered.shape.bargains[labels.issues.index(issue)].pairs
    rows = range(len(labels.seats) // len(labels.pairs))
    at = {(row, k): labels.seats[row * len(labels.pairs) + pair] for row in rows for k, pair in enumerate(pairs)}
    return {seat[0]: place for place, seat in at.items() if seat is not None and seat[0] in held}


def arrows(trials: Trials, issue: str, parties: Sequence[str], places: dict[str, tuple[int, int]]) -> list[Arrow]:
    """The effects that reach a lever of an issue's parties there; those on lock-in move no lever of theirs."""
    labels, keys = trials.labels, {key: k for k, key in enumerate(trials.keys)}
    causes = {cause: k for k, cause in enumerate((*labels.drivers, *labels.issues))}
    columns = trials.columns()

    def place(effect: Effect) -> tuple[int, ...] | None:
        here = effect.on in {"", issue}
        match effect.moves:
            case "position" | "salience" | "capability":
                return places.get(effect.of) if here else None
            case "band":
                return (parties.index(effect.of),) if here and effect.of in parties else None
            case "dependence":
                both = here and {effect.of, effect.upon} <= set(parties) and effect.of != effect.upon
                return (parties.index(effect.of), parties.index(effect.upon)) if both else None
            case _:
                return None

    found: list[Arrow] = []
    for effect in trials.study.effects:
        at = place(effect)
        if at is not None and effect.moves != "lock-in":
            by = columns[keys[effect.by.key]]
            by = np.log(by) if effect.moves == "capability" else by
            found.append(Arrow(effect.id, effect.moves, at, causes[effect.cause], by))
    return found


def pulls(
    arrows: Sequence[Arrow], found: Paths, stirred: Float[np.ndarray, "step cause draw"], piece: slice
) -> Iterator[Float[np.ndarray, "step draw"]]:
    """What each effect did to the agreement since the step before, in points, in the order of the arrows.

    `stirred` is by how much each cause has changed. A faction's entry or exit is no effect's work: 0.
    """
    pushed = [arrow.by[piece] * stirred[:, arrow.cause] for arrow in arrows]
    for arrow, push in zip(arrows, pushed, strict=True):
        same = [p for a, p in zip(arrows, pushed, strict=True) if (a.lever, a.place) == (arrow.lever, arrow.place)]
        whole, size = sum(same, np.zeros_like(push)), sum(map(np.abs, same), np.zeros_like(push))
        at = (..., *arrow.place, slice(None))
        before, after = getattr(found.before, arrow.lever)[at], getattr(found.after, arrow.lever)[at]
        if arrow.lever == "capability":
            free = np.where((before > 0) & (after > 0), _ratio(after - before, whole, before), 0.0)
        else:
            inside = (before > 0) & (before < _TOPS[arrow.lever])
            free = np.clip(_ratio(after - before, whole, inside), 0.0, 1.0)
        share = np.divide(np.abs(push), size, out=np.zeros_like(push), where=size > 0)
        rest = np.where(free > 0, getattr(found.rest, arrow.lever)[at], 0.0)
        yield getattr(found.slope, arrow.lever)[at] * free * push + rest * share


def _ratio(change: np.ndarray, whole: np.ndarray, still: np.ndarray) -> np.ndarray:
    """Change of a lever for each unit that its effects pushed; `still` where they did not push it."""
    pushed = np.abs(whole) > _STILL
    return np.divide(change, whole, out=np.broadcast_to(still, whole.shape).astype(float), where=pushed)
