"""When a claim tests the file and not the world: by every number, by the model, or by the passage it rests on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.evidence.quotes import Place
from detente.explain import built_in
from detente.explain.claims import claims
from tests.engine import studies
from tests.explain.arena import END_2000, END_2001, END_2002, arena, claim, quoting, tried


def test_a_claim_that_no_number_can_break_is_built_in():
    found = tried(
        claim("not-yet", leaves="up", cause="pull", at=END_2000),
        claim("true-here", raises="up", cause="pull", at=END_2001, least=10),
        claim("no-way", leaves="up", cause="push", at=END_2001),
    )
    assert "search" in found["not-yet"].built_in[0]
    assert found["true-here"].share == 1.0
    assert found["true-here"].built_in == ()
    assert found["no-way"].built_in == ("no effect leads from push to up",)


def test_a_claim_that_holds_of_small_numbers_alone_is_not_built_in():
    found = tried(claim("little", leaves="up", cause="pull", at=END_2001), pull=0.5)["little"]
    assert found.share == 1.0
    assert found.built_in == ()


def test_the_band_is_built_into_the_model():
    (found,) = tried(claim("inside", inside_band="land", on="tug")).values()
    assert found.verdict == "borne out"
    assert found.built_in == ("the model never lets a policy leave the band",)


def with_reasons(study, **reasons):
    """The study with reasons for the size of effects, by effect."""
    effects = [replace(e, by=replace(e.by, because=reasons.get(e.id.replace("-", "_"), ()))) for e in study.effects]
    return replace(study, effects=tuple(effects))


def rests(expect, own, *, of="pull-position-small-up", theirs, places=None):
    """Why a claim is built in by its passage, where it and an effect quote something."""
    study = with_reasons(arena(), **{of.replace("-", "_"): (theirs,)})
    return built_in.same_passage(claim("c", (own,), **expect), study, places or {})


RAISES = {"raises": "up", "cause": "pull", "at": END_2001}


def test_a_claim_that_quotes_the_same_words_as_an_effect_on_its_path_is_built_in():
    said = rests(RAISES, quoting("it pulled — hard"), theirs=quoting("it pulled—hard"))
    assert said == "rests on the same words as the effect pull-position-small-up"


@pytest.mark.parametrize(
    ("expect", "own", "theirs", "of"),
    [
        (RAISES, quoting("other words"), quoting("it pulled hard"), "pull-position-small-up"),
        (RAISES, quoting("it pulled hard"), quoting("it pulled hard", source="bulletin"), "pull-position-small-up"),
        (RAISES, quoting("it pulled hard"), quoting("it pulled hard", against=True), "pull-position-small-up"),
        (RAISES, quoting("it pulled hard", against=True), quoting("it pulled hard"), "pull-position-small-up"),
        (RAISES, quoting("it pulled hard"), quoting("it pulled hard"), "nudge-position-small-up"),
        (RAISES, quoting("it pulled hard"), quoting("it pulled hard"), "push-position-small-down"),
        (
            {"level": "up", "above": 9, "at": END_2000},
            quoting("it pulled hard"),
            quoting("it pulled hard"),
            "pull-position-small-up",
        ),
    ],
    ids=["other words", "other source", "against", "claim against", "other cause", "other issue", "not yet stirred"],
)
def test_a_claim_is_not_built_in_by_a_passage_that_is_not_on_its_path(expect, own, theirs, of):
    assert rests(expect, own, theirs=theirs, of=of) == ""


@pytest.mark.parametrize(
    "expect",
    [
        RAISES,
        {"more": "nudge", "than": "pull", "on": "up", "at": END_2001},
        {"share_of": "external", "at_least": 0.1, "on": "up", "from_": END_2000, "to": END_2001},
        {"rising": "up", "from_": END_2000, "to": END_2001},
        {"level": "up", "above": 5, "at": END_2001},
        {"pivotal": "small", "on": "up", "at": END_2001},
    ],
)
def test_every_form_with_a_path_is_built_in_by_an_effect_on_it(expect):
    said = rests(expect, quoting("it pulled hard"), theirs=quoting("it pulled hard"))
    assert said == "rests on the same words as the effect pull-position-small-up"


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        (Place(3, "aaa", 40, 60), "rests on the same passage as the effect pull-position-small-up"),
        (Place(3, "aaa", 20, 60), "rests on the same words as the effect pull-position-small-up"),
        (Place(4, "bbb", 0, 30), ""),
    ],
    ids=["same passage", "overlapping words", "another passage"],
)
def test_where_quotes_stand_decides_whether_their_passage_is_the_same(theirs, expected):
    places = {"own": Place(3, "aaa", 0, 30), "theirs": theirs}
    said = rests(RAISES, quoting("one", "own"), theirs=quoting("another", "theirs"), places=places)
    assert said == expected


def test_a_claim_about_lock_in_is_built_in_by_the_passage_behind_the_lock_in():
    lock = studies.effect("pull", "lock-in", 0.2, on="down")
    lock = replace(lock, by=replace(lock.by, because=(quoting("hard to undo"),)))
    study = replace(arena(), effects=(*arena().effects, lock))
    slow = claim("slow", (quoting("hard to undo"),), slower_to_fall="down", after=END_2001, than_before=END_2001)
    lowered = claim("lowered", (quoting("hard to undo"),), lowers="down", cause="push", at=END_2002)
    assert built_in.same_passage(slow, study, {}) == "rests on the same words as the effect pull-lock-in-down"
    assert built_in.same_passage(lowered, study, {}) == ""


def test_a_claim_with_a_built_in_passage_says_so_beside_its_verdict():
    own = quoting("it pulled hard")
    study = with_reasons(arena(claim("c", (own,), **RAISES)), pull_position_small_up=(own,))
    (found,) = claims(study, draws=20, places={own.path: Place(3, "aaa", 0, 30)}).tried
    assert found.verdict == "borne out"
    assert found.apart
    assert found.built_in == ("rests on the same words as the effect pull-position-small-up",)
    assert found.rests == ("“it pulled hard” gazette ¶3",)
