"""What `data add`, `data list` and `data show` do and say."""

from __future__ import annotations

import json
from dataclasses import replace

import polars as pl
import pytest
from typer.testing import CliRunner

from detente.cli import app
from detente.files import record
from detente.study.problems import DetenteError, StudyError
from detente.verbs import ask, data_add, data_list, data_show
from tests.recorded import IGOS, PACTS, ROLLS, pretend


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    pretend(monkeypatch, tmp_path / "record")
    return tmp_path / "record"


@pytest.fixture
def file(tmp_path):
    def make(*lines, name="Pacts 5.1.csv"):
        path = tmp_path / name
        path.write_text("\n".join(["pact", *lines]), encoding="utf-8")
        return path

    return make


def test_a_file_is_recognised_by_its_columns_and_kept(file, home):
    answer = ask("data add", file())
    assert answer.new
    assert (answer.held.connector, answer.held.vintage) == ("pacts", "Pacts 5.1")
    said = data_add.show(answer)
    assert "vintage `Pacts 5.1`   added" in said
    assert "alliances                4 rows   1989 to 2001" in said
    assert "CC BY 4.0" in said
    assert "cite          Rassendyll 1894 doi:10.1000/zenda" in said
    assert "Not to be passed on" not in said
    assert json.loads(json.dumps(data_add.data(answer), default=str))["held"]["series"]["igos"]["rows"] == 2


def test_the_same_file_twice_is_said_and_not_read_again(file, monkeypatch, home):
    first = ask("data add", file())
    unread = replace(PACTS, read=lambda path, notes: 1 / 0)
    pretend(monkeypatch, home, pacts=unread)
    again = ask("data add", file())
    assert not again.new
    assert again.held == first.held
    assert "held already" in data_add.show(again)


def test_another_file_of_that_vintage_is_said_to_take_the_place(file):
    ask("data add", file())
    answer = ask("data add", file("plus"))
    assert "in place of another file" in data_add.show(answer)
    assert len(record.held()) == 1


def test_faults_are_listed_by_row_and_nothing_is_kept(file, home):
    with pytest.raises(StudyError) as raised:
        ask("data add", file("bad", "odd", "bad"))
    assert [(p.line, p.path) for p in raised.value.problems] == [(2, "rating"), (4, "rating")]
    assert not home.exists()


def test_names_without_a_state_and_warnings_are_counted(file):
    names = [f"?{n}" for n in range(20)]
    said = data_add.show(ask("data add", file("?0", *names, *["odd"] * 15)))
    assert "their 21 rows are left out" in said
    assert "       2  ?0" in said
    assert "and 8 names more" in said
    assert "and 3 warnings more" in said
    assert "Pacts 5.1.csv:23  D43" in said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"release": "b"}, "`pacts` takes no release"),
        ({"vintage": "  "}, "no name"),
    ],
)
def test_settings_that_do_not_fit_are_refused(given, said, file, home):
    with pytest.raises(DetenteError, match=said):
        ask("data add", file(), **given)
    assert not home.exists()


def test_a_release_is_given_to_a_connector_that_takes_one(file, monkeypatch, home):
    asked = []

    def read(path, notes, release="none"):
        asked.append(release)
        return {"igos": IGOS}

    pretend(monkeypatch, home, rolls=replace(ROLLS, series=("igos",), read=read))
    for release in (None, "2024", "2024", "2025"):
        answer = ask("data add", file(), as_="rolls", vintage="v", release=release)
    assert asked == ["none", "2024", "2025"], "the same bytes of another release are read again"
    assert answer.held.settings == {"release": "2025"}
    assert "Not to be passed on" in data_add.show(answer)


def test_a_file_of_no_or_of_two_data_sets_is_told(tmp_path, monkeypatch, home):
    path = tmp_path / "x.csv"
    path.write_text("tree,leaf\n", encoding="utf-8")
    with pytest.raises(DetenteError, match=r"known here(.|\n)*columns tree, leaf(.|\n)*pacts, rolls, say which: --as"):
        ask("data add", path)
    pretend(monkeypatch, home, pacts=PACTS, also=PACTS)
    path.write_text("pact\n", encoding="utf-8")
    with pytest.raises(DetenteError, match="may be of also or pacts"):
        ask("data add", path)


def test_a_folder_and_nothing_are_no_files(tmp_path):
    with pytest.raises(DetenteError, match="is a folder"):
        ask("data add", tmp_path)
    with pytest.raises(DetenteError, match="is not there"):
        ask("data add", tmp_path / "gone.csv")


@pytest.mark.parametrize(
    ("name", "vintage"),
    [("a.csv", "a"), ("ATOP 5.1.csv", "ATOP 5.1"), ("a.2024.CSV.zip", "a.2024"), (".csv", ".csv"), ("a", "a")],
)
def test_a_vintage_is_called_as_its_file(name, vintage, file):
    assert ask("data add", file(name=name)).held.vintage == vintage


def test_the_list_tells_what_is_held_and_where_the_rest_is(file, home):
    assert "Nothing is held yet" in data_list.show(ask("data list"))
    ask("data add", file())
    said = data_list.show(ask("data list"))
    assert "pacts   vintage `Pacts 5.1`   added 20" in said
    assert "igos                     2 rows   1989 to 2014" in said
    held, others = said.split("Not held")
    assert "https://example.org/rolls" in others
    assert "pacts" not in others
    assert "licence: CC BY 4.0" in held
    assert json.loads(json.dumps(data_list.data(ask("data list")), default=str))["others"][0]["connector"] == "rolls"


def test_a_data_set_shows_columns_decades_terms_and_first_rows(file):
    ask("data add", file("?Zenda", "odd"), as_="rolls", vintage="2020")
    for name in ("2020", "rolls", "rolls--2020"):
        answer = ask("data show", name)
        assert answer.held.vintage == "2020"
    said = data_show.show(answer)
    assert "from                  Int16    who is committed, as a Correlates of War code" in said
    assert "1980s             1 rows, years 1 of 10" in said
    assert "1990s             2 rows, years 1 of 10" in said
    assert "Not to be passed on" in said
    assert "  2     200  2001  3" in said
    assert "?Zenda" in said
    assert "D43" in said
    assert "cite      Rassendyll 1894" in said
    assert "may be passed on" in data_show.show(ask("data show", ask("data add", file()).held.vintage))
    assert json.dumps(data_show.data(answer), default=str)
    assert data_list.show(ask("data list")).count("Not to be passed on.") == 1


def test_a_misspelt_name_or_series_is_told_with_the_nearest(file):
    with pytest.raises(DetenteError, match="nothing called `pacts` is held"):
        ask("data show", "pacts")
    ask("data add", file())
    with pytest.raises(DetenteError, match="did you mean `pacts`"):
        ask("data show", "pakts")
    with pytest.raises(DetenteError, match=r"no series `votes`(.|\n)*alliances, igos"):
        ask("data show", "pacts", series="votes")
    ask("data add", file(), as_="rolls")
    with pytest.raises(DetenteError, match="several vintages are called"):
        ask("data show", "Pacts 5.1")


@pytest.mark.parametrize(("ending", "read"), [("csv", pl.read_csv), ("parquet", pl.read_parquet)])
def test_a_series_is_written_as_it_is_held(ending, read, file, tmp_path):
    ask("data add", file(), as_="rolls")
    answer = ask("data show", "rolls", series="igos")
    assert data_show.save(answer) == ""
    said = data_show.save(answer, table=tmp_path / "out" / f"igos.{ending}")
    assert "2 rows of igos" in said
    assert "Not to be passed on" in said
    assert read(tmp_path / "out" / f"igos.{ending}").rows() == [(2, 200, 2014, 70), (365, 630, 1989, 31)]


def test_a_series_is_written_as_a_workbook(file, tmp_path):
    import openpyxl

    ask("data add", file())
    data_show.save(ask("data show", "pacts", series="igos"), table=tmp_path / "igos.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "igos.xlsx")["igos"].values)
    assert rows == [("a", "b", "year", "joint"), (2, 200, 2014, 70), (365, 630, 1989, 31)]


def test_what_cannot_be_written_is_refused(file, tmp_path):
    with pytest.raises(DetenteError, match="no format that can be written"):
        data_show.ready(table=tmp_path / "x.doc")
    ask("data add", file())
    with pytest.raises(DetenteError, match=r"several series(.|\n)*--series"):
        data_show.save(ask("data show", "pacts"), table=tmp_path / "x.csv")
    assert not (tmp_path / "x.csv").exists()


def test_the_command_line_asks_them(file, tmp_path):
    shell, application = CliRunner(), app.build()
    assert "Data sets of the record that are held here." in shell.invoke(application, ["data", "--help"]).output
    done = shell.invoke(application, ["data", "add", str(file()), "--as", "pacts", "--vintage", "v"])
    assert done.exit_code == 0, done.output
    assert "vintage `v`" in done.output
    assert json.loads(shell.invoke(application, ["data", "list", "--json"]).output)["held"][0]["vintage"] == "v"
    out = tmp_path / "a.csv"
    done = shell.invoke(application, ["data", "show", "v", "--series", "igos", "--table", str(out), "--rows", "0"])
    assert done.exit_code == 0, done.output
    assert out.is_file()
