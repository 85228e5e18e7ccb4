"""How little would have to be wrong to reverse this judgement?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated, Any

from detente.study.nouns import Study
from detente.verbs import Setting

if TYPE_CHECKING:
    from detente.explain.flip import Flip, Shift

WIDTH = 98
"""Columns of what is shown."""

NEAR = 0.1
"""Distances this near to the one from which a judgement is robust cannot be told from it."""

SHOWN = 10
"""Assumptions that are shown with what they rest on."""


def do(
    study: Study,
    judgement: str,
    *,
    to: Annotated[
        float | None,
        Setting("Carry it across this probability (default: 0.5; a claim: to the opposite verdict).", 0.01, 0.99),
    ] = None,
    draws: Annotated[int, Setting("How many repetitions with all assumptions drawn anew.", 64, 4096, "n")] = 1024,
    seed: Annotated[int, Setting("Same seed, same numbers.", 0, 2**63 - 1)] = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Flip:
    """Find the smallest shift of the assumptions that reverses a question's probability or a claim's verdict.

    JUDGEMENT is the id of a question or a claim. Distances are in units of the assumptions' own stated uncertainty; a
    judgement is called robust from distance 2 on. The flipped study is run plainly to confirm.

    Path: verbs/flip.py, explain/flip.py, explain/ways.py, engine/slopes.py
    """
    from detente.explain.flip import flip

    return flip(study, judgement, to=to, draws=draws, seed=seed, progress=progress)


def save(
    answer: Flip,
    *,
    out: Annotated[Path | None, Setting("Write figures and numbers into this folder.")] = None,
) -> str:
    """Write the figures and numbers of an answer. Returns what to say of it."""
    from detente import keeping

    return keeping.write(out, "flip", answer, data(answer))


def show(answer: Flip) -> str:
    """The judgement and its distance, the assumptions that carry it, and how far it is with the strongest few alone."""
    parts = [f"{answer.made.title}\n{answer.made.line()}", "\n".join(_verdict(answer))]
    if answer.shifts:
        parts.append("\n".join(_carriers(answer)))
    if answer.alone:
        parts.append("\n".join(_alone(answer)))
    return "\n\n".join(parts)


def data(answer: Flip) -> dict[str, Any]:
    """Plain data for `--json`."""
    return {
        **answer.made.data(),
        "kind": answer.kind,
        "form": answer.form,
        "id": answer.id,
        "says": answer.says,
        "line": answer.line,
        "status": answer.status,
        "reason": answer.reason,
        "threshold": round(answer.turn.threshold, 6),
        "falls": answer.turn.falls,
        "before": answer.before,
        "stood": answer.stood,
        "after": answer.after,
        "stands": answer.stands,
        "plain_draws": answer.plain_draws,
        "distance": answer.distance,
        "robust": answer.robust,
        "carried_by": answer.carried_by,
        "each": answer.each,
        "shifts": [_plain(shift) for shift in answer.shifts],
        "alone": [{"count": a.count, "distance": a.distance} for a in answer.alone],
        "path": [{"distance": d, "probability": p} for d, p in answer.path],
    }


def _plain(shift: Shift) -> dict[str, Any]:
    return {
        "path": shift.input.path,
        "line": shift.input.line,
        "sigmas": shift.by,
        "stated": shift.input.spelled,
        "stated_range": [shift.stated.low, shift.stated.high],
        "needed": shift.value,
        "needed_range": [shift.needed.low, shift.needed.high],
        "share_of_squared_distance": shift.share,
        "rests_on": shift.input.rests_on,
    }


# ── words ─────────────────────────────────────────────────────────────────────────────────────


def _verdict(answer: Flip) -> Iterator[str]:
    from detente.explain.flip import ROBUST
    from detente.explain.ways import FARTHEST

    yield from wrap(answer.says, WIDTH)
    if answer.status == "built-in":
        yield from _lines(f"built in: {answer.reason}. No number can flip it.")
        return
    yield from _lines(f"{_standing(answer, answer.stood, answer.before)}. {_goal(answer)}")
    if answer.status == "unmoved":
        yield from _lines(
            "no small shift of any number moves it, so that no way to flip it could be followed (no proof)."
        )
    elif answer.status == "beyond":
        most = f"; farthest along the way found it is {_percent(answer.path[-1][1])}" if answer.path else ""
        yield from _lines(f"no way is found within distance {FARTHEST:g}, which is no proof that there is none{most}.")
    else:
        robust = "robust (from 2 on)" if answer.robust else "not robust (robust is from 2 on)"
        if abs((answer.distance or 0.0) - ROBUST) < NEAR:
            robust += ", but too near to tell"
        yield from _lines(f"distance {answer.told} σ: {robust}. {_each(answer)}")
        said = _standing(answer, answer.stands, answer.after or 0.0)
        yield from _lines(f"Run plainly with these numbers, {answer.plain_draws:,} draws: {said}.")


def _standing(answer: Flip, words: str, probability: float) -> str:
    if answer.kind == "question":
        return f"{words}: {_percent(probability)}"
    if answer.form == "open":
        return f"{words}: its question has {_percent(probability)}"
    return f"{words}: holds in {_percent(probability)} of draws"


def _goal(answer: Flip) -> str:
    threshold = f"{100 * answer.turn.threshold:.0f} %"
    return f"To bring that below {threshold}:" if answer.turn.falls else f"To raise that to {threshold}:"


def _each(answer: Flip) -> str:
    if answer.carried_by == 1:
        return f"One assumption carries it, off by {answer.each:.1f} σ."
    return f"{answer.carried_by} assumptions carry it, each off by {answer.each:.1f} σ if all are alike."


def _carriers(answer: Flip) -> Iterator[str]:
    yield f"{'off':>8}   {'stated':<30}{'would need':>12}"
    for shift in answer.carriers[:SHOWN]:
        yield f"{_signed(shift.by):>8}   {_stated(shift):<30}{shift.value:>12.3g}   study.yaml:{shift.input.line}"
        yield f"{'':<11}{shift.input.path}"
        yield from wrap(shift.input.rests_on, WIDTH, initial_indent=" " * 11, subsequent_indent=" " * 11)
    more = answer.carriers[SHOWN:]
    if more:
        least, most = abs(more[-1].by), abs(more[0].by)
        yield f"{'':<11}and {len(more)} more that carry it, by {least:.1f} to {most:.1f} σ"
    rest = answer.shifts[answer.carried_by :]
    if rest:
        yield f"{'':<11}and {len(rest)} more for the last tenth, by {abs(rest[0].by):.1f} σ or less"


def _stated(shift: Shift) -> str:
    return shift.spelled if len(shift.spelled) < 30 else shift.spelled[:28] + "…"


def _alone(answer: Flip) -> Iterator[str]:
    from detente.explain.ways import FARTHEST

    said = [f"{a.count}: {f'{a.distance:.1f}' if a.distance else f'beyond {FARTHEST:g}'}" for a in answer.alone]
    yield "Distance with the strongest few alone, in the same proportions"
    yield "  " + " · ".join(said)


def _lines(text: str) -> Iterator[str]:
    yield from wrap(text, WIDTH, initial_indent="  ", subsequent_indent="  ")


def _signed(by: float) -> str:
    return f"{'−' if by < 0 else '+'}{abs(by):.1f} σ"


def _percent(probability: float) -> str:
    return f"{100 * probability:.1f} %"
