"""What figures of a change and its parts share: the heading, the colours of origins, and how numbers are written."""

from __future__ import annotations

from detente.drawing import key, look
from detente.drawing.rows import Row
from detente.explain.change import Roots

UNDER_WAY, MIXED = "#b4c0cc", "#8c8c8c"
"""Colours of what was under way, and of groups of mixed origin."""


def figure(answer: Roots) -> Row:
    """The heading: the issue, the dates, and by what the answer was made."""
    made = answer.made
    variant = f" · variant “{made.variant}”" if made.variant else ""
    return {
        "row": "figure",
        "title": made.title,
        "made": f"detente {made.version} · seed {made.seed} · {made.draws:,} draws · study {made.hash[:8]}{variant}",
        "draws": made.draws,
        "issue": answer.title,
        "first": answer.first,
        "last": answer.last,
        "absent": answer.absent,
        "change": said(answer.change.shown, answer.digits),
    }


def origins(answer: Roots) -> list[Row]:
    """Every origin with its title and colour; the first is what was under way."""
    hues = look.colours(answer.polities)
    found = [("", answer.under_way.title, UNDER_WAY)]
    found += [(o.name, o.title, hues.get(o.name, MIXED)) for o in answer.origins]
    return [{"row": "origin", "origin": o, "title": title, "colour": colour} for o, title, colour in found]


def signs(origins: list[Row], *more: key.Sign) -> list[key.Sign]:
    """The key: a band in the colour of each origin."""
    return [*(key.Sign("band", o["colour"], o["title"]) for o in origins), *more]


def said(value: float, digits: int) -> str:
    """A number of points with its sign; none where it is nothing."""
    told = f"{abs(value):.{digits}f}"
    return told if float(told) == 0 else f"{'−' if value < 0 else '+'}{told}"
