"""Where a study's quotes stand, as far as this machine knows."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from detente.files import folders
from detente.files.standing import folder_of, places, standing
from detente.verbs import ask
from tests.explain.little import little


@pytest.fixture
def example(tmp_path: Path) -> Path:
    folder = tmp_path / "arland"
    ask("new", folder)
    return folder


def test_a_source_in_the_study_is_held_and_its_quotes_have_places(example: Path):
    found = standing(folders.load(str(example)))
    assert set(found.held) == {"gazette"}
    assert {v.status for v in found.verdicts.values()} == {"found"}
    assert set(found.places) == set(found.verdicts)
    for at, place in found.places.items():
        passage = next(p for p in found.held["gazette"] if p.number == place.passage)
        assert place.sha256 == passage.sha256
        first = found.verdicts[at].quote.split()[0]
        assert passage.normal[place.start : place.end].startswith(first)


def test_without_the_source_the_pins_of_the_lock_say_where_quotes_stand(example: Path):
    ask("check", folders.find(str(example)))
    before = standing(folders.load(str(example)))
    shutil.rmtree(example / "sources")
    after = standing(folders.load(str(example)))
    assert not after.held
    assert {v.status for v in after.verdicts.values()} == {"not-held"}
    assert after.places == before.places


def test_a_source_may_lie_in_another_folder(example: Path, tmp_path: Path):
    elsewhere = tmp_path / "pages"
    shutil.move(example / "sources", elsewhere)
    study = folders.load(str(example))
    assert not standing(study).held
    assert {v.status for v in standing(study, elsewhere).verdicts.values()} == {"found"}


def test_a_study_made_in_memory_has_quotes_and_no_places():
    found = standing(little())
    assert folder_of(little()) is None
    assert [v.quote for v in found.verdicts.values()] == ["the court wants trade", "it cares"]
    assert {v.status for v in found.verdicts.values()} == {"not-held"}
    assert not found.held
    assert not found.places
    assert not places(little())
