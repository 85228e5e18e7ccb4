"""A figure as one HTML file that opens offline: picture, caption, and all its numbers as tables.

The page holds a still picture, which the bundled Vega replaces by a live one where scripts may run. It loads nothing,
its policy forbids loading anything, and what a study says appears as text only.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from html import escape
from typing import Any

import vl_convert as vlc

from detente.drawing import look
from detente.drawing.rows import Table


def html(
    specification: Mapping[str, Any],
    picture: str,
    *,
    title: str,
    sentence: str,
    description: str,
    tables: Sequence[Table],
    made: str,
    vega: str = "",
) -> str:
    """The page of a chart given as Vega-Lite; `picture` is the same chart as SVG, `made` says by what it was made.

    `vega` is the script that `bundle` makes, where a door has kept it; making it takes a second or two.
    """
    scripts = [vega or bundle(), _START.replace("SPECIFICATION", _inert(specification))]
    allowed = " ".join(_hash(script) for script in scripts)
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src {allowed}; base-uri 'none'; form-action 'none'"
    return "".join(
        [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="color-scheme" content="light dark">\n',
            f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n",
            f'<h1>{escape(title)}</h1>\n<figure>\n<div id="chart" role="img" aria-label="{escape(description)}">\n',
            f'{picture}\n</div>\n<div id="choices"></div>\n<figcaption>{escape(sentence)}</figcaption>\n</figure>\n',
            "<details>\n<summary>The numbers in this figure</summary>\n",
            *map(_table, tables),
            f"</details>\n<footer>{escape(made)}</footer>\n</main>\n",
            *(f"<script>{script}</script>\n" for script in scripts),
            "</body>\n</html>\n",
        ]
    )


def _table(table: Table) -> str:
    heads = "".join(f'<th scope="col">{escape(h)}</th>' for h in table.heads)
    lines = "".join(f"<tr>{''.join(f'<td>{escape(c)}</td>' for c in line)}</tr>\n" for line in table.lines)
    return (
        f'<div class="numbers" role="region" tabindex="0" aria-label="{escape(table.caption)}">\n<table>\n'
        f"<caption>{escape(table.caption)}</caption>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{lines}</tbody>\n</table>\n</div>\n"
    )


def _inert(specification: Mapping[str, Any]) -> str:
    """The specification as JSON that cannot end the script it stands in."""
    plain = json.dumps(specification, ensure_ascii=True, separators=(",", ":"))
    return plain.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _hash(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


@cache
def bundle() -> str:
    """Vega as one script that needs no network."""
    return vlc.javascript_bundle("window.vegaEmbed = vegaEmbed;")


# With `ast`, Vega interprets its expressions instead of compiling them, so that the policy can forbid `eval`.
_START = """
vegaEmbed("#chart", SPECIFICATION, {renderer: "svg", actions: false, ast: true, bind: "#choices"});
"""

_STYLE = f"""
:root {{ color-scheme: light dark; font-family: {look.FONT}; line-height: 1.5; }}
body {{ margin: 0; background: #f6f7f8; color: {look.INK}; }}
main {{ max-width: 900px; margin: 0 auto; padding: 1.5rem 1rem; }}
h1 {{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }}
figure {{ margin: 0; }}
#chart {{ background: {look.PAPER}; border-radius: 6px; overflow-x: auto; }}
#chart svg {{ display: block; min-width: 680px; max-width: 100%; height: auto; }}
#choices {{ margin: .75rem 0 0; }}
figcaption {{ max-width: 46rem; margin: .75rem 0 1.25rem; }}
summary {{ cursor: pointer; font-weight: 600; }}
.numbers {{ overflow: auto; max-height: 24rem; margin: 1rem 0; }}
table {{ border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums; }}
caption {{ text-align: left; font-weight: 600; padding: .25rem 0; }}
th, td {{ text-align: left; padding: .15rem 1rem .15rem 0; border-bottom: 1px solid #8884; vertical-align: top; }}
footer {{ margin-top: 1.5rem; font-size: .8125rem; opacity: .8; }}
@media (prefers-color-scheme: dark) {{ body {{ background: #14181c; color: #e6e9ec; }} }}
@media print {{ body {{ background: none; color: #000; }} details, #choices {{ display: none; }} }}
"""
