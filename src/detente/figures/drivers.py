"""The timeline of drivers: how strong each cause was, when, and by which events.

One row per driver, grouped by origin: what came from outside, then what each polity brought about itself. Areas are
the median strength of the draws, pale areas the middle 90 %. Strength is drawn as steps, as the model uses it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import altair as alt
import numpy as np

from detente.drawing import happenings, heading, instants, key, look, places, strip
from detente.drawing.cells import quantiles
from detente.drawing.rows import Row, Table, of, one
from detente.engine.run import Run
from detente.explain.numerals import alone

VERB = "run"
TITLE = "Causes and their strength over time"

HEIGHTS = (12, 30)
"""Height of a driver's row, in pixels: as many as there is room for, within these."""

LEAST = 0.01
"""Strength changes by this much before an instant is drawn again."""

_LETTERS = 40  # in an event's label
_NAME, _NAME_WIDTH = 30, 185  # letters in a line of a driver's name, and pixels
_RIGHT = 40  # pixels a label may pass the end of the time axis
_LABEL, _FOOT, _BETWEEN = look.LINE, 3, 6  # pixels of an event's label, below it, and between rows with their edges
_GROUP = 67  # height of an origin's title, dates, and the space to the next
_QUANTILES = {"p5": 0, "median": 2, "p95": 4}
_OPACITY = {"history": (0.3, 0.55), "projection": (0.2, 0.35)}  # middle 90 %, median


def rows(run: Run) -> list[Row]:
    """The numbers of the timeline: each driver's strength (0 to 1) at the instants where it changes, and its events.

    The middle 90 % of draws lie from `p5` to `p95`. A strength holds from its instant to the next.
    """
    study, day, figure = run.study, heading.days(run), heading.row(run)
    now = day.index(figure["now"])
    origins = {"external": "From outside"} | {p.id: f"{p.title}, from within" for p in study.polities}
    colours = look.colours([p.id for p in study.polities])
    height, labelled = _height(len(study.drivers), len({d.origin for d in study.drivers}))
    found: list[Row] = [{**figure, "height": height}]
    for number, driver in enumerate(sorted(study.drivers, key=lambda d: list(origins).index(d.origin))):
        events = happenings.events(study, {driver.id: 1.0})
        placed = strip.placed(
            events, figure, lanes=1, most=len(events) if labelled else 0, letters=_LETTERS, right=look.WIDTH + _RIGHT,
            present=f"now, {figure['now_words']}" if labelled and not number else "", foot=_FOOT,
        )  # fmt: skip
        origin = {"origin": driver.origin, "origin_title": origins[driver.origin], "colour": colours[driver.origin]}
        panel: list[Row] = [{"row": "panel", "driver": driver.id, "title": driver.title, **origin}]
        panel += [
            *_name(driver.title, height, labelled=labelled),
            *_strengths(run, study.drivers.index(driver), now, day),
            *placed,
        ]
        found += [{**row, "panel": number} for row in panel]
    return found


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The timeline of such rows."""
    figure, panels = one(rows, "figure"), of(rows, "panel")
    origins = dict.fromkeys(p["origin"] for p in panels)
    drawn = [_group([p for p in panels if p["origin"] == origin], figure) for origin in origins]
    about = f"Strength of each cause, 0 to 1, from {figure['from_words']} to {figure['until_words']} · {figure['made']}"
    return look.finish(
        alt.vconcat(key.strip(_signs(figure), _NAME_WIDTH, look.WHOLE), *drawn),
        rows,
        [figure["title"], about],
        description(rows),
    )


def sentence(rows: Sequence[Row]) -> str:
    """What strength means and does not mean: the caption."""
    return (
        "A driver's strength says how much of a cause is present at a date, from none (0) to as much as there could be "
        f"(1), as the study's dated events build it up in {one(rows, 'figure')['draws']:,} draws; the pale band is the "
        "middle 90 % of them, and neither line nor band says how much that cause moved any level."
    )


def description(rows: Sequence[Row]) -> str:
    """The picture in words, for readers who do not see it."""
    figure = one(rows, "figure")
    said = [f"Timeline of {len(of(rows, 'panel'))} drivers from {figure['from_words']} to {figure['until_words']}."]
    for panel in of(rows, "panel"):
        now = of(rows, "strength", panel=panel["panel"], part="now")[0]["median"]
        said.append(f"{panel['title']} ({panel['origin_title'].lower()}): strength {alone(now)} now.")
    return " ".join(said)


def tables(rows: Sequence[Row]) -> list[Table]:
    """All that the picture shows, in figures and words: strengths where they change, and events."""
    found: list[Table] = []
    for panel in of(rows, "panel"):
        strengths = of(rows, "strength", panel=panel["panel"])
        lines = tuple((r["time"], r["part"], *quantiles(r, list(_QUANTILES), 2)) for r in strengths)
        caption = f"Strength of “{panel['title']}” (0–1, {panel['origin_title'].lower()}), where it changes"
        found.append(Table(caption, ("from", "part", "5 %", "median", "95 %"), lines))
        found.append(strip.table(f"Events of “{panel['title']}”", of(rows, "event", panel=panel["panel"])))
    return found


def _height(drivers: int, origins: int) -> tuple[int, bool]:
    """Height of a row, so that all stand on one page, and whether there is room for events in words above it."""
    each = (look.TALL - 34 - _GROUP * origins) / max(drivers, 1) - _BETWEEN
    least, most = HEIGHTS
    labelled = each - _LABEL - _FOOT >= least
    return int(min(most, max(least, each - (_LABEL + _FOOT) * labelled))), labelled


def _name(title: str, height: int, *, labelled: bool) -> list[Row]:
    """The name beside the row: in its middle, or, where that is too low for two lines, beside row and labels."""
    (lines,) = places.fitted([title], _NAME, 2 if labelled else 1)
    above = _LABEL + _FOOT if labelled and height < 2 * look.LINE else 0
    first = (height - above) / 2 - look.LINE * (len(lines) - 1) / 2
    return [{"row": "words", "words": words, "y": first + look.LINE * k} for k, words in enumerate(lines)]


def _strengths(run: Run, at: int, now: int, day: Sequence[str]) -> list[Row]:
    held = np.asarray(run.quantiles["strength"], float)[:, :, at]
    strength = np.concatenate([held, held[:, -1:]], axis=1)[:, : len(day)]  # the last step's strength holds to its end
    return [
        {
            "row": "strength",
            "time": day[t],
            "part": "now" if t == now else "history" if t < now else "projection",
            **{name: round(float(strength[k, t]), 3) for name, k in _QUANTILES.items()},
        }
        for t in instants.where_it_changes(strength[list(_QUANTILES.values())].T, (now,), LEAST)
    ]


# ── marks ─────────────────────────────────────────────────────────────────────────────────────


def _signs(figure: Row) -> list[key.Sign]:
    return [
        key.Sign("line", look.INK, "median strength"),
        key.Sign("dashed", look.INK, "projected"),
        key.Sign("band", look.FAINT, "middle 90 % of draws"),
        key.Sign("band", look.AHEAD, f"after now ({figure['now_words']})"),
        key.Sign("tick", look.GREY, "events"),
        key.Sign("thin", look.FAINT, "strength 1, the most"),
    ]


def _group(drivers: Sequence[Row], figure: Row) -> Any:
    """The rows of the drivers of one origin; marks are set once and repeated for each driver."""
    first, last = drivers[0]["panel"], drivers[-1]["panel"]
    mine = f"datum.panel >= {first} && datum.panel <= {last}"
    y = alt.Y("median:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=None)
    layers = [look.ahead(mine)]
    for part, (wide, full) in _OPACITY.items():
        base = look.some(mine, "strength", look.PARTS[part]).encode(x="time:T")
        steps: dict[str, Any] = {"interpolate": "step-after"}
        style: dict[str, Any] = {"color": drivers[0]["colour"], **steps}
        layers += [
            base.mark_area(opacity=wide, **style).encode(y=alt.Y("p5:Q", axis=None), y2="p95:Q"),
            base.mark_area(opacity=full, **style).encode(y=y),
            base.mark_line(color=look.INK, strokeWidth=1.3, strokeDash=look.DASHES[part], **steps).encode(y=y),
        ]
    name = look.some(mine, "words").mark_text(align="left", baseline="middle")
    layers.append(name.encode(x=alt.XValue(-_NAME_WIDTH), y=look.pixels(alt.Y, "y"), text="words:N"))
    top = look.some(mine, "panel").mark_rule(color=look.FAINT, strokeWidth=0.8)
    layers.append(top.encode(x=alt.XValue(0), x2=alt.X2Value(look.WIDTH), y=alt.YValue(0)))
    height = figure["height"]
    layered = alt.layer(*layers, *strip.marks(figure, mine, height)).properties(width=look.WIDTH, height=height)
    row = alt.Row("panel:O", title=None, header=alt.Header(labels=False))
    title = look.panel_title(drivers[0]["origin_title"], "bounds")
    faceted = cast(Any, layered).facet(row=row, data=look.ROWS, spacing=_BETWEEN / 2)
    return faceted.transform_filter(mine).properties(title=title)
