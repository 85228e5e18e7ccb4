"""Claims that are built into a study: they test the file, not the world.

Two ways: a claim holds whatever the study's numbers are, or it rests on the same passage as an effect on its own path,
so that what was put in at one end is read off at the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from detente.evidence.normal import normalise
from detente.evidence.quotes import Place
from detente.explain import reach
from detente.explain.claim_forms import form, tested
from detente.explain.pairs import Pairs
from detente.study.nouns import Because, Claim, Effect, Study

SEARCHED = (64, 320)
"""Draws of the search over legal numbers: a first look, which most claims fail, and the rest."""

Places = Mapping[str, Place]
"""Where quotes stand, by the path of the because that gives them."""


def without_numbers(claim: Claim, study: Study) -> str:
    """Why a claim holds by the model or the study's arrows alone, whatever the numbers; empty where it need not."""
    expect = claim.expect
    if form(claim) == "inside-band":
        return "the model never lets a policy leave the band"
    if form(claim) == "leaves" and not on_the_way(study, {expect["cause"]}, expect["leaves"]):
        return f"no effect leads from {expect['cause']} to {expect['leaves']}"
    return ""


def search(study: Study, seed: int) -> tuple[Pairs, ...]:
    """Draws of a study with numbers from anywhere in their legal ranges."""
    return tuple(Pairs(study, draws=n, seed=seed + k, anywhere=True) for k, n in enumerate(SEARCHED))


def whatever_the_numbers(claim: Claim, anywhere: Sequence[Pairs]) -> str:
    """That a claim holds in every draw of a search over the legal values of all numbers; empty where it does not.

    A search is no proof: it can miss the one corner in which the claim fails. Shares of a change are not searched,
    and a claim of ignorance is about no draw.
    """
    if form(claim) in {"open", "share-of"} or not all(tested(claim, some).holds.all() for some in anywhere):
        return ""
    return f"holds in all {sum(SEARCHED)} draws of a search over the legal values of the study's numbers (no proof)"


def same_passage(claim: Claim, study: Study, places: Places) -> str:
    """That a claim rests on the same passage as effects on its own path, and which; empty where it does not.

    Where both quotes have a place, their passages are compared; else the quotes themselves.
    """
    own = [b for b in claim.because if b.kind == "passage" and not b.against]
    found: dict[str, bool] = {}
    for effect in _path(claim, study):
        theirs = [b for b in effect.by.because if b.kind == "passage" and not b.against]
        alike = [_same_words(a, b, places) for a in own for b in theirs if _same_passage(a, b, places)]
        if alike:
            found[effect.id] = any(alike)
    if not found:
        return ""
    thing = "words" if any(found.values()) else "passage"
    named = [name for name, words in found.items() if words or thing == "passage"]
    return f"rests on the same {thing} as the effect{'s' if len(named) > 1 else ''} {', '.join(named)}"


def on_the_way(study: Study, causes: Collection[str], issue: str) -> tuple[Effect, ...]:
    """Effects on the ways from causes to an issue, through other issues if need be, but not through that issue."""
    moved = {e.id: _moved(study, e) for e in study.effects}
    before = {issue} | (reach.causes(study, issue) & {q.id for q in study.issues})
    reached = set(causes)
    while True:
        new = {q for e in study.effects if e.cause in reached for q in moved[e.id]} - {issue} - reached
        if not new:
            return tuple(e for e in study.effects if e.cause in reached and moved[e.id] & before)
        reached |= new


def _path(claim: Claim, study: Study) -> tuple[Effect, ...]:
    """The effects on a claim's own path.

    From the causes it names to its issue; to the issue of a level from anywhere; of the lock-in of what falls slowly;
    of a faction that is pivotal. A claim of ignorance has no path. What has not stirred by its date is not on it.
    """
    last = claim.expect.get("at") or claim.expect.get("to") or study.span.until
    asleep = {d.id for d in study.drivers if all((e.between or (e.on or last,))[0] > last for e in d.events)}
    return tuple(e for e in _ever_on_path(claim, study) if e.cause not in asleep)


def _ever_on_path(claim: Claim, study: Study) -> tuple[Effect, ...]:
    expect, kind = claim.expect, form(claim)
    if kind in {"open", "inside-band"}:
        return ()
    issue: str = expect.get("on") or next(expect[k] for k in _ISSUES if k in expect)
    if kind == "slower-to-fall":
        return tuple(e for e in study.effects if e.moves == "lock-in" and e.on == issue)
    everything = {e.cause for e in study.effects}
    if kind in {"level", "rising", "falling"}:
        return on_the_way(study, everything - {issue}, issue)
    if kind == "pivotal":
        return tuple(e for e in on_the_way(study, everything, issue) if e.of == expect["pivotal"])
    if kind == "change":
        return tuple(_left_out(expect["change"], issue, study))
    return on_the_way(study, set(_causes(expect, study)), issue)


_ISSUES = ("leaves", "raises", "lowers", "level", "rising", "falling", "slower-to-fall")


def _causes(expect: Mapping[str, Any], study: Study) -> Iterator[str]:
    """The causes a claim names; those of an origin are its drivers."""
    for key in ("cause", "more", "than", "share-of"):
        if key in expect:
            yield expect[key]
            yield from (d.id for d in study.drivers if d.origin == expect[key])


def _left_out(name: str, issue: str, study: Study) -> Iterator[Effect]:
    """The effects on the way to an issue that a change takes away, or whose cause or target it takes away."""
    change = next(c for c in (*study.variants, *study.what_ifs) if c.id == name)
    gone = {*change.without, *(e.driver for e in study.events if e.id in change.without)}
    for effect in on_the_way(study, {e.cause for e in study.effects}, issue):
        if gone & {effect.id, effect.cause, effect.of}:
            yield effect


def _moved(study: Study, effect: Effect) -> frozenset[str]:
    """The issues that an effect moves by itself."""
    alone = replace(study, effects=(effect,))
    return frozenset(q.id for q in study.issues if effect.cause in reach.causes(alone, q.id))


def _same_passage(one: Because, other: Because, places: Places) -> bool:
    if one.source != other.source:
        return False
    a, b = places.get(one.path), places.get(other.path)
    if a and b:
        return a.sha256 == b.sha256
    return normalise(one.quote) == normalise(other.quote)


def _same_words(one: Because, other: Because, places: Places) -> bool:
    a, b = places.get(one.path), places.get(other.path)
    return a.start < b.end and b.start < a.end if a and b else True
