"""Dynamic ordinal ideal points from votes: one place on one line for each state in each session, with its interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Bool, Float, Int

from detente.idealpoints.panel import Panel
from detente.idealpoints.prior import Prior
from detente.idealpoints.scale import covariance, scaled
from detente.idealpoints.search import Votes, search
from detente.study.problems import DetenteError

TOLERANCE = 0.01
"""Largest move of an ideal point in a round at which the search has converged, in standard deviations of the panel."""

_TAIL = 1.6448536269514722  # standard deviations from the middle to either end of a 90 % interval


@dataclass(frozen=True, slots=True)
class IdealPoints:
    """Ideal points of states by session; NaN where a state was not a member.

    A member is a state from the first session in which it voted to its last. In a session between in which it cast
    no vote (`votes` is 0) its ideal point rests on its neighbours in time alone.
    """

    states: tuple[Any, ...]
    sessions: tuple[int, ...]
    rolls: tuple[str, ...]
    anchors: tuple[Any, Any]
    mean: Float[np.ndarray, "session state"]
    sd: Float[np.ndarray, "session state"]
    covariance: Float[np.ndarray, "session state state"]  # within a session; of a state with itself: sd squared
    member: Bool[np.ndarray, "session state"]
    votes: Int[np.ndarray, "session state"]
    discrimination: Float[np.ndarray, " roll"]
    cuts: Float[np.ndarray, "roll 2"]  # yes below the first, no above the second, of discrimination * ideal point + e
    prior: Prior
    rounds: int
    converged: bool
    share_missing: float  # of the votes that members could have cast

    @property
    def low(self) -> Float[np.ndarray, "session state"]:
        """5 % quantile of the posterior."""
        return self.mean - _TAIL * self.sd

    @property
    def high(self) -> Float[np.ndarray, "session state"]:
        """95 % quantile of the posterior."""
        return self.mean + _TAIL * self.sd

    def difference(self, one: Any, other: Any) -> tuple[Float[np.ndarray, " session"], Float[np.ndarray, " session"]]:
        """Posterior mean and standard deviation of the first state's ideal point minus the second's, by session.

        Raises:
            DetenteError: one of them is not in the panel.
        """
        a, b = (_place(self.states, state) for state in (one, other))
        square = self.covariance[:, a, a] + self.covariance[:, b, b] - 2 * self.covariance[:, a, b]
        return self.mean[:, a] - self.mean[:, b], np.sqrt(np.maximum(square, 0.0))


def estimate(
    panel: Panel,
    *,
    anchors: tuple[Any, Any],
    prior: Prior | None = None,
    linked: bool = True,
    limit: int = 60,
    tolerance: float = TOLERANCE,
) -> IdealPoints:
    """Estimate ideal points of all states in all sessions together, with posterior means and 90 % intervals.

        z = discrimination * ideal point + e,  e ~ N(0, 1);  yes, abstain, no as z passes two cut points
        ideal point at entry ~ N(0, 1);  in session s + 1 ~ N(keep * ideal point in session s, step),  keep^2 = 1 - step

    Direction: over the sessions in which both voted, the first of `anchors` stands above the second on average. Unit:
    mean 0 and variance 1 over the panel; with `linked`, the spread of states that voted in two sessions running is
    the same in both, so that the unit does not drift (see `scale`). Method: variational Bayes (see `search`), whose
    covariances count the roll calls as unknown too.

    A vote that is missing is taken as missing at random: that a state was absent, given where it and the roll call
    stand, says nothing of how it would have voted. States that stay away to avoid a no break this, and no number here
    shows it; `share_missing` says how much rests on it.

    One dimension. A state's votes are independent given its ideal point, so that intervals are too narrow where a
    session votes on one text many times.

    Raises:
        DetenteError: an anchor is not in the panel, or both are the same.

    Source: Bailey, Strezhnev and Voeten (2017), J. Conflict Resolution 61(2), 430-456; Clinton, Jackman and Rivers
    (2004), APSR 98(2), 355-370; Martin and Quinn (2002), Political Analysis 10(2), 134-153.
    Differs: variational, where they sample; a walk is drawn to the middle as much as keeps the variance 1; walks are
    smoothed from both sides; no roll call is tied to one of another session; the unit is linked.
    """
    first, second = (_place(panel.states, anchor) for anchor in anchors)
    if first == second:
        raise DetenteError(f"both anchors are {anchors[0]}", "name two states: the first shall stand above the second")
    order = np.argsort(panel.session_of_roll, kind="stable")
    session = panel.session_of_roll[order]
    voted = panel.voted()
    bounds = np.searchsorted(session, np.arange(len(panel.sessions) + 1))
    member = panel.member()
    votes = Votes(panel.ballots()[order], session, member, voted > 0, panel.apart(), bounds)
    found = search(votes, prior or Prior(), limit=limit, tolerance=tolerance)
    spread = covariance(found.together, found.state.point, voted > 0, member, linked=linked)
    variance = np.diagonal(spread, axis1=1, axis2=2)
    scale = scaled(found.state.point, variance, voted > 0, linked=linked)
    mean = scale.stretch[:, None] * found.state.point + scale.shift
    sign = _sign(mean, voted > 0, first, second)
    item = np.empty_like(found.state.item)
    item[order] = found.state.item
    unit = scale.stretch[panel.session_of_roll]
    middle, half = item[:, 1] + item[:, 0] * scale.shift / unit, np.exp(item[:, 2])
    return IdealPoints(
        panel.states,
        panel.sessions,
        panel.rolls,
        anchors,
        np.where(member, sign * mean, np.nan),
        np.where(member, np.sqrt(np.maximum(variance, 0.0)) * scale.stretch[:, None], np.nan),
        np.where(member[:, :, None] & member[:, None, :], spread * scale.stretch[:, None, None] ** 2, np.nan),
        member,
        voted,
        sign * item[:, 0] / unit,
        np.stack([middle - half, middle + half], axis=1),
        found.prior,
        found.rounds,
        found.converged,
        panel.share_missing(),
    )


def _place(states: tuple[Any, ...], state: Any) -> int:
    if state not in states:
        raise DetenteError(f"{state} casts no vote in this panel", f"name one of its {len(states)} states")
    return states.index(state)


def _sign(
    mean: Float[np.ndarray, "session state"], voted: Bool[np.ndarray, "session state"], first: int, second: int
) -> float:
    """+1 or -1, so that the first state stands above the second; over the sessions of both, or each over its own."""
    both = voted[:, first] & voted[:, second]
    of = (both, both) if both.any() else (voted[:, first], voted[:, second])
    apart = mean[of[0], first].mean() - mean[of[1], second].mean()
    return 1.0 if apart >= 0 else -1.0
