"""A report as plain data: it loads back, says every sentence, and leads from each number to its basis."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from detente import figures
from detente.report import plain
from detente.report.document import Document, Picture, Section, bases, sentences
from detente.report.report import made, report
from tests.report import awkward


@pytest.fixture(scope="module")
def rows(example):
    return figures.named("levels").rows(example.run)


@pytest.fixture(scope="module")
def document(rows):
    return awkward.document(rows)


@pytest.fixture(scope="module")
def loaded(document):
    return json.loads(plain.text(document))


def test_it_says_what_it_is(document, loaded):
    assert (loaded["format"], loaded["version"]) == ("detente-report", 1)
    assert loaded["made"] == dict(document.made)
    assert list(loaded) == ["format", "version", "made", "title", "subtitle", "sections", "annex", "ledger"]


def test_every_sentence_comes_through_with_its_parts_and_basis(document, loaded):
    names = [basis.name for basis in bases(document.sections)]
    wanted = [(s.words, s.basis and 1 + names.index(s.basis.name)) for s in sentences(document.sections)]
    found = [(s["words"], s["basis"]) for s in _walk(loaded["sections"]) if "parts" in s]
    assert found == wanted
    for sentence in (s for s in _walk(loaded["sections"]) if "parts" in s):
        assert _joined(sentence["parts"]) == sentence["words"]


def test_the_ledger_has_every_basis(document, loaded):
    assert [(b["number"], b["title"], b["command"]) for b in loaded["ledger"]] == [
        (n, b.title, b.command) for n, b in enumerate(bases(document.sections), 1)
    ]


def test_every_kind_of_block_has_a_name(loaded):
    kinds = {part["block"] for part in _walk(loaded["sections"]) if "block" in part}
    assert kinds == {
        *("paragraph", "list", "table", "figure", "excerpt", "formula", "listing", "dial", "entry", "fold"),
    }


def test_a_figure_brings_words_and_rows(rows, loaded):
    figure = next(part for part in _walk(loaded["sections"]) if part.get("block") == "figure")
    assert figure["description"] == figures.named("levels").description(rows)
    assert figure["caption"] == figures.named("levels").sentence(rows)
    assert len(figure["rows"]) == len(rows)
    assert figure["other"]["block"] == "figure"


def test_what_is_no_number_is_null(rows):
    row = {**rows[0], "odd": float("nan"), "far": [float("inf"), 1.0]}
    one = Document("t", "s", {}, (Section("a", "A", (Picture("levels", [row, *rows[1:]]),)),))
    (figure,) = json.loads(plain.text(one))["sections"][0]["blocks"]
    assert (figure["rows"][0]["odd"], figure["rows"][0]["far"]) == (None, [None, 1.0])


def test_half_a_character_does_not_stop_it(document):
    assert "?" in json.loads(plain.text(replace(document, title="half \ud800")))["title"]


@pytest.mark.parametrize("audience", ["full", "brief"])
def test_the_report_of_a_study_is_the_same_each_time(example, audience):
    document = report(example, audience).document
    text = plain.text(document)
    assert json.loads(text)["made"] == json.loads(json.dumps(made(example, audience)))
    assert text == plain.text(document)
    assert len(json.loads(text)["annex"]) == len(document.annex)


def _walk(data: Any) -> Iterator[dict[str, Any]]:
    """Every object within some data, in order."""
    if isinstance(data, dict):
        yield data
    if isinstance(data, dict | list):
        for inner in data.values() if isinstance(data, dict) else data:
            yield from _walk(inner)


def _joined(parts: list[Any]) -> str:
    words = [
        p if isinstance(p, str) else f"“{p['quoted']}”" if "quoted" in p else next(iter(p.values())) for p in parts
    ]
    return "".join(words)
