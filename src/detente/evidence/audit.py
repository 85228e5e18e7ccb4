"""Source audit: who is quoted, in which language and of which year, how much rests on one source, what is said twice.

A passage is known by the hash of its text, so that one which stands in two sources counts once. What is counted are
quotes and the passages they stand in, never other parts of a page: it comes out the same whether pages are held or not,
but for texts that a held page shares with what is quoted from another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from detente.evidence import grades
from detente.evidence.normal import normalise
from detente.evidence.passages import Passage
from detente.evidence.verify import Verdict
from detente.study.assumptions import Because
from detente.study.nouns import Assumption, Source, Study


@dataclass(frozen=True, slots=True)
class Row:
    """What comes from one publisher, author, language or year; `name` is empty where the study does not say."""

    name: str
    sources: tuple[str, ...]
    passages: int  # each text once
    quotes: int
    supported: int  # assumptions for which it speaks
    opposed: int  # assumptions against which it speaks
    claims: int


@dataclass(frozen=True, slots=True)
class Shared:
    """Two sources with the same text: how many of the quoted passages stand in both."""

    one: str
    other: str
    passages: int


@dataclass(frozen=True, slots=True)
class Audit:
    """What a study's evidence is made of."""

    publishers: tuple[Row, ...]
    authors: tuple[Row, ...]
    languages: tuple[Row, ...]
    years: tuple[Row, ...]
    shared: tuple[Shared, ...]
    quotes: int
    passages: int  # each text once
    speaking_for: int  # assumptions with a passage for them
    against: int  # assumptions with a passage against them
    on_one: int  # of those with a passage for them, how many rest on one source and no data
    only: str  # the source that holds every quoted passage; empty where it takes several
    unused: tuple[str, ...]  # sources that nothing quotes
    late: tuple[str, ...]  # sources dated after the study's present
    diagonal: tuple[int, int]  # grades with equal ranks, and grades with both ranks
    alike: bool  # so many of them that the halves were hardly judged apart


def audit(study: Study, verdicts: Mapping[str, Verdict], held: Mapping[str, Sequence[Passage]]) -> Audit:
    """Look through a study's sources."""
    texts = _Texts(study, verdicts, held)
    quoted = [a for a in study.assumptions if _passages(a.because, against=False)]
    everything = frozenset(texts.of.values())
    single = [s.id for s in study.sources if everything and everything <= texts.standing(s.id)]
    cited = {v.source for v in verdicts.values()}
    ranks = [s.grade for s in study.sources if s.grade]
    return Audit(
        publishers=_rows(study, verdicts, texts, lambda s: s.publisher),
        authors=_rows(study, verdicts, texts, lambda s: s.author),
        languages=_rows(study, verdicts, texts, lambda s: s.language),
        years=_rows(study, verdicts, texts, lambda s: str(s.date.year) if s.date else ""),
        shared=tuple(texts.shared()),
        quotes=len(verdicts),
        passages=len(everything),
        speaking_for=len(quoted),
        against=sum(bool(_passages(a.because, against=True)) for a in study.assumptions),
        on_one=sum(texts.on_one(a) for a in quoted),
        only=single[0] if single else "",
        unused=tuple(s.id for s in study.sources if s.id not in cited),
        late=tuple(s.id for s in study.sources if s.date is not None and s.date > study.span.now),
        diagonal=grades.diagonal(ranks),
        alike=grades.alike(ranks),
    )


def twins(
    verdicts: Mapping[str, Verdict], held: Mapping[str, Sequence[Passage]]
) -> tuple[tuple[str, Passage, str], ...]:
    """Held paragraphs that repeat, word for word, one quoted from elsewhere: source, paragraph, source quoted."""
    origin = {v.sha256: v.source for v in reversed([*verdicts.values()]) if v.sha256}
    own = {(v.source, v.sha256) for v in verdicts.values()}
    return tuple(
        (source, passage, origin[passage.sha256])
        for source, passages in held.items()
        for passage in passages
        if passage.sha256 in origin and (source, passage.sha256) not in own
    )


def together(study: Study, sources: Iterable[str]) -> int:
    """How many numbers rest on these sources and on nothing else: what falls back when all are dropped at once."""
    group = set(sources)
    return sum(bool(on := _rests(a)) and on <= group for a in study.assumptions)


class _Texts:
    """Which text each quote stands in, and in which sources each text stands."""

    def __init__(self, study: Study, verdicts: Mapping[str, Verdict], held: Mapping[str, Sequence[Passage]]) -> None:
        self.sources = [s.id for s in study.sources]
        self.of = {path: _text(v) for path, v in verdicts.items()}
        self.found: dict[str, set[str]] = {name: set() for name in self.sources}
        for path, verdict in verdicts.items():
            self.found.setdefault(verdict.source, set()).add(self.of[path])
        for source, passage, _ in twins(verdicts, held):
            self.found.setdefault(source, set()).add(passage.sha256)

    def standing(self, source: str) -> frozenset[str]:
        """The quoted texts that stand in a source."""
        return frozenset(self.found.get(source, ()))

    def on_one(self, assumption: Assumption) -> bool:
        """Whether one source holds all that speaks for a number."""
        if any(b.kind == "measured" for b in assumption.because):
            return False
        needed = {self.of[b.path] for b in _passages(assumption.because, against=False) if b.path in self.of}
        return any(needed <= self.standing(source) for source in self.sources)

    def shared(self) -> Iterable[Shared]:
        """Pairs of sources with a text in common."""
        for one, other in combinations(self.sources, 2):
            both = self.standing(one) & self.standing(other)
            if both:
                yield Shared(one, other, len(both))


def _rows(
    study: Study, verdicts: Mapping[str, Verdict], texts: _Texts, name: Callable[[Source], str]
) -> tuple[Row, ...]:
    groups: dict[str, list[str]] = {}
    for source in study.sources:
        groups.setdefault(name(source), []).append(source.id)
    rows = [_row(study, verdicts, texts, said, frozenset(ids)) for said, ids in groups.items()]
    return tuple(sorted(rows, key=lambda row: (-row.quotes, row.name)))


def _row(study: Study, verdicts: Mapping[str, Verdict], texts: _Texts, said: str, ids: frozenset[str]) -> Row:
    def speak(reasons: Sequence[Because], *, against: bool) -> bool:
        return any(b.source in ids for b in _passages(reasons, against=against))

    paths = [path for path, v in verdicts.items() if v.source in ids]
    return Row(
        name=said,
        sources=tuple(s.id for s in study.sources if s.id in ids),
        passages=len({texts.of[path] for path in paths}),
        quotes=len(paths),
        supported=sum(speak(a.because, against=False) for a in study.assumptions),
        opposed=sum(speak(a.because, against=True) for a in study.assumptions),
        claims=sum(any(b.source in ids for b in c.because) for c in study.claims),
    )


def _text(verdict: Verdict) -> str:
    """What a quote's passage is known by; where no passage is known, the quote itself, in its source only."""
    return verdict.sha256 or f"{verdict.source}: {normalise(verdict.quote)}"


def _passages(reasons: Sequence[Because], *, against: bool) -> list[Because]:
    return [b for b in reasons if b.kind == "passage" and b.against is against]


def _rests(assumption: Assumption) -> set[str]:
    """Sources and data columns that speak for a number, as `detente.study.judgement` counts them."""
    data = {f"data {b.data}" for b in assumption.because if b.kind == "measured"}
    return {b.source for b in _passages(assumption.because, against=False)} | data
