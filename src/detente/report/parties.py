"""Each party of an issue in words: where its line stood and stands, who weighs most, and where its small game is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from detente.drawing.heading import told
from detente.explain.numerals import decimals, percent, spelled
from detente.explain.telling import name
from detente.explain.willing import Party, Weight
from detente.report import anchors, basis
from detente.report.answers import Answers
from detente.report.document import Inline, Link, Paragraph, Sentence, Strong, said
from detente.report.in_points import points
from detente.study import calendar
from detente.study.nouns import Faction, Issue, Polity

NEARLY_ALL, RARELY = 0.9, 0.1
"""Shares of draws from which on something is said to be so, and below which it is left out."""

_NOTHING = 1e-9  # points of a band that leaves no room


def party(answers: Answers, issue: Issue, polity: Polity) -> Paragraph:
    """One party of an issue: its line, the heaviest of its big game, and its small game."""
    known = known_party(answers, issue, polity)
    sentences = [said(Strong(f"{name(polity.title)}."), " ", *_line(answers, issue, polity))]
    sentences = [Sentence(s.parts, basis.politics(answers, issue.id)) for s in sentences]
    sentences += _apart(answers, issue, polity)
    if known is not None:
        sentences += [*_heaviest(answers, issue, polity, known), *_small_game(answers, issue, polity, known)]
    return Paragraph(tuple(sentences))


def known_party(answers: Answers, issue: Issue, polity: Polity) -> Party | None:
    """What is known of a party's conduct, where it could be found out."""
    if answers.willing is None:
        return None
    return next(p for p in answers.willing.on(issue.id).parties if p.party == polity.id)


def step(answers: Answers, day: date) -> int:
    """The number of the step that contains a day."""
    span = answers.study.span
    return min(max(calendar.steps(span.start, day, span.step) - 1, 0), len(answers.run.time) - 2)


def when(answers: Answers, day: date) -> str:
    """A date as a sentence says it."""
    return told(day, answers.study.span.step)


def stood(answers: Answers, quantity: str, column: int, day: date) -> str:
    """A line, policy or position in the step that contains a day: its median with the middle 90 % of draws."""
    held = np.asarray(answers.run.quantiles[quantity], float)[:, step(answers, day), column]
    low, _, middle, _, high = (float(v) for v in held)
    return points(middle, low, high)


def share(weight: Weight, at: int) -> str:
    """A faction's share of the weight in its game, with the middle 90 % of draws."""
    mean, low, high = (100 * float(of[at]) for of in (weight.share, weight.p5, weight.p95))
    if low > 100 - _NOTHING:
        return "100 %"
    digits = min(decimals((mean, low, high), high - low), 0)
    return f"{spelled(mean, digits)} % ({spelled(low, digits)} to {spelled(high, digits)} %)"


def _line(answers: Answers, issue: Issue, polity: Polity) -> tuple[Inline, ...]:
    column, span = answers.run.pairs.index((polity.id, issue.id)), answers.study.span
    start, now = (stood(answers, "line", column, day) for day in (span.start, span.now))
    first, last = when(answers, span.start), when(answers, span.now)
    return (f"Its line stood at {start} points in {first} and stands at {now} in {last}.",)


def _apart(answers: Answers, issue: Issue, polity: Polity) -> Iterator[Sentence]:
    """The lowest and the highest position now, among factions with any weight."""
    run, at = answers.run, step(answers, answers.study.span.now)
    seats = [run.seats.index((f.id, issue.id)) for f in _members(issue, polity)]
    here = [k for k in seats if float(run.quantiles["weight"][4, at, k]) > 0]
    if len(here) < 2:
        return
    middle = {k: float(run.quantiles["position"][2, at, k]) for k in here}
    low, high = min(here, key=lambda k: middle[k]), max(here, key=lambda k: middle[k])
    titles = {f.id: f.title for f in polity.factions}
    ends = [
        f"{titles[run.seats[k][0]]} at {stood(answers, 'position', k, answers.study.span.now)}" for k in (low, high)
    ]
    yield said(f"What its factions now want runs from {ends[0]} to {ends[1]}.", basis=basis.politics(answers, issue.id))


def _heaviest(answers: Answers, issue: Issue, polity: Polity, known: Party) -> Iterator[Sentence]:
    """Which faction of the big game weighs most, then and now; several where draws differ."""
    big = [w for w in known.weights if w.game == "big"]
    span, about = answers.study.span, basis.willing(answers, issue.id)
    if not big:
        yield said("No faction of its big game holds a position here, so that its line stays where the level began.")
        return
    if len(big) == 1:
        yield said(f"Alone in its big game is {_title(polity, big[0])}.")
        return
    before = _most(polity, big, step(answers, span.start), "was")
    after = _most(polity, big, step(answers, span.now), "is")
    yield said(f"In its big game in {when(answers, span.start)} {before}; now {after}.", basis=about)


def _most(polity: Polity, big: Sequence[Weight], at: int, is_: str) -> str:
    ranked = [w for w in sorted(big, key=lambda w: -float(w.heaviest[at])) if w.heaviest[at] >= RARELY]
    if not ranked:
        return f"there {is_} nobody with any weight"
    if len(ranked) == 1 or ranked[0].heaviest[at] >= NEARLY_ALL:
        return f"most weight {is_} with {_title(polity, ranked[0])}, {share(ranked[0], at)} of it"
    each = [f"{_title(polity, w)}, {share(w, at)} of it, in {percent(float(w.heaviest[at]))} of draws" for w in ranked]
    return f"it {is_} open with whom most weight {is_}: {' and '.join(each)}"


def _small_game(answers: Answers, issue: Issue, polity: Polity, known: Party) -> Iterator[Sentence]:
    """Whether the small game stands at the edge of its band."""
    small = [_title(polity, w) for w in known.weights if w.game == "small"]
    if not small:
        yield said("Nobody plays a small game here: its policy is its line.")
        return
    who = f"{', '.join(small)}"
    span, about = answers.study.span, basis.willing(answers, issue.id)
    number = polity.band.get(issue.id)
    before, now = step(answers, span.start), step(answers, span.now)
    if max(float(known.band[before]), float(known.band[now])) < _NOTHING:
        yield said(f"Its small game, {who}, has no band here, and so its policy is its line.")
        return
    room: list[Inline] = [f"Its small game, {who}, may depart from that line by {points_of_band(known, now)} points"]
    if number is not None:
        room += [" (", Link(f"assumed: {number.quantity.spelled}", anchors.assumption(answers, number.key)), ")"]
    policy = stood(answers, "policy", answers.run.pairs.index((polity.id, issue.id)), span.now)
    yield said(*room, ".", basis=about)
    then, here = (_where(known, at, tense) for at, tense in ((before, _PAST), (now, _PRESENT)))
    yield said(f"In {when(answers, span.start)} it {then}; now it {here}.", basis=about)
    yield said(f"Its policy now stands at {policy} points.", basis=basis.politics(answers, issue.id))


def points_of_band(known: Party, at: int) -> str:
    """The median band at a step."""
    band = float(known.band[at])
    return spelled(band, min(decimals((band,)), 0))


_PAST, _PRESENT = ("wanted", "was", "kept"), ("wants", "is", "keeps")


def _where(known: Party, at: int, tense: tuple[str, str, str]) -> str:
    wants, is_, keeps = tense
    for held, way, edge in ((known.held_above, "lower", "lower"), (known.held_below, "higher", "upper")):
        if held[at] >= NEARLY_ALL:
            draws = percent(float(held[at]))
            return f"{wants} to go {way} and {is_} held at the {edge} edge of its band, in {draws} of draws"
    below, above = float(known.held_below[at]), float(known.held_above[at])
    edges = [f"its {edge} edge in {percent(of)}" for edge, of in (("lower", above), ("upper", below)) if of > 0]
    inside = f"{keeps} within its band in {percent(1 - below - above)} of draws"
    return f"{inside} and {is_} held at {' and at '.join(edges)}" if edges else inside


def _members(issue: Issue, polity: Polity) -> list[Faction]:
    held = {p.faction for p in issue.positions}
    return [f for f in polity.factions if f.id in held]


def _title(polity: Polity, weight: Weight) -> str:
    return next(f.title for f in polity.factions if f.id == weight.faction)
