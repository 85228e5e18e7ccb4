"""The section on the claims: contradicted ones first, what each demands in plain words, and its passages."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from detente.explain.claims import VERDICTS
from detente.report import anchors
from detente.report.demands import demand
from detente.report.document import Entry, Link, Paragraph, Picture, Section, Strong, blocks, sentences
from detente.report.sections import claims
from detente.study.claims import FORMS
from detente.study.nouns import Claim

both_studies = pytest.mark.parametrize("study", ["first_case", "example"])
DAY = date(2010, 12, 31)


@pytest.fixture
def answers(study, request):
    return request.getfixturevalue(study)


def entries(section) -> dict[str, Entry]:
    return {b.id: b for b in blocks((section,)) if isinstance(b, Entry)}


def words(*sections) -> str:
    return " ".join(s.words for s in sentences(sections))


def entry_words(entry) -> str:
    return words(Section("", "", entry.blocks))


def with_one(answers, **changed):
    """The answers with one claim only, changed."""
    one = replace(next(t for t in answers.claims.tried if t.form not in {"open", "share-of"}), **changed)
    return replace(answers, claims=replace(answers.claims, tried=(one,))), one


@both_studies
def test_every_claim_has_a_place_of_its_own(answers):
    found = entries(claims.section(answers))
    assert set(found) == {anchors.claim(answers, c.id) for c in answers.study.claims}
    for claim in answers.study.claims:
        assert found[anchors.claim(answers, claim.id)].title.words == claim.says


def test_contradicted_claims_come_first_and_built_in_ones_last(first_case):
    order = [s.id.removeprefix("claims-").replace("-", " ") for s in claims.section(first_case).sections]
    assert order == [v for v in (*VERDICTS, "built in") if first_case.claims.counts[v]]
    assert order[0] == "contradicted"
    first = next(iter(entries(claims.section(first_case))))
    assert next(c.id for c in first_case.study.claims if anchors.claim(first_case, c.id) == first) in {
        t.id for t in first_case.claims.tried if t.verdict == "contradicted"
    }


def test_the_counts_come_first_and_each_leads_to_its_claims(first_case):
    section = claims.section(first_case)
    lead = section.blocks[0].sentences[0]
    told = {part.to: part.words for part in lead.parts if isinstance(part, Link)}
    assert told == {
        f"claims-{name.replace(' ', '-')}": f"{n} {name}" for name, n in first_case.claims.counts.items() if n
    }
    assert set(told) == {s.id for s in section.sections}


@both_studies
def test_every_quoted_passage_of_a_claim_is_a_link(answers):
    found = entries(claims.section(answers))
    for claim in answers.study.claims:
        entry = found[anchors.claim(answers, claim.id)]
        leads = {p.to for b in blocks_of(entry) for s in b.sentences for p in s.parts if isinstance(p, Link)}
        assert {anchors.passage(answers, b) for b in claim.because if b.kind == "passage"} <= leads


def blocks_of(entry):
    return [b for b in blocks((Section("", "", entry.blocks),)) if isinstance(b, Paragraph)]


@both_studies
def test_every_verdict_says_in_how_many_draws_and_where_that_comes_from(answers):
    found = entries(claims.section(answers))
    for tried in answers.claims.tried:
        verdict = found[anchors.claim(answers, tried.id)].blocks[0].sentences[0]
        assert verdict.parts[0] == Strong(tried.verdict.capitalize())
        assert f"{tried.draws:,} draws" in verdict.words
        assert verdict.basis.name == f"claim {tried.id}"


@pytest.mark.parametrize(("share", "told"), [(1.0, "every one of 64 draws"), (0.0, "none of 64 draws")])
def test_all_draws_or_none_is_said_in_words(first_case, share, told):
    of, one = with_one(first_case, share=share)
    assert f"it holds in {told}" in entry_words(entries(claims.section(of))[anchors.claim(of, one.id)])


def test_a_share_comes_with_its_sampling_error_and_the_verdicts_within_it(first_case):
    of, one = with_one(
        first_case, share=0.88, low=0.84, high=0.995, nearby=("borne out",), verdict="leaning", built_in=()
    )
    told = entry_words(entries(claims.section(of))[anchors.claim(of, one.id)])
    assert "it holds in 88 % (84 to more than 99 %) of 64 draws" in told
    assert "Within sampling error it could also be borne out." in told


def test_a_claim_of_ignorance_is_judged_by_the_probability(first_case):
    tried = next(t for t in first_case.claims.tried if t.form == "open")
    told = entry_words(entries(claims.section(first_case))[anchors.claim(first_case, tried.id)])
    assert "the probability of its question is" in told
    assert "has to lie between 20 and 80 %" in told
    assert "it holds in" not in told


def test_why_a_claim_is_built_in_is_said_and_leads_to_the_effect(first_case):
    effect = first_case.study.effects[0]
    of, one = with_one(first_case, built_in=(f"rests on the same words as the effect {effect.id}",))
    entry = entries(claims.section(of))[anchors.claim(of, one.id)]
    warned = next(b for b in blocks_of(entry) if b.kind == "warning").sentences[0]
    assert f"Built in: rests on the same words as the effect {effect.id}." in warned.words
    assert Link(effect.by.path, anchors.assumption(of, effect.by.key)) in warned.parts


def test_an_effect_that_cannot_be_said_is_not_made_up(first_case):
    nan = float("nan")
    of, one = with_one(first_case, effect=first_case.claims.tried[0].effect._make([nan] * 4), unit="share")
    assert "cannot be said: the level does not move" in entry_words(
        entries(claims.section(of))[anchors.claim(of, one.id)]
    )


def test_a_reason_against_a_claim_is_marked(first_case):
    study = first_case.study
    claim = next(c for c in study.claims if c.because)
    turned = replace(claim, because=tuple(replace(b, against=True) for b in claim.because))
    of = replace(first_case, study=replace(study, claims=tuple(turned if c == claim else c for c in study.claims)))
    assert "Against it: “" in entry_words(entries(claims.section(of))[anchors.claim(of, claim.id)])


def test_a_claim_that_rests_on_nothing_says_so(first_case):
    study = first_case.study
    bare = replace(study, claims=tuple(replace(c, because=()) for c in study.claims))
    assert "It rests on no passage and on no stated judgement." in words(
        claims.section(replace(first_case, study=bare))
    )


def test_a_study_without_claims_says_that_there_is_none(first_case):
    none = replace(first_case, claims=None, missing={"claims": "the study makes no claims"})
    assert "No claim is tested here: the study makes no claims." in words(claims.section(none))
    assert not [b for b in blocks((claims.section(none),)) if isinstance(b, Picture)]
    assert claims.brief(none) == ()


EXPECTED = {
    "change": (
        {"change": "personal-rule", "leaves": "arms", "within": 5, "at": DAY},
        "Under “personal-rule”, Arms cooperation in Dec 2010 has to stay the same but for 5 points either way.",
    ),
    "raises": (
        {"raises": "arms", "cause": "embargo", "at": DAY, "least": 2},
        "With “embargo”, Arms cooperation in Dec 2010 has to be higher by at least 2 points, against the same draws "
        "without it.",
    ),
    "lowers": (
        {"lowers": "arms", "cause": "embargo", "at": DAY},
        "With “embargo”, Arms cooperation in Dec 2010 has to be lower by at least 1 point, against the same draws "
        "without it.",
    ),
    "leaves": (
        {"leaves": "arms", "cause": "guards", "at": DAY},
        "With guards, Arms cooperation in Dec 2010 has to be the same but for 1 point either way, against the same "
        "draws without it.",
    ),
    "more": (
        {"more": "embargo", "than": "border-war", "on": "arms", "at": DAY},
        "“embargo” has to add more to Arms cooperation in Dec 2010 than “border-war” does, each taken away by itself.",
    ),
    "share-of": (
        {"share-of": "borland", "at-least": 0.3, "on": "arms", "from": date(2000, 1, 31), "to": DAY},
        "The share of all drivers domestic to borland together in the model’s change of Arms cooperation from Jan 2000 "
        "to Dec 2010 has to be at least 30 %.",
    ),
    "level": (
        {"level": "arms", "below": 15, "at": DAY},
        "The level of Arms cooperation in Dec 2010 has to be below 15.",
    ),
    "rising": (
        {"rising": "arms", "from": date(2000, 1, 31), "to": DAY},
        "Arms cooperation has to stand higher in Dec 2010 than in Jan 2000.",
    ),
    "falling": (
        {"falling": "arms", "from": date(2000, 1, 31), "to": DAY},
        "Arms cooperation has to stand lower in Dec 2010 than in Jan 2000.",
    ),
    "slower-to-fall": (
        {"slower-to-fall": "arms", "after": DAY, "than-before": DAY},
        "After Dec 2010, Arms cooperation has to take longer to go half of a way down than half of a way up.",
    ),
    "pivotal": (
        {"pivotal": "guards", "on": "arms", "at": DAY},
        "Without guards, Arms cooperation in Dec 2010 has to differ by at least 1 point, up or down, and by more than "
        "without any other faction of the same polity.",
    ),
    "inside-band": (
        {"inside-band": "arland", "on": "arms"},
        "The policy of arland on Arms cooperation must at no time leave the band around its line.",
    ),
    "open": (
        {"open": "joint-production"},
        "The probability of “Joint production by the end of 2022?” has to lie between 20 and 80 %.",
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_what_each_form_demands_is_said_in_the_words_of_the_study(name, example):
    expect, told = EXPECTED[name]
    assert demand(example.study, Claim("mine", "It is so.", expect, ())) == told


def test_a_claim_on_the_band_says_the_band_that_the_departure_is_held_against(first_case):
    inside = next(c for c in first_case.study.claims if "inside-band" in c.expect)
    told = entry_words(entries(claims.section(first_case))[anchors.claim(first_case, inside.id)])
    found = re.search(r"is (\d+) \(.*?wanted is no more than the band at that time \(([\d.]+)\)", told)
    departure, band = map(float, found.groups())
    assert departure <= band + 0.5


def test_what_decides_a_claim_is_named_in_words_and_dates_in_words(first_case):
    words_of = {word for d in first_case.study.drivers for word in d.title.lower().split()}
    ids = {d.id for d in first_case.study.drivers} - words_of
    for claim in first_case.study.claims:
        told = entry_words(entries(claims.section(first_case))[anchors.claim(first_case, claim.id)])
        assert not re.search(r"\b\d{4}-\d\d\b", told)
        decides = re.search(r"The number that decides it, (.*?), is", told)
        assert decides is None or not ids & set(decides[1].split())
