"""What may be chosen within the spatial model, under words of the field and under the names of KTAB's files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from detente.bargaining.play import Switch
from detente.study.problems import DetenteError

NAMES: Mapping[str, tuple[str, Mapping[str, str]]] = MappingProxyType(
    {
        "VictoryProbModel": (
            "victory",
            {"Linear": "linear", "Square": "square", "Quartic": "quartic", "Octic": "octic", "Binary": "threshold"},
        ),
        "PCEModel": (
            "election",
            {
                "Conditional": "conditional",
                "MarkovIncentive": "markov-incentive",
                "MarkovUniform": "markov-uniform",
            },
        ),
        "StateTransitions": ("transition", {"Deterministic": "certain", "Stochastic": "drawn"}),
        "VotingRule": (
            "voting",
            {
                "Binary": "whole",
                "PropBin": "mostly-proportional",
                "Prop": "proportional",
                "PropCbc": "half-cubic",
                "Cubic": "cubic",
                "ASymProsp": "prospect",
            },
        ),
        "BigRAdjust": (
            "risk-seen",
            {"None": "own", "OneThird": "one-third", "Half": "half", "TwoThirds": "two-thirds", "Full": "full"},
        ),
        "BigRRange": ("risk-range", {"Min": "low", "Mid": "middle", "Max": "wide"}),
        "ThirdPartyCommit": (
            "third-parties",
            {"NoCommit": "uncommitted", "SemiCommit": "half-committed", "FullCommit": "committed"},
        ),
        "InterVecBrgn": ("meeting", {"S1P1": "linear", "S2P2": "squared", "S2PMax": "leader"}),
        "BargnModel": (
            "offers",
            {"InitOnlyInterp": "initiator", "InitRcvrInterp": "both", "PWCompInterp": "joint"},
        ),
    }
)
"""KTAB's elements and values, and ours."""

_SAYS = {
    "victory": ("How strength becomes a chance to win.", "linear"),
    "election": ("How chances between pairs become chances among all options.", "conditional"),
    "transition": ("Whether an actor takes its likeliest option or draws one.", "certain"),
    "voting": ("How a difference of utility becomes a vote.", "proportional"),
    "risk-seen": ("How much of another's attitude to risk an actor sees, instead of its own.", "one-third"),
    "risk-range": ("Which attitudes to risk there are: 0 to 1, -1/2 to 1 or -1 to 1.", "middle"),
    "third-parties": ("How far those who join a side are bound by its fate.", "half-committed"),
    "meeting": ("Where two bargainers meet between their positions.", "squared"),
    "offers": ("Whose view of the odds an offer rests on.", "initiator"),
}
_FIRST = {"risk-seen": 1, "third-parties": 1}

SWITCHES: Mapping[str, Switch] = MappingProxyType(
    {
        "profile": Switch(
            "The arithmetic: with the program's defects mended, or as it is.", "corrected", ("corrected", "ktab")
        ),
        **{ours: Switch(*_SAYS[ours], tuple(values.values())) for ours, values in NAMES.values()},
        "turns": Switch("Most turns; the program's limit is 100.", 100.0, (), 1.0, 1000.0),
    }
)

PROFILES: Mapping[str, Mapping[str, Any]] = MappingProxyType({"corrected": {}, "ktab": {"profile": "ktab"}})


@dataclass(frozen=True, slots=True)
class Options:
    """One setting of all switches."""

    profile: str = "corrected"
    victory: str = "linear"
    election: str = "conditional"
    transition: str = "certain"
    voting: str = "proportional"
    risk_seen: str = "one-third"
    risk_range: str = "middle"
    third_parties: str = "half-committed"
    meeting: str = "squared"
    offers: str = "initiator"
    turns: int = 100

    @property
    def exact(self) -> bool:
        """Whether the program's defects are kept."""
        return self.profile == "ktab"


def options(switches: Mapping[str, Any]) -> Options:
    """Options with these switches set. KTAB's own names may stand under `parameters`, as its files have them.

    Raises:
        DetenteError: a name or value of KTAB's is not known.
    """
    given: dict[str, Any] = {
        name.replace("-", "_"): value for name, value in from_ktab(switches.get("parameters", {})).items()
    }
    for name in Options.__dataclass_fields__:
        if name.replace("_", "-") in switches:
            given[name] = switches[name.replace("_", "-")]
    if "turns" in given:
        given["turns"] = int(given["turns"])
    return replace(Options(), **given)


def from_ktab(parameters: Mapping[str, str]) -> dict[str, str]:
    """Our switches for KTAB's parameters."""
    found: dict[str, str] = {}
    for element, value in parameters.items():
        if element not in NAMES:
            raise DetenteError(f"KTAB has no parameter `{element}`", f"known: {', '.join(NAMES)}")
        ours, values = NAMES[element]
        if value not in values:
            raise DetenteError(f"KTAB's `{element}` is never `{value}`", f"use {', '.join(values)}")
        found[ours] = values[value]
    return found
