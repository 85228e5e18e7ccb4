"""CAMEO: what kind of act an event code means.

An event code is text: `010` is a statement, `10` a demand. Its first two digits are one of twenty roots.
Source: Gerner, Schrodt, Yilmaz & Abu-Jabr (2002), Conflict and Mediation Event Observations; codebook 1.1b3.
"""

from __future__ import annotations

from collections.abc import Mapping

QUADS: Mapping[str, tuple[int, int]] = {
    "verbal_cooperation": (1, 5),
    "material_cooperation": (6, 8),
    "verbal_conflict": (9, 13),
    "material_conflict": (14, 20),
}
"""Kinds of acts, in the order in which GDELT numbers them, to their first and last root."""


def quad(code: str) -> int | None:
    """The number of a code's kind of act, 1 to 4 as in `QUADS`; None where the code has no root of CAMEO."""
    root = int(code[:2]) if len(code) >= 2 and code[:2].isascii() and code[:2].isdecimal() else 0
    return next((number for number, (low, high) in enumerate(QUADS.values(), 1) if low <= root <= high), None)


def quad_sql(code: str) -> str:
    """The same, as an expression of DuckDB's on an expression that gives the code as text."""
    cases = ""
    for number, (low, high) in enumerate(QUADS.values(), 1):
        roots = ", ".join(f"'{root:02}'" for root in range(low, high + 1))
        cases += f"WHEN substr({code}, 1, 2) IN ({roots}) THEN {number} "
    return f"CASE {cases}END"
