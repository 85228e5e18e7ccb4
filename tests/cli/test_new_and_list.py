"""Starting a study."""

from __future__ import annotations

import json
from pathlib import Path

from detente.study.problems import StudyError


def test_the_example_of_new_is_sound_and_every_quote_of_it_is_found(mycase, detente):
    answer = detente("check", mycase, "--json")
    said = json.loads(answer.stdout)
    assert answer.returncode == 0, answer.stdout
    assert said["problems"] == []
    assert {q["status"] for q in said["quotes"]} == {"found"}
    assert said["assumptions"]["unsupported"] == 0


def test_the_first_line_of_a_new_study_binds_a_schema_that_lies_beside_it(mycase):
    first = (mycase / "study.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=study.schema.json"
    assert json.loads((mycase / "study.schema.json").read_text(encoding="utf-8"))["title"] == "Study"


def test_a_copied_bundled_study_keeps_its_pins(detente, tmp_path):
    assert detente("new", "--from", "iran-russia", "mine").returncode == 0
    answer = detente("check", "mine", "--json")
    assert answer.returncode == 0, answer.stdout
    assert {q["status"] for q in json.loads(answer.stdout)["quotes"]} == {"not-held"}


def test_new_never_writes_over_what_is_there(mycase, detente):
    before = {p: p.read_bytes() for p in mycase.rglob("*") if p.is_file()}
    answer = detente("new", "mycase")
    assert answer.returncode == 1
    assert "is there already" in answer.stderr
    assert {p: p.read_bytes() for p in mycase.rglob("*") if p.is_file()} == before


def test_new_from_a_misspelt_study_suggests_the_nearest(detente):
    answer = detente("new", "--from", "iran-rusia", "mine")
    assert answer.returncode == 1
    assert "did you mean `iran-russia`" in answer.stderr


def test_list_names_every_bundled_study(detente):
    answer = detente("list", "--json")
    assert [row["name"] for row in json.loads(answer.stdout)] == ["iran-russia"]


def test_the_printed_schema_is_the_one_that_new_writes(mycase, detente):
    printed = json.loads(detente("schema").stdout)
    assert printed == json.loads((mycase / "study.schema.json").read_text(encoding="utf-8"))


def test_an_error_of_the_command_line_exits_with_2(detente):
    assert detente("check").returncode == 2
    assert detente("run", "iran-russia", "--draws", "many").returncode == 2
    assert detente("run", "iran-russia", "--draws", "0").returncode == 2
    assert detente("nonsense").returncode == 2


def test_an_unknown_study_exits_with_1_and_no_traceback(detente, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    for subject in ("iran-rusia", "empty", "/nowhere/at/all", ""):
        answer = detente("check", subject)
        assert answer.returncode == 1, subject
        assert "Traceback" not in answer.stderr
        assert "fix" in answer.stderr


def test_problems_of_a_study_that_is_to_run_are_printed_without_a_traceback(mycase, detente):
    file = mycase / "study.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("salience: high}", "salience: 80}"), encoding="utf-8")
    answer = detente("run", mycase)
    assert answer.returncode == 1
    assert "S07" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert StudyError.__name__ not in answer.stderr
    assert not (mycase / "runs").exists()
