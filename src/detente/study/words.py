"""Words for numbers: the printed table that says what `high` or `strongly up` means, by kind of quantity.

The ranges are conventions of this project, stated so that they can be disputed; a study may replace any
column under `words:`. They are central 90 % intervals, like every range in a study.
"""

from __future__ import annotations

from collections.abc import Mapping

Column = Mapping[str, tuple[float, float]]
Words = Mapping[str, Column]

_SHARE: Column = {"low": (0.15, 0.35), "medium": (0.4, 0.6), "high": (0.7, 0.9)}
_STRENGTH: Column = {
    "minor": (0.1, 0.3),
    "notable": (0.3, 0.5),
    "major": (0.55, 0.8),
    "unprecedented": (0.85, 1.0),
}
_POINTS: Column = {"slightly": (2, 8), "moderately": (8, 16), "strongly": (16, 28), "decisively": (28, 45)}
_MOVE: Column = {
    "slightly": (0.02, 0.08),
    "moderately": (0.08, 0.16),
    "strongly": (0.16, 0.28),
    "decisively": (0.28, 0.45),
}
_FACTOR: Column = {"slightly": (1.05, 1.2), "moderately": (1.2, 1.6), "strongly": (1.6, 2.5), "decisively": (2.5, 5.0)}

TABLE: Words = {
    "level": {"low": (10, 30), "medium": (40, 60), "high": (70, 90)},
    "salience": _SHARE,
    "capability": _SHARE,
    "dependence": _SHARE,
    "lock-in": _SHARE,
    "probability": _SHARE,
    "band": {"low": (2, 6), "medium": (6, 14), "high": (14, 26)},
    "noise": {"low": (0.5, 1.5), "medium": (1.5, 3), "high": (3, 6)},
    "strength": _STRENGTH,
    "points": _POINTS,  # what an effect adds to a position or a band
    "share": _MOVE,  # what an effect adds to a salience, a dependence or a lock-in
    "factor": _FACTOR,  # what an effect multiplies a capability by; `down` divides
}
