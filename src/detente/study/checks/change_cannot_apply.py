"""A change changes something that is there."""

from __future__ import annotations

from collections.abc import Iterator

from detente.study.changes import faults
from detente.study.checks import Rule
from detente.study.draft import Draft
from detente.study.problems import Problem

RULE = Rule(
    code="S22",
    title="A change changes something that is there",
    why="A what-if that names nothing would answer with the unchanged study and look like robustness.",
    example="without: [sanction]",
    fix="Use the name or path that the message suggests.",
)


def find(draft: Draft) -> Iterator[Problem]:
    """What-ifs and variants that cannot be applied to this study."""
    if draft.names.unsure:
        return  # what a change names may stand in a section that could not be read
    for section, changes in (("what-ifs", draft.study.what_ifs), ("variants", draft.study.variants)):
        for name, change in changes.items():
            for fault in faults(draft.plain, change.without, change.set, change.add):
                yield draft.problem(RULE.code, (section, name, *fault.under), fault.message, fault.fix)
