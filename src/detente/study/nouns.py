"""The nouns of a study: frozen data that has been checked once and is never checked again.

A study is a tree of nouns; order is the file's own order throughout. Its uncertain numbers are in `assumptions.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from detente.study.assumptions import Assumption, Because
from detente.study.assumptions import Quantity as Quantity

Lever = Literal["position", "salience", "capability", "band", "dependence", "lock-in"]


@dataclass(frozen=True, slots=True)
class Source:
    """A cited document. `grade` is the Admiralty code, such as B2."""

    id: str
    title: str
    line: int
    file: str = ""
    author: str = ""
    publisher: str = ""
    date: date | None = None
    url: str = ""
    language: str = ""
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Faction:
    """A group inside a polity. Outside `active_from`..`active_until` it has no capability."""

    id: str
    title: str
    polity: str
    game: Literal["big", "small"]
    capability: Assumption
    active_from: date | None = None  # first day it counts
    active_until: date | None = None  # last day it counts


@dataclass(frozen=True, slots=True)
class Polity:
    """A party with politics of its own.

    `band`: issue id to points the small game may depart from the line (absent: 0).
    `dependence`: (polity upon which, issue id or "" for all) to how far it can be pulled.
    """

    id: str
    title: str
    code: str
    factions: tuple[Faction, ...]
    band: Mapping[str, Assumption]
    dependence: Mapping[tuple[str, str], Assumption]
    solver: str


@dataclass(frozen=True, slots=True)
class Position:
    """Where a faction wants an issue's level, and how much it cares."""

    faction: str
    at: Assumption
    salience: Assumption


@dataclass(frozen=True, slots=True)
class Issue:
    """Something with a level from 0 to 100, decided by its parties."""

    id: str
    title: str
    parties: tuple[str, ...]
    scale: tuple[tuple[float, str], ...]  # landmarks, ascending
    start: Assumption
    rule: str
    rise: Assumption  # half-life, months
    fall: Assumption  # half-life, months
    noise: Assumption  # stationary standard deviation, points
    lock_in: Assumption | None  # absent: 0
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A dated happening that gives its driver strength. Exactly one of `on`, `between` is set.

    It lasts one step unless `lasts`, `until` or `fades` (half-life, months) says otherwise;
    `builds` (months) makes it rise linearly first; `probability` makes it uncertain whether it happens.
    """

    id: str
    driver: str
    what: str
    key: str
    strength: Assumption
    on: date | None = None
    between: tuple[date, date] | None = None  # uniform, both days included
    lasts: bool = False
    until: date | None = None  # last day
    fades: Assumption | None = None
    builds: Assumption | None = None
    probability: Assumption | None = None
    because: tuple[Because, ...] = ()
    line: int = 1


@dataclass(frozen=True, slots=True)
class Driver:
    """A named cause with a strength from 0 to 1 over time; `origin` is `external` or a polity."""

    id: str
    title: str
    origin: str
    events: tuple[Event, ...]
    line: int = 1


@dataclass(frozen=True, slots=True)
class Effect:
    """One arrow: a cause (driver or issue) moves one lever of one target.

    position, salience: `of` faction, `on` issue. capability: `of` faction. band: `of` polity, `on` issue.
    dependence: `of` polity, `upon` polity, optionally `on` issue. lock-in: `on` issue.
    `by` is the move at cause strength 1, in the lever's unit; for capability it is a factor.
    """

    id: str
    cause: str
    moves: Lever
    of: str
    on: str
    upon: str
    by: Assumption
    line: int = 1


@dataclass(frozen=True, slots=True)
class Claim:
    """An expectation about the model, taken from a source."""

    id: str
    says: str
    expect: Mapping[str, Any]
    because: tuple[Because, ...]
    line: int = 1


@dataclass(frozen=True, slots=True)
class Question:
    """A dated, resolvable question about a level.

    `test` is `reaches` or `falls-to` (at any time after now, up to `by`), or `above` or `below` (at `by`).
    """

    id: str
    ask: str
    issue: str
    test: Literal["reaches", "falls-to", "above", "below"]
    threshold: float
    by: date  # last day
    line: int = 1


@dataclass(frozen=True, slots=True)
class Change:
    """A named change to a study: what to leave out, set and add, in the study's own spelling."""

    id: str
    title: str
    without: tuple[str, ...] = ()
    set: Mapping[str, Any] | None = None
    add: Mapping[str, Any] | None = None
    line: int = 1


@dataclass(frozen=True, slots=True)
class Indicator:
    """A measured series that reflects a level: a measure of a dyad, or a column of a file of the study's own."""

    id: str
    issue: str
    direction: Literal["rises", "falls"]  # what it does when the level rises
    lag: float  # months by which it follows the level
    measure: str = ""
    dyad: tuple[str, ...] = ()
    data: str = ""
    column: str = ""
    loading: float | None = (
        None  # how closely it follows the level as the author judges it, 0 to 1; nothing uses it yet
    )
    line: int = 1


@dataclass(frozen=True, slots=True)
class Statement:
    """Something a source says, and where in the study it went."""

    id: str
    says: str
    role: tuple[str, ...]  # of: input, claim, question
    at: tuple[str, ...]  # paths
    line: int = 1


@dataclass(frozen=True, slots=True)
class Confidence:
    """How far the author trusts the study's judgement, and why."""

    level: Literal["low", "moderate", "high"]
    because: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class Span:
    """The months (weeks, quarters, years) a study covers; `now` divides record from projection."""

    start: date  # first day
    now: date  # last day of the present
    until: date  # last day
    step: Literal["week", "month", "quarter", "year"]


@dataclass(frozen=True, slots=True)
class Study:
    """An argument about foreign policy, ready to run."""

    title: str
    span: Span
    headline_issue: str
    headline_question: str
    sources: tuple[Source, ...]
    polities: tuple[Polity, ...]
    issues: tuple[Issue, ...]
    drivers: tuple[Driver, ...]
    effects: tuple[Effect, ...]
    claims: tuple[Claim, ...]
    questions: tuple[Question, ...]
    what_ifs: tuple[Change, ...]
    variants: tuple[Change, ...]
    indicators: tuple[Indicator, ...]
    statements: tuple[Statement, ...]
    boundary: tuple[str, ...]  # what the model does not contain, in the author's words
    assumptions: tuple[Assumption, ...]  # every uncertain number, section by section
    hash: str  # SHA-256 of what the file says (not of its comments or layout)
    name: str = "study"  # the folder's name
    plain: Mapping[str, Any] | None = None  # the file as plain data, for changes
    variant: str = ""  # the variant this is, if any
    home: str = ""  # the folder it was read from; empty for a bundled study or one made in memory
    quote_status: Mapping[str, str] = field(
        default_factory=dict[str, str]
    )  # path of a because to what became of its quote
    source_hashes: Mapping[str, str] = field(default_factory=dict[str, str])  # frozen sources, SHA-256 of the file
    summary: str = ""  # what the study is about
    confidence: Confidence | None = None  # as the author sets it; None where it is left to the reader

    @property
    def factions(self) -> tuple[Faction, ...]:
        """All factions, polity by polity."""
        return tuple(f for p in self.polities for f in p.factions)

    @property
    def events(self) -> tuple[Event, ...]:
        """All events, driver by driver."""
        return tuple(e for d in self.drivers for e in d.events)
