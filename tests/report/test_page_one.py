"""Page one: judgement, confidence and what would change our mind, before anything else is read."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from detente.explain.confidence import RULE
from detente.report import outlook
from detente.report.document import Code, Grid, Items, Paragraph, Section, Sentence, Strong, blocks, sentences
from detente.report.sections.page_one import brief, clause, section
from detente.study.likelihood import in_words
from detente.study.nouns import Confidence

if TYPE_CHECKING:
    from detente.report.answers import Answers

both_studies = pytest.mark.parametrize("study", ["first_case", "example"])

LIKELY = re.compile(
    r"\b(likely|unlikely|even chance|almost certain|no chance|chance of|probabilit\w+|draws? in|% of [\d,]+ draws)\b",
    re.I,
)
ADVICE = re.compile(r"\bconfiden(ce|t)\b", re.IGNORECASE)


def mixed(said: str) -> list[str]:
    """Sentences of a text that tell likelihood and confidence at once."""
    return [one for one in re.split(r"(?<=[.!?:;])\s+", said) if LIKELY.search(one) and ADVICE.search(one)]


@pytest.fixture
def answers(study: str, request: pytest.FixtureRequest) -> Answers:
    return request.getfixturevalue(study)


def _words(answers: Answers) -> str:
    return "\n".join(s.words for s in sentences((section(answers),)))


def _part(answers: Answers, name: str) -> Section:
    return next(s for s in section(answers).sections if s.id == f"page-one-{name}")


def _warnings(part: Section) -> list[str]:
    found = [b for b in blocks((part,)) if isinstance(b, Paragraph) and b.kind == "warning"]
    return [" ".join(s.words for s in b.sentences) for b in found]


def _study(answers: Answers, **changes: Any) -> Answers:
    return replace(answers, study=replace(answers.study, **changes))


def _answered(answers: Answers, probability: float) -> Answers:
    run, asked = answers.run, answers.question
    assert asked is not None
    hits = round(probability * run.draws)
    changed = tuple(
        replace(a, hits=hits, probability=probability) if a.question.id == asked.id else a for a in run.answers
    )
    return replace(answers, run=replace(run, answers=changed))


def _without_questions(answers: Answers) -> Answers:
    bare = _study(answers, questions=(), headline_question="")
    return replace(bare, run=replace(bare.run, answers=()), flip=None, missing={"flip": "no question"})


# The judgement


@both_studies
def test_the_first_thing_told_is_the_question_and_then_its_answer(answers: Answers) -> None:
    lead = [b for b in section(answers).blocks if isinstance(b, Paragraph) and b.kind == "lead"]
    assert answers.question is not None
    assert lead[0].sentences[0].words == answers.question.ask
    found = next(a for a in answers.run.answers if a.question.id == answers.question.id)
    assert in_words(found.probability) in lead[1].sentences[0].words
    assert lead[1].sentences[0].basis is not None


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (0.0, "has a chance of less than 1 %"),
        (0.03, "has almost no chance (1–5 %)"),
        (0.3, "is unlikely (20–45 %)"),
        (0.5, "has a roughly even chance (45–55 %)"),
        (0.97, "is almost certain (95–99 %)"),
        (1.0, "has a chance of more than 99 %"),
    ],
)
def test_a_probability_is_told_in_words_with_their_numbers(probability: float, said: str) -> None:
    assert clause(probability) == said


def test_a_judgement_that_other_draws_might_word_otherwise_says_so(first_case: Answers) -> None:
    assert "Other draws might make it: unlikely (20–45 %)." in _words(_answered(first_case, 0.19))
    assert "Other draws might make it" not in _words(_answered(first_case, 0.33))


@pytest.mark.parametrize(("probability", "share"), [(0.0, ": none"), (1.0, ": all"), (0.25, ": 25 %")])
def test_a_question_that_never_came_true_is_told_so(first_case: Answers, probability: float, share: str) -> None:
    assert f"{share} of {first_case.run.draws} draws." in _words(_answered(first_case, probability))


def test_a_study_without_a_question_is_told_to_have_no_judgement(first_case: Answers) -> None:
    said = _words(_without_questions(first_case))
    assert "there is no judgement here" in said
    assert "Confidence in these levels is" in said
    assert "Not testable as written" in said


# Confidence


@both_studies
def test_likelihood_and_confidence_never_share_a_sentence(answers: Answers) -> None:
    for sentence in sentences((section(answers),)):
        assert not mixed(sentence.words)
        assert not (LIKELY.search(sentence.words) and ADVICE.search(sentence.words))


def test_a_sentence_that_mixes_the_two_is_noticed() -> None:
    assert mixed("We have high confidence that it is very unlikely (5–20 %).")
    assert not mixed("It is very unlikely (5–20 %). Confidence in this is low.")


def test_the_author_s_level_is_the_level_and_the_rule_s_is_told_beside_it(first_case: Answers) -> None:
    own = _study(first_case, confidence=Confidence("high", "We know the case."))
    said = _words(own)
    assert "Confidence in this judgement is high, as the study's author sets it." in said
    assert "We know the case." in said
    assert "This program's rule proposes another level, low: " in said


def test_where_both_agree_it_is_said_once(first_case: Answers) -> None:
    said = _words(first_case)
    assert "Confidence in this judgement is low, as the study's author sets it." in said
    assert "This program's rule proposes the same: " in said


def test_without_the_author_s_level_the_proposal_is_told_as_one(first_case: Answers) -> None:
    said = _words(_study(first_case, confidence=None))
    assert "Confidence in this judgement is low, as this program's rule proposes it." in said
    assert "The study's author has set no level." in said


@both_studies
def test_the_causes_are_told_serious_ones_first_and_the_rule_with_them(answers: Answers) -> None:
    (items,) = [b for b in section(answers).blocks if isinstance(b, Items)]
    heads = [i.sentences[0].words for i in items.items]
    assert heads == ["Seriously against it:", "Against it:", "For it:"]
    assert all(len(i.sentences) > 1 for i in items.items)
    assert RULE in _words(answers)


# What would change our mind


def _table(answers: Answers) -> Grid:
    (grid,) = [b for b in _part(answers, "indicators").blocks if isinstance(b, Grid)]
    return grid


@both_studies
def test_every_question_stands_there_with_threshold_date_chance_and_no_change(answers: Answers) -> None:
    lines = {line[0].words: line for line in _table(answers).lines}
    for found in answers.run.answers:
        line = lines[found.question.ask]
        assert f"{found.question.threshold:g}" in line[1].words
        assert str(found.question.by.year) in line[1].words
        assert line[2].words.startswith(in_words(found.probability))
        assert line[2].basis is not None
        assert line[3].words == ("yes" if found.no_change else "no")


@both_studies
def test_every_level_has_the_band_outside_which_it_counts_against_the_model(answers: Answers) -> None:
    said = next(s for s in sentences((_part(answers, "indicators"),)) if "it counts against the model if" in s.words)
    bands = [(int(low), int(high)) for low, high in re.findall(r"outside (\d+) to (\d+) on", said.words)]
    issues = sorted(answers.study.issues, key=lambda q: q.id != answers.issue.id)
    for (low, high), issue in zip(bands, issues, strict=True):
        found = answers.run.at(issue.id, answers.study.span.until)
        assert abs(low - found.p5) <= 0.5
        assert abs(high - found.p95) <= 0.5
        assert issue.title in said.words


def test_a_study_that_ends_at_its_present_has_no_band_to_be_wrong_about(first_case: Answers) -> None:
    span = replace(first_case.study.span, until=first_case.study.span.now)
    assert "the model is wrong if" not in _words(_study(first_case, span=span))


def test_the_headline_s_question_comes_first(first_case: Answers) -> None:
    turned = replace(first_case, run=replace(first_case.run, answers=first_case.run.answers[::-1]))
    assert first_case.question is not None
    assert _table(turned).lines[0][0].words == first_case.question.ask


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_dated_questions_are_not_testable_as_written(first_case: Answers, count: int) -> None:
    few = _study(first_case, questions=first_case.study.questions[:count])
    few = replace(few, run=replace(few.run, answers=few.run.answers[:count]))
    (warning,) = _warnings(_part(few, "indicators"))
    assert warning.startswith("Not testable as written.")
    assert "a date under questions:, before" in warning
    assert Code("questions:") in [p for s in sentences((_part(few, "indicators"),)) for p in s.parts]
    assert ("three" if count == 0 else "two more" if count == 1 else "one more") in warning


def test_three_questions_are_testable(first_case: Answers) -> None:
    three = _study(first_case, questions=first_case.study.questions[:3])
    three = replace(three, run=replace(three.run, answers=three.run.answers[:3]))
    assert not _warnings(_part(three, "indicators"))


def test_a_question_whose_date_has_passed_is_no_forecast(first_case: Answers) -> None:
    asked = first_case.question
    assert asked is not None
    before, after = (replace(first_case, day=day) for day in (asked.by, date(asked.by.year + 9, 1, 1)))
    assert not outlook.overdue(before, asked)
    assert "already due" not in _words(before)
    assert "All questions were already due on that day: their answers are hindsight" in _words(after)
    assert all("already due" in line[1].words for line in _table(after).lines)


def test_a_report_made_after_the_study_s_present_says_that_it_proves_no_foresight(first_case: Answers) -> None:
    assert "nothing here can show what its author knew" in _words(first_case)
    at_once = replace(first_case, day=first_case.study.span.now)
    assert "nothing here can show" not in _words(at_once)


def test_where_the_model_and_no_change_part_is_counted(first_case: Answers) -> None:
    other = sum((a.probability > 0.5) != a.no_change for a in first_case.run.answers)
    said = _words(first_case)
    assert other
    assert f"on {other} of {len(first_case.run.answers)} questions (“Will Russia and Israel still" in said
    alike = tuple(replace(a, no_change=a.probability > 0.5) for a in first_case.run.answers)
    assert f"on none of {len(alike)} questions" in _words(
        replace(first_case, run=replace(first_case.run, answers=alike))
    )


@pytest.mark.parametrize("parted", [True, False])
def test_one_question_is_spoken_of_as_one(first_case: Answers, *, parted: bool) -> None:
    few = _study(first_case, questions=first_case.study.questions[:1])
    only = replace(few.run.answers[0], no_change=(few.run.answers[0].probability > 0.5) is not parted)
    few = replace(few, run=replace(few.run, answers=(only,)))
    told = _words(few)
    assert ("model parts from" in told, "model does not part from" in told) == (parted, not parted)
    assert f"held) on the one question{' (“Will' if parted else '; nothing yet'}" in told


# The distance, the boundary, the basis


def test_what_would_soonest_reverse_it_is_told_with_its_numbers(first_case: Answers) -> None:
    flip = first_case.flip
    assert flip is not None
    flipped = replace(first_case, flip=replace(flip, distance=1.998))
    said = _words(flipped)
    assert (
        "up to 50 %, the study’s numbers would have to be off by just under 2 of their own standard deviations" in said
    )
    assert "robust is what this program calls 2 or more, and this is too near to that to tell" in said
    sure = _words(replace(first_case, flip=replace(flip, distance=2.6)))
    assert "and this is more than that" in sure
    assert "and this is less than that" in _words(replace(first_case, flip=replace(flip, distance=1.1)))
    assert f"{flip.carried_by} numbers would have to be wrong together" in said
    assert f"stated {flip.carriers[0].spelled}" in said


def test_what_rivals_answer_is_told_where_it_is_clearly_another_word(first_case: Answers) -> None:
    changes = first_case.changes
    assert changes is not None
    case = next(c for c in changes.cases if c.change.id == "middle-faction")
    assert case.change.title
    shift = next(s for s in case.shifts if s.question == first_case.question)
    for after, error, told in ((0.3, 0.01, True), (0.3, 0.2, False), (shift.before, 0.01, False)):
        moved = replace(shift, after=after, difference=after - shift.before, error=error)
        of = replace(changes, cases=tuple(replace(c, shifts=(moved,)) if c is case else c for c in changes.cases))
        said = _words(replace(first_case, changes=of))
        assert (f"On the rival reading “{case.change.title}” it is: unlikely (20–45 %): 30 %." in said) is told


@pytest.mark.parametrize(
    ("status", "said"),
    [("beyond", "No shift of the study's numbers was found"), ("unmoved", "No number of the study moves the judgement"),
     ("built-in", "The judgement is built in")],
)  # fmt: skip
def test_a_judgement_that_nothing_was_found_to_reverse_is_told_so(first_case: Answers, status: Any, said: str) -> None:
    assert first_case.flip is not None
    flip = replace(first_case.flip, status=status, distance=None, shifts=(), carried_by=0, reason="it cannot fail")
    assert said in _words(replace(first_case, flip=flip))


def test_a_distance_that_could_not_be_found_says_why(first_case: Answers) -> None:
    assert "could not be found: too odd" in _words(replace(first_case, flip=None, missing={"flip": "too odd"}))


@both_studies
def test_the_boundary_is_told_in_the_author_s_words_and_nothing_outside_it_has_a_probability(answers: Answers) -> None:
    said = [s.words for s in sentences((_part(answers, "boundary"),))]
    assert said[: len(answers.study.boundary)] == list(answers.study.boundary)
    assert any("is in none of these probabilities" in words for words in said)


def test_a_study_without_a_boundary_is_warned_of(first_case: Answers) -> None:
    (warning,) = _warnings(_part(_study(first_case, boundary=()), "boundary"))
    assert "does not say what its model leaves out" in warning


def test_quotes_that_are_held_are_counted_apart_from_those_that_are_not(first_case: Answers, example: Answers) -> None:
    assert "none with the page held here" in _words(first_case)
    assert "all with the page held here" in _words(example)
    one = next(iter(example.verdicts))
    lost = {**example.verdicts, one: replace(example.verdicts[one], status="not-held")}
    assert re.search(r"\d+ with the page held here, \d+ without", _words(replace(example, verdicts=lost)))


def test_quotes_that_do_not_stand_are_told(example: Answers) -> None:
    assert "does not stand" not in _words(example)
    one = next(iter(example.verdicts))
    fallen = {**example.verdicts, one: replace(example.verdicts[one], status="not-found")}
    assert "1 quote does not stand in its source" in _words(replace(example, verdicts=fallen))


@both_studies
def test_no_report_claims_a_record(answers: Answers) -> None:
    assert "No forecast of this study has been scored" in _words(answers)


@both_studies
def test_page_one_says_by_what_it_was_made_and_how_to_make_it_again(answers: Answers) -> None:
    said, run = _words(answers), answers.run
    for part in (answers.study.hash[:8], run.version, f"{run.draws:,} draws", answers.day.isoformat()):
        assert part in said
    assert f"--draws {run.draws} --seed {run.seed} --dated {answers.day.isoformat()}" in said


def test_a_long_summary_is_cut_on_page_one(first_case: Answers) -> None:
    said = _words(_study(first_case, summary="word " * 900))
    assert said.count("word ") < 90


# The brief


def _brief(answers: Answers) -> Section:
    return Section("brief", "", brief(answers))


def test_the_brief_has_judgement_confidence_indicators_and_what_carries_it(first_case: Answers) -> None:
    said = [s.words for s in sentences((_brief(first_case),))]
    grids = [b for b in blocks((_brief(first_case),)) if isinstance(b, Grid)]
    assert any(words.startswith("As of Oct 2024, a yes in this model") for words in said)
    assert any(words.startswith("Confidence in this judgement is") for words in said)
    assert [len(grid.lines) for grid in grids] == [len(first_case.study.questions), 6]
    assert "--audience brief" in said[-1]


def test_what_the_brief_says_to_carry_most_is_what_the_weakest_points_are(first_case: Answers) -> None:
    assert first_case.weakest is not None
    *_, grid = [b for b in blocks((_brief(first_case),)) if isinstance(b, Grid)]
    for point, line in zip(first_case.weakest.points, grid.lines, strict=False):
        assert line[1].words == point.input.spelled
        assert line[0].words.startswith("= ") == point.tied
        assert line[3].words.startswith(point.weakness.words)


def test_a_brief_names_as_much_of_the_boundary_as_there_is_room_for(first_case: Answers) -> None:
    said = " ".join(s.words for s in sentences((_brief(first_case),)))
    first, *_, last = first_case.study.boundary
    assert first in said
    assert last not in said
    assert "The report in full names some more." in said
    short = " ".join(s.words for s in sentences((_brief(_study(first_case, boundary=(first,))),)))
    assert "names some more" not in short


def test_words_of_the_author_are_never_set_as_anything_else(first_case: Answers) -> None:
    """They stand as plain text, as what stands out, or as a quotation."""
    evil = "<script>alert(1)</script> **x** [y](http://z)"
    asked = tuple(replace(q, ask=evil) for q in first_case.study.questions)
    found = _study(first_case, questions=asked, boundary=(evil,), summary=evil, confidence=Confidence("low", evil))
    told: list[Sentence] = [s for s in sentences((section(found),)) if evil in s.words]
    assert len(told) >= 4
    assert all(evil in (p if isinstance(p, str) else p.words) for s in told for p in s.parts if _long(p))
    assert any(isinstance(p, Strong) for s in told for p in s.parts)


def _long(part: Any) -> bool:
    return "script" in (part if isinstance(part, str) else part.words)
