"""The source audit: a text counts once wherever it stands, and one voice is not two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.evidence.audit import audit, together, twins
from detente.evidence.passages import Passage, number
from detente.evidence.verify import Verdict, verify
from detente.files.sources import quotes
from detente.study.nouns import Study
from detente.study.reading import read

WIRE = "The guards bought forty guns in May, an official said."
OWN = "Our correspondent saw them unloaded at night."
OTHER = "Nobody at the port knew of any ship."

TEXT = """
study: 1
title: Guns for Arland
span: {from: 2000-01, now: 2002-06, until: 2003-12, step: month}
sources:
  wire: {title: The Wire, publisher: Agency, date: 2001-05-02, language: en, grade: A1}
  echo: {title: The Echo, publisher: Agency, date: 2001-06-02, language: en, grade: B2}
  post: {title: The Post, publisher: Post House, date: 2002-07-01, language: fr, grade: C1}
  idle: {title: The Idle, grade: F6}
polities:
  arland:
    factions:
      guards: {capability: {value: exactly 1, because: {source: wire, quote: "bought forty guns"}}}
      port: {capability: {value: 0.2 to 0.4, because: [{source: echo, quote: "forty guns in May"},
                                                       {source: wire, quote: "an official said"}]}}
issues:
  arms:
    parties: [arland]
    scale: {0: none, 50: some, 100: all}
    start: {value: 5 to 15, because: [{source: echo, quote: "saw them unloaded"}, {source: wire, quote: "guns in May"}]}
    pace: {value: 12 months, because: [{source: wire, quote: The guards bought}, {source: post, quote: Nobody at the}]}
    noise: {value: 1 to 2, because: [{judgement: By hand.}, {source: post, quote: "knew of any ship", against: true}]}
    positions:
      guards: {at: 40 to 60, salience: high, because: {measured: guns}}
      port: {at: 0 to 10, salience: low}
claims:
  - {id: up, says: It rises., expect: {rising: arms, from: 2000-01, to: 2002-06},
     because: {source: post, quote: "Nobody at the port"}}
"""

PAGES = {"wire": (WIRE,), "echo": ("Guns", WIRE, OWN), "post": (OTHER,)}


def guns(**words: str) -> Study:
    text = TEXT
    for old, new in words.items():
        text = text.replace(old, new)
    return read(text.encode(), name="guns")


def held(**pages: Sequence[str]) -> dict[str, tuple[Passage, ...]]:
    return {name: number(blocks) for name, blocks in (pages or PAGES).items()}


def verdicts(study: Study, pages: Mapping[str, Sequence[Passage]]) -> dict[str, Verdict]:
    return {v.at: v for v in verify(quotes(study), pages)}


def looked(study: Study | None = None):
    study = study or guns()
    return audit(study, verdicts(study, held()), held())


def test_every_quote_is_found_in_this_case():
    assert {v.status for v in verdicts(guns(), held()).values()} == {"found"}


def test_a_text_that_two_sources_carry_counts_as_one_passage():
    found = looked()
    assert (found.quotes, found.passages) == (9, 3)
    assert [(s.one, s.other, s.passages) for s in found.shared] == [("wire", "echo", 1)]
    assert next(row.passages for row in found.publishers if row.name == "Agency") == 2


def test_a_number_that_rests_on_one_text_in_two_sources_rests_on_one():
    """Guards: wire alone. Port: one text in both. Start: echo holds both paragraphs. Pace: wire and post."""
    found = looked()
    assert found.speaking_for == 4
    assert found.on_one == 3


def test_a_measured_number_never_rests_on_one_source_alone():
    study = guns(**{"because: {measured: guns}": 'because: [{measured: guns}, {source: wire, quote: "bought forty"}]'})
    assert audit(study, verdicts(study, held()), held()).on_one == 3


def test_for_and_against_are_counted_apart():
    found = looked()
    post = next(row for row in found.publishers if row.name == "Post House")
    assert (post.supported, post.opposed, post.claims) == (1, 1, 1)
    assert found.against == 1


def test_rows_say_who_published_in_which_language_and_year():
    found = looked()
    assert [(row.name, row.sources) for row in found.publishers] == [
        *(("Agency", ("wire", "echo")), ("Post House", ("post",)), ("", ("idle",))),
    ]
    assert [(row.name, row.quotes) for row in found.languages] == [("en", 6), ("fr", 3), ("", 0)]
    assert [row.name for row in found.years] == ["2001", "2002", ""]
    assert found.unused == ("idle",)


def test_a_source_dated_after_the_present_is_named():
    assert looked().late == ("post",)


def test_one_source_that_holds_every_quoted_text_is_the_only_one():
    assert looked().only == ""
    alone = {at: v for at, v in verdicts(guns(), held()).items() if v.source != "post"}
    assert audit(guns(), alone, held()).only == "echo"


def test_held_paragraphs_that_repeat_what_is_quoted_from_elsewhere_are_told():
    assert [(source, p.text, origin) for source, p, origin in twins(verdicts(guns(), held()), held())] == []
    quoted = {at: v for at, v in verdicts(guns(), held()).items() if v.source == "wire"}
    assert [(source, p.number, origin) for source, p, origin in twins(quoted, held())] == [("echo", 2, "wire")]


def test_without_pages_or_pins_every_quote_is_a_text_of_its_own():
    found = audit(guns(), verdicts(guns(), {}), {})
    assert (found.quotes, found.passages, found.shared, found.only) == (9, 9, (), "")


def test_dropping_a_publisher_drops_what_rests_on_its_sources_together():
    """Wire alone holds one number; wire and echo together hold three."""
    assert together(guns(), ["wire"]) == 1
    assert together(guns(), ["echo"]) == 0
    assert together(guns(), ["wire", "echo"]) == 3
