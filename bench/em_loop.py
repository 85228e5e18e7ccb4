"""One sweep of variational EM for dynamic ordinal ideal points in plain Python, sharing nothing with detente.

The textbook form with augmented data: expected utilities of all votes (means of truncated normals), then each state's
walk by the Kalman filter and smoother, then discrimination and middle of each roll call by least squares. Cut points
keep their distance. It is here for its cost per vote; it needs hundreds of sweeps.
"""

from __future__ import annotations

from math import erf, exp, pi, sqrt

Vote = tuple[int, int, int]  # state, roll call, 1 yes, 2 abstain, 3 no


def sweep(
    votes: list[Vote],
    session: list[int],
    point: list[list[float]],
    spread: list[list[float]],
    item: list[list[float]],
    step: float,
) -> None:
    """Move `point`, `spread` (session by state) and `item` (discrimination, middle) in place."""
    sessions, states = len(point), len(point[0])
    weight = [[0.0] * states for _ in range(sessions)]
    pulled = [[0.0] * states for _ in range(sessions)]
    sums = [[0.0] * 5 for _ in item]
    for i, j, vote in votes:
        s = session[j]
        beta, middle = item[j]
        x = point[s][i]
        mean = beta * x - middle
        low, high = ((-9.0, -0.4), (-0.4, 0.4), (0.4, 9.0))[vote - 1]
        chance = max(_below(high - mean) - _below(low - mean), 1e-12)
        z = mean + (_density(low - mean) - _density(high - mean)) / chance
        weight[s][i] += beta * beta
        pulled[s][i] += beta * (z + middle)
        of = sums[j]
        of[0] += x * x + spread[s][i]
        of[1] += x
        of[2] += 1.0
        of[3] += x * z
        of[4] += z
    for i in range(states):
        _smooth(i, weight, pulled, point, spread, step)
    for j, (xx, x, n, xz, z) in enumerate(sums):
        xx, n = xx + 1.0, n + 0.1
        turn = xx * n - x * x
        item[j][0], item[j][1] = (n * xz - x * z) / turn, (x * xz - xx * z) / turn


def _smooth(
    i: int,
    weight: list[list[float]],
    pulled: list[list[float]],
    point: list[list[float]],
    spread: list[list[float]],
    step: float,
) -> None:
    mean, variance, means, variances = 0.0, 1.0 - step, [], []
    for weights, pulls in zip(weight, pulled, strict=True):
        before = variance + step
        variance = 1.0 / (1.0 / before + weights[i])
        mean = variance * (mean / before + pulls[i])
        means.append(mean)
        variances.append(variance)
    point[-1][i], spread[-1][i] = means[-1], variances[-1]
    for s in range(len(point) - 2, -1, -1):
        gain = variances[s] / (variances[s] + step)
        point[s][i] = means[s] + gain * (point[s + 1][i] - means[s])
        spread[s][i] = variances[s] + gain * gain * (spread[s + 1][i] - variances[s] - step)


def _below(x: float) -> float:
    return 0.5 * (1 + erf(x / sqrt(2)))


def _density(x: float) -> float:
    return exp(-0.5 * x * x) / sqrt(2 * pi)
