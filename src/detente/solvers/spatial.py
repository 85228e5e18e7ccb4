"""The spatial model of politics: actors challenge, propose and choose by weighted votes until nobody moves much."""

from __future__ import annotations

from detente.bargaining.spatial.asked import many, play
from detente.bargaining.spatial.options import PROFILES, SWITCHES
from detente.bargaining.spatial.telling import why
from detente.solvers import Known, Solver, Source, Work

UNFIT = "it moves in whole turns on a grid, by choices that no small change of a number carries over"

_KTAB = Work(
    kind="software",
    authors=("Wise, B.",),
    year=2019,
    title="KTAB: the KAPSARC Toolkit for Behavioral Analysis, Spatial Model of Politics",
    version="3b5b063",
    url="https://github.com/KAPSARC/KTAB",
)

SOLVER = Solver(
    title="Spatial model of politics (KTAB)",
    source=Source(
        "Wise and others (2019), KTAB, Spatial Model of Politics",
        "snapshot 3b5b063, examples/smp and its libraries",
        works=(_KTAB,),
    ),
    axioms=frozenset(
        {"within-range", "translation", "scale", "reflection", "scale-invariant", "unanimous", "anonymous"}
    ),
    known=(
        Known(
            given={"position": [30.0] * 3, "salience": 0.5, "capability": [1.0, 2.0, 3.0], "scale": (0.0, 100.0)},
            gives=[30.0],
            source=Source("by hand", "all stand at one point: nobody has anything to propose"),
        ),
    ),
    assumes="Actors propose deals to whom they would gain from challenging; votes weighted by capability choose.",
    cost="with the cube of the number of actors, in each turn",
    play=play,
    many=many,
    most_draws=256,
    why=why,
    unfit=UNFIT,
    most_actors=250,
    switches=SWITCHES,
    profiles=PROFILES,
)
