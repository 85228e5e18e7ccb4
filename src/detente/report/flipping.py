"""The smallest reversal in words: how far the judgement is from its opposite, and what would have to be wrong."""

from __future__ import annotations

from collections.abc import Iterator

from detente import figures
from detente.explain.confidence import distance
from detente.explain.flip import ROBUST, Flip, Shift
from detente.explain.numerals import MINUS, alone, percent
from detente.explain.own_unit import unit_of
from detente.explain.ways import FARTHEST
from detente.report import basis
from detente.report.answers import Answers
from detente.report.document import Basis, Block, Grid, Inline, Paragraph, Picture, Sentence, Strong, said
from detente.report.fewer import fewer_draws
from detente.report.input_links import linked, stated
from detente.study.likelihood import with_number

SHOWN = 12
"""Assumptions that stand in the open table; those after them are folded away."""

NEAR = 0.1
"""Distances this near to the one from which a judgement is robust cannot be told from it."""

NAMED = 3
"""Assumptions that one paragraph names."""


def reversal(answers: Answers) -> Iterator[Block]:
    """All about the smallest reversal of the headline's judgement, or why there is none."""
    found = answers.flip
    if found is None:
        why = answers.missing.get("flip", "the study was not asked for it")
        yield Paragraph((said(f"There is no judgement to reverse here: {why}."),))
        return
    source = basis.flip(answers)
    yield Paragraph(tuple(_verdict(found, source)), "lead")
    meaning = _meaning(found, source) if found.status == "flipped" else ()
    if more := (*meaning, *fewer_draws(answers, found.made, source)):
        yield Paragraph(more)
    if found.path:
        yield Picture("flip", figures.named("flip").rows(found), source)
    if found.shifts:
        yield from _carriers(answers, found, source)
        yield Paragraph(tuple(_rest(found, source)))


def in_short(answers: Answers) -> Iterator[Block]:
    """The smallest reversal in one paragraph, with the assumptions that carry most of it."""
    found = answers.flip
    if found is None:
        return
    source = basis.flip(answers)
    sentences = list(_verdict(found, source))
    if found.status == "flipped":
        few = found.carriers[:NAMED]
        parts: list[Inline] = []
        for shift in few:
            parts += ["; " if parts else "", linked(answers, shift.input)]
            parts.append(f" at about {needed(answers, shift)} (stated: {stated(answers, shift.input)})")
        sentences.append(said("Of what would have to be wrong together, these count most: ", *parts, ".", basis=source))
    yield Paragraph(tuple(sentences))


# ── sentences ─────────────────────────────────────────────────────────────────────────────────


def _verdict(of: Flip, source: Basis) -> Iterator[Sentence]:
    if of.status == "built-in":
        yield said(of.says, " ", Strong("No number can reverse this"), f": {of.reason}.", basis=source)
        return
    yield said(of.says, basis=source)
    yield said(f"As the study stands: {_standing(of.before)}.", basis=source)
    goal = f"{'below' if of.turn.falls else 'up to'} {100 * of.turn.threshold:.0f} %"
    if of.status == "unmoved":
        yield said(
            f"To bring that {goal}, no way could be followed: ",
            Strong("no small shift of any number moves it"),
            ". That is no proof that none does.",
            basis=source,
        )
    elif of.status == "beyond":
        yield said(
            f"To bring that {goal}, ",
            Strong(f"no way was found within {FARTHEST:g} standard deviations"),
            ", which is no proof that there is none.",
            basis=source,
        )
        if of.path:
            yield said(f"Farthest along the way that was followed it is {percent(of.path[-1][1])}.", basis=source)
    else:
        yield said(
            f"To bring that {goal}, the smallest reversal found lies at a distance of ", *_distance(of), basis=source
        )
        yield said(f"Robust is what this program calls a distance of {ROBUST:g} or more.", basis=source)


def _distance(of: Flip) -> tuple[str | Strong, ...]:
    found = of.distance or 0.0
    near = ", but too near to tell" if abs(found - ROBUST) < NEAR else ""
    robust = Strong(f"{'robust' if of.robust else 'not robust'}{near}")
    return f"{distance(found)} standard deviations: ", robust, "."


def _standing(probability: float) -> str:
    return with_number(probability)


def _meaning(of: Flip, source: Basis) -> Iterator[Sentence]:
    each = f"off by {of.each:.1f} of its own standard deviation"
    if of.carried_by == 1:
        yield said(f"One assumption carries it: its middle would have to be {each}.", basis=source)
    else:
        yield said(
            f"{of.carried_by} assumptions carry it: if all were wrong by the same measure, and each in the direction "
            f"that hurts most, the middle of each would have to be {each}.",
            basis=source,
        )
    wide = "The 90 % range that the study states for a number reaches 1.6 standard deviations from its middle."
    yield said(wide, basis=source)
    if of.each < 1 and of.carried_by > 1:
        yield said("So each would stay well within its range: it is together, and all one way, that they turn it.")
    if of.after is not None:
        after = _standing(of.after)
        yield said(f"A plain run of {of.plain_draws:,} draws with all those numbers gives: {after}.", basis=source)


def _rest(of: Flip, source: Basis) -> Iterator[Sentence]:
    rest = of.shifts[of.carried_by :]
    if rest:
        most = f"{abs(rest[0].by):.1f}"
        yield said(
            f"{len(rest)} more make up the last tenth of the squared distance, by {most} or less each.", basis=source
        )
    beyond = [a.count for a in of.alone if a.distance is None]
    if beyond:
        who = "The strongest alone does" if max(beyond) == 1 else f"The strongest {max(beyond)} alone do"
        yield said(f"{who} not reach it within {FARTHEST:g} standard deviations.", basis=source)
    told = [f"{a.distance:.1f} with the strongest {a.count}" for a in of.alone if a.distance is not None]
    if told:
        yield said(f"With some alone, in the same proportions, the distance is {', '.join(told)}.", basis=source)
    yield said(
        "It is the shortest way that the search found; there may be a shorter one. It says neither that these "
        "assumptions are wrong nor how probable that is."
    )


# ── the assumptions ───────────────────────────────────────────────────────────────────────────


def _carriers(answers: Answers, of: Flip, source: Basis) -> Iterator[Block]:
    heads = ("Assumption", "As stated", "Middle would have to be about", "Off by, in standard deviations")
    yield Paragraph(
        (said("The assumptions that carry it, as the study states them and as they would have to be:", basis=source),)
    )
    lines = [_line(answers, s) for s in of.carriers]
    yield Grid("What the smallest reversal demands", heads, tuple(lines[:SHOWN]))
    if lines[SHOWN:]:
        yield Grid("The others that carry it", heads, tuple(lines[SHOWN:]), folded=True)


def _line(answers: Answers, shift: Shift) -> tuple[Sentence, ...]:
    by = f"{MINUS if shift.by < 0 else '+'}{abs(shift.by):.1f}"
    return (
        said(linked(answers, shift.input)),
        said(stated(answers, shift.input)),
        said(needed(answers, shift)),
        said(by),
    )


def needed(answers: Answers, shift: Shift) -> str:
    """What the middle of a number would have to be, in its own unit."""
    unit = unit_of(answers.study, shift.input.key)
    return unit.said(alone(unit.of(shift.value), unit.of(shift.stated.high) - unit.of(shift.stated.low)))
