"""Citations: the works behind solvers and rules, and that they are told the same wherever they are told."""

from __future__ import annotations

import re

import pytest

from detente import rules, solvers
from detente.study.citations import Source, Work

SOURCES = {
    f"{folder.__name__}.{name}": folder.named(name).source for folder in (solvers, rules) for name in folder.names()
}
WORKS = [(name, work) for name, source in SOURCES.items() for work in source.works]

every_source = pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)


@every_source
def test_a_source_says_which_works_it_is(source: Source) -> None:
    assert source.works
    for work in source.works:
        assert work.title
        assert work.year
        assert all(re.fullmatch(r"[^,;]+, [^,;]+", name) for name in (*work.authors, *work.editors)), work


@every_source
def test_a_source_in_words_is_its_first_work(source: Source) -> None:
    first = source.works[0]
    assert first.authors[0].partition(",")[0] in source.cite
    assert str(first.year) in source.cite
    assert source.doi == first.doi


def test_a_work_that_two_plug_ins_cite_is_told_alike() -> None:
    told: dict[tuple[tuple[str, ...], int | None], Work] = {}
    for name, work in WORKS:
        assert told.setdefault((work.authors, work.year), work) == work, name


def test_a_departure_from_the_source_cites_what_it_follows() -> None:
    for name in rules.names():
        said = rules.named(name).agree.__doc__ or ""
        for family in re.findall(r"after\s+(\w+) and \w+ \(\d{4}\)", said):
            assert any(family in work.authors[0] for work in rules.named(name).source.works), (name, family)
