"""Works that both a connector and a measure rest on."""

from __future__ import annotations

from detente.study.citations import Work

PEVEHOUSE = Work(
    kind="article",
    authors=("Pevehouse, Jon C. W.", "Nordstrom, Timothy", "McManus, Roseanne W.", "Jamison, Anne Spencer"),
    year=2020,
    title="Tracking organizations in the world: The Correlates of War IGO Version 3.0 datasets",
    container="Journal of Peace Research",
    volume="57",
    issue="3",
    pages="492-503",
    doi="10.1177/0022343319881175",
)
"""Memberships of international organisations, 1816 to 2014."""
