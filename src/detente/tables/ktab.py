"""What KTAB's two kinds of file share: its options by name, its scale of 0 to 100, and what it asks of an actor."""

from __future__ import annotations

import math
from collections.abc import Sequence

from detente.study.quantities import Kind
from detente.tables import Issue
from detente.tables.cells import CellError, clean, number
from detente.tables.draft import Draft, Entry

OPTIONS: dict[str, tuple[str, ...]] = {
    "VictoryProbModel": ("Linear", "Square", "Quartic", "Octic", "Binary"),
    "PCEModel": ("Conditional", "MarkovIncentive", "MarkovUniform"),
    "StateTransitions": ("Deterministic", "Stochastic"),
    "VotingRule": ("Binary", "PropBin", "Prop", "PropCbc", "Cubic", "ASymProsp"),
    "BigRAdjust": ("None", "OneThird", "Half", "TwoThirds", "Full"),
    "BigRRange": ("Min", "Mid", "Max"),
    "ThirdPartyCommit": ("NoCommit", "SemiCommit", "FullCommit"),
    "InterVecBrgn": ("S1P1", "S2P2", "S2PMax"),
    "BargnModel": ("InitOnlyInterp", "InitRcvrInterp", "PWCompInterp"),
}
"""Elements of `ModelParameters` and what each may say, in KTAB's own order."""

MOST_ACTORS = 250
"""KTAB reads no more."""

SCALE = (0.0, 100.0)
_SHARE_KIND = Kind("salience", "normal", 0, 100, 100)
_POSITION_KIND = Kind("position", "normal", *SCALE, 100)
_CAPABILITY_KIND = Kind("capability", "log-normal", 0, math.inf)
_ROUNDING = 1e-9  # of a sum of saliences


def issue(name: str) -> Issue:
    """A dimension of KTAB."""
    return Issue(name, SCALE)


def enter(
    draft: Draft,
    row: int,
    actor: str,
    capability: object,
    positions: Sequence[object],
    saliences: Sequence[object],
) -> None:
    """Add an actor's entries, one for each dimension of the draft; complain of what KTAB would refuse.

    Differs: KTAB checks that positions lie from 0 to 100 in CSV files only; here in both.
    """
    able = _number(draft, row, actor, "capability", "", capability, _CAPABILITY_KIND)
    total = 0.0
    for name, position, salience in zip(draft.issues, positions, saliences, strict=True):
        stands = _number(draft, row, actor, "position", name, position, _POSITION_KIND)
        cares = _number(draft, row, actor, "salience", name, salience, _SHARE_KIND)
        if not (0 <= cares <= 100 or math.isnan(cares)):
            message = f"salience of `{actor}` on `{name}` is {cares:g}, outside 0 to 100"
            draft.complain("T25", message, "give it in per cent", row, f"salience {name}")
            cares = math.nan
        total += cares
        draft.entries.append(Entry(actor, name, stands, cares / 100, able, row))
    if total > 100 + _ROUNDING:
        message = f"the saliences of `{actor}` add up to {total:g}, above 100"
        draft.complain("T25", message, "share 100 among the dimensions, or less", row, "salience")


def _number(draft: Draft, row: int, actor: str, column: str, dimension: str, said: object, kind: Kind) -> float:
    of = f"{column} of `{actor}`" + (f" on `{dimension}`" if len(draft.issues) > 1 and dimension else "")
    where = f"{column} {dimension}".strip()
    if not clean(said):
        draft.complain("T07", f"{of} is missing", "give a number", row, where)
        return math.nan
    try:
        found = number(said, kind)
    except CellError as error:
        message = f"{of} {error.message}" if error.message.startswith("is ") else f"{of}: {error.message}"
        draft.complain(error.code, message, error.fix, row, where)
        return math.nan
    if isinstance(found, float):
        return found
    draft.complain("T08", f"{of} is a range", "KTAB's files hold plain numbers: give one", row, where)
    return math.nan
