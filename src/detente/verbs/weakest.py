"""Where would a hostile reader begin?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated, Any

from detente.study.nouns import Study
from detente.verbs import Setting

if TYPE_CHECKING:
    from detente.explain.weakest import Dropped, Point, Weakest

WIDE = 100


def do(
    study: Study,
    *,
    issue: Annotated[str | None, Setting("The issue (default: the question's or the headline's).")] = None,
    at: Annotated[str | None, Setting("The date, read at the end of its step (default: now).")] = None,
    question: Annotated[str | None, Setting("The question (default: the headline's).")] = None,
    top: Annotated[int, Setting("How many assumptions to show.", 1, 1000)] = 12,
    draws: Annotated[int, Setting("How many draws.", 16, 16384, "n")] = 1024,
    seed: Annotated[int, Setting("Same seed, same numbers.", 0, 2**63 - 1)] = 1,
) -> Weakest:
    """List the assumptions that the headline hangs on most and that rest on least, and drop each source in turn.

    Effect: points of the level at the date for one standard deviation of the assumption. Weakness: from 0 to 1, in
    words beside it. A dropped source: all that rests on it alone falls back to the width at which this study judges.

    Path: verbs/weakest.py, explain/weakest.py, explain/weakness.py, study/judgement.py
    """
    from dataclasses import replace

    from detente.explain.weakest import weakest
    from detente.study import asking

    day = study.span.now if at is None else asking.day(study, at)
    asked = asking.question(study, question) if question or study.headline_question else None
    about = asking.issue(study, issue or (asked.issue if question and asked else None)).id
    found = weakest(study, about, day, asked, draws=draws, seed=seed)
    return replace(found, top=top)


def save(
    answer: Weakest,
    *,
    out: Annotated[Path | None, Setting("Write figures and numbers into this folder.")] = None,
) -> str:
    """Write the figures and the numbers. Returns what to say of it."""
    from detente import keeping

    return keeping.write(out, "weakest", answer, data(answer))


def show(answer: Weakest) -> str:
    """The weakest points with effect, weakness in words and reason; then each source dropped."""
    level = answer.level
    about = f"{answer.title}, {answer.at}: {level.median:.0f} (90 % of draws {level.p5:.0f}–{level.p95:.0f})"
    parts = [f"{answer.made.title}\n{answer.made.line()}", about]
    shown = answer.points[: answer.top]
    parts.append(f"Weakest points: effect × weakness of evidence ({len(shown)} of {len(answer.points)} with an effect)")
    parts += ["\n".join(_point(number, point)) for number, point in enumerate(shown, 1)]
    parts.append("Dropping a source: what rests on it alone falls back to judgement width")
    parts += ["\n".join(_dropped(dropped)) for dropped in answer.sources]
    parts.append(
        "= does not separate from the one above: 90 % intervals overlap\n"
        "a σ: points for one standard deviation · weakness: 0 to 1, argued in explain/weakness.py\n"
        "These are the model's numbers: an assumption without effect here may still be wrong."
    )
    return "\n\n".join(parts)


def data(answer: Weakest) -> dict[str, Any]:
    """All points and all sources, in numbers."""
    return {
        "made": answer.made.data(),
        "issue": answer.issue,
        "at": answer.at,
        "level": answer.level._asdict(),
        "points": [
            {
                "key": p.input.key,
                "path": p.input.path,
                "line": p.input.line,
                "spelled": p.input.spelled,
                "rests_on": p.input.rests_on,
                "slope": p.slope._asdict(),
                "effect": p.effect._asdict(),
                "evidence": p.weakness.words,
                "grade": p.weakness.grade,
                "weakness": p.weakness.value,
                "product": p.product,
                "tied": p.tied,
            }
            for p in answer.points
        ],
        "sources": [
            {
                "source": d.source.id,
                "grade": d.source.grade,
                "numbers": d.numbers,
                "after": d.after._asdict(),
                "shift": d.shift._asdict(),
                "shift_error": d.error,
                "question": d.chance and d.chance.question.id,
                "before_probability": d.chance and d.chance.before,
                "after_probability": d.chance and d.chance.after,
                "probability_error": d.chance and d.chance.error,
            }
            for d in answer.sources
        ],
    }


def _point(number: int, point: Point) -> Iterator[str]:
    grade = f" ({point.weakness.grade})" if point.weakness.grade else ""
    yield f"{number:>2}{'=' if point.tied else ' '} {point.input.path}: {point.input.spelled}"
    yield (
        f"    {point.product:.2f} = {point.effect.value:.2f} a σ × {point.weakness.value:.2g}"
        f" {point.weakness.words}{grade}"
    )
    yield "    " + shorten(point.input.rests_on, WIDE - 4, placeholder=" …")


def _dropped(dropped: Dropped) -> Iterator[str]:
    grade = f", grade {dropped.source.grade}" if dropped.source.grade else ""
    title = shorten(dropped.source.title, 60, placeholder=" …")
    yield f"  {dropped.source.id}{grade}: {title}"
    if not dropped.numbers:
        yield "    nothing rests on it alone"
        return
    after, shift = dropped.after, dropped.shift
    yield "    1 number falls back" if dropped.numbers == 1 else f"    {dropped.numbers} numbers fall back"
    moved = (
        f"moves by {shift.mean:+.1f} (90 % of draws {shift.p5:+.0f} to {shift.p95:+.0f})"
        if dropped.moves
        else f"no mean shift beyond sampling error (90 % of draws {shift.p5:+.0f} to {shift.p95:+.0f})"
    )
    yield f"    level {after.median:.0f} ({after.p5:.0f}–{after.p95:.0f}): {moved}"
    if dropped.chance is not None:
        yield from _chance(dropped)


def _chance(dropped: Dropped) -> Iterator[str]:
    chance = dropped.chance
    if chance is None:
        return
    yield f"    {shorten(chance.question.ask, WIDE - 4, placeholder=' …')}"
    before, after = (100 * p for p in (chance.before, chance.after))
    said = "" if chance.differs else ": no difference beyond sampling error"
    yield f"    {before:.0f} % before, {after:.0f} % after (± {200 * chance.error:.1f}){said}"
