"""Where compiled kernels are kept between calls, so that the second run need not wait for the compiler."""

from __future__ import annotations

import os

from detente.files.kept import cache_folder


def remember_kernels() -> None:
    """Tell JAX, which is not imported yet, to keep what it compiles. Settings of the user's own win."""
    settings = {
        "JAX_COMPILATION_CACHE_DIR": str(cache_folder() / "kernels"),
        "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS": "0",
        "JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES": "-1",
    }
    for name, value in settings.items():
        os.environ.setdefault(name, value)
