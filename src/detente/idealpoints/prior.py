"""What is believed of ideal points and roll calls before the votes, in units of the panel's spread."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from jaxtyping import Float

from detente.study.problems import DetenteError

MIDDLE = (1.0, 4.0)  # where learning starts: most resolutions pass
LOG_HALF = (-1.0, 1.0)
_ROLLS = 4.0  # how many roll calls the start counts for, so that one roll call does not settle what all are like


@dataclass(frozen=True, slots=True)
class Prior:
    """Variances, and what is learned of the cut points while estimating.

    The pooled variance of ideal points is 1, so that a number means the same in every panel.

    Source: `step`: Bailey, Strezhnev and Voeten's published program takes 0.5 times the share of a state's two last
    sessions' votes that fell in the later one, so about 0.25; `discrimination`: the same program, normal with variance
    1; variance 1 of ideal points: Clinton, Jackman and Rivers (2004), here of each session rather than of one.
    """

    step: float = 0.25  # variance of the step from one session to the next, between 0 and 1
    discrimination: float = 1.0
    middle: tuple[float, float] = MIDDLE  # mean and variance, learned
    log_half: tuple[float, float] = LOG_HALF  # mean and variance, learned
    learn: tuple[str, ...] = ()  # of `step` and `discrimination`: taken from the votes too (empirical Bayes)

    def __post_init__(self) -> None:
        """Refuse what is no variance.

        Raises:
            DetenteError: a step outside 0 to 1, a variance of discrimination that is not positive, an unknown word.
        """
        if not 0 < self.step < 1:
            raise DetenteError(f"the variance of a step is {self.step}", "give a number between 0 and 1, as 0.25")
        if not self.discrimination > 0:
            raise DetenteError(
                f"the variance of discrimination is {self.discrimination}", "give a number above 0, as 1"
            )
        if unknown := set(self.learn) - {"step", "discrimination"}:
            raise DetenteError(f"{min(unknown)} cannot be learned", "learn `step`, `discrimination`, both or neither")

    def item(self) -> tuple[Float[np.ndarray, " 3"], Float[np.ndarray, " 3"]]:
        """Mean and precision of discrimination, middle and log_half."""
        mean = np.array([0.0, self.middle[0], self.log_half[0]])
        return mean, 1.0 / np.array([self.discrimination, self.middle[1], self.log_half[1]])

    def learned(
        self, item: Float[np.ndarray, "roll 3"], variance: Float[np.ndarray, "roll 3"], steps: float | None
    ) -> Prior:
        """The prior under which roll calls like these, and mean squared steps like these, are likeliest."""
        rolls = len(item) + _ROLLS
        found: list[tuple[float, float]] = []
        for column, (mean, spread) in ((1, MIDDLE), (2, LOG_HALF)):
            x, v = item[:, column], variance[:, column]
            centre = float((x.sum() + _ROLLS * mean) / rolls)
            found.append((centre, float((((x - centre) ** 2 + v).sum() + _ROLLS * spread) / rolls)))
        made = replace(self, middle=found[0], log_half=found[1])
        if "discrimination" in self.learn:
            square = float((item[:, 0] ** 2 + variance[:, 0]).sum())
            made = replace(made, discrimination=(square + _ROLLS) / rolls)
        if "step" in self.learn and steps is not None:
            keep = 1.0 - steps / 2  # two neighbours of variance 1 differ by 2 (1 - keep) on average, squared
            made = replace(made, step=min(max(1.0 - keep**2, 1e-4), 0.99))
        return made
