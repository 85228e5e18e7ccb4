"""A stranger's words made inert: no character acts on the page, and what turns the direction of reading is seen."""

from __future__ import annotations

import re

_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0 and C1 but for tab and line break
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff\ud800-\udfff]"  # annotations, unseen tags, no characters at all
)
_OVERRIDES = re.compile("[\u202d\u202e]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
_RUN = re.compile(f"[{_RIGHT}](?:[^A-Za-z\u00c0-\u058f\u0900-\ud7ff]*[{_RIGHT}])?")


def clean(words: str) -> str:
    """Words without control characters and turns of direction, each seen as �; lines end in a line feed."""
    return _TURNS.sub("\ufffd", _visible(words))


def passage(words: str) -> str:
    """A paragraph of a source, which ends what it opens: turns of direction stay, but overrides are seen."""
    return _OVERRIDES.sub("\ufffd", _visible(words))


def runs(words: str) -> list[tuple[str, bool]]:
    """Clean words cut where their direction turns, each with whether it is read from right to left."""
    found: list[tuple[str, bool]] = []
    end = 0
    cleaned = clean(words)
    for run in _RUN.finditer(cleaned):
        found += [(cleaned[end : run.start()], False), (run.group(), True)]
        end = run.end()
    return [(part, right) for part, right in [*found, (cleaned[end:], False)] if part]


def _visible(words: str) -> str:
    return _CONTROLS.sub("\ufffd", _BREAKS.sub("\n", words))
