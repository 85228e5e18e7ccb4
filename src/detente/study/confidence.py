"""How a study's author spells confidence in its judgement: a level, and why it is not another one."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from detente.study.fields import Spelled, Text, complaint
from detente.study.plain import is_mapping

Level = Literal["low", "moderate", "high"]


def _read_words(raw: object) -> object:
    if isinstance(raw, str) and not raw.strip():
        raise complaint("S10", "the judgement is empty", "say it in words")
    return raw


def _read_reason(raw: object) -> object:
    if is_mapping(raw) and raw.keys() & {"source", "quote", "measured"}:
        raise complaint("S10", "no passage says how far a study is to be trusted", "write `judgement:` and why")
    return raw


class Judgement(Spelled):
    """Why, in the author's words."""

    judgement: Annotated[Text, Field(min_length=1), BeforeValidator(_read_words)]


class Confidence(Spelled):
    """How far its author trusts the study's judgement. It is about what the judgement rests on, not about the event."""

    level: Level
    because: Annotated[Judgement, BeforeValidator(_read_reason)]
