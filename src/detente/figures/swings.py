"""The swings of the main model: its settlement with each uncertain number at either end of its range, others central.

One line for each number, the widest swing first: two bars from the settlement as the table stands, the upper one to
where the number's 5 % point leads, the lower one to where its 95 % point does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite
from typing import Any

import altair as alt

from detente.deciding.decision import Decision
from detente.deciding.ranges import Swing
from detente.drawing import decisions, key, labels, look, palette, places
from detente.drawing.rows import Row, Table, of, one

VERB = "decide"
TITLE = "What the main model depends on"

SHOWN = 24
"""Numbers drawn for one issue, at most."""

STILL = 1e-9
"""A settlement that moves by less than this share of the scale stays."""

NO_RANGES = (
    "No number of the table is a range, so that nothing can swing. Write a number as a range (`40 to 60`), or ask with "
    "`--ranges 10`."
)
NO_SWINGS = "Numbers of the table are ranges, but no model that answers works out so many of them at once."

_LABELS, _SPARE, _OUTSIDE, _LEAST = 270, 30, 90, 20  # widths; pixels outside lines; least height of a line


def rows(answer: Decision) -> list[Row]:
    """The numbers of the tornado: `low` and `high` are settlements, `base` that of the table as it stands.

    All are in the unit of the issue; `swing` is the way between both ends. A number that moves nothing is in the
    tables alone, and so is what has no room.
    """
    named = [issue.name for issue in answer.table.issues]
    by_issue = [[s for s in answer.swings if s.issue == name] for name in named]
    if not answer.swings:
        words = NO_SWINGS if answer.made.draws else NO_RANGES
        return [decisions.figure(answer, len(named)) | {"model": "", "title_of": ""}, *decisions.words(words)]
    moving = [_moving(some, answer.disagreements[q].scale) for q, some in enumerate(by_issue)]
    counts = [min(max(len(some), 1), SHOWN) for some in moving]
    drawn = decisions.fitting(counts, _LEAST, _OUTSIDE)
    line = labels.line(sum(counts[:drawn]), beside=look.TALL - decisions.ROOM + _OUTSIDE * drawn)
    model = answer.swings[0].model
    title = next((decisions.title(p) for p in answer.played if p.name == model), model)
    found = [decisions.figure(answer, drawn) | {"model": model, "title_of": title}]
    for q, some in enumerate(by_issue):
        found += _issue(answer, q, some, moving[q][: SHOWN if q < drawn else 0], line)
    return found


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The tornado of such rows."""
    figure = one(rows, "figure")
    panels = [_panel(p) for p in of(rows, "panel")[: figure["drawn"]]]
    about = f"What the settlement of {figure['title_of'] or 'no model'} depends on · {figure['made']}"
    strip = [key.strip(_SIGNS, _LABELS, look.WHOLE)] if panels else []
    whole = alt.vconcat(*strip, *decisions.told(rows, _LABELS), *panels)
    return look.finish(whole, rows, [figure["title"], about], description(rows))


def sentence(rows: Sequence[Row]) -> str:
    """What the bars mean and do not mean: the caption."""
    figure = one(rows, "figure")
    if not figure["model"]:
        return f"What the main model depends on: nothing to show. {_words(rows)}"
    still = sum(1 - s["moves"] for s in of(rows, "swing", panel=0))
    left = sum(s["moves"] and not s["drawn"] for s in of(rows, "swing", panel=0))
    more = f" {still} numbers move nothing by themselves and are in the table only." if still else ""
    more += f" {left} more with smaller swings are in the table only." if left else ""
    return (
        f"Each pair of bars shows where the model “{figure['model']}” settles when one number goes to the 5 % or to "
        "the 95 % point of its own range while all others stay as they stand. A long bar says that the model hangs on "
        "the number, not that the number is right or wrong; numbers that matter only together do not show here."
        f"{more}{decisions.left_out(figure)}"
    )


def description(rows: Sequence[Row]) -> str:
    """The picture in words, for readers who do not see it."""
    figure, said = one(rows, "figure"), list[str]()
    for panel in of(rows, "panel")[: figure["drawn"]]:
        swings = of(rows, "swing", panel=panel["panel"])
        some = [s for s in swings if s["moves"]]
        said.append(
            f"{panel['title']}: the settlement is {panel['settles']}; {len(some)} of {len(swings)} uncertain numbers "
            "move it by themselves."
        )
        said += [f"{s['says']}: {s['at_low']} at its 5 % point, {s['at_high']} at its 95 % point." for s in some[:5]]
    return " ".join(said) or _words(rows)


def tables(rows: Sequence[Row]) -> list[Table]:
    """Every uncertain number, the widest swing first, for all issues."""
    heads = ("number", "as a range", "settlement at its 5 % point", "at its 95 % point", "as the table stands")
    found = [
        Table(
            f"What the settlement of {panel['axis']} depends on, by the model {one(rows, 'figure')['model']}",
            heads,
            tuple(
                (s["says"], s["spelled"], s["at_low"], s["at_high"], panel["settles"])
                for s in of(rows, "swing", panel=panel["panel"])
            ),
        )
        for panel in of(rows, "panel")
    ]
    return found or [Table("What the settlement depends on", ("what", "why"), (("nothing", _words(rows)),))]


def _words(rows: Sequence[Row]) -> str:
    return " ".join(w["words"] for w in of(rows, "words"))


def _moving(swings: Sequence[Swing], scale: float) -> list[Swing]:
    """Those that move the settlement, or leave none."""
    return [s for s in swings if not all(abs(end - s.base) <= STILL * scale for end in (s.low, s.high))]


def _issue(answer: Decision, q: int, swings: Sequence[Swing], drawn: Sequence[Swing], line: int) -> Iterator[Row]:
    """The rows of one issue."""
    panel = decisions.panel(answer, q, [float(end) for s in drawn for end in (s.low, s.high, s.base)])
    digits, base = panel["digits"], float(swings[0].base) if swings else float("nan")
    ends = [float(end) for s in drawn for end in (s.low, s.high, s.base) if isfinite(end)]
    if ends and max(ends) > min(ends):
        pad = 0.06 * (max(ends) - min(ends))
        panel |= {"low": min(ends) - pad, "high": max(ends) + pad}
    said = [f"{decisions.said(float(s.low), digits)} · {decisions.said(float(s.high), digits)}" for s in drawn]
    room = places.LETTER * max((len(words) for words in (*said, _HEAD)), default=0)
    panel |= {"plot": round(look.WHOLE - _LABELS - _SPARE - room)}
    panel |= {"height": line * max(len(drawn), 1), "base": decisions.kept(base, digits)}
    yield panel | {"settles": decisions.said(base, digits), "empty": not drawn}
    moving = _moving(swings, answer.disagreements[q].scale)
    for swing in swings:
        says = f"{swing.column} of {decisions.one_line(swing.actor)}"
        row: Row = {"row": "swing", "panel": q, "says": says, "spelled": swing.spelled, "drawn": swing in drawn}
        row |= {"moves": swing in moving, "base": decisions.kept(swing.base, digits)}
        for name, end in (("low", swing.low), ("high", swing.high)):
            row |= {name: decisions.kept(end, digits), f"at_{name}": decisions.said(float(end), digits)}
        if swing in drawn:
            place = drawn.index(swing)
            row |= labels.placed(line * (place + 0.5), line, says, swing.spelled, _LABELS, f"{place + 1}  ")
            row |= {"said": said[place]}
        yield row


# ── marks ─────────────────────────────────────────────────────────────────────────────────────

_SIGNS = [
    key.Sign("band", palette.PALE, "where its 5 % point leads"),
    key.Sign("band", palette.DEEP, "where its 95 % point leads"),
    key.Sign("tick", look.INK, "settlement as the table stands"),
]


def _panel(panel: Row) -> Any:
    mine, height, plot = decisions.mine(panel), panel["height"], panel["plot"]
    swing, middle = look.some(mine, "swing", "datum.drawn"), look.pixels(alt.Y, "y")
    layers: list[Any] = []
    ends = (("low", palette.PALE, ("top", "y")), ("high", palette.DEEP, ("y", "bottom")))
    for name, colour, (top, bottom) in ends:
        bar = look.some(mine, "swing", f"datum.drawn && datum.{name} !== null && datum.base !== null")
        x = decisions.across(panel, name, f"{panel['axis']}: settlement")
        layers.append(bar.mark_rect(color=colour).encode(x=x, x2="base:Q", y=look.pixels(alt.Y, top), y2=f"{bottom}:Q"))
    base = look.some(mine, "panel", "datum.base !== null").mark_rule(color=look.INK, strokeWidth=1)
    layers.append(base.encode(x="base:Q"))
    said = swing.mark_text(align="left", baseline="middle", color=look.GREY)
    layers += [said.encode(x=alt.XValue(plot + 10), y=middle, text="said:N"), *labels.labels(swing, _LABELS)]
    empty = look.some(mine, "panel", "datum.empty").mark_text(align="left", baseline="middle", text=_EMPTY)
    layers.append(empty.encode(x=alt.XValue(-_LABELS), y=alt.YValue(height / 2)))
    head = look.some(mine, "panel", "!datum.empty").mark_text(align="left", baseline="middle", color=look.GREY)
    layers.append(head.encode(x=alt.XValue(plot + 10), y=alt.YValue(-8), text=alt.value(_HEAD)))
    return decisions.placed(layers, panel, plot, height)


_HEAD = "at 5 % · at 95 %"
_EMPTY = "No uncertain number moves this settlement by itself."
