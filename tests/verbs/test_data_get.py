"""What `data get` fetches, keeps and says; and what it says where nothing comes."""

from __future__ import annotations

import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from detente import data
from detente.files import downloading, record
from detente.study.problems import DetenteError, StudyError
from detente.verbs import ask, data_get
from tests.data.samples import SAMPLES

FILE = SAMPLES["atop"][0][1].encode()
CHANGED = "Mon, 01 Aug 2022 00:00:00 GMT"
PAGE = b"<!DOCTYPE html><html><body>Please log in</body></html>"


class Provider(BaseHTTPRequestHandler):
    def do_GET(self):
        body = {"/atop.csv": FILE, "/login": PAGE, "/named": FILE, "/short": FILE}.get(self.path)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Length", str(len(body or b"") + (9 if self.path == "/short" else 0)))
        self.send_header("Last-Modified", CHANGED)
        if self.path == "/named":
            self.send_header("Content-Disposition", 'attachment; filename="../../etc/ATOP 5.1.csv"')
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *args):
        pass


@pytest.fixture
def address(tmp_path, monkeypatch):
    monkeypatch.setenv("DETENTE_DATA", str(tmp_path / "record"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_file_is_fetched_recognised_and_kept_with_where_it_is_from(address):
    answer = ask("data get", f"{address}/atop.csv")
    (one,) = record.held()
    assert (one.connector, one.vintage, one.file) == ("atop", "atop", "atop.csv")
    assert one.origin == {"url": f"{address}/atop.csv", "modified": CHANGED}
    said = data_get.show(answer)
    assert CHANGED in said
    assert one.sha256[:12] in said
    assert "Not to be passed on" in said
    assert data_get.data(answer)["url"] == f"{address}/atop.csv"


def test_a_connector_knows_the_address_of_its_file(address, monkeypatch):
    atop = replace(data.named("atop"), url=f"{address}/named", member="")
    monkeypatch.setattr(data, "named", lambda name: atop)
    assert ask("data get", "atop").added.held.vintage == "ATOP 5.1"


def test_the_name_that_a_provider_gives_leaves_no_folder(address):
    assert ask("data get", f"{address}/named").added.held.file == "ATOP 5.1.csv"


@pytest.mark.parametrize(
    ("name", "says"),
    [("/gone", "answered 404"), ("/short", "broke off")],
)
def test_what_does_not_come_is_told_with_what_to_do_by_hand(name, says, address):
    with pytest.raises(DetenteError, match=says) as error:
        ask("data get", address + name)
    assert "detente data add FILE" in error.value.fix
    assert record.held() == ()


def test_a_page_in_place_of_the_file_is_refused_as_one(address):
    with pytest.raises(StudyError, match="web page"):
        ask("data get", f"{address}/login", as_="atop")
    assert record.held() == ()


def test_a_file_above_the_bound_is_not_taken(address, tmp_path):
    with pytest.raises(DetenteError, match=r"has 0\.0 GB, above"):
        downloading.fetch(f"{address}/atop.csv", tmp_path, "the page", most=10)
    assert not list(tmp_path.glob("*.csv"))


def test_without_a_network_the_way_by_hand_is_told(tmp_path):
    with pytest.raises(DetenteError, match="did not come") as error:
        downloading.fetch("http://127.0.0.1:1/atop.csv", tmp_path, "https://example.org/page")
    assert "https://example.org/page" in error.value.fix


def test_a_connector_without_an_address_names_its_page():
    with pytest.raises(DetenteError, match="no fixed address") as error:
        ask("data get", "sipri")
    assert data.named("sipri").page in error.value.fix


def test_other_schemes_are_refused(tmp_path):
    with pytest.raises(DetenteError, match="no web address"):
        ask("data get", "file:///etc/passwd")
