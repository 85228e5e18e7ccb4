"""A picture of a report as every format needs it: its title, caption, words for those who do not see it, numbers."""

from __future__ import annotations

from detente import figures
from detente.drawing.rows import Row, Table
from detente.report.document import Picture


def rows(picture: Picture) -> list[Row]:
    """The numbers of the picture."""
    return [dict(row) for row in picture.rows]


def title(picture: Picture) -> str:
    """What the picture is called."""
    return figures.named(picture.name).TITLE


def caption(picture: Picture) -> str:
    """What the picture means and does not mean, in one sentence."""
    return figures.named(picture.name).sentence(rows(picture))


def description(picture: Picture) -> str:
    """What can be seen."""
    return figures.named(picture.name).description(rows(picture))


def tables(picture: Picture) -> list[Table]:
    """Every fact of the picture as text."""
    return figures.named(picture.name).tables(rows(picture))


def svg(picture: Picture) -> str:
    """The picture, drawn."""
    return figures.drawn(picture.name, rows(picture))


def png(picture: Picture) -> bytes:
    """The picture, drawn in dots."""
    return figures.png(picture.name, rows(picture))
