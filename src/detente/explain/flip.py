"""How little would have to be wrong to reverse a judgement: the smallest shift of assumptions that carries it across.

    distance = min ‖u‖₂ subject to: under shifts u of the assumptions' centres, in units of their σ, it is reversed

Every assumption that is not pinned may move (`detente.engine.shifts`). The shortest way found is run plainly, and
pushed on until that run is reversed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from detente.engine.sample import invert
from detente.engine.shifts import Shifts
from detente.explain import reliability, ways
from detente.explain.inputs import Input, of_number
from detente.explain.judgements import MANY, Judgement, Turn, judgement
from detente.explain.made import Made, made
from detente.explain.pairs import SHARED
from detente.explain.probability import Point, Probability
from detente.explain.ways import FARTHEST, Way
from detente.study.assumptions import Assumption
from detente.study.nouns import Quantity, Study
from detente.study.revision import revised
from detente.study.subjects import subjects

ROBUST = 2.0
"""Distance from which a judgement is called robust (DESIGN section 5)."""

MOST = 4096
"""Draws of a plain run that confirms, at most: claims keep whole histories."""

MORE = 4
"""A plain run takes so many times the draws asked for; as many as asked for where each takes several histories."""

_CARRIES = 0.9  # share of ‖u‖² that names the assumptions which carry it

Progress = Callable[[int, int], None]
Status = Literal["flipped", "beyond", "unmoved", "built-in"]


@dataclass(frozen=True, slots=True)
class Shift:
    """One assumption that would have to be wrong: by how many σ, and where its middle would have to lie."""

    input: Input
    by: float  # σ
    stated: Quantity
    needed: Quantity
    value: float  # middle of what would be needed, in the assumption's unit
    share: float  # of ‖u‖²

    @property
    def spelled(self) -> str:
        """How it was stated, with the numbers of its 90 % interval where words stand for them."""
        said = self.input.spelled
        if any(letter.isdigit() for letter in said):
            return said
        return f"{said} ({self.stated.low:.3g} to {self.stated.high:.3g})"


@dataclass(frozen=True, slots=True)
class Alone:
    """How far the strongest few would have to move if all others stayed; None where that is beyond the search."""

    count: int
    distance: float | None


@dataclass(frozen=True)
class Flip:
    """What would reverse a judgement.

    `before` and `after` are plain runs of `plain_draws` draws. Status: flipped; beyond, where no way is found within 6;
    unmoved, where no number matters; built-in, where it holds whatever the numbers are, for the `reason` given.
    """

    made: Made
    kind: Literal["question", "claim"]
    form: str  # a question's test, or the form of a claim
    id: str
    says: str
    line: int
    status: Status
    reason: str
    turn: Turn
    before: float
    after: float | None
    stood: str  # `before` in words: of likelihood, or a verdict
    stands: str  # `after` in words
    plain_draws: int
    distance: float | None
    shifts: tuple[Shift, ...]  # the largest first
    carried_by: int  # so many of them make up 90 % of the squared distance
    alone: tuple[Alone, ...]
    path: tuple[tuple[float, float], ...]  # distance on the way, probability there

    @property
    def robust(self) -> bool | None:
        """Whether the distance is 2 or more; None where no way was found, which is no proof that there is none."""
        return None if self.distance is None else self.distance >= ROBUST

    @property
    def told(self) -> str:
        """The distance with two decimals; what falls short of robust is never rounded up to it."""
        if self.distance is None:
            return ""
        return f"{self.distance if self.robust else min(self.distance, ROBUST - 0.01):.2f}"

    @property
    def carriers(self) -> tuple[Shift, ...]:
        """The few assumptions that carry it."""
        return self.shifts[: self.carried_by]

    @property
    def each(self) -> float:
        """By how many σ each of those is off, if all are off alike (root mean square)."""
        return float(np.sqrt(np.mean([s.by**2 for s in self.carriers]))) if self.carriers else 0.0

    @property
    def numbers(self) -> dict[str, Quantity]:
        """The quantities that would be needed, by key of assumption: `detente.study.revision.revised` takes them."""
        return {s.input.key: s.needed for s in self.shifts}


def flip(
    study: Study,
    name: str,
    *,
    to: float | None = None,
    draws: int = 1024,
    seed: int = 1,
    progress: Progress | None = None,
) -> Flip:
    """The smallest shift of a study's assumptions that reverses a question's or a claim's judgement.

        distance = min ‖u‖₂, in standard deviations of the assumptions as stated

    `to` is the probability across which it is carried: 0.5 for a question, the verdicts' own bounds for a claim. The
    distance is that of the shortest way found: there may be a shorter one. 90 % intervals of the shifted numbers are as
    wide as before. No way is searched for beyond 6.

    Raises:
        DetenteError: no question or claim of that name; no probability to carry it across.

    Source: Hasofer and Lind (1974), J. Eng. Mech. Div. ASCE 100(1), 111-121: the reliability index.
    """
    about = judgement(study, name, to)
    tell = progress or _silently
    more = MORE if about.histories == 1 else 1
    plain_draws = min(draws, SHARED) if about.histories >= MANY else min(draws * more, MOST)
    answer = _unasked(study, about, draws, seed, plain_draws)
    if about.built_in:
        return answer
    before = about.plainly(study, plain_draws, seed)
    tell(1, 4)
    fewest, most = ways.DRAWS
    searched = min(draws, max(fewest, min(most, most // about.histories)))
    probability = Probability(study, about.margin, draws=searched, seed=seed)
    way = ways.shortest(probability, about, before, seed)
    answer = replace(answer, before=before, stood=about.words(before), turn=way.turn)
    if not way.moves:
        return replace(answer, status="unmoved" if probability.rests_on_levels else "beyond")
    tell(2, 4)
    confirmed = _confirmed(study, about, way, before, probability.shifts, plain_draws, seed)
    tell(3, 4)
    if confirmed is None:
        return replace(answer, status="beyond", path=ways.path(way, about, FARTHEST))
    at, after = confirmed
    distance = float(np.linalg.norm(at))
    shifts = _shifts(study, probability.shifts, at)
    carried = 1 + int(np.searchsorted(np.cumsum([s.share for s in shifts]), _CARRIES))
    few = () if about.histories >= MANY else tuple(Alone(*a) for a in ways.alone(way, at))
    path = ways.path(way, about, min(1.5 * distance, FARTHEST))
    tell(4, 4)
    answer = replace(answer, status="flipped", after=after, stands=about.words(after), distance=distance)
    return replace(answer, shifts=shifts, carried_by=carried, alone=few, path=path)


def _confirmed(
    study: Study, about: Judgement, way: Way, before: float, shifts: Shifts, draws: int, seed: int
) -> tuple[Point, float] | None:
    """Shifts on the way under which a plain run is just reversed, and its probability; None if beyond the search."""
    found: dict[float, float] = {}

    def left(distance: float) -> float:
        numbers = shifts.numbers(way.direction * distance)
        found[distance] = after = about.plainly(revised(study, numbers), draws, seed)
        left = way.limit.of(after)
        return min(left, 0.0) if way.turn.reversed(after) else max(left, 1e-6)

    if way.length > FARTHEST:
        return None
    length = reliability.along(left, left=max(way.limit.of(before), 1e-6), first=way.length, most=FARTHEST)
    return None if length is None else (way.direction * length, found[length])


def _shifts(study: Study, shifts: Shifts, at: Point) -> tuple[Shift, ...]:
    about = subjects(study)
    numbers, total = shifts.numbers(at), float(at @ at)
    order: list[int] = np.argsort(-np.abs(at), kind="stable").tolist()
    found: list[Shift] = []
    for k in order:
        if at[k] != 0:
            a: Assumption = shifts.assumptions[k]
            middle = float(invert(numbers[a.key], np.array([0.5]))[0])
            found.append(
                Shift(of_number(a, about), float(at[k]), a.quantity, numbers[a.key], middle, float(at[k] ** 2) / total)
            )
    return tuple(found)


def _unasked(study: Study, about: Judgement, draws: int, seed: int, plain_draws: int) -> Flip:
    """The answer where nothing has to be run."""
    return Flip(
        made(study, seed=seed, draws=draws), about.kind, about.form, about.id, about.says, about.line, "built-in",
        about.built_in, Turn(0.5, falls=True), 1.0, None, about.words(1.0), "", plain_draws, None, (), 0, (), (),
    )  # fmt: skip


def _silently(done: int, of: int) -> None:
    del done, of
