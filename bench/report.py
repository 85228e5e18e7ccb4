"""What a report of the first study takes: its answers, then each of its formats; a process of its own.

    python -m bench.report STUDY [--draws N]      prints JSON

The answers are asked twice in one process, and the second time counts: by then all is compiled. Formats are made from
the same answers, each with its figures drawn anew; HTML twice, so that its bytes can be compared.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from time import perf_counter
from typing import Any

Row = tuple[str, str, str]

FORMATS = ("md", "json", "docx", "pdf")
"""Beside HTML."""

MOST_MB = 3
"""Size of the HTML file, at most."""


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("study")
    parser.add_argument("--draws", type=int, default=2048)
    asked = parser.parse_args()
    os.environ["JAX_PLATFORMS"] = "cpu"
    from detente.drawing import pictures
    from detente.files.folders import load
    from detente.files.standing import standing
    from detente.report import formats, html
    from detente.report.answers import gathered
    from detente.report.report import report
    from detente.study.problems import DetenteError

    study = load(asked.study)

    def ask() -> Any:
        return gathered(study, standing(study), draws=asked.draws, seed=1, day=date(2027, 1, 31))

    def drawn(make: Callable[[], Any]) -> tuple[float, Any]:
        pictures.drawn.cache_clear()
        return timed(make)

    first, _ = timed(ask)
    seconds, answers = timed(ask)
    found: dict[str, Any] = {"draws": asked.draws, "first_s": first, "answers_s": seconds}
    found["html_s"], page = drawn(lambda: html.page(report(answers)))
    found["again_s"], again = drawn(lambda: html.page(report(answers)))
    found["brief_s"], brief = drawn(lambda: html.page(report(answers, "brief")))
    found["bytes"], found["brief_bytes"] = len(page.encode()), len(brief.encode())
    found["same"] = page == again
    for name in FORMATS:
        with suppress(DetenteError):  # no browser here that prints
            found[f"{name}_s"], _ = drawn(lambda name=name: formats.files(report(answers), [name], study.name))
    json.dump(found, sys.stdout)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds that some work takes, and what it gives."""
    began = perf_counter()
    found = work()
    return perf_counter() - began, found


def speed(found: Mapping[str, Any]) -> Iterator[Row]:
    """The table: what, measured, target."""
    if "failed" in found:
        yield "report", f"not measured: {found['failed']}", "–"
        return
    yield f"answers, {found['draws']:,} draws, all verbs (two at a time)", f"{found['answers_s']:.1f} s", "–"
    yield "the same, the first time in a process", f"{found['first_s']:.1f} s", "–"
    same = "same bytes twice" if found["same"] else "DIFFERENT BYTES"
    yield "HTML from the answers", f"{found['html_s']:.1f} s, again {found['again_s']:.1f} s; {same}", "10 s"
    yield "HTML of the brief", f"{found['brief_s']:.1f} s", "10 s"
    sizes = f"{found['bytes'] / 1e6:.2f} MB; the brief {found['brief_bytes'] / 1e6:.2f} MB"
    yield "size of the HTML file", sizes, f"{MOST_MB} MB"
    for name in FORMATS:
        measured = f"{found[f'{name}_s']:.1f} s" if f"{name}_s" in found else "not measured: no browser"
        yield f"{name} from the answers", measured, "–"


if __name__ == "__main__":
    main()
