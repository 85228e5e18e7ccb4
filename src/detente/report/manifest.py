"""What a report in HTML says of itself: how it was made, and fingerprints of paragraphs, figures and the whole."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from typing import Any, cast

from lxml import html as lxml_html

from detente.study.problems import DetenteError

FORMAT = 1
PLACE = "detente-report"

_ITSELF = re.compile(rf'(<script type="application/json" id="{PLACE}">)([^<]*)(</script>)')
_FIGURE = re.compile(r'<svg id="(f\d+[ab])"[^<]*(?:<(?!svg\b|/svg>)[^<]*)*</svg>')
_LEAF = re.compile(r"b\d+")
_REFERENCE = re.compile(r"\d{1,6}")  # to an entry of the ledger


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a file says of itself. `blocks` and `figures` are SHA-256 by id, in the order of the file.

    `whole` is that of all but this: it also covers what stands in no paragraph and no figure.
    """

    made: Mapping[str, str | int]
    blocks: Mapping[str, str]
    figures: Mapping[str, str]
    whole: str


def of(page: str, made: Mapping[str, str | int]) -> Manifest:
    """The manifest of a page as it stands."""
    blocks = {name: digest(words) for name, words in leaves(page).items()}
    figures = {name: digest(source) for name, source in pictures(page).items()}
    return Manifest(made, blocks, figures, digest(apart(page)[0]))


def sealed(page: str, made: Mapping[str, str | int]) -> str:
    """A page with the manifest that fits it, in the place kept for it."""
    return _ITSELF.sub(lambda place: place[1] + spelled(of(page, made)) + place[3], page)


def apart(page: str) -> tuple[str, str]:
    """A page without what it says of itself, and that."""
    return _ITSELF.sub(r"\1\3", page), "".join(found[2] for found in _ITSELF.finditer(page))


def spelled(manifest: Manifest) -> str:
    """A manifest as JSON that cannot end the script it stands in."""
    said = {"format": FORMAT, **asdict(manifest)}
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
    damaged = DetenteError("what this report says of itself was damaged", "ask for the file again")
    try:
        said = cast("dict[str, Any]", json.loads(found[0][1]))
        json.dumps(said, ensure_ascii=False).encode()  # half of a character can be spelled in JSON, and never shown
        if said["format"] != FORMAT:
            raise DetenteError("this report was written by another version of detente", "install that version")
        whole = Manifest(*(said[part.name] for part in fields(Manifest)))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise damaged from None
    if not all(isinstance(part, dict) for part in (whole.made, whole.blocks, whole.figures)):
        raise damaged
    return whole


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
