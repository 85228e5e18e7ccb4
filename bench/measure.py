"""Wall time and peak memory of whole processes.

The process that measures stays small: on Linux a child begins with the peak of the one that started it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan, nan
from statistics import median
from time import perf_counter

MIB_PER_UNIT = 2.0**-20 if sys.platform == "darwin" else 2.0**-10  # of ru_maxrss: bytes there, KiB elsewhere


@dataclass(frozen=True, slots=True)
class Took:
    """What one process took, from its start to its end."""

    seconds: float
    seen_s: float  # until the line that was waited for; NaN where it never came
    processor_s: float  # work of all cores together: other work on the machine hardly changes it
    peak_mib: float
    status: int
    output: str
    complaint: str  # last line of standard error, where it failed


def process(command: Sequence[str], env: Mapping[str, str], cwd: str, wait_for: str = "") -> Took:
    """Run a command to its end. `wait_for` is a text whose line's arrival is timed."""
    seen = nan
    lines: list[str] = []
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        began = perf_counter()
        child = subprocess.Popen(
            command, env=dict(env), cwd=cwd, stdout=subprocess.PIPE, stderr=errors, text=True, encoding="utf-8"
        )
        assert child.stdout is not None
        for line in child.stdout:
            lines.append(line)
            if wait_for and wait_for in line and isnan(seen):
                seen = perf_counter() - began
        _, status, usage = os.wait4(child.pid, 0)
        seconds = perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        child.stdout.close()
        errors.seek(0)
        said = errors.read().strip().splitlines()
    complaint = said[-1] if child.returncode and said else ""
    processor = usage.ru_utime + usage.ru_stime
    return Took(seconds, seen, processor, usage.ru_maxrss * MIB_PER_UNIT, child.returncode, "".join(lines), complaint)


def several(runs: int, one: Callable[[], Took]) -> list[Took]:
    """The same thing several times."""
    return [one() for _ in range(runs)]


def middle(of: Sequence[float]) -> float:
    """Median of what several runs took, leaving out those that do not say."""
    known = [value for value in of if not isnan(value)]
    return median(known) if known else nan
