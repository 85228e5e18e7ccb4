"""Margins of claims that rest on levels: at a date, between dates, and with and without a cause, draw by draw.

Histories with and without something share their draws. What a claim leaves out is silenced, and no shift moves it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from detente.engine.trials import Columns, Histories, Trials
from detente.explain.claim_forms import LEAST, form, tested
from detente.explain.margins import WATCH, Margin, PerDraw, Point, Pull, Reading, merged
from detente.explain.pairs import Pairs
from detente.study.nouns import Claim, Quantity, Study
from detente.study.paired import in_shape
from detente.study.revision import revised, silenced


@dataclass(frozen=True)
class Term:
    """A level, or a sum of levels with signs: its value in each draw and the pulls behind it."""

    value: PerDraw
    pulls: tuple[Pull, ...]

    def __add__(self, more: Term) -> Term:
        """The sum."""
        return Term(self.value + more.value, (*self.pulls, *more.pulls))

    def times(self, factor: PerDraw | float) -> Term:
        """The same, each draw times a factor."""
        return Term(self.value * factor, tuple(_scaled(p, factor) for p in self.pulls))

    def size(self) -> Term:
        """Its absolute value."""
        return self.times(np.where(self.value < 0, -1.0, 1.0))

    def less(self, number: float) -> Term:
        """Less a number."""
        return Term(self.value - number, self.pulls)


class Form:
    """A study of the same draws in which some numbers are others."""

    def __init__(self, base: Trials, study: Study, numbers: Mapping[str, Quantity]) -> None:
        """`numbers` stand in for those of the study, which is that of the trials or one changed from it."""
        same = study is base.study
        self.trials = base if same else Trials(study, draws=base.draws, seed=base.seed)
        self._own = self.trials.columns(numbers)
        stated = {a.key: a.quantity for a in base.lowered.column.assumptions}
        other = {
            a.key: numbers.get(a.key, a.quantity)
            for a in self.trials.lowered.column.assumptions
            if a.key in numbers or stated.get(a.key) != a.quantity
        }
        of_chance = {c.key for c in self.trials.lowered.column.chances if self.trials.keys[c.probability] in other}
        place = {key: k for k, key in enumerate(base.keys)}
        keys = self.trials.keys
        self._taken = [k for k, key in enumerate(keys) if key in place and key not in other and key not in of_chance]
        self._from = [place[keys[k]] for k in self._taken]
        self.held = tuple(sorted(set(range(len(keys))) - set(self._taken)))

    def columns(self, base: Columns) -> Columns:
        """Its numbers, where the others are those of the base."""
        found = self._own.copy()
        found[self._taken] = base[self._from]
        return found

    def run(self, base: Columns) -> Ran:
        """Its histories."""
        columns = self.columns(base)
        return Ran(self, columns, self.trials.run(columns=columns, watch=WATCH))


@dataclass(frozen=True)
class Ran:
    """Histories of one form."""

    form: Form
    columns: Columns
    histories: Histories

    def level(self, issue: str, day: date) -> Term:
        """A level without noise at a date, in points."""
        trials = self.form.trials
        one = np.ones(self.columns.shape[1], np.float64)
        at = Point((one * trials.instant(day)).astype(np.int64), trials.labels.issues.index(issue), one)
        return Term(self.histories.movement(issue, day), (Pull(trials, self.columns, self.form.held, (at,)),))


def smallest(terms: Sequence[Term]) -> Term:
    """The smallest of some terms in each draw."""
    values = np.stack([t.value for t in terms])
    which = values.argmin(axis=0)
    return Term(values.min(axis=0), tuple(_scaled(p, (which == k) * 1.0) for k, t in enumerate(terms) for p in t.pulls))


def of_claim(trials: Trials, claim: Claim) -> Margin:
    """The margin of a claim, with the levels behind it where it rests on levels at dates alone.

        raises, lowers      ±[M(D) - M without K(D)] - least
        leaves              least - |M(D) - M without K(D)|
        change … leaves     within - |M changed(D) - M(D)|
        more … than         M without the second(D) - M without the first(D)
        level above, below  M(D) - x, x - M(D)
        rising, falling     ±[M(to) - M(from)]
        pivotal             the smaller of |effect of F| - least and |effect of F| - that of any other of its polity

    In points. Other forms have the margins of their own tests, in their own unit. The levels behind a share of a change
    are those of two players, the cause and all other drivers; behind a half-life none are named.

    Source: DESIGN section 4.
    """
    if form(claim) == "share-of":
        return _of_share(trials, claim)
    made = next((make for name, make in _MAKERS.items() if name in claim.expect), None)
    if made is None:
        return _of_test(trials, claim)
    term = made(trials, claim.expect)

    def read(columns: Columns, numbers: Mapping[str, Quantity]) -> Reading:
        del numbers
        found = term(columns)
        return Reading(found.value, merged(found.pulls), np.zeros(len(found.value)))

    return read


def _of_test(trials: Trials, claim: Claim) -> Margin:
    """The margin of a claim as its own test says it."""

    def read(columns: Columns, numbers: Mapping[str, Quantity]) -> Reading:
        del columns
        pairs = Pairs(revised(trials.study, numbers), draws=trials.draws, seed=trials.seed)
        margin = tested(claim, pairs).margin
        return Reading(margin, None, np.zeros(len(margin)))

    return read


def _of_share(trials: Trials, claim: Claim) -> Margin:
    """The margin of a claim about a share, with slopes as if its cause and all other drivers were two players.

        share = [(M - M without the cause) + (M with the cause alone - M with neither)] / 2 / change

    That is the cause's Shapley value among two. The margin itself is that of all drivers. Where the window begins
    late, causes are switched off all the same instead of being held: only the direction of a search rests on this.
    """
    study, expect, margin = trials.study, claim.expect, _of_test(trials, claim)
    named = [d.id for d in study.drivers if expect["share-of"] in {d.id, d.origin}]
    others = [d.id for d in study.drivers if d.id not in named]
    first, last, issue = _day(trials, expect["from"]), _day(trials, expect["to"]), expect["on"]
    forms = [Form(trials, study, silenced(study, *names)) for names in ((), named, others, (*named, *others))]

    def read(columns: Columns, numbers: Mapping[str, Quantity]) -> Reading:
        ran = [form.run(columns) for form in forms]
        whole, without, only, none = (of.level(issue, last) for of in ran)
        change = whole + ran[0].level(issue, first).times(-1.0)
        added = (whole + without.times(-1.0) + only + none.times(-1.0)).times(0.5)
        by = 1.0 / np.where(np.abs(change.value) < _STILL, np.inf, change.value)
        share = added.times(by) + change.times(-added.value * by * by)
        return replace(margin(columns, numbers), pulls=merged(share.pulls))

    return read


_STILL = 1e-9  # points; a smaller change has no shares

_Made = Callable[[Columns], Term]


def _effect(trials: Trials, *names: str) -> Callable[[Columns, str, date], Term]:
    """What silencing names takes from a level."""
    whole, without = Form(trials, trials.study, {}), Form(trials, trials.study, silenced(trials.study, *names))

    def effect(columns: Columns, issue: str, day: date) -> Term:
        return whole.run(columns).level(issue, day) + without.run(columns).level(issue, day).times(-1.0)

    return effect


def _moved(sign: float, key: str) -> Callable[[Trials, Mapping[str, Any]], _Made]:
    def make(trials: Trials, expect: Mapping[str, Any]) -> _Made:
        effect, day = _effect(trials, expect["cause"]), _day(trials, expect["at"])
        least = float(expect.get("least", LEAST))
        return lambda columns: effect(columns, expect[key], day).times(sign).less(least)

    return make


def _left(trials: Trials, expect: Mapping[str, Any]) -> _Made:
    effect, day = _effect(trials, expect["cause"]), _day(trials, expect["at"])
    least = float(expect.get("least", LEAST))
    return lambda columns: effect(columns, expect["leaves"], day).size().less(least).times(-1.0)


def _changed(trials: Trials, expect: Mapping[str, Any]) -> _Made:
    study, day = trials.study, _day(trials, expect["at"])
    (change,) = (c for c in (*study.what_ifs, *study.variants) if c.id == expect["change"])
    whole, other = Form(trials, study, {}), Form(trials, *in_shape(study, change))

    def term(columns: Columns) -> Term:
        now = whole.run(columns).level(expect["leaves"], day)
        apart = other.run(columns).level(expect["leaves"], day) + now.times(-1.0)
        return apart.size().less(float(expect["within"])).times(-1.0)

    return term


def _more(trials: Trials, expect: Mapping[str, Any]) -> _Made:
    study, day = trials.study, _day(trials, expect["at"])
    first, second = (Form(trials, study, silenced(study, expect[key])) for key in ("more", "than"))

    def term(columns: Columns) -> Term:
        alone = first.run(columns).level(expect["on"], day)
        return second.run(columns).level(expect["on"], day) + alone.times(-1.0)

    return term


def _level(trials: Trials, expect: Mapping[str, Any]) -> _Made:
    whole, day = Form(trials, trials.study, {}), _day(trials, expect["at"])

    def term(columns: Columns) -> Term:
        level = whole.run(columns).level(expect["level"], day)
        if "above" in expect:
            return level.less(float(expect["above"]))
        return level.less(float(expect["below"])).times(-1.0)

    return term


def _turned(sign: float, key: str) -> Callable[[Trials, Mapping[str, Any]], _Made]:
    def make(trials: Trials, expect: Mapping[str, Any]) -> _Made:
        whole = Form(trials, trials.study, {})
        first, last = _day(trials, expect["from"]), _day(trials, expect["to"])

        def term(columns: Columns) -> Term:
            ran = whole.run(columns)
            return (ran.level(expect[key], last) + ran.level(expect[key], first).times(-1.0)).times(sign)

        return term

    return make


def _pivotal(trials: Trials, expect: Mapping[str, Any]) -> _Made:
    study, day = trials.study, _day(trials, expect["at"])
    least, issue, name = float(expect.get("least", LEAST)), expect["on"], expect["pivotal"]
    (polity,) = (p for p in study.polities if any(f.id == name for f in p.factions))
    whole = Form(trials, study, {})
    without = {f.id: Form(trials, study, silenced(study, f.id)) for f in polity.factions}

    def term(columns: Columns) -> Term:
        level = whole.run(columns).level(issue, day)
        effects = {f: (level + form.run(columns).level(issue, day).times(-1.0)).size() for f, form in without.items()}
        mine = effects.pop(name)
        return smallest([mine.less(least), *(mine + other.times(-1.0) for other in effects.values())])

    return term


_MAKERS: Mapping[str, Callable[[Trials, Mapping[str, Any]], _Made]] = {
    "change": _changed,  # has `leaves` too
    "raises": _moved(1.0, "raises"),
    "lowers": _moved(-1.0, "lowers"),
    "leaves": _left,
    "more": _more,
    "level": _level,
    "rising": _turned(1.0, "rising"),
    "falling": _turned(-1.0, "falling"),
    "pivotal": _pivotal,
}


def _day(trials: Trials, day: date) -> date:
    return min(day, trials.study.span.until)


def _scaled(pull: Pull, factor: PerDraw | float) -> Pull:
    points = tuple(Point(p.instant, p.issue, np.asarray(p.answer * factor, np.float64)) for p in pull.points)
    return Pull(pull.trials, pull.columns, pull.held, points)
