"""The uncertain numbers of a study as inputs: what each is called, how far it spreads, and what it rests on.

Inputs are assumptions with a law, uncertain dates, and uncertain happenings. Pinned numbers are not among them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from jaxtyping import Float

from detente.engine.sample import drawn
from detente.engine.trials import Columns, Trials
from detente.study import calendar
from detente.study.assumptions import Assumption, Because
from detente.study.nouns import Event, Study
from detente.study.problems import DetenteError
from detente.study.subjects import Subject, subjects

LOW, HIGH = 0.05, 0.95
"""The ends of a central 90 % interval, as shares of a law."""


@dataclass(frozen=True, slots=True)
class Input:
    """One uncertain number: its key in a draw's column, where a reader finds it, how it is spelled, its reasons.

    `says` is what it is about, in the study's words; `path` is where it stands in the file.
    """

    key: str
    says: str
    path: str
    kind: Literal["number", "date", "happening"]
    spelled: str
    because: tuple[Because, ...]
    line: int

    @property
    def rests_on(self) -> str:
        """What it rests on, in one line: its first passage, or the judgement, or nothing."""
        for kind, said in _SAID.items():
            for b in self.because:
                if b.kind == kind and not b.against:
                    return said.format(b)
        return "nothing: no passage, no judgement"


_SAID = {"passage": "“{0.quote}” {0.source}", "measured": "measured: {0.data}", "judgement": "judgement: {0.reason}"}


def inputs(trials: Trials) -> tuple[Input, ...]:
    """The uncertain numbers that a study's model uses, in the order of a draw's column.

    Raises:
        DetenteError: nothing is uncertain.
    """
    column = trials.lowered.column
    events = {e.key: e for e in trials.study.events}
    about = subjects(trials.study)
    numbers = [of_number(a, about) for a in column.assumptions if a.quantity.low < a.quantity.high]
    dates = [
        _date(trials.study, window.key, events[window.key.removesuffix("/when")])
        for window in column.windows
        if len(window.cuts)
    ]
    happenings = [
        _happening(chance.key, events[chance.key.removesuffix("/happens")])
        for chance in column.chances
        if column.assumptions[chance.probability].quantity.high > 0
        and column.assumptions[chance.probability].quantity.low < 1
    ]
    found = (*numbers, *dates, *happenings)
    if not found:
        raise DetenteError("nothing in this study is uncertain", "give a number a range, such as `20 to 35`")
    return found


def of_number(number: Assumption, about: Mapping[str, Subject]) -> Input:
    """A number as an input, named by what the study's subjects say of it."""
    return Input(
        number.key, about[number.key].says, number.path, "number", number.quantity.spelled, number.because, number.line
    )


def placed(trials: Trials, found: Sequence[Input], shares: Float[np.ndarray, "input run"]) -> Columns:
    """Numbers of runs in which every input lies at a share of its law.

    For a happening, the share is that of draws in which it does *not* happen, so that more always is more.
    """
    rows = np.full((len(trials.keys), shares.shape[1]), 0.5)
    place = {key: k for k, key in enumerate(trials.keys)}
    for item, share in zip(found, np.clip(shares, _LEAST, 1 - _LEAST), strict=True):
        rows[place[item.key]] = 1 - share if item.kind == "happening" else share
    return drawn(trials.lowered, rows)


_LEAST = 2.0**-53  # keeps the ends of an unbounded law finite


def held(trials: Trials, item: Input, share: float) -> Columns:
    """The trials' draws with one input at one share of its law; a happening does not happen below a half, else does."""
    place = trials.keys.index(item.key)
    if item.kind == "happening":
        found = trials.columns()
        found[place] = float(share >= 0.5)
        return found
    rows = trials.shares.copy()
    rows[place] = share
    return drawn(trials.lowered, rows)


def _date(study: Study, key: str, event: Event) -> Input:
    first, last = (calendar.spell(day, study.span.step) for day in event.between or (study.span.start,) * 2)
    return Input(
        key,
        f"Date: {event.what}",
        f"{event.key}.between",
        "date",
        f"between {first} and {last}",
        event.because,
        event.line,
    )


def _happening(key: str, event: Event) -> Input:
    chance = "" if event.probability is None else f", probability {event.probability.quantity.spelled}"
    return Input(
        key, f"Whether: {event.what}", event.key, "happening", f"happens or not{chance}", event.because, event.line
    )
