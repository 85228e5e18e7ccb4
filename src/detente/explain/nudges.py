"""What the judgement becomes when one number is moved: runs that a report keeps, so that its reader can move it.

Each of a few assumptions is held at some shares of its own law, all others as drawn: paired draws, so that what
differs is that number and not luck.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from detente.engine.sample import invert
from detente.engine.trials import Histories, Trials
from detente.explain.estimate import error
from detente.explain.inputs import HIGH, LOW, Input
from detente.explain.made import Made, made
from detente.explain.own_unit import in_own_unit, rounded
from detente.explain.spread import Spread, spread
from detente.explain.weakest import ROUNDING, Chance, chance
from detente.study import calendar
from detente.study.nouns import Question, Study
from detente.study.problems import DetenteError

SHARES = (LOW, 0.25, 0.5, 0.75, HIGH)
"""Where a number is held, but for rounding: shares of its law that lie below, so that the middle one is its median."""


@dataclass(frozen=True, slots=True)
class Stand:
    """What the study comes to with one number held at a value.

    `level` is with noise, as runs have it. `shift` is that of the level without noise, held less as drawn, draw by
    draw, as in a tornado; `error` the standard error of its mean.
    """

    share: float
    value: float  # of the number, in the assumption's unit
    spelled: str  # the same as the study would write it
    level: Spread
    shift: Spread
    error: float
    chance: Chance | None

    @property
    def moves(self) -> bool:
        """Whether the mean shift exceeds twice its standard error, and rounding."""
        return abs(self.shift.mean) > max(2 * self.error, ROUNDING)


@dataclass(frozen=True, slots=True)
class Nudge:
    """One number, and what the study comes to wherever it is held."""

    input: Input
    stands: tuple[Stand, ...]


@dataclass(frozen=True)
class Nudges:
    """Some numbers of a study, each moved by itself. `level` and `probability` are those of the study as it stands."""

    made: Made
    issue: str
    title: str
    at: str
    day: date
    question: Question | None
    level: Spread
    probability: float | None
    numbers: tuple[Nudge, ...]


def nudges(
    study: Study,
    issue: str,
    day: date,
    question: Question | None,
    some: Sequence[Input],
    *,
    draws: int = 256,
    seed: int = 1,
) -> Nudges:
    """The level of an issue at a day, and a question's probability, with each of some numbers held at five values.

    The values are the 5, 25, 50, 75 and 95 % points of the number's own law, rounded as they are spelled; of a number
    with a law cut off by its bounds those of what is left. All other numbers, dates and happenings are as drawn.

    Raises:
        DetenteError: there is nothing to move, or one input is no number.
    """
    if not some:
        raise DetenteError(
            "no number of this study moves the headline's level", "give a number a range, as in `20 to 35`"
        )
    for item in some:
        if item.kind != "number":
            raise DetenteError(f"`{item.path}` is no number, but a {item.kind}", "name an assumption")
    trials = Trials(study, draws=draws, seed=seed)
    before = trials.run(watch=_WATCH)
    return Nudges(
        made=made(study, seed=seed, draws=draws),
        issue=issue,
        title=next(q.title for q in study.issues if q.id == issue),
        at=calendar.spell(day, study.span.step),
        day=day,
        question=question,
        level=spread(before.levels(issue)[trials.instant(day)]),
        probability=None if question is None else float(before.answers(question).mean()),
        numbers=tuple(
            Nudge(item, tuple(_stand(trials, before, item, share, issue, day, question) for share in SHARES))
            for item in some
        ),
    )


_WATCH = ("movement", "level")


def _stand(
    trials: Trials, before: Histories, item: Input, share: float, issue: str, day: date, question: Question | None
) -> Stand:
    quantity = next(a.quantity for a in trials.study.assumptions if a.key == item.key)
    value = rounded(trials.study, item.key, float(invert(quantity, np.array([share]))[0]))
    columns = trials.columns()
    columns[trials.keys.index(item.key)] = value
    after = trials.run(columns=columns, watch=_WATCH)
    shift = after.movement(issue, day) - before.movement(issue, day)
    return Stand(
        share=share,
        value=value,
        spelled=in_own_unit(trials.study, item.key, value),
        level=spread(after.levels(issue)[trials.instant(day)]),
        shift=spread(shift),
        error=error(shift),
        chance=None if question is None else chance(before, after, question),
    )
