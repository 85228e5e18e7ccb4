"""The ledger: for every number of a report the command that prints it, and the assumptions and passages it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from detente.report import anchors
from detente.report.answers import Answers
from detente.report.document import Basis, Code, Entry, Inline, Link, Paragraph, Section, Sentence, said
from detente.report.excerpts import label
from detente.study.assumptions import Assumption
from detente.study.subjects import Subject, subjects

LEAD = (
    "Each superscript in this report leads here: to the command that prints the number again, with the same seed and "
    "as many draws; to the assumptions that it rests on, first those of what it is about, or those that move the "
    "headline's level furthest; and to their passages."
)


def section(answers: Answers, found: Sequence[Basis]) -> Section:
    """One entry for each basis, in order of first use; its number is what sentences point to."""
    lead = Paragraph((said(LEAD),), "note")
    ledger = _Ledger(answers)
    entries = tuple(ledger.entry(n, basis) for n, basis in enumerate(found, 1))
    return Section("ledger", "Where the numbers come from", (lead, *entries))


class _Ledger:
    """What entries look up: assumptions by key, in words, and where their passages are."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.told: dict[tuple[tuple[str, ...], int, str], tuple[int, str]] = {}
        self.about: dict[str, Subject] = subjects(answers.study)
        self.assumptions: dict[str, Assumption] = {a.key: a for a in answers.study.assumptions}
        self.labels = {
            anchors.passage(answers, b): label(answers.verdicts[b.path])
            for b in (b for noun in (*answers.study.assumptions, *answers.study.claims) for b in noun.because)
            if b.kind == "passage"
        }

    def entry(self, number: int, basis: Basis) -> Entry:
        """What one number comes from. Numbers that rest on the same are told to, so that the ledger stays short."""
        run = [said("Printed by ", Code(basis.command), "."), *([said(basis.note)] if basis.note else [])]
        rests = (basis.assumptions, basis.more, basis.order)
        same = self.told.setdefault(rests, (number, basis.title))
        if not basis.assumptions:
            on = [said("Rests on the study's ", Link("assumptions", "evidence-assumptions"), ".")]
        elif same[0] != number:
            total = len(basis.assumptions) + basis.more
            other = Link(same[1].rstrip(".?!… "), anchors.basis(same[0]))
            on = [said(f"Rests on the same {total} assumptions as ", other, ".")]
        else:
            on = [self._assumptions(basis), self._passages(basis)]
        own = [Link(self.labels.get(to, to), to) for to in basis.passages]
        quoted = [said("Its own passages: ", *_listed(own), ".")] if own else []
        return Entry(anchors.basis(number), said(basis.title), (Paragraph((*run, *quoted, *on)),))

    def _assumptions(self, basis: Basis) -> Sentence:
        links = [Link(self.about[key].says, anchors.assumption(self.answers, key)) for key in basis.assumptions]
        total = len(links) + basis.more
        if not basis.more:
            return said("Rests on ", *_listed(links), ".")
        head = {"strongest": "most of all on ", "own": "its own among them: ", "file": "those of the issue first: "}
        more = Link(f"{basis.more} more", "evidence-assumptions")
        return said(f"Rests on {total} assumptions, {head[basis.order]}", *_listed(links), "; and ", more, ".")

    def _passages(self, basis: Basis) -> Sentence:
        reasons = [b for key in basis.assumptions for b in self.assumptions[key].because if b.kind == "passage"]
        found = dict.fromkeys(anchors.passage(self.answers, b) for b in reasons)
        if not found:
            return said("Those named were judged: no passage speaks for them.")
        return said("Passages of those named: ", *_listed([Link(self.labels[to], to) for to in found]), ".")


def _listed(links: Sequence[Link]) -> list[Inline]:
    parts: list[Inline] = []
    for k, link in enumerate(links):
        parts += [*(["; "] if k else []), link]
    return parts
