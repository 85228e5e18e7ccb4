"""The panels of levels: one per issue, each with its landmarks in words, its dated events and the present.

What lies inside a panel is a figure's own. All figures made of these panels are of one size, so that one can take
another's place. The headline's issue stands first and is the tallest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import altair as alt

from detente.drawing import happenings, key, look, places, strip
from detente.drawing.rows import Row, Table, of, one
from detente.engine.run import Run
from detente.study.nouns import Issue

HEIGHTS = (280, 175)
"""Heights of the headline's panel and of the others, in pixels, where there is room."""

LOWEST = (150, 95)
"""The same where an issue more would make the figure too tall."""

MARKED = 8
"""Events with a label in one panel, at most; all stand in the table."""

AXIS = ("level (0–100)",)

_OUTSIDE = 118  # pixels of a panel's title, events, dates and the space to the next
_NUMBER, _WORDS = 26, 32  # pixels from the panel to the right end of a landmark's level, and to its words
_LETTERS = 34  # in an event's label
_LANES = 4


def rows(run: Run, figure: Row, inside: Callable[[int], Iterable[Row]]) -> list[Row]:
    """The rows of all panels; `inside` gives those of a figure's own for the issue at a place in the study's order."""
    study = run.study
    heights = _heights(len(study.issues))
    found: list[Row] = []
    for number, issue in enumerate(sorted(study.issues, key=lambda q: q.id != study.headline_issue)):
        height = heights[number > 0]
        events = strip.placed(
            happenings.events(study, happenings.pulls(study, issue)), figure, lanes=_LANES, most=MARKED,
            letters=_LETTERS, right=look.WIDTH + look.ROOM, present=f"now, {figure['now_words']}",
        )  # fmt: skip
        panel: list[Row] = [{"row": "panel", "issue": issue.id, "title": issue.title, "height": height}]
        panel += [*inside(study.issues.index(issue)), *_landmarks(issue, height), *events]
        found += [{**row, "panel": number} for row in panel]
    return found


def chart(
    rows: Sequence[Row], signs: Sequence[key.Sign], marks: Callable[[str, Row], Sequence[alt.Chart]]
) -> alt.VConcatChart:
    """The panels below their key; `marks` are those of a figure's own, given a panel's test and row."""
    figure = one(rows, "figure")
    return alt.vconcat(key.strip(signs), *(_panel(p, figure, marks) for p in of(rows, "panel")))


def tables(rows: Sequence[Row], panel: Row) -> list[Table]:
    """The landmarks and events of a panel."""
    landmarks = tuple((f"{r['level']:g}", r["means"]) for r in of(rows, "landmark", panel=panel["panel"]))
    return [
        Table(f"Landmarks of {panel['title']}", ("level", "what it means"), landmarks),
        strip.table(f"Events that bear on {panel['title']}", of(rows, "event", panel=panel["panel"])),
    ]


def _heights(issues: int) -> tuple[int, int]:
    """Heights of the first panel and of each other, so that all stand on one page as far as they can be read."""
    share = min(1.0, (look.TALL - 40 - _OUTSIDE * issues) / (HEIGHTS[0] + HEIGHTS[1] * (issues - 1)))
    first, other = (max(least, int(height * share)) for height, least in zip(HEIGHTS, LOWEST, strict=True))
    return first, other


def _landmarks(issue: Issue, height: int) -> list[Row]:
    marks = sorted(issue.scale, reverse=True)
    letters = int((look.ROOM - _WORDS) / places.LETTER)
    lines = places.fitted([words for _, words in marks], letters, int(height / look.LINE) + 2)
    wishes = [  # the first line of a landmark stands at its level
        (height * (1 - level / 100) + look.LINE * (len(text) - 1) / 2, len(text))
        for (level, _), text in zip(marks, lines, strict=True)
    ]
    tops = places.beside(wishes, look.LINE, -look.LINE / 2, height + look.LINE * 1.5)
    found: list[Row] = []
    for (level, words), text, top in zip(marks, lines, tops, strict=True):
        heights = [round(top + look.LINE * (k + 0.5), 1) for k in range(len(text))]
        found.append({"row": "landmark", "level": level, "means": words, "y": heights[0]})
        found += [{"row": "words", "words": line, "y": y} for line, y in zip(text, heights, strict=True)]
    return found


# ── marks ─────────────────────────────────────────────────────────────────────────────────────


def _panel(panel: Row, figure: Row, marks: Callable[[str, Row], Sequence[alt.Chart]]) -> Any:
    mine, height = f"datum.panel == {panel['panel']}", panel["height"]
    room = look.some(mine, "panel").mark_rule(opacity=0)  # never seen: words beside a panel always have the same room
    room = room.encode(x=alt.XValue(0), x2=alt.X2Value(look.WIDTH + look.ROOM), y=alt.YValue(0))
    layers = [room, look.ahead(mine), *_scale(mine), *marks(mine, panel), *strip.marks(figure, mine, height)]
    title = look.panel_title(panel["title"], "group")
    return alt.layer(*layers, data=look.ROWS).properties(width=look.WIDTH, height=height, title=title)


def _scale(panel: str) -> list[alt.Chart]:
    mark, line, y = look.some(panel, "landmark"), look.some(panel, "words"), look.pixels(alt.Y, "y")
    hairlines = mark.mark_rule(color=look.GREY, strokeWidth=0.7, strokeDash=look.DOTS)
    number = mark.mark_text(align="right", baseline="middle", fontWeight="bold", color=look.GREY)
    words = line.mark_text(align="left", baseline="middle", color=look.GREY)
    return [
        hairlines.encode(x=alt.XValue(0), x2=alt.X2Value(look.WIDTH + 4), y=look.level_axis(AXIS, "level")),
        number.encode(x=alt.XValue(look.WIDTH + _NUMBER), y=y, text="level:Q"),
        words.encode(x=alt.XValue(look.WIDTH + _WORDS), y=y, text="words:N"),
    ]
