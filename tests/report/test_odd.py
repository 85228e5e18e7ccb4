"""The model description: seven elements in order, and what it says of a study changes with the study."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from detente.drawing.heading import told
from detente.report import odd
from detente.report.document import Grid, Items, Link, Section, blocks, sentences
from detente.study import calendar
from detente.study.nouns import Indicator
from detente.study.reading import read
from tests.report.bare import arland, bare
from tests.study.conftest import ARLAND

if TYPE_CHECKING:
    from detente.report.answers import Answers
    from detente.study.nouns import Study

OPENING = (
    "The model description follows the ODD (Overview, Design concepts, Details) protocol "
    "(Grimm and others 2006, 2010, 2020)."
)
ELEMENTS = (
    "Element 1: Purpose and patterns",
    "Element 2: Entities, state variables and scales",
    "Element 3: Process overview and scheduling",
    "Element 4: Design concepts",
    "Element 5: Initialization",
    "Element 6: Input data",
    "Element 7: Submodels",
)
CONCEPTS = (
    "Basic principles",
    "Emergence",
    "Adaptation",
    "Objectives",
    "Learning",
    "Prediction",
    "Sensing",
    "Interaction",
    "Stochasticity",
    "Collectives",
    "Observation",
)


@pytest.fixture(scope="module")
def study() -> Study:
    return arland()


def element(number: int, answers: Answers) -> Section:
    return odd.section(answers).sections[number - 1]


def text(number: int, study: Study, **more: Any) -> str:
    """An element as plain text: sentences, cells and captions."""
    section = element(number, bare(study, **more))
    captions = [b.caption for b in blocks((section,)) if isinstance(b, Grid)]
    return "\n".join([*captions, *(s.words for s in sentences((section,)))])


def line(number: int, study: Study, first: str, **more: Any) -> list[str]:
    """The cells of the table line that begins with some words."""
    section = element(number, bare(study, **more))
    lines = [row for b in blocks((section,)) if isinstance(b, Grid) for row in b.lines]
    (found,) = [row for row in lines if row[0].words == first]
    return [cell.words for cell in found]


def changed(old: str, new: str) -> Study:
    whole = ARLAND.read_text(encoding="utf-8")
    assert old in whole
    return read(whole.replace(old, new).encode(), name="arland")


def test_the_seven_elements_stand_in_the_protocols_order_behind_its_sentence(study: Study) -> None:
    section = odd.section(bare(study))
    assert next(iter(sentences((section,)))).words == OPENING
    assert tuple(s.title for s in section.sections) == ELEMENTS
    assert tuple(s.id for s in section.sections) == tuple(f"odd-{n}" for n in range(1, 8))


def test_the_eleven_design_concepts_are_named_in_order(study: Study) -> None:
    (items,) = [b for b in element(4, bare(study)).blocks if isinstance(b, Items)]
    found = [item.sentences[0].words.partition(".")[0] for item in items.items]
    assert tuple(found) == CONCEPTS


# ── 1 ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_purpose_is_explanation_and_exploration_and_not_prediction(study: Study) -> None:
    said = text(1, study)
    assert "serves explanation" in said
    assert "serves exploration" in said
    assert "does not serve prediction" in said
    assert "None of these conclusions may be drawn" in said
    assert "forecast" not in said


def test_the_patterns_are_the_claims_of_the_sources(study: Study) -> None:
    assert "the 2 claims that the study takes" in text(1, study)
    assert "no pattern by which its model could be judged" in text(1, replace(study, claims=()))


def test_a_study_that_does_not_say_what_it_leaves_out_is_told_so(study: Study) -> None:
    assert "page one" in text(1, study)
    assert "does not say what its model leaves out" in text(1, replace(study, boundary=()))


# ── 2 and 3 ───────────────────────────────────────────────────────────────────────────────────


def test_entities_are_counted_and_named(study: Study) -> None:
    said = text(2, study)
    assert "2 polities, 4 factions, 2 issues, 2 drivers built from 4 dated events and 4 effects" in said
    assert line(2, study, "arland") == [
        "arland",
        "guards, liberals (until Feb 2004)",
        "cabinet",
        "Weighted mean (mean)",
    ]


@given(st.integers(0, 4), st.integers(0, 2), st.integers(0, 2))
def test_counts_follow_the_study(effects: int, drivers: int, issues: int) -> None:
    whole = arland()
    few = replace(whole, effects=whole.effects[:effects], drivers=whole.drivers[:drivers], issues=whole.issues[:issues])
    said = text(2, few)
    for n, name in ((effects, "effect"), (drivers, "driver"), (issues, "issue"), (len(few.events), "dated event")):
        assert re.search(rf"\b{n} {name}{'' if n == 1 else 's'}\b", said)


def test_a_faction_that_changes_game_changes_column(study: Study) -> None:
    moved = changed("cabinet: {game: small,", "cabinet: {game: big,")
    assert line(2, moved, "arland")[1:3] == ["guards, cabinet, liberals (until Feb 2004)", "none"]


def test_solvers_rules_and_landmarks_are_those_of_the_study(study: Study) -> None:
    other = replace(
        study,
        polities=(replace(study.polities[0], solver="median"), *study.polities[1:]),
        issues=(replace(study.issues[0], rule="unilateral", scale=((0, "war"), (55.5, "truce"))), *study.issues[1:]),
    )
    assert line(2, study, "arland")[3] == "Weighted mean (mean)"
    assert line(2, other, "arland")[3] == "Weighted median (median)"
    assert line(3, study, "Arms cooperation") == ["Arms cooperation", "arland and borland", "Consent of all (consent)"]
    assert line(3, other, "Arms cooperation")[2] == "Unilateral (unilateral)"
    assert line(2, other, "Arms cooperation")[2] == "0 war, 55.5 truce"
    assert line(2, study, "trade")[2] == "no landmarks are given"


def test_an_issue_of_one_party_has_no_rule(study: Study) -> None:
    alone = replace(study, issues=(replace(study.issues[0], parties=("arland",)),))
    assert line(3, alone, "Arms cooperation")[1:] == ["arland", "none: its one party decides"]


@given(st.sampled_from(["week", "month", "quarter", "year"]), st.dates(date(2000, 1, 1), date(2022, 12, 31)))
@example("month", date(2022, 12, 31))
@example("year", date(2022, 1, 1))
def test_scales_follow_the_span(step: Any, now: date) -> None:
    whole = arland()
    study = replace(whole, span=replace(whole.span, step=step, now=now))
    n = calendar.steps(study.span.start, study.span.until, step)
    said = text(2, study)
    assert f"steps of one {step}, from {told(study.span.start, step)}" in said
    assert f"{n:,} steps" in said
    assert f"In each of the {n:,} steps" in text(3, study)
    ends = calendar.spell(now, step) == calendar.spell(study.span.until, step)
    assert ("Nothing is projected" in said) == ends
    assert (f"What lies after {told(now, step)} is projection" in said) != ends


# ── 5 ─────────────────────────────────────────────────────────────────────────────────────────


def test_where_issues_begin_and_how_they_move_are_the_studys_own_numbers_with_links(study: Study) -> None:
    assert line(5, study, "Arms cooperation")[1:] == ["5 to 15", "11 to 13", "22 to 26", "1 to 3", "0.15 to 0.35"]
    assert line(5, study, "trade")[5] == "none"
    assert line(5, changed("start: 5 to 15", "start: 12 to 18"), "Arms cooperation")[1] == "12 to 18"
    assert line(5, changed("noise: 1 to 3", "noise: exactly 2.5"), "Arms cooperation")[4] == "exactly 2.5"
    cells = [c for b in element(5, bare(study)).blocks if isinstance(b, Grid) for row in b.lines for c in row[1:]]
    links = [p for c in cells for p in c.parts if isinstance(p, Link)]
    assert len(links) == 9
    assert all(re.fullmatch(r"a\d+", link.to) for link in links)


def test_draws_seed_and_blocks_are_those_of_the_run(study: Study) -> None:
    said = text(5, study, draws=2500, seed=17)
    assert "2,500 draws from seed 17" in said
    assert "here those are 3 blocks, the last of them cut short after 452" in said
    assert "here that is 1 block." in text(5, study, draws=1024)
    assert "cut short" not in text(5, study, draws=4096)
    assert "Latin hypercube" in said


def test_assumptions_and_what_is_drawn_beside_them_are_what_the_engine_draws(study: Study) -> None:
    from detente.engine.arrays import lower

    column = lower(study).column
    exact = sum(a.quantity.law == "exactly" for a in column.assumptions)
    said = text(5, study)
    assert f"study's {len(column.assumptions)} assumptions ({exact} of them exact" in said
    assert f"Drawn besides: {len(column.windows)} uncertain date " in said
    assert f"and {len(column.chances)} event that may or may not happen" in said
    certain = changed("between: [2021-01, 2021-Q4]", "on: 2021-01")
    certain = replace(certain, drivers=tuple(replace(d, events=d.events[:2]) for d in certain.drivers))
    assert "Drawn besides" not in text(5, certain)


def test_events_before_the_first_step_and_factions_outside_it_are_told(study: Study) -> None:
    assert "No event is dated before it." in text(5, study)
    assert "Every faction is active in the first step." in text(5, study)
    early = changed("{on: 2010-06, strength: major", "{on: 1999-12, strength: major")
    assert "1 event dated before it counts as far as they still last" in text(5, early)
    late = changed("active: {until: 2004-02}", "active: {from: 2001-02}")
    assert "Not active in the first step, and so without capability: liberals." in text(5, late)
    begins = changed("active: {until: 2004-02}", "active: {from: 2000-01}")
    assert "Every faction is active in the first step." in text(5, begins)


def test_the_beginning_is_the_engines_own(study: Study) -> None:
    """Level without noise at its start; noise at its full deviation; issues as causes at nothing."""
    from detente.engine.trials import Trials

    trials = Trials(study, draws=64, seed=1)
    past = trials.run(watch=("movement", "level", "strength"))
    column = dict(zip(trials.keys, trials.columns(), strict=True))
    for issue in study.issues:
        assert (past.movements(issue.id)[0] == column[issue.start.key]).all()
        moved = past.levels(issue.id)[0] - past.movements(issue.id)[0]
        free = (past.levels(issue.id)[0] > 0) & (past.levels(issue.id)[0] < 100)
        drawn = column[issue.noise.key] * trials.shocks[0, trials.labels.issues.index(issue.id)]
        assert abs(moved - drawn)[free].max() < 1e-9
    assert (past.arrays["strength"][0, len(study.drivers) :] == 0).all()


# ── 6 ─────────────────────────────────────────────────────────────────────────────────────────


def test_events_are_told_by_driver_and_period(study: Study) -> None:
    assert line(6, study, "sanctions") == ["sanctions", "external", "3", "0", "2", "1", "1", "1"]
    assert line(6, study, "succession") == ["succession", "arland", "1", "0", "1", "0", "0", "0"]
    assert line(6, study, "All")[2:] == ["4", "0", "3", "1", "1", "1"]
    assert line(6, changed("on: 2010-06", "on: 1999-12"), "sanctions")[3:6] == ["1", "1", "1"]


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)))
@example(date(1999, 12, 31))
@example(date(2000, 1, 1))
@example(date(2020, 6, 30))
@example(date(2020, 7, 1))
def test_every_event_stands_in_exactly_one_period(day: date) -> None:
    whole = arland()
    first, *others = whole.drivers
    moved = replace(first, events=(replace(first.events[0], on=day), *first.events[1:]))
    one = replace(moved, events=moved.events[:1])
    assert line(6, replace(whole, drivers=(one, *others)), "sanctions")[3:6] == [
        str(int(day < date(2000, 1, 1))),
        str(int(date(2000, 1, 1) <= day <= date(2020, 6, 30))),
        str(int(day > date(2020, 6, 30))),
    ]
    _, _, events, *periods, _, _ = line(6, replace(whole, drivers=(moved, *others)), "All")
    assert int(events) == sum(map(int, periods))


def test_uncertain_events_are_named_with_when_and_how_likely(study: Study) -> None:
    assert line(6, study, "Partial relief") == [
        "Partial relief",
        "some day from 2021-01-01 to 2021-12-31",
        "0.2 to 0.4",
    ]
    sure = changed("until: 2022-06,\n         probability: 0.2 to 0.4}", "until: 2022-06}")
    assert line(6, sure, "Partial relief")[2] == "certain to happen"
    assert "uncertain" not in text(6, replace(study, drivers=study.drivers[1:])).replace("uncertain date stands", "")


def test_sources_are_named_and_indicators_are_said_not_to_be_read(study: Study) -> None:
    said = text(6, study)
    assert "the study cites 1 source" in said
    assert "The Gazette, 2020-05-01 (A. Writer)" in said
    assert "names 1 measured series as indicators" in said
    two = (*study.indicators, Indicator("arms", "arms", "rises", 0.0))
    assert "names 2 measured series" in text(6, replace(study, indicators=two))
    bareboned = text(6, replace(study, indicators=(), sources=(), drivers=()))
    assert "indicators" not in bareboned
    assert "The study cites no source." in bareboned
    assert "no dated events" in bareboned


# ── 7 ─────────────────────────────────────────────────────────────────────────────────────────


def test_effects_are_counted_by_the_lever_they_move(study: Study) -> None:
    assert [line(7, study, lever)[2] for lever in ("position", "capability", "dependence", "band")] == [
        "1",
        "1",
        "1",
        "0",
    ]
    assert line(7, replace(study, effects=()), "position")[2] == "0"


def test_questions_are_explained_where_there_are_any(study: Study) -> None:
    assert "Questions." in text(7, study)
    assert "Questions." not in text(7, replace(study, questions=()))


def test_the_description_holds_the_facts_of_the_engine_it_states() -> None:
    from detente.engine import block, kernel, quantiles, sample

    said = " ".join(words for _, words in (*odd._CONCEPTS, *odd._SUBMODELS))
    shares = [f"{100 * q:.0f}" for q in quantiles.QUANTILES]
    assert f"the {', '.join(shares[:-1])} and {shares[-1]} % quantiles" in said
    assert f"first {sample.BLOCK:,} draws at most; and whole paths of the first {block.KEPT:,}" in said
    assert f"a half-life of {kernel.NOISE_HALF_LIFE:.0f} months" in said
