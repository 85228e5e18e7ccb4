"""A report as one HTML file that opens offline: it loads nothing, and its policy forbids that anything is loaded."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Any, cast

from jinja2 import Environment, PackageLoader, StrictUndefined

from detente import figures
from detente.drawing import palette
from detente.drawing.rows import Table
from detente.report import manifest
from detente.report.document import Code, Dial, Document, Grid, Picture, Section, blocks
from detente.report.hypertext import Html, language, text
from detente.report.inert import clean, passage
from detente.report.mathml import mathml
from detente.report.report import Report
from detente.report.setting import MOST, columns, name, place, setting


def page(report: Report, paper: str = "") -> str:
    """The file. The same report gives the same bytes. On `paper`, as CSS names it, where that is set."""
    document = report.document
    parts = {"style": _style(document, paper), "script": _own("report.js")}
    policy = "; ".join(
        [
            "default-src 'none'",
            f"style-src {_hash(parts['style'])}",
            f"script-src {_hash(parts['script'])}",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    sections = (*document.sections, *document.annex)
    pictures = _drawn(sections)
    found = keys(document)
    titles = {section.id: section.title for section in _sections(sections)}
    whole = (
        _environment(pictures)
        .get_template("report.html.jinja")
        .render(
            document=document,
            audience=report.audience,
            setting=setting(document),
            shortcuts={to: " ".join(key for key, goal in found.items() if goal == to) for to in found.values()},
            listed=[(key, titles[to]) for key, to in found.items()],
            policy=policy,
            **{key: Html(source) for key, source in parts.items()},
        )
    )
    return manifest.sealed(whole, document.made)


def keys(document: Document) -> dict[str, str]:
    """Single keys, and the ids of the sections they lead to."""
    whole = (*document.sections, *document.annex)
    there = {section.id for section in _sections(whole)}
    found = {key: next((to for to in goals if to in there), "") for key, goals in _LETTERS.items()}
    first = 2 if document.annex else 1
    numbered = document.annex if document.annex else document.sections
    found |= {str(n): section.id for n, section in enumerate(numbered, first) if n <= 9}
    return {key: to for key, to in found.items() if to}


def _style(document: Document, paper: str) -> str:
    """The style sheet, with what the foot of a printed page says and the dark counterpart of every figure's colours."""
    made = document.made
    foot = f"detente {made['version']} · study {str(made['hash'])[:8]} · seed {made['seed']} · {made['date']}"
    own = _own("report.css").replace("PAGE-FOOT", re.sub(r"[^\w .·+-]", "", foot))
    if paper:
        own = own.replace("@page {", f"@page {{ size: {paper};", 1)
    roles = {"paper": palette.PAPER, "ink": palette.INK, "grey": palette.GREY, "faint": palette.FAINT}
    for role, colour in roles.items():
        own = own.replace(f"LIGHT-{role}", colour).replace(f"DARK-{role}", palette.DARK[colour])
    dark = "".join(
        f'.drawing [{part}="{colour}"]{{{part}:light-dark({colour},{other})}}\n'
        for colour, other in palette.DARK.items()
        for part in ("fill", "stroke", "stop-color")
    )
    numbers = ", ".join(f".n{n} :is(td, th):nth-child({n})" for n in range(1, MOST + 1))
    one_line = numbers.replace(":is(td, th)", "tbody :is(td, th)")
    return f"{own}\n{numbers} {{ text-align: end; min-width: 3rem; }}\n{one_line} {{ white-space: nowrap; }}\n{dark}"


def _drawn(sections: Sequence[Section]) -> dict[int, tuple[str, Html]]:
    """Every picture of a document by the identity of its rows, drawn once: its name in the figures, and its source."""
    found: dict[int, tuple[str, Html]] = {}
    for block in blocks(sections):
        if isinstance(block, Picture) and id(block.rows) not in found:
            found[id(block.rows)] = (block.name, Html(clean(figures.drawn(block.name, _rows(block)))))
    return found


def _environment(pictures: Mapping[int, tuple[str, Html]]) -> Environment:
    """Templates in which every word is escaped that is not markup of ours."""
    made = Environment(
        loader=PackageLoader("detente.report", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_shown,
    )

    def picture(block: Picture, number: str) -> Html:
        """The drawing with ids that no other has."""
        drawn, source = pictures[id(block.rows)]
        own = source.source.replace(f' id="{drawn}-', f' id="{number}-').replace(f"#{drawn}-", f"#{number}-")
        return Html(own.replace("<svg ", f'<svg id="{number}" ', 1))

    filters: dict[str, Any] = cast("Any", made).filters
    filters |= {"picture": picture, "place": place, "language": language, "mathml": mathml, "kind": _kind}
    filters |= {"name": _name, "passage": _passage}
    names: dict[str, Any] = cast("Any", made).globals
    names |= {"figure": _figure, "columns": columns, "plains": _plains, "command": _command}
    return made


def _shown(said: object) -> object:
    return text(said) if isinstance(said, str) and not hasattr(said, "__html__") else said


def _kind(part: object) -> str:
    return type(part).__name__


def _name(words: str) -> Html:
    return Html(escape(name(words)))


def _passage(words: str) -> Html:
    return Html(escape(passage(words), quote=False))


def _figure(block: Picture) -> dict[str, Any]:
    """What a figure says of itself in words."""
    figure = figures.named(block.name)
    rows = _rows(block)
    tables: Sequence[Table] = figure.tables(rows)
    return {"title": figure.TITLE, "sentence": figure.sentence(rows), "tables": tables}


def _rows(block: Picture) -> list[dict[str, Any]]:
    return [dict(row) for row in block.rows]


def _sections(found: Sequence[Section]) -> Iterator[Section]:
    for section in found:
        yield section
        yield from _sections(section.sections)


def _plains(grid: Grid) -> list[list[str]]:
    return [[cell.words for cell in line] for line in grid.lines]


def _command(dial: Dial) -> str:
    """What prints the answer for another number."""
    typed = [part.words for part in dial.label.parts if isinstance(part, Code)]
    return typed[-1] if typed else dial.label.basis.command if dial.label.basis is not None else ""


@cache
def _own(file: str) -> str:
    return files("detente.report").joinpath("page", file).read_text(encoding="utf-8")


def _hash(source: str) -> str:
    return f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'"


_LETTERS = {"w": ("weakest", "reversals"), "c": ("claims",), "e": ("evidence",), "l": ("ledger",)}
