"""The fan chart: each issue's level over time, with bands, landmarks in words, events and the present.

One panel per issue, the headline issue first. History is solid; projection is lighter, dashed and stands on tinted
ground beyond the `now` rule. Places and choices are made in `rows`; `chart` only sets marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from textwrap import wrap
from typing import Any

import altair as alt
import numpy as np

from detente.drawing import fan, happenings, heading, instants, key, look, places, strip
from detente.drawing.rows import Row, Table, of, one
from detente.engine.run import Band, Run
from detente.study.nouns import Effect, Issue, Study

VERB = "run"

HEIGHTS = (330, 215)
"""Heights of the headline panel and of the others, in pixels."""

MARKED = 10
"""Events with a label in one panel, at most; all stand in the table."""

PATHS = 12
"""Single draws that a live page can show."""

_MARGIN = 290  # pixels to the right of a panel, for landmarks in words
_LINE = 46  # letters in a line of a landmark
_LETTERS = 40  # in an event's label
_LANES = 4
_DECISIVE = {"position": 45.0, "band": 45.0, "capability": log(5.0)}  # the most that the word means; other levers: 0.45


def rows(run: Run) -> list[Row]:
    """The numbers of the fan chart: levels in points (0 to 100) at the instants drawn, landmarks, events, the present.

    Of all draws at an instant, the central 90 % lie from `p5` to `p95` and the central half from `p25` to `p75`.
    """
    study, day, figure = run.study, heading.days(run), heading.row(run)
    now = day.index(figure["now"])
    found = [figure]
    for number, issue in enumerate(sorted(study.issues, key=lambda q: q.id != study.headline_issue)):
        at = study.issues.index(issue)
        height = HEIGHTS[issue.id != study.headline_issue]
        events = strip.placed(
            happenings.events(study, _pulls(study, issue)), figure, lanes=_LANES, most=MARKED, letters=_LETTERS,
            right=look.WIDTH + _MARGIN, present=f"now, {figure['now_words']}",
        )  # fmt: skip
        panel: list[Row] = [{"row": "panel", "issue": issue.id, "title": issue.title, "height": height}]
        panel += [*_levels(run, at, now, day), *_paths(run, at, now, day), *_landmarks(issue, height), *events]
        found += [{**row, "panel": number} for row in panel]
    return found


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The fan chart of such rows."""
    figure, panels = one(rows, "figure"), of(rows, "panel")
    drawn = alt.vconcat(key.strip(fan.signs()), *(_panel(p, figure) for p in panels))
    if of(rows, "path"):
        drawn = drawn.add_params(fan.toggle())
    about = f"Levels from {figure['from_words']} to {figure['until_words']} · {figure['made']}"
    return look.finish(drawn, rows, [figure["title"], about], description(rows))


def sentence(rows: Sequence[Row]) -> str:
    """What the bands mean and do not mean: the caption."""
    return (
        "At each date the dark band holds the middle half and the light band the middle 90 % of "
        f"{one(rows, 'figure')['draws']:,} draws of this model: they show how far the study's own assumptions leave "
        "the level open, not how strongly it will swing, and not the chance that the model itself is wrong."
    )


def description(rows: Sequence[Row]) -> str:
    """The picture in words, for readers who do not see it."""
    figure = one(rows, "figure")
    said = [f"Fan chart from {figure['from_words']} to {figure['until_words']}, now being {figure['now_words']}."]
    for panel in of(rows, "panel"):
        levels = of(rows, "level", panel=panel["panel"])
        (now,) = (r for r in levels if r["part"] == "now")
        start = f"median {levels[0]['median']:.0f} of 100 at the start"
        said.append(f"{panel['title']}: {start}, {_told(now)} now, {_told(levels[-1])} at the end.")
    return " ".join(said)


def tables(rows: Sequence[Row]) -> list[Table]:
    """All that the picture shows, in figures and words: levels at the instants drawn, landmarks, events."""
    draws = one(rows, "figure")["draws"]
    found: list[Table] = []
    for panel in of(rows, "panel"):
        of_kind = {kind: of(rows, kind, panel=panel["panel"]) for kind in ("level", "landmark", "event")}
        found += [
            Table(
                f"Level of {panel['title']} (0–100): quantiles of {draws:,} draws",
                ("date", "part", "5 %", "25 %", "median", "75 %", "95 %"),
                tuple((r["time"], r["part"], *(f"{r[q]:.1f}" for q in Band._fields)) for r in of_kind["level"]),
            ),
            Table(
                f"Landmarks of {panel['title']}",
                ("level", "what it means"),
                tuple((f"{r['level']:g}", r["means"]) for r in of_kind["landmark"]),
            ),
            strip.table(f"Events that bear on {panel['title']}", of_kind["event"]),
        ]
    return found


def _levels(run: Run, at: int, now: int, day: Sequence[str]) -> list[Row]:
    level = np.asarray(run.quantiles["level"], float)[:, :, at]
    return [
        {
            "row": "level",
            "time": day[t],
            "part": "now" if t == now else "history" if t < now else "projection",
            **{name: round(float(level[k, t]), 3) for k, name in enumerate(Band._fields)},
        }
        for t in instants.evenly(len(day), (now,))
    ]


def _paths(run: Run, at: int, now: int, day: Sequence[str]) -> list[Row]:
    ahead = np.asarray(run.paths, float)[:PATHS, now:, at]
    kept = instants.evenly(ahead.shape[1], (), most=60)
    return [
        {"row": "path", "draw": draw, "time": day[now + t], "level": round(float(path[t]), 1)}
        for draw, path in enumerate(ahead)
        for t in kept
    ]


def _landmarks(issue: Issue, height: int) -> list[Row]:
    marks = sorted(issue.scale, reverse=True)
    lines = [places.in_lines(words, _LINE) for _, words in marks]
    wishes = [(height * (1 - level / 100), len(text)) for (level, _), text in zip(marks, lines, strict=True)]
    tops = places.beside(wishes, look.LINE, -look.LINE / 2, height + look.LINE / 2)
    found: list[Row] = []
    for (level, words), text, top in zip(marks, lines, tops, strict=True):
        heights = [round(top + look.LINE * (k + 0.5), 1) for k in range(len(text))]
        found.append({"row": "landmark", "level": level, "means": words, "y": heights[0]})
        found += [{"row": "words", "words": line, "y": y} for line, y in zip(text, heights, strict=True)]
    return found


def _pulls(study: Study, issue: Issue) -> dict[str, float]:
    """The drivers that can move an issue, each with the size of its strongest effect there: 1 is `decisively`."""
    pulls: dict[str, float] = {}
    for effect in (e for e in study.effects if _bears(e, issue, study)):
        by = effect.by.quantity.centre
        size = abs(log(by) if effect.moves == "capability" else by) / _DECISIVE.get(effect.moves, 0.45)
        pulls[effect.cause] = max(size, pulls.get(effect.cause, 0.0))
    return pulls


def _bears(effect: Effect, issue: Issue, study: Study) -> bool:
    """Whether an effect can move this issue: it names it, or it moves one of its parties on every issue."""
    if effect.on:
        return effect.on == issue.id
    polity = {f.id: f.polity for f in study.factions}.get(effect.of, effect.of)
    return polity in issue.parties and (effect.moves != "dependence" or effect.upon in issue.parties)


def _told(row: Row) -> str:
    return f"{row['median']:.0f} (90 % of draws from {row['p5']:.0f} to {row['p95']:.0f})"


# ── marks ─────────────────────────────────────────────────────────────────────────────────────


def _panel(panel: Row, figure: Row) -> Any:
    mine, height = f"datum.panel == {panel['panel']}", panel["height"]
    y = look.level_axis(wrap(f"level of {panel['title']} (0–100)", height // 6))
    layers = [look.ahead(mine), *fan.marks(mine, y), *_scale(mine)]
    layers += [*strip.marks(figure, mine, height), *fan.live(mine, panel["panel"], height)]
    title = look.panel_title(panel["title"], "group")
    return alt.layer(*layers, data=look.ROWS).properties(width=look.WIDTH, height=height, title=title)


def _scale(panel: str) -> list[alt.Chart]:
    mark, line, y = look.some(panel, "landmark"), look.some(panel, "words"), look.pixels(alt.Y, "y")
    hairlines = mark.mark_rule(color=look.GREY, strokeWidth=0.7, strokeDash=look.DOTS)
    number = mark.mark_text(align="right", baseline="middle", fontWeight="bold", color=look.GREY)
    words = line.mark_text(align="left", baseline="middle", color=look.GREY)
    return [
        hairlines.encode(x=alt.value(0), x2=alt.value(look.WIDTH + 6), y="level:Q"),
        number.encode(x=alt.value(look.WIDTH + 30), y=y, text="level:Q"),
        words.encode(x=alt.value(look.WIDTH + 36), y=y, text="words:N"),
    ]
