"""The entries of a study's assumptions: value, where it stands in the file, and every reason with its passage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from detente.explain.numerals import MINUS
from detente.report import anchors
from detente.report.answers import Answers
from detente.report.document import Code, Entry, Fold, Inline, Link, Paragraph, Quoted, Section, Sentence, Strong, said
from detente.report.excerpts import label, trouble
from detente.study.assumptions import Assumption, Because, Quantity
from detente.study.subjects import Part, Subject

PARTS: Mapping[Part, tuple[str, str]] = {
    "polities": (
        "Polities",
        "Who takes part: how much each group counts in its polity, and how far each polity can be pulled.",
    ),
    "issues": ("Issues", "What is at stake: where levels begin, how fast they move, and who wants what how much."),
    "drivers": ("Drivers", "What happened: how strong each event is, and how long it lasts."),
    "effects": ("Effects", "What moves what: by how much at a strength of 1, under each cause."),
    "others": ("Others", "Numbers that belong to none of these."),
}


def sections(answers: Answers, about: Mapping[str, Subject]) -> tuple[Section, ...]:
    """Every assumption once, by part of the study, folded by what it belongs to."""
    made: list[Section] = []
    for part, (title, lead) in PARTS.items():
        groups: dict[str, list[Assumption]] = {}
        for assumption in answers.study.assumptions:
            subject = about[assumption.key]
            if subject.part == part:
                groups.setdefault(subject.group, []).append(assumption)
        if groups:
            folds = tuple(_fold(answers, name, found, about) for name, found in groups.items())
            made.append(Section(f"evidence-{part}", title, (Paragraph((said(lead),), "note"), *folds)))
    return tuple(made)


def supported(assumptions: Iterable[Assumption]) -> str:
    """How many rest on what: `12 assumptions: 4 quoted, 8 judged`."""
    counts = Counter(a.support for a in assumptions)
    kinds = ", ".join(
        f"{counts[kind]} {kind}" for kind in ("quoted", "measured", "judged", "unsupported") if counts[kind]
    )
    total = counts.total()
    return f"{total} assumption{'' if total == 1 else 's'}: {kinds}"


def meant(quantity: Quantity) -> str:
    """The interval that a spelling stands for, where it does not say so itself: `0.4 to 0.6` for `medium`."""
    if quantity.law == "exactly":
        return "" if "exactly" in quantity.spelled else f"exactly {quantity.low:g}"
    ends = f"{quantity.low:.3g} to {quantity.high:.3g}"
    numbers = quantity.spelled.removesuffix(" months").replace("x", "")
    return "" if numbers == ends else ends.replace("-", MINUS)


def _fold(answers: Answers, name: str, found: Sequence[Assumption], about: Mapping[str, Subject]) -> Fold:
    before = (None, *found[:-1])
    entries = (_entry(answers, a, about, last) for last, a in zip(before, found, strict=True))
    return Fold(f"{name} ({supported(found)})", tuple(entries))


def _entry(answers: Answers, assumption: Assumption, about: Mapping[str, Subject], last: Assumption | None) -> Entry:
    subject = about[assumption.key]
    ends = meant(assumption.quantity)
    support: Inline = assumption.support if assumption.support != "unsupported" else Strong("unsupported")
    bracket = f" ({ends})" if ends else ""
    title = said(f"{subject.says}: ", Strong(assumption.quantity.spelled), f"{bracket}, ", support)
    unit = f", {subject.unit}." if subject.unit else "."
    where = said(Code(assumption.path), f", line {assumption.line}{unit}")
    if last is not None and last.because and last.because == assumption.because:
        reasons = (_as_before(answers, last, about),)
    else:
        reasons = tuple(_reason(answers, because) for because in assumption.because) or (said(NO_REASON),)
    return Entry(anchors.assumption(answers, assumption.key), title, (Paragraph((where, *reasons)),))


NO_REASON = Strong("The study gives no reason for it.")


def _as_before(answers: Answers, last: Assumption, about: Mapping[str, Subject]) -> Sentence:
    """The same reasons cover two numbers in a row: the first has them in full, the second leads to the passages."""
    parts: list[Inline] = ["Reasons as for ", Link(about[last.key].says, anchors.assumption(answers, last.key))]
    for because in last.because:
        if because.kind == "passage":
            head = "against: " if because.against else ""
            parts += ["; ", head, Link(label(answers.verdicts[because.path]), anchors.passage(answers, because))]
    return said(*parts, ".")


def _reason(answers: Answers, because: Because) -> Sentence:
    if because.kind == "judgement":
        return said(
            f"Judged: {because.reason.rstrip()}" + ("" if because.reason.rstrip().endswith((".", "!", "?")) else ".")
        )
    if because.kind == "measured":
        return said("Measured: ", Code(because.data), ".")
    source = next(s for s in answers.study.sources if s.id == because.source)
    verdict = answers.verdicts[because.path]
    head: Inline = Strong("Against: ") if because.against else "For: "
    place = Link(label(verdict), anchors.passage(answers, because))
    parts: list[Inline] = [head, Quoted(because.quote, source.language), " (", place]
    parts.append(f", graded {source.grade})" if source.grade else ", not graded)")
    wrong = trouble(verdict)
    return said(*parts, *([" ", Strong(wrong)] if wrong else []), ".")
