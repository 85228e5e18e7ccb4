"""Ways into a Vega-Lite specification."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def layers(part: Any) -> Iterator[dict[str, Any]]:
    """All parts of a specification that have a mark."""
    if isinstance(part, list):
        for p in part:
            yield from layers(p)
    elif isinstance(part, dict):
        if "mark" in part:
            yield part
        for name, p in part.items():
            if name != "datasets":
                yield from layers(p)


def shown_by(layer: dict[str, Any]) -> str:
    """The test that says which rows a layer shows."""
    return " ".join(str(t.get("filter", "")) for t in layer.get("transform", []))
