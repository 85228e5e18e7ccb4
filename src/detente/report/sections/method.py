"""Method: the model described, its equations, the works it is taken from, and how to make this report again."""

from __future__ import annotations

from shlex import quote

from detente.report import equations, odd, scales
from detente.report.answers import Answers
from detente.report.bibliography import bibtex, csl_json, entries, of_sources, readable, this_report
from detente.report.cited import cited
from detente.report.document import Block, Code, Fold, Items, Link, Listing, Paragraph, Section, said

ORDER = 8


def section(answers: Answers) -> Section:
    """How the numbers of this report came about, for those who want to check or repeat them."""
    lead = said(
        "This part says what the model is, how it computes, from which works its methods are taken, and how to make "
        "this report again."
    )
    parts = (
        odd.section(answers),
        equations.section(answers),
        scales.section(),
        _citations(answers),
        _reproduction(answers),
    )
    return Section("method", "Method", (Paragraph((lead,)),), parts)


def _citations(answers: Answers) -> Section:
    works = cited(answers)
    sources = of_sources(answers)
    listed = (this_report(answers), *entries([c.work for c in works]), *sources)
    items = [Paragraph((said(readable(c.work)), said(f"(Cited for {'; '.join(c.uses)}.)"))) for c in works]
    lead = said(
        "Cited are the works from which the solvers, rules and methods used in this report are taken, and no "
        "others. Page numbers and DOIs that nobody has looked up are left out."
    )
    own = said("The sources that the study itself cites are listed with ", Link("the evidence", "evidence"), ".")
    none = said("The study itself cites no source.")
    copied = f"{len(listed)} entries: this report, the works above{' and the study’s own sources' if sources else ''}"
    blocks: tuple[Block, ...] = (
        Paragraph((lead, own if sources else none)),
        Items(tuple(items)),
        Fold("BibTeX, to copy", (Listing(copied, bibtex(listed)),)),
        Fold("CSL-JSON, to copy (Zotero and other reference managers)", (Listing(copied, csl_json(listed)),)),
    )
    return Section("citations", "Citations", blocks)


_EXPLAINED = {"whatif": "what-ifs", "nudges": "the numbers to move", "willing": "who sets each level"}


def _reproduction(answers: Answers) -> Section:
    study, run = answers.study, answers.run
    name = quote(study.name)
    again = f"detente report {name} --draws {run.draws} --seed {run.seed} --dated {answers.day.isoformat()}"
    check = f"detente verify {quote(f'{study.name}-report.html')} {name}"
    given = [verb for verb in answers.draws if verb != "run" and verb not in answers.missing]
    used = [f"{_EXPLAINED.get(verb, verb)} {answers.draws[verb]:,}" for verb in given]
    explained = "Nothing could be explained."
    if used:
        explained = f"Explanations take the first of its draws: {', '.join(used)}."
    lines = (
        (
            said(f"This report was made with detente {run.version} from the study ", Code(study.name), "."),
            said("The SHA-256 of what the study says is ", Code(study.hash), "."),
            said(f"Its run has {run.draws:,} draws. {explained}"),
        ),
        (
            said("It is made again by ", Code(again), "."),
            said(
                "The same study, version, draws, seed and date give the same file, to the last byte, on one kind of "
                "machine."
            ),
            said("On another kind numbers agree within 0.000001 before they are rounded."),
            said(
                "Paragraphs of sources stand in it only where the sources' texts are on the machine; ",
                Code("--sources FOLDER"),
                " says where they are if not in the study's own folder.",
            ),
        ),
        (
            said("A report that came by mail is checked against a study by ", Code(check), "."),
            said("That compares hashes, quotes and numbers, and names the paragraph that was changed."),
        ),
    )
    return Section("reproduction", "Software and reproduction", tuple(Paragraph(sentences) for sentences in lines))
