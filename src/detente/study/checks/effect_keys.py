"""An effect names what its lever needs."""

from __future__ import annotations

from collections.abc import Iterator

from detente.study.checks import Rule
from detente.study.draft import Draft
from detente.study.levers import LEVERS
from detente.study.problems import Problem

RULE = Rule(
    code="S11",
    title="An effect names what its lever needs",
    why=(
        "A position and a salience belong to a faction on an issue, a capability to a faction, a band to a polity on "
        "an issue, a dependence to a polity upon another, a lock-in to an issue."
    ),
    example="{cause: war, moves: band, of: arland, by: slightly up}",
    fix="Give the keys that the lever needs, and no others.",
)


def find(draft: Draft) -> Iterator[Problem]:
    """Effects that lack a key of their lever, or have one too many."""
    for index, effect in enumerate(draft.study.effects):
        path = ("effects", index)
        if not draft.whole(path, effect):
            continue
        needs, may = LEVERS[effect.moves].needs, LEVERS[effect.moves].may
        for key in ("of", "on", "upon"):
            given = bool(getattr(effect, key))
            if key in needs and not given:
                yield draft.problem(RULE.code, path, f"a move of {effect.moves} needs `{key}:`", f"add `{key}:`")
            if given and key not in (*needs, *may):
                said = f"a move of {effect.moves} has no `{key}:`"
                yield draft.problem(RULE.code, (*path, key), said, f"delete `{key}:`")
