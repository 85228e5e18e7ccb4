"""What a report in HTML says of itself: by what it was made, and a fingerprint of every paragraph and figure in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, cast

from lxml import html as lxml_html

from detente.study.problems import DetenteError

FORMAT = 1
PLACE = "detente-report"

_ITSELF = re.compile(rf'<script type="application/json" id="{PLACE}">(.*?)</script>', re.DOTALL)
_FIGURE = re.compile(r'<svg id="(f\d+[ab])".*?</svg>', re.DOTALL)
_LEAF = re.compile(r"b\d+")
_REFERENCE = re.compile(r"\d{1,6}")  # to an entry of the ledger


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a file says of itself. `blocks` and `figures` are SHA-256 by id, in the order of the file."""

    made: Mapping[str, str | int]
    blocks: Mapping[str, str]
    figures: Mapping[str, str]


def of(page: str, made: Mapping[str, str | int]) -> Manifest:
    """The manifest of a page as it stands."""
    blocks = {name: digest(words) for name, words in leaves(page).items()}
    return Manifest(made, blocks, {name: digest(source) for name, source in pictures(page).items()})


def spelled(manifest: Manifest) -> str:
    """A manifest as JSON that cannot end the script it stands in."""
    said = {"format": FORMAT, "made": manifest.made, "blocks": manifest.blocks, "figures": manifest.figures}
    plain = json.dumps(said, ensure_ascii=True, separators=(",", ":"))
    return plain.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def read(page: str) -> Manifest:
    """What a file says of itself.

    Raises:
        DetenteError: it is no report, or one of a later format.
    """
    found = _ITSELF.findall(page)
    if len(found) != 1:
        raise DetenteError("this file is no report in HTML", "give the file that `detente report` wrote")
    try:
        said = cast("dict[str, Any]", json.loads(found[0]))
        if said["format"] != FORMAT:
            raise DetenteError("this report was written by another version of detente", "install that version")
        return Manifest(said["made"], said["blocks"], said["figures"])
    except (ValueError, KeyError, TypeError):
        raise DetenteError("what this report says of itself was damaged", "ask for the file again") from None


def leaves(page: str) -> dict[str, str]:
    """The text of every paragraph, item, heading and line of a table, by its id, as it stands now."""
    return {str(e.get("id")): _text(e) for part in _parts(page) for e in _leaves(part)}


def pictures(page: str) -> dict[str, str]:
    """The source of every figure, by its id, as it stands now."""
    return {found[1]: found[0] for found in _FIGURE.finditer(page)}


def strays(page: str) -> list[str]:
    """Words that stand in no paragraph of the report, so that somebody put them there."""
    left = [words for part in _parts(page) for words in _loose(part)]
    return [words for words in left if not _REFERENCE.fullmatch(words)]


def outside(page: str) -> list[str]:
    """All words outside paragraphs and figures: title, contents, keys, the numbers that lead to the ledger, strays."""
    document: Any = cast("Any", lxml_html).document_fromstring(page)
    return _loose(document)


def digest(words: str) -> str:
    """The fingerprint of some words."""
    return sha256(words.encode()).hexdigest()


def _parts(page: str) -> list[Any]:
    """Head, body and foot of the report; contents and keys only repeat what stands there."""
    document: Any = cast("Any", lxml_html).document_fromstring(page)
    found: list[Any] = document.xpath("/html/body/*[self::header or self::main or self::footer]")
    if not found:
        raise DetenteError("this file is no report in HTML", "give the file that `detente report` wrote")
    return found


def _loose(part: Any) -> list[str]:
    """The words of a part that no paragraph says; what stands in scripts, styles and figures apart."""
    found = ["".join(reference.itertext()) for reference in part.iter("sup")]
    for element in [*_leaves(part), *part.iter("script", "style", "svg", "sup")]:
        _empty(element)
    return [words for words in (" ".join(t.split()) for t in [*found, *part.itertext()]) if words]


def _leaves(part: Any) -> list[Any]:
    return [e for e in part.iter() if _LEAF.fullmatch(str(e.get("id", "")))]


def _text(element: Any) -> str:
    return " ".join("".join(_said(element)).split())


def _said(element: Any) -> Iterator[str]:
    """All text within an element but for the numbers that lead to the ledger."""
    if element.text:
        yield element.text
    for child in element:
        if child.tag != "sup" and isinstance(child.tag, str):
            yield from _said(child)
        if child.tail:
            yield child.tail


def _empty(element: Any) -> None:
    for child in list(element):
        element.remove(child)
    element.text = None
