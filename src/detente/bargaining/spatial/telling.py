"""Why an actor moved in a turn of the spatial model: whom it challenged, what was proposed to it, what it chose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.bargaining.play import Play
from detente.bargaining.spatial.course import Course, Turn
from detente.tables import ActorTable


def why(table: ActorTable, played: Play, actor: int, number: int) -> tuple[str, ...]:
    """Lines on one actor in one turn (from 1)."""
    course: Course = played.parts["course"]
    if number > len(course.turns) or played.rounds is None:
        return (f"the model is at rest before round {number}",)
    before, after = played.rounds[number - 1][actor], played.rounds[number][actor]
    rows = played.parts.get("row", range(len(table.actors)))
    if rows[actor] < 0:
        return (f"{table.actors[actor]} has no weight, or no position on some issue, and takes no part",)
    names = tuple(name for name, row in zip(table.actors, rows, strict=True) if row >= 0)
    return tuple(_lines(names, course.turns[number - 1], int(rows[actor]), before, after))


def _lines(names: tuple[str, ...], turn: Turn, actor: int, before: Any, after: Any) -> Iterator[str]:
    name = names[actor]
    moved = f"moves from {_place(before)} to {_place(after)}"
    yield f"{name} {moved if _place(before) != _place(after) else f'stays at {_place(before)}'}."
    yield f"Its attitude to risk: {turn.scene.risk[actor]:+.2f} (above 0 it takes risks, below it shuns them)."
    target = int(turn.target[actor])
    if target < 0:
        yield "It challenges nobody: no challenge is worth more than none."
    else:
        gain, odds = turn.gain[actor], turn.odds[actor]
        yield f"It challenges {names[target]}: worth {gain:+.3f} to it, with odds of {odds:.2f} as it sees them."
    menu = turn.menus[actor]
    for option, chance in zip(menu.options, menu.chance, strict=True):
        taken = "chosen" if option == turn.chosen[actor] else "refused"
        yield f"{taken}: {_option(names, turn, actor, option)}; all actors' votes give it a chance of {chance:.2f}."


def _option(names: tuple[str, ...], turn: Turn, actor: int, option: int) -> str:
    if option < 0:
        return "to stay, and all others too"
    made = turn.proposals
    i, j = int(made.initiator[option]), int(made.receiver[option])
    if i == actor:
        return f"its own proposal to {names[j]}"
    return f"the proposal of {names[i]}"


def _place(place: Any) -> str:
    return " / ".join(f"{float(v):.4g}" for v in place)
