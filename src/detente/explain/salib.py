"""SALib, where it is installed: the estimators of Morris and Sobol that others wrote and tested.

Imported only when asked for, because it brings pandas and matplotlib along; an extra of the package.
"""

from __future__ import annotations

from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from detente.study.problems import DetenteError

Problem = dict[str, Any]


def installed() -> bool:
    """Whether SALib is there."""
    return find_spec("SALib") is not None


def estimator(method: str) -> tuple[Any, Any]:
    """SALib's design (`sample`) and estimator (`analyze`) of a method: `morris` or `sobol`.

    Raises:
        DetenteError: SALib is not installed.
    """
    try:
        return import_module(f"SALib.sample.{method}").sample, import_module(f"SALib.analyze.{method}").analyze
    except ImportError:
        fix = 'pip install "detente[sensitivity]", or ask for --method gradient'
        raise DetenteError(f"the method {method} needs SALib, which is not installed", fix) from None


def problem(inputs: int, groups: list[str] | None = None) -> Problem:
    """Inputs between 0 and 1, as SALib describes them; those of one group count as one."""
    names = [f"x{k}" for k in range(inputs)]
    return {"num_vars": inputs, "names": names, "bounds": [[0.0, 1.0]] * inputs, "groups": groups}


def seed(seed: int, name: str) -> int:
    """A seed for SALib, never 0, which it takes for none."""
    return int.from_bytes(sha256(f"{seed}/{name}".encode()).digest()[:4]) | 1
