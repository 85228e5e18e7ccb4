"""`detente sources`: freezing, showing and finding."""

from __future__ import annotations

import http.server
import json
import shutil
import threading

PAGE = """# A second page

The minister said on Tuesday that his country would not join the alliance, whatever the guards might think of it. {more}

Nobody in the capital believed him, and the price of grain rose by seven per cent within a week of the speech.
"""
LONG = PAGE.format(more="He spoke for an hour, and the hall was half empty by the end. " * 8)


def test_a_new_page_is_frozen_and_entered_and_every_comment_is_kept(mycase, detente, tmp_path):
    (tmp_path / "speech.md").write_text(LONG, encoding="utf-8")
    before = (mycase / "study.yaml").read_text(encoding="utf-8")
    answer = detente("sources", "add", mycase, "speech.md", "--as", "speech", "--json")
    said = json.loads(answer.stdout)
    after = (mycase / "study.yaml").read_text(encoding="utf-8")
    assert answer.returncode == 0, answer.stderr
    assert (mycase / said["file"]).read_text(encoding="utf-8") == LONG
    assert len(said["sha256"]) == 64
    kept = iter(after.splitlines())
    assert all(line in kept for line in before.splitlines()), "a line of the study was changed"
    assert "  speech:" in after
    assert detente("check", mycase).returncode == 0


def test_the_real_page_is_recognised_by_the_passages_it_holds(detente, held_sources, tmp_path):
    detente("new", "--from", "iran-russia", "mine")
    page = next(held_sources.glob("*.txt"))
    shutil.copy(page, tmp_path / "saved from the browser.txt")
    answer = detente("sources", "add", "mine", "saved from the browser.txt", "--json")
    said = json.loads(answer.stdout)
    assert answer.returncode == 0, answer.stderr
    assert (said["id"], said["recognised"]) == ("stimson", True)
    checked = json.loads(detente("check", "mine", "--json").stdout)
    assert {q["status"] for q in checked["quotes"]} == {"found"}


def test_a_page_of_forty_words_is_refused_and_nothing_is_stored(mycase, detente, tmp_path):
    (tmp_path / "wall.html").write_text("<html><body><p>" + "Subscribe to read on. " * 10 + "</p></body></html>")
    before = sorted(p.name for p in mycase.rglob("*"))
    answer = detente("sources", "add", mycase, "wall.html")
    assert answer.returncode == 1
    assert "Nothing was stored" in answer.stderr
    assert sorted(p.name for p in mycase.rglob("*")) == before


def test_a_bundled_study_is_not_added_to(detente, tmp_path):
    (tmp_path / "speech.md").write_text(LONG, encoding="utf-8")
    answer = detente("sources", "add", "iran-russia", "speech.md")
    assert answer.returncode == 1
    assert "--from iran-russia" in answer.stderr


def test_an_id_that_would_leave_the_folder_is_refused(mycase, detente, tmp_path):
    (tmp_path / "speech.md").write_text(LONG, encoding="utf-8")
    answer = detente("sources", "add", mycase, "speech.md", "--as", "../../speech")
    assert answer.returncode == 1
    assert not list(tmp_path.glob("speech.passages*"))


def test_show_numbers_the_passages_and_marks_the_quoted_ones(mycase, detente):
    said = json.loads(detente("sources", "show", mycase, "--json").stdout)
    assert [number for number, _ in said[0]["passages"]] == list(range(1, len(said[0]["passages"]) + 1))
    assert said[0]["cited"]
    shown = detente("sources", "show", mycase).stdout
    assert "• ¶" in shown


def test_find_tells_a_quote_from_a_resemblance(mycase, detente):
    exact = json.loads(detente("sources", "find", mycase, "have not come back", "--json").stdout)
    near = json.loads(detente("sources", "find", mycase, "have all come back", "--json").stdout)
    assert exact[0]["exact"]
    assert near[0]["passage"] == exact[0]["passage"]
    assert not any(row["exact"] for row in near)


def test_get_fetches_a_cited_page_and_freezes_it(mycase, detente, tmp_path):
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "speech.md").write_text(LONG, encoding="utf-8")
    handler = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), lambda *a: handler(*a, directory=str(tmp_path / "web")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/speech.md"
    file = mycase / "study.yaml"
    entry = f"\nsources:\n  speech: {{title: Speech, url: '{url}'}}\n"
    file.write_text(file.read_text(encoding="utf-8").replace("\nsources:\n", entry), encoding="utf-8")
    try:
        answer = detente("sources", "get", mycase, "--json")
    finally:
        server.shutdown()
        server.server_close()
    said = {row["id"]: row for row in json.loads(answer.stdout)}
    assert said["speech"]["status"] == "fetched", said
    assert said["gazette"]["status"] == "held"
    assert (mycase / "sources" / "speech.md").read_text(encoding="utf-8") == LONG


def test_get_says_what_to_do_when_the_page_does_not_come(mycase, detente):
    file = mycase / "study.yaml"
    entry = "\nsources:\n  speech: {title: Speech, url: 'http://127.0.0.1:9/none'}\n"
    file.write_text(file.read_text(encoding="utf-8").replace("\nsources:\n", entry), encoding="utf-8")
    answer = detente("sources", "get", mycase)
    assert answer.returncode == 1
    assert "save the page" in answer.stdout
    assert "Traceback" not in answer.stderr
