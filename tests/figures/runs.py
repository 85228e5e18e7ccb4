"""Runs made by hand: a small study, and plain numbers in the place of draws."""

from __future__ import annotations

import json
import re
from functools import cache
from types import SimpleNamespace
from typing import Any

import numpy as np

from detente.study import calendar
from detente.study.nouns import Study
from detente.study.reading import read

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> ' && alert(3) \" </script> & ${x} {{y}}"


@cache
def study(name: str = "Arland") -> Study:
    """The small study; the name stands wherever a study may put words into a figure."""
    text = _STUDY
    for words in re.findall(r"‹(.*?)›", _STUDY):
        text = text.replace(f"‹{words}›", json.dumps(words.replace("NAME", name)))
    return read(text.encode())


def run(name: str = "Arland", **changes: Any) -> Any:
    """A run of it whose numbers are a known function of quantile, instant and issue."""
    of = changes.pop("study", None) or study(name)
    span = of.span
    steps = calendar.steps(span.start, span.until, span.step)
    first = calendar.index(span.start, span.step)
    time = np.array([calendar.first_day(first + k, span.step) for k in range(steps + 1)], "datetime64[D]")
    quantile = np.array([-10.0, -4.0, 0.0, 4.0, 10.0])[:, None, None]
    level = 30.0 + quantile + np.arange(steps + 1)[:, None] / 10 * np.arange(1, len(of.issues) + 1) / 10
    held = np.zeros((5, steps, len(of.drivers)))
    held[:, 60:] = 0.6 + quantile / 100
    made = {
        "study": of,
        "seed": 1,
        "draws": 2048,
        "version": "0.1.0",
        "time": time,
        "quantiles": {"level": level, "strength": held},
        "first_paths": np.repeat(level[2][None], 30, axis=0),
        "readings": (),
    }
    return SimpleNamespace(**{**made, **changes})


_STUDY = """
study: 1
title: ‹Why NAME and Borland draw together›
span: {from: 1990-01, now: 2020-06, until: 2023-12, step: month}
headline: {issue: arms}
polities:
  arland: {title: ‹NAME of the north›, factions: {guards: {capability: exactly 1}}}
  borland: {factions: {court: {capability: exactly 1}}}
issues:
  trade:
    title: Trade
    parties: [borland]
    scale: {0: none, 100: one market}
    start: 5 to 15
    pace: 12 months
    noise: 1 to 3
    positions: {court: {at: 25 to 45, salience: high}}
  arms:
    title: ‹Arms for NAME›
    parties: [arland, borland]
    scale: {0: no contact, 40: ‹sales by NAME›, 41: more sales, 70: joint production, 100: alliance}
    start: 5 to 15
    pace: 12 months
    noise: 1 to 3
    positions: {guards: {at: 20 to 40, salience: high}, court: {at: 25 to 45, salience: high}}
drivers:
  reform:
    title: ‹Reform of NAME›
    origin: arland
    events:
      - {on: 1995-03, strength: minor, what: A new law, lasts: true}
  sanctions:
    title: Sanctions
    origin: external
    events:
      - {on: 2010-06, strength: major, what: ‹NAME embargo declared›, lasts: true}
      - {between: [2021-01, 2022-12], strength: notable, probability: 0.4 to 0.6, what: Embargo lifted, lasts: true}
effects:
  - {cause: sanctions, moves: position, of: guards, on: arms, by: strongly up}
  - {cause: reform, moves: capability, of: court, by: x1.5 to x2}
"""
