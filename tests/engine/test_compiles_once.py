"""The kernel is compiled once for each shape of study, whatever its numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from detente.engine import kernel
from detente.engine.draws import simulate
from detente.engine.trials import KERNELS, Trials
from detente.study.nouns import Span
from tests.engine.studies import number, random_study

SPAN = Span(date(2000, 1, 1), date(2000, 12, 31), date(2001, 5, 31), "month")
STUDY = random_study(5, span=SPAN)


def traces(**how) -> int:
    before = len(kernel.traced)
    simulate(how.pop("study", STUDY), **{"draws": 1500, "seed": 1, "workers": 1, **how})
    return len(kernel.traced) - before


def test_a_second_run_with_another_seed_or_other_numbers_does_not_trace_again() -> None:
    assert traces() == 1
    assert traces() == 0
    assert traces(seed=2) == 0
    assert traces(draws=3000) == 0
    moved = replace(STUDY.issues[0], start=number("start/other", 44.0))
    assert traces(study=replace(STUDY, issues=(moved, *STUDY.issues[1:]))) == 0


def test_many_blocks_take_a_kernel_that_watches_less() -> None:
    traces()
    assert traces(draws=5 * 1024) == 1
    assert traces(draws=6 * 1024) == 0


def test_another_span_is_another_shape() -> None:
    assert traces(study=replace(STUDY, span=replace(SPAN, until=date(2001, 6, 30)))) == 1


def test_questions_that_watch_different_things_share_two_kernels() -> None:
    other = replace(STUDY, span=replace(SPAN, until=date(2001, 7, 31)))
    trials = Trials(other, draws=8, seed=1)
    before = len(kernel.traced)
    for watch in (("movement",), ("movement", "level"), ("movement", "line", "strength"), ("policy", "agreement")):
        found = trials.run(watch=watch).arrays
        assert tuple(found) == watch
    trials.outcomes(trials.columns(), other.issues[0].id, other.span.now)
    assert len(kernel.traced) - before == len(KERNELS)


def test_many_draws_take_a_kernel_that_watches_no_more_than_is_wanted(monkeypatch) -> None:
    trials = Trials(replace(STUDY, span=replace(SPAN, until=date(2001, 8, 31))), draws=8, seed=1)
    columns, asked = trials.columns(), (STUDY.issues[0].id, SPAN.now)
    few = trials.outcomes(columns, *asked)
    monkeypatch.setattr("detente.engine.trials.LONG", 4)
    before = len(kernel.traced)
    np.testing.assert_allclose(trials.outcomes(columns, *asked), few, rtol=0, atol=1e-9)
    assert len(kernel.traced) - before == 1
