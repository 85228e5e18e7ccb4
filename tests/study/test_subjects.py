"""What a number is about is said in the study's words, and tells a starting point from what effects make of it."""

from __future__ import annotations

from detente.study.nouns import Study
from detente.study.reading import changed
from detente.study.subjects import subjects


def said(study: Study) -> list[str]:
    return [s.says for s in subjects(study).values()]


def test_every_number_of_a_study_has_a_name_of_its_own(first_case, study):
    for of in (study, first_case.study):
        names = said(of)
        assert len(names) == len(of.assumptions)
        assert len(set(names)) == len(names)


def test_what_effects_move_is_called_a_starting_point(study):
    names = said(study)
    assert "guards: starting position on Arms cooperation" in names
    assert "court: position on Arms cooperation" in names
    still = changed(study, without=("sanctions-position-guards-arms",))
    assert "guards: position on Arms cooperation" in said(still)


def test_an_effect_names_its_cause_and_then_what_it_moves(study):
    assert "sanctions → guards: position on Arms cooperation" in said(study)
    assert any(name.startswith("sanctions → arland: dependence upon borland") for name in said(study))


def test_no_name_is_a_path_of_the_file(first_case):
    paths = {a.path for a in first_case.study.assumptions}
    assert not paths & set(said(first_case.study))
