"""Why did this level bend here?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated, Any

from detente.study import asking, calendar
from detente.study.nouns import Study
from detente.study.problems import DetenteError
from detente.verbs import Setting

if TYPE_CHECKING:
    from datetime import date

    from detente.explain.tree import Branch
    from detente.explain.why import Why

WIDTH = 100
_REASON = 2 * WIDTH  # letters of one reason
_ALWAYS = frozenset({"party", "under-way"})  # told however little they add
_JOINED = frozenset({"faction", "band", "dependence"})  # told in one with the only part beneath them


def do(
    study: Study,
    *,
    issue: Annotated[str | None, Setting("Explain this issue's level (default: the headline's).")] = None,
    at: Annotated[str | None, Setting("Explain the move in the step that contains this date (default: now).")] = None,
    between: Annotated[
        tuple[str, str] | None,
        Setting("Explain the move from the beginning of the first date to the end of the second."),
    ] = None,
    draws: Annotated[int, Setting("How many repetitions with all assumptions drawn anew.", 1, 4096, "n")] = 512,
    seed: Annotated[int, Setting("Same seed, same numbers.", 0, 2**63 - 1)] = 1,
) -> Why:
    """Explain one move of a level in the step's own terms: drivers, factions, lines, policies, agreement.

    Parts are points of the level without noise. They add up to the move, in every draw and, to the digit shown, in
    print. What the model already had under way comes first; lock-in is told beside the sum.

    Path: verbs/why.py, explain/why.py, engine/anatomy.py, engine/paths.py
    """
    from detente.explain.why import why

    asked = asking.issue(study, issue)
    first, last = _window(study, at, between)
    return why(study, asked, first, last, draws=draws, seed=seed)


def show(answer: Why) -> str:
    """The move in a sentence, who set the pace, and the tree of its parts, each with what it rests on."""
    from detente.explain import telling

    said = [f"{answer.study.title}\n{answer.made.line()}", "\n".join(wrap(_headline(answer), WIDTH))]
    lines = [f"{telling.signed(answer.tree.shown, answer.digits)}  the move, which is the sum of"]
    lines += list(_drawn(answer.tree, answer.digits, ""))
    said.append("\n".join(lines))
    if answer.held_back.p95 >= 0.05:
        held = f"{telling.number(answer.held_back.mean, 1)} ({telling.interval(answer.held_back, 1)})"
        said.append(f"Lock-in held back {held}: what the level would have fallen besides; no part of the sum.")
    said.append("In brackets the middle 90 % of draws. Parts are parts of the model's move, not of the world's.")
    return "\n\n".join(said)


def data(answer: Why) -> dict[str, Any]:
    """The whole tree with every part, and what the parties did."""
    return {
        **answer.made.data(),
        "issue": answer.issue,
        "rule": answer.rule,
        "first": answer.first,
        "last": answer.last,
        "steps": answer.steps,
        "projected": answer.projected,
        "level": [s._asdict() for s in answer.level],
        "move": answer.move._asdict(),
        "digits": answer.digits,
        "headline": _headline(answer),
        "tree": _plain(answer.tree),
        "parties": [asdict(party) for party in answer.parties],
        "held_back": answer.held_back._asdict(),
    }


def save(
    answer: Why, *, out: Annotated[Path | None, Setting("Write figures and numbers into this folder.")] = None
) -> str:
    """Write the figures and the numbers. Returns what to say of it."""
    from detente import keeping

    return keeping.write(out, "why", answer, data(answer))


def _window(study: Study, at: str | None, between: tuple[str, str] | None) -> tuple[date, date]:
    """The days whose steps are the first and the last of the move."""
    if at is not None and between is not None:
        raise DetenteError("both a date and a window are given", "give either --at or --between")
    if between is None:
        day = study.span.now if at is None else asking.day(study, at)
        return day, day
    a, b = (asking.day(study, spelled) for spelled in between)
    step = study.span.step
    if calendar.index(a, step) != calendar.index(b, step):
        asking.window(study, *between)  # raises where they run the wrong way round
    opens = max(calendar.parse(between[0])[0], study.span.start)
    return opens, b


def _headline(answer: Why) -> str:
    from detente.explain import telling

    move, decimals = answer.move, answer.digits
    much = telling.number(abs(answer.tree.shown), decimals)
    spread = telling.interval(
        move if move.mean >= 0 else type(move)(-move.mean, -move.p95, -move.median, -move.p5), decimals
    )
    verb = "rose" if move.mean > 0 else "fell"
    still = f"moved less than 0.05 ({telling.interval(move, decimals)})"
    said = f"{verb} {much} ({spread})" if abs(move.mean) >= 0.05 else still
    start, end = (telling.number(level.mean, 1) for level in answer.level)
    step = answer.made.step
    many = f"in the {answer.steps} {step}s from {answer.first} to {answer.last}"
    when = f"in {answer.first}" if answer.steps == 1 else many
    when += ", as projected" if answer.projected else ""
    paces = telling.decided(answer.rule, [(p.title, p.decides) for p in answer.parties], step)
    return f"{answer.title} {said} {when}: from {start} to {end}. {paces}".strip()


def _drawn(branch: Branch, decimals: int, before: str) -> Iterator[str]:
    """The lines of what lies beneath a branch."""
    told = [b for b in branch.branches if b.shown != 0 or b.kind in _ALWAYS]
    for k, b in enumerate(told):
        last = k == len(told) - 1
        below = before + ("   " if last else "│  ")
        shown = [beneath for beneath in b.branches if beneath.shown != 0]
        alone = shown[0] if len(shown) == 1 and b.kind in _JOINED and shown[0].kind != "rest" else None
        yield from _lines(b, alone, decimals, before + ("└─ " if last else "├─ "), below)
        if b.kind != "rest" and alone is None:
            yield from _drawn(b, decimals, below)


def _lines(branch: Branch, alone: Branch | None, decimals: int, first: str, below: str) -> Iterator[str]:
    """A branch, told in one with the only one beneath it, and what it rests on."""
    from detente.explain import telling

    points = telling.signed(branch.shown, decimals)
    spread = f" ({telling.interval(branch.points, decimals)})" if branch.kind in _ALWAYS else ""
    hang = below + " " * (len(points) + 2)
    said = branch.said if alone is None else f"{branch.said}, {alone.said}"
    yield from wrap(f"{points}{spread}  {said}", WIDTH, initial_indent=first, subsequent_indent=hang)
    for because in (alone or branch).because:
        text = telling.reason(because)
        text = text if len(text) <= _REASON else text[: _REASON - 1] + "…"
        yield from wrap(text, WIDTH, initial_indent=hang, subsequent_indent=hang)


def _plain(branch: Branch) -> dict[str, Any]:
    return {
        "kind": branch.kind,
        "name": branch.name,
        "said": branch.said,
        "points": branch.points._asdict(),
        "shown": branch.shown,
        **branch.facts,
        "because": [asdict(b) for b in branch.because],
        "events": [{"id": e.id, "what": e.what, "because": [asdict(b) for b in e.because]} for e in branch.events],
        "parts": [_plain(b) for b in branch.branches],
    }
