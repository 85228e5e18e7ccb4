"""The claims: what the sources assert, tested on the model; contradicted ones first, built-in ones apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import isnan
from shlex import quote

from detente import figures
from detente.drawing.heading import in_words
from detente.explain.claims import BORNE_OUT, LEANING, OPEN, VERDICTS, Claims, Tried
from detente.explain.numerals import percent
from detente.report import anchors, basis
from detente.report.answers import Answers
from detente.report.demands import demand
from detente.report.document import (
    Basis,
    Block,
    Code,
    Entry,
    Inline,
    Items,
    Link,
    Paragraph,
    Picture,
    Quoted,
    Section,
    Sentence,
    Strong,
    said,
)
from detente.report.in_points import points
from detente.study.nouns import Because, Claim

ORDER = 4

TITLE = "The claims: does the model bear out what the sources say?"

APART = "built in"

HEADS = {
    "contradicted": "Contradicted",
    "open": "Open",
    "leaning": "Leaning towards the claim",
    "borne out": "Borne out",
    APART: "Built in: they test the file, not the world",
}


def section(answers: Answers) -> Section:
    """How many claims came to which verdict, then each with its test, its passages and its verdict."""
    found = answers.claims
    if found is None:
        why = answers.missing.get("claims", "the study was not asked for them")
        return Section("claims", TITLE, (Paragraph((said(f"No claim is tested here: {why}."),)),))
    blocks = (
        Paragraph((_counts(answers, found),), "lead"),
        Paragraph(tuple(_verdicts(answers, found))),
        Picture("claims", figures.named("claims").rows(found), _all(answers, found)),
    )
    groups = [(name, [t for t in found.tried if _group(t) == name]) for name in HEADS]
    parts = tuple(
        Section(_id(name), HEADS[name], tuple(_entry(answers, t) for t in some)) for name, some in groups if some
    )
    return Section("claims", TITLE, blocks, parts)


def brief(answers: Answers) -> tuple[Block, ...]:
    """The counts, and every claim that is contradicted."""
    found = answers.claims
    if found is None:
        return ()
    against = [t for t in found.tried if _group(t) == "contradicted"]
    items = tuple(Paragraph((said(t.says), _holds(answers, t))) for t in against)
    blocks: list[Block] = [Paragraph((_counts(answers, found),))]
    if items:
        blocks += [Paragraph((said("Contradicted:"),)), Items(items)]
    return tuple(blocks)


def _group(tried: Tried) -> str:
    return APART if tried.apart else tried.verdict


def _id(group: str) -> str:
    return f"claims-{group.replace(' ', '-')}"


def _all(answers: Answers, found: Claims) -> Basis:
    of = (answers.study.name, found.made.draws, answers.run.seed)
    command = f"detente claims {quote(of[0])} --draws {of[1]} --seed {of[2]}"
    return Basis("claims", "What became of the claims", command)


# ── all of them ───────────────────────────────────────────────────────────────────────────────


def _counts(answers: Answers, found: Claims) -> Sentence:
    total = len(found.tried)
    parts: list[Inline] = [f"The study makes {total} claim{'' if total == 1 else 's'}: "]
    some = [(name, n) for name, n in found.counts.items() if n]
    apart = Counter(t.verdict for t in found.tried if t.apart)
    for k, (name, n) in enumerate(some):
        parts += ["" if k == 0 else ", " if k < len(some) - 1 else " and ", Link(f"{n} {name}", _id(name))]
    if apart:
        of = ", ".join(f"{apart[v]} {v}" for v in VERDICTS if apart[v])
        parts.append(f" (of these {of})")
    return said(*parts, ".", basis=_all(answers, found))


def _verdicts(answers: Answers, found: Claims) -> Iterator[Sentence]:
    source = _all(answers, found)
    out, leaning, open_ = (f"{100 * share:.0f} %" for share in (BORNE_OUT, LEANING, OPEN))
    yield said(
        f"Each is tested in every draw of the model: borne out where it holds in {out} of draws or more, leaning from "
        f"{leaning} on, open above {open_}, contradicted in no more than that.",
        basis=source,
    )
    yield said(
        "After a share of draws, brackets say where nine in ten samples of as many draws would put it; after the "
        "number that decides a claim, which is a median, they hold the middle 90 % of draws.",
        basis=source,
    )
    if any(t.form == "open" for t in found.tried):
        yield said("A claim that a question is open is judged by the question’s probability instead.")
    yield said(
        "What is borne out fits this model of the argument; that does not make it true. What is built in rests on "
        "the words that also put the effect into the study, or holds whatever its numbers are: it tests the file."
    )
    yield said(
        "What a claim says that a cause adds is measured by taking that cause away alone; the shares under “The roots” "
        "divide one change among all causes, and so differ from it."
    )


# ── one of them ───────────────────────────────────────────────────────────────────────────────


def _entry(answers: Answers, tried: Tried) -> Entry:
    claim = next(c for c in answers.study.claims if c.id == tried.id)
    source = basis.claim(answers, tried.id)
    blocks: list[Block] = [
        Paragraph((_holds(answers, tried), *_nearby(tried))),
        Paragraph((said(Strong("Demanded: "), demand(answers.study, claim), basis=source), *_effect(answers, tried))),
    ]
    if tried.built_in:
        why = said(Strong("Built in: "), "; ".join(tried.built_in), ".", *_effects(answers, tried), basis=source)
        blocks.append(Paragraph((why,), "warning"))
    blocks += _passages(answers, claim)
    return Entry(anchors.claim(answers, tried.id), said(tried.says), tuple(blocks))


def _holds(answers: Answers, tried: Tried) -> Sentence:
    low, high = (percent(end).removesuffix(" %") for end in (tried.low, tried.high))
    share = f"{percent(tried.share)} ({low} to {high} %)" if low != high else percent(tried.share)
    if tried.form == "open":
        how = f"the probability of its question is {share}, from {tried.draws:,} draws"
    elif tried.share in (0, 1):
        how = f"it holds in {'every one' if tried.share else 'none'} of {tried.draws:,} draws"
    else:
        how = f"it holds in {share} of {tried.draws:,} draws"
    verdict = Strong(tried.verdict[0].upper() + tried.verdict[1:])
    return said(verdict, f": {how}.", basis=basis.claim(answers, tried.id))


def _nearby(tried: Tried) -> Iterator[Sentence]:
    if tried.nearby:
        yield said(f"Within sampling error it could also be {' or '.join(tried.nearby)}.")


def _effect(answers: Answers, tried: Tried) -> Iterator[Sentence]:
    """The number that decides it, where that is another than the share of draws."""
    if tried.unit == "probability":
        return
    source, effect = basis.claim(answers, tried.id), tried.effect
    decides = "The number that decides it"
    if isnan(effect.median):
        yield said(f"{decides}, {in_words(tried.about)}, cannot be said: the level does not move.", basis=source)
        return
    of = 100 if tried.unit == "share" else 1
    unit = {"points": " points", "times": " times", "share": " %"}[tried.unit]
    number = f"{points(of * effect.median, of * effect.p5, of * effect.p95)}{unit}"
    wanted = (
        f"; wanted is {tried.wanted}" if tried.form in ("pivotal", "inside-band") else ""
    )  # what it is held against
    yield said(f"{decides}, {in_words(tried.about)}, is {number}{wanted}.", basis=source)


def _effects(answers: Answers, tried: Tried) -> Iterator[Inline]:
    """Links to the effects that are named among the reasons why a claim is built in."""
    named = {word.strip(",.;") for reason in tried.built_in for word in reason.split()}
    for effect in answers.study.effects:
        if effect.id in named:
            yield " See "
            yield Link(effect.by.path, anchors.assumption(answers, effect.by.key))
            yield "."


def _passages(answers: Answers, claim: Claim) -> Iterator[Block]:
    if not claim.because:
        yield Paragraph((said("It rests on no passage and on no stated judgement."),), "warning")
        return
    yield Items(tuple(Paragraph((_reason(answers, claim, b),)) for b in claim.because))


def _reason(answers: Answers, claim: Claim, because: Because) -> Sentence:
    against = "Against it: " if because.against else ""
    if because.kind == "judgement":
        return said(against, "Judged: ", because.reason, basis=basis.claim(answers, claim.id))
    if because.kind == "measured":
        return said(against, "Measured: ", Code(because.data))
    source = next(s for s in answers.study.sources if s.id == because.source)
    verdict = answers.verdicts.get(because.path)
    number = "" if verdict is None or verdict.passage is None else f", paragraph {verdict.passage}"
    to = anchors.passage(answers, because)
    return said(against, Quoted(because.quote, source.language), " ", Link(f"{source.title or source.id}{number}", to))
