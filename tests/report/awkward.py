"""A document with every kind of block, whose words try to be something else."""

from __future__ import annotations

from typing import Any

from detente.report.document import (
    Basis,
    Block,
    Code,
    Dial,
    Document,
    Entry,
    Excerpt,
    Fold,
    Formula,
    Grid,
    Items,
    Link,
    Listing,
    Paragraph,
    Picture,
    Quoted,
    Section,
    Strong,
    said,
)

WORDS = (
    "<script>alert(1)</script>",
    "<b>&lt;&amp;</b> & co",
    "**not bold** _nor_ *this* ~~or that~~",
    "# not a heading",
    "1. not a list",
    "- not a list",
    "+ nor this",
    "> not a quote",
    "--- not a rule",
    "`not code` ``nor this``",
    "[no](javascript:alert(1)) ![no](http://x/y.png)",
    "a | b | c",
    "| - | - |",
    "$x$ and $$y$$",
    "back\\slash \\* \\| \\",
    "http://example.org/x www.example.org",
    "{{ jinja }} {% raw %}",
    "line\nbreak\r\n\r\n# then a heading",
    "nul\x00 bell\x07 escape\x1b[31m delete\x7f",
    "turned \u202eround\u202c",
    "متن فارسی و English",
    "]]> <!-- --> &nbsp; &#x3c;",
    "x" * 300,
    "=====",
    "C #",
)
LEVEL = Basis("level x", "Level of X", "detente run mine --draws 64 --seed 1", ("k",), 2, "A note.")
COUNT = Basis("count", "Counted", "detente check mine", (), 0)


def document(rows: list[dict[str, Any]]) -> Document:
    """A document whose one picture, a fan of levels, has these rows."""
    every = [said(words) for words in WORDS]
    first = Section(
        "page-one",
        "Page one of `x` <i>",
        (
            Paragraph(
                (
                    said("The level is ", Strong("62 (54 to 69)"), " now.", basis=LEVEL),
                    said("See ", Link("it", "a1"), "."),
                ),
                "lead",
            ),
            *(Paragraph((sentence,)) for sentence in every),
            Paragraph((said("Small print."),), "note"),
            Paragraph((said("Look here."),), "warning"),
            Items(tuple(Paragraph((sentence,)) for sentence in every)),
            Items((Paragraph((said("First."),)), Paragraph((said("Second."),))), ordered=True),
        ),
    )
    table = Grid(
        "Table of | bars", ("what", "how | much"), tuple((sentence, said("7", basis=COUNT)) for sentence in every)
    )
    evidence: tuple[Block, ...] = (
        Entry(
            "a1",
            said("positions.guards ", Code("a|b `c`")),
            (Paragraph((said(Quoted("ساعت خوش", "fa"), " he said."),)),),
        ),
        Entry(
            "p1-1",
            said("Passage"),
            (Excerpt("<Source> ¶1", (("Before, ", False), ("“said” so", True), ("!after", False)), "en"),),
        ),
        Entry("p1-2", said("Passage"), (Excerpt("Source ¶2", (("متن فارسی", True),), "fa"),)),
        Fold(
            "More | of it", (Paragraph((said("Folded words."),)), Fold("Deeper", (Paragraph((said("Deep words."),)),)))
        ),
        Formula("x^{2} < y", "x squared is less than y"),
        Listing("To copy", "@misc{x,\n  title = {```<b>}\n}"),
        Dial("Draws", said("Of how many?", basis=COUNT), (("1", (said("One."),)), ("2", (said("Two.", basis=LEVEL),)))),
        Picture("levels", rows, LEVEL, Picture("levels", rows), ("Bands", "Sample paths")),
    )
    ledger = Section(
        "ledger",
        "Where the numbers come from",
        tuple(
            Entry(f"n{n}", said(b.title), (Paragraph((said("Run: ", Code(b.command), "."),)),))
            for n, b in enumerate((LEVEL, COUNT), 1)
        ),
    )
    made = {
        "study": "mine",
        "hash": "0" * 64,
        "version": "0.1.0",
        "seed": 1,
        "draws": 64,
        "date": "2027-01-31",
        "audience": "full",
    }
    deep = Section(
        "roots", "The roots", (), (Section("roots-1", "Under them", (table,), (Section("r2", "Deeper", evidence),)),)
    )
    return Document("A <title> & # of `sorts` #", "study 00000000 · seed 1", made, (first, deep, ledger))
