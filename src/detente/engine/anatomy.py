"""One move of a level, taken apart: what was already under way, and what each change of each lever has added since.

With k_t the share of the way to the agreement A_t that step t goes, a level without noise moves over some steps by

    M(end) - M(start) = sum over t of W_t (A_t - M(start)),     W_t = k_t × product over s > t of (1 - k_s)

A_t - M(start) is the distance to go at the start, A_ref - M(start), and what has changed since, A_t - A_ref, where
`ref` is the step before. The first is what was already under way. The second is told lever by lever
(`detente.engine.paths`), and each lever's change effect by effect. So is the distance to go, since a level is a mean of
what it started from and all agreements since: M(start) = V M(o) + sum over s from o of V_s A_s, with V_s as W_t. Then

    A_ref - M(start) = V (A_o - M(o)) + V (A_ref - A_o) + sum over s from o of V_s (A_ref - A_s)

where the first, older than step o, is small: what was to go then, of which little is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple, cast

import jax
import numpy as np
from jaxtyping import Float

from detente.engine.moves import Anatomy, Change, Changed, Part
from detente.engine.paths import Desk, Paths, Standing, paths
from detente.engine.pulls import Arrow, arrows, pulls, seats
from detente.engine.stances import Tally
from detente.engine.trials import THREADS, Histories

WATCH = ("movement", "agreement", "line", "policy", "strength")
"""What a run must watch to be taken apart."""

DRAWS, STEPS = 128, 12
"""Draws and steps that are taken apart together."""

FORGOTTEN, RECENT = 0.05, 0.25
"""Weight of all agreements before a step, at which that step is the oldest that is looked at, and no longer recent."""


def anatomy(past: Histories, issue: str, first: int, last: int) -> Anatomy:
    """Take the move of an issue's level between two instants apart.

    `past` watches `WATCH`. In every draw, but for rounding (1e-9), parts and what was under way add up to the move, and
    what is older with all that is earlier to what was under way.
    The step before is the one before the first instant; for a move from the study's beginning, the first step itself.
    """
    trials = past.trials
    columns = trials.columns()
    before = max(first - 1, 0)
    window = _Window(past, issue, first, last, before, columns)
    count = columns.shape[1]
    pieces = [slice(a, min(a + DRAWS, count)) for a in range(0, count, DRAWS)]
    found = [window.taken_apart(piece) for piece in pieces[:1]]
    with ThreadPoolExecutor(THREADS) as pool:
        found += pool.map(window.taken_apart, pieces[1:])

    movement = past.movements(issue)
    start = movement[first]
    names = trials.labels
    strength = past.arrays["strength"]
    causes = {d: Change(strength[before, k], strength[last - 1, k]) for k, d in enumerate(names.drivers)}
    causes |= {q: Change(past.movements(q)[before], past.movements(q)[last - 1]) for q in names.issues}
    distance = past.arrays["agreement"][before, window.row] - start
    share = _joined([piece.share for piece in found])
    earlier = {part: _joined([piece.earlier[part] for piece in found]) for part in window.parts}
    return Anatomy(
        issue=issue,
        first=first,
        last=last,
        before=before,
        start=start,
        end=movement[last],
        distance=distance,
        share=share,
        parts={part: _joined([piece.parts[part] for piece in found]) for part in window.parts},
        earlier=earlier,
        older=distance * share - sum(earlier.values(), np.zeros_like(share)),
        recent=min(piece.recent for piece in found),
        held_back=_joined([piece.held_back for piece in found]),
        levers={
            key: Change(*(_joined([piece.levers[key][k] for piece in found]) for k in (0, 1))) for key in window.places
        },
        causes=causes,
        stances=window.tally.stances([piece.seen for piece in found], last - first),
    )


class _Piece(NamedTuple):
    """The same of some draws."""

    share: np.ndarray
    parts: dict[Part, np.ndarray]
    earlier: dict[Part, np.ndarray]
    recent: int
    held_back: np.ndarray
    levers: dict[tuple[Changed, str, str], Change]
    seen: np.ndarray


class _Window:
    """A window of one issue: who is there, what can change, and the draws that go through it."""

    def __init__(
        self, past: Histories, issue: str, first: int, last: int, before: int, columns: Float[np.ndarray, "row draw"]
    ) -> None:
        lowered = past.trials.lowered
        labels = lowered.labels
        self._past, self._first, self._last, self._before, self._columns = past, first, last, before, columns
        self._lowered = lowered
        self.row = labels.issues.index(issue)
        bargain = lowered.shape.bargains[self.row]
        self._pairs = list(bargain.pairs)
        self._parties = tuple(labels.pairs[k][0] for k in bargain.pairs)
        self.tally = Tally(bargain.rule, self._parties)
        self._seats = seats(past.trials.study, lowered, issue)
        self._arrows = arrows(past.trials, issue, self._parties, self._seats)
        self.places = self._all_places()
        moved = [Part(*self._whose(a), a.effect) for a in self._arrows]
        present = [Part(self._parties[k], "presence", f, "") for f, (_, k) in self._seats.items()]
        self.parts = [*moved, *present, *(Part(p, "line", "", "") for p in self._parties)]

    def taken_apart(self, piece: slice) -> _Piece:
        """Some draws of the window, from its last steps to its first, and on to what was before."""
        draws = piece.stop - piece.start
        parts, earlier = ({part: np.zeros(draws) for part in self.parts} for _ in range(2))
        held_back, seen = np.zeros(draws), self.tally.nothing(draws)
        left = np.ones(draws)  # what a step's share of the way still counts as the window ends
        levers: dict[tuple[Changed, str, str], Change] = {}
        for some in _backwards(self._last, self._first):
            found = self._paths(some, piece)
            weight, left, gap = self._weights(found, left, some, piece)
            held_back += (found.pace[1] * found.lock_in * np.maximum(-gap, 0.0)).sum(axis=0)
            self._add(parts, found, weight, some, piece)
            policy, line = (self._of(name, some, piece)[:, self._pairs] for name in ("policy", "line"))
            seen += self.tally.seen(policy, line, found.free, found.after.band, found.after.dependence)
            levers = levers or self._levers(found)
        share, left, recent = 1.0 - left, np.ones(draws), self._first
        for some in _backwards(self._first, 0):
            recent = some.start if left.mean() > RECENT else recent
            found = self._paths(some, piece)
            weight, left, _ = self._weights(found, left, some, piece)
            oldest = some.start == 0 or left.mean() < FORGOTTEN
            weight[0] += left * oldest
            self._add(earlier, found, -weight * share, some, piece)
            if oldest:
                break
        return _Piece(share, parts, earlier, recent, held_back, levers, seen)

    def _weights(
        self, found: Paths, left: np.ndarray, steps: range, piece: slice
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """How much each step's agreement counts in the end, what is left of all before, and its distance to go."""
        agreement, movement = (self._of(name, steps, piece)[:, self.row] for name in ("agreement", "movement"))
        gap: np.ndarray = agreement - movement
        up, down = np.asarray(found.pace)
        share = cast(np.ndarray, np.where(gap > 0, up, down * (1.0 - np.asarray(found.lock_in))))
        later = np.cumprod(np.concatenate([left[None], (1.0 - share)[::-1]]), axis=0)[::-1]
        return share * later[1:], later[0], gap

    def _paths(self, steps: range, piece: slice) -> Paths:
        many = np.pad(np.arange(steps.start, steps.stop), (0, STEPS - len(steps)), mode="edge")
        after = self._standing(many, piece)
        before = Standing(*(of[0] for of in self._standing(np.array([self._before]), piece)))
        with jax.enable_x64(new_val=True):
            column = _wide(self._columns[:, piece])
            found: list[Paths] = [
                paths(self._lowered.tables, column, before, after, shape=self._lowered.shape, issue=self.row)
            ]
        return _cut(found[0], len(steps), piece.stop - piece.start)

    def _standing(self, steps: np.ndarray, piece: slice) -> Standing:
        arrays, tables = self._past.arrays, self._lowered.tables
        begun = self._past.arrays["movement"][0][tables.pair_issue]
        lines = np.where((steps == 0)[:, None, None], begun, arrays["line"][np.maximum(steps - 1, 0)])
        return Standing(steps.astype(float), _wide(arrays["strength"][steps][..., piece]), _wide(lines[..., piece]))

    def _of(self, name: str, steps: range, piece: slice) -> np.ndarray:
        return self._past.arrays[name][steps.start : steps.stop, :, piece]

    def _add(self, parts: dict[Part, np.ndarray], found: Paths, weight: np.ndarray, steps: range, piece: slice) -> None:
        """Add what the changes of each lever made of the move."""
        strength = self._past.arrays["strength"]
        stirred = strength[steps.start : steps.stop, :, piece] - strength[self._before, :, piece]
        for part, of in zip(self.parts, pulls(self._arrows, found, stirred, piece), strict=False):
            parts[part] += (weight * of).sum(axis=0)
        for faction, (row, k) in self._seats.items():
            before, after = found.before.capability[row, k], found.after.capability[:, row, k]
            came = (before > 0) != (after > 0)
            all_of_it = found.slope.capability[:, row, k] * (after - before) + found.rest.capability[:, row, k]
            parts[Part(self._parties[k], "presence", faction, "")] += (weight * came * all_of_it).sum(axis=0)
        for k, party in enumerate(self._parties):
            change = found.after.line[:, k] - found.before.line[k]
            stood = found.slope.line[:, k] * change + found.rest.line[:, k]
            parts[Part(party, "line", "", "")] += (weight * stood).sum(axis=0)

    def _all_places(self) -> dict[tuple[Changed, str, str], tuple[str, tuple[int, ...]]]:
        """Where the levers of all parties lie on a desk."""
        found: dict[tuple[Changed, str, str], tuple[str, tuple[int, ...]]] = {}
        for faction, (row, k) in self._seats.items():
            for lever in ("position", "salience", "capability"):
                found[lever, self._parties[k], faction] = (lever, (row, k))
        for i, party in enumerate(self._parties):
            found["band", party, ""] = ("band", (i,))
            for j, other in enumerate(self._parties):
                if i != j:
                    found["dependence", party, other] = ("dependence", (i, j))
        return found

    def _whose(self, arrow: Arrow) -> tuple[str, Changed, str]:
        (key,) = [key for key, place in self.places.items() if place == (arrow.lever, arrow.place)]
        changed, party, of = key
        return party, changed, of

    def _levers(self, found: Paths) -> dict[tuple[Changed, str, str], Change]:
        """The levers in the step before, and in the last of the steps found."""

        def at(desk: Desk, lever: str, place: tuple[int, ...]) -> np.ndarray:
            return getattr(desk, lever)[(..., *place, slice(None))]

        return {
            key: Change(at(found.before, *place), at(found.after, *place)[-1]) for key, place in self.places.items()
        }


def _backwards(last: int, first: int) -> Iterator[range]:
    """The steps from one instant back to another, some at a time."""
    return (range(max(b - STEPS, first), b) for b in range(last, first, -STEPS))


def _cut(found: Paths, steps: int, draws: int) -> Paths:
    """Paths without the steps and draws that only filled them up."""

    def only(of: Any, *first: slice) -> np.ndarray:
        return np.asarray(of)[(*first, ..., slice(draws))]

    def desk(of: Desk, *first: slice) -> Desk:
        return Desk(*(only(part, *first) for part in of))

    some = slice(steps)
    return Paths(
        desk(found.before), desk(found.after, some), desk(found.slope, some), desk(found.rest, some),
        free=only(found.free, some), lock_in=only(found.lock_in, some), pace=only(found.pace),
    )  # fmt: skip


def _wide(of: np.ndarray) -> np.ndarray:
    """Draws filled up to the number that go together, the last one repeated."""
    return np.pad(of, [*[(0, 0)] * (of.ndim - 1), (0, DRAWS - of.shape[-1])], mode="edge")


def _joined(pieces: list[np.ndarray]) -> np.ndarray:
    return np.concatenate(pieces, axis=-1)
