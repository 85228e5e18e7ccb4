"""What figures of a change and its parts share: the heading and the colours of origins."""

from __future__ import annotations

from detente.drawing import heading, key, look, palette
from detente.drawing.rows import Row
from detente.explain.change import Roots
from detente.explain.numerals import with_interval


def figure(answer: Roots) -> Row:
    """The heading: the issue, the dates, and by what the answer was made."""
    made, change = answer.made, answer.change.points
    variant = f" · variant “{made.variant}”" if made.variant else ""
    return {
        "row": "figure",
        "title": made.title,
        "made": f"detente {made.version} · seed {made.seed} · {made.draws:,} draws · study {made.hash[:8]}{variant}",
        "draws": made.draws,
        "issue": answer.title,
        "first": heading.in_words(answer.first),
        "last": heading.in_words(answer.last),
        "absent": answer.absent,
        "digits": answer.digits,
        "change": with_interval(change.mean, change.p5, change.p95, sign=True),
    }


def origins(answer: Roots) -> list[Row]:
    """Every origin with its title and colour; the first is what was under way."""
    hues = look.colours(answer.polities)
    found = [("", answer.under_way.title, palette.UNDER_WAY)]
    found += [(o.name, o.title, hues.get(o.name, palette.MIXED)) for o in answer.origins]
    return [{"row": "origin", "origin": o, "title": title, "colour": colour} for o, title, colour in found]


def signs(origins: list[Row], *more: key.Sign) -> list[key.Sign]:
    """The key: a band in the colour of each origin."""
    return [*(key.Sign("edged", o["colour"], o["title"]) for o in origins), *more]
