"""One play of a model: what it settles on, by which way, and what it found. And the switches a model offers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from jaxtyping import Float

from detente.study.problems import DetenteError

Status = Literal["settled", "no_agreement", "set", "cycle", "hit_round_limit"]


@dataclass(frozen=True, slots=True, eq=False)
class Play:
    """What a model made of an actor table.

    `settlement` is the reference point where there is no agreement, and NaN where the model claims a set of outcomes
    and no point of it (status `set`; `says` tells its ends). `rounds` holds all positions, the first row before any
    round; a model without rounds has none. `parts` are the arrays behind it, by name, as the model's file says.
    """

    settlement: Float[np.ndarray, " issue"]
    status: Status = "settled"
    rounds: Float[np.ndarray, "round actor issue"] | None = None
    settlements: Float[np.ndarray, "round issue"] | None = None  # after each round, the first before any
    says: tuple[str, ...] = ()  # what it found beside the settlement, a line each
    parts: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class Switch:
    """A choice within a model: what it is, what may be chosen, and what is chosen where nobody says."""

    says: str
    default: Any
    choices: tuple[str, ...] = ()  # empty: a number
    least: float = 0.0
    most: float = 1.0


class NotEnough(DetenteError):  # noqa: N818  (it is no fault: the table does not say what this model needs)
    """A model needs to know what the table does not say; `fix` says how to say it."""
