"""`detente check`: problems at their lines, quotes and exit codes."""

from __future__ import annotations

import json


def test_every_quote_of_the_first_study_is_found_on_the_real_page(detente, held_sources):
    answer = detente("check", "iran-russia", "--sources", held_sources, "--json")
    said = json.loads(answer.stdout)
    assert answer.returncode == 0, answer.stdout
    assert {q["status"] for q in said["quotes"]} == {"found"}
    assert len(said["quotes"]) > 50


def test_without_the_page_the_first_study_is_sound_and_its_quotes_count_as_quoted(detente):
    answer = detente("check", "iran-russia", "--json")
    said = json.loads(answer.stdout)
    assert answer.returncode == 0
    assert {q["status"] for q in said["quotes"]} == {"not-held"}
    assert all(isinstance(q["passage"], int) for q in said["quotes"])
    assert said["assumptions"]["quoted"] > 50
    assert said["assumptions"]["unsupported"] == 0
    assert said["problems"] == []


def test_a_quote_with_its_negation_removed_is_refused_at_its_line(mycase, detente):
    file = mycase / "study.yaml"
    text = file.read_text(encoding="utf-8")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "hoped for closer" in row)
    file.write_text(text.replace("hoped for closer … with the west", "and have come back"), encoding="utf-8")
    answer = detente("check", mycase, "--json")
    problem = next(p for p in json.loads(answer.stdout)["problems"] if p["code"] == "E01")
    assert answer.returncode == 1
    assert problem["line"] == line
    assert (
        "have not come back" in problem["fix"].replace("*", "").replace("[", "").replace("]", "")
        or "not" in problem["fix"]
    )


def test_a_found_quote_is_pinned_and_stands_when_the_page_is_taken_away(mycase, detente):
    assert detente("check", mycase).returncode == 0
    (mycase / "sources" / "gazette.md").unlink()
    answer = detente("check", mycase, "--json")
    assert answer.returncode == 0, answer.stdout
    assert {q["status"] for q in json.loads(answer.stdout)["quotes"]} == {"not-held"}


def test_a_quote_without_a_pin_whose_page_is_not_held_is_a_warning(mycase, detente):
    (mycase / "sources" / "gazette.md").unlink()
    (mycase / "study.lock").unlink(missing_ok=True)
    answer = detente("check", mycase, "--json")
    assert answer.returncode == 0
    assert {p["code"] for p in json.loads(answer.stdout)["problems"]} == {"E03"}


def test_a_changed_passage_is_noticed(mycase, detente):
    assert detente("check", mycase).returncode == 0
    page = mycase / "sources" / "gazette.md"
    page.write_text(page.read_text(encoding="utf-8").replace("southern port", "northern port"), encoding="utf-8")
    answer = detente("check", mycase, "--json")
    assert "E04" in {p["code"] for p in json.loads(answer.stdout)["problems"]}


def test_a_source_that_is_an_image_is_a_problem_at_the_sources_line(mycase, detente):
    (mycase / "sources" / "gazette.md").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(5000))
    answer = detente("check", mycase, "--json")
    problem = next(p for p in json.loads(answer.stdout)["problems"] if p["code"] == "E06")
    assert answer.returncode == 1
    assert problem["line"] > 1
    assert "image" in problem["message"]


def test_a_broken_lock_is_an_error_and_stays_as_it_was(mycase, detente):
    (mycase / "study.lock").write_text("{not json", encoding="utf-8")
    answer = detente("check", mycase)
    assert answer.returncode == 1
    assert "study.lock" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert (mycase / "study.lock").read_text(encoding="utf-8") == "{not json"


def test_check_in_json_has_the_documented_shape(mycase, detente):
    said = json.loads(detente("check", mycase, "--json").stdout)
    assert set(said) == {"problems", "quotes", "assumptions"}
    assert set(said["quotes"][0]) == {"at", "source", "status", "passage"}
    assert set(said["assumptions"]) == {"quoted", "measured", "judged", "unsupported"}


def test_a_bundled_study_is_never_written_to_by_a_check(detente, held_sources):
    from detente.files.folders import find

    before = {p: p.stat().st_mtime_ns for p in find("iran-russia").path.rglob("*") if p.is_file()}
    detente("check", "iran-russia", "--sources", held_sources)
    assert {p: p.stat().st_mtime_ns for p in find("iran-russia").path.rglob("*") if p.is_file()} == before
