"""Two pages of one report compared, the one received and the one made again: what differs, paragraph by paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from math import isclose
from typing import Any, Literal, cast

from lxml import html as lxml_html

from detente.report import manifest

Kind = Literal["changed", "added", "removed", "rounding", "figure", "element", "bytes"]

SHORT = 90
PIXEL = 1.0
"""How far a coordinate may lie from the same one drawn on another kind of machine."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not the same in the received page. `within`: the parts that it stands in, made again."""

    kind: Kind
    id: str
    words: str
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaf:
    """A paragraph of a page: its id, its words, the heading above it, the ids of the parts that it stands in."""

    id: str
    words: str
    heading: str
    within: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is called when it is spoken of."""
        return f"paragraph {self.id} under “{short(self.heading)}”" if self.heading else f"paragraph {self.id}"


def leaves(page: str) -> list[Leaf]:
    """Every paragraph of a page, in order."""
    words = manifest.leaves(page)
    document: Any = cast("Any", lxml_html).document_fromstring(page)
    found: list[Leaf] = []
    heading = ""
    for element in document.iter():
        name = str(element.get("id", ""))
        if name not in words:
            continue
        within = tuple(str(e.get("id")) for e in element.iterancestors() if e.get("id"))
        found.append(Leaf(name, words[name], heading, within))
        if re.fullmatch(r"h[1-6]", str(element.tag)):
            heading = words[name]
    return found


def differences(received: str, again: str) -> list[Difference]:
    """All that differs: none where the bytes are the same, and at least one where they are not."""
    if received == again:
        return []
    found = [*_paragraphs(leaves(received), leaves(again)), *_figures(received, again)]
    apart = [*_outside(received, again), *_elements(received, again)]
    return [*found, *(apart or _rest(received, again, found))]


def told(was: str, now: str) -> str:
    """What of a paragraph changed: its words, its numbers, or both."""
    words, numbers = (was_now[0] != was_now[1] for was_now in zip(_split(was), _split(now), strict=True))
    if words and numbers:
        return "words and numbers differ"
    return "numbers match, words do not" if words else "words match, numbers do not" if numbers else "spacing differs"


def short(words: str) -> str:
    """The beginning of some words."""
    plain = " ".join(words.split())
    return plain if len(plain) <= SHORT else f"{plain[: SHORT - 1]}…"


def _paragraphs(received: Sequence[Leaf], again: Sequence[Leaf]) -> Iterator[Difference]:
    matcher = SequenceMatcher(None, [x.words for x in received], [x.words for x in again], autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            continue
        for theirs, ours in zip_longest(received[a:b], again[c:d]):
            if theirs is None:
                yield Difference("removed", ours.id, f"{ours.name} is missing: “{short(ours.words)}”", ours.within)
            elif ours is None:
                yield Difference("added", theirs.id, f"{theirs.name} was added: “{short(theirs.words)}”")
            elif _near(theirs.words, ours.words):
                yield Difference("rounding", theirs.id, f"{theirs.name}: {_turned(theirs, ours)}", ours.within)
            else:
                said = f"{theirs.name}: {told(ours.words, theirs.words)}: {_turned(theirs, ours)}"
                yield Difference("changed", theirs.id, said, ours.within)


def _turned(theirs: Leaf, ours: Leaf) -> str:
    """The part that differs, as it stands and as the study gives it, with a little of what surrounds it."""
    a, b = theirs.words.split(), ours.words.split()
    first = next((n for n, pair in enumerate(zip(a, b, strict=False)) if pair[0] != pair[1]), min(len(a), len(b)))
    tails = zip(reversed(a[first:]), reversed(b[first:]), strict=False)
    last = next((n for n, pair in enumerate(tails) if pair[0] != pair[1]), min(len(a), len(b)) - first)
    begin = max(first - 2, 0)
    parts = (" ".join(words[begin : len(words) - last + min(last, 1)]) for words in (a, b))
    return "“{}” here, “{}” when made again".format(*map(short, parts))


def _figures(received: str, again: str) -> Iterator[Difference]:
    theirs, ours = manifest.pictures(received), manifest.pictures(again)
    for name in dict.fromkeys([*ours, *theirs]):
        if name not in theirs or name not in ours:
            yield Difference("figure", name, f"figure {name[1:-1]} {'is missing' if name in ours else 'was added'}")
        elif theirs[name] != ours[name]:
            words = _traced(theirs[name], ours[name])
            said = "is not the one that the study gives" if words is None else f"is drawn a little differently{words}"
            yield Difference("figure" if words is None else "rounding", name, f"figure {name[1:-1]} {said}")


def _outside(received: str, again: str) -> Iterator[Difference]:
    """Words of the title, the contents, the keys and the references that are not ours, and words of no paragraph."""
    theirs, ours = Counter(manifest.outside(received)), Counter(manifest.outside(again))
    for words in (theirs - ours).elements():
        yield Difference("added", "", f"words that stand in no paragraph: “{short(words)}”")
    for words in (ours - theirs).elements():
        yield Difference("removed", "", f"words outside the paragraphs are missing: “{short(words)}”")


def _elements(received: str, again: str) -> Iterator[Difference]:
    """Scripts, styles and everything else that stands in one page and not in the other."""
    theirs, ours = _census(received), _census(again)
    for what, there in ((theirs - ours, "was added or changed"), (ours - theirs, "is missing or was changed")):
        for tag, attributes, _ in what:
            said = "".join(f' {key}="{short(value)}"' for key, value in attributes)
            yield Difference("element", "", f"<{tag}{said}> {there}")


def _census(page: str) -> Counter[tuple[str, tuple[tuple[str, str], ...], str]]:
    """Every element with its attributes; scripts and styles with what they hold, but for the manifest."""
    document: Any = cast("Any", lxml_html).document_fromstring(page)
    found: list[tuple[str, tuple[tuple[str, str], ...], str]] = []
    for element in document.iter():
        tag = str(element.tag) if isinstance(element.tag, str) else "!--"
        if any(e.tag == "svg" for e in element.iterancestors()):
            continue  # figures are compared as they are drawn
        given = {str(k): str(v) for k, v in element.attrib.items() if tag != "svg"}
        held = (element.text or "") if tag in {"script", "style", "!--"} and given.get("id") != manifest.PLACE else ""
        found.append((tag, tuple(sorted(given.items())), held))
    return Counter(found)


def _rest(received: str, again: str, found: Sequence[Difference]) -> Iterator[Difference]:
    """Whether the files differ in more than was told: in what is hidden, in order, in what a file says of itself."""
    if any(d.kind in {"added", "removed"} for d in found):
        return  # what follows has other ids for that alone
    (theirs, says), (ours, said) = (manifest.apart(page) for page in (received, again))
    if _hashless(says) != _hashless(said) or (theirs == ours and not found):
        yield Difference("bytes", "", "what the file says of itself was changed")
    if found:
        theirs, ours = (_without(page, {d.id for d in found}) for page in (theirs, ours))
    lines = zip_longest(theirs.splitlines(keepends=True), ours.splitlines(keepends=True))
    for line in (n for n, (x, y) in enumerate(lines, 1) if x != y):
        yield Difference(
            "bytes", "", f"something other than words was changed (a link, a mark, an order), first at line {line}"
        )
        return


def _without(page: str, ids: set[str]) -> str:
    """A page without the words of some paragraphs and without some figures."""
    document: Any = cast("Any", lxml_html).document_fromstring(page)
    for element in [e for e in document.iter() if str(e.get("id", "")) in ids]:
        tail = element.tail
        element.clear()
        element.tail = tail
    return cast("Any", lxml_html).tostring(document.getroottree(), encoding="unicode")


def _hashless(itself: str) -> str:
    return re.sub(r'"[0-9a-f]{64}"', "", itself)


def _near(one: str, other: str) -> bool:
    """Whether two texts differ only in numbers, each by no more than one in its last digit."""
    (words, numbers), (others, same) = _split(one), _split(other)
    return words == others and all(a == b or _rounded(a, b) for a, b in zip(numbers, same, strict=True))


def _rounded(one: str, other: str) -> bool:
    plain = [n.replace(",", "") for n in (one, other)]
    if max(len(n.replace(".", "").lstrip("0")) for n in plain) > MOST_FIGURES:
        return False  # a year or a count: never rounded
    decimals = max(len(n.partition(".")[2]) for n in plain)
    return isclose(float(plain[0]), float(plain[1]), rel_tol=0, abs_tol=1.01 * 10.0**-decimals)


def _traced(one: str, other: str) -> str | None:
    """What one of two drawings says otherwise, if they are the same but for rounding; else None.

    They are where the lines are the same, coordinates near each other, and numbers in words within rounding.
    """
    drawn, same = _DRAWN.split(one), _DRAWN.split(other)
    if drawn[::2] != same[::2] or len(drawn) != len(same):
        return None
    pairs = list(zip(drawn[1::2], same[1::2], strict=True))
    if not all(_placed(a, b) if a.startswith(" ") else _near(a, b) for a, b in pairs):
        return None
    said = [f"“{short(a.strip('<>'))}” for “{short(b.strip('<>'))}”" for a, b in pairs if a[0] == ">" and a != b]
    return f", and says {', '.join(said)}" if said else ""


def _placed(one: str, other: str) -> bool:
    """Whether two attributes of a mark put it at the same place."""
    if _DIGITS.split(one) != _DIGITS.split(other):
        return False
    pairs = zip(_DIGITS.findall(one), _DIGITS.findall(other), strict=True)
    return all(isclose(float(a), float(b), rel_tol=0, abs_tol=PIXEL) for a, b in pairs)


def _split(text: str) -> tuple[list[str], list[str]]:
    return _NUMBER.split(text), _NUMBER.findall(text)


MOST_FIGURES = 3
"""Significant figures of a number that may have been rounded."""

_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?!\w)")
_DRAWN = re.compile(r'( (?:d|transform|x|y|x1|x2|y1|y2|width|height|textLength)="[^"]*"|>[^<]*<|aria-label="[^"]*")')
"""What of a drawing is a coordinate, and what is said in words; all else in it never changes."""
_DIGITS = re.compile(r"-?\d+(?:\.\d+)?")
