"""The forms a claim's expectation may take, and what each of their keys must hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """A form of expectation: its first key names it; each key holds one kind of thing."""

    keys: Mapping[str, str]
    optional: Mapping[str, str]
    says: str


_AT = {"at": "date"}
_LEAST = {"least": "points"}

FORMS: Mapping[str, Form] = {
    "change": Form({"change": "change", "leaves": "issue", "within": "points", **_AT}, {}, "a change moves it little"),
    "raises": Form({"raises": "issue", "cause": "cause", **_AT}, _LEAST, "a cause raises a level"),
    "lowers": Form({"lowers": "issue", "cause": "cause", **_AT}, _LEAST, "a cause lowers a level"),
    "leaves": Form({"leaves": "issue", "cause": "cause", **_AT}, _LEAST, "a cause leaves a level where it is"),
    "more": Form({"more": "cause", "than": "cause", "on": "issue", **_AT}, {}, "one cause matters more than another"),
    "share-of": Form(
        {"share-of": "origin", "at-least": "share", "on": "issue", "from": "date", "to": "date"},
        {},
        "a share of the change",
    ),
    "level": Form({"level": "issue", **_AT}, {"above": "level", "below": "level"}, "a level above or below a number"),
    "rising": Form({"rising": "issue", "from": "date", "to": "date"}, {}, "a level rises"),
    "falling": Form({"falling": "issue", "from": "date", "to": "date"}, {}, "a level falls"),
    "slower-to-fall": Form(
        {"slower-to-fall": "issue", "after": "date", "than-before": "date"}, {}, "falls more slowly than it rose"
    ),
    "pivotal": Form({"pivotal": "faction", "on": "issue", **_AT}, _LEAST, "a faction without which the level differs"),
    "inside-band": Form({"inside-band": "polity", "on": "issue"}, {}, "a policy never leaves the band"),
    "open": Form({"open": "question"}, {}, "the model does not know"),
}


def form_of(expect: Mapping[str, object]) -> Form | None:
    """The form an expectation has, by its naming key; None where no key names one."""
    return next((form for name, form in FORMS.items() if name in expect), None)
