"""Capability of the actors of resolved issues, by one named rule for all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from detente.scoring.council_votes import BY_WAVE, COMMISSION, PARLIAMENT, power
from detente.study.problems import DetenteError
from detente.tables.resolved import Resolved, ResolvedIssue

RULES = {
    "given": "as the table says",
    "votes": "votes in the Council, by wave; Commission and Parliament as the largest member that takes part",
    "ssi": "Shapley-Shubik index of those votes; Commission and Parliament as the largest member that takes part",
    "equal": "all alike",
}


def with_capability(resolved: Resolved, rule: str) -> Resolved:
    """The same issues with the capability of every actor by a rule.

    Raises:
        DetenteError: there is no such rule, or it says nothing of some actor.
    """
    if rule not in RULES:
        said = "; ".join(f"`{name}`: {what}" for name, what in RULES.items())
        raise DetenteError(f"there is no capability `{rule}`", f"use {said}")
    return replace(resolved, issues=tuple(_with(issue, rule) for issue in resolved.issues))


def fitting(resolved: Resolved) -> str:
    """The rule where nobody names one: as given where the table does, else Council votes where all have some."""
    if resolved.issues and all(i.capability is not None for i in resolved.issues):
        return "given"
    try:
        for issue in resolved.issues:
            _with(issue, "votes")
    except DetenteError:
        return "equal"
    return "votes"


def _with(issue: ResolvedIssue, rule: str) -> ResolvedIssue:
    if rule == "equal":
        return replace(issue, capability=np.ones(len(issue.actors)))
    if rule == "given":
        if issue.capability is None:
            fix = "add a column `capability`, or use `--capability equal`"
            raise DetenteError(f"the table gives no capability on issue `{issue.name}`", fix)
        return issue
    if issue.wave not in BY_WAVE:
        fix = f"add a column `wave` ({' or '.join(BY_WAVE)}), or use `--capability equal`"
        raise DetenteError(f"no rules of the Council are known for wave `{issue.wave}` of issue `{issue.name}`", fix)
    votes: Mapping[str, float] = BY_WAVE[issue.wave].votes if rule == "votes" else power(issue.wave)
    others = COMMISSION | PARLIAMENT
    unknown = [a for a in issue.actors if a.lower() not in votes and a.lower() not in others]
    if unknown:
        fix = "use the codes of the DEU data (de, fr, …, com, ep), or `--capability equal`"
        raise DetenteError(f"`{unknown[0]}` has no votes in the Council of issue `{issue.name}` ({issue.wave})", fix)
    present = [votes[a.lower()] for a in issue.actors if a.lower() in votes]
    largest = max(present, default=max(votes.values()))
    return replace(issue, capability=np.array([float(votes.get(a.lower(), largest)) for a in issue.actors]))
