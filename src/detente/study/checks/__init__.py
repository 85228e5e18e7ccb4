"""The rules a study must obey, one file each.

A rule file holds `RULE` (code, what it asks, why, an example that breaks it, how to mend it) and, unless the
reader itself finds the fault, `find(draft)`, which yields a problem for every place that breaks the rule.
Files are found by name; saving one adds the rule.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType

from detente.study.draft import Draft
from detente.study.problems import Problem


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule asks and why. `level` is `warning` where a study that breaks it still runs."""

    code: str
    title: str
    why: str
    example: str
    fix: str
    level: str = "error"


def modules() -> list[ModuleType]:
    """Every rule file, ordered by file name."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__))
    return [importlib.import_module(f"{__name__}.{name}") for name in names]


def rules() -> list[Rule]:
    """Every rule, ordered by code."""
    return sorted((module.RULE for module in modules()), key=lambda rule: rule.code)


def find_all(draft: Draft) -> Iterator[Problem]:
    """Every problem that the rules find in a draft."""
    for module in modules():
        if hasattr(module, "find"):
            yield from module.find(draft)
