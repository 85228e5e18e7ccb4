"""Whose is the model's change between two dates?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated, Any

from detente.study.nearest import nearest
from detente.study.nouns import Study
from detente.study.problems import DetenteError
from detente.verbs import Setting

if TYPE_CHECKING:
    from detente.explain.change import Part, Roots, Together
    from detente.explain.spread import Spread

WIDE = 98
"""Columns of what is shown."""

ABSENT = ("held", "zero")

REVERSALS = 3
"""Reversed orders that are named."""


def do(
    study: Study,
    *,
    issue: Annotated[str | None, Setting("The issue whose level changed (default: the headline's).")] = None,
    from_: Annotated[str | None, Setting("From the end of the step with this date (default: the beginning).")] = None,
    to: Annotated[str | None, Setting("To the end of the step with this date (default: now).")] = None,
    group: Annotated[tuple[str, ...], Setting("Count drivers as one: `a,b` or `NAME=a,b`; may be repeated.")] = (),
    absent: Annotated[
        str | None,
        Setting("Absent drivers are `held` as they stood, or `zero`: switched off (default: held, tried both)."),
    ] = None,
    draws: Annotated[int, Setting("How many repetitions with all assumptions drawn anew.", 20, 8192, "n")] = 200,
    seed: Annotated[int, Setting("Same seed, same numbers.", 0, 2**63 - 1)] = 1,
    permutations: Annotated[
        int, Setting("Orders drawn per repetition where there are more than 12 drivers or groups.", 4, 10_000)
    ] = 24,
    progress: Callable[[int, int], None] | None = None,
) -> Roots:
    """Say whose the model's change of a level is: each driver's share, their origins, what was already under way.

    Shares are Shapley values in points: what a driver adds when it runs its course instead of staying as it stood at
    the first date, on average over all orders of drivers. They add up to the change.

    Path: verbs/roots.py, explain/roots.py, explain/shapley.py, engine/coalitions.py
    """
    from detente.explain.roots import roots
    from detente.study import asking

    asked = asking.issue(study, issue)
    span = study.span
    first, last = asking.window(study, from_ or span.start.isoformat(), to or span.now.isoformat())
    if absent not in (None, *ABSENT):
        raise DetenteError(f"`{absent}` is no way for a driver to be absent", nearest(str(absent), ABSENT))
    return roots(
        study, issue=asked.id, first=first, last=last, groups=group, absent=absent, draws=draws, seed=seed,
        orders=permutations, done=progress,
    )  # fmt: skip


def save(
    answer: Roots,
    *,
    out: Annotated[Path | None, Setting("Write figures and numbers into this folder.")] = None,
) -> str:
    """Write the figures and numbers of an answer. Returns what to say of it."""
    from detente import keeping

    return keeping.write(out, "roots", answer, data(answer))


def show(answer: Roots) -> str:
    """The change and its origins, the drivers in order, what they add together, and the other way to be absent."""
    head = f"{answer.made.title}\n{answer.made.line()}"
    asked = f"Whose is the model's change in {answer.title}, {answer.first} to {answer.last}?"
    parts = [
        head,
        "\n".join([*wrap(asked, WIDE), *_sums(answer)]),
        "\n".join([f"{'Rank':<7}Driver", *_drivers(answer)]),
        "\n".join(_notes(answer)),
    ]
    if answer.otherwise is not None:
        parts.append("\n".join(_otherwise(answer, answer.otherwise)))
    return "\n\n".join(parts)


def data(answer: Roots) -> dict[str, Any]:
    """Plain data for `--json`."""
    names = [p.name for p in answer.drivers]
    return {
        **answer.made.data(),
        "issue": answer.issue,
        "from": answer.first,
        "to": answer.last,
        "absent": answer.absent,
        "permutations": answer.orders,
        "start": _plain(answer.start),
        "end": _plain(answer.end),
        "change": _plain(answer.change),
        "already_under_way": _plain(answer.under_way),
        "origins": [_plain(p) for p in answer.origins],
        "drivers": [
            {
                **_plain(p),
                "drivers": list(p.drivers),
                "origin": p.origin,
                "rank": p.rank,
                "standard_error": p.error,
                "exceeds": [names[j] for j in range(len(names)) if answer.exceeds[i, j]],
            }
            for i, p in enumerate(answer.drivers)
        ],
        "idle": list(answer.idle),
        "interactions": [
            {"drivers": [t.one, t.other], **t.points._asdict(), "standard_error": t.error} for t in answer.together
        ],
        "over_time": {
            "dates": list(answer.days),
            "parts": ["already under way", *names],
            "means": answer.points.mean(axis=2).tolist(),
        },
        "otherwise": None if answer.otherwise is None else data(answer.otherwise),
        "reversed": [list(pair) for pair in answer.reversed],
    }


def _plain(part: Part) -> dict[str, Any]:
    return {
        "name": part.name,
        "title": part.title,
        **part.points._asdict(),
        "shown": part.shown,
        "percent": part.percent,
    }


# ── words ─────────────────────────────────────────────────────────────────────────────────────


def _sums(answer: Roots) -> Iterator[str]:
    of_change = "share of the model's change" if answer.change.percent is not None else ""
    yield f"{'':<54}{'points':>8}   {'90 %':<6}{of_change:>27}".rstrip()
    yield _row(f"Level at the end of {answer.first}", answer.start, answer, sign=False)
    yield _row("  already under way", answer.under_way, answer)
    for origin in answer.origins:
        yield _row(f"  {origin.title}", origin, answer)
    yield _row(f"Level at the end of {answer.last}", answer.end, answer, sign=False)
    yield _row("Change", answer.change, answer)
    if answer.change.percent is None:
        yield "No percentages: the 90 % interval of the change includes 0."


def _drivers(answer: Roots) -> Iterator[str]:
    for part in answer.drivers:
        yield _row(f"{part.rank:<7}{_named(part)}", part, answer)


def _row(name: str, part: Part, answer: Roots, *, sign: bool = True) -> str:
    mean = _number(part.shown, answer.digits, sign=sign)
    percent = "" if part.percent is None else f"{_number(part.percent, 0, sign=False)} %"
    return f"{_cut(name, 53):<54}{mean:>8}   {_interval(part.points, answer.digits):<20}{percent:>13}".rstrip()


def _named(part: Part) -> str:
    several = f"({', '.join(part.drivers)})" if " + " not in part.name else ""
    return _cut(f"{part.name}  {several if len(part.drivers) > 1 else part.title}".rstrip(), 45)


def _cut(words: str, letters: int) -> str:
    return words if len(words) <= letters else words[: letters - 1].rstrip() + "…"


def _notes(answer: Roots) -> Iterator[str]:
    if any("–" in p.rank for p in answer.drivers):
        yield from _noted(
            "Ties", "a rank such as 2–5 is a tie for these ranks: nine draws in ten agree on no closer order"
        )
    if answer.idle:
        said = "they do not stir in this time in any draw, or no effects lead from them to this level; their share is 0"
        yield from _noted("Nothing", f"{', '.join(answer.idle)}: {said}")
    for number, pair in enumerate(answer.together):
        yield from _noted("" if number else "Together", _pair(pair, answer.digits))
    yield from _noted("Method", _method(answer))


def _noted(name: str, words: str) -> list[str]:
    return wrap(words, WIDE, initial_indent=f"{name:<14}", subsequent_indent=" " * 14, break_on_hyphens=False)


def _pair(pair: Together, digits: int) -> str:
    size = _number(abs(pair.points.mean), digits, sign=False)
    way = "more" if pair.points.mean > 0 else "less"
    error = f", standard error {pair.error:.2g}" if pair.error else ""
    interval = _interval(pair.points, digits)
    both = f"{pair.one} and {pair.other} add {size} {way} together than apart"
    return f"{both}, on average over what else runs ({interval}{error})"


def _method(answer: Roots) -> str:
    held = (
        f"staying as it stood at {answer.first}" if answer.absent == "held" else f"being switched off at {answer.first}"
    )
    if not answer.drivers:
        return "no driver moves this level in this time; intervals hold nine draws in ten"
    if not answer.orders:
        count = len(answer.drivers)
        of = f"all orders ({2**count:,} coalitions of {count})"
    else:
        worst = max(p.error for p in answer.drivers)
        of = f"{answer.orders} random orders in each draw (standard error of a mean: at most {worst:.1g})"
    return (
        f"a share is what a driver adds by running its course instead of {held}, on average over {of}: its Shapley "
        "value. Numbers are means, which add up; intervals hold nine draws in ten"
    )


def _otherwise(answer: Roots, other: Roots) -> Iterator[str]:
    said = f"With absent drivers switched off at {answer.first} instead of held ({other.made.draws} draws)"
    if not answer.reversed:
        yield from wrap(f"{said}, no stated order is reversed.", WIDE)
        return
    pairs = [f"{a} before {b}" for a, b in answer.reversed[:REVERSALS]]
    more = len(answer.reversed) - len(pairs)
    listed = ", ".join(pairs) + (f", and {more} more" if more else "")
    orders = "an order stated above is" if len(answer.reversed) == 1 else "orders stated above are"
    yield from wrap(f"{said}, {orders} reversed ({listed}):", WIDE, break_on_hyphens=False)
    yield _row(f"{'':<7}already under way", other.under_way, other)
    yield from _drivers(other)


def _interval(points: Spread, digits: int) -> str:
    return f"{_number(points.p5, digits, sign=False)} to {_number(points.p95, digits, sign=False)}"


def _number(value: float, digits: int, *, sign: bool = True) -> str:
    said = f"{abs(value):.{digits}f}"
    nothing = float(said) == 0
    return said if nothing else f"{'−' if value < 0 else '+' if sign else ''}{said}"
