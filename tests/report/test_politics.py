"""Who wants what, in words: what is said of each party, of who sets the level, and of the tiers, is what was found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from detente.engine.draws import simulate
from detente.explain.willing import Contest, Party, Willing, willing
from detente.report import contest, parties
from detente.report.document import Grid, Items, Link, Paragraph, Picture, Section, bases, blocks, sentences
from detente.report.sections import politics
from tests.engine.two_parties import two_parties
from tests.figures.contests import politics as crowd
from tests.report.bare import bare

if TYPE_CHECKING:
    from detente.report.answers import Answers

both_studies = pytest.mark.parametrize("name", ["first_case", "example"])


@pytest.fixture
def answers(name: str, request: pytest.FixtureRequest) -> Answers:
    return request.getfixturevalue(name)


def of(study, draws: int = 64) -> Answers:
    """A report of a study with nothing but its run and who sets its levels."""
    found = replace(study, assumptions=tuple(_numbers(study)))
    return bare(
        found, draws=draws, run=simulate(found, draws=draws, seed=1), willing=willing(found, draws=draws, seed=1)
    )


def _numbers(study) -> Iterator:
    from detente.engine.column import Column

    yield from Column(study).assumptions


def part(answers: Answers, name: str) -> Section:
    return next(s for s in politics.section(answers).sections if s.id == f"politics-{name}")


def told(section: Section) -> str:
    return " ".join(s.words for b in blocks((section,)) if isinstance(b, Paragraph) for s in b.sentences)


@both_studies
def test_it_stands_with_its_figures_in_order(answers: Answers):
    section = politics.section(answers)
    pictures = [b.name for b in blocks((section,)) if isinstance(b, Picture)]
    assert (section.id, pictures) == ("politics", ["factions", "willing", "tiers"])


@both_studies
def test_every_sentence_with_a_number_of_the_model_has_a_basis(answers: Answers):
    for block in blocks((politics.section(answers),)):
        for s in block.sentences if isinstance(block, Paragraph) else ():
            plain = re.sub(
                r"\d{4}(-\d\d)?|from 0 to 100|middle 90 %", "", "".join(filter(lambda p: type(p) is str, s.parts))
            )
            assert s.basis is not None or not re.search(r"\d", plain), s.words


def test_its_commands_are_those_that_print_the_numbers(first_case: Answers):
    commands = {b.name.split()[0]: b.command for b in bases((politics.section(first_case),))}
    assert commands["willing"].startswith("detente why iran-russia --issue ")
    assert commands["unitary"].startswith("detente run iran-russia")
    assert set(commands) == {"politics", "willing", "unitary"}


def test_the_tiers_are_called_a_hypothesis_and_linked_to_what_they_rest_on(first_case: Answers):
    section = part(first_case, "tiers")
    assert "is a hypothesis of this study" in told(section)
    (iran,) = [p for p in first_case.study.polities if p.id == "iran"]
    to = {p.to for s in sentences((section,)) for p in s.parts if isinstance(p, Link)}
    for number in iran.band.values():
        assert f"a{first_case.order[number.key]}" in to
    assert sum(place.startswith(("p", "q")) for place in to) == 2


def test_every_issue_is_told_with_and_without_tiers(first_case: Answers):
    (listed,) = [b for b in part(first_case, "tiers").blocks if isinstance(b, Items) and len(b.items) == 3]
    for item, issue in zip(listed.items, first_case.study.issues, strict=True):
        assert item.sentences[0].words.startswith(issue.title)
        assert "without them" in item.sentences[0].words


def test_other_issues_than_the_headline_s_have_one_folded_table_each(first_case: Answers):
    grids = [b for b in part(first_case, "others").blocks if isinstance(b, Grid)]
    others = [q for q in first_case.study.issues if q.id != first_case.issue.id]
    assert [g.caption for g in grids] == [f"Who wants what on {q.title}" for q in others]
    assert all(g.folded and all(len(line) == len(g.heads) for line in g.lines) for g in grids)


def test_a_study_of_one_issue_has_no_part_on_others(example: Answers):
    assert [s.id for s in politics.section(example).sections] == [
        "politics-factions", "politics-willing", "politics-tiers",
    ]  # fmt: skip


# ── known answers ─────────────────────────────────────────────────────────────────────────────


def test_a_line_a_faction_and_a_held_small_game_are_told_as_they_are():
    found = of(two_parties(at={"guards": 30, "cabinet": 80, "court": 60}, able={"cabinet": 1.0}, band=5.0))
    words = told(part(found, "factions"))
    assert "Its line stood at 30 (30 to 30) points in Jan 2000 and stands at 30 (30 to 30) in Jun 2002." in words
    assert "now it wants to go higher and is held at the upper edge of its band, in more than 99 % of draws" in words
    assert "Its policy now stands at 35 (35 to 35) points." in words
    assert "may depart from that line by 5 points" in words
    assert "most weight was with guards, 100 % of it" in words


def test_factions_that_weigh_the_same_are_not_ranked():
    words = told(part(of(two_parties(able={"guards": 1.0, "clergy": 1.0})), "factions"))
    assert (
        "now it is open with whom most weight is: guards, 50 % (50 to 50 %) of it, in 50 % of draws and clergy" in words
    )


def test_a_polity_without_a_small_game_says_that_its_policy_is_its_line():
    words = told(part(crowded(2, 1), "factions"))
    assert words.count("Nobody plays a small game here: its policy is its line.") == 2
    assert "No faction of this study plays a small game: it has no tiers" in told(part(crowded(2, 1), "tiers"))


def test_policies_that_are_one_are_told_as_tied():
    found = of(two_parties(at={"guards": 50, "court": 50}))
    words = told(part(found, "willing"))
    assert "arland and borland are tied within sampling error" in words
    assert "several at once in more than 99 %" in words


@pytest.mark.parametrize(("share", "tied"), [(0.56, True), (0.62, False)])
def test_shares_closer_than_sampling_error_are_a_tie(share: float, tied: bool):
    found = of(two_parties(), draws=256)
    assert found.willing is not None
    first = np.full(len(found.willing.days), share)
    none = np.zeros_like(first)
    made = [Party(p, s, none, none, none, none, ()) for p, s in (("arland", first), ("borland", 1 - first))]
    faked = replace(found.willing, contests=(Contest("arms", "consent", tuple(made), none),))
    words = " ".join(s.words for s in contest.now(replace(found, willing=faked), found.issue))
    assert ("tied within sampling error" in words) is tied


def test_who_sets_the_level_is_told_in_stretches_history_apart_from_projection():
    found = of(two_parties(at={"guards": 20, "court": 60}, by={"war-position-guards-arms": 60.0}))
    lists = [b for b in part(found, "willing").blocks if isinstance(b, Items)]
    past, ahead = ([p.sentences[0].words for p in b.items] for b in lists)
    assert past == [
        "Jan 2000 to Dec 2000: arland, in more than 99 % of draws.",
        "Jan 2001 to Jun 2002: borland, in more than 99 % of draws.",
    ]
    assert ahead == ["Jul 2002 to Dec 2003: borland, in more than 99 % of draws."]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("consent", "The least willing party therefore sets the level"),
        ("unilateral", "The most willing party therefore sets the level"),
        ("weighted", "every party has a say in the agreement, and none sets the level alone"),
    ],
)
def test_what_sets_the_level_is_told_by_the_rule(rule: str, said: str):
    assert said in told(part(of(two_parties(rule=rule)), "willing"))


def test_tiers_that_change_nothing_are_told_as_no_difference():
    words = told(part(crowded(2, 3), "tiers"))
    assert "Draw by draw the tiers change it by" in words
    still = of(two_parties(at={"cabinet": 20}, able={"cabinet": 1.0}, band=5.0))
    words = told(part(still, "tiers"))
    assert "no difference beyond sampling error" in words
    assert "less than 0.1 points" in words
    assert "largest" not in words


# ── any study ─────────────────────────────────────────────────────────────────────────────────


def crowded(count: int, factions: int, rule: str = "consent") -> Answers:
    found = crowd(count, factions, rule)
    return bare(found.run.study, draws=64, run=found.run, willing=found.willing)


@pytest.mark.parametrize("size", [(1, 1), (1, 3), (4, 3), (12, 10)])
def test_few_parties_and_many_are_told(size: tuple[int, int]):
    found = crowded(*size)
    assert len(next(b for b in part(found, "factions").blocks if isinstance(b, Items)).items) == size[0]
    assert ("decides" in told(part(found, "willing"))) == (size[0] == 1)
    assert politics.brief(found) or size == (1, 1)


def test_a_report_that_does_not_know_who_sets_the_level_says_why():
    found = replace(crowded(2, 3), willing=None, missing={"willing": "no time"})
    assert "Who sets the level could not be found out: no time." in told(part(found, "willing"))
    assert politics.brief(found)


def test_a_study_that_ends_at_its_present_has_no_projection():
    study = two_parties()
    found = of(replace(study, span=replace(study.span, until=study.span.now)))
    assert "Projected" not in told(part(found, "willing"))
    assert isinstance(found.willing, Willing)
    assert parties.step(found, study.span.now) == found.willing.now == len(found.willing.days) - 1


def test_a_brief_is_two_sentences_on_the_headline(first_case: Answers):
    (paragraph,) = politics.brief(first_case)
    assert isinstance(paragraph, Paragraph)
    assert first_case.issue.title in paragraph.sentences[0].words
    assert "least willing" in paragraph.sentences[1].words or "tied" in paragraph.sentences[1].words
    assert "without them" in paragraph.sentences[2].words


def test_effects_that_move_a_band_are_told_with_what_they_rest_on(first_case: Answers):
    moved = [e for e in first_case.study.effects if e.moves == "band"]
    said = told(part(first_case, "tiers"))
    assert moved
    for effect in moved:
        title = next(d.title for d in first_case.study.drivers if d.id == effect.cause)
        assert f"“{title}” moves the band on" in said
        assert f"by {effect.by.quantity.spelled} points at full strength" in said
