"""Runs the commands of a page and writes what they print under them: `python tools/page.py docs/iran-russia.md`.

A command stands in a fenced block of kind `console`, as `$ detente …` in its first line; the rest of the block is what
it printed. Every number in the page's prose must stand in one of these blocks.
"""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

_BLOCK = re.compile(r"^```console\n\$ (?P<command>detente [^\n]+)\n(?P<printed>.*?)^```$", re.MULTILINE | re.DOTALL)
_NUMBER = re.compile(r"(?<![\w./-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w/])")
_YEAR = re.compile(r"(?:19|20)\d\d")


def rewritten(text: str) -> str:
    """The page with what its commands print now."""
    return _BLOCK.sub(lambda block: f"```console\n$ {block['command']}\n{printed(block['command'])}```", text)


def commands(text: str) -> dict[str, str]:
    """The commands of a page, in order, each with what the page says that it prints."""
    return {block["command"]: block["printed"] for block in _BLOCK.finditer(text)}


def printed(command: str) -> str:
    """What a command prints on standard output."""
    from detente.cli import main

    caught, given = StringIO(), sys.argv
    sys.argv = shlex.split(command)
    try:
        with redirect_stdout(caught), TemporaryDirectory() as folder, chdir(folder):  # some write files
            main()
    except SystemExit as end:
        if end.code:
            raise RuntimeError(f"{command} ended with {end.code}") from None
    finally:
        sys.argv = given
    return "\n".join(line.rstrip() for line in caught.getvalue().rstrip().splitlines()) + "\n"


def unprinted(text: str) -> Iterator[str]:
    """Numbers of the page's prose that no command printed. Years, code and links are not looked at."""
    shown = {number for block in _BLOCK.finditer(text) for number in _NUMBER.findall(block["printed"])}
    prose = re.sub(r"`[^`\n]*`|\]\([^)]*\)", "", _BLOCK.sub("", text))
    for number in _NUMBER.findall(prose):
        if not _YEAR.fullmatch(number) and number not in shown:
            yield number


if __name__ == "__main__":
    page = Path(sys.argv[1])
    before = page.read_text(encoding="utf-8")
    after = rewritten(before)
    page.write_text(after, encoding="utf-8")
    print(f"{page}: {len(commands(after))} commands; {'nothing new' if after == before else 'rewritten'}")
    for number in unprinted(after):
        print(f"   no command printed {number}")
