"""Contract of every rule: its known answers, and each axiom it declares against random bargains."""

from __future__ import annotations

import jax
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from detente import rules
from detente.rules import Rule
from detente.study.problems import DetenteError

EVERY = [rules.named(name) for name in rules.names()]
AXIOMS = {"anonymous", "within-range", "translation", "unanimous", "monotone", "pulled"}
every_rule = pytest.mark.parametrize("rule", EVERY, ids=rules.names())

Bargain = tuple[np.ndarray, np.ndarray]
points = st.integers(0, 400).map(lambda n: n / 4)
shares = st.integers(0, 16).map(lambda n: n / 16)


@st.composite
def bargains(draw: st.DrawFn) -> Bargain:
    """Policies of up to five parties, and how far each can be pulled by each other."""
    parties = draw(st.integers(1, 5))
    policy = draw(arrays(np.float64, (parties,), elements=points))
    dependence = draw(arrays(np.float64, (parties, parties), elements=shares))
    np.fill_diagonal(dependence, 0.0)
    return policy, dependence


def agree(rule: Rule, policy: np.ndarray, dependence: np.ndarray) -> float:
    with jax.enable_x64(new_val=True):
        return float(rule.agree(jax.numpy.asarray(policy), jax.numpy.asarray(dependence)))


def declares(rule: Rule, axiom: str) -> None:
    if axiom not in rule.axioms:
        pytest.skip(f"{rule.title} does not claim to be {axiom}")


@every_rule
def test_gives_its_known_answers(rule: Rule) -> None:
    assert rule.known
    for known in rule.known:
        given_arrays = {k: np.array(v, float) for k, v in known.given.items()}
        assert agree(rule, **given_arrays) == pytest.approx(known.gives), known


@every_rule
def test_cites_its_source_and_declares_axioms_that_are_tested(rule: Rule) -> None:
    assert rule.source.cite
    assert rule.source.where
    assert rule.axioms <= AXIOMS


@every_rule
@given(at=points)
def test_one_party_has_its_way(rule: Rule, at: float) -> None:
    assert agree(rule, np.array([at]), np.zeros((1, 1))) == pytest.approx(at)


@every_rule
@given(bargain=bargains(), data=st.data())
def test_anonymous(rule: Rule, bargain: Bargain, data: st.DataObject) -> None:
    declares(rule, "anonymous")
    policy, dependence = bargain
    order = np.array(data.draw(st.permutations(range(len(policy)))))
    assert agree(rule, policy[order], dependence[np.ix_(order, order)]) == pytest.approx(agree(rule, *bargain))


@every_rule
@given(bargain=bargains())
def test_within_range(rule: Rule, bargain: Bargain) -> None:
    declares(rule, "within-range")
    assert bargain[0].min() - 1e-9 <= agree(rule, *bargain) <= bargain[0].max() + 1e-9


@every_rule
@given(bargain=bargains(), by=st.integers(-50, 50))
def test_translation(rule: Rule, bargain: Bargain, by: int) -> None:
    declares(rule, "translation")
    assert agree(rule, bargain[0] + by, bargain[1]) == pytest.approx(agree(rule, *bargain) + by)


@every_rule
@given(bargain=bargains(), at=points)
def test_unanimous(rule: Rule, bargain: Bargain, at: float) -> None:
    declares(rule, "unanimous")
    assert agree(rule, np.full_like(bargain[0], at), bargain[1]) == pytest.approx(at)


@every_rule
@given(bargain=bargains(), up=st.floats(0, 50), data=st.data())
def test_monotone(rule: Rule, bargain: Bargain, up: float, data: st.DataObject) -> None:
    declares(rule, "monotone")
    moved = bargain[0].copy()
    moved[data.draw(st.integers(0, len(moved) - 1))] += up
    assert agree(rule, moved, bargain[1]) >= agree(rule, *bargain) - 1e-9


@every_rule
@given(bargain=bargains(), more=shares, data=st.data())
def test_pulled_by_more_dependence(rule: Rule, bargain: Bargain, more: float, data: st.DataObject) -> None:
    declares(rule, "pulled")
    policy, dependence = bargain
    i, j = (data.draw(st.integers(0, len(policy) - 1)) for _ in range(2))
    further = dependence.copy()
    further[i, j] = min(1.0, further[i, j] + more) if i != j else 0.0
    assert agree(rule, policy, further) >= agree(rule, *bargain) - 1e-9


def test_an_unknown_rule_suggests_the_nearest() -> None:
    with pytest.raises(DetenteError, match="did you mean `consent`"):
        rules.named("consnet")
