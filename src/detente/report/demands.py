"""What a claim demands of the model, in plain words and by the names that the study's readers know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from detente.drawing.heading import told
from detente.explain.claim_forms import IGNORANCE, LEAST, form
from detente.study.nouns import Claim, Study


def demand(study: Study, claim: Claim) -> str:
    """One sentence: what has to be so in a draw of the model for the claim to hold in it."""
    names = {
        **{p.id: p.title or p.id for p in study.polities},
        **{n.id: n.title or n.id for n in (*study.issues, *study.factions)},
        **{d.id: f"“{d.title or d.id}”" for d in study.drivers},
        **{e.id: f"“{e.what}”" for e in study.events},
        **{c.id: f"“{c.title or c.id}”" for c in (*study.what_ifs, *study.variants)},
        **{q.id: f"“{q.ask}”" for q in study.questions},
        **{f"origin {p.id}": f"all drivers domestic to {p.title or p.id} together" for p in study.polities},
        "origin external": "all external drivers together",
    }
    expect = {
        key: told(min(value, study.span.until), study.span.step) if isinstance(value, date) else value
        for key, value in claim.expect.items()
    }
    return _SAID[form(claim)](expect, names)


Expect = Mapping[str, Any]
Names = Mapping[str, str]


def _name(names: Names, value: object) -> str:
    return names.get(str(value), str(value))


def _raises(e: Expect, n: Names) -> str:
    return _paired(e, n, "raises", f"higher by at least {_points(e)}")


def _lowers(e: Expect, n: Names) -> str:
    return _paired(e, n, "lowers", f"lower by at least {_points(e)}")


def _leaves(e: Expect, n: Names) -> str:
    return _paired(e, n, "leaves", f"the same but for {_points(e)} either way")


def _more(e: Expect, n: Names) -> str:
    one, other, issue = _name(n, e["more"]), _name(n, e["than"]), _name(n, e["on"])
    return f"{one} has to add more to {issue} in {e['at']} than {other} does, each taken away by itself."


def _share(e: Expect, n: Names) -> str:
    part = f"{100 * e['at-least']:g} %"
    change = f"the model’s change of {_name(n, e['on'])} from {e['from']} to {e['to']}"
    cause = n.get(f"origin {e['share-of']}") or _name(n, e["share-of"])
    return f"The share of {cause} in {change} has to be at least {part}."


def _level(e: Expect, n: Names) -> str:
    way = "above" if "above" in e else "below"
    return f"The level of {_name(n, e['level'])} in {e['at']} has to be {way} {e[way]:g}."


def _rising(e: Expect, n: Names) -> str:
    return f"{_name(n, e['rising'])} has to stand higher in {e['to']} than in {e['from']}."


def _falling(e: Expect, n: Names) -> str:
    return f"{_name(n, e['falling'])} has to stand lower in {e['to']} than in {e['from']}."


def _slower(e: Expect, n: Names) -> str:
    issue = _name(n, e["slower-to-fall"])
    return f"After {e['after']}, {issue} has to take longer to go half of a way down than half of a way up."


def _pivotal(e: Expect, n: Names) -> str:
    who, issue = _name(n, e["pivotal"]), _name(n, e["on"])
    least = f"by at least {_points(e)}, up or down, and by more than without any other faction of the same polity"
    return f"Without {who}, {issue} in {e['at']} has to differ {least}."


def _change(e: Expect, n: Names) -> str:
    issue, within = _name(n, e["leaves"]), f"{e['within']:g} points"
    return f"Under {_name(n, e['change'])}, {issue} in {e['at']} has to stay the same but for {within} either way."


def _inside(e: Expect, n: Names) -> str:
    polity, issue = _name(n, e["inside-band"]), _name(n, e["on"])
    return f"The policy of {polity} on {issue} must at no time leave the band around its line."


def _open(e: Expect, n: Names) -> str:
    low, high = (f"{100 * end:g}" for end in IGNORANCE)
    return f"The probability of {_name(n, e['open'])} has to lie between {low} and {high} %."


def _paired(e: Expect, n: Names, verb: str, how: str) -> str:
    cause, issue = _name(n, e["cause"]), _name(n, e[verb])
    return f"With {cause}, {issue} in {e['at']} has to be {how}, against the same draws without it."


def _points(e: Expect) -> str:
    least = e.get("least", LEAST)
    return f"{least:g} point{'' if least == 1 else 's'}"


_SAID: Mapping[str, Callable[[Expect, Names], str]] = {
    "change": _change,
    "raises": _raises,
    "lowers": _lowers,
    "leaves": _leaves,
    "more": _more,
    "share-of": _share,
    "level": _level,
    "rising": _rising,
    "falling": _falling,
    "slower-to-fall": _slower,
    "pivotal": _pivotal,
    "inside-band": _inside,
    "open": _open,
}
