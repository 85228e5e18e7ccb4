"""How many examples a law takes whose every example runs a model, draws a chart or reads a file whole."""

from __future__ import annotations

from hypothesis import settings

fewer = settings(max_examples=max(25, settings.default.max_examples // 4))
"""A quarter of the profile's: 25 in CI, 500 in `make test-all`."""

fewest = settings(max_examples=max(10, settings.default.max_examples // 10))
"""A tenth of the profile's: 10 in CI, 200 in `make test-all`; for laws that are asked of every solver."""
