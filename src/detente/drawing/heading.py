"""What stands over every figure: the study, the time it covers, the present, and by what it was made."""

from __future__ import annotations

import re
from datetime import date

from detente.drawing.rows import Row
from detente.engine.run import Run
from detente.study import calendar

_SPELLED = re.compile(r"\b\d{4}-(?:(?P<quarter>Q[1-4])|\d{2}(?P<day>-\d{2})?)\b")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def days(run: Run) -> list[str]:
    """The instants of a run as ISO days: the beginning of each step, and the end of the last."""
    return [str(d) for d in run.time.astype("datetime64[D]")]


def row(run: Run) -> Row:
    """The heading: `from`, `now` and `until` as ISO days and as words; `now` is the end of the present step."""
    study, day = run.study, days(run)
    span = study.span
    variant = f" · variant “{study.variant}”" if study.variant else ""
    made = f"detente {run.version} · seed {run.seed} · {run.draws:,} draws · study {study.hash[:8]}{variant}"
    return {
        "row": "figure",
        "title": study.title,
        "draws": run.draws,
        "made": made,
        "from": day[0],
        "now": day[calendar.steps(span.start, span.now, span.step)],
        "until": day[-1],
        "from_words": told(span.start, span.step),
        "now_words": told(span.now, span.step),
        "until_words": told(span.until, span.step),
    }


def in_words(spelled: str) -> str:
    """Words in which steps stand as an answer spells them (2024-10, 2024-Q4, 2024-10-14), as a caption says them."""

    def said(found: re.Match[str]) -> str:
        step: calendar.Step = "quarter" if found["quarter"] else "week" if found["day"] else "month"
        return told(calendar.parse(found[0])[0], step)

    return _SPELLED.sub(said, spelled)


def told(day: date, step: calendar.Step) -> str:
    """The step that contains a day, as a caption says it: Oct 2024, 2024 Q4, 2024, or 14 Oct 2024."""
    if step == "year":
        return str(day.year)
    if step == "quarter":
        return f"{day.year} Q{(day.month - 1) // 3 + 1}"
    month = f"{_MONTHS[day.month - 1]} {day.year}"
    return month if step == "month" else f"{calendar.first_day(calendar.index(day, step), step).day} {month}"
