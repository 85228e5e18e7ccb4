"""Which resolved issues do not count, and why: those without an outcome, and those with too few actors."""

from __future__ import annotations

LEAST_ACTORS = 3  # with a position and a salience: fewer are no group


def left_out(outcome: float | None, actors: int) -> str:
    """Why an issue does not count; empty where it does."""
    if outcome is None:
        return "no outcome"
    return f"fewer than {LEAST_ACTORS} actors with a position and a salience" if actors < LEAST_ACTORS else ""
