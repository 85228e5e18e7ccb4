"""The passages that a study quotes, one place for each paragraph, and what rests on each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.evidence.audit import twins
from detente.evidence.passages import Passage
from detente.evidence.verify import Verdict
from detente.report import anchors
from detente.report.answers import Answers
from detente.study.assumptions import Because


@dataclass(frozen=True, slots=True)
class Use:
    """What rests on a quote: an assumption by its key, a claim by its id, or a happening by its strength's key."""

    kind: str  # assumption, claim or event
    name: str
    against: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph of a source with all quotes from it; `number` is None where no quote's paragraph is known.

    `copies` is the source from which its words are quoted, where they stand here too and nobody quotes them from here.
    """

    id: str
    source: str
    number: int | None
    verdicts: tuple[Verdict, ...]
    uses: tuple[Use, ...]
    text: Passage | None  # where the source is held
    copies: str = ""


def places(answers: Answers) -> tuple[Place, ...]:
    """Every paragraph that is quoted, and every held one that repeats it, by source and number."""
    reasons = list(_used(answers))
    found: dict[str, list[tuple[Because, Use]]] = {}
    for because, use in reasons:
        found.setdefault(anchors.passage(answers, because), []).append((because, use))
    held = {(source, p.number): p for source, passages in answers.held.items() for p in passages}
    made = [_place(answers, place, rests, held) for place, rests in found.items()]
    known = {place.id for place in made}
    for source, passage, origin in twins(answers.verdicts, answers.held):
        place = anchors.paragraph(answers, source, passage.number)
        if place not in known:
            made.append(Place(place, source, passage.number, (), (), passage, copies=origin))
    order = {s.id: k for k, s in enumerate(answers.study.sources)}
    last = float("inf")
    return tuple(sorted(made, key=lambda p: (order[p.source], last if p.number is None else p.number)))


def _place(
    answers: Answers, place: str, rests: Sequence[tuple[Because, Use]], held: dict[tuple[str, int], Passage]
) -> Place:
    paths = dict.fromkeys(because.path for because, _ in rests)
    verdicts = tuple(answers.verdicts[path] for path in paths)
    source, number = verdicts[0].source, verdicts[0].passage
    text = None if number is None else held.get((source, number))
    uses = tuple(dict.fromkeys(use for _, use in rests))
    return Place(place, source, number, verdicts, uses, text)


def _used(answers: Answers) -> Iterator[tuple[Because, Use]]:
    """Every quote with what rests on it, in the order of the study."""
    study = answers.study
    counted: set[str] = set()
    for a in study.assumptions:
        for b in a.because:
            if b.kind == "passage":
                counted.add(b.path)
                yield b, Use("assumption", a.key, b.against)
    for c in study.claims:
        for b in c.because:
            if b.kind == "passage":
                counted.add(b.path)
                yield b, Use("claim", c.id, b.against)
    for e in study.events:
        for b in e.because:
            if b.kind == "passage" and b.path not in counted:
                yield b, Use("event", e.strength.key, b.against)
