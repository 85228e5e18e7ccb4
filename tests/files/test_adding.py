"""Files are added as providers ship them: alone, several in a zip, many in a folder; whole or not at all."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from detente.files import record
from detente.files.adding import add
from detente.study.problems import DetenteError, StudyError
from tests.data.samples import SAMPLES

UN_VOTES = "rcid,country,country_code,vote\n3,United States,US,yes\n3,Iran,IR,abstain\n3,Côte d'Ivoire,CI,no\n"
CALLS = "rcid,session,importantvote,date,unres\n3,58,0,2004-02-11,R/58/9\n4,58,0,2004-02-12,R/58/10\n"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("DETENTE_DATA", str(tmp_path / "record"))
    return tmp_path / "record"


def packed(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "."), text)
    return path


def test_a_zip_of_two_files_of_one_source_fills_both_series(tmp_path):
    (_, pairs), (_, totals) = SAMPLES["cow-trade"]
    path = packed(tmp_path / "COW_Trade_4.0.zip", Dyadic__csv=pairs, National__csv=totals, codebook__pdf="%PDF")
    answer = add(path, None, None, {})
    assert (answer.held.connector, answer.held.vintage) == ("cow-trade", "COW_Trade_4.0")
    assert set(answer.held.series) == {"trade", "trade-totals"}
    assert not add(path, None, None, {}).new


def test_two_files_of_a_zip_that_fill_one_series_are_refused_unless_one_is_named(tmp_path):
    ((_, text),) = SAMPLES["atop"]
    path = packed(tmp_path / "atop.zip", atop5_1ddyr__csv=text, atop5_1ddyr_NNA__csv=text.replace("1950", "1951"))
    with pytest.raises(DetenteError, match="both hold alliances"):
        add(path, None, None, {})
    assert record.held() == ()
    answer = add(path, None, None, {}, member="atop5_1ddyr.csv")
    assert answer.held.series["alliances"].first == 1939
    with pytest.raises(DetenteError, match=r"no file called other\.csv"):
        add(path, None, None, {}, member="other.csv")


def locked(path: Path) -> None:
    """Set the mark of a password at every member of a zip."""
    _mark(path, 6, 8, (1).to_bytes(2, "little"))


def strange(path: Path) -> None:
    """Say of every member that it is packed in a way that nobody reads."""
    _mark(path, 8, 10, (99).to_bytes(2, "little"))


def _mark(path: Path, local: int, central: int, value: bytes) -> None:
    held = bytearray(path.read_bytes())
    for begins, at in ((b"PK\x03\x04", local), (b"PK\x01\x02", central)):
        place = held.find(begins)
        while place >= 0:
            held[place + at : place + at + 2] = value
            place = held.find(begins, place + 4)
    path.write_bytes(bytes(held))


@pytest.mark.parametrize("name", [None, "cow-capabilities", "gdelt"])
@pytest.mark.parametrize(("spoil", "says"), [(locked, "locked by a password"), (strange, "a way that is not read")])
@pytest.mark.parametrize("files", [1, 2])
def test_a_zip_that_cannot_be_opened_says_why(tmp_path, name, spoil, says, files):
    text = SAMPLES["cow-capabilities"][0][1]
    path = packed(tmp_path / "NMC.zip", **{f"NMC{k}__csv": text for k in range(files)})
    spoil(path)
    with pytest.raises(DetenteError, match=says):
        add(path, name, None, {})
    assert record.held() == ()


def test_a_zip_of_two_sources_or_of_none_is_refused_with_what_it_holds(tmp_path):
    mixed = packed(tmp_path / "mixed.zip", a__csv=SAMPLES["atop"][0][1], b__csv=SAMPLES["cow-capabilities"][0][1])
    with pytest.raises(DetenteError, match="of atop and cow-capabilities") as error:
        add(mixed, None, None, {})
    assert "a.csv, b.csv" in error.value.fix
    with pytest.raises(DetenteError, match="of no data set"):
        add(packed(tmp_path / "none.zip", a__csv="x,y\n1,2\n", b__csv="z\n1\n"), None, None, {})
    assert add(mixed, "atop", None, {}).held.connector == "atop"


def test_a_fault_in_a_member_names_it_with_its_zip(tmp_path):
    text = SAMPLES["cow-capabilities"][0][1].replace("1816", "0")
    path = packed(tmp_path / "NMC.zip", readme__txt="read me\n", NMC__csv=text)
    with pytest.raises(StudyError) as error:
        add(path, None, None, {})
    assert error.value.problems[0].file == "NMC.zip/NMC.csv"
    assert record.held() == ()


def test_the_two_tables_of_unvotes_are_read_together_from_a_folder_or_a_zip(tmp_path):
    (tmp_path / "un_votes.csv").write_text(UN_VOTES, encoding="utf-8")
    with pytest.raises(StudyError, match="no un_roll_calls lies in its folder"):
        add(tmp_path / "un_votes.csv", None, None, {})
    (tmp_path / "un_roll_calls.csv").write_text(CALLS, encoding="utf-8")
    alone = add(tmp_path / "un_votes.csv", None, None, {})
    zipped = add(packed(tmp_path / "unvotes.zip", un_votes__csv=UN_VOTES, un_roll_calls__csv=CALLS), None, None, {})
    for one in (alone, zipped):
        table = record.tables(["votes"], vintage={"votes": one.held.folder.name})[0]["votes"]
        assert [(row[0], row[1], str(row[3]), row[4], row[5]) for row in table.rows()] == [
            ("3", 58, "2004-02-11", 2, 1),
            ("3", 58, "2004-02-11", 437, 3),
            ("3", 58, "2004-02-11", 630, 2),
        ]


def test_a_vote_without_its_roll_call_is_told_with_its_row(tmp_path):
    (tmp_path / "un_votes.csv").write_text(UN_VOTES + "9,Iran,IR,no\n", encoding="utf-8")
    (tmp_path / "un_roll_calls.csv").write_text(CALLS, encoding="utf-8")
    with pytest.raises(StudyError) as error:
        add(tmp_path / "un_votes.csv", None, None, {})
    assert ("D09", 5) in {(problem.code, problem.line) for problem in error.value.problems}


def test_a_folder_of_events_is_read_whole_and_known_by_its_files(tmp_path):
    folder = tmp_path / "days"
    folder.mkdir()
    with pytest.raises(DetenteError, match="is a folder without a file"):
        add(folder, None, None, {})
    (folder / "a.csv").write_text(SAMPLES["atop"][0][1], encoding="utf-8")
    with pytest.raises(DetenteError, match="is a folder, and `atop` reads a file"):
        add(folder, None, None, {})


def test_terms_address_and_date_of_what_was_fetched_are_kept(tmp_path):
    path = tmp_path / "atop5_1ddyr.csv"
    path.write_text(SAMPLES["atop"][0][1], encoding="utf-8")
    origin = {"url": "https://example.org/a", "modified": "Mon, 01 Jan 2024 00:00:00 GMT"}
    add(path, None, "5.1", {}, origin=origin)
    (one,) = record.held()
    assert one.origin == origin
    assert not record.may_be_passed_on(one)
