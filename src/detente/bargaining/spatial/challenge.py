"""What challenging somebody is worth, as one actor sees it: the odds, third parties included, and the stakes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from jaxtyping import Float, Int

from detente.bargaining.spatial import outlook
from detente.bargaining.spatial.options import Options
from detente.bargaining.spatial.votes import in_order, vote

LEAST = 1e-10
"""Strength of a side for which nobody stands."""

PAIRS = 4_000_000
"""Pairs times third parties that are worked out together, to bound memory."""

_BINDS = {"uncommitted": 0.0, "half-committed": 0.5, "committed": 1.0}


class Scene(NamedTuple):
    """Where all stand in one turn, as shares of the scale, and what all see."""

    distance: Float[np.ndarray, "actor place"]  # of every position from every ideal
    risk: Float[np.ndarray, " actor"]
    weight: Float[np.ndarray, " actor"]  # capability times all its salience
    care: Float[np.ndarray, " actor"]  # all its salience, 0 to 1


class Stakes(NamedTuple):
    """Of several challenges: what no challenge is worth, what victory is, what a contest and what the challenge."""

    status_quo: Float[np.ndarray, " challenge"]
    victory: Float[np.ndarray, " challenge"]
    contest: Float[np.ndarray, " challenge"]
    challenge: Float[np.ndarray, " challenge"]
    odds: Float[np.ndarray, " challenge"]  # that the challenger wins

    @property
    def gain(self) -> Float[np.ndarray, " challenge"]:
        """What the challenge is worth over none."""
        return self.challenge - self.status_quo


Who = Int[np.ndarray, " challenge"]


def stakes(scene: Scene, options: Options, observer: Who, whose: Who, challenger: Who, target: Who) -> Stakes:
    """Challenges of one actor by another, as an observer sees them, for the utility of `whose`.

    contest = odds × 2 u(challenger's) + (1 - odds) × 2 u(target's)
    challenge = (1 - S) 2 u(challenger's) + S contest         S: all the target's salience, its resolve to resist
    status quo = u(challenger's) + u(target's)
    """
    n = len(scene.risk)
    size = max(PAIRS // n, 1)
    parts = [
        _stakes(
            scene, options, observer[a : a + size], whose[a : a + size], challenger[a : a + size], target[a : a + size]
        )
        for a in range(0, len(observer), size)
    ]
    return parts[0] if len(parts) == 1 else Stakes(*(np.concatenate(of) for of in zip(*parts, strict=True)))


def _stakes(scene: Scene, options: Options, h: Who, k: Who, i: Who, j: Who) -> Stakes:
    d, each = scene.distance, np.arange(len(scene.risk))
    taken = outlook.seen(options.risk_seen, scene.risk[h][None, :], scene.risk[:, None])
    taken = np.where(each[:, None] == h[None, :], scene.risk[h][None, :], taken)  # "actor challenge"
    one, other = outlook.utility(d[:, i], taken), outlook.utility(d[:, j], taken)
    own = outlook.utility(np.diagonal(d)[:, None], taken)
    pair = np.arange(len(h))
    votes = vote(_rule(options), scene.weight[:, None], one, other)
    two = np.stack([votes[i, pair], votes[j, pair]])
    ahead, behind = in_order(np.maximum(two, 0.0), LEAST), in_order(np.maximum(-two, 0.0), LEAST)
    third = _third(scene, options, votes, (one, other, own), (ahead, behind))
    third[i, pair] = 0.0
    third[j, pair] = 0.0
    strong = in_order(np.concatenate([ahead[None], np.maximum(third, 0.0)]))
    weak = in_order(np.concatenate([behind[None], np.maximum(-third, 0.0)]))
    odds = strong / (strong + weak)
    ours, theirs = one[k, pair], other[k, pair]
    win, lose = 2.0 * ours, 2.0 * theirs
    contest = odds * win + (1.0 - odds) * lose
    resists = scene.care[j]
    return Stakes(ours + theirs, win, contest, (1.0 - resists) * win + resists * contest, odds)


def _rule(options: Options) -> str:
    """The voting rule between two sides.

    That losses count more is the same for either side, so that `prospect` leaves what is in proportion. The program
    counts a loss by who challenges.
    """
    return options.voting if options.exact or options.voting != "prospect" else "proportional"


def _third(
    scene: Scene,
    options: Options,
    votes: Float[np.ndarray, "actor challenge"],
    worth: tuple[np.ndarray, np.ndarray, np.ndarray],
    sides: tuple[np.ndarray, np.ndarray],
) -> Float[np.ndarray, "actor challenge"]:
    """What each third party casts for the challenger (above 0) or the target, weighing what becomes of it.

    Profile `ktab`: by the odds with its plain vote added to the side it likes. Joining either side then has the same
    odds, so that the uncommitted and the committed never count, and whoever stands at the target's helps the
    challenger. Profile `corrected`: joining a side raises that side's odds, and a share of a third party's own position
    goes to whoever wins: 0 uncommitted, 1/2 half-committed, 1 committed. It helps whose position it likes better.
    """
    a, b, z = worth
    ahead, behind = sides
    if not options.exact:
        bound = _BINDS[options.third_parties]
        whole = ahead + behind + np.abs(votes)
        joined, against = (ahead + np.abs(votes)) / whole, ahead / whole
        wins, loses = 2.0 * a + (1.0 - bound) * z + bound * a, 2.0 * b + (1.0 - bound) * z + bound * b
        one = joined * wins + (1.0 - joined) * loses
        other = against * wins + (1.0 - against) * loses
        return vote(_rule(options), scene.weight[:, None], one, other)
    likes, dislikes = ahead + np.maximum(votes, 0.0), behind + np.maximum(-votes, 0.0)
    chance = likes / (likes + dislikes)
    against = 1.0 - chance
    if options.third_parties == "half-committed":
        one = chance * (2.0 * a + z) + against * (3.0 * b)
        other = chance * (3.0 * a) + against * (2.0 * b + z)
        return vote(options.voting, scene.weight[:, None], one, other)
    return np.zeros_like(votes)
