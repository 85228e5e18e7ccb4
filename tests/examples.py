"""How many examples and cases `make test` takes of what runs a model, draws a chart or reads a file whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import settings

fewer = settings(max_examples=max(15, settings.default.max_examples // 4))
"""A quarter of the profile's: 15 in CI, 500 in `make test-all`."""

fewest = settings(max_examples=max(10, settings.default.max_examples // 10))
"""A tenth of the profile's: 10 in CI, 200 in `make test-all`; for laws that are asked of every solver."""


def first(keep: int, cases: Iterable[Any], *, names: int = 1) -> list[Any]:
    """Cases of one shape, of which `make test` takes so many and `make test-all` every one; for so many names."""
    every = [case if names > 1 else (case,) for case in cases]
    return [pytest.param(*case, marks=[pytest.mark.slow] if n >= keep else []) for n, case in enumerate(every)]
