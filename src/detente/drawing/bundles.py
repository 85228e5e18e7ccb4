"""Lines of actors that stand together, and names at both ends of them.

Actors with one path share a line. A name stands where its line begins; where lines end near to each other one label
serves all. Labels are moved apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from jaxtyping import Float

from detente.drawing import decisions, look, places
from detente.drawing.rows import Row

NAMED = 5
"""Names in one label, at most."""

LETTERS = 30
"""Letters in a line of a label, at most."""


class Line(NamedTuple):
    """Actors that stand together in every round."""

    actors: list[int]  # the heaviest first
    share: float  # of all weight
    far: float  # the way that each goes, up and down


def lines(
    path: Float[np.ndarray, "round actor"], share: Float[np.ndarray, " actor"], who: Sequence[int], still: float
) -> list[Line]:
    """Actors whose paths never part by more than `still` share a line.

    Lines whose moves weigh most (way × share) come first, then those that weigh most. `who`: the heaviest first.
    """
    groups: list[list[int]] = []
    for a in who:
        same = next((group for group in groups if np.abs(path[:, group[0]] - path[:, a]).max() <= still), None)
        if same is None:
            groups.append([a])
        else:
            same.append(a)
    far = np.abs(np.diff(path, axis=0)).sum(axis=0)
    found = [Line(group, float(share[group].sum()), float(far[group[0]])) for group in groups]
    return sorted(found, key=lambda line: (-line.share * line.far, -line.share))


def together(
    panel: Row, names: Sequence[str], end: Float[np.ndarray, " actor"], who: Sequence[int]
) -> list[tuple[str, float, Row]]:
    """Names of those who end so near to each other that one label serves."""
    near = 1.5 * look.LINE * (panel["high"] - panel["low"]) / panel["height"]
    groups: list[list[int]] = []
    for a in sorted(who, key=lambda a: -end[a]):
        if groups and end[groups[-1][0]] - end[a] <= near:
            groups[-1].append(a)
        else:
            groups.append([a])
    heavy = [sorted(group, key=list(who).index) for group in groups]
    return [(joined([names[a] for a in group]), float(np.mean(end[group])), {}) for group in heavy]


def labels(panel: Row, side: str, wishes: Sequence[tuple[str, float, Row]]) -> Iterator[Row]:
    """Words beside the lines of a panel, each with a position and a sign; the first of them where room is short."""
    height = panel["height"]
    room = int(height / look.LINE)
    wishes = sorted(wishes[:room], key=lambda wish: -wish[1])
    middles = [height * (panel["high"] - at) / (panel["high"] - panel["low"]) for _, at, _ in wishes]
    texts = places.fitted([words for words, _, _ in wishes], LETTERS, room)
    tops = places.beside([(m, len(t)) for m, t in zip(middles, texts, strict=True)], look.LINE, 0, height)
    for (_, _, sign), middle, top, text in zip(wishes, middles, tops, texts, strict=True):
        ends = {"end": round(middle, 1), "middle": round(top + look.LINE * len(text) / 2, 1), "marked": bool(sign)}
        for n, words in enumerate(text):
            row: Row = {"row": "label", "panel": panel["panel"], "side": side, "words": words, "first": n == 0}
            yield {**row, "y": round(top + look.LINE * (n + 0.5), 1), **ends, **sign}


def joined(names: Sequence[str]) -> str:
    """Names in one label."""
    brief = [decisions.brief(name, LETTERS - 4) for name in names]
    if len(names) <= NAMED:
        return ", ".join(brief)
    return f"{', '.join(brief[: NAMED - 1])} and {len(names) - NAMED + 1} more"
