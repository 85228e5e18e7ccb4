"""One round of the challenge model in plain Python, written from the equations and sharing nothing with detente."""

from __future__ import annotations

Matrix = list[list[float]]


def one_round(position: list[float], salience: list[float], capability: list[float]) -> list[float]:
    """Positions after one round under the paper's equations as printed, each actor judging by its own attitude to risk.

    Source: Scholz, Calbert and Smith (2011), eqs. 15, 16, 25, 30, 31, 33, 34, 36 and figure 6, at Q = 1.
    """
    n = len(position)
    wide = max(position) - min(position)
    if wide == 0:
        return list(position)
    apart = [[abs(a - b) / wide for b in position] for a in position]
    weight = [c * s for c, s in zip(capability, salience, strict=True)]
    chance = [[_chance(apart, weight, i, j) for j in range(n)] for i in range(n)]
    neutral = [1.0] * n
    secure = [sum(_worth(apart, chance, salience, neutral[i], j, i) for j in range(n) if j != i) for i in range(n)]
    most, least = max(secure), min(secure)
    risk = neutral if most == least else [_exponent((2 * s - most - least) / (most - least)) for s in secure]
    return [_moved(position, apart, chance, salience, risk[i], i) for i in range(n)]


def _chance(apart: Matrix, weight: list[float], i: int, j: int) -> float:
    votes = [w * (apart[k][j] - apart[k][i]) for k, w in enumerate(weight)]
    cast = sum(abs(v) for v in votes)
    return sum(v for v in votes if v > 0) / cast if cast else 0.0


def _exponent(place: float) -> float:
    return (1 - place / 3) / (1 + place / 3)


def _worth(apart: Matrix, chance: Matrix, salience: list[float], r: float, i: int, j: int) -> float:
    """E(U_ij), i challenging j, valued with exponent r."""
    d, p, s = apart[i][j], chance[i][j], salience[j]
    wins, loses, stays = (2 - 4 * b**r for b in (0.5 - 0.5 * d, 0.5 + 0.5 * d, 0.5))
    return s * (p * wins + (1 - p) * loses) + (1 - s) * wins - stays


def _moved(position: list[float], apart: Matrix, chance: Matrix, salience: list[float], r: float, i: int) -> float:
    """Where the offer that actor i takes leads; its own place where it takes none."""
    best: tuple[int, float, float, float] | None = None  # kind, move, minus its own expectation, minus the other's
    to = position[i]
    for j, there in enumerate(position):
        if there == position[i]:
            continue
        a, b = _worth(apart, chance, salience, r, i, j), _worth(apart, chance, salience, r, j, i)
        if b <= 1e-12 or abs(a) <= 1e-12:
            continue
        if a > 0:
            offer = (1, there) if b > a else None
        else:
            offer = (2, position[i] + (there - position[i]) * -a / b) if b >= -a else (3, there)
        if offer is not None:
            key = (offer[0], round(abs(offer[1] - position[i]), 9), -a, -b)
            if best is None or key < best:
                best, to = key, offer[1]
    return to
