"""What each party did while a level moved: how its small game fared, how much it decided, and what pulled it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, cast

import jax
import numpy as np
from jaxtyping import Array, Bool, Float

from detente import rules

_EDGE = 1e-9
"""Points by which a small game must want out of its band to be held there."""


@dataclass(frozen=True)
class Stance:
    """A party in a window, draw by draw; shares are of its steps, 0 to 1.

    `decides`: under `consent`, it was the least willing; else how much the agreement follows its policy.
    `pulled`: points by which its dependence on another moved it, and the agreement with it (`consent` only).
    """

    party: str
    decides: Float[np.ndarray, " draw"]
    held_below: Float[np.ndarray, " draw"]  # its small game would go higher
    held_above: Float[np.ndarray, " draw"]  # its small game would go lower
    pulled: Mapping[str, Float[np.ndarray, " draw"]]


class Facts(NamedTuple):
    """What the parties of an issue did in some steps, draw by draw; as in `Stance`."""

    decides: Float[np.ndarray, "step party draw"]
    held_below: Bool[np.ndarray, "step party draw"]
    held_above: Bool[np.ndarray, "step party draw"]
    pulled: Float[np.ndarray, "step party party draw"]


class Tally:
    """Counts what the parties of one issue did, step by step."""

    def __init__(self, rule: str, parties: Sequence[str]) -> None:
        """By which rule who meets."""
        self._rule, self._parties = rule, tuple(parties)

    def nothing(self, draws: int) -> Float[np.ndarray, "party fact draw"]:
        """The count before the first step."""
        return np.zeros((len(self._parties), 3 + len(self._parties), draws))

    def seen(
        self,
        policy: Float[np.ndarray, "step party draw"],
        line: Float[np.ndarray, "step party draw"],
        free: Float[np.ndarray, "step party draw"],
        band: Float[np.ndarray, "step party draw"],
        dependence: Float[np.ndarray, "step party party draw"],
    ) -> Float[np.ndarray, "party fact draw"]:
        """What is seen in some steps. `free` is where a policy would be if its band left it free."""
        decides, below, above, pulled = self.facts(policy, line, free, band, dependence)
        facts = np.stack([decides, below, above], axis=2).sum(axis=0)
        return np.concatenate([facts, pulled.sum(axis=0)], axis=1)

    def facts(
        self,
        policy: Float[np.ndarray, "step party draw"],
        line: Float[np.ndarray, "step party draw"],
        free: Float[np.ndarray, "step party draw"],
        band: Float[np.ndarray, "step party draw"],
        dependence: Float[np.ndarray, "step party party draw"],
    ) -> Facts:
        """The same, step by step."""
        decides, pulled = self._decided(policy, dependence)
        return Facts(decides, free - line > band + _EDGE, line - free > band + _EDGE, pulled)

    def stances(self, seen: Sequence[Float[np.ndarray, "party fact _"]], steps: int) -> tuple[Stance, ...]:
        """The parties, from what was seen of all draws in so many steps."""
        mean = np.concatenate(seen, axis=-1) / steps
        return tuple(
            Stance(
                p,
                mean[k, 0],
                mean[k, 1],
                mean[k, 2],
                {o: mean[k, 3 + j] for j, o in enumerate(self._parties) if j != k},
            )
            for k, p in enumerate(self._parties)
        )

    def _decided(
        self, policy: Float[np.ndarray, "step party draw"], dependence: Float[np.ndarray, "step party party draw"]
    ) -> tuple[Float[np.ndarray, "step party draw"], Float[np.ndarray, "step party party draw"]]:
        if self._rule != "consent":
            with jax.enable_x64(new_val=True):
                found: list[Array] = [_slopes(policy, dependence, rule=self._rule)]
            return np.asarray(found[0]), np.zeros_like(dependence)
        # As in rules/consent.py: each party's policy with the strongest pull on it; the lowest is the agreement.
        pull = dependence * np.maximum(policy[:, None, :] - policy[:, :, None], 0.0)
        strongest = pull.max(axis=2)
        willing = policy + strongest
        least = willing - willing.min(axis=1, keepdims=True) <= _EDGE
        decides = least / least.sum(axis=1, keepdims=True)
        by = (pull == strongest[:, :, None]) & (pull > 0)
        by = by / np.maximum(by.sum(axis=2, keepdims=True), 1)
        return decides, decides[:, :, None] * by * pull


@partial(jax.jit, static_argnames=("rule",))
def _slopes(
    policy: Float[Array, "step party draw"], dependence: Float[Array, "step party party draw"], *, rule: str
) -> Float[Array, "step party draw"]:
    """How much the agreement moves with each party's policy."""
    one = cast(Callable[[Array, Array], Array], jax.grad(rules.named(rule).agree))
    return jax.vmap(jax.vmap(one, in_axes=-1, out_axes=-1))(policy, dependence)
