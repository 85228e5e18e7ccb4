"""What appears on the terminal: answers on standard output, progress on standard error and only on a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

Progress = Callable[[int, int], None]  # done, of


def show(answer: Any) -> None:
    """Print an answer: text as it is (coloured on a terminal), anything else as JSON."""
    text = answer if isinstance(answer, str) else json.dumps(answer, indent=2, ensure_ascii=False, default=str)
    text = text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate from a hostile file
    if isinstance(answer, str) and sys.stdout.isatty():
        from rich.console import Console
        from rich.text import Text

        shown = Text(_printable(text))
        for pattern, style in _STYLES:
            shown.highlight_regex(pattern, style)
        Console(soft_wrap=True, highlight=False).print(shown)
    else:
        print(_printable(text) if isinstance(answer, str) else text, flush=True)  # noqa: T201


@contextmanager
def progress(*, enabled: bool) -> Generator[Progress]:
    """A bar on standard error while work goes on, if that is a terminal; nothing in a pipe."""
    if not enabled or not sys.stderr.isatty():
        yield lambda done, of: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("draws"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("draws", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


_STYLES = (
    (r"\bNOT FOUND\b|\bAMBIGUOUS\b", "bold red"),
    (r"(?<!NOT )\bFOUND\b", "green"),
    (r"(?m)^\S+:\d+  [A-Z]\d\d", "bold yellow"),
    (r"(?m)^   (fix|at) ", "dim"),
    (r"(?m)^(Assumptions|Two levels|Written|Quotes)\b", "dim"),
    (r"[^\n?]+\?(?=  )", "bold"),
    (r"\A[^\n]+", "bold"),
)


def _printable(text: str) -> str:
    """Text without the characters that could move a terminal's cursor, change its title or turn reading round."""
    return "".join("�" if _meddles(c) else c for c in text)


def _meddles(c: str) -> bool:
    control = (c < " " and c not in "\n\t") or "\x7f" <= c <= "\x9f"
    return control or "\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069"
