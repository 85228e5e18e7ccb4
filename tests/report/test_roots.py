"""The section on the roots: whose the change is, what is a tie, and that a share is no cause in the world."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from detente.report.document import Grid, Picture, blocks, sentences
from detente.report.sections import roots

both_studies = pytest.mark.parametrize("study", ["first_case", "example"])


@pytest.fixture
def answers(study, request):
    return request.getfixturevalue(study)


def words(section) -> str:
    return " ".join(s.words for s in sentences((section,)))


def grid(section, caption) -> Grid:
    return next(b for b in blocks((section,)) if isinstance(b, Grid) and b.caption.startswith(caption))


def with_roots(answers, **changed):
    return replace(answers, roots=replace(answers.roots, **changed))


@both_studies
def test_both_figures_are_there(answers):
    found = [b.name for b in blocks((roots.section(answers),)) if isinstance(b, Picture)]
    assert found == ["roots", "roots-over-time"]


@both_studies
def test_every_driver_stands_in_the_table_in_order_with_its_rank(answers):
    lines = grid(roots.section(answers), "Each driver").lines
    assert [(line[0].words, line[1].words) for line in lines] == [(p.rank, p.title) for p in answers.roots.drivers]


@both_studies
def test_every_table_comes_right_after_a_sentence_that_says_where_its_numbers_come_from(answers):
    found = list(blocks((roots.section(answers),)))
    for before, block in pairwise(found):
        if isinstance(block, Grid):
            assert any(s.basis is not None for s in before.sentences)


@both_studies
def test_no_share_has_more_than_two_figures(answers):
    for block in blocks((roots.section(answers),)):
        if isinstance(block, Grid):
            cells = " ".join(cell.words for line in block.lines for cell in line[-2:])
            assert not [n for n in re.findall(r"\d+(?:\.\d+)?", cells) if len(n.replace(".", "").strip("0")) > 2]


@both_studies
def test_a_share_is_called_a_share_of_the_models_change_and_no_cause_in_the_world(answers):
    for said in (words(roots.section(answers)), " ".join(s.words for b in roots.brief(answers) for s in b.sentences)):
        assert "shares of the model’s change" in said
        assert "not causes found in the world" in said


def test_no_part_is_told_finer_than_the_waterfall_tells_it(first_case):
    lines = grid(roots.section(with_roots(first_case, digits=0)), "Each driver").lines
    assert not [line[3].words for line in lines if "." in line[3].words]


def test_what_weighs_more_is_a_tie_unless_nine_draws_in_ten_agree(first_case):
    settled = words(roots.section(first_case))
    assert "external ones weighed more in" in settled
    assert "a tie:" not in settled
    points = np.array(first_case.roots.points)
    for k, part in enumerate(first_case.roots.drivers, 1):
        points[k, -1] = np.resize([1.0, 0.0] if part.origin == "external" else [0.0, 1.0], points.shape[2])
    told = words(roots.section(with_roots(first_case, points=points)))
    assert "which of the two weighed more is a tie" in told
    assert "short of nine in ten" in told
    assert "weighed more in" not in told


def test_nobody_is_called_the_first_where_several_tie_for_that(first_case):
    drivers = tuple(replace(p, rank="1–2" if k < 2 else p.rank) for k, p in enumerate(first_case.roots.drivers))
    told = words(roots.section(with_roots(first_case, drivers=drivers)))
    one, two = drivers[:2]
    assert "No driver is clearly the first: for that place tie" in told
    assert f"{one.title} " in told
    assert f", {two.title} " in told
    assert "The largest part is that of" not in told


def test_there_are_no_percentages_where_the_change_may_be_nothing(first_case):
    of = first_case.roots
    spread = of.change.points._replace(p5=-3.0)
    none = {"percent": None}
    blank = with_roots(
        first_case,
        change=replace(of.change, points=spread, **none),
        under_way=replace(of.under_way, **none),
        drivers=tuple(replace(p, **none) for p in of.drivers),
        origins=tuple(replace(p, **none) for p in of.origins),
    )
    told = words(roots.section(blank))
    assert "may be none at all, so that no percentages are given" in told
    assert "% of the change" not in told
    assert {line[-1].words for line in grid(roots.section(blank), "Each driver").lines} == {""}


def test_a_change_downwards_is_said_to_fall_by_what_it_fell(first_case):
    change = replace(
        first_case.roots.change, points=first_case.roots.change.points._make((-20, -30, -20, -10)), shown=-20
    )
    told = words(roots.section(with_roots(first_case, change=change)))
    assert "it fell by 20 (10 to 30) points" in told


def test_orders_that_the_other_reading_reverses_are_named(first_case):
    of = first_case.roots
    a, b = of.drivers[0], of.drivers[1]
    both = with_roots(first_case, otherwise=of, reversed=((a.name, b.name),))
    told = words(roots.section(both))
    assert f"these orders stated above are reversed: {a.title} before {b.title}." in told
    kept = words(roots.section(with_roots(first_case, otherwise=of, reversed=())))
    assert "no order stated above is reversed" in kept


def test_drivers_that_move_nothing_are_named(first_case):
    idle = first_case.study.drivers[0]
    assert f"The share of {idle.title} is nothing at all" in words(
        roots.section(with_roots(first_case, idle=(idle.id,)))
    )


def test_without_drivers_all_of_it_was_under_way(first_case):
    of = with_roots(first_case, drivers=(), origins=(), together=(), points=first_case.roots.points[:1])
    told = words(roots.section(of))
    assert "No driver moves this level in that time: all of it was already under way." in told
    assert "There is nothing to set against each other" in told


def test_where_it_cannot_be_said_the_reason_is(first_case):
    none = replace(first_case, roots=None, missing={"roots": "nothing moves `arms`"})
    assert "cannot be said: nothing moves `arms`." in words(roots.section(none))
    assert roots.brief(none) == ()


def test_what_is_domestic_to_a_state_that_is_no_party_is_told_apart(first_case):
    said = words(roots.section(first_case))
    west = next(o for o in first_case.roots.origins if o.name == "west")
    assert "west" not in first_case.issue.parties
    assert f"points {west.title}, which is no party to this issue" in said
    sums = {o.name: o.points.mean for o in first_case.roots.origins}
    domestic = sum(sums.get(p, 0) for p in first_case.issue.parties)
    assert f"counted as external too, it would be {sums['external'] + sums['west']:.0f} against {domestic:.0f}" in said
    party = replace(first_case.study.issues[0], parties=tuple(p.id for p in first_case.study.polities))
    all_in = replace(first_case.study, issues=(party, *first_case.study.issues[1:]))
    assert "which is no party to this issue" not in words(roots.section(replace(first_case, study=all_in)))
