"""Votes in the Council of the European Union, before the Treaty of Nice and under it, by the codes of the DEU data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from detente.bargaining.power import shapley_shubik
from detente.study.citations import Source


@dataclass(frozen=True, slots=True)
class Council:
    """The votes of each member state, and how many make a qualified majority."""

    title: str
    votes: dict[str, int]
    quota: int
    source: Source


def _of(**votes: str) -> dict[str, int]:
    """Members by their number of votes, as a treaty lists them."""
    return {state: int(number.removeprefix("v")) for number, states in votes.items() for state in states.split()}


BEFORE_NICE = Council(
    "Council of 15, before the Treaty of Nice",
    _of(v10="de fr it uk", v8="es", v5="be el nl pt", v4="at se", v3="dk ie fi", v2="lu"),
    quota=62,  # of 87
    source=Source(
        "Treaty establishing the European Community", "Article 205(2), as it stood from 1995 to October 2004"
    ),
)

NICE = Council(
    "Council of 27, under the Treaty of Nice",
    _of(
        v29="de fr it uk",
        v27="es pl",
        v14="ro",
        v13="nl",
        v12="be cz el hu pt",
        v10="at bu se",
        v7="dk fi ie lt sk cr",
        v4="cy ee lu lv si",
        v3="mt",
    ),
    quota=255,  # of the 345 that 27 members have; Croatia joined later with 7
    source=Source("Treaty establishing the European Community", "Article 205(2), as amended by the Acts of Accession"),
)

BY_WAVE = {"DEU I": BEFORE_NICE, "DEU II": NICE}
"""The rules of the Council under which the issues of a wave of the DEU data are counted."""

COMMISSION = frozenset({"com", "commission", "european commission"})
PARLIAMENT = frozenset({"ep", "parliament", "european parliament"})
"""How the two other institutions are written. They have no votes in the Council, and count as its largest member."""

_JOINED_AFTER = frozenset({"cr"})  # the 27 members of the quota are without it


@cache
def power(council: str) -> dict[str, float]:
    """Shapley–Shubik index of every member of a wave's Council, votes alone.

    Differs: under Nice a majority also needs most states and, on request, 62 % of the population; we count votes only.
    Who joined after the Council that the quota was made for has the power of a member with as many votes.
    """
    rules = BY_WAVE[council]
    seated = {state: votes for state, votes in rules.votes.items() if state not in _JOINED_AFTER}
    index = dict(zip(seated, shapley_shubik(list(seated.values()), rules.quota).tolist(), strict=True))
    by_votes = {votes: index[state] for state, votes in seated.items()}
    return {state: by_votes[votes] for state, votes in rules.votes.items()}
