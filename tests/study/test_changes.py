"""Changes leave out, set and add what they name, and nothing else."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.study.changes import apply, removable
from detente.study.judgement import fallback
from detente.study.nouns import Study
from detente.study.problems import DetenteError, StudyError
from detente.study.reading import changed, read, variant
from tests.study.conftest import ARLAND

STUDY = read(ARLAND.read_bytes())
NAMES = sorted(removable(STUDY.plain or {}))


def _paths(study: Study) -> set[str]:
    return {a.path for a in study.assumptions}


def test_without_a_driver_its_effects_go_too(study: Study):
    left = changed(study, without=["sanctions"])
    assert [d.id for d in left.drivers] == ["succession"]
    assert {e.cause for e in left.effects} == {"succession", "arms"}


def test_without_an_event_the_others_stay(study: Study):
    left = changed(study, without=["sanctions-1", "relief"])
    assert [e.what for e in left.events] == ["Embargo widened", "Succession in Arland"]


def test_without_an_effect_only_its_number_goes(study: Study):
    assert _paths(study) - _paths(changed(study, without=["ties-bind"])) == {"effects.ties-bind.by"}


def test_without_a_faction_its_positions_and_the_effects_on_it_go_too(study: Study):
    left = changed(study, without=["guards"], put={"polities.arland.factions.cabinet.game": "big"})
    assert "guards" not in {f.id for f in left.factions}
    assert not any("guards" in path for path in _paths(left))


def test_without_a_source_its_reasons_go_and_the_numbers_stay(study: Study):
    left = changed(study, without=["gazette"])
    assert _paths(left) == _paths(study)
    assert not any(b.source for a in left.assumptions for b in a.because)
    assert {a.support for a in left.assumptions} == {"judged", "unsupported"}


def test_set_replaces_a_value_or_puts_in_a_new_key(study: Study):
    new = changed(study, put={"issues.arms.start": "exactly 50", "issues.trade.lock-in": "exactly 1"})
    arms, trade = new.issues
    assert arms.start.quantity.low == 50
    assert trade.lock_in is not None
    assert trade.lock_in.quantity.low == 1


def test_set_reaches_list_items_by_id(study: Study):
    new = changed(study, put={"drivers.sanctions.events.sanctions-2.strength": "exactly 1", "effects.ties-bind.by": 0})
    assert new.drivers[0].events[1].strength.quantity.law == "exactly"


def test_an_id_means_the_same_entry_in_all_parts_of_a_change(study: Study):
    """Leaving out an event renumbers those after it; what a change sets is looked up before."""
    new = changed(study, without=["sanctions-1"], put={"drivers.sanctions.events.sanctions-2.strength": "exactly 1"})
    assert [(e.what, e.strength.quantity.law) for e in new.drivers[0].events] == [
        ("Embargo widened", "exactly"),
        ("Partial relief", "normal"),
    ]


def test_add_merges_mappings_and_lengthens_lists(study: Study):
    new = changed(
        study,
        add={
            "drivers": {"winter": {"events": [{"on": "2013", "strength": "minor", "what": "A hard winter"}]}},
            "effects": [{"cause": "winter", "moves": "salience", "of": "court", "on": "trade", "by": "slightly up"}],
        },
    )
    assert [d.id for d in new.drivers] == ["sanctions", "succession", "winter"]
    assert new.effects[-1].id == "winter-salience-court-trade"


@given(st.lists(st.sampled_from(NAMES), max_size=5))
def test_a_change_never_touches_the_study_it_is_made_to(names):
    before = read(ARLAND.read_bytes()).plain
    apply(STUDY.plain or {}, without=names)
    assert STUDY.plain == before


@given(st.lists(st.sampled_from(NAMES), max_size=5))
def test_whatever_is_left_out_the_result_is_a_study_or_says_why_not(names):
    with suppress(StudyError):
        _holds(changed(STUDY, without=names), names)


def _holds(left: Study, names: list[str]) -> None:
    named = {*(d.id for d in left.drivers), *(e.id for e in left.effects), *(f.id for f in left.factions)}
    assert not named & set(names)
    known = {a.key: a.quantity for a in STUDY.assumptions}
    sources = {source.id for source in STUDY.sources}
    doubted = {key: q for name in names if name in sources for key, q in fallback(STUDY, name).items()}
    assert all(doubted.get(a.key, known[a.key]) == a.quantity for a in left.assumptions)


def test_a_variant_carries_its_name_and_keeps_the_files(study: Study):
    rule = variant(study, "personal-rule")
    assert (rule.variant, rule.name, rule.title) == ("personal-rule", "arland", study.title)
    assert rule.hash != study.hash
    assert rule.polities[0].band["arms"].quantity.high == 0
    assert "cabinet" not in {f.id for f in rule.factions}


def test_claims_of_what_is_left_out_and_of_other_changes_do_not_stand_in_a_changed_study(study: Study):
    assert [c.id for c in variant(study, "personal-rule").claims] == ["embargo-backfired"]
    assert [c.id for c in variant(study, "no-embargo").claims] == []


@pytest.mark.parametrize(
    ("change", "fix"),
    [
        ({"without": ["sanction"]}, "did you mean `sanctions`?"),
        ({"without": ["arland"]}, "known: "),
        ({"put": {"issues.arm.start": 1}}, "did you mean `issues.arms.start`?"),
        ({"put": {"effects.none.by": 1}}, "did you mean"),
        ({"put": {"": 1}}, "name it as"),
        ({"put": {"title.x": 1}}, ""),
        ({"add": {"efects": []}}, "did you mean `effects`?"),
        ({"add": {"statements": {}}}, "known: "),
    ],
)
def test_a_change_that_names_nothing_is_refused_with_the_nearest_name(study: Study, change, fix):
    with pytest.raises(DetenteError) as caught:
        changed(study, **change)
    assert fix in caught.value.fix


def test_a_change_that_breaks_the_study_says_what_it_broke(study: Study):
    with pytest.raises(StudyError, match="below 0"):
        changed(study, put={"issues.arms.noise": -1})


def test_a_variant_of_no_such_name_is_refused_with_the_nearest(study: Study):
    with pytest.raises(DetenteError, match="did you mean `personal-rule`"):
        variant(study, "personalrule")
