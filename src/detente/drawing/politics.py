"""What figures of who wants what share: whose answer they show, its series at instants, and names beside panels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, Protocol

import altair as alt
import numpy as np
from jaxtyping import Float

from detente.drawing import heading, look, places, strip
from detente.drawing.rows import Row
from detente.engine.run import Run
from detente.explain import telling
from detente.explain.numerals import percent
from detente.explain.willing import Contest, Willing
from detente.study.nouns import Issue, Study

DRAWN = 150
"""Instants drawn in a panel, about."""

TABLED = 24
"""Instants in a table, about; figures are drawn from more."""

LETTERS = 33
"""Letters of a label to the right of a panel, at most."""


class Politics(Protocol):
    """A run, and who sets its levels when; the answers of a report are one."""

    @property
    def run(self) -> Run:
        """The run."""
        ...

    @property
    def willing(self) -> Willing | None:
        """Who sets which level when, where it is known."""
        ...


def figure(run: Run) -> Row:
    """The heading, with the headline's issue."""
    return {**heading.row(run), "issue": headline(run).title}


def headline(run: Run) -> Issue:
    """The issue that such figures are about."""
    return next(q for q in run.study.issues if q.id == run.study.headline_issue)


def contest(answer: Politics) -> Contest | None:
    """Who sets the headline's level when, where it is known."""
    return answer.willing.on(headline(answer.run).id) if answer.willing is not None else None


def names(study: Study) -> dict[str, str]:
    """What parties and factions are called in a figure."""
    parties = {p.id: telling.name(p.title) for p in study.polities}
    return parties | {f.id: f.title for f in study.factions}


def at_instants(steps: Float[np.ndarray, "*more step"], instant: int) -> Float[np.ndarray, "*more"]:
    """What holds in the step that ends at an instant; at the beginning, in the first step. Steps are the last axis."""
    return steps[..., max(instant - 1, 0)]


def part(instant: int, now: int) -> Literal["history", "now", "projection"]:
    """On which side of the present an instant lies."""
    return "now" if instant == now else "history" if instant < now else "projection"


def weight(share: float) -> str:
    """A share of weight in whole per cent; a faction that is alone in its game has all of it."""
    return "100 %" if share > 1 - 1e-9 else percent(share)


def listed(words: Sequence[str]) -> str:
    """Names in a row: `Iran, Russia and Israel`."""
    return " and ".join(w for w in (", ".join(words[:-1]), words[-1]) if w) if words else ""


def present(figure: Row, panel: int) -> list[Row]:
    """The sign for the present in a panel; only the first says what it is."""
    words = "" if panel else f"now, {figure['now_words']}"
    signs = strip.placed([], figure, lanes=1, most=0, letters=0, right=look.WIDTH + look.ROOM, present=words)
    return [{**row, "panel": panel} for row in signs]


def labels(at: Mapping[str, float], height: int) -> list[Row]:
    """Words to the right of a panel at the levels that they name, 0 to 1 from the bottom; moved apart."""
    ends = {words: round(height * (1 - level), 1) for words, level in at.items()}
    ranked = sorted(ends, key=lambda words: ends[words])
    tops = places.beside([(ends[words], 1) for words in ranked], look.LINE, -look.LINE, height + look.LINE)
    return [
        {"row": "label", "words": words, "end": ends[words], "y": round(top + look.LINE / 2, 1)}
        for words, top in zip(ranked, tops, strict=True)
    ]


# ── marks ─────────────────────────────────────────────────────────────────────────────────────

BEADS: dict[str, Any] = {"strokeDash": [0.1, 4.5], "strokeCap": "round", "strokeWidth": 2.5, "color": look.INK}
"""A line of dots, for what stands beside a line."""


def beside(panel: str) -> list[alt.Chart]:
    """The labels of a panel, each joined to the end of its series."""
    label = look.some(panel, "label")
    reach = {"x": alt.value(look.WIDTH + 2), "x2": alt.value(look.WIDTH + 12)}
    return [
        label.mark_rule(color=look.FAINT).encode(y=look.pixels(alt.Y, "end"), y2="y:Q", **reach),
        label.mark_text(align="left", baseline="middle").encode(
            x=alt.value(look.WIDTH + 15), y=look.pixels(alt.Y, "y"), text="words:N"
        ),
    ]


def panel(layers: Sequence[Any], title: str, height: int, below: str = "") -> Any:
    """A panel of such layers with its title, and small words below that."""
    words = alt.TitleParams(
        title, subtitle=below or alt.Undefined, anchor="start", frame="group", fontSize=13, fontWeight=600,
        color=look.INK, offset=4, subtitleFontSize=look.SMALL, subtitleColor=look.GREY,
    )  # fmt: skip
    return alt.layer(*layers, data=look.ROWS).properties(width=look.WIDTH, height=height, title=words)
