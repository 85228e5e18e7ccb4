"""A move of a level, taken apart: its parts by name, and what changed in it. `detente.engine.anatomy` finds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from jaxtyping import Float

from detente.engine.stances import Stance

Changed = Literal["position", "salience", "capability", "band", "dependence", "presence", "line"]


class Part(NamedTuple):
    """One way in which a move came about: what changed of whom, and by which effect.

    `of` is the faction, or the party upon which the other depends. `presence` is a faction that enters or leaves the
    game, `line` a last line that stands because a game has no weight; neither is the work of an effect.
    """

    party: str
    changed: Changed
    of: str
    effect: str


class Change(NamedTuple):
    """A number before a move and at its last step."""

    before: Float[np.ndarray, " draw"]
    after: Float[np.ndarray, " draw"]


@dataclass(frozen=True)
class Anatomy:
    """A move of one issue's level without noise, draw by draw; points, 0 to 100."""

    issue: str
    first: int  # instant
    last: int
    before: int  # step
    start: Float[np.ndarray, " draw"]
    end: Float[np.ndarray, " draw"]
    distance: Float[np.ndarray, " draw"]  # to go at the start
    share: Float[np.ndarray, " draw"]  # of the distance gone by the end
    parts: Mapping[Part, Float[np.ndarray, " draw"]]  # of what changed since the step before
    earlier: Mapping[Part, Float[np.ndarray, " draw"]]  # of what was under way: what had changed until then
    older: Float[np.ndarray, " draw"]  # of what was under way: what was to go long ago, of which little is left
    recent: int  # the step from which on most of what was under way had changed
    held_back: Float[np.ndarray, " draw"]  # by lock-in; not a part
    levers: Mapping[tuple[Changed, str, str], Change]  # by what changed, party and `of`
    causes: Mapping[str, Change]  # strengths of drivers; levels of issues
    stances: tuple[Stance, ...]  # of the parties

    @property
    def move(self) -> Float[np.ndarray, " draw"]:
        """How far the level moved."""
        return self.end - self.start

    @property
    def under_way(self) -> Float[np.ndarray, " draw"]:
        """What was already under way: as far as the level would have moved, had nothing changed."""
        return self.distance * self.share
