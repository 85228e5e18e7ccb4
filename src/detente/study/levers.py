"""The six levers an effect can move: what each belongs to, and the unit of the move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class LeverKeys:
    """The keys an effect on a lever needs and may have, what `of` names, and the kind of quantity of `by`."""

    needs: tuple[str, ...]
    of: Literal["faction", "polity", ""]
    unit: Literal["points", "share", "factor"]
    may: tuple[str, ...] = ()


LEVERS: Mapping[str, LeverKeys] = {
    "position": LeverKeys(("of", "on"), "faction", "points"),
    "salience": LeverKeys(("of", "on"), "faction", "share"),
    "capability": LeverKeys(("of",), "faction", "factor"),
    "band": LeverKeys(("of", "on"), "polity", "points"),
    "dependence": LeverKeys(("of", "upon"), "polity", "share", may=("on",)),
    "lock-in": LeverKeys(("on",), "", "share"),
}
