"""One round of exchange again, step by step in exact fractions: a second method for the same answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations

Cells = dict[tuple[int, int], Fraction]  # by actor and issue; who takes no part has none


@dataclass
class Possible:
    """Two actors that may trade: the first supplies the earlier issue, the second the later."""

    actors: tuple[int, int]
    issues: tuple[int, int]
    gain: Fraction = Fraction(0)
    moves: list[Fraction] = field(default_factory=list)
    planned: list[Fraction] = field(default_factory=lambda: [Fraction(0), Fraction(0)])
    knows: tuple[dict[int, Fraction], dict[int, Fraction]] = field(default_factory=lambda: ({}, {}))
    valid: bool = True

    def sides(self) -> list[tuple[int, int, int]]:
        """Supplier, demander and issue of both sides."""
        (a, b), (p, q) = self.actors, self.issues
        return [(a, b, p), (b, a, q)]


class Straight:
    """A round: `done` holds each trade that was made, with its gain and its moves."""

    def __init__(self, x: Cells, s: Cells, c: Cells, *, counts: str) -> None:
        self.x, self.s, self.counts, self.vote = x, s, counts, dict(x)
        self.weight = {at: s[at] * c[at] for at in x}
        self.issues = sorted({q for _, q in x})
        self.actors = sorted({a for a, _ in x})
        self.total = {q: sum((w for (_, u), w in self.weight.items() if u == q), Fraction(0)) for q in self.issues}
        self.possible = [t for p, q in combinations(self.issues, 2) for t in self.across(p, q)]
        self.potential = len(self.possible)
        for trade in self.possible:
            self.reckon(trade)
        self.done: list[tuple[frozenset[tuple[int, int]], Fraction, dict[tuple[int, int], Fraction]]] = []
        while left := [t for t in self.possible if t.valid]:
            self.make(max(left, key=lambda t: t.gain))  # the first of several largest

    def outcome(self, q: int, votes: Cells) -> Fraction:
        return sum((votes[a, u] * w for (a, u), w in self.weight.items() if u == q), Fraction(0)) / self.total[q]

    def across(self, p: int, q: int) -> list[Possible]:
        if not self.total[p] or not self.total[q]:
            return []
        left = {at: self.x[at] <= self.outcome(at[1], self.x) for at in self.x if at[1] in (p, q)}
        both = [a for a in self.actors if (a, p) in self.x and (a, q) in self.x]
        found: list[Possible] = []
        for first, second in (((False, False), (True, True)), ((True, False), (False, True))):
            for i in both:
                for j in both:
                    if (left[i, p], left[i, q]) == first and (left[j, p], left[j, q]) == second:
                        less = self.s[i, p] * self.s[j, q] < self.s[j, p] * self.s[i, q]
                        a, b = (i, j) if less else (j, i)
                        if self.weight[a, p] and self.weight[b, q]:
                            found.append(Possible((a, b), (p, q)))
        return found

    def reckon(self, trade: Possible) -> None:
        """Full move of the first, then of the second if that is too much, then both cuts."""
        (a, b), (p, q) = trade.actors, trade.issues
        lever = [self.weight[a, p] / self.total[p], self.weight[b, q] / self.total[q]]
        stake = [self.s[a, p] + self.s[b, p], self.s[a, q] + self.s[b, q]]
        way = [1 if self.x[whom, u] > self.x[who, u] else -1 for who, whom, u in trade.sides()]
        reach = [way[k] * (self.x[whom, u] - self.vote[who, u]) for k, (who, whom, u) in enumerate(trade.sides())]
        points = [reach[0] * lever[0], reach[0] * lever[0] * stake[0] / stake[1]]
        if points[1] / lever[1] > reach[1]:
            points = [reach[1] * lever[1] * stake[1] / stake[0], reach[1] * lever[1]]
        for k in (1, 0):
            _, whom, u = trade.sides()[k]
            room = way[k] * (self.x[whom, u] - self.before(trade, k))
            if room < points[k] and (room > 0 or self.counts == "all"):
                points[k] = max(room, Fraction(0))
                points[1 - k] = points[k] * stake[k] / stake[1 - k]
        trade.gain = points[1] * self.s[a, q] - points[0] * self.s[a, p]
        trade.moves = [way[k] * points[k] / lever[k] for k in (0, 1)]
        trade.valid = trade.gain > 0 and min(reach) > 0 and min(points) > 0
        if self.counts == "bought":
            trade.valid &= all(trade.planned[k] + trade.moves[k] <= 100 for k in (0, 1))

    def before(self, trade: Possible, k: int) -> Fraction:
        who, _, u = trade.sides()[k]
        if self.counts == "all":
            return self.outcome(u, self.vote)
        votes = {**self.x, **{(a, u): y for a, y in trade.knows[k].items()}, (who, u): self.vote[who, u]}
        return self.outcome(u, votes)

    def make(self, trade: Possible) -> None:
        trade.valid = False
        made = {(who, u): trade.moves[k] for k, (who, _, u) in enumerate(trade.sides())}
        self.done.append((frozenset(made), trade.gain, made))
        for at, move in made.items():
            self.vote[at] += move
        bought = [(whom, u, who) for who, whom, u in trade.sides()]
        for other in (t for t in self.possible if t.valid):
            touched = self.counts == "all"
            for k, (who, whom, u) in enumerate(other.sides()):
                if (who, u) in made:
                    other.planned[k] += other.moves[k]
                    touched = True
                for d, v, supplier in bought:
                    if (d, v) == (whom, u):
                        other.knows[k].setdefault(supplier, self.vote[supplier, u])
                        touched = True
            if touched:
                self.reckon(other)
