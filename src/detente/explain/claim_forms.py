"""The forms of a claim as tests on draws: whether it holds in each, by how much, and the effect that decides it.

One function for each form of DESIGN section 4, all on the level without noise (`open` alone is about a question, which
noise helps to decide). A date reads the end of the step that contains it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from math import log
from typing import Any, Literal

import numpy as np
from jaxtyping import Bool, Float

from detente.explain.pairs import Draws, Pairs
from detente.study import calendar
from detente.study.nouns import Claim

Unit = Literal["points", "share", "times", "probability"]

LONGEST = 12_000.0
"""Months beyond which a half-life is as good as endless."""

IGNORANCE = (0.2, 0.8)
"""A question is open while its probability lies between these (DESIGN section 4)."""

LEAST = 1.0
"""Points from which a difference counts, where a claim does not say (DESIGN section 4)."""


@dataclass(frozen=True)
class Test:
    """What a claim comes to in each draw.

    `margin` is by how much it holds, in the unit of its effect, and negative where it does not; NaN where that cannot
    be said. `about` says what the effect is and `wanted` what the claim wants of it, in words; at the values `turns` of
    its effect a claim turns.
    """

    __test__ = False  # no case for pytest

    holds: Bool[np.ndarray, " draw"]
    margin: Draws
    effect: Draws
    unit: Unit
    about: str
    wanted: str
    turns: tuple[float, ...]


def tested(claim: Claim, pairs: Pairs) -> Test:
    """A claim as a test of its form. A year or month that outlasts the study's span ends with it."""
    last = pairs.study.span.until
    expect = {key: min(value, last) if isinstance(value, date) else value for key, value in claim.expect.items()}
    return _FORMS[form(claim)](expect, pairs)


def form(claim: Claim) -> str:
    """The form of a claim, by the key that names it."""
    return next(name for name in _FORMS if name in claim.expect)


def shared(claims: tuple[Claim, ...], expect: Mapping[str, Any]) -> tuple[str, ...]:
    """All causes whose shares of the same change some claims ask for: they are found together."""
    window = ("on", "from", "to")
    alike = [c.expect for c in claims if "share-of" in c.expect and all(c.expect[k] == expect[k] for k in window)]
    return tuple(dict.fromkeys([*(e["share-of"] for e in alike), expect["share-of"]]))


def _raises(expect: Mapping[str, Any], pairs: Pairs) -> Test:
    gap, least = pairs.gap(expect["cause"], expect["raises"], expect["at"]), expect.get("least", LEAST)
    return _test(gap - least, gap, _paired(expect, "raises", pairs), f"{least:g} or more", least, edge=True)


def _lowers(expect: Mapping[str, Any], pairs: Pairs) -> Test:
    gap, least = pairs.gap(expect["cause"], expect["lowers"], expect["at"]), expect.get("least", LEAST)
    return _test(-least - gap, gap, _paired(expect, "lowers", pairs), f"−{least:g} or less", -least, edge=True)


def _leaves(expect: Mapping[str, Any], pairs: Pairs) -> Test:
    gap, least = pairs.gap(expect["cause"], expect["leaves"], expect["at"]), expect.get("least", LEAST)
    return _test(least - abs(gap), gap, _paired(expect, "leaves", pairs), _between(least), -least, least)


def _more(expect: Mapping[str, Any], pairs: Pairs) -> Test:
    issue, day, one, other = expect["on"], expect["at"], expect["more"], expect["than"]
    ahead = pairs.gap(one, issue, day) - pairs.gap(other, issue, day)
    about = f"what {_name(one, pairs)} adds to {_name(issue, pairs)} in {_when(day, pairs)}, less what "
    about += f"{_name(other, pairs)} adds"
    return _test(ahead, ahead, about, "above 0", 0.0)


def _share_of(expect: Mapping[str, Any], pairs: Pairs) -> Test:
    issue, first, last, cause = expect["on"], expect["from"], expect["to"], expect["share-of"]
    share = pairs.shares(issue, first, last, shared(pairs.study.claims, expect))[cause]
    when = f"{_when(first, pairs)} to {_when(last, pairs)}"
    about = f"share of {_origin(cause, pairs)} in the model's change of {_name(issue, pairs)}, {when}"
    least = expect["at-least"]
    return _test(share - least, share, about, f"{100 * least:g} % or more", least, unit="share", edge=True)


def _level(expect: Mapping[str, Any], pairs: Pairs) -> Test:
    level = pairs.level(expect["level"], expect["at"])
    about = f"level of {_name(expect['level'], pairs)} in {_when(expect['at'], pairs)}"
    if "above" in expect:
        return _test(level - expect["above"], level, about, f"above {expect['above']:g}", expect["above"])
    return _test(expect["below"] - level, level, about, f"below {expect['below']:g}", expect["below"])


def _rising(expect: Mapping[str, Any], pairs: Pairs) -> Test:
    change, about = _change(expect, "rising", pairs)
    return _test(change, change, about, "above 0", 0.0)


def _falling(expect: Mapping[str, Any], pairs: Pairs) -> Test:
    change, about = _change(expect, "falling", pairs)
    return _test(-change, change, about, "below 0", 0.0)


def _slower_to_fall(expect: Mapping[str, Any], pairs: Pairs) -> Test:
    issue = next(q for q in pairs.study.issues if q.id == expect["slower-to-fall"])
    step = calendar.months_per_step(pairs.study.span.step)
    locked = pairs.lock_in(issue.id)
    locked = locked[min(pairs.trials.instant(expect["after"]), len(locked) - 1) :]
    fall = half_life_of_fall(pairs.number(issue.fall), locked, step)
    ratio = fall / pairs.number(issue.rise)
    about = f"half-life of a fall of {issue.title} after {_when(expect['after'], pairs)}, to that of a rise"
    return _test(ratio - 1.0, ratio, about, "above 1", 1.0, unit="times")


def half_life_of_fall(half_life: Draws, locked: Float[np.ndarray, "step draw"], step: float) -> Draws:
    """How long a level takes to fall half of its way while lock-in slows it, in months.

        -Δ ln 2 / mean over steps t of ln(1 - (1 - 2^(-Δ/h)) (1 - λ_t))

    h is the half-life without lock-in, Δ the months of a step, λ_t the lock-in at step t. It is h where nothing is
    locked in. Longer than a thousand years counts as a thousand years: under full lock-in nothing falls.

    Source: DESIGN section 4, point 6: the share of the way down that is left after a step.
    """
    gone = (1.0 - 2.0 ** (-step / half_life)) * (1.0 - locked)
    with np.errstate(divide="ignore"):  # all of the way in one step
        pace = -np.log1p(-gone).mean(axis=0)
    return step * log(2.0) / np.maximum(pace, step * log(2.0) / LONGEST)


def _pivotal(expect: Mapping[str, Any], pairs: Pairs) -> Test:
    name, issue, day, least = expect["pivotal"], expect["on"], expect["at"], expect.get("least", LEAST)
    polity = next(p for p in pairs.study.polities if any(f.id == name for f in p.factions))
    gap = pairs.gap(name, issue, day)
    others = {f.id: abs(pairs.gap(f.id, issue, day)) for f in polity.factions if f.id != name}
    most = np.max([*others.values(), np.zeros_like(gap)], axis=0) + _ROUNDING
    margin = np.minimum(abs(gap) - least, abs(gap) - most)
    about = f"what {_name(name, pairs)} adds to {_name(issue, pairs)} in {_when(day, pairs)}"
    wanted = f"{least:g} or more, up or down"
    if others:
        first = max(others, key=lambda f: float(np.median(others[f])))
        rival = f"{_name(first, pairs)}: {np.median(others[first]):.1f}"
        wanted += f", and more than any other faction of {polity.title} ({rival})"
    return Test((abs(gap) >= least) & (abs(gap) > most), margin, gap, "points", about, wanted, (-least, least))


def _change_leaves(expect: Mapping[str, Any], pairs: Pairs) -> Test:
    study, name = pairs.study, expect["change"]
    change = next(c for c in (*study.variants, *study.what_ifs) if c.id == name)
    moved = pairs.changed(change, expect["leaves"], expect["at"])
    of = f"{_name(expect['leaves'], pairs)} in {_when(expect['at'], pairs)}"
    about = f"what the change “{change.title or name}” makes of {of}"
    within = expect["within"]
    return _test(within - abs(moved), moved, about, _between(within), -within, within)


def _inside_band(expect: Mapping[str, Any], pairs: Pairs) -> Test:
    polity, issue = expect["inside-band"], expect["on"]
    line, policy = (pairs.whole.of_pair(name, polity, issue) for name in ("line", "policy"))
    away, band = abs(policy - line), pairs.band(polity, issue)
    about = f"furthest that the policy of {_name(polity, pairs)} on {_name(issue, pairs)} departs from its line"
    then = np.argmax(away, axis=0)[None]
    wanted = f"no more than the band at that time ({np.median(np.take_along_axis(band, then, axis=0)):.1f})"
    return _test((band - away).min(axis=0) + _ROUNDING, away.max(axis=0), about, wanted, edge=True)


def _open(expect: Mapping[str, Any], pairs: Pairs) -> Test:
    came = pairs.answers(expect["open"])
    return Test(
        came > 0,
        came,
        came,
        "probability",
        f"probability of “{_asked(expect['open'], pairs)}”",
        "between 20 and 80 %",
        (0.2, 0.8),
    )


def _test(
    margin: Draws, effect: Draws, about: str, wanted: str, *turns: float, unit: Unit = "points", edge: bool = False
) -> Test:
    """A test that holds where its margin is above 0, or not below it where the edge counts. NaN does not hold."""
    return Test(margin >= 0 if edge else margin > 0, margin, effect, unit, about, wanted, turns)


def _paired(expect: Mapping[str, Any], verb: str, pairs: Pairs) -> str:
    return f"what {_name(expect['cause'], pairs)} adds to {_name(expect[verb], pairs)} in {_when(expect['at'], pairs)}"


def _change(expect: Mapping[str, Any], verb: str, pairs: Pairs) -> tuple[Draws, str]:
    issue, first, last = expect[verb], expect["from"], expect["to"]
    change = pairs.level(issue, last) - pairs.level(issue, first)
    return change, f"change of {_name(issue, pairs)}, {_when(first, pairs)} to {_when(last, pairs)}"


def _between(least: float) -> str:
    return f"between −{least:g} and {least:g}"


def _when(day: Any, pairs: Pairs) -> str:
    return calendar.spell(day, pairs.study.span.step)


def _name(of: str, pairs: Pairs) -> str:
    """What a polity, faction, issue, driver or event is called in the study."""
    study = pairs.study
    titles = {n.id: n.title for n in (*study.polities, *study.factions, *study.issues)}
    quoted = {d.id: f"“{d.title or d.id}”" for d in study.drivers} | {e.id: f"“{e.what}”" for e in study.events}
    return titles.get(of) or quoted.get(of) or of


def _origin(of: str, pairs: Pairs) -> str:
    if of == "external":
        return "external drivers"
    domestic = any(p.id == of for p in pairs.study.polities)
    return f"drivers domestic to {_name(of, pairs)}" if domestic else _name(of, pairs)


def _asked(of: str, pairs: Pairs) -> str:
    return next(q.ask for q in pairs.study.questions if q.id == of)


_ROUNDING = 1e-9  # points by which sums of the same numbers may differ

_FORMS: Mapping[str, Callable[[Mapping[str, Any], Pairs], Test]] = {
    "change": _change_leaves,
    "raises": _raises,
    "lowers": _lowers,
    "leaves": _leaves,
    "more": _more,
    "share-of": _share_of,
    "level": _level,
    "rising": _rising,
    "falling": _falling,
    "slower-to-fall": _slower_to_fall,
    "pivotal": _pivotal,
    "inside-band": _inside_band,
    "open": _open,
}
