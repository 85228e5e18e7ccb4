"""The parts of a history in one draw: what it holds fixed, its state between steps, and what happens in a step.

Everything reads as one draw, along leading axes; a last axis of many draws, the `...` of the annotations, rides along.
"""

from __future__ import annotations

from typing import NamedTuple

from jaxtyping import Array, Float


class Move(NamedTuple):
    """A lever in one draw: base value of each slot, and its effects, course by course."""

    base: Float[Array, "slot ..."]
    by: tuple[Float[Array, "rank slot ..."], ...]


class Happening(NamedTuple):
    """A course of events in one draw, in steps."""

    strength: Float[Array, "rank driver ..."]
    building: Float[Array, "rank driver ..."]  # rise per step
    first: Float[Array, "rank driver ..."]
    last: Float[Array, "rank driver ..."]
    fading: Float[Array, "rank driver ..."]  # share left after one step
    fades_from: Float[Array, "rank driver ..."]


class Fixed(NamedTuple):
    """What one draw holds fixed through all steps."""

    position: Move
    salience: Move
    capability: Move  # `by` on the logarithm
    band: Move
    dependence: Move
    lock_in: Move
    start: Float[Array, "issue ..."]
    rise: Float[Array, "issue ..."]  # share of the way up in one step
    fall: Float[Array, "issue ..."]
    noise: Float[Array, "issue ..."]
    events: tuple[Happening, ...]


class State(NamedTuple):
    """What is known as a step begins."""

    movement: Float[Array, "issue ..."]
    noise: Float[Array, "issue ..."]
    line: Float[Array, "pair ..."]  # of the step before
    left: tuple[Float[Array, "rank driver ..."], ...]  # of each event, as it fades; above 1 until fading begins
    cause: Float[Array, "cause ..."]
    capability: Float[Array, "faction ..."]


class Levers(NamedTuple):
    """Everything that causes can move, as it stands at a step."""

    position: Float[Array, "faction pair ..."]
    salience: Float[Array, "faction pair ..."]
    capability: Float[Array, "faction ..."]
    band: Float[Array, "pair ..."]
    dependence: Float[Array, "tie ..."]
    lock_in: Float[Array, "issue ..."]


class Moment(NamedTuple):
    """All that happens in one step; movement and level are those at its end."""

    level: Float[Array, "issue ..."]
    movement: Float[Array, "issue ..."]
    agreement: Float[Array, "issue ..."]
    line: Float[Array, "pair ..."]
    policy: Float[Array, "pair ..."]
    strength: Float[Array, "cause ..."]  # of drivers, then of issues as causes
    position: Float[Array, "faction pair ..."]
    weight: Float[Array, "faction pair ..."]
