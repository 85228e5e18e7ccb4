"""The section on levels says where each issue stood, stands and may go, and no more than its bands support."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest

from detente.report import anchors, landmarks
from detente.report.document import Grid, Paragraph, Picture, blocks, said, sentences
from detente.report.sections.levels import brief, section
from detente.study import calendar
from detente.study.stations import stations

if TYPE_CHECKING:
    from detente.report.answers import Answers
    from detente.study.nouns import Issue

both_studies = pytest.mark.parametrize("study", ["first_case", "example"])


@pytest.fixture
def answers(study: str, request: pytest.FixtureRequest) -> Answers:
    return request.getfixturevalue(study)


def _grids(answers: Answers) -> list[Grid]:
    return [b for b in blocks((section(answers),)) if isinstance(b, Grid)]


def _prose(answers: Answers, number: int) -> str:
    (first, *_) = section(answers).sections[number].blocks
    assert isinstance(first, Paragraph)
    return " ".join(s.words for s in first.sentences)


def _with_paths(answers: Answers, change) -> Answers:
    run = answers.run
    return replace(answers, run=replace(run, first_paths=change(np.array(run.first_paths)).astype(np.float32)))


@both_studies
def test_every_issue_has_its_part_the_headline_s_first(answers: Answers) -> None:
    study = answers.study
    parts = [s.id for s in section(answers).sections]
    assert sorted(parts) == sorted(anchors.issue(answers, q.id) for q in study.issues)
    assert parts[0] == anchors.issue(answers, study.headline_issue)


@both_studies
def test_bands_can_be_changed_for_sample_paths(answers: Answers) -> None:
    (picture,) = [b for b in section(answers).blocks if isinstance(b, Picture)]
    assert picture.name == "levels"
    assert picture.other is not None
    assert picture.other.name == "paths"
    assert all(picture.switch)
    assert picture.basis is not None


@both_studies
def test_the_band_says_what_it_does_not_say(answers: Answers) -> None:
    said = " ".join(s.words for s in sentences((section(answers),)))
    assert "nine of ten runs of this model fall in the band" in said
    assert "says nothing about what the model does not contain" in said


@both_studies
def test_tables_have_ten_dates_at_most_and_mark_history_present_and_projection(answers: Answers) -> None:
    for grid in _grids(answers):
        parts = [line[1].words for line in grid.lines]
        assert len(parts) <= 10
        assert parts.count("now") == 1
        at = parts.index("now")
        assert set(parts[:at]) == {"history"}
        assert set(parts[at + 1 :]) <= {"projection"}


@both_studies
def test_tables_say_the_levels_of_the_run(answers: Answers) -> None:
    ordered = sorted(answers.study.issues, key=lambda q: q.id != answers.study.headline_issue)
    for issue, grid in zip(ordered, _grids(answers), strict=True):
        for day, line in zip(stations(answers.study.span), grid.lines, strict=True):
            assert line[2].words == landmarks.level(answers.run.at(issue.id, day))


def _place(issue: Issue, at: float) -> str:
    return said(*landmarks.place(issue, at)).words


@both_studies
def test_a_level_is_told_to_lie_between_its_landmarks_whencever_it_came(answers: Answers) -> None:
    for issue in answers.study.issues:
        for (low, below), (high, above) in pairwise(issue.scale):
            assert _place(issue, (low + high) / 2) == f"between “{below}” ({low:g}) and “{above}” ({high:g})"
            assert _place(issue, low) == f"at “{below}” ({low:g})"
        top, words = issue.scale[-1]
        cut = replace(issue, scale=tuple((at / 2 + 5, w) for at, w in issue.scale))
        assert _place(cut, 0).startswith(f"below “{issue.scale[0][1]}”")
        assert _place(cut, 100) == f"above “{words}” ({top / 2 + 5:g})"


def test_a_landmark_is_reached_where_the_level_is_printed_as_it(first_case: Answers) -> None:
    issue = first_case.issue
    at, words = issue.scale[3]
    assert _place(issue, at - 0.4) == f"at “{words}” ({at:g})"
    assert _place(issue, at - 0.6).endswith(f"and “{words}” ({at:g})")


def test_a_landmark_inside_the_band_is_told_to_be_in_doubt(first_case: Answers) -> None:
    now = first_case.run.at(first_case.issue.id, first_case.study.span.now)
    inside = landmarks.between(first_case.issue, now.p5, now.p95)
    told = _prose(first_case, 0)
    assert inside, "the band of the first study spans a landmark"
    assert "The middle 90 % of runs lies on both sides of" in told
    assert all(words in told for _, words in inside)


def test_a_level_that_rose_in_every_run_is_told_to_have_risen_and_not_to_have_fallen(first_case: Answers) -> None:
    rising = _with_paths(first_case, lambda paths: 0 * paths + np.linspace(5, 60, paths.shape[1])[None, :, None])
    said = _prose(rising, 0)
    assert re.search(r"largest rise was from .+ to .+, \+\d", said)
    assert "there was no clear fall" in said


def test_two_changes_that_runs_do_not_tell_apart_are_told_as_a_tie(example: Answers) -> None:
    """Stairs of one height between the dates of the table, with noise."""
    span, shape = example.study.span, np.shape(example.run.first_paths)
    dates = [calendar.steps(span.start, day, span.step) for day in stations(span) if day <= span.now]
    stairs = np.interp(np.arange(shape[1]), dates, 15 * np.arange(len(dates)))
    noise = np.random.default_rng(1).normal(0, 5, shape)
    alike = _with_paths(example, lambda paths: 0 * paths + noise + stairs[None, :, None])
    assert "no clearer than that from" in _prose(alike, 0)
    steeper = _with_paths(example, lambda paths: 0 * paths + noise + (stairs**2 / 60)[None, :, None])
    assert "no clearer than that from" not in _prose(steeper, 0)


def test_a_level_that_only_wavers_has_no_largest_rise(example: Answers) -> None:
    noise = np.random.default_rng(1).normal(50, 20, np.shape(example.run.first_paths))
    said = _prose(_with_paths(example, lambda paths: noise + 0 * paths), 0)
    assert "there was no clear rise" in said or "no clearer than that from" in said


def test_a_change_that_may_go_either_way_is_left_open(example: Answers) -> None:
    noise = np.random.default_rng(1).normal(50, 5, np.shape(example.run.first_paths))
    assert "leaves open whether it rises or falls" in _prose(_with_paths(example, lambda paths: noise + 0 * paths), 0)
    ahead = _with_paths(example, lambda paths: 0 * paths + np.linspace(0, 80, paths.shape[1])[None, :, None])
    assert "leaves open" not in _prose(ahead, 0)


def test_a_study_that_ends_at_its_present_is_told_without_projection(example: Answers) -> None:
    study = example.study
    span = replace(study.span, until=study.span.now)
    ended = replace(example, study=replace(study, span=span))
    assert "it changes by" not in _prose(ended, 0)
    assert "projection" not in {line[1].words for grid in _grids(ended) for line in grid.lines}


def test_an_issue_without_landmarks_is_told_without_them(example: Answers) -> None:
    study = example.study
    bare = replace(example, study=replace(study, issues=tuple(replace(q, scale=()) for q in study.issues)))
    assert "without landmarks" in _prose(bare, 0)
    assert {line[3].words for grid in _grids(bare) for line in grid.lines} == {"on a scale without landmarks"}


def test_a_brief_shows_the_headline_s_level_alone(first_case: Answers) -> None:
    (picture,) = [b for b in brief(first_case) if isinstance(b, Picture)]
    assert {row["panel"] for row in picture.rows if "panel" in row} == {0}
    titles = {row["title"] for row in picture.rows if row["row"] == "panel"}
    assert titles == {first_case.issue.title}


@both_studies
def test_the_brief_s_figure_can_be_drawn_and_described(answers: Answers) -> None:
    from detente import figures

    (picture,) = [b for b in brief(answers) if isinstance(b, Picture)]
    figure = figures.named(picture.name)
    assert figure.chart(picture.rows).to_dict()["vconcat"]
    assert answers.issue.title in figure.description(picture.rows)
    assert figure.tables(picture.rows)
