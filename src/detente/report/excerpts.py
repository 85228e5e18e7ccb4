"""A passage in place: its paragraph with the quoted stretches marked, how it stands, and what rests on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from detente.evidence.care import telling
from detente.evidence.verify import Verdict
from detente.report import anchors
from detente.report.answers import Answers
from detente.report.document import Block, Code, Entry, Excerpt, Inline, Link, Paragraph, Sentence, Strong, said
from detente.report.quoted import Place, Use
from detente.study.subjects import Subject

Stretches = tuple[tuple[str, bool], ...]


def entry(answers: Answers, place: Place, about: Mapping[str, Subject]) -> Entry:
    """The entry of one paragraph: its words where they are held, the ends of its quotes where they are not."""
    title = said(Link(place.source, anchors.source(answers, place.source)), _numbered(place))
    blocks: list[Block] = [excerpt(answers, place)]
    if place.copies:
        copied = Link(place.copies, anchors.source(answers, place.copies))
        blocks.append(Paragraph((said("Word for word what is quoted from ", copied, ": one text, counted once."),)))
    blocks.append(Paragraph(tuple(_standing(place)), "note"))
    rests = tuple(_rests(answers, place.uses, about))
    if rests:
        blocks.append(Paragraph(rests, "note"))
    return Entry(place.id, title, tuple(blocks))


def label(verdict: Verdict) -> str:
    """What a quote's place is called where it is linked to: `stimson ¶ 11`."""
    return verdict.source if verdict.passage is None else f"{verdict.source} ¶ {verdict.passage}"


def excerpt(answers: Answers, place: Place) -> Excerpt:
    """The paragraph itself, or what is known of it."""
    language = next(s.language for s in answers.study.sources if s.id == place.source)
    where = f"A quote from {place.source}" if place.number is None else f"Paragraph {place.number} of {place.source}"
    if place.text is not None:
        spans = ((v.start, v.end) for v in place.verdicts if v.status == "found")
        marked = stretches(place.text.normal, [(a, b) for a, b in spans if a is not None and b is not None])
        return Excerpt(where, marked, language)
    ordered = sorted(place.verdicts, key=lambda v: (v.start or 0, v.end or 0))
    parts: list[tuple[str, bool]] = []
    for quote in dict.fromkeys(v.quote for v in ordered):
        parts += [*([(" / ", False)] if parts else []), (quote, True)]
    return Excerpt(f"{where}, as the study gives its words", tuple(parts), language, held=False)


def stretches(text: str, spans: Iterable[tuple[int, int]]) -> Stretches:
    """A text in parts, in order, each with whether it lies in one of the spans; overlapping spans are one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    found: list[tuple[str, bool]] = []
    at = 0
    for start, end in merged:
        found += [(text[at:start], False), (text[start:end], True)]
        at = end
    return tuple((words, quoted) for words, quoted in (*found, (text[at:], False)) if words)


def trouble(verdict: Verdict) -> str:
    """What is wrong with a quote's standing, in words; empty where nothing is."""
    if verdict.malformed:
        return f"cannot be looked for: {verdict.malformed}"
    if verdict.status == "not-found":
        return "NOT FOUND in its source" + (", though it was found and pinned before" if verdict.pinned else "")
    if verdict.status == "ambiguous":
        listed = ", ".join(map(str, verdict.passages))
        return f"AMBIGUOUS: it fits more than one place (paragraph {listed})"
    if verdict.changed:
        return "its paragraph has CHANGED since it was pinned"
    if verdict.status == "not-held" and not verdict.pinned:
        return "NOT CHECKED: its source is not held and no pin says that it was ever found"
    return ""


def _standing(place: Place) -> Iterable[Sentence]:
    hashes = dict.fromkeys(v.sha256 for v in place.verdicts if v.sha256)
    for sha256 in hashes:
        yield said("SHA-256 of the paragraph: ", Code(sha256), ".")
    if place.text is None and hashes:
        yield said("Not held here; found and pinned on another machine.")
    for verdict in place.verdicts:
        wrong = trouble(verdict)
        if wrong:
            yield said(f"Line {verdict.line}: ", Strong(wrong), ".")
    read = dict.fromkeys(word for words in _quoted(place) for word in telling(words))
    if read:
        yield said("Numbers, negations and hedges in the quoted words: ", *_strong(read), ".")


def _quoted(place: Place) -> Iterable[str]:
    """The quoted words as far as they are known here."""
    for v in place.verdicts:
        if place.text is not None and v.status == "found" and v.start is not None:
            yield place.text.normal[v.start : v.end]
        else:
            yield v.quote


def _strong(words: Iterable[str]) -> Iterable[Inline]:
    for k, word in enumerate(words):
        yield from ([", "] if k else [])
        yield Strong(word)


def _rests(answers: Answers, uses: tuple[Use, ...], about: Mapping[str, Subject]) -> Iterable[Sentence]:
    for kind, against, words in _HEADS:
        links = [_link(answers, use, about) for use in uses if use.kind == kind and use.against is against]
        if links:
            parts: list[Inline] = [Strong(words) if against else words, " "]
            for k, link in enumerate(links):
                parts += [*(["; "] if k else []), link]
            yield said(*parts, ".")


def _link(answers: Answers, use: Use, about: Mapping[str, Subject]) -> Link:
    if use.kind == "claim":
        says = next(c.says for c in answers.study.claims if c.id == use.name)
        return Link(says.rstrip("."), anchors.claim(answers, use.name))
    return Link(about[use.name].says, anchors.assumption(answers, use.name))


def _numbered(place: Place) -> str:
    return ", paragraph unknown" if place.number is None else f" ¶ {place.number}"


_HEADS = (
    ("assumption", False, "It speaks for"),
    ("assumption", True, "It speaks against"),
    ("claim", False, "Claims taken from it:"),
    ("claim", True, "Claims that it speaks against:"),
    ("event", False, "It tells of what drives"),
    ("event", True, "It disputes what drives"),
)
