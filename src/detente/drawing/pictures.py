"""A chart as a picture that needs no browser: SVG for print, PNG for slides."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import Any, cast

import altair as alt
import vl_convert as vlc

HOVER = "hover"
"""Name of marks that only a live page can show; they are left out of pictures."""


def specification(chart: alt.VConcatChart) -> dict[str, Any]:
    """The chart as Vega-Lite, with its data inside."""
    empty = chart.copy(deep=False)
    empty.datasets = alt.Undefined  # plain already: Altair would go through every row
    return {**empty.to_dict(validate=False), "datasets": chart.datasets}


def svg(specification: Mapping[str, Any]) -> str:
    """A chart as SVG, with its description for readers who do not see it. A chart drawn lately is not drawn again."""
    picture = drawn(json.dumps({**_still(dict(specification)), "datasets": specification["datasets"]}))
    return picture.replace("<svg ", f'<svg role="img" aria-label="{escape(specification["description"])}" ', 1)


@lru_cache(maxsize=32)  # as many as a report has, so that its formats share them
def drawn(specification: str) -> str:
    """Vega-Lite as SVG."""
    return vlc.vegalite_to_svg(specification)


def png(picture: str, scale: float = 2) -> bytes:
    """An SVG picture as PNG, `scale` pixels for each of its own."""
    return vlc.svg_to_png(picture, scale=scale)


def _still(part: Any) -> Any:
    """The same specification without what needs a pointer."""
    if isinstance(part, list):
        return [_still(p) for p in cast("list[Any]", part) if not _named(p).startswith(HOVER)]
    if isinstance(part, dict):
        return {key: _still(value) for key, value in cast("dict[str, Any]", part).items() if key not in _LIVE}
    return part


def _named(part: Any) -> str:
    return str(cast("dict[str, Any]", part).get("name", "")) if isinstance(part, dict) else ""


_LIVE = {"params", "datasets"}
