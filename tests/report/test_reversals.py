"""The section on what would turn it: the smallest reversal, weak points, numbers to move, sources, what-ifs."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from detente.explain.flip import FARTHEST, Alone
from detente.explain.inputs import Input
from detente.explain.numerals import percent
from detente.report import anchors, input_links
from detente.report.document import Code, Dial, Entry, Grid, Link, Paragraph, Picture, Section, blocks, sentences
from detente.report.in_points import points
from detente.report.sections import evidence, reversals
from detente.study.likelihood import with_number

both_studies = pytest.mark.parametrize("study", ["first_case", "example"])
SAME = "no difference beyond sampling error"
PARTS = ["flip", "weakest", "dials", "dropped", "tornado", "what-ifs"]


@pytest.fixture
def answers(study, request):
    return request.getfixturevalue(study)


def part(answers, name) -> Section:
    return next(s for s in reversals.section(answers).sections if s.id == name)


def words(*sections) -> str:
    return " ".join(s.words for s in sentences(sections))


def grids(section) -> list[Grid]:
    return [b for b in blocks((section,)) if isinstance(b, Grid)]


def cells(grid) -> list[tuple[str, ...]]:
    return [tuple(cell.words for cell in line) for line in grid.lines]


def with_flip(answers, **changed):
    return replace(answers, flip=replace(answers.flip, **changed))


# ── all of it ─────────────────────────────────────────────────────────────────────────────────


@both_studies
def test_every_part_is_there_under_the_id_that_keys_lead_to(answers):
    assert [s.id for s in reversals.section(answers).sections] == PARTS


@both_studies
def test_where_fewer_draws_were_asked_than_for_the_judgement_it_says_so(answers):
    asked = answers.changes.made.draws
    more = replace(answers, run=replace(answers.run, draws=4 * asked))
    as_many = replace(answers, run=replace(answers.run, draws=asked))
    for where in (part(more, "what-ifs"), part(more, "flip"), evidence.section(more)):
        said = f"draws, the judgement with {4 * asked:,}: for that alone, a chance can be a few points off"
        assert said in words(where)
    assert "few points off" not in words(part(as_many, "what-ifs"))


@both_studies
def test_every_link_leads_to_an_entry_of_the_evidence_or_of_this_section(answers):
    section = reversals.section(answers)
    own = {b.id for b in blocks((section,)) if isinstance(b, Entry)} | {s.id for s in section.sections} | {"evidence"}
    there = own | {anchors.assumption(answers, a.key) for a in answers.study.assumptions}
    there |= {anchors.source(answers, s.id) for s in answers.study.sources}
    blocks_of_brief = (*blocks((section,)), *blocks((Section("", "", reversals.brief(answers)),)))
    found = {p.to for s in sentences((Section("", "", blocks_of_brief),)) for p in s.parts if isinstance(p, Link)}
    assert found
    assert found <= there


def test_whatever_could_not_be_answered_is_said_with_its_reason(first_case):
    verbs = {
        "flip": "flip",
        "sensitivity": "sensitivity",
        "weakest": "weakest",
        "nudges": "nudges",
        "changes": "whatif",
    }
    missing = {verb: f"the reason of {verb}" for verb in verbs.values()}
    section = reversals.section(replace(first_case, **dict.fromkeys(verbs), missing=missing))
    told = {s.id: words(s) for s in section.sections}
    for name, verb in zip(PARTS, ("flip", "weakest", "nudges", "weakest", "sensitivity", "whatif"), strict=True):
        assert f"the reason of {verb}" in told[name]
    assert not [b for b in blocks((section,)) if isinstance(b, Picture | Grid | Dial)]
    assert reversals.brief(replace(first_case, **dict.fromkeys(verbs), missing=missing)) == ()


def test_a_brief_has_the_reversal_in_one_paragraph_and_few_changes(first_case):
    paragraph, table = reversals.brief(first_case)
    assert isinstance(paragraph, Paragraph)
    assert isinstance(table, Grid)
    assert 2 <= len(table.lines) <= 6


# ── the smallest reversal ─────────────────────────────────────────────────────────────────────


def test_each_assumption_that_carries_it_is_linked_with_what_it_would_have_to_be(first_case):
    lines = [line for grid in grids(part(first_case, "flip")) for line in grid.lines]
    carriers = first_case.flip.carriers
    assert len(lines) == len(carriers)
    for line, shift in zip(lines, carriers, strict=True):
        (link,) = line[0].parts
        assert link.to == anchors.assumption(first_case, shift.input.key)
        assert shift.input.spelled in line[1].words
        number = float(re.search(r"−?[\d.]+", line[2].words)[0].replace("−", "-"))
        assert number == pytest.approx(shift.value, abs=(shift.stated.high - shift.stated.low) / 4)
        assert line[3].words == f"{'−' if shift.by < 0 else '+'}{abs(shift.by):.1f}"


@pytest.mark.parametrize(
    ("distance", "told"),
    [
        (1.996, "just under 2 standard deviations: not robust, but too near to tell."),
        (2.004, "2.0 standard deviations: robust, but too near to tell."),
        (1.2, "1.2 standard deviations: not robust."),
        (3.46, "3.5 standard deviations: robust."),
    ],
)
def test_a_distance_is_never_rounded_up_to_robust(first_case, distance, told):
    assert told in words(part(with_flip(first_case, distance=distance), "flip"))


def test_how_wrong_that_is_is_said_in_words_and_confirmed_by_a_plain_run(first_case):
    of, told = first_case.flip, words(part(first_case, "flip"))
    assert f"off by {of.each:.1f} of its own standard deviation" in told
    assert f"gives: {with_number(of.after)}." in told
    assert "there may be a shorter one" in told


def test_too_few_assumptions_alone_are_said_not_to_suffice(first_case):
    alone = (Alone(1, None), Alone(3, None), Alone(5, 3.94))
    told = words(part(with_flip(first_case, alone=alone), "flip"))
    assert f"The strongest 3 alone do not reach it within {FARTHEST:g} standard deviations." in told
    assert "the distance is 3.9 with the strongest 5." in told


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("beyond", f"no way was found within {FARTHEST:g} standard deviations, which is no proof that there is none"),
        ("unmoved", "no small shift of any number moves it"),
        ("built-in", "No number can reverse this: it follows from the rule."),
    ],
)
def test_a_judgement_that_nothing_reverses_says_in_which_way(first_case, status, told):
    none = {"distance": None, "after": None, "shifts": (), "alone": (), "path": (), "carried_by": 0}
    said = words(part(with_flip(first_case, status=status, reason="it follows from the rule", **none), "flip"))
    assert told in said
    assert "carry it" not in said


# ── weak points ───────────────────────────────────────────────────────────────────────────────


@both_studies
def test_the_weakest_points_come_in_order_with_what_they_rest_on(answers):
    (table,) = grids(part(answers, "weakest"))
    points = answers.weakest.points[:12]
    assert len(table.lines) == len(points)
    for number, (line, point) in enumerate(zip(table.lines, points, strict=True), 1):
        assert line[0].words == f"{number}{'=' if point.tied else ''}"
        assert point.weakness.words in line[4].words
        support = {a.key: a.support for a in answers.study.assumptions}
        assert line[5].words == support[point.input.key]


def test_an_uncertain_date_and_happening_lead_to_a_number_of_their_event(first_case):
    event = first_case.study.events[0]
    for kind, ending in (("date", "when"), ("happening", "happens")):
        item = Input(f"{event.key}/{ending}", event.what, f"{event.key}.between", kind, "between", event.because, 1)
        link = input_links.linked(first_case, item)
        assert link.to == anchors.assumption(first_case, event.strength.key)
        assert link.words.startswith(event.what)


def test_a_word_for_a_factor_comes_with_its_times_signs(first_case):
    effect = next(e for e in first_case.study.effects if e.moves == "capability")
    item = Input(effect.by.key, "", effect.by.path, "number", "strongly up", (), 1)
    assert re.fullmatch(r"strongly up \(x[\d.]+ to x[\d.]+\)", input_links.stated(first_case, item))


def test_a_study_without_sources_has_none_to_drop(first_case):
    of = replace(first_case, weakest=replace(first_case.weakest, sources=()))
    assert "The study cites no source" in words(part(of, "dropped"))


def test_a_source_whose_loss_moves_nothing_beyond_chance_is_said_to_move_nothing(first_case):
    (dropped,) = first_case.weakest.sources
    still = replace(dropped, error=99.0, chance=replace(dropped.chance, error=1.0))
    of = replace(first_case, weakest=replace(first_case.weakest, sources=(still,)))
    told = words(part(of, "dropped"))
    assert told.count(SAME) == 2
    moved = replace(dropped, error=0.01, chance=replace(dropped.chance, before=0.1, after=0.3, error=0.01))
    of = replace(first_case, weakest=replace(first_case.weakest, sources=(moved, replace(moved, numbers=0))))
    told = words(part(of, "dropped"))
    assert SAME not in told
    assert "goes from 10 % to 30 %" in told
    assert "On 1 of 2 sources nothing rests alone." in told


# ── numbers to move ───────────────────────────────────────────────────────────────────────────


def dials(answers) -> list[Dial]:
    return [b for b in blocks((part(answers, "dials"),)) if isinstance(b, Dial)]


@both_studies
def test_a_dial_stands_first_as_the_study_and_page_one_state_it(answers):
    found = dials(answers)
    assert len(found) == len(answers.nudges.numbers)
    probability = next(a.probability for a in answers.run.answers if a.question == answers.question)
    band = answers.run.at(answers.issue.id, answers.study.span.now)
    for dial, number in zip(found, answers.nudges.numbers, strict=True):
        (value, (level, judged)), *held = dial.stands
        assert value.startswith(f"as stated: {number.input.spelled}")
        assert f": {band.median:.0f} (" in level.words
        assert with_number(probability)[1:] in judged.words
        assert [v for v, _ in held] == [s.spelled.replace("-", "−") for s in number.stands]
        assert number.input.path in dial.label.words


def test_a_value_changes_the_judgement_by_what_it_changes_in_paired_draws(first_case):
    """Page one's probability, plus the paired difference; page one's own where that is within sampling error."""
    number = first_case.nudges.numbers[0]
    chance = replace(number.stands[0].chance, before=0.10, after=0.40, error=0.02)
    one, other = replace(number.stands[0], chance=chance), replace(number.stands[1], chance=replace(chance, error=0.2))
    nudged = replace(number, stands=(one, other))
    of = replace(first_case, nudges=replace(first_case.nudges, numbers=(nudged,)))
    stated = next(a.probability for a in first_case.run.answers if a.question == first_case.question)
    (dial,) = dials(of)
    ends = [percent(stated + 0.3 + by * 0.02).removesuffix(" %") for by in (-1.645, 1.645)]
    assert f"{with_number(stated + 0.3)[1:]} ({ends[0]} to {ends[1]} %)." in dial.stands[1][1][1].words
    assert f"{with_number(stated)[1:]}, as stated: {SAME}." in dial.stands[2][1][1].words


def test_a_level_is_changed_by_as_much_as_in_the_same_draws(first_case):
    nudges, number = first_case.nudges, first_case.nudges.numbers[0]
    few = nudges.level._make(v + 5 for v in nudges.level)  # the few draws may say another level as stated
    shift = nudges.level._make((-20, -21, -20, -19))
    stand = replace(number.stands[0], level=few._make(v - 20 for v in few), shift=shift, error=0.01)
    moved = replace(nudges, level=few, numbers=(replace(number, stands=(stand,)),))
    (dial,) = dials(replace(first_case, nudges=moved))
    band = first_case.run.at(nudges.issue, nudges.day)
    assert f": {band.median - 20:.0f} (" in dial.stands[1][1][0].words
    assert "on average 20 lower than as stated." in dial.stands[1][1][0].words


@both_studies
def test_the_command_for_other_values_is_given(answers):
    told = words(part(answers, "dials"))
    assert "detente whatif" in told
    assert "--set 'PATH=VALUE'" in told
    (command,) = (part.words for part in dials(answers)[0].label.parts if isinstance(part, Code))
    assert command == dials(answers)[0].stands[1][1][0].basis.command
    assert f"{answers.nudges.numbers[0].input.path}=exactly VALUE" in command


# ── sensitivities and what-ifs ────────────────────────────────────────────────────────────────


@both_studies
def test_the_tornado_has_its_numbers_as_a_table(answers):
    (table,) = grids(part(answers, "tornado"))
    assert len(table.lines) == len(answers.sensitivity.bars)
    assert [line[0].words for line in table.lines] == [
        f"{n}{'=' if bar.tied else ''}" for n, bar in enumerate(answers.sensitivity.bars, 1)
    ]


@both_studies
def test_each_change_is_told_on_each_issue_at_now_and_at_the_end(answers):
    tables = [g for g in grids(part(answers, "what-ifs")) if g.heads[0] == "Change"]
    assert len(tables) == len(answers.study.issues)
    for table in tables:
        assert len(table.lines) == 1 + len(answers.changes.cases)
        assert table.heads[1].endswith("(now)")
        assert table.heads[2].endswith("(end)")


def test_a_change_at_now_is_not_one_at_the_end(first_case):
    found, span = first_case.changes, first_case.study.span
    table = next(g for g in grids(part(first_case, "what-ifs")) if g.caption.startswith(first_case.issue.title))
    case = next(
        c for c in found.cases if found.gap(c, found.issue, span.now).beyond_error and c.change.id == "no-gaza-war"
    )
    now, end = (found.gap(case, found.issue, day) for day in (span.now, span.until))
    assert now.median != pytest.approx(end.median, abs=1)
    line = next(line for line in cells(table) if line[0] == case.change.title)
    assert line[1:] == tuple(points(g.median, g.p5, g.p95, sign=True) for g in (now, end))


def test_a_difference_within_sampling_error_is_told_as_none_and_one_of_nothing_as_nothing(first_case):
    case = first_case.changes.cases[0]
    noisy = replace(case, mean=np.ones_like(case.mean), error=np.ones_like(case.error))
    still = replace(case, mean=0 * case.mean, error=0 * case.error)
    clear = replace(case, mean=noisy.mean, error=noisy.error / 10, quantiles=0 * case.quantiles + 3)
    for one, told in ((noisy, SAME), (still, "none in any draw"), (clear, "+3.0 (+3.0 to +3.0)")):
        of = replace(first_case, changes=replace(first_case.changes, cases=(one,)))
        table = next(g for g in grids(part(of, "what-ifs")) if g.heads[0] == "Change")
        assert cells(table)[1][1:] == (told, told)


def test_questions_are_told_before_and_after_where_they_differ_and_as_ties_elsewhere(first_case):
    case = first_case.changes.cases[0]
    one, *others = case.shifts
    moved = replace(one, before=0.1, after=0.35, difference=0.25, error=0.01)
    rest = [replace(s, difference=0.01, error=0.01) for s in others]
    of = replace(first_case, changes=replace(first_case.changes, cases=(replace(case, shifts=(moved, *rest)),)))
    lines = cells(next(g for g in grids(part(of, "what-ifs")) if g.heads[0] == "Question"))
    assert lines[0][0] == one.question.ask
    assert lines[0][2:] == ("10 %", "35 %")
    assert [line[1::2] for line in lines[1:]] == [("each of them", SAME)] * len(rest)


def test_each_change_says_by_how_many_inputs_it_differs_and_which_suffice(first_case):
    found = {b.id: b for b in blocks((part(first_case, "what-ifs"),)) if isinstance(b, Entry)}
    for number, case in enumerate(first_case.changes.cases, 1):
        told = words(Section("", "", found[f"change-{number}"].blocks))
        assert f"It differs by {len(case.departures)} input" in told
        if case.smallest is not None and len(case.smallest.members) < len(case.departures):
            assert f"the same effect comes of {len(case.smallest.members)} of them" in told


def test_variants_are_told_apart_from_what_ifs(first_case):
    names = [line[0] for g in grids(part(first_case, "what-ifs")) if g.heads[0] == "Change" for line in cells(g)]
    assert sum(name.startswith("Variant: ") for name in names) == len(first_case.study.variants) * 3


@both_studies
def test_no_tenth_of_a_point_is_split(answers):
    for grid in grids(part(answers, "what-ifs")):
        for line in cells(grid):
            assert not re.findall(r"\d\.\d\d", " ".join(line[1:])), line


def test_what_a_change_departs_in_is_named_in_words(first_case):
    told = words(part(first_case, "what-ifs"))
    assert "pezeshkian event" not in told
    by_id = {c.change.id: c for c in first_case.changes.cases}
    left_out = [d.title for d in by_id["no-ukraine-war"].departures if d.kind == "event left out"]
    assert left_out
    assert all(f"“{title}” left out" in told for title in left_out)
    assert "Security organisations left out" in told
