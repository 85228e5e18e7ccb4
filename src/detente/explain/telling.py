"""The words of an explanation: what each line says, and how numbers and reasons are written in it."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import Literal

from detente.engine.moves import Anatomy, Changed
from detente.explain.spread import Spread
from detente.explain.stirrings import Stirring, Way, when
from detente.study.assumptions import Because
from detente.study.nouns import Effect, Study

_NEVER, _ALWAYS = 0.005, 0.995  # shares that are told as such
_EVENTS = 2  # told of one driver
_WAYS: dict[Way, str] = {
    "begins": "{what} ({when})",
    "ends": "{what} ends ({when})",
    "builds": "{what} ({when}), still building up",
    "fades": "{what} ({when}), fading",
    "stands": "{what} ({when})",
}
_GROWS: dict[str, tuple[str, str]] = {
    "salience": ("cares more, by ", "cares less, by "),
    "capability": ("presses harder, by ", "presses less, by "),
}


def number(value: float, digits: int) -> str:
    """A number with so many decimals, a true minus sign, and no minus nothing."""
    return f"{round(value, digits) + 0.0:.{digits}f}".replace("-", "−")


def signed(value: float, digits: int) -> str:
    """The same with its sign: +1.2, −0.3, ±0.0."""
    rounded = round(value, digits)
    return f"±{0:.{digits}f}" if rounded == 0 else ("+" if rounded > 0 else "") + number(value, digits)


def interval(of: Spread, digits: int) -> str:
    """The middle 90 % of draws: 5.1–10.2, or −0.4 to 1.3."""
    low, high = number(of.p5, digits), number(of.p95, digits)
    return f"{low}–{high}" if round(of.p5, digits) >= 0 else f"{low} to {high}"


def share(value: float) -> str:
    """A share in words for readers: 36 %."""
    return f"{100 * value:.0f} %"


def name(title: str) -> str:
    """A title as it stands in a sentence: without what it says in brackets."""
    return title.split(" (")[0]


def under_way(of: Anatomy, first: str) -> str:
    """What was already under way."""
    distance, gone = float(of.distance.mean()), float(of.share.mean())
    return f"already under way: {signed(distance, 1)} to go as {first} began, {share(gone)} of the way gone since"


def party(
    title: str,
    policy: tuple[float, float],
    line: float,
    held: tuple[float, float],
    pulled: Sequence[tuple[str, float, float]],
    step: str,
) -> str:
    """What a party wants, how far its small game is free, and what pulls it.

    `policy` before and after; `held` below where the small game would go, and above; `pulled` by whom, by how many
    points, at what dependence.
    """
    before, after = policy
    said = f"{title} wants {after:.0f} ({signed(after - before, 0)}): its line {line:.0f}"
    edges = (("upper", held[0], "higher"), ("lower", held[1], "lower"))
    for edge, part, way in edges:
        if part > _NEVER:
            often = "" if part >= _ALWAYS else f" in {share(part)} of {step}s and draws"
            said += f", its small game would go {way} and is held at the band's {edge} edge{often}"
    for other, points, dependence in pulled:
        if points >= 0.05:
            said += f", pulled up {number(points, 1)} by its dependence on {other} ({dependence:.2f})"
    return said


def faction(title: str, game: Literal["big", "small"], weight: float, position: tuple[float, float]) -> str:
    """Where a faction wants the level, and what it weighs in its game."""
    before, after = position
    return f"{title}: {before:.0f} → {after:.0f}, {share(weight)} of the weight in the {game} game"


def effect(study: Study, of: Effect, changed: Changed, cause: tuple[float, float], stirred: Sequence[Stirring]) -> str:
    """What a cause did through one effect: the cause, its strength (or level) before and after, its events."""
    before, after = cause
    titles = {noun.id: noun.title for noun in (*study.drivers, *study.issues)}
    drives = of.cause in {d.id for d in study.drivers}
    by = of.by.quantity.centre
    grew = (after - before) * (log(by) if changed == "capability" else by) >= 0
    moved = f"{before:.2f} → {after:.2f}" if drives else f"level {before:.0f} → {after:.0f}"
    return f"{_GROWS.get(changed, ('by ', 'by '))[not grew]}{titles[of.cause]} {moved}{_events(study, stirred)}"


def earlier(study: Study, cause: str, stirred: Sequence[Stirring]) -> str:
    """A cause that had moved the parties before."""
    titles = {noun.id: noun.title for noun in (*study.drivers, *study.issues)}
    return f"{titles[cause]}{_events(study, stirred)}"


def _events(study: Study, stirred: Sequence[Stirring]) -> str:
    told = [_WAYS[way].format(what=e.what, when=when(study, e, way)) for e, way in stirred[:_EVENTS]]
    return f": {'; '.join(told)}" if told else ""


def reason(because: Because) -> str:
    """A reason as it stands beside a number: the quoted words and their source, or the judgement."""
    match because.kind:
        case "passage":
            said = f"“{' '.join(because.quote.split())}” {because.source}"
        case "judgement":
            said = f"judged: {because.reason}"
        case _:
            said = f"measured: {because.data}"
    return f"against: {said}" if because.against else said


def decided(rule: str, parties: Sequence[tuple[str, float]], step: str) -> str:
    """Who set the pace: each party's name with its share of deciding."""
    if len(parties) < 2:
        return ""
    (first, most), *others = sorted(parties, key=lambda p: -p[1])
    shares = ", ".join(f"{title} for {share(part)}" for title, part in [(first, most), *others])
    if rule not in {"consent", "unilateral"}:
        return f"The agreement followed {shares}."
    degree = (
        ("less" if rule == "consent" else "more") if len(parties) == 2 else ("least" if rule == "consent" else "most")
    )
    if most >= _ALWAYS:
        return f"{first}, the {degree} willing, set the pace."
    if most >= 0.9:
        return f"{first}, the {degree} willing in {share(most)} of {step}s and draws, set the pace."
    among = ", ".join(f"{title} in {share(part)}" for title, part in [(first, most), *others])
    return f"The {degree} willing sets the pace: {among} of {step}s and draws."
