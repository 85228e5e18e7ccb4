"""A solver can decide a study's games."""

from __future__ import annotations

from collections.abc import Iterator

from detente.study.checks import Rule
from detente.study.draft import Draft
from detente.study.plugins import plug_ins, unfit
from detente.study.problems import Problem

RULE = Rule(
    code="S34",
    title="A solver can decide a study's games",
    why=(
        "Factions have positions, saliences and capabilities. Some models need more - what holds without agreement, a "
        "second issue to trade - or move in jumps that no derivative follows; they answer `detente decide` alone."
    ),
    example="polities: {arland: {solver: exchange}}",
    fix="Use `mean`, `median`, `challenge` or `quantal`; ask the others with `detente decide STUDY`.",
)


def find(draft: Draft) -> Iterator[Problem]:
    """Polities whose solver is there but decides no game of a study."""
    known = plug_ins("solvers")
    for polity_id, polity in draft.study.polities.items():
        reason = unfit("solvers", polity.solver) if polity.solver in known else ""
        if reason:
            said = f"solver `{polity.solver}` decides no game of a study: {reason}"
            able = ", ".join(name for name in known if not unfit("solvers", name))
            yield draft.problem(RULE.code, ("polities", polity_id, "solver"), said, f"use one of {able}")
