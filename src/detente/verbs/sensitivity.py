"""Which assumptions does a level depend on?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated, Any, cast

from detente.study.nouns import Study
from detente.verbs import Setting

if TYPE_CHECKING:
    from detente.explain.sensitivity import Bar, Estimate, Method, Sensitivity

WIDE = 100


def do(
    study: Study,
    *,
    issue: Annotated[str | None, Setting("The issue (default: the headline's).")] = None,
    at: Annotated[str | None, Setting("The date, read at the end of its step (default: now).")] = None,
    method: Annotated[str | None, Setting("gradient, morris, sobol or all (default: all that is installed).")] = None,
    top: Annotated[int, Setting("How many assumptions to show, and to give to Sobol.", 1, 50)] = 12,
    draws: Annotated[int, Setting("Draws for slopes and tornado; base size for Sobol.", 16, 8192, "n")] = 512,
    trajectories: Annotated[int, Setting("Morris: walks through all assumptions.", 2, 400)] = 40,
    seed: Annotated[int, Setting("Same seed, same numbers.", 0, 2**63 - 1)] = 1,
) -> Sensitivity:
    """Show which uncertain numbers a level without noise depends on, each with the passage it rests on.

    Gradient: points for one standard deviation. Morris: points for the walk from the 5 to the 95 % point. Sobol:
    shares of the level's variance. Tornado: the level at either point, all else as drawn. Morris and Sobol need
    SALib: pip install "detente[sensitivity]".

    Path: verbs/sensitivity.py, explain/sensitivity.py, explain/gradient.py, engine/slopes.py
    """
    from detente.explain import salib
    from detente.explain.sensitivity import sensitivity
    from detente.study import asking

    method = method or ("all" if salib.installed() else "gradient")
    day = study.span.now if at is None else asking.day(study, at)
    asked = asking.issue(study, issue).id
    return sensitivity(
        study, asked, day, method=cast("Method", method), top=top, draws=draws, trajectories=trajectories, seed=seed
    )


def save(
    answer: Sensitivity,
    *,
    out: Annotated[Path | None, Setting("Write figures and numbers into this folder.")] = None,
) -> str:
    """Write the figures and the numbers. Returns what to say of it."""
    from detente import keeping

    return keeping.write(out, "sensitivity", answer, data(answer))


def show(answer: Sensitivity) -> str:
    """The top assumptions with their numbers and passages, what all others add, and what does not separate."""
    level = answer.level
    about = (
        f"{answer.title}, {answer.at}: {level.median:.0f} (90 % of draws {level.p5:.0f}–{level.p95:.0f}), without noise"
        f"\n{len(answer.all_inputs)} uncertain numbers; the {len(answer.bars)} that matter most"
    )
    parts = [f"{answer.made.title}\n{answer.made.line()}", about]
    parts.append(_heads(answer))
    parts += ["\n".join(_bar(number, bar)) for number, bar in enumerate(answer.bars, 1)]
    parts.append("\n".join(_notes(answer)))
    return "\n\n".join(parts)


def data(answer: Sensitivity) -> dict[str, Any]:
    """Every number: the bars in full, and slope, size and Morris' effect of all inputs."""
    effects = answer.all_effects
    everything = [
        {
            "key": item.key,
            "slope": float(answer.all_slopes[k]),
            "size": float(answer.all_sizes[k]),
            "effect": None if effects is None else float(effects[k]),
        }
        for k, item in enumerate(answer.all_inputs)
    ]
    return {
        "made": answer.made.data(),
        "issue": answer.issue,
        "at": answer.at,
        "method": answer.method,
        "level": answer.level._asdict(),
        "bars": [_plain(bar) for bar in answer.bars],
        "others": None if answer.others is None else {"first": answer.others[0], "total": answer.others[1]},
        "runs": answer.runs,
        "all": everything,
    }


def _heads(answer: Sensitivity) -> str:
    heads = f"{'a σ':>8}{'at 5 %':>9}{'at 95 %':>9}"
    if answer.all_effects is not None:
        heads += f"   {'Morris':<18}"
    if any(bar.total for bar in answer.bars):
        heads += f"{'Sobol total':<18}first"
    return heads.rstrip()


def _bar(number: int, bar: Bar) -> Iterator[str]:
    yield f"{number:>2}{'=' if bar.tied else ' '} {bar.input.path}: {bar.input.spelled}"
    numbers = f"{bar.slope.mean:>+8.1f}{bar.low.mean:>+9.1f}{bar.high.mean:>+9.1f}"
    if bar.effect is not None:
        numbers += f"   {_points(bar.effect):<18}"
    if bar.total is not None and bar.first is not None:
        numbers += f"{_share(bar.total):<18}{_share(bar.first)}"
    yield numbers.rstrip()
    yield "    " + shorten(bar.input.rests_on, WIDE - 4, placeholder=" …")


def _notes(answer: Sensitivity) -> Iterator[str]:
    tied = sum(bar.tied for bar in answer.bars)
    if answer.others is not None:
        first, total = answer.others
        yield f"All other numbers together: Sobol total {_share(total)}, first {_share(first)} of the variance."
    if tied:
        pairs = f"{tied} of {len(answer.bars) - 1} neighbours"
        yield f"= {pairs} do not separate: their 90 % intervals overlap, so no order between them is known."
        yield f"  Narrower intervals: --draws {2 * answer.made.draws} or more trajectories."
    yield "a σ: points for one standard deviation · at 5 %: change when it goes there, others as drawn"
    if answer.all_effects is not None:
        yield "Morris: mean size of the walk from 5 % to 95 %, in points"
    if any(bar.total for bar in answer.bars):
        yield "Sobol: shares of the level's variance, with interactions (total) and alone (first)"
    if answer.method == "gradient":
        yield 'Slopes are for small moves. For whole ranges: pip install "detente[sensitivity]", then --method all'
    yield "Intervals in brackets are 90 % of sampling error. These are the model's numbers, not the world's."


def _points(of: Estimate) -> str:
    return f"{of.value:.1f} ({of.low:.1f}–{of.high:.1f})"


def _share(of: Estimate) -> str:
    value, low, high = (f"{round(number, 2) + 0.0:.2f}".replace("0.", ".", 1) for number in of)
    return f"{value} ({low}–{high})"


def _plain(bar: Bar) -> dict[str, Any]:
    estimates = {name: getattr(bar, name) for name in ("size", "effect", "first", "total")}
    spreads = {name: getattr(bar, name)._asdict() for name in ("slope", "low", "high", "swing")}
    return {
        "key": bar.input.key,
        "path": bar.input.path,
        "line": bar.input.line,
        "spelled": bar.input.spelled,
        "rests_on": bar.input.rests_on,
        **spreads,
        **{name: None if of is None else of._asdict() for name, of in estimates.items()},
        "walk": bar.walk,
        "bends": bar.bends,
        "tied": bar.tied,
    }
