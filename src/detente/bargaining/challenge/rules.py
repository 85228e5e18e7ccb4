"""Where the paper, its authors' program and others' programs part ways: every disputed point of the model, a switch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any

from detente.bargaining.play import Switch

SWITCHES: Mapping[str, Switch] = MappingProxyType(
    {
        "probability": Switch(
            "What a challenger's support is divided by: the votes cast between the two (eq. 31), the votes between all "
            "pairs (what the printed numbers need), or net votes where it leads and 0 where not.",
            "pairwise",
            ("pairwise", "all-pairs", "net"),
        ),
        "vote-risk": Switch("Whether votes bend distance by the voter's attitude to risk.", "no", ("no", "yes")),
        "view": Switch(
            "By whose attitude to risk an actor values being challenged: its own (figure 6), or the challenger's "
            "(eq. 25b).",
            "focal",
            ("focal", "challenger"),
        ),
        "salience": Switch(
            "Whose salience is the chance of resistance: of the actor challenged, or always of the other one.",
            "responder",
            ("responder", "other"),
        ),
        "conflict": Switch(
            "What follows where both expect to win: the one with less to gain yields, or nobody moves.",
            "loser-yields",
            ("loser-yields", "nobody-moves"),
        ),
        "capitulation": Switch(
            "Whether one that loses more than the other gains gives way wholly.", "yes", ("yes", "no")
        ),
        "compromise": Switch(
            "How far a compromise goes: by the ratio of expected utilities (eq. 36), or to their weighted average.",
            "ratio",
            ("ratio", "average"),
        ),
        "choice": Switch(
            "Which offer an actor takes: conflict before compromise before capitulation and in each the smallest move; "
            "the strongest proposer's; or as the authors' program does (among compromises the lowest on the scale).",
            "class",
            ("class", "strongest", "lowest"),
        ),
        "ties": Switch(
            "Which of several smallest moves an actor takes: towards the one it expects most from challenging, then "
            "the strongest proposer's, and none where they still pull apart; or the first in the table's order.",
            "expected",
            ("expected", "order"),
        ),
        "range": Switch(
            "What distances are shares of: the range of positions at the start, or of the current round. A stated "
            "scale goes first.",
            "initial",
            ("initial", "current"),
        ),
        "shift": Switch(
            "Which way a status quo is thought to move: by the case rule, or always for the better.",
            "rule",
            ("rule", "better"),
        ),
        "risk": Switch("Whether actors differ in their attitude to risk (eqs. 33 and 34).", "yes", ("yes", "no")),
        "median": Switch(
            "The median where votes split evenly, as the point that a status quo may move to.",
            "lower",
            ("lower", "midpoint", "upper"),
        ),
        "q": Switch("Chance that without a challenge the status quo stays (Q).", 1.0),
    }
)

PROFILES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "equations": {},
        "scholz2011": {
            "probability": "all-pairs",
            "vote-risk": "yes",
            "capitulation": "no",
            "choice": "lowest",
            "ties": "order",
        },
        "schelling": {
            "view": "challenger",
            "choice": "strongest",
            "range": "current",
            "conflict": "nobody-moves",
            "ties": "order",
        },
    }
)
"""`equations`: as the paper prints them. `scholz2011`: what its printed numbers need. `schelling`: a program."""


@dataclass(frozen=True, slots=True)
class Rules:
    """One setting of all switches: what a compiled round depends on."""

    probability: str = "pairwise"
    vote_risk: str = "no"
    view: str = "focal"
    salience: str = "responder"
    conflict: str = "loser-yields"
    capitulation: str = "yes"
    compromise: str = "ratio"
    choice: str = "class"
    ties: str = "expected"
    range: str = "initial"
    shift: str = "rule"
    risk: str = "yes"
    median: str = "lower"
    q: float = 1.0


def rules(switches: Mapping[str, Any]) -> Rules:
    """Rules with these switches set, by their names as users write them."""
    known = {field.name for field in fields(Rules)}
    given = {name.replace("-", "_"): value for name, value in switches.items()}
    return Rules(**{name: value for name, value in given.items() if name in known})
