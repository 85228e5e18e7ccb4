"""Does an emailed report still stand? Its fingerprints, its quotes and passages, and the report made again.

What the file says of itself is believed nowhere but for how it was made: who changes a paragraph can change its
fingerprint too. So the report is made again from the study, with the draws, seed and date that the file names, and the
two are compared to the byte. Passages that the author held and this machine does not are taken from the file itself:
the study's lock pins the SHA-256 of each, so that a changed one is seen without the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from operator import index
from typing import Any, cast

from lxml import html as lxml_html

from detente.evidence.passages import Passage
from detente.evidence.pins import Lock
from detente.evidence.verify import Verdict, verify
from detente.files.sources import quotes
from detente.files.standing import Standing
from detente.report import comparing, manifest
from detente.report.comparing import Difference
from detente.report.report import AUDIENCES, Audience
from detente.study.nouns import Study
from detente.study.problems import DetenteError
from detente.study.version import VERSION

MOST_BYTES = 50_000_000
DRAWS = (64, 100_000)
"""Fewest and most draws that a report may say it was made with."""


@dataclass(frozen=True, slots=True)
class Made:
    """How a report says that it was made."""

    study: str
    hash: str
    version: str
    seed: int
    draws: int
    day: date
    audience: Audience


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of a report. It stands where `faults` is empty; `again` is None where it was not made again.

    `rounding` are numbers that differ as they may between kinds of machine; `unchecked` is what cannot be checked
    here, for want of a page.
    """

    made: Made
    paragraphs: int
    figures: int
    quotes: Mapping[str, int]  # how many of each verdict
    faults: tuple[str, ...]
    rounding: tuple[str, ...]
    unchecked: tuple[str, ...]
    again: bool | None  # the report made again is the same to the byte


def read(data: bytes) -> str:
    """A file's bytes as the page of a report.

    Raises:
        DetenteError: it is no report, is cut off, or is larger than any report.
    """
    fix = "give the file that `detente report` wrote"
    if len(data) > MOST_BYTES:
        raise DetenteError(f"the file is larger than {MOST_BYTES // 1_000_000} MB, and no report is", fix)
    try:
        page = data.decode("utf-8-sig").replace("\r\n", "\n")  # as some mail programs send it
    except UnicodeDecodeError:
        raise DetenteError("the file is no report in HTML: it is not UTF-8", fix) from None
    if not page.rstrip().endswith("</html>") and f'id="{manifest.PLACE}"' not in page:
        raise DetenteError("the file is no report in HTML, or its end is missing", fix)
    return page


def verified(
    page: str,
    study: Study,
    lock: Lock,
    here: Standing,
    again: Callable[[Study, Standing, Made], str] | None,
) -> Verification:
    """Check a page against a study; `again` makes the report anew, and is None where that is to be left out."""
    try:
        return _verified(page, study, lock, here, again)
    except _UNREADABLE as error:
        raise DetenteError("this file is damaged and cannot be read as a report", "ask for it again") from error


def _verified(
    page: str, study: Study, lock: Lock, here: Standing, again: Callable[[Study, Standing, Made], str] | None
) -> Verification:
    said = manifest.read(page)
    made = _made(said.made)
    leaves, pictures = comparing.leaves(page), manifest.pictures(page)
    standing, passages, loose = _restored(page, study, lock, here)
    unchecked = [
        f"passage {number} of {source}: its text cannot be checked here, for nothing pins it and the page is not held"
        for source, number in loose
    ]
    faults = [*_study(made, study), *_quotes(here.verdicts), *passages]
    touched = dict(_touched(said, leaves, pictures))
    rounding: list[str] = []
    same: bool | None = None
    if again is None:
        faults += [*touched.values(), *_added(page)]
        if not faults and said.whole != manifest.digest(manifest.apart(page)[0]):
            faults.append("a script, a style, a link or something hidden was changed after the report was built")
    else:
        mine = replace(study, name=made.study)
        found = comparing.differences(page, again(mine, standing, made))
        same = not found
        missing = _missing(study, {source for source, _ in loose})
        for difference in found:
            kind, words = _judged(difference, touched, missing)
            {"fault": faults, "rounding": rounding, "unchecked": unchecked}[kind].append(words)
        faults += [words for name, words in touched.items() if name not in {d.id for d in found}]
    return Verification(
        made=made,
        paragraphs=len(leaves),
        figures=len(pictures),
        quotes=dict(Counter(_status(v) for v in here.verdicts.values())),
        faults=tuple(faults),
        rounding=tuple(rounding),
        unchecked=tuple(unchecked),
        again=same,
    )


def _made(said: Mapping[str, Any]) -> Made:
    """How the report was made, if it can have been made so."""
    try:
        found = Made(
            study=str(said["study"]),
            hash=str(said["hash"]),
            version=str(said["version"]),
            seed=index(said["seed"]),
            draws=index(said["draws"]),
            day=date.fromisoformat(said["date"]),
            audience=cast(Audience, said["audience"]),
        )
    except (KeyError, TypeError, ValueError):
        raise DetenteError("the file does not say how it was made", "ask for it again") from None
    if not DRAWS[0] <= found.draws <= DRAWS[1] or not 0 <= found.seed < 2**63 or found.audience not in AUDIENCES:
        raise DetenteError("no report is made as this file says that it was", "ask for it again")
    return found


def _study(made: Made, study: Study) -> Iterator[str]:
    if made.hash != study.hash:
        yield (
            f"the study is not the one of the report ({study.hash[:8]}, not {made.hash[:8]}): it has changed since, or "
            "it is another; what follows compares the report with the study as it is now"
        )
    if made.version != VERSION:
        yield (
            f"the report was made by detente {comparing.short(made.version)}, this is {VERSION}: words and figures may "
            f"differ for that alone; verify it with that version"
        )


def _quotes(verdicts: Mapping[str, Verdict]) -> Iterator[str]:
    for v in verdicts.values():
        where = f"{v.source} ¶{v.passage}" if v.passage else v.source
        about = f"the quote “{comparing.short(v.quote)}” ({where}, line {v.line} of the study)"
        if v.status in {"not-found", "ambiguous"}:
            yield f"{about} is {_WORDS[v.status]} in the source as it is held here"
        elif v.changed:
            yield f"{about} is found, but its paragraph has changed since it was pinned"


def _touched(
    said: manifest.Manifest, leaves: list[comparing.Leaf], drawn: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """What no longer has the fingerprint that the file itself gives, by id."""
    after = "was changed after the report was built"
    for leaf in leaves:
        if said.blocks.get(leaf.id) != manifest.digest(leaf.words):
            yield leaf.id, f"{leaf.name} {after}: it now reads “{comparing.short(leaf.words)}”"
    there = {leaf.id for leaf in leaves}
    for name in said.blocks:
        if name not in there:
            yield name, f"paragraph {comparing.short(name)} was taken out after the report was built"
    for name in dict.fromkeys([*said.figures, *drawn]):
        if name not in drawn or said.figures.get(name) != manifest.digest(drawn[name]):
            yield name, f"figure {comparing.short(name[1:-1])} {after}"


def _added(page: str) -> Iterator[str]:
    for words in manifest.strays(page):
        yield f"words were added after the report was built: “{comparing.short(words)}”"


def _restored(page: str, study: Study, lock: Lock, here: Standing) -> tuple[Standing, list[str], list[tuple[str, int]]]:
    """Where the quotes stood for the author; passages shown that are not the pinned ones; those that nothing pins.

    A source that the author held and this machine does not is made of the passages that the report shows; one that
    only this machine holds is left out.
    """
    shown = _shown(page, study)
    pins = {(s, pin.passage): pin.sha256 for s, found in lock.pins.items() for pin in found.values()}
    faults: list[str] = []
    loose: list[tuple[str, int]] = []
    restored: dict[str, tuple[Passage, ...]] = {}
    for source, passages in shown.items():
        real = {p.number: p.sha256 for p in here.held.get(source, ())}
        for passage in passages or ():
            wanted = real.get(passage.number) or pins.get((source, passage.number))
            if wanted is None and passage.sha256 in pins.values():
                continue  # word for word what is quoted from another source
            if wanted is None:
                loose.append((source, passage.number))
            elif wanted != passage.sha256:
                faults.append(
                    f"passage {passage.number} of {source}: the words shown are not those of the pinned paragraph "
                    f"(SHA-256 {wanted[:12]}…)"
                )
        if passages is None:
            continue
        restored[source] = here.held.get(source, passages)
    restored |= {source: held for source, held in here.held.items() if source not in shown}
    found = verify(quotes(study), restored, lock)
    return Standing({v.at: v for v in found}, restored), faults, loose


def _shown(page: str, study: Study) -> dict[str, tuple[Passage, ...] | None]:
    """The passages that a report shows whole, by source; None of a source of which it shows only the ends of quotes."""
    document: Any = cast("Any", lxml_html).document_fromstring(page)
    found: dict[str, tuple[Passage, ...] | None] = {}
    for entry in document.iter():
        place = re.fullmatch(r"[pq](\d{1,6})-(\d{1,6})", str(entry.get("id", "")))
        if place is None or not 1 <= int(place[1]) <= len(study.sources):
            continue
        source = study.sources[int(place[1]) - 1].id
        found.setdefault(source, None)
        for words in entry.xpath(".//*[@class='passage']"):
            found[source] = (*(found[source] or ()), Passage(int(place[2]), "".join(words.itertext())))
    return found


def _missing(study: Study, loose: set[str]) -> set[str]:
    """Ids of the parts on sources whose words nothing here can check, and of the audit, which counts them."""
    gone = [n for n, s in enumerate(study.sources, 1) if s.id in loose]
    return {f"s{n}" for n in gone} | {f"p{n}" for n in gone} | ({"evidence-audit"} if gone else set())


def _judged(difference: Difference, touched: Mapping[str, str], missing: set[str]) -> tuple[str, str]:
    """Whether a difference is a fault, and what to say of it."""
    if difference.kind == "rounding" and difference.id not in touched:
        return "rounding", difference.words
    inside = {re.sub(r"^(p\d+)-\d+$", r"\1", name) for name in difference.within}
    if difference.id not in touched and inside & missing:
        return "unchecked", f"{difference.words} (without the page of the source this cannot be checked here)"
    if difference.id in touched:
        return "fault", f"{difference.words}; it was changed after the report was built"
    return "fault", difference.words


def _status(verdict: Verdict) -> str:
    if verdict.status == "not-held":
        return "not held here" if verdict.pinned else "not held, no pin"
    return _WORDS[verdict.status]


_UNREADABLE: tuple[type[Exception], ...] = (cast("Any", lxml_html).etree.LxmlError, ValueError, RecursionError)
_WORDS = {"found": "FOUND", "ambiguous": "AMBIGUOUS", "not-found": "NOT FOUND"}
