"""The parts of one move: what was already under way, then what each party's changes added, by faction and cause.

Bars are means over draws in points of the level, lines the middle 90 % of draws. A bar's colour is the origin of its
cause. The bars under a heading add up to it, and the headings to the move.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt

from detente.drawing import key, labels, look, palette, places
from detente.drawing.cells import between
from detente.drawing.rows import Row, Table, of, one
from detente.explain import telling
from detente.explain.tree import Branch
from detente.explain.why import Why

VERB = "why"
TITLE = "One move and its parts"

_LINE = 21  # pixels of a bar with its words, at most
_WORDS, _BARS, _NUMBERS = 292, 370, 116  # pixels to the left for words, of the bars, to the right for numbers
_LETTERS = 48  # of a part's words


def rows(answer: Why) -> list[Row]:
    """The numbers of the figure: each part's mean and the 5 and 95 % quantiles over draws, in points."""
    tree = answer.tree
    colours = look.colours([p.id for p in answer.study.polities])
    titles = {"external": "From outside"} | {
        p.id: f"{telling.name(p.title)}, from within" for p in answer.study.polities
    }
    found: list[Row] = []
    y, line = 0.0, min(_LINE, labels.line(len(list(_leaves(tree, ()))) + 2 * len(tree.branches) + 1))
    gap = line / 2
    for branch in tree.branches:
        title = branch.facts.get("title", "Already under way")
        found.append({**_row(branch, title, answer.digits, look.INK), "row": "group", "y": y + line / 2})
        for words, leaf in _leaves(branch, ()):
            y += line
            origin = leaf.facts.get("origin", "")
            colour = colours.get(origin, look.GREY)
            row = _row(leaf, words, answer.digits, colour)
            found.append({**row, "row": "part", "y": y + line / 2, "origin": titles.get(origin, ""), "group": title})
        y += line + gap
    found.append({**_row(tree, "The move", answer.digits, look.INK), "row": "whole", "y": y + line / 2})
    steps = f"{answer.steps} {answer.made.step}{'' if answer.steps == 1 else 's'}"
    window = answer.first if answer.steps == 1 else f"{answer.first} to {answer.last}, {steps}"
    parts = [r for r in found if r["row"] == "part" and r["origin"]]
    signs = {r["origin"]: r["colour"] for r in parts}
    heading: Row = {
        "row": "figure", "title": f"Why {answer.title} moved", "about": f"{window}, in points of the level (0–100)",
        "made": f"{answer.made.title} · {answer.made.line()}", "draws": answer.made.draws, "height": y + line,
        "from": answer.first, "until": answer.last, "signs": [[colour, words] for words, colour in signs.items()],
    }  # fmt: skip
    return [heading, *found]


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The bars of such rows."""
    figure = one(rows, "figure")
    signs = [key.Sign("edged", colour, words) for colour, words in figure["signs"]]
    signs.append(key.Sign("line", look.INK, "middle 90 % of draws"))
    axis = alt.Axis(title="points", tickCount=8, grid=True, gridColor=palette.GRID, domain=False, ticks=False)
    x = alt.X("mean:Q", axis=axis, scale=alt.Scale(nice=True))
    y = look.pixels(alt.Y, "y")
    layers: list[Any] = []
    for kind, style in _STYLES.items():
        base = look.some("true", kind)
        layers.append(
            base.mark_bar(size=style["size"], **style["edge"]).encode(
                x=x, x2="zero:Q", y=y, color=_AS_SAID, opacity=alt.OpacityValue(style["opacity"])
            )
        )
        layers.append(base.mark_rule(color=look.INK, strokeWidth=1.4).encode(x="p5:Q", x2="p95:Q", y=y))
        weight: Any = style["weight"]
        words = base.mark_text(align="left", baseline="middle", fontWeight=weight)
        layers.append(words.encode(x=alt.XValue(-_WORDS + style["indent"]), y=y, text="words:N"))
        number = base.mark_text(align="left", baseline="middle", fontWeight=weight)
        layers.append(number.encode(x=alt.XValue(_BARS + 12), y=y, text="told:N"))
    zero = look.some("true", "whole").mark_rule(color=look.INK, strokeWidth=1).encode(x="zero:Q")
    panel = alt.layer(*layers, zero, data=look.ROWS).properties(width=_BARS, height=figure["height"])
    words = [figure["title"], figure["about"], figure["made"]]
    return look.finish(alt.vconcat(key.strip(signs, _WORDS, look.WHOLE), panel), rows, words, description(rows))


def sentence(rows: Sequence[Row]) -> str:
    """What the bars mean and do not mean: the caption."""
    return (
        f"Each bar is what one change added to this model's move, as a mean of {one(rows, 'figure')['draws']:,} draws "
        "with the middle 90 % of them; bars add up to their headings and headings to the move, and none of them says "
        "what caused the move in the world."
    )


def description(rows: Sequence[Row]) -> str:
    """The picture in words, for readers who do not see it."""
    figure, whole = one(rows, "figure"), one(rows, "whole")
    said = [f"Bars of the parts of one move, {figure['from']} to {figure['until']}: {whole['told']} points in all."]
    said += [f"{group['words']}: {group['told']}." for group in of(rows, "group")]
    return " ".join(said)


def tables(rows: Sequence[Row]) -> list[Table]:
    """All that the picture shows, as text."""
    lines = [
        (row.get("group", row["words"]), row["words"], row["told"], row.get("origin", ""))
        for row in rows
        if row["row"] in {"group", "part", "whole"}
    ]
    heads = ("of", "part", "mean (90 % of draws)", "origin of the cause")
    return [Table("Parts of the move, in points", heads, tuple(lines))]


def _leaves(branch: Branch, above: tuple[str, ...]) -> Iterator[tuple[str, Branch]]:
    """The parts that are drawn, with the words beside them: whose lever, and by what."""
    for b in branch.branches:
        if b.shown == 0:
            continue
        if b.branches and b.kind != "rest":
            yield from _leaves(b, (*above, b.facts.get("title", b.said)))
            continue
        changed = b.facts.get("changed", "")
        more = f" ({changed})" if changed in {"salience", "capability"} else ""
        yield places.short(" ← ".join([*above, b.facts.get("title", b.said)]), _LETTERS) + more, b


def _row(branch: Branch, words: str, digits: int, colour: str) -> Row:
    points = branch.points
    return {
        "words": words, "mean": round(points.mean, 4), "p5": round(points.p5, 4), "p95": round(points.p95, 4),
        "zero": 0.0, "told": between(points.mean, points.p5, points.p95, digits, sign=True), "colour": colour,
    }  # fmt: skip


# ── marks ─────────────────────────────────────────────────────────────────────────────────────

_AS_SAID = alt.Color("colour:N", scale=None, legend=None)
_STYLES: dict[str, dict[str, Any]] = {
    "group": {"size": 5, "opacity": 0.25, "weight": "bold", "indent": 0, "edge": {}},
    "part": {"size": 11, "opacity": 0.8, "weight": "normal", "indent": 14, "edge": look.EDGE},
    "whole": {"size": 11, "opacity": 0.45, "weight": "bold", "indent": 0, "edge": {}},
}
