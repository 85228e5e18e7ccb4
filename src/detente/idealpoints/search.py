"""The search for the posterior: variational Bayes in Newton steps over all ideal points and roll calls together.

Ideal points and roll calls are normal and independent in the approximation. Means move to raise the expected
log-posterior; variances follow from the information at the new means; what the roll calls have in common is learned.
The first rounds move roll calls and states in turn, each of which is a concave problem. From then on both move at
once: roll calls are eliminated, which leaves one banded system in all ideal points, a block for each session.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from jaxtyping import Bool, Float, Int

from detente.idealpoints import beginning
from detente.idealpoints.prior import Prior
from detente.idealpoints.sweep import swept, valued
from detente.idealpoints.walk import Together, Walk, alone, solve_alone, times, walk

APART = 6  # rounds in which roll calls and states move in turn
HALVINGS = 4
SHORTEST = 0.25  # share of a Newton step
_NARROWEST, _SHARPEST = -4.0, 30.0  # log_half, and the other numbers of a roll call: beyond, single precision ends
_STEP = 1.0  # the furthest an ideal point moves in a round


class Votes(NamedTuple):
    """Ballots of a panel and what is needed to sum them by session."""

    vote: Int[np.ndarray, "roll state"]
    session: Int[np.ndarray, " roll"]  # ascending
    member: Bool[np.ndarray, "session state"]
    voted: Bool[np.ndarray, "session state"]
    apart: Float[np.ndarray, " session"]
    bounds: Int[np.ndarray, " session_and_end"]  # of the roll calls of each session


class State(NamedTuple):
    """Means and variances of the approximation."""

    point: Float[np.ndarray, "session state"]
    variance: Float[np.ndarray, "session state"]  # roll calls taken as known
    item: Float[np.ndarray, "roll 3"]
    item_variance: Float[np.ndarray, "roll 3 3"]


class Slopes(NamedTuple):
    """How the expected log-posterior changes, and the information about what."""

    value: float
    point: Float[np.ndarray, "session state"]
    item: Float[np.ndarray, "roll 3"]
    information: Float[np.ndarray, "session state"]
    inverse: Float[np.ndarray, "roll 3 3"]  # of the information on each roll call
    cross: Float[np.ndarray, "roll 3 state"]


class Move(NamedTuple):
    """A round in which everything moved."""

    state: State
    step: Float[np.ndarray, "session state"]  # of Newton's method
    size: float  # the share of it that was taken


class Found(NamedTuple):
    """Where the search ended."""

    state: State
    prior: Prior
    together: Together  # the factored precision of all ideal points, roll calls integrated out
    rounds: int
    converged: bool


def search(votes: Votes, prior: Prior, *, limit: int, tolerance: float) -> Found:
    """Move until no ideal point moves by more than `tolerance`, or for `limit` rounds."""
    state = State(
        beginning.places(votes.vote, votes.member),
        np.where(votes.member, 0.05, 0.0),
        beginning.rolls(votes.vote),
        np.zeros((len(votes.vote), 3, 3)),
    )
    round_, move, converged = -1, None, False
    for round_ in range(limit):
        law = walk(votes.member, votes.apart, prior.step)
        slopes = _slopes(votes, law, prior, state)
        move = _together(votes, law, prior, state, slopes, move) if round_ >= APART else None
        state = move.state if move else _in_turn(votes, law, prior, state, slopes, 4 if round_ == 0 else 1)
        state, prior = _spread(votes, law, prior, state)
        converged = move is not None and float(np.abs(move.step[votes.voted]).max()) < tolerance
        if converged:
            break
    law = walk(votes.member, votes.apart, prior.step)
    slopes = _slopes(votes, law, prior, state)
    return Found(state, prior, Together(law, _blocks(votes, slopes)), round_ + 1, converged)


def _by_session(votes: Votes, of_roll: Any) -> Any:
    """Sums over the roll calls of each session; 0 in a session without one."""
    starts = votes.bounds[:-1]
    out = np.zeros((len(starts), *of_roll.shape[1:]))
    some = np.diff(votes.bounds) > 0
    out[some] = np.add.reduceat(np.asarray(of_roll, float), starts[some], axis=0)
    return out


def _unsure(votes: Votes, state: State) -> tuple[np.ndarray, ...]:
    spread = state.item_variance
    return state.variance[votes.session], spread[:, 0, 0], spread[:, 1, 1], spread[:, 0, 1]


def _of_prior(votes: Votes, law: Walk, prior: Prior, state: State) -> float:
    mean, precision = prior.item()
    return float(
        -0.5 * (state.point * times(law, state.point)).sum() - 0.5 * (precision * (state.item - mean) ** 2).sum()
    )


def _slopes(votes: Votes, law: Walk, prior: Prior, state: State) -> Slopes:
    made = swept(votes.vote, state.item, state.point[votes.session], _unsure(votes, state))
    mean, precision = prior.item()
    information = made.curve_item + np.diag(precision)
    point = _by_session(votes, made.slope_point) - times(law, state.point)
    return Slopes(
        made.value + _of_prior(votes, law, prior, state),
        np.where(votes.member, point, 0.0),
        made.slope_item - precision * (state.item - mean),
        _by_session(votes, made.curve_point),
        np.linalg.inv(information),
        made.curve_cross,
    )


def _in_turn(votes: Votes, law: Walk, prior: Prior, state: State, slopes: Slopes, often: int) -> State:
    """Roll calls first, then states, each by a Newton step that is cut where it is long."""
    for _ in range(often):
        step = np.einsum("jab,jb->ja", slopes.inverse, slopes.item)
        state = state._replace(item=state.item + np.clip(step, -1.0, 1.0))
        slopes = _slopes(votes, law, prior, state)
    step = solve_alone(law, slopes.information, slopes.point)
    return state._replace(point=state.point + np.where(votes.member, np.clip(step, -_STEP, _STEP), 0.0))


def _blocks(votes: Votes, slopes: Slopes) -> Float[np.ndarray, "session state state"]:
    """Information on the ideal points of each session, that of its roll calls taken off: they are not known either."""
    sessions, states = votes.member.shape
    root = np.linalg.cholesky(slopes.inverse).transpose(0, 2, 1).astype(np.float32)
    half = np.matmul(root, slopes.cross)
    out = np.empty((sessions, states, states))
    for s, (start, end) in enumerate(zip(votes.bounds[:-1], votes.bounds[1:], strict=True)):
        rows = half[start:end].reshape(-1, states)
        out[s] = np.diag(slopes.information[s]) - rows.T @ rows
    return out


def _together(votes: Votes, law: Walk, prior: Prior, state: State, slopes: Slopes, last: Move | None) -> Move | None:
    """A share of one Newton step of everything, halved until it is no step down; none where that takes too long.

    Variances follow the means, which a Newton step does not foresee: it overshoots in what votes say least about. The
    share is therefore what would have made the last step end where this one begins to turn back, along the last.
    """
    alone_ = np.einsum("jab,jb->ja", slopes.inverse, slopes.item)
    right = slopes.point - _by_session(votes, np.einsum("jan,ja->jn", slopes.cross, alone_))
    law_of_all = Together(law, _blocks(votes, slopes))
    held = np.stack(
        [votes.voted.astype(float), state.point * votes.voted]
    )  # shift and stretch of all: set in `_spread`
    free, *pulled = (np.where(votes.member, law_of_all.solve(x), 0.0) for x in (right, *held))
    gram = np.array([[(h * p).sum() for p in pulled] for h in held])
    force = np.linalg.pinv(gram) @ np.array([(h * free).sum() for h in held])
    step = np.clip(free - force[0] * pulled[0] - force[1] * pulled[1], -_STEP, _STEP)
    moved = np.einsum("jan,jn->ja", slopes.cross, step[votes.session])
    of_items = alone_ - np.einsum("jab,jb->ja", slopes.inverse, moved)
    size = 1.0
    if last is not None:
        turn = float((step * last.step).sum() / max(float((last.step**2).sum()), 1e-300))
        size = min(max(last.size / max(1.0 - turn, 0.1), SHORTEST), 1.0)
    for _ in range(HALVINGS):
        tried = state._replace(point=state.point + size * step, item=state.item + size * of_items)
        value = valued(votes.vote, tried.item, tried.point[votes.session], _unsure(votes, tried))
        value += _of_prior(votes, law, prior, tried)
        if value >= slopes.value - 1e-6 * abs(slopes.value):
            return Move(tried, step, size)
        size /= 2
    return None


def _spread(votes: Votes, law: Walk, prior: Prior, state: State) -> tuple[State, Prior]:
    """Variances at the new means; then mean 0 and variance 1 over the panel, and what roll calls have in common."""
    state = state._replace(item=np.clip(state.item, [-_SHARPEST, -_SHARPEST, _NARROWEST], _SHARPEST))
    slopes = _slopes(votes, law, prior, state)
    variance, before = alone(law, slopes.information)
    variance = np.where(votes.member, variance, 0.0)
    voted = votes.voted
    shift = state.point[voted].mean()
    scale = float(np.sqrt(((state.point[voted] - shift) ** 2 + variance[voted]).mean()))
    turn = np.array([[scale, 0.0, 0.0], [-shift, 1.0, 0.0], [0.0, 0.0, 1.0]])
    made = State(
        np.where(votes.member, (state.point - shift) / scale, 0.0),
        variance / scale**2,
        state.item @ turn.T,
        turn @ slopes.inverse @ turn.T,
    )
    tied = (law.tie != 0) & (votes.apart[:, None] == 1)
    steps = None
    if tied.any():
        square = np.diff(made.point, axis=0, prepend=0.0) ** 2 + made.variance - 2 * before / scale**2
        square[1:] += made.variance[:-1]
        steps = float(square[tied].mean())
    return made, prior.learned(made.item, np.diagonal(made.item_variance, axis1=1, axis2=2), steps)
