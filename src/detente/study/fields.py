"""What may stand as a value in a study: a quantity, a date, an id, reasons; read at the door.

Each type here reads the user's spelling, or raises a complaint that carries the code of the rule broken.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal, cast

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from detente.study import calendar
from detente.study.assumptions import Quantity
from detente.study.levers import LEVERS
from detente.study.nearest import nearest
from detente.study.plain import is_list, is_mapping, mapping
from detente.study.quantities import KINDS, QuantityError, parse
from detente.study.words import TABLE, Words

Under = tuple[str | int, ...]

_VALUED = {"value", "because"}


class Spelled(BaseModel):
    """A mapping of the file. Keys are written with hyphens; unknown keys are refused."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=lambda name: name.rstrip("_").replace("_", "-")
    )


class Reason(Spelled):
    """One reason: a passage, a judgement, or a measured data column."""

    source: str | None = Field(None, description="Id of the source the passage stands in.")
    quote: str | None = Field(None, description="The passage's words, whole or as `first words … last words`.")
    against: bool = Field(default=False, description="The passage speaks against the number.")
    judgement: str | None = Field(None, description="The reason, in your words.")
    measured: str | None = Field(None, description="The data column the number was read from.")


class Given(BaseModel):
    """A quantity, with reasons of its own where it has any."""

    model_config = ConfigDict(frozen=True)

    quantity: Quantity
    because: tuple[Reason, ...] = ()


def complaint(code: str, message: str, fix: str, under: Under = ()) -> PydanticCustomError:
    """Build an error that carries a rule's code and, where it stands deeper than its field, the rest of its path."""
    context = {"fix": fix, "under": under, "message": message}
    return PydanticCustomError(cast("Any", code), cast("Any", "refused"), context)


def reference(name: str) -> dict[str, Any]:
    """Stand-in for a reference to a shared definition, until `spelling.schema` puts the real one."""
    return {"x-shared": name}


def read_given(raw: object, kind: str, words: Words = TABLE) -> Given:
    """Read a quantity, or `{value:, because:}`. Raises a complaint."""
    because: tuple[Reason, ...] = ()
    if is_valued(raw):
        given = mapping(raw)
        if "value" not in given:
            raise complaint("S01", "`value` is missing from a number", "add `value:`")
        because = _read_reasons(given["because"]) if "because" in given else ()
        raw = given["value"]
    try:
        return Given(quantity=parse(raw, KINDS[kind], words), because=because)
    except QuantityError as error:
        raise complaint(error.code, error.message, error.fix) from None


def is_valued(raw: object) -> bool:
    """Whether a value is spelled `{value:, because:}`."""
    return bool(mapping(raw)) and set(mapping(raw)) <= _VALUED


def _as_list(raw: object) -> list[object]:
    return raw if is_list(raw) else [raw]


def _read_reasons(raw: object) -> tuple[Reason, ...]:
    found: list[Reason] = []
    for index, item in enumerate(_as_list(raw)):
        try:
            found.append(Reason.model_validate(item))
        except ValidationError as error:
            first = error.errors()[0]
            key = str(first["loc"][-1]) if first["loc"] else ""
            under: Under = ("because", *([index] if isinstance(raw, list) else []), *([key] if key else []))
            if first["type"] == "extra_forbidden":
                known = [name.rstrip("_") for name in Reason.model_fields]
                raise complaint("S02", f"`{key}` is no key of a reason", nearest(key, known), under) from None
            raise complaint(
                "S10", "the reason cannot be read", "give source and quote, a judgement, or measured", under
            ) from None
    return tuple(found)


def _words(info: ValidationInfo) -> Words:
    return cast("dict[str, Words]", info.context or {}).get("words", TABLE)


def _quantity(kind: str) -> PlainValidator:
    def read(raw: object, info: ValidationInfo) -> Given:
        return read_given(raw, kind, _words(info))

    return PlainValidator(read)


def _by_issue(kind: str) -> PlainValidator:
    """One quantity for all issues (key ""), or a map from issue to quantity."""

    def read(raw: object, info: ValidationInfo) -> dict[str, Given]:
        if not is_mapping(raw) or is_valued(raw):
            return {"": read_given(raw, kind, _words(info))}
        found: dict[str, Given] = {}
        for issue, value in raw.items():
            if issue == "because":
                fix = "put it on the polity, or write `{value: …, because: …}`"
                raise complaint("S10", "a because does not stand among issues", fix, (issue,))
            try:
                found[str(issue)] = read_given(value, kind, _words(info))
            except PydanticCustomError as error:
                context = error.context or {}
                raise complaint(error.type, context["message"], context["fix"], (issue, *context["under"])) from None
        return found

    return PlainValidator(read)


def _date(which: int) -> PlainValidator:
    def read(raw: object) -> date:
        try:
            if isinstance(raw, bool) or not isinstance(raw, str | int):
                raise ValueError(raw)
            return calendar.parse(str(raw))[which]
        except ValueError:
            raise complaint("S06", f"`{raw}` is no date", "write 2010, 2010-Q2, 2010-06 or 2010-06-15") from None

    return PlainValidator(read)


def _read_id(raw: object) -> str:
    if not isinstance(raw, str) or not re.fullmatch(ID_PATTERN, raw):
        raise complaint("S09", f"`{raw}` is no id", "begin with a letter; letters, digits, - and _ only, 64 at most")
    return raw


def _read_text(raw: object) -> object:
    """A title that looks like a number is still a title."""
    return str(raw) if isinstance(raw, int | float) and not isinstance(raw, bool) else raw


def _read_number(raw: object) -> object:
    """True is no number, and neither is a word in quotes."""
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise complaint("S03", f"is {'empty' if raw is None else f'`{str(raw).lower()}`'}", "give a number")
    return raw


def _read_lag(raw: object) -> float:
    return 0.0 if raw in (0, "0") else read_given(raw, "months").quantity.centre


ID_PATTERN = r"^[A-Za-z][A-Za-z0-9_-]{0,63}$"
_DATE_SCHEMA: dict[str, Any] = {
    "type": ["string", "integer"],
    "pattern": r"^\d{4}(-\d{1,2}(-\d{1,2})?|-?[Qq][1-4])?$",
    "description": "2010, 2010-Q2, 2010-06 or 2010-06-15",
}

Title = Annotated[str, Field(max_length=200), BeforeValidator(_read_text)]
Text = Annotated[str, Field(max_length=5_000), BeforeValidator(_read_text)]
Version = Annotated[Literal[1], BeforeValidator(_read_number)]
Number = Annotated[float, BeforeValidator(_read_number)]
Id = Annotated[str, BeforeValidator(_read_id), Field(pattern=ID_PATTERN)]
FirstDay = Annotated[date, _date(0), WithJsonSchema(_DATE_SCHEMA)]
LastDay = Annotated[date, _date(1), WithJsonSchema(_DATE_SCHEMA)]
Because = Annotated[tuple[Reason, ...], BeforeValidator(_as_list), WithJsonSchema(reference("because"))]

Level = Annotated[Given, _quantity("level"), WithJsonSchema(reference("level"))]
Salience = Annotated[Given, _quantity("salience"), WithJsonSchema(reference("salience"))]
Capability = Annotated[Given, _quantity("capability"), WithJsonSchema(reference("capability"))]
LockIn = Annotated[Given, _quantity("lock-in"), WithJsonSchema(reference("lock-in"))]
Strength = Annotated[Given, _quantity("strength"), WithJsonSchema(reference("strength"))]
Probability = Annotated[Given, _quantity("probability"), WithJsonSchema(reference("probability"))]
Noise = Annotated[Given, _quantity("noise"), WithJsonSchema(reference("noise"))]
Months = Annotated[Given, _quantity("months"), WithJsonSchema(reference("months"))]
Lag = Annotated[float, PlainValidator(_read_lag), WithJsonSchema({"anyOf": [{"const": 0}, reference("months")]})]
BandByIssue = Annotated[
    dict[str, Given],
    _by_issue("band"),
    WithJsonSchema({"anyOf": [reference("band"), {"type": "object", "additionalProperties": reference("band")}]}),
]
DependenceByIssue = Annotated[
    dict[str, Given],
    _by_issue("dependence"),
    WithJsonSchema(
        {"anyOf": [reference("dependence"), {"type": "object", "additionalProperties": reference("dependence")}]}
    ),
]


def _read_move(raw: object, info: ValidationInfo) -> Given:
    """What an effect moves its lever by, in that lever's unit. Where the lever cannot be read, neither can this."""
    lever = str(info.data.get("moves"))
    return read_given(raw, LEVERS[lever].unit, _words(info)) if lever in LEVERS else read_given("exactly 0", "points")


Move = Annotated[
    Given, PlainValidator(_read_move), WithJsonSchema({"anyOf": [reference(k) for k in ("points", "share", "factor")]})
]
