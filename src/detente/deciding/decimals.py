"""As many decimals as a scale bears: a thousandth of it, and no trailing noughts."""

from __future__ import annotations

from math import ceil, isfinite, log10


def told(value: float, scale: float) -> str:
    """A number on a scale of some width: 72.1 of 100, 7.39 of 6."""
    if not isfinite(value):
        return "—"
    places = max(0, 3 - ceil(log10(scale))) if scale > 0 else 3
    text = f"{value:.{min(places, 9)}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
