"""A chart as SVG that stands inside a report: no heading, no style, no script, and ids of its own.

What Vega writes for programs that read its pictures part by part is left out; the picture as a whole has its words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from detente.drawing import look, pictures, widths

MARGIN = 3
"""Pixels between the picture and its edge."""

PLACES = 1
"""Decimals of a coordinate: a tenth of a pixel is finer than any reader sees."""


def bare(specification: Mapping[str, Any]) -> dict[str, Any]:
    """The same chart without its heading, which the report's caption says, and without a ground of its own."""
    kept = {key: value for key, value in specification.items() if key not in {"title", "background"}}
    return {**kept, "background": None, "padding": MARGIN}


def inline(specification: Mapping[str, Any], name: str) -> str:
    """The chart as an `svg` element that scales with the page; its ids begin with `name`.

    The element has its own width and no height: a page that says `max-width: 100%; height: auto` shrinks it.
    """
    root = fromstring(pictures.svg(bare(specification)))  # noqa: S314  (Vega wrote it)
    width, height = root.attrib["viewBox"].split()[2:]
    inside = "".join(_written(part, _ids(root, name)) for part in root)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(specification["description"])}" '
        f'width="{width}" viewBox="0 0 {width} {height}" font-family="{escape(look.FONT)}" font-size="{look.SMALL}">'
        f"{inside}</svg>"
    )


def _ids(root: Element, name: str) -> dict[str, str]:
    """A name for every id, numbered in the order of the picture: Vega counts on from one picture to the next."""
    found = [part.attrib["id"] for part in root.iter() if "id" in part.attrib]
    return {old: f"{name}-{number}" for number, old in enumerate(found, 1)}


def _written(part: Element, ids: Mapping[str, str]) -> str:
    """An element and what it holds; nothing for what is never seen."""
    tag = _plain(part.tag)
    unseen = part.get("display") == "none" or part.get("opacity") == "0" or (tag == "path" and not _inked(part))
    if unseen or tag not in _SEEN:
        return ""
    if tag == "text":
        return _words(part, ids)
    inside = "".join(_written(p, ids) for p in part)
    if not inside and tag not in _MARKS:
        return ""
    found = _attributes(part, ids)
    if tag == "g" and not found:
        return inside
    return f"<{tag}{_said(found)}>{inside}</{tag}>" if inside else f"<{tag}{_said(found)}/>"


def _words(text: Element, ids: Mapping[str, str]) -> str:
    """One line of words, or several, each as wide as its place was set for, in whatever type a reader has."""
    given = _attributes(text, ids)
    size, strong = float(given.get("font-size", look.SMALL)), given.get("font-weight", "") in _STRONG
    if not len(text):
        words = text.text or ""
        return f"<text{_said(given | _room(words, size, strong=strong))}>{escape(words, quote=False)}</text>"
    lines = ""
    for line in text:
        words = line.text or ""
        own = _attributes(line, ids) | _room(words, size, strong=strong)
        lines += f"<tspan{_said(own)}>{escape(words, quote=False)}</tspan>"
    return f"<text{_said(given)}>{lines}</text>"


def _room(words: str, size: float, *, strong: bool) -> dict[str, str]:
    wide = widths.width(words, size, strong=strong) if len(words) >= _SHORT else None
    return {} if wide is None else {"textLength": f"{wide:.1f}", "lengthAdjust": "spacingAndGlyphs"}


def _said(attributes: Mapping[str, str]) -> str:
    return "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())


def _attributes(part: Element, ids: Mapping[str, str]) -> dict[str, str]:
    given = {_plain(key): value for key, value in part.attrib.items()}
    given |= dict(_DECLARATION.findall(given.get("style", "")))
    kept = {key: value.removesuffix("px") for key, value in given.items() if key in _KEPT}
    for key, value in kept.items():
        if key == "id":
            kept[key] = ids[value]
        elif key == "href":
            kept[key] = f"#{ids[value.removeprefix('#')]}"
        elif key in _PLACED:
            kept[key] = _NUMBER.sub(_shorter, value)
        else:
            kept[key] = _REFERENCE.sub(lambda found: f"url(#{ids[found[1]]})", value)
    return {key: value for key, value in kept.items() if _USUAL.get(key) != value}


def _inked(path: Element) -> bool:
    return bool(path.get("d")) and any(path.get(key, "none") != "none" for key in ("fill", "stroke", "style"))


def _shorter(number: re.Match[str]) -> str:
    return f"{round(float(number[0]), PLACES) + 0.0:g}"


def _plain(name: str) -> str:
    return name.rpartition("}")[2]


_SHORT = 3  # letters of words that have room in any type
_STRONG = frozenset({"bold", "600"})
_MARKS = frozenset({"path", "line", "rect", "stop"})
_SEEN = _MARKS | {"text", "g", "defs", "clipPath", "linearGradient"}
_PLACED = frozenset({"d", "x", "y", "dx", "dy", "x1", "x2", "y1", "y2", "width", "height", "transform"})
_KEPT = _PLACED | {
    "id", "href", "clip-path", "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity",
    "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "opacity", "text-anchor", "font-size", "font-weight",
    "font-style", "offset", "stop-color",
}  # fmt: skip
_USUAL = {
    "transform": "translate(0,0)", "stroke-width": "1", "opacity": "1", "text-anchor": "start",
    "font-size": str(look.SMALL),
}  # fmt: skip
_REFERENCE = re.compile(r"url\(#([\w-]+)\)")
_NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")
_DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;]+)")
