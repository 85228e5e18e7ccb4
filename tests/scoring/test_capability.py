"""Capability by a named rule: facts of the treaties, and what is said where they say nothing."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from detente.scoring import Resolved, ResolvedIssue
from detente.scoring.capability import RULES, fitting, with_capability
from detente.scoring.council_votes import BEFORE_NICE, NICE, power
from detente.study.problems import DetenteError


def issue(*actors: str, wave: str = "DEU II", capability: np.ndarray | None = None) -> Resolved:
    many = np.full(len(actors), 50.0)
    return Resolved((ResolvedIssue("one", "p", actors, many, many / 100, 50.0, capability, wave=wave),))


def of(resolved: Resolved, rule: str) -> list[float]:
    capability = with_capability(resolved, rule).issues[0].capability
    assert capability is not None
    return capability.tolist()


def test_the_councils_have_the_votes_of_the_treaties() -> None:
    assert len(BEFORE_NICE.votes) == 15
    assert sum(BEFORE_NICE.votes.values()) == 87
    assert len(NICE.votes) == 28
    assert sum(NICE.votes.values()) - NICE.votes["cr"] == 345
    assert (BEFORE_NICE.quota, NICE.quota) == (62, 255)


def test_votes_are_those_of_the_wave() -> None:
    assert of(issue("de", "lu", "es", wave="DEU I"), "votes") == [10.0, 2.0, 8.0]
    assert of(issue("de", "lu", "es", wave="DEU II"), "votes") == [29.0, 4.0, 27.0]


def test_commission_and_parliament_count_as_the_largest_member_that_takes_part() -> None:
    assert of(issue("com", "de", "EP"), "votes") == [29.0, 29.0, 29.0]
    assert of(issue("com", "nl", "mt"), "votes") == [13.0, 13.0, 3.0]
    assert of(issue("com", "ep"), "votes") == [29.0, 29.0]  # none takes part: the largest there is


@pytest.mark.parametrize("wave", ["DEU I", "DEU II"])
def test_power_rises_with_votes_and_adds_to_one_over_the_council_of_the_quota(wave: str) -> None:
    votes = {"DEU I": BEFORE_NICE, "DEU II": NICE}[wave].votes
    index = power(wave)
    assert sum(p for state, p in index.items() if state != "cr") == pytest.approx(1.0)
    ordered = sorted(votes, key=votes.__getitem__)
    assert all(index[a] <= index[b] + 1e-12 for a, b in pairwise(ordered))


def test_all_alike_is_one_each() -> None:
    assert of(issue("x", "y", "z", wave=""), "equal") == [1.0, 1.0, 1.0]


def test_without_a_rule_the_tables_own_capability_comes_first_then_votes_then_all_alike() -> None:
    assert fitting(issue("de", "fr", "it", capability=np.ones(3))) == "given"
    assert fitting(issue("de", "fr", "com")) == "votes"
    assert fitting(issue("de", "fr", "usa")) == "equal"
    assert fitting(issue("de", "fr", "it", wave="")) == "equal"


@pytest.mark.parametrize(
    ("resolved", "rule", "said"),
    [
        (issue("de", "usa"), "votes", "`usa` has no votes in the Council of issue `one`"),
        (issue("pl", "de", wave="DEU I"), "ssi", "`pl` has no votes"),
        (issue("de", "fr", wave=""), "votes", "no rules of the Council are known for wave ``"),
        (issue("de", "fr"), "given", "gives no capability on issue `one`"),
        (issue("de", "fr"), "gdp", "there is no capability `gdp`"),
    ],
)
def test_what_a_rule_does_not_say_is_refused_with_the_issue_and_a_way_out(
    resolved: Resolved, rule: str, said: str
) -> None:
    with pytest.raises(DetenteError, match=said) as error:
        with_capability(resolved, rule)
    assert error.value.fix


def test_a_rule_changes_nothing_but_capability() -> None:
    before = issue("de", "fr", "it")
    for rule in set(RULES) - {"given"}:
        after = with_capability(before, rule).issues[0]
        assert replace(after, capability=None).__repr__() == before.issues[0].__repr__()
