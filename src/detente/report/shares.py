"""Shares of a change in words: in points with their interval, in per cent, and which ranks are ties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.explain.change import Part, Roots
from detente.explain.numerals import spelled
from detente.explain.spread import Spread
from detente.report.document import Basis, Sentence, said
from detente.report.in_points import points

SHARE = "Share of the model’s change"


def points_of(part: Part, of: Roots) -> str:
    """A part as the waterfall shows it, with its interval."""
    return within(part.points.mean, part.points, of)


def size_of(part: Part, of: Roots) -> str:
    """The same without its sign, which words say."""
    return points_of(part, of) if part.points.mean >= 0 else within(-part.points.mean, turned(part.points), of)


def within(value: float, spread: Spread, of: Roots) -> str:
    """A value within its spread, in points, never finer than the roots are told."""
    return points(value, spread.p5, spread.p95, finest=of.digits)


def turned(of: Spread) -> Spread:
    """The spread of the same with its sign turned."""
    return Spread(-of.mean, -of.p95, -of.median, -of.p5)


def percent_of(part: Part) -> str:
    """A part of the change in whole per cent; empty where the change may be none at all."""
    return "" if part.percent is None else f"{spelled(part.percent, 0)} %"


def upper(words: str) -> str:
    """Words that begin a cell."""
    return words[:1].upper() + words[1:]


def ties(ranks: Sequence[str], source: Basis) -> Iterator[Sentence]:
    """What a rank that is a range means, where there is one."""
    tied = next((rank for rank in ranks if "–" in rank), "")
    if tied:
        yield said(
            f"A rank such as {tied} is a tie for these ranks: nine draws in ten agree on no closer order.", basis=source
        )
