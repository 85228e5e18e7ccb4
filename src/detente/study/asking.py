"""What a question to a study names: an issue, a date, a window, a cause. Wrong ones get the nearest right one."""

from __future__ import annotations

from datetime import date

from detente.study import calendar
from detente.study.nearest import nearest
from detente.study.nouns import Issue, Question, Study
from detente.study.problems import DetenteError


def issue(study: Study, name: str | None) -> Issue:
    """The issue of that name; the headline's where none is named. Raises DetenteError where there is none."""
    wanted = name or study.headline_issue
    found = {q.id: q for q in study.issues}
    if wanted not in found:
        raise DetenteError(f"`{wanted}` is no issue of this study", nearest(wanted, found))
    return found[wanted]


def question(study: Study, name: str | None) -> Question:
    """The question of that name; the headline's where none is named. Raises DetenteError where there is none."""
    wanted = name or study.headline_question
    found = {q.id: q for q in study.questions}
    if wanted not in found:
        raise DetenteError(f"`{wanted}` is no question of this study", nearest(wanted, found))
    return found[wanted]


def day(study: Study, spelled: str) -> date:
    """The last day of a date within the study's span, as `2020`, `2020-06` or `2020-06-15`.

    Raises:
        DetenteError: it is no date, or outside the span.
    """
    try:
        last = calendar.parse(spelled)[1]
    except ValueError:
        raise DetenteError(f"`{spelled}` is no date", "write 2024, 2024-10 or 2024-10-15") from None
    first_day, last_day = study.span.start, study.span.until
    if not first_day <= last:
        raise DetenteError(f"{spelled} is before the study begins ({first_day})", "give a later date")
    if last > last_day and calendar.parse(spelled)[0] <= last_day:
        return last_day
    if last > last_day:
        raise DetenteError(f"{spelled} is after the study ends ({last_day})", "give an earlier date")
    return last


def window(study: Study, first: str, last: str) -> tuple[date, date]:
    """Two dates, the second at least one step after the first.

    Raises:
        DetenteError: one is no date of the span, or they run the wrong way round.
    """
    a, b = day(study, first), day(study, last)
    if calendar.index(a, study.span.step) >= calendar.index(b, study.span.step):
        if a > b:
            raise DetenteError(f"{first} is after {last}", f"give them the other way round: {last} to {first}")
        raise DetenteError(f"no time passes from {first} to {last}", "give a later second date")
    return a, b
