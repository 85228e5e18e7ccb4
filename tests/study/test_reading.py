"""What is read of a study: ids, keys, reasons, lines, the hash, and every problem at once."""

from __future__ import annotations

import copy
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.study import checks, yaml
from detente.study.edit import in_flow
from detente.study.nouns import Study
from detente.study.paths import locate, spell
from detente.study.problems import StudyError
from detente.study.reading import examine, read
from tests.examples import fewer
from tests.study.conftest import ARLAND

TEXT = ARLAND.read_text(encoding="utf-8")
TREE = yaml.read(TEXT)


def _of(study: Study, path: str):
    return next(a for a in study.assumptions if a.path == path)


def _shuffled(node, seed: int):
    if isinstance(node, dict):
        keys = list(node)
        random.Random(seed).shuffle(keys)
        return {key: _shuffled(node[key], seed) for key in keys}
    return [_shuffled(item, seed) for item in node] if isinstance(node, list) else node


def _written(data: dict) -> bytes:
    return "\n".join(f"{in_flow(key)}: {in_flow(value)}" for key, value in data.items()).encode()


# Ids and keys


def test_an_event_without_an_id_is_numbered_by_date_within_its_driver(text: str):
    late = "      - {on: 2010-06, strength: major, what: Embargo declared, lasts: true}\n"
    turned = text.replace(late, "").replace("  succession:\n", f"{late}  succession:\n")
    (sanctions, _) = read(turned.encode()).drivers
    assert [(e.id, e.what) for e in sanctions.events] == [
        ("sanctions-2", "Embargo widened"),
        ("relief", "Partial relief"),
        ("sanctions-1", "Embargo declared"),
    ]


def test_an_effect_without_an_id_is_named_by_cause_lever_and_target(study: Study):
    assert [e.id for e in study.effects] == [
        "sanctions-position-guards-arms",
        "sanctions-dependence-arland-borland",
        "succession-capability-guards",
        "ties-bind",
    ]


@fewer
@given(st.integers(0, 10**6))
def test_the_sampler_knows_numbers_by_keys_that_no_reordering_changes(seed):
    data = _shuffled(TREE.data, seed)
    for name in ("effects", "claims", "questions"):
        random.Random(seed).shuffle(data[name])
    for driver in data["drivers"].values():
        random.Random(seed).shuffle(driver["events"])
    known = {a.key: a.quantity for a in read(TEXT.encode()).assumptions}
    assert {a.key: a.quantity for a in read(_written(data)).assumptions} == known


def test_taking_an_event_out_leaves_every_other_key_as_it_was(text: str, study: Study):
    fewer = read(
        text.replace("      - {on: 2010-06, strength: major, what: Embargo declared, lasts: true}\n", "")
        .replace("drivers.sanctions.events.sanctions-1, ", "")
        .encode()
    )
    assert {a.key for a in fewer.assumptions} == {a.key for a in study.assumptions} - {
        "drivers.sanctions.events.2010-06-01.strength"
    }


def test_every_number_has_a_key_of_its_own(study: Study):
    keys = [a.key for a in study.assumptions]
    assert len(keys) == len(set(keys))


def test_one_pace_for_both_ways_is_one_number(study: Study):
    arms, trade = study.issues
    assert arms.rise is not arms.fall
    assert trade.rise is trade.fall
    assert [a.path for a in study.assumptions if ".pace" in a.path] == [
        "issues.arms.pace.rise",
        "issues.arms.pace.fall",
        "issues.trade.pace",
    ]


# Reasons


def test_a_reason_covers_the_numbers_beneath_it_that_have_none_of_their_own(study: Study):
    guards = _of(study, "polities.arland.factions.guards.capability")
    cabinet = _of(study, "polities.arland.factions.cabinet.capability")
    assert [b.quote for b in guards.because] == ["ministers may … within limits"]
    assert [b.reason for b in cabinet.because] == ["It signs but does not command."]


def test_a_nearer_reason_beats_one_further_out(text: str):
    nearer = text.replace("guards:  {at: 20 to 40, ", "guards:  {because: {judgement: Nearer.}, at: 20 to 40, ")
    study = read(nearer.encode())
    assert [b.reason for b in _of(study, "issues.arms.positions.guards.at").because] == ["Nearer."]
    assert [b.reason for b in _of(study, "issues.arms.positions.court.at").because] == [
        "Sized by the few contacts of the first year."
    ]


def test_several_reasons_are_kept_in_order(text: str):
    several = text.replace(
        "because: {judgement: One voice decides.}",
        'because: [{judgement: First.}, {source: gazette, quote: "second to none", against: true}]',
    )
    found = _of(read(several.encode()), "polities.borland.factions.court.capability")
    assert [(b.kind, b.against) for b in found.because] == [("judgement", False), ("passage", True)]
    assert found.support == "judged"


def test_a_reason_knows_the_line_of_its_words(text: str):
    spread = text.replace(
        '    because: {source: gazette, quote: "ministers may … within limits"}\n',
        '    because:\n      source: gazette\n      quote: "ministers may … within limits"\n',
    )
    (why,) = _of(read(spread.encode()), "polities.arland.band.arms").because
    assert spread.splitlines()[why.line - 1] == '      quote: "ministers may … within limits"'
    assert why.path == "polities.arland.because"


def test_a_number_without_a_reason_runs_and_is_warned_of(text: str):
    bare = text.replace("    because: {judgement: A small and steady trade.}\n", "")
    study, problems = examine(bare.encode())
    assert study is not None
    assert _of(study, "issues.trade.start").support == "unsupported"
    assert {p.code for p in problems} == {"S20"}
    assert len(problems) == sum(a.support == "unsupported" for a in study.assumptions)


# Places


@pytest.mark.parametrize("path", list(TREE.keys))
def test_every_key_is_noted_where_it_stands(path):
    place = TREE.keys[path]
    assert TEXT[place.start : place.end] == str(path[-1])
    assert TEXT[: place.start].count("\n") + 1 == place.line == TREE.line(path)


def test_every_value_is_noted_where_it_stands():
    for path, place in TREE.values.items():
        inside = yaml.read(f"x: {TEXT[place.start : place.end]}") if TEXT[place.start] in "[{" else None
        if inside is not None:
            assert inside.data["x"] == _at(TREE.data, path)
        assert TEXT[: place.start].count("\n") + 1 == place.line


def _at(data, path):
    for part in path:
        data = data[part]
    return data


@pytest.mark.parametrize("path", list(TREE.values))
def test_a_path_as_it_is_spelled_leads_back_to_its_place(path):
    if path:
        assert locate(TREE.data, spell(TREE.data, path)) == path


def test_a_number_of_thousands_of_digits_is_the_path_of_nothing():
    assert locate(TREE.data, f"claims.{'9' * 5_000}") is None


def test_every_number_stands_at_the_path_and_the_line_it_names(study: Study):
    for assumption in study.assumptions:
        where = locate(study.plain, assumption.path)
        assert where is not None, assumption.path
        assert TREE.line(where) == assumption.line


def test_country_codes_keep_their_zeros_and_norway_is_a_word():
    assert yaml.read("a: 007\nb: no\nc: 'no'\nd: 1_000\ne: 0x1F\nf: 12:30\n").data == {
        "a": "007",
        "b": "no",
        "c": "no",
        "d": "1_000",
        "e": "0x1F",
        "f": "12:30",
    }


# The hash


@fewer
@given(st.integers(0, 10**6))
def test_the_hash_does_not_depend_on_comments_layout_or_order_of_keys(seed):
    assert read(_written(_shuffled(TREE.data, seed))).hash == read(TEXT.encode()).hash


def test_the_hash_changes_with_any_value(study: Study):
    assert read(TEXT.replace("start: 5 to 15", "start: 5 to 16").encode()).hash != study.hash
    assert read(TEXT.replace("One voice decides.", "One voice decided.").encode()).hash != study.hash


def test_landmarks_in_quotes_and_without_may_stand_together(text: str):
    assert read(text.replace("40: sales", '"40": sales').encode()).issues[0].scale[1] == (40.0, "sales")


# Problems


def test_several_problems_are_all_reported_in_file_order():
    broken = (
        TEXT.replace("code: ARL", "cod: ARL")
        .replace("start: 5 to 15", "start: 15 to 5")
        .replace("guards:  {at: 20 to 40, salience: high}", "guard:  {at: 20 to 40, salience: 80}")
        .replace("{on: 2012,", "{on: 2012-13,")
        .replace("cause: succession", "cause: sucession")
        .replace("reaches: 70", "reaches: 170")
    )
    study, problems = examine(broken.encode())
    assert study is None
    assert [(p.code, p.path) for p in problems] == [
        ("S02", "polities.arland.cod"),
        ("S05", "issues.arms.start"),
        ("S07", "issues.arms.positions.guard.salience"),
        ("S06", "drivers.succession.events.succession-1.on"),
        ("S12", "effects.sucession-capability-guards.cause"),
        ("S21", "questions.joint-production.reaches"),
    ]
    assert [p.line for p in problems] == sorted(p.line for p in problems)


def test_reading_a_broken_study_raises_every_error_and_no_warning():
    broken = TEXT.replace("start: 5 to 15", "start: 15 to 5").replace(
        "because: {judgement: One voice decides.}", "code: B"
    )
    with pytest.raises(StudyError) as caught:
        read(broken.encode())
    assert [p.code for p in caught.value.problems] == ["S05"]


def test_a_problem_is_printed_as_what_where_and_how_to_mend_it():
    (problem,) = examine(TEXT.replace("guards:  {at: 20", "guard:  {at: 20").encode())[1]
    assert str(problem) == (
        "study.yaml:40  S12  `guard` is no faction of arland or borland\n"
        "   at   issues.arms.positions.guard\n"
        "   fix  did you mean `guards`?"
    )


def test_every_rule_says_why_with_an_example_and_a_fix():
    for rule in checks.rules():
        assert rule.title, rule
        assert rule.why.endswith("."), rule
        assert rule.fix.endswith("."), rule
        assert rule.level in ("error", "warning"), rule
    codes = [rule.code for rule in checks.rules()]
    assert len(codes) == len(set(codes))


def test_every_code_that_is_used_has_a_rule():
    codes = {rule.code for rule in checks.rules()}
    source = "".join(f.read_text(encoding="utf-8") for f in Path(checks.__file__).parent.parent.rglob("*.py"))
    assert set(re.findall(r'"([SY]\d\d)"', source)) == codes


def test_the_good_study_is_not_changed_by_being_read(study: Study):
    assert copy.deepcopy(study.plain) == TREE.data
