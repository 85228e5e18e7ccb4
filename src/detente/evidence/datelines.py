"""The day a page carries: `Wednesday, December 25, 2024`, `25 Dec. 2024`, `2024-12-25`, alone on its line."""

from __future__ import annotations

import re
from datetime import date

MONTHS = re.findall(r"\w+", "january february march april may june july august september october november december")


def dateline(block: str) -> date | None:
    """Return the day that a line states, if it states no more; a day in figures only where its order is certain."""
    line = " ".join(block.split()) if len(block) <= 80 else ""
    match = next((m for form in _FORMS if (m := form.fullmatch(line))), None)
    if match is None:
        return None
    month = match["month"]
    number = (
        int(month) if month.isdigit() else 1 + next(i for i, m in enumerate(MONTHS) if m.startswith(month[:3].lower()))
    )
    try:
        return date(int(match["year"]), number, int(match["day"]))
    except ValueError:
        return None


_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,? )?"
_LABEL = r"(?:(?:first |last )?(?:published|updated|posted|modified|date)(?: on)?:? )?(?:on )?"
_MONTH = (
    r"(?P<month>" + "|".join(f"{m[:3]}(?:{m[3:]})?" + ("|sept" if m == "september" else "") for m in MONTHS) + r")\.?"
)
_DAY, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>(?:19|20)\d\d)"
_TIME = r"(?:,? (?:at |- |\| )?\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?"
_FORMS = tuple(
    re.compile(_LABEL + _WEEKDAY + form + _TIME, re.IGNORECASE)
    for form in (
        rf"{_MONTH} {_DAY},? {_YEAR}",
        rf"{_DAY}\.? {_MONTH},? {_YEAR}",
        rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)",
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)",
    )
)
