"""Position exchange with equal gain: pairs of actors swap moves on two issues, the most profitable swap first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from detente.bargaining.exchanges.rounds import rounds as play_rounds
from detente.bargaining.exchanges.scales import scales
from detente.solvers import Known, NotEnough, Play, Solver, Source, Switch, Work
from detente.tables import ActorTable

UNFIT = "it trades one issue for another, and the games of a study are settled one at a time"


def play(table: ActorTable, switches: Mapping[str, Any], rounds: int, seed: int) -> Play:
    """Carry out `rounds` rounds of exchanges, and settle each issue at the weighted mean of the votes.

        settlement[q] = sum_a weight[a,q] voting[a,q] / sum_a weight[a,q]

    Positions are brought to 0 to 100 by the issue's scale, or the range of the positions where none is stated, and
    back. `rounds` of the play are the voting positions of each round, row 0 the positions of the table; `settlements`
    their weighted means. `parts`: `trades`, the exchanges in their order (`bargaining.exchanges.Trade`, in the
    issue's unit); `starts`, the positions from which each following round starts; `counted`, by round, how many trades
    were possible, how many of them gained before the first was made, and how many were made.

    Raises:
        NotEnough: fewer than two issues.

    Source: the program decide-exchange-model, commit 51dee66, after Stokman and Van Oosten (1994) and Arregui, Stokman
    and Thomson (2006), whose pages were not at hand.

    Differs: the program draws ties by lot, as `ties` does on demand. Its habits that the rule does not state are those
    of `counts` "bought".
    """
    if len(table.issues) < 2:
        raise NotEnough("position exchange needs two issues or more", "add a second issue, or use another model")
    scale = scales(table)
    found = play_rounds(
        scale.points(table.position),
        table.salience,
        table.weight,
        rounds,
        counts=switches.get("counts", COUNTS.default),
        draw=np.random.default_rng(seed) if switches.get("ties", TIES.default) == "drawn" else None,
    )
    settlements = scale.units(found.outcomes)
    last = 1 if switches.get("settles", SETTLES.default) == "first" else len(settlements) - 1
    return Play(
        settlements[min(last, len(settlements) - 1)],
        rounds=scale.units(found.voting),
        settlements=settlements,
        says=tuple(_counted(n + 1, *each) for n, each in enumerate(found.counted.tolist()))
        or ("no exchange gains both sides: everyone votes where it stands",),
        parts={
            "trades": tuple(map(scale.back, found.trades)),
            "starts": scale.units(found.starts),
            "counted": found.counted,
        },
    )


def _counted(number: int, possible: int, valid: int, made: int) -> str:
    exchanges, gain = "exchange is" if made == 1 else "exchanges are", "gains" if valid == 1 else "gain"
    return f"round {number}: {made} {exchanges} made; of {possible} possible at its start {valid} {gain} both sides"


COUNTS = Switch(
    says="Earlier moves of a round that two traders reckon with, when they stop where the outcome reaches a demander: "
    "`bought`, the first that the demander itself bought from each, as the published program; `all`, every one, "
    "so that no trade takes the outcome past who asked for it",
    default="bought",
    choices=("bought", "all"),
)
SETTLES = Switch(
    says="The round whose outcome is the settlement: the last that is played, or the first, as tests of the model do",
    default="last",
    choices=("last", "first"),
)
TIES = Switch(
    says="Which of several trades with the same gain goes first: as actors and issues are listed, or by lot (seed)",
    default="listed",
    choices=("listed", "drawn"),
)

_STOKMAN = Work(
    kind="chapter",
    authors=("Stokman, F. N.", "Van Oosten, R."),
    year=1994,
    title="The exchange of voting positions: an object-oriented model of policy networks",
    container="European Community Decision Making",
    editors=("Bueno de Mesquita, B.", "Stokman, F. N."),
    publisher="Yale University Press",
)
_ARREGUI = Work(
    kind="chapter",
    authors=("Arregui, J.", "Stokman, F. N.", "Thomson, R."),
    year=2006,
    title="Compromise, exchange and challenge in the European Union",
    container="The European Union Decides",
    editors=("Thomson, R.", "Stokman, F. N.", "Achen, C. H.", "König, T."),
    publisher="Cambridge University Press",
)
_LEFT = 0.54**9  # of the first actor's distance, at the start of round 10

SOLVER = Solver(
    title="Position exchange, equal gain",
    assumes="Actors trade: each votes against its own position on what matters less to it, for votes on what matters "
    "more, and both gain the same.",
    cost="pairs of actors times pairs of issues for each exchange that is made",
    play=play,
    unfit=UNFIT,
    most_actors=300,
    switches={"counts": COUNTS, "settles": SETTLES, "ties": TIES},
    source=Source(
        "Stokman and Van Oosten (1994), The exchange of voting positions, in European Community Decision Making",
        "formulas from the program decide-exchange-model, commit 51dee66; neither chapter was at hand",
        works=(_STOKMAN, _ARREGUI),
    ),
    axioms=frozenset({"translation", "scale", "scale-invariant", "unanimous", "null"}),
    known=(
        Known(
            given={
                "position": [[0.0, 0.0], [100.0, 100.0]],
                "salience": [[0.1, 0.9], [0.6, 0.5]],
                "scale": (0.0, 100.0),
            },
            gives=[100.0, (100 - 0.3 * 20 * (1 - _LEFT) / (1 - 0.54) - 20 * _LEFT) * 0.5 / 1.4],
            source=Source(
                "by hand",
                "ten rounds: the first actor votes 100 on the first issue in each, and the second gives way a fifth of "
                "the way it goes (100 × 0.1/0.7 = 14.29 points for 14.29 × 0.7/1.4 = 7.14, which is 20). The first "
                "starts again 0.9 × 0.4 + 0.1 = 0.46 of its move nearer, the second 0.5 × 0.4 + 0.1 = 0.3 of its own",
            ),
        ),
    ),
)
