"""Releases of one series: which is the latest."""

from __future__ import annotations

from collections.abc import Iterable


def latest(releases: Iterable[str]) -> str:
    """The last by date; of those of one date, as `2024-06 all` and `2024-06 fp`, that of all votes. Empty: none."""
    return max(releases, key=lambda name: (name.partition(" ")[0], name.endswith("all"), name), default="")
