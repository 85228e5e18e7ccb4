"""Bibliographies: works as BibTeX, as CSL-JSON and in readable form, whatever marks a title holds."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from detente.report.answers import Answers
from detente.study.citations import Work, WorkKind


class Entry(NamedTuple):
    """A work under the key by which a document cites it: letters, digits and hyphens."""

    key: str
    work: Work


def entries(works: Sequence[Work]) -> tuple[Entry, ...]:
    """Works under keys such as `grimm2006`; works that would share a key are told apart by a letter."""
    found: list[Entry] = []
    taken: set[str] = set()
    for work in works:
        stem = _stem(work)
        key = next(key for key in (stem, *(f"{stem}{chr(97 + n)}" for n in range(26))) if key not in taken)
        taken.add(key)
        found.append(Entry(key, work))
    return tuple(found)


def this_report(answers: Answers) -> Entry:
    """The report itself, with all that it takes to make it again."""
    run, study = answers.run, answers.study
    note = f"Made with detente {run.version} from study {study.hash}, {run.draws} draws, seed {run.seed}"
    work = Work("report", (), answers.day.year, study.title, note=note, day=answers.day)
    return Entry(f"report-{study.hash[:8]}", work)


def of_sources(answers: Answers) -> tuple[Entry, ...]:
    """The sources that a study cites, under keys of its own. Authors stand as the study writes them."""
    study = answers.study
    return tuple(
        Entry(
            f"s{n}-{study.hash[:8]}",
            Work(
                "webpage" if _address(s.url) else "document",
                (s.author,) if s.author else (),
                None if s.date is None else s.date.year,
                s.title,
                publisher=s.publisher,
                url=_address(s.url),
                day=s.date,
                language=s.language,
                as_written=True,
            ),
        )
        for n, s in enumerate(study.sources, 1)
    )


def readable(work: Work) -> str:
    """A work in author-date style, with the address of its DOI."""
    when = work.year or "no date"
    said = [f"{_named(work.authors)} ({when})." if work.authors else f"({when})."]
    said.append(_closed(work.title))
    pages = f"{', ' if work.volume or work.editors else ''}{work.pages.replace('-', '–')}" if work.pages else ""
    if work.kind in {"chapter", "paper"} and work.container:
        editors = f"{_named(work.editors)} (eds.), " if work.editors else ""
        said.append(_closed(f"In {editors}{work.container}{pages}"))
    elif work.container:
        issue = f"({work.issue.replace('-', '–')})" if work.issue else ""
        volume = f" {work.volume}{issue}" if work.volume else ""
        said.append(_closed(f"{work.container}{volume}{pages}"))
    said += [
        _closed(words) for words in (work.publisher, work.version and f"Version {work.version}", work.note) if words
    ]
    address = f"https://doi.org/{work.doi}" if work.doi else work.url
    return " ".join([*said, address] if address else said)


def bibtex(listed: Sequence[Entry]) -> str:
    """Entries for BibTeX, in UTF-8. Nothing in a work can close a field or be taken for a command."""
    return "\n\n".join(_bibtex(key, work) for key, work in listed) + "\n"


def csl_json(listed: Sequence[Entry]) -> str:
    """Entries for reference managers, as CSL-JSON. Characters that could act where they are shown are spelled out."""
    items = [json.dumps(_csl(key, work), ensure_ascii=False) for key, work in listed]
    inert = ("".join(json.dumps(c)[1:-1] if unicodedata.category(c) in _ACTING else c for c in item) for item in items)
    return "[\n" + ",\n".join(inert) + "\n]\n"


# ── BibTeX ────────────────────────────────────────────────────────────────────────────────────

_BIBTEX: Mapping[WorkKind, str] = {
    "article": "article",
    "book": "book",
    "chapter": "incollection",
    "paper": "inproceedings",
    "report": "techreport",
}


def _bibtex(key: str, work: Work) -> str:
    kind = _BIBTEX.get(work.kind, "misc")
    if (kind == "book" and not work.publisher) or (kind == "techreport" and not work.authors):
        kind = "misc"
    within = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}.get(kind, "howpublished")
    publisher = "institution" if kind == "techreport" else "publisher"
    house = work.publisher or (work.authors[0] if kind == "techreport" else "")
    fields = {
        "author": _bibtex_names(work.authors, taken_apart=not work.as_written),
        "title": f"{{{_latex(work.title)}}}",
        within: _latex(work.container),
        "editor": _bibtex_names(work.editors, taken_apart=True),
        "year": "" if work.year is None else str(work.year),
        "month": "" if work.day is None else str(work.day.month),
        "day": "" if work.day is None else str(work.day.day),
        "volume": _latex(work.volume),
        "number": _latex(work.issue).replace("-", "--"),
        "pages": _latex(work.pages).replace("-", "--"),
        publisher: _latex(house),
        "doi": _verbatim(work.doi),
        "url": _verbatim(work.url),
        "version": _latex(work.version),
        "language": _latex(work.language),
        "note": _latex(work.note),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{key},", *lines, "}"])


def _bibtex_names(names: Sequence[str], *, taken_apart: bool) -> str:
    whole = [_latex(name) if taken_apart and "," in name else f"{{{_latex(name)}}}" for name in names]
    return " and ".join(whole)


_LATEX = {c: f"\\{c}" for c in "$&#%_"} | {
    "\\": "\\textbackslash{}",
    "{": "\\textbraceleft{}",  # BibTeX counts braces even behind a backslash
    "}": "\\textbraceright{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}


def _latex(words: str) -> str:
    return "".join(_LATEX.get(c, c) for c in _one_line(words))


def _verbatim(address: str) -> str:
    """An address or a DOI, which LaTeX reads as it stands: what could end it is percent-encoded."""
    return "".join(f"%{ord(c):02X}" if c in '\\{}"<>^` ' else c for c in _one_line(address))


_ACTING = {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}
_JOINERS = "\u200c\u200d"  # spelling, in Persian and elsewhere


def _one_line(words: str) -> str:
    plain = re.sub(r"\s+", " ", words).strip()
    return "".join(c for c in plain if unicodedata.category(c) not in _ACTING or c in _JOINERS)


# ── CSL-JSON ──────────────────────────────────────────────────────────────────────────────────

_CSL: Mapping[WorkKind, str] = {"article": "article-journal", "paper": "paper-conference"}


def _csl(key: str, work: Work) -> dict[str, Any]:
    day = work.day
    issued = [work.year] if day is None else [day.year, day.month, day.day]
    fields: dict[str, Any] = {
        "title": work.title,
        "author": [_csl_name(name, taken_apart=not work.as_written) for name in work.authors],
        "editor": [_csl_name(name, taken_apart=True) for name in work.editors],
        "issued": {"date-parts": [issued]} if issued != [None] else None,
        "container-title": work.container,
        "volume": work.volume,
        "issue": work.issue,
        "page": work.pages,
        "publisher": work.publisher,
        "DOI": work.doi,
        "URL": work.url,
        "version": work.version,
        "language": work.language,
        "note": work.note,
    }
    return {"id": key, "type": _CSL.get(work.kind, work.kind)} | {
        name: value for name, value in fields.items() if value
    }


def _csl_name(name: str, *, taken_apart: bool) -> dict[str, str]:
    family, comma, given = name.partition(", ")
    return {"family": family, "given": given} if comma and taken_apart else {"literal": name}


# ── names ─────────────────────────────────────────────────────────────────────────────────────

_SHOWN = 3


def _named(names: Sequence[str]) -> str:
    if len(names) > _SHOWN:
        return f"{names[0]} and others"
    return " and ".join([*([", ".join(names[:-1])] if len(names) > 1 else []), *names[-1:]])


def _closed(words: str) -> str:
    return words if words.endswith((".", "?", "!")) else f"{words}."


def _stem(work: Work) -> str:
    """First author's family name, or an institution's initials, and the year; else the title's first word."""
    first = work.authors[0] if work.authors and work.year is not None else ""
    family, comma, _ = first.partition(",")
    name = family if comma else "".join(word[0] for word in first.split() if word[0].isupper())
    plain = unicodedata.normalize("NFKD", name or work.title.partition(" ")[0])
    return (re.sub(r"[^a-z0-9]", "", plain.lower()) or "work") + (str(work.year) if work.year is not None else "")


def _address(url: str) -> str:
    return url if re.match(r"https?://", url, re.IGNORECASE) else ""
