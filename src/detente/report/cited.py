"""Cited: the works that a study's solvers and rules and a report's own methods are taken from, and no others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente import rules, solvers
from detente.evidence.grades import alike
from detente.report import literature as of
from detente.report.answers import Answers
from detente.study.citations import Source, Work
from detente.study.nouns import Study


@dataclass(frozen=True, slots=True)
class Cited:
    """A work, and all that it is cited for."""

    work: Work
    uses: tuple[str, ...]


def cited(answers: Answers) -> tuple[Cited, ...]:
    """Every work that this report rests on, by author and year, with what each is cited for."""
    found: dict[Work, list[str]] = {}
    for works, use in (*_of_the_model(answers.study), *_of_explanations(answers), *_of_the_report(answers)):
        for work in works:
            found.setdefault(work, []).append(use)
    listed = [Cited(work, tuple(dict.fromkeys(uses))) for work, uses in found.items()]
    return tuple(sorted(listed, key=lambda c: (c.work.authors[:1], c.work.year or 0, c.work.title)))


def solvers_used(study: Study) -> tuple[str, ...]:
    """Names of the solvers by which some party of some issue settles, in the study's own order."""
    parties = {p for q in study.issues for p in q.parties}
    return tuple(dict.fromkeys(p.solver for p in study.polities if p.id in parties))


def rules_used(study: Study) -> tuple[str, ...]:
    """Names of the rules by which two parties or more agree, in the study's own order."""
    return tuple(dict.fromkeys(q.rule for q in study.issues if len(q.parties) > 1))


Use = tuple[tuple[Work, ...], str]


def _of_the_model(study: Study) -> Iterator[Use]:
    yield (of.PUTNAM,), "the two levels at which a party plays"
    for name in solvers_used(study):
        solver = solvers.named(name)
        yield from _of_a_plug_in(solver.source, f"the solver {name}: {solver.title.lower()}")
    for name in rules_used(study):
        rule = rules.named(name)
        yield from _of_a_plug_in(rule.source, f"the rule {name}: {rule.title.lower()}")
    yield (of.MCKAY,), "Latin hypercube sampling of the assumptions"
    yield (of.SALMON,), "random numbers that depend on a key alone"
    yield (of.HYNDMAN_FAN,), "quantiles over draws"
    yield (of.OWEN_PAIRED,), "the same draws for everything that is compared"


def _of_explanations(answers: Answers) -> Iterator[Use]:
    roots = answers.roots
    shares = answers.claims is not None and any("share-of" in claim.expect for claim in answers.study.claims)
    if roots is not None or shares:
        yield (of.SHAPLEY,), "shares of drivers in a change"
    if roots is not None:
        yield (of.BALINSKI_YOUNG,), "rounded shares that add up"
        if roots.orders:
            yield (of.CASTRO, of.MITCHELL), "shares estimated from random orders of drivers and their reverses"
        if roots.together:
            yield (of.GRABISCH_ROUBENS,), "what two drivers add together and not apart"
            if roots.orders:
                yield (of.OWEN_EXTENSION,), "interactions of two drivers among many"
    if answers.claims is not None:
        yield (of.WILSON,), "the sampling error of a claim's share of draws"
    if answers.flip is not None:
        yield (of.HASOFER_LIND, of.RACKWITZ_FIESSLER, of.ZHANG_DER_KIUREGHIAN), "the smallest reversal"
        yield (of.MADOW,), "the draws in which the smallest reversal takes its slopes"
    if any(a is not None for a in (answers.flip, answers.sensitivity, answers.weakest)):
        yield (of.GRIEWANK_WALTHER,), "slopes of the model, by the chain rule run backwards"


def _of_the_report(answers: Answers) -> Iterator[Use]:
    study = answers.study
    yield (of.ODD_2006, of.ODD_2010, of.ODD_2020), "the form of the model description"
    yield (of.EDMONDS,), "the purposes that a model may serve"
    if study.questions:
        yield (of.ICD_203,), "words for probabilities"
        yield (of.WINTLE,), "numbers in brackets behind those words"
    if any(source.grade for source in study.sources):
        yield (of.ADMIRALTY,), "grades of sources"
        if alike([source.grade for source in study.sources]):
            yield (of.IRWIN_MANDEL,), "the warning that source and content were graded alike"
    yield (of.OKABE_ITO,), "colours of figures"
    yield (of.JAX, of.NUMPY), "the arithmetic"
    yield (of.ALTAIR,), "figures"
    yield (detente(answers),), "the software"


def detente(answers: Answers) -> Work:
    """The software, as `CITATION.cff` asks for it."""
    return Work("software", ("The detente authors",), None, of.DETENTE, version=answers.run.version)


def _of_a_plug_in(source: Source, use: str) -> Iterator[Use]:
    """The source with the place in it, then what a departure from it follows; one that has only words as they are."""
    first = source.works[:1] or (Work("document", (), None, source.cite, doi=source.doi),)
    yield first, f"{use}, {source.where.replace('-', '–')}"
    yield source.works[1:], use
