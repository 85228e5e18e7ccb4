"""A little study with sources: one polity, one faction, one issue, solved by hand.

M(t) = 10 + (wish - 10) (1 - 2^(-t / 12))       t in months; now is t = 30, the question's date t = 48
"""

from __future__ import annotations

from detente.study.nouns import Study
from detente.study.reading import read

TEXT = """
study: 1
title: Where Arland wants to be
span: {from: 2000-01, now: 2002-06, until: 2003-12, step: month}
headline: {issue: trade, question: boom}
sources:
  gazette: {title: The Gazette, grade: B2}
  herald: {title: The Herald, grade: D3}
  almanac: {title: The Almanac}
polities:
  arland: {factions: {court: {capability: exactly 1, because: {judgement: The yardstick.}}}}
issues:
  trade:
    parties: [arland]
    scale: {0: none, 50: some, 100: all}
    start: exactly 10
    pace: exactly 12 months
    noise: exactly 0
    because: {judgement: By hand.}
    positions:
      court:
        at: {value: 40 to 60, because: [{source: gazette, quote: "the court wants trade"}, {judgement: So it seems.}]}
        salience: {value: 0.4 to 0.6, because: {source: herald, quote: "it cares"}}
questions:
  - {id: boom, ask: Will trade reach 60 by the end of 2003?, issue: trade, reaches: 60, by: 2003-12}
"""


def little(**words: str) -> Study:
    """The study, with some of its words replaced."""
    text = TEXT
    for old, new in words.items():
        text = text.replace(old, new)
    return read(text.encode(), name="little")
