"""A figure says what a picture shows: from an answer to numbers, from numbers to marks, and words for both.

Every other file of this folder is one figure, found by its name: `levels.py` is the figure `levels`. It holds

    VERB                           the verb whose answer it shows
    TITLE                          its name in a report: what it shows, in a few words
    rows(answer) -> list of rows   the numbers, and every choice and place that marks need; an answer keeps them
    chart(rows) -> Altair chart    marks and words only; computes nothing
    sentence(rows) -> str          what the picture means and does not mean, in one sentence: the caption
    description(rows) -> str       what can be seen, for readers who do not see it; never a copy of the caption
    tables(rows) -> list of Table  every fact of the picture as text

What figures share lies in `detente.drawing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Protocol, cast

import altair as alt
from altair.utils.schemapi import debug_mode

from detente.drawing import inline, look, page, pictures
from detente.drawing.rows import Row, Table, one
from detente.study.problems import DetenteError

__all__ = ["Figure", "Row", "Table", "drawn", "named", "names", "png", "shown"]


class Figure(Protocol):
    """What a file of this folder holds."""

    VERB: str
    TITLE: str

    def rows(self, answer: Any) -> list[Row]:
        """The numbers of the figure."""
        ...

    def chart(self, rows: Sequence[Row]) -> alt.VConcatChart:
        """The marks of the figure."""
        ...

    def sentence(self, rows: Sequence[Row]) -> str:
        """What the picture means and does not mean."""
        ...

    def description(self, rows: Sequence[Row]) -> str:
        """What can be seen."""
        ...

    def tables(self, rows: Sequence[Row]) -> list[Table]:
        """Every fact of the picture as text."""
        ...


def names(verb: str = "") -> tuple[str, ...]:
    """The figures there are, or those of one verb's answer."""
    found = sorted(module.name.replace("_", "-") for module in iter_modules(__path__))
    return tuple(name for name in found if not verb or verb == named(name).VERB)


def named(name: str) -> Figure:
    """The figure of that name.

    Raises:
        DetenteError: there is none.
    """
    if name not in names():
        near = get_close_matches(name, names(), 1)
        fix = f"did you mean `{near[0]}`?" if near else f"use one of {', '.join(names())}"
        raise DetenteError(f"there is no figure `{name}`", fix)
    return cast(Figure, import_module(f"{__name__}.{name.replace('-', '_')}"))


def shown(name: str, rows: Sequence[Row], vega: str = "") -> dict[str, bytes]:
    """The files that show a figure, by name: `levels.html` (opens offline), `levels.svg` and `levels.png`.

    `vega` is what `detente.drawing.page.bundle` makes, where a door has kept it.
    """
    figure, specification = named(name), _specification(name, rows)
    picture = pictures.svg(specification)
    html = page.html(
        specification,
        picture,
        title=one(rows, "figure")["title"],
        sentence=figure.sentence(rows),
        description=figure.description(rows),
        tables=figure.tables(rows),
        made=one(rows, "figure")["made"],
        vega=vega,
    )
    return {f"{name}.html": html.encode(), f"{name}.svg": picture.encode(), f"{name}.png": pictures.png(picture)}


def drawn(name: str, rows: Sequence[Row]) -> str:
    """A figure as an `svg` element to stand inside a report, without heading, style or script."""
    return inline.inline(_specification(name, rows), name)


def png(name: str, rows: Sequence[Row], scale: float = 2) -> bytes:
    """A figure as PNG without its heading, `scale` pixels for each of its own; its ground is white."""
    bare = {**inline.bare(_specification(name, rows)), "background": look.PAPER}
    return pictures.png(pictures.svg(bare), scale)


def _specification(name: str, rows: Sequence[Row]) -> dict[str, Any]:
    with debug_mode(arg=False):  # checking every part of a chart takes seconds, and tests do it
        return pictures.specification(named(name).chart(rows))
