"""The colours of figures on white paper, and what each becomes on a dark ground.

The palette survives greyscale and colour blindness: fans are slate, origins take colours of Okabe and Ito whose
lightness differs, and no fact is told by colour alone. Inks carry words, marks carry numbers; washes are wide, and
either an ink or a mark draws their edge or words say what they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

PAPER = "#ffffff"

INK, GREY = "#1b2a3a", "#566370"
INKS = (INK, GREY)
"""Colours of words: 4.5 to 1 against both grounds."""

PALE, DEEP = "#8193a6", "#43566b"
EXTERNAL, MIXED = "#4d4d4d", "#8c8c8c"
MARKS = (PALE, DEEP, EXTERNAL, MIXED)
"""Colours of marks that stand alone: 3 to 1 against both grounds."""

POLITIES = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00")
"""Origins; each area bears its name or an edge in ink. Source: Okabe and Ito (2008), Color Universal Design."""

FAINT, GRID = "#c3cad1", "#eceff2"  # axes and stems; grids
AHEAD = "#f4f1e8"  # ground of the projection
WIDE, HALF = "#d5dde6", "#9fb1c4"  # the middle 90 % and 50 % up to now
WIDE_AHEAD, HALF_AHEAD = "#e3e9ee", "#c3cfdb"  # and after it
RANGE = "#dde2e7"  # a stated range
UNDER_WAY = "#b4c0cc"
QUADRANTS = ("#dcb9cb", "#b3d3ec", "#f5dda6", "#e8ebee")  # conflict, the row gains, the column gains, stalemate
VERDICTS = ("#e6cfc4", "#f2ece3", "#e9eef3", "#cfdce8")  # contradicted, open, leaning, borne out

SHADES = ("#eaf1f6", "#cfdfea", "#aecade", "#86b0cf", "#5b92bb", "#356f9e", "#164a74")
"""From low to high, each standing out more from the ground than the one before."""

DARK: Mapping[str, str] = {
    PAPER: "#14181c",
    INK: "#e8ebee",
    GREY: "#a7b2bd",
    PALE: "#71869b",
    DEEP: "#c0cdd9",
    EXTERNAL: "#d2d2d2",
    FAINT: "#4a5560",
    GRID: "#272e35",
    AHEAD: "#25241d",
    WIDE: "#2b3744",
    HALF: "#51677d",
    WIDE_AHEAD: "#2a343d",
    HALF_AHEAD: "#43525f",
    RANGE: "#2b333b",
    UNDER_WAY: "#66747f",
    **dict(zip(QUADRANTS, ("#6b3c55", "#1f4f75", "#5f4a17", "#2f373e"), strict=True)),
    **dict(zip(SHADES, ("#1c252d", "#213442", "#28475c", "#335f7b", "#467d9f", "#6ca3c4", "#a9d2e9"), strict=True)),
    **dict(zip(VERDICTS, ("#52352c", "#3a352b", "#27323c", "#2c4459"), strict=True)),
}
"""What a colour becomes on a dark ground."""

STAYS = frozenset({MIXED, *POLITIES})
"""Colours that stand well on both grounds."""


def colours(polities: Sequence[str]) -> dict[str, str]:
    """Colour of each origin: one dark grey for external, then one for each polity in the study's order."""
    return {"external": EXTERNAL} | {p: POLITIES[k % len(POLITIES)] for k, p in enumerate(polities)}
