"""Blocs: states that a measure puts close together, found from the measure alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Float, Int

MOST = 6
"""Blocs looked for, at most."""

NONE = 0.25
"""Mean silhouette below which there is no structure to speak of (Kaufman and Rousseeuw 1990, p. 88)."""

FEWEST = 4
"""States below which no blocs are looked for."""


@dataclass(frozen=True, slots=True)
class Blocs:
    """States in the order in which a matrix shows them, and the bloc of each.

    `order` are positions in the matrix that was given; blocs are numbered from 0 as they stand in that order.
    """

    order: Int[np.ndarray, " shown"]
    bloc: Int[np.ndarray, " shown"]
    silhouette: float  # mean, of the partition; NaN where there is one bloc
    left_out: Int[np.ndarray, " other"]  # positions of those that share too little with the others


def blocs(distance: Float[np.ndarray, "state state"]) -> Blocs:
    """Blocs by average linkage (UPGMA); as many, from 2 to `MOST`, as have the greatest mean silhouette.

    Distances are 0 or more and symmetric; NaN is unknown, and the diagonal is not read. States of which less than half
    the distances are known are left out; other unknown ones count as the mean. Neighbours in the order are as close
    as the tree lets them be.

    Source: Sokal and Michener (1958), University of Kansas Science Bulletin 38; silhouettes: Rousseeuw (1987),
    J. Comput. Appl. Math. 20, eq. 4; order: Bar-Joseph, Gifford and Jaakkola (2001), Bioinformatics 17.
    """
    from scipy.cluster import hierarchy
    from scipy.spatial.distance import squareform

    of: Any = hierarchy
    known = np.isfinite(distance) & ~np.eye(len(distance), dtype=bool)
    kept = np.flatnonzero(known.sum(axis=1) * 2 >= max(len(distance) - 1, 1))
    others = np.setdiff1d(np.arange(len(distance)), kept)
    within = distance[np.ix_(kept, kept)]
    np.fill_diagonal(within, 0.0)
    known_within = np.isfinite(within)
    within = np.where(known_within, within, within[known_within].mean() if known_within.any() else 0.0)
    if len(kept) < FEWEST or not within.any():
        return Blocs(kept, np.zeros(len(kept), int), float("nan"), others)
    condensed = squareform(within, checks=False)
    tree = of.optimal_leaf_ordering(of.linkage(condensed, "average"), condensed)
    order: np.ndarray = of.leaves_list(tree)
    best, found = NONE, np.ones(len(kept), int)
    for count in range(2, min(MOST, len(kept) - 1) + 1):
        tried = of.fcluster(tree, count, "maxclust")
        score = silhouette(within, tried)
        if score > best + 1e-12:
            best, found = score, tried
    _, first, inverse = np.unique(found[order], return_index=True, return_inverse=True)
    number = np.argsort(np.argsort(first))[inverse]
    return Blocs(kept[order], number, best if number.any() else float("nan"), others)


def silhouette(distance: Float[np.ndarray, "state state"], bloc: Int[np.ndarray, " state"]) -> float:
    """The mean silhouette of a partition, -1 to 1: how much nearer states are to their own bloc than to the next one.

    A state alone in its bloc counts 0, as does one whose distances are all 0.
    """
    kinds, at = np.unique(bloc, return_inverse=True)
    if len(kinds) < 2:
        return 0.0
    member = np.eye(len(kinds))[at]
    size = member.sum(axis=0)
    total = distance @ member
    every = np.arange(len(bloc))
    own = total[every, at] / np.maximum(size[at] - 1, 1)
    mean = total / size
    mean[every, at] = np.inf
    other = mean.min(axis=1)
    wider = np.maximum(own, other)
    each = np.where((size[at] > 1) & (wider > 0), (other - own) / np.where(wider > 0, wider, 1.0), 0.0)
    return float(each.mean())
