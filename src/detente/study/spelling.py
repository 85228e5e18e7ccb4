"""How a study is spelled: the keys of the file. The JSON Schema for editors comes from here.

What passes becomes the frozen nouns of `nouns.py`; words that name others are looked up by the rules in `checks/`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast

from pydantic import Discriminator, Field, StrictBool, Tag

from detente.study.confidence import Confidence
from detente.study.fields import (
    BandByIssue,
    Because,
    Capability,
    DependenceByIssue,
    FirstDay,
    Id,
    Lag,
    LastDay,
    Level,
    LockIn,
    Months,
    Move,
    Noise,
    Number,
    Probability,
    Reason,
    Salience,
    Spelled,
    Strength,
    Text,
    Title,
    Version,
    is_valued,
    reference,
)
from detente.study.plain import is_list, is_mapping
from detente.study.quantities import KINDS

SCHEMA_ID = "https://detente.dev/schema/study-1.json"


class Active(Spelled):
    """When a faction is in the game at all."""

    from_: FirstDay | None = None
    until: LastDay | None = None


class Faction(Spelled):
    """A group inside a polity that holds positions."""

    title: Title = ""
    game: Literal["big", "small"] = Field("big", description="Sets the line (big), or manoeuvres in the band (small).")
    capability: Capability
    active: Active = Active()
    because: Because = ()


class Polity(Spelled):
    """A party with politics of its own."""

    title: Title = ""
    code: Text = ""
    solver: str = Field("mean", description="How its groups decide: a file in solvers/.")
    band: BandByIssue = Field({})
    dependence: dict[str, DependenceByIssue] = Field({})
    because: Because = ()
    factions: dict[Id, Faction]


class Position(Spelled):
    """Where a faction wants the level, and how much it cares."""

    at: Level
    salience: Salience
    because: Because = ()


class Pace(Spelled):
    """Half-lives of the way up and of the way down."""

    rise: Months
    fall: Months
    because: Because = ()


def _pace(raw: object) -> str:
    """One half-life serves both ways, or each has its own."""
    return "one" if is_valued(raw) or not isinstance(raw, dict) else "two"


class Issue(Spelled):
    """Something with a level from 0 to 100, decided by its parties."""

    title: Title = ""
    parties: tuple[str, ...]
    scale: dict[float, Text] = Field({}, description="Landmarks: a level and what it means in words.")
    start: Level
    rule: str = Field("consent", description="How policies meet: a file in rules/.")
    pace: Annotated[Annotated[Pace, Tag("two")] | Annotated[Months, Tag("one")], Discriminator(_pace)]
    noise: Noise
    lock_in: LockIn | None = None
    positions: dict[str, Position]
    because: Because = ()


class Event(Spelled):
    """A dated happening that gives its driver strength."""

    id: Id | None = None
    on: FirstDay | None = None
    between: tuple[FirstDay, LastDay] | None = None
    what: Text
    strength: Strength
    lasts: StrictBool = False
    until: LastDay | None = None
    fades: Months | None = None
    builds: Months | None = None
    probability: Probability | None = None
    because: Because = ()


class Driver(Spelled):
    """A named cause, built from dated events."""

    title: Title = ""
    origin: str = Field("external", description="`external`, or the polity it is domestic to.")
    because: Because = ()
    events: tuple[Event, ...]


class Effect(Spelled):
    """One arrow: a cause moves one lever of one target."""

    id: Id | None = None
    cause: str
    moves: Literal["position", "salience", "capability", "band", "dependence", "lock-in"]
    of: str = ""
    on: str = ""
    upon: str = ""
    by: Move
    because: Because = ()


class Claim(Spelled):
    """An expectation about the model, taken from a source. The forms of `expect` are rule S19's."""

    id: Id
    says: Text
    because: Because = ()
    expect: dict[str, Any]


Test = Literal["reaches", "falls-to", "above", "below"]


class Question(Spelled):
    """A dated, resolvable question about a level."""

    id: Id
    ask: Text
    issue: str
    reaches: Number | None = None
    falls_to: Number | None = None
    above: Number | None = None
    below: Number | None = None
    by: LastDay | None = None
    at: LastDay | None = None
    because: Because = ()

    @property
    def tests(self) -> list[tuple[Test, float]]:
        """The thresholds it names; a sound question names one."""
        named: list[tuple[Test, float | None]] = [
            ("reaches", self.reaches),
            ("falls-to", self.falls_to),
            ("above", self.above),
            ("below", self.below),
        ]
        return [(test, threshold) for test, threshold in named if threshold is not None]


class Change(Spelled):
    """A named change to the study."""

    title: Title = ""
    because: Because = ()
    without: tuple[str, ...] = ()
    set: dict[str, Any] = Field({})
    add: dict[str, Any] = Field({})


class Indicator(Spelled):
    """A measured series that reflects a level."""

    issue: str
    direction: Literal["rises", "falls"] = "rises"
    lag: Lag = 0.0
    loading: Annotated[float, Field(ge=0, le=1)] | None = None
    measure: str = ""
    dyad: tuple[str, ...] = ()
    data: str = ""
    column: str = ""
    because: Because = ()


class Source(Spelled):
    """A cited document."""

    title: Title = ""
    author: Text = ""
    publisher: Text = ""
    date: FirstDay | None = None
    url: str = ""
    language: str = ""
    grade: Annotated[str, Field(pattern=r"^[A-Fa-f][1-6]$")] | None = None
    file: str = ""


class Span(Spelled):
    """The time a study covers."""

    from_: FirstDay
    now: LastDay
    until: LastDay
    step: Literal["week", "month", "quarter", "year"] = "month"


class Headline(Spelled):
    """What verbs answer about when not told otherwise."""

    issue: str
    question: str = ""


class Statement(Spelled):
    """Something a source says, and where in the study it went."""

    says: Text
    as_: tuple[Literal["input", "claim", "question"], ...] = ()
    at: tuple[str, ...]


class Study(Spelled):
    """An argument about foreign policy, made runnable."""

    study: Version = Field(description="Version of this format.")
    title: Title
    summary: Text = ""
    span: Span
    headline: Headline | None = None
    confidence: Confidence | None = None
    words: dict[str, dict[str, Any]] = Field({})
    boundary: tuple[Text, ...] = Field((), description="What the model does not contain, one sentence each.")
    sources: dict[Id, Source] = Field({})
    polities: dict[Id, Polity]
    issues: dict[Id, Issue]
    drivers: dict[Id, Driver] = Field({})
    effects: tuple[Effect, ...] = ()
    claims: tuple[Claim, ...] = ()
    questions: tuple[Question, ...] = ()
    what_ifs: dict[Id, Change] = Field({})
    variants: dict[Id, Change] = Field({})
    indicators: dict[Id, Indicator] = Field({})
    statements: dict[Id, Statement] = Field({})


def schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a study, for editors."""
    built = Study.model_json_schema(by_alias=True)
    reason = {"$ref": "#/$defs/Reason"}
    shared: dict[str, Any] = {
        "Reason": Reason.model_json_schema(by_alias=True),
        "because": {"anyOf": [reason, {"type": "array", "items": reason}]},
    }
    for name, kind in KINDS.items():
        scalar = {"type": ["string", "number"], "description": f"For example {kind.examples()}."}
        valued = {
            "type": "object",
            "properties": {"value": scalar, "because": reference("because")},
            "required": ["value"],
            "additionalProperties": False,
        }
        shared[name] = {"anyOf": [scalar, valued]}
    built["$defs"] = {**built.get("$defs", {}), **shared}
    draft = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID}
    return draft | cast("dict[str, Any]", _with_references(built))


def _with_references(node: object) -> object:
    if is_list(node):
        return [_with_references(item) for item in node]
    if is_mapping(node):
        if "x-shared" in node:
            return {"$ref": f"#/$defs/{node['x-shared']}"}
        return {key: _with_references(value) for key, value in node.items()}
    return node
