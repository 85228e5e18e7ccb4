"""Bibliographies: both lists can be read by others, and no title gets out of its field."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from detente import rules, solvers
from detente.report import literature
from detente.report.bibliography import Entry, bibtex, csl_json, entries, of_sources, readable, this_report
from detente.report.cited import cited, detente
from detente.study.citations import Work
from detente.study.nouns import Source
from tests.report.bare import arland, bare

if TYPE_CHECKING:
    from detente.study.nouns import Study

LITERATURE = [work for work in vars(literature).values() if isinstance(work, Work)]
PLUG_INS = [w for folder in (solvers, rules) for name in folder.names() for w in folder.named(name).source.works]
ALL = entries(list(dict.fromkeys([*LITERATURE, *PLUG_INS])))


@pytest.fixture(scope="module")
def study() -> Study:
    return arland()


HOSTILE = (
    "} @misc{evil, title={x}}",
    "{ unbalanced",
    "\\input{/etc/passwd} \\write18{ls}",
    "100 % of $5 & #1_a ~ b^c",
    'said "so", and <script>alert(1)</script>',
    "line\nbreak\r\n@article{x,\n}",
    "nul\x00 escape\x1b[31m \u202edesrever\u202c \u2028 end",
    "‌می‌خواهم بدانم",
    "%",
    "a" * 5000,
)

# What CSL-JSON allows, of https://resource.citationstyles.org/schema/latest/input/json/csl-data.json
CSL_TYPES = {"article-journal", "book", "chapter", "paper-conference", "report", "software", "webpage", "document"}
CSL_TEXTS = {"id", "type", "title", "container-title", "volume", "issue", "page", "publisher", "DOI", "URL", "version"}
CSL_TEXTS |= {"language", "note"}
CSL_NAMES = ({"family", "given"}, {"literal"})


def read_bibtex(text: str) -> dict[str, dict[str, str]]:
    """A strict reader: entries and fields by braces, as BibTeX counts them; anything else fails."""
    found: dict[str, dict[str, str]] = {}
    at = 0
    while at < len(text.rstrip()):
        head = re.compile(r"\s*@([a-z]+)\{([a-z0-9-]+),\n").match(text, at)
        assert head, text[at : at + 80]
        at, fields = head.end(), {}
        while not text.startswith("}", at):
            name = re.compile(r"  ([a-z]+) = \{").match(text, at)
            assert name, text[at : at + 80]
            depth, start = 1, name.end()
            at = start
            while depth:
                depth += {"{": 1, "}": -1}.get(text[at], 0)
                at += 1
            assert name[1] not in fields
            fields[name[1]] = text[start : at - 1]
            assert text.startswith(",\n", at), text[at : at + 80]
            at += 2
        at += 1
        assert head[2] not in found
        found[head[2]] = {"": head[1], **fields}
    return found


COMMANDS = {
    "\\textbackslash{}": "\\",
    "\\textbraceleft{}": "{",
    "\\textbraceright{}": "}",
    "\\textasciitilde{}": "~",
    "\\textasciicircum{}": "^",
} | {f"\\{c}": c for c in "$&#%_"}


def set_by_latex(words: str) -> str:
    """What LaTeX would print: every command is one of those that print a mark, and nothing else is active."""
    parts = re.findall(r"\\text[a-z]+\{\}|\\.|[^\\]", words, re.DOTALL)
    assert not {part for part in parts if part not in COMMANDS and part[0] in "\\{}$&#%_~^"}
    return "".join(COMMANDS.get(part, part) for part in parts)


def shown(title: str) -> str:
    """A title as one line without characters that act."""
    one_line = re.sub(r"\s+", " ", title).strip()
    acting = {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}
    return "".join(c for c in one_line if unicodedata.category(c) not in acting or c in "\u200c\u200d")


@given(st.one_of(st.sampled_from(HOSTILE), st.text()), st.one_of(st.sampled_from(HOSTILE), st.text()))
def test_no_title_or_author_gets_out_of_its_field(title: str, author: str) -> None:
    work = Work("document", (author,) if author else (), 2020, title, as_written=True)
    after = Work("book", ("Nye, J. S.",), 1977, "After")
    listed = (Entry("s1-00000000", work), Entry("nye1977", after))
    found = read_bibtex(bibtex(listed))
    assert list(found) == ["s1-00000000", "nye1977"]
    fields = found["s1-00000000"]
    assert fields["title"][0] + fields["title"][-1] == "{}"
    assert set_by_latex(fields["title"][1:-1]) == shown(title)
    if shown(author):
        assert set_by_latex(fields["author"][1:-1]) == shown(author)

    items = json.loads(csl_json(listed))
    assert [item["id"] for item in items] == ["s1-00000000", "nye1977"]
    assert items[0].get("title", "") == title
    assert items[0].get("author", []) == ([{"literal": author}] if author else [])


@given(st.text())
def test_a_list_shows_no_character_that_acts_on_a_page_or_terminal(words: str) -> None:
    work = Work("webpage", (words,), None, words, container=words, publisher=words, note=words, as_written=True)
    for text in (bibtex([Entry("a", work)]), csl_json([Entry("a", work)])):
        acting = {c for c in text if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}}
        assert acting <= {"\n", "\u200c", "\u200d"}


def csl_fits(item: dict[str, Any]) -> None:
    assert item["type"] in CSL_TYPES
    assert item.keys() <= CSL_TEXTS | {"author", "editor", "issued"}
    assert all(isinstance(item[name], str) and item[name] for name in CSL_TEXTS & item.keys())
    for person in (*item.get("author", ()), *item.get("editor", ())):
        assert person.keys() in CSL_NAMES
    parts = item.get("issued", {}).get("date-parts", [[2000]])
    assert len(parts) == 1
    assert 1 <= len(parts[0]) <= 3
    assert all(type(part) is int for part in parts[0])


@pytest.mark.parametrize("entry", ALL, ids=[key for key, _ in ALL])
def test_every_work_has_a_place_in_both_lists(entry: Entry) -> None:
    (item,) = json.loads(csl_json([entry]))
    csl_fits(item)
    (fields,) = read_bibtex(bibtex([entry])).values()
    assert fields["year"] == str(entry.work.year)
    assert fields["author"].count(" and ") == len(entry.work.authors) - 1
    assert item["title"] == entry.work.title
    wanted = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle", "book": "publisher"}
    needed = wanted.get(fields[""], "institution" if fields[""] == "techreport" else "title")
    assert fields[needed]


@pytest.mark.parametrize("entry", ALL, ids=[key for key, _ in ALL])
def test_an_author_is_written_family_name_first_or_is_an_institution(entry: Entry) -> None:
    for name in (*entry.work.authors, *entry.work.editors):
        assert re.fullmatch(r"[^,;]+, (\w\.[ -]?)+", name) or not re.search(r"[,.]", name), name


@pytest.mark.parametrize("entry", ALL, ids=[key for key, _ in ALL])
def test_a_doi_is_one_and_stands_as_an_address_in_the_readable_list(entry: Entry) -> None:
    if entry.work.doi:
        assert re.fullmatch(r"10\.\d{4,5}/[\w.()/-]+", entry.work.doi)
        assert readable(entry.work).endswith(f" https://doi.org/{entry.work.doi}")


def test_a_readable_entry_reads_as_one() -> None:
    works = {key: readable(work) for key, work in ALL}
    assert works["black1948"] == (
        "Black, D. (1948). On the rationale of group decision-making. Journal of Political Economy 56(1), 23–34. "
        "https://doi.org/10.1086/256633"
    )
    assert works["achen2006"] == (
        "Achen, C. H. (2006). Institutional realism and bargaining models. In Thomson, R. and others (eds.), "
        "The European Union Decides. Cambridge University Press."
    )


def test_works_of_one_author_and_year_are_told_apart() -> None:
    one, two = (Work("book", ("Waltz, K. N.",), 1979, title) for title in ("One", "Two"))
    assert [key for key, _ in entries([one, two])] == ["waltz1979", "waltz1979a"]


def test_the_sources_of_a_study_stand_as_it_writes_them(study: Study) -> None:
    whole = Source(
        "s", "Title", 1, author="Smith, J., and Doe, A.", publisher="House", date=date(2024, 12, 25), language="fa",
        url="https://example.org/a_b?c=%20{d}",
    )  # fmt: skip
    bad = Source("t", "Other", 1, url="javascript:alert(1)")
    listed = of_sources(bare(replace(study, sources=(whole, bad))))
    first, second = json.loads(csl_json(listed))
    csl_fits(first)
    csl_fits(second)
    assert first["author"] == [{"literal": "Smith, J., and Doe, A."}]
    assert first["issued"] == {"date-parts": [[2024, 12, 25]]}
    assert (first["type"], first["publisher"], first["language"]) == ("webpage", "House", "fa")
    assert "URL" not in second
    fields = read_bibtex(bibtex(listed))[f"s1-{study.hash[:8]}"]
    assert fields["url"] == "https://example.org/a_b?c=%20%7Bd%7D"
    assert (fields["year"], fields["month"], fields["day"]) == ("2024", "12", "25")
    assert fields["author"] == "{Smith, J., and Doe, A.}"


def test_the_report_is_cited_with_what_it_takes_to_make_it_again(study: Study) -> None:
    (item,) = json.loads(csl_json([this_report(bare(study, draws=4096, seed=7))]))
    assert item["title"] == study.title
    assert all(word in item["note"] for word in (study.hash, "4096 draws", "seed 7"))


def test_the_software_is_cited_as_its_citation_file_asks(study: Study, root: Any) -> None:
    asked = YAML(typ="safe").load((root / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors", "version", "type"} <= asked.keys()
    assert asked["cff-version"] == "1.2.0"
    work = detente(bare(study))
    assert (work.title, list(work.authors)) == (asked["title"], [author["name"] for author in asked["authors"]])
    assert work.version == asked["version"]
    putnam = next(c.work for c in cited(bare(study)) if c.work.authors == ("Putnam, R. D.",))
    (reference,) = asked["references"]
    assert (reference["title"], reference["year"], str(reference["volume"])) == (putnam.title, 1988, putnam.volume)
    assert f"{reference['start']}-{reference['end']}" == putnam.pages
