"""Why an actor moved in a round of the challenge model: its offers, the one it took, and the terms behind them."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter
from typing import Any

import jax
import numpy as np

from detente.bargaining.challenge.offers import CAPITULATION, COMPROMISE, CONFLICT, NAMES, NONE
from detente.bargaining.play import Play
from detente.tables import ActorTable

_WHY = {
    CONFLICT: "both expect to gain, {other} more: {actor} gives way",
    COMPROMISE: "{other} expects to gain more than {actor} would lose: they meet {share:.0%} of the way",
    CAPITULATION: "{actor} would lose more than {other} would gain: it gives way",
}


def why(table: ActorTable, played: Play, actor: int, number: int) -> tuple[str, ...]:
    """Lines on one actor in one round (from 1), issue by issue."""
    course: Any = played.parts["course"]
    found: Any = jax.tree.map(itemgetter(number - 1), course)
    start: np.ndarray = course.position[number - 2] if number > 1 else table.position
    lines: list[str] = []
    for q, issue in enumerate(table.issues):
        if len(table.issues) > 1:
            lines.append(f"{issue.name}:")
        if table.plays[actor, q]:
            lines += _issue(table, start, found, actor, q)
        else:
            lines.append(f"{table.actors[actor]} takes no part")
    return tuple(lines)


def _issue(table: ActorTable, start: np.ndarray, found: Any, i: int, q: int) -> Iterator[str]:
    name, kind, taken = table.actors[i], found.offers.kind[i, :, q], found.offers.taken[i, :, q]
    here, after = start[i, q], found.position[i, q]
    moved = f"moves from {here:.4g} to {after:.4g}" if abs(after - here) > 0 else f"stays at {here:.4g}"
    yield f"{name} {moved}."
    r = found.expected.risk[i, q]
    yield f"Its attitude to risk: exponent {r:.3f}, {_attitude(r)}."
    far = np.abs(found.offers.to[i, :, q] - here)
    offered = sorted(np.flatnonzero(kind != NONE), key=lambda j: (not taken[j], kind[j], far[j]))
    if not offered:
        yield f"No offer reaches it: {_nobody(table, found, start[:, q], i, q)}"
    for j in offered:
        yield _offer(table, found, here, (i, int(j), q))
    if found.offers.torn[i, q]:
        yield "Two offers are equal in everything and pull it apart: it takes neither."
    strongest = np.flatnonzero(found.offers.kind[:, i, q] != NONE)
    if strongest.size:
        others = ", ".join(table.actors[j] for j in strongest)
        yield f"It has made offers itself to {others}."


def _offer(table: ActorTable, found: Any, here: float, at: tuple[int, int, int]) -> str:
    i, j, q = at
    a, b = found.expected.gain[i, j, q], found.expected.threat[i, j, q]
    kind, to = int(found.offers.kind[i, j, q]), found.offers.to[i, j, q]
    share = min(abs(a / b), 1.0)
    said = _WHY[kind].format(actor=table.actors[i], other=table.actors[j], share=share)
    verdict = "taken" if found.offers.taken[i, j, q] else "refused"
    terms = f"it expects {a:+.3f} from challenging, and {table.actors[j]} {b:+.3f}"
    odds = f"chance to win {found.expected.success[i, j, q]:.2f} against {found.expected.success[j, i, q]:.2f}"
    care = f"salience {table.salience[i, q]:.2g} and {table.salience[j, q]:.2g}"
    return (
        f"{verdict}: {table.actors[j]} offers {to:.4g}, a move of {to - here:+.4g} ({NAMES[kind]}): {said}. "
        f"Terms: {terms}; {odds}; {care}."
    )


def _attitude(r: float) -> str:
    if r < 1 - 1e-9:
        return "it takes risks (it is less safe than most)"
    return "it shuns risks (it is safer than most)" if r > 1 + 1e-9 else "neutral"


def _nobody(table: ActorTable, found: Any, start: np.ndarray, i: int, q: int) -> str:
    """Why nobody could move it: who came nearest to, among those who stand elsewhere."""
    elsewhere = table.plays[:, q] & (np.abs(start - start[i]) > 0)
    if not elsewhere.any():
        return "all stand where it does."
    j = int(np.where(elsewhere, found.expected.threat[i, :, q], -np.inf).argmax())
    return (
        f"{table.actors[j]} expects most from challenging it, {found.expected.threat[i, j, q]:+.3f}, where "
        f"{table.actors[i]} expects {found.expected.gain[i, j, q]:+.3f}."
    )
