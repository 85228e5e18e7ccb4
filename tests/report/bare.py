"""Answers of a study that was never run: for parts of a report that speak of the study alone."""

from __future__ import annotations

from datetime import date
from functools import cache
from types import SimpleNamespace
from typing import Any

from detente.report.answers import DRAWS, Answers
from detente.study.nouns import Study
from detente.study.reading import read
from detente.study.version import VERSION
from tests.study.conftest import ARLAND


@cache
def arland() -> Study:
    """A small study, made up, with something of everything."""
    return read(ARLAND.read_bytes(), name="arland")


def bare(study: Study, *, draws: int = 2048, seed: int = 1, **more: Any) -> Answers:
    """What a report is made of where every explanation is missing, unless `more` says otherwise."""
    names = ("roots", "claims", "changes", "flip", "sensitivity", "weakest", "nudges", "willing")
    verbs = ("roots", "claims", "whatif", "flip", "sensitivity", "weakest", "nudges", "willing")
    found: dict[str, Any] = {
        "run": SimpleNamespace(draws=draws, seed=seed, version=VERSION, study=study),
        **dict.fromkeys(names),
        "missing": {v: "not asked" for n, v in zip(names, verbs, strict=True) if more.get(n) is None},
        "verdicts": {},
        "held": {},
        "day": date(2027, 1, 31),
        "draws": {"run": draws, **DRAWS},
    } | more
    fields = Answers.__dataclass_fields__
    return Answers(study=study, **{name: found.get(name) for name in fields if name != "study"})
