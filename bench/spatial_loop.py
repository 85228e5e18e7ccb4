"""The spatial model of politics as one would write it by hand: plain Python, loops over lists, one draw.

It shares no code with the solver. `kept` follows the program KTAB; otherwise its defects are mended as the solver says.
Options are those of the solver, by name. Only deterministic transitions, and ideals that follow positions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt

Rows = list[list[float]]
Choice = Mapping[str, str]
Offer = tuple[int, int, list[float], list[float]]

_SEEN = {"none": (1, 0, 1), "one-third": (2, 1, 3), "half": (1, 1, 2), "two-thirds": (1, 2, 3), "full": (0, 1, 1)}

DEFAULT = {
    "victory": "linear",
    "election": "conditional",
    "voting": "proportional",
    "risk-view": "one-third",
    "risk-range": "middle",
    "third-parties": "semi",
    "interpolation": "square",
    "offers": "initiator",
}


def play(
    position: Sequence[Sequence[float]],
    salience: Sequence[Sequence[float]],
    capability: Sequence[float],
    options: Choice,
    turns: int = 100,
    *,
    kept: bool = True,
) -> list[Rows]:
    """All positions, 0 to 1, before the first turn and after each."""
    game = _Loop([list(s) for s in salience], list(capability), {**DEFAULT, **options}, kept)
    course = [[list(x) for x in position]]
    first = 0.0
    for number in range(1, turns + 1):
        course.append(game.turn(course[-1]))
        far = sum(sqrt(sum((a - b) ** 2 for a, b in zip(x, y, strict=True))) for x, y in zip(*course[-2:], strict=True))
        first = far if number == 1 else first
        if number >= 2 and far / (first + 1e-4) < 0.02:
            break
    return course


class _Loop:
    def __init__(self, salience: Rows, capability: list[float], options: Choice, kept: bool) -> None:  # noqa: FBT001
        self.s, self.c, self.o, self.kept = salience, capability, options, kept
        self.n = len(capability)
        self.cares = [sum(s) for s in salience]
        self.w = [s * c for s, c in zip(self.cares, capability, strict=True)]

    def turn(self, x: Rows) -> Rows:
        n = self.n
        d = [[self.distance(i, x[i], x[j]) for j in range(n)] for i in range(n)]
        p = self.election([[1 - d[a][j] for j in range(n)] for a in range(n)], [1 - sum(d[a]) / n for a in range(n)])
        risk = self.risks(p)
        see = [[risk[h] if h == i else self.seen(risk[h], risk[i]) for i in range(n)] for h in range(n)]
        offers: list[tuple[int, int, list[float], list[float]]] = []
        for i in range(n):
            best, target = 1e-5, -1
            for j in range(n):
                if j != i:
                    gain = self.challenge(d, see[i], i, j, i)[0]
                    if gain > best:
                        best, target = gain, j
            if target >= 0:
                offers += self.offers(x, d, see, i, target)
        return self.choices(x, d, risk, offers)

    def choices(
        self, x: Rows, d: Rows, risk: list[float], offers: list[tuple[int, int, list[float], list[float]]]
    ) -> Rows:
        n = self.n
        u = [[_utility(d[a][j], risk[a]) for j in range(n)] for a in range(n)]
        stay = [sum(u[a]) / n for a in range(n)]
        worth = []
        for i, j, to_i, to_j in offers:
            row = []
            for a in range(n):
                total = _utility(self.distance(a, x[a], to_i), risk[a]) + _utility(
                    self.distance(a, x[a], to_j), risk[a]
                )
                for m in range(n):
                    if m not in (i, j):
                        total += u[a][m]
                row.append(total / n)
            worth.append(row)
        new = []
        for k in range(n):
            options: list[int] = []
            for i in range(n):
                if i == k:
                    options.append(-1)
                options += [q for q, o in enumerate(offers) if o[0] == i and k in o[:2]]
            utility = [[stay[a] if q < 0 else worth[q][a] for q in options] for a in range(n)]
            p = self.election(utility, stay)
            q = options[p.index(max(p))]
            new.append(list(x[k]) if q < 0 else list(offers[q][2] if offers[q][0] == k else offers[q][3]))
        return new

    def distance(self, a: int, y: list[float], x: list[float]) -> float:
        over = under = 0.0
        for s, b, c in zip(self.s[a], y, x, strict=True):
            over += (s * (b - c)) * (s * (b - c))
            under += s * s
        return sqrt(over / under)

    def vote(self, w: float, one: float, other: float) -> float:
        d = one - other
        b = max(-1.0, min(1.0, d / 1e-8))
        match self.o["voting"]:
            case "binary":
                return w * b
            case "proportional-binary":
                return w * (0.8 * d + 0.2 * b)
            case "proportional":
                return w * d
            case "proportional-cubic":
                return w * (0.5 * d + 0.5 * (d * d * d))
            case "cubic":
                return w * (d * d * d)
            case _:
                return w * d if d < 0 else 2 / 3 * (w * d)

    def election(self, utility: Rows, now: list[float]) -> list[float]:
        m = len(utility[0])
        c = [[1e-8] * m for _ in range(m)]
        for i in range(m):
            for j in range(i):
                for k in range(self.n):
                    if self.o["voting"] == "prospect" and not self.kept:
                        one, other = (utility[k][o] - now[k] for o in (i, j))
                        v = self.c[k] * ((one if one < 0 else 2 / 3 * one) - (other if other < 0 else 2 / 3 * other))
                    else:
                        v = self.vote(self.c[k], utility[k][i], utility[k][j])
                    if v > 0:
                        c[i][j] += v
                    else:
                        c[j][i] -= v
        p = [[self.wins(c[i][j], c[j][i]) for j in range(m)] for i in range(m)]
        if self.o["election"] == "conditional":
            q = []
            for i in range(m):
                chance = 1.0
                for j in range(m):
                    chance *= p[i][j]
                q.append(chance)
            return [a / sum(q) for a in q]
        return self.markov(c, p)

    def markov(self, c: Rows, p: Rows) -> list[float]:
        m = len(c)
        h = [[1 / m] * m for _ in range(m)]
        if self.o["election"] == "markov-incentive":
            drive = [[c[i][j] * p[i][j] + (1e-10 if i == j else 0.0) for j in range(m)] for i in range(m)]
            h = [[drive[i][j] / sum(drive[k][j] for k in range(m)) for j in range(m)] for i in range(m)]
        until = (1e-8 if self.o["election"] == "markov-incentive" else 1e-6) if self.kept else 1e-14
        now = [1 / m] * m
        while True:
            new = [sum(p[i][j] * (now[i] * h[j][i] + now[j] * h[i][j]) for j in range(m)) for i in range(m)]
            change = max(abs(a - b) for a, b in zip(new, now, strict=True))
            now = [(a + b) / 2 for a, b in zip(new, now, strict=True)]
            if change <= until:
                return now

    def wins(self, z: float, against: float) -> float:
        if self.o["victory"] == "binary":
            if z >= 1.1 * against:
                return 1 / (1 + 1e-6)
            if against >= 1.1 * z:
                return 1e-6 / (1 + 1e-6)
            return (z / (z + against) * 2.1 - 1) / (1.1 - 1)
        power = {"linear": 1, "square": 2, "quartic": 4, "octic": 8}[self.o["victory"]]
        return z**power / (z**power + against**power)

    def risks(self, p: list[float]) -> list[float]:
        low, high = min(p), max(p)
        if not self.kept and high - low <= 1e-9:
            return [0.0] * len(p)
        match self.o["risk-range"]:
            case "narrow":
                return [(a - low) / (high - low) for a in p]
            case "middle":
                return [(3 * a - (high + 2 * low)) / (2 * (high - low)) for a in p]
            case _:
                return [(2 * a - (high + low)) / (high - low) for a in p]

    def seen(self, own: float, theirs: float) -> float:
        parts = {
            "none": (1, 0, 1),
            "one-third": (2, 1, 3),
            "half": (1, 1, 2),
            "two-thirds": (1, 2, 3),
            "full": (0, 1, 1),
        }
        a, b, whole = parts[self.o["risk-view"]]
        return (a * own + b * theirs) / whole

    def challenge(self, d: Rows, see: list[float], i: int, j: int, k: int) -> tuple[float, float]:
        """Gain to k and chance of i, by the attitudes that somebody sees."""

        def u(a: int, b: int) -> float:
            return _utility(d[a][b], see[a])

        for_i = against = 1e-10
        for a in (i, j):
            v = self.vote(self.w[a], u(a, i), u(a, j))
            for_i, against = for_i + max(v, 0.0), against + max(-v, 0.0)
        two = for_i, against
        for m in range(self.n):
            if m in (i, j):
                continue
            v = self.joins(self.w[m], u(m, i), u(m, j), u(m, m), *two)
            for_i, against = for_i + max(v, 0.0), against + max(-v, 0.0)
        chance = for_i / (for_i + against)
        win, lose, now = 2 * u(k, i), 2 * u(k, j), u(k, i) + u(k, j)
        fights = self.cares[j]
        return (1 - fights) * win + fights * (chance * win + (1 - chance) * lose) - now, chance

    def joins(self, w: float, a: float, b: float, z: float, ours: float, theirs: float) -> float:
        v = self.vote(w, a, b)
        which = self.o["third-parties"]
        if self.kept:
            pi = (ours + max(v, 0.0)) / (ours + max(v, 0.0) + (theirs + max(-v, 0.0)))
            p, q = pi, pi
            with_i, with_j = {"none": ((0, 0), (0, 0)), "semi": ((0, 1), (1, 0)), "full": ((1, 1), (1, 1))}[which]
        else:
            total = ours + theirs + abs(v)
            p, q = (ours + abs(v)) / total, ours / total
            with_i, with_j = {"none": ((0, 0), (0, 0)), "semi": ((1, 0), (0, 1)), "full": ((1, 1), (1, 1))}[which]

        def ends(chance: float, moves: tuple[int, int]) -> float:
            return chance * (3 * a if moves[0] else 2 * a + z) + (1 - chance) * (3 * b if moves[1] else 2 * b + z)

        return self.vote(w, ends(p, with_i), ends(q, with_j))

    def offers(self, x: Rows, d: Rows, see: Rows, i: int, j: int) -> list[tuple[int, int, list[float], list[float]]]:
        first = self.meet(x, i, j, self.challenge(d, see[i], i, j, i)[1])
        if self.o["offers"] == "initiator":
            return [(i, j, *first)]
        gain, chance = self.challenge(d, see[j], i, j, i)
        second = self.meet(x, i, j, gain if self.kept else chance)
        if self.o["offers"] == "each":
            return [(i, j, *first), (i, j, *second)]
        a, b = self.c[i] * self.cares[i], self.c[i if self.kept else j] * self.cares[j]
        ends = [
            [(a * y + b * z) / (a + b) for y, z in zip(*both, strict=True)] for both in zip(first, second, strict=True)
        ]
        return [(i, j, ends[0], ends[1])]

    def meet(self, x: Rows, i: int, j: int, p: float) -> tuple[list[float], list[float]]:
        ends: tuple[list[float], list[float]] = ([], [])
        r = 1.0 - p
        for xi, si, xj, sj in zip(x[i], self.s[i], x[j], self.s[j], strict=True):
            if self.o["interpolation"] == "surplus":
                ei, ej = max(0.0, r - p), max(0.0, p - r)
                ends[0].append(xi + ei * (sj * sj) / (ei * (sj * sj) + 1e-6 + (1 - ei) * (si * si)) * (xj - xi))
                ends[1].append(xj + ej * (si * si) / (ej * (si * si) + 1e-6 + (1 - ej) * (sj * sj)) * (xi - xj))
                continue
            wi, wj = si * p, sj * r
            if self.o["interpolation"] == "square":
                wi, wj = si * si * (p * p), sj * sj * (r * r)
            both = (
                ((wi + 1e-6) * xi + wj * xj) / (wi + 1e-6 + wj),
                (wi * xi + (wj + 1e-6) * xj) / (wi + wj + 1e-6),
            )
            for end, z in zip(ends, both, strict=True):
                z = int(0.5 + 10000 * z) / 10000
                end.append(z if self.kept else min(max(z, min(xi, xj)), max(xi, xj)))
        return ends


def _utility(d: float, risk: float) -> float:
    return (1 - d) * (1 + min(d, 1.0) * risk)
