"""The roots: whose is the model's change of the headline's level, external against domestic, and what is a tie."""

from __future__ import annotations

from collections.abc import Iterator

from detente import figures
from detente.drawing.heading import in_words
from detente.explain.change import Roots, Together
from detente.explain.numerals import spelled
from detente.explain.origins import weighed
from detente.report import basis
from detente.report.abroad import against, origins, third_parties
from detente.report.answers import Answers
from detente.report.document import Basis, Block, Grid, Items, Paragraph, Picture, Section, Sentence, Strong, said
from detente.report.shares import SHARE, percent_of, points_of, size_of, ties, turned, upper, within

ORDER = 3

TITLE = "The roots: whose is the change?"

REVERSALS = 3
"""Orders that the other reading reverses and that are named, at most."""

LARGEST = 3
"""Drivers that a brief names."""


def section(answers: Answers) -> Section:
    """The change and its parts, from where they come, which order of them is settled, and what a share is."""
    found = answers.roots
    if found is None:
        why = answers.missing.get("roots", "the study was not asked for it")
        return Section("roots", TITLE, (Paragraph((said(f"Whose the change is cannot be said: {why}."),)),))
    source = basis.roots(answers)
    blocks: list[Block] = [
        Paragraph((_change(found, source), _under_way(found, source)), "lead"),
        Picture("roots", figures.named("roots").rows(found), source),
        Paragraph((_of_the_model(found),), "note"),
    ]
    return Section(
        "roots",
        TITLE,
        tuple(blocks),
        (
            Section("roots-origins", "External against domestic", tuple(origins(answers, found, source))),
            Section("roots-drivers", "Driver by driver", tuple(_drivers(answers, found, source))),
            Section("roots-meaning", "What a share means", tuple(_meaning(found, source))),
        ),
    )


def brief(answers: Answers) -> tuple[Block, ...]:
    """The change, external against domestic, and the largest drivers."""
    found = answers.roots
    if found is None:
        return ()
    source = basis.roots(answers)
    sentences = [_change(found, source), _under_way(found, source)]
    of = weighed(found)
    if of is not None:
        sentences += [against(found, of, source), *third_parties(answers, found, source)]
    if found.drivers:
        named = "; ".join(f"{p.title} {points_of(p, found)}" for p in found.drivers[:LARGEST])
        sentences.append(said(f"The largest single parts, in points: {named}.", basis=source))
    return (Paragraph((*sentences, _of_the_model(found))),)


# ── the change ────────────────────────────────────────────────────────────────────────────────


def _change(of: Roots, source: Basis) -> Sentence:
    first, last = in_words(of.first), in_words(of.last)
    levels = f"{points_of(of.start, of)} at the end of {first} and {points_of(of.end, of)} at the end of {last}"
    if not of.change.points.excludes_zero:
        moved = f"the change, {points_of(of.change, of)} points, may be none at all, so that no percentages are given"
    else:
        moved = f"it {'rose' if of.change.points.mean > 0 else 'fell'} by {size_of(of.change, of)} points"
    return said(
        f"In the model {of.title} stood at {levels}: {moved}. Here and below a number is the mean of "
        f"{of.made.draws:,} draws, without noise, with the middle 90 % of them in brackets.",
        basis=source,
    )


def _under_way(of: Roots, source: Basis) -> Sentence:
    part = of.under_way
    if not of.drivers:
        return said("No driver moves this level in that time: all of it was already under way.", basis=source)
    share = "" if part.percent is None else f", {percent_of(part)} of the change"
    nothing = "" if part.points.excludes_zero else "; that may be nothing at all"
    return said(
        f"Of this, {points_of(part, of)} points{share}, was already under way in {in_words(of.first)} and would have "
        f"come without any driver{nothing}.",
        basis=source,
    )


def _of_the_model(of: Roots) -> Sentence:
    return said(
        "All shares are shares of the model’s change of this level. They say what drives this argument once it is "
        "made to run, and are not causes found in the world."
    )


# ── drivers ───────────────────────────────────────────────────────────────────────────────────


def _drivers(answers: Answers, of: Roots, source: Basis) -> Iterator[Block]:
    if of.drivers:
        yield Paragraph((_first(of, source), *ties([p.rank for p in of.drivers], source)))
        origins = {o.name: o.title for o in of.origins}
        lines = tuple(
            tuple(
                said(cell)
                for cell in (p.rank, p.title, upper(origins.get(p.origin, p.origin)), points_of(p, of), percent_of(p))
            )
            for p in of.drivers
        )
        yield Grid("Each driver’s share, the largest first", ("Rank", "Driver", "Origin", "Points", SHARE), lines)
        note = "Numbers are rounded one by one; before rounding, all parts add up to the change."
        yield Paragraph((said(note),), "note")
    if of.idle:
        titles = {d.id: d.title for d in answers.study.drivers}
        names = ", ".join(titles[name] for name in of.idle)
        why = "not stirring in this time in any draw, or without an effect that leads to this level"
        yield Paragraph((said(f"The share of {names} is nothing at all: {why}.", basis=source),))
    yield Picture("roots-over-time", figures.named("roots-over-time").rows(of), source)
    if of.together:
        yield Paragraph((said("Some drivers did more, or less, together than apart:"),))
        yield Items(tuple(Paragraph((_pair(pair, of, source),)) for pair in of.together))


def _first(of: Roots, source: Basis) -> Sentence:
    ahead = [p for p in of.drivers if p.rank.split("–")[0] == "1"]
    if len(ahead) > 1:
        named = ", ".join(f"{p.title} {points_of(p, of)}" for p in ahead)
        return said(
            "No driver is clearly the first: for that place ", Strong("tie"), f", in points, {named}.", basis=source
        )
    part = of.drivers[0]
    share = "" if part.percent is None else f", {percent_of(part)} of the change"
    others = "; nine draws in ten agree that it exceeds each other driver" if len(of.drivers) > 1 else ""
    return said(f"The largest part is that of {part.title}: {points_of(part, of)} points{share}{others}.", basis=source)


def _pair(pair: Together, of: Roots, source: Basis) -> Sentence:
    titles = {p.name: p.title for p in of.drivers}
    size = pair.points if pair.points.mean > 0 else turned(pair.points)
    way = "more" if pair.points.mean > 0 else "less"
    one, other = (titles.get(name, name) for name in (pair.one, pair.other))
    return said(
        f"{one} and {other} added {within(size.mean, size, of)} points {way} together than apart, on average over what "
        "else ran.",
        basis=source,
    )


# ── meaning ───────────────────────────────────────────────────────────────────────────────────


def _meaning(of: Roots, source: Basis) -> Iterator[Block]:
    held = "stayed as strong as it was" if of.absent == "held" else "was switched off"
    orders = (
        f"{of.orders} orders drawn at random in each draw, which leaves a mean share uncertain by "
        f"{spelled(max(p.error for p in of.drivers), 2)} points (standard error) at most"
        if of.orders and of.drivers
        else "all orders"
    )
    yield Paragraph(
        (
            said(
                f"A driver is absent where it {held} in {in_words(of.first)}, and present where it runs the course "
                "that the study gives it. Its share is what its presence adds, on average over all orders in which the "
                "drivers could become present one after the other (its Shapley value); in that way shares add up to "
                "the change, whatever drivers do together."
            ),
            said(f"Here the average is over {orders}.", basis=source),
        )
    )
    yield Paragraph(tuple(_otherwise(of, source)))


def _otherwise(of: Roots, source: Basis) -> Iterator[Sentence]:
    other = of.otherwise
    if other is None:
        if of.absent == "held" and of.drivers:
            yield said(
                "Absence could also mean being switched off. No driver was in force yet in "
                f"{in_words(of.first)}, so that both readings give the same shares."
            )
        return
    off = f"with absent drivers switched off in {in_words(of.first)} instead"
    tried = f"Read the other way, {off} ({other.made.draws} draws)"
    if not of.reversed:
        yield said(f"{tried}, no order stated above is reversed.", basis=source)
        return
    titles = {p.name: p.title for p in of.drivers}
    named = [f"{titles.get(a, a)} before {titles.get(b, b)}" for a, b in of.reversed[:REVERSALS]]
    more = len(of.reversed) - len(named)
    listed = "; ".join(named) + (f"; and {more} more" if more else "")
    yield said(f"{tried}, these orders stated above are ", Strong("reversed"), f": {listed}.", basis=source)
    largest = ", ".join(f"{p.title} {points_of(p, other)}" for p in other.drivers[:LARGEST])
    yield said(f"Its largest parts, in points: {largest}.", basis=source)
