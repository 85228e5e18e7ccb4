"""A study that means harm: every name, title, quote and reason in it tries to be something else than words."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML

from tests.reported import DAY, DRAWS

if TYPE_CHECKING:
    from detente.report.answers import Answers

ATTACKS = (
    "<script>window.harm = 1</script>",
    "</script><script>window.harm = 1</script>",
    "</style><style>body { display: none }</style>",
    "</title></head><body onload='window.harm = 1'>",
    "<img src=x onerror='window.harm = 1'>",
    "<svg onload=window.harm=1><a xlink:href='javascript:window.harm=1'>x</a></svg>",
    '" onmouseover="window.harm = 1" x="',
    "' autofocus onfocus='window.harm = 1' '",
    "<a href='javascript:window.harm = 1'>click</a>",
    "javascript:window.harm=1",
    "<iframe srcdoc='<script>parent.harm = 1</script>'></iframe>",
    "<base href='https://example.org/'><link rel=stylesheet href='https://example.org/x.css'>",
    "<meta http-equiv='refresh' content='0; url=https://example.org/'>",
    "<details open ontoggle='window.harm = 1'>",
    "<math><mtext><img src=x onerror=window.harm=1></mtext></math>",
    "{{ 7 * 7 }} {% for x in () %} {# gone #} {{ config }}",
    "${7 * 7} `7` <%= 7 * 7 %> [[7]]",
    "--></div></main></body></html><!--",
    "&lt;b&gt; &amp; &#x3c;script&#x3e; &nbsp",
    "MANIFEST-OF-THE-REPORT",
    "a\u202eright to left\u202c \u2066kept\u2069 \u2067apart \u200fz",
    "متن فارسی، نقل قول! و English میان آن",
    "😀👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿 Z̸̢̛͍͈̏a̴̡̛l̵̨̛g̷̢̛o̸̡͝",
    "long" * 49,
    "\t\n  \n",
)
CONTROLS = "nul\x00 bell\x07 escape\x1b[31m delete\x7f next\x85 lone\ud800 tag\U000e0041"
"""What the reader of studies refuses; a report must bear it all the same."""

EXAMPLE = Path(__file__).parents[2] / "src" / "detente" / "files" / "example" / "study.yaml"
LONG = "W" * 5_000
WORDS = ("title", "author", "publisher", "language", "judgement", "what", "says", "ask")


def study() -> bytes:
    """The file of the example study with every word replaced; its shape, and so its kernels, are the example's."""
    text = YAML(typ="safe", pure=True)
    raw: dict[str, Any] = text.load(EXAMPLE.read_text(encoding="utf-8"))
    bad = _attacks()
    for source in raw["sources"].values():
        source |= {"publisher": "", "language": ""}
    raw["confidence"] = {"level": "low", "because": {"judgement": ""}}
    _spoil(raw, bad)
    raw["boundary"] = [*ATTACKS, LONG]
    raw["summary"] = LONG
    for polity in raw["polities"].values():
        polity["title"] = next(bad)
        for faction in polity["factions"].values():
            faction["title"] = next(bad)
    for driver in raw["drivers"].values():
        driver["title"] = next(bad)
    for change in (*raw["what-ifs"].values(), *raw["variants"].values()):
        change["title"] = next(bad)
    for issue in raw["issues"].values():
        issue["title"] = next(bad)
        issue["scale"] = {level: next(bad) for level in (0, 25, 50, 75, 100)}
    written = io.BytesIO()
    text.dump(raw, written)
    return written.getvalue()


def asked() -> Answers:
    """What a report of that study says; its source is not held, and it lies in a folder with a hostile name."""
    from detente.files.standing import standing
    from detente.report.answers import gathered
    from detente.study.reading import read

    found = read(study(), name="a'b\"<i>{{ 1 }}")
    found = replace(found, boundary=(*found.boundary, CONTROLS))
    return gathered(found, standing(found), draws=DRAWS, seed=1, day=DAY)


def _attacks() -> Iterator[str]:
    """One attack after the other, each with a number of its own, so that no two names are the same."""
    for n in count():
        yield f"{ATTACKS[n % len(ATTACKS)]}{n}"


def _spoil(part: Any, bad: Iterator[str]) -> None:
    for key, value in part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ():
        if key in WORDS and isinstance(value, str):
            part[key] = next(bad)
        elif key == "quote":
            part[key] = f"{next(bad)} … {next(bad)}"
        else:
            _spoil(value, bad)
