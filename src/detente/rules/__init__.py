"""A rule says where the parties' policies meet: from their policies and dependences to one agreement.

Every other file of this folder is one rule, found by its name: `consent.py` is the rule `consent`. A file
ends in `RULE = Rule(…)`. The function takes all parties of one issue:

    agree(policy, dependence) -> agreement        "party", "party party" -> scalar

`dependence[i, j]` is how far party i can be pulled by party j (0 to 1; the diagonal is 0). One party: its
policy is the agreement. Axioms a rule may declare, each attacked by the contract test:

    anonymous     the order of the parties does not matter
    within-range  the agreement lies between the lowest and the highest policy
    translation   moving every policy by the same points moves the agreement by as many
    unanimous     where all policies are the same, that is the agreement
    monotone      a party that moves up never moves the agreement down
    pulled        more dependence never lowers the agreement
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from detente.study.citations import Known, Source, Work
from detente.study.problems import DetenteError

__all__ = ["Known", "Rule", "Source", "Work", "named", "names"]


@dataclass(frozen=True, slots=True)
class Rule:
    """How parties agree."""

    title: str
    agree: Callable[[Any, Any], Any]
    source: Source
    axioms: frozenset[str]
    known: tuple[Known, ...]


def names() -> tuple[str, ...]:
    """The rules there are, as users call them."""
    return tuple(sorted(module.name.replace("_", "-") for module in iter_modules(__path__)))


@cache
def named(name: str) -> Rule:
    """The rule of that name.

    Raises:
        DetenteError: there is none.
    """
    if name not in names():
        near = get_close_matches(name, names(), 1)
        fix = f"did you mean `{near[0]}`?" if near else f"use one of {', '.join(names())}"
        raise DetenteError(f"there is no rule `{name}`", fix)
    rule: Rule = import_module(f"{__name__}.{name.replace('-', '_')}").RULE
    return rule
