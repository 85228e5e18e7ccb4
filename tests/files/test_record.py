"""The record on disk: what is kept comes back, whole or not at all, and nothing leaves its folder."""

from __future__ import annotations

import builtins
import importlib
import json
from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.data import Notes
from detente.files import record
from detente.record import SERIES
from detente.record.shape import shaped
from detente.study.problems import DetenteError, StudyError
from tests.recorded import ALLIANCES, IGOS, PACTS, ROLLS, pretend


@pytest.fixture
def home(tmp_path, monkeypatch):
    pretend(monkeypatch, tmp_path / "record")
    return tmp_path / "record"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "pacts.csv"
    path.write_text("pact\n", encoding="utf-8")
    return path


def _keep(file, vintage="5.1", tables=None, connector=PACTS, name="pacts", notes=None, settings=None):
    tables = {"alliances": ALLIANCES, "igos": IGOS} if tables is None else tables
    return record.keep(name, connector, file, vintage, tables, notes or Notes(file.name), settings)


def test_what_is_kept_comes_back_with_its_facts(home, file):
    notes = Notes(file.name, unmatched={"Zenda": 1, "Strelsau": 7})
    notes.warn("D43", "the day is no calendar day", row=3)
    kept = _keep(file, notes=notes)
    (back,) = record.held()
    assert back == kept
    assert back.series == {"alliances": record.Span(4, 1989, 2001), "igos": record.Span(2, 1989, 2014)}
    assert list(back.unmatched) == ["Strelsau", "Zenda"]
    assert back.warnings[0].startswith("pacts.csv:3  D43")
    assert back.citation == "Rassendyll 1894 doi:10.1000/zenda"
    assert back.size == 5
    found, origin = record.tables(["alliances", "igos"])
    assert found["alliances"].equals(shaped("alliances", ALLIANCES))
    assert dict(found["alliances"].schema) == {"from": pl.Int16, "to": pl.Int16, "year": pl.Int16, "rating": pl.Int8}
    assert origin == {"alliances": kept, "igos": kept}


def test_no_record_holds_nothing(home):
    assert not home.exists()
    assert record.held() == ()
    assert record.tables(["votes"]) == ({}, {})
    assert not home.exists()


@pytest.mark.parametrize(
    ("environment", "ends"),
    [
        ({"DETENTE_DATA": "/a/b", "XDG_DATA_HOME": "/c"}, "/a/b"),
        ({"XDG_DATA_HOME": "/c"}, "/c/detente/record"),
        ({"XDG_DATA_HOME": "relative"}, "/h/.local/share/detente/record"),
        ({}, "/h/.local/share/detente/record"),
    ],
)
def test_the_record_is_kept_where_the_environment_says(environment, ends, monkeypatch):
    for name in ("DETENTE_DATA", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/h")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert record.home().as_posix() == ends


def test_an_interruption_in_the_middle_leaves_nothing(home, file, monkeypatch):
    written = pl.DataFrame.write_parquet

    def killed(table, path, **settings):
        if path.name == "igos.parquet":
            raise KeyboardInterrupt
        written(table, path, **settings)

    monkeypatch.setattr(pl.DataFrame, "write_parquet", killed)
    with pytest.raises(KeyboardInterrupt):
        _keep(file)
    assert list(home.iterdir()) == []
    assert record.held() == ()


def test_an_interruption_leaves_the_earlier_file_of_that_vintage(home, file, monkeypatch):
    kept = _keep(file)
    file.write_text("pact\nmore\n", encoding="utf-8")
    monkeypatch.setattr(pl.DataFrame, "write_parquet", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        _keep(file)
    assert record.held() == (kept,)
    assert [path.name for path in home.iterdir()] == ["pacts--5.1"]


def test_a_full_disk_is_told_as_such(home, file, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pl.DataFrame, "write_parquet", full)
    with pytest.raises(DetenteError, match="No space left on device"):
        _keep(file)
    assert list(home.iterdir()) == []


def test_the_vintage_added_last_is_read_unless_another_is_named(home, file):
    old = _keep(file, "5.1")
    file.write_text("pact\nmore\n", encoding="utf-8")
    new = _keep(file, "4.0", {"alliances": ALLIANCES.head(1)})
    assert record.held() == (new, old)
    found, origin = record.tables(["alliances", "igos"])
    assert found["alliances"].height == 1
    assert origin == {"alliances": new, "igos": old}
    for named in ({"pacts": "5.1"}, {"alliances": "5.1"}):
        found, origin = record.tables(["alliances"], vintage=named)
        assert found["alliances"].height == 4
        assert origin["alliances"] == old
    with pytest.raises(DetenteError, match=r"no vintage `9` of `pacts`(.|\n)*`4\.0`, `5\.1`"):
        record.tables(["alliances"], vintage={"pacts": "9"})
    assert record.tables(["igos"], vintage={"pacts": "4.0"})[1] == {"igos": old}, "4.0 has none: the newest that has"
    with pytest.raises(DetenteError, match=r"no vintage `4\.0` of `igos`"):
        record.tables(["igos"], vintage={"igos": "4.0"})


def test_the_same_file_twice_is_kept_once_and_another_takes_its_place(home, file):
    first = _keep(file)
    assert _keep(file) == first
    assert record.same("pacts", file, "5.1") == first
    assert record.same("pacts", file, "5.1", {"release": "b"}) is None
    file.write_text("pacT\n", encoding="utf-8")
    second = _keep(file)
    assert second.sha256 != first.sha256
    assert record.held() == (second,)


def test_years_and_states_narrow_what_is_read(home, file):
    _keep(file)
    years = {years: record.tables(["alliances"], years=years)[0]["alliances"].height for years in _YEARS}
    assert list(years.values()) == [4, 3, 1, 2, 0]
    assert record.tables(["igos"], states={630})[0]["igos"].rows() == [(365, 630, 1989, 31)]
    assert record.tables(["alliances"], states={200})[0]["alliances"].height == 4, "alliances are read whole"
    assert record.tables(["alliances"], states={200}, whole=())[0]["alliances"].rows() == [(2, 200, 2001, 3)]


_YEARS = ((None, None), (1990, None), (None, 1989), (1991, 1991), (2010, 1990))


def test_months_have_years_and_names_of_sides_are_no_states(home, file):
    months = [date(2012, 12, 1), date(2013, 1, 1)]
    empty = {name: [0, 0] for name, kind in SERIES["events"].schema.items() if kind == "Int64"}
    said = {"source": [2, 365], "target": [365, 630], "month": months, "goldstein": [0.5, -1.0], "scale": ["ICEWS"] * 2}
    deaths = pl.DataFrame(
        {
            **{"conflict": ["x", "y"], "a": ["365", "B"], "b": ["C", "D"], "state_a": [None, 365]},
            **{"state_b": [None, None], "year": [2000, 2001], "deaths": [1, 2], "low": [1, 2], "high": [1, 2]},
        }
    )
    kept = _keep(file, tables={"events": pl.DataFrame({**empty, **said}), "conflicts": deaths})
    assert kept.series["events"] == record.Span(2, 2012, 2013)
    assert record.tables(["events"], years=(2013, None))[0]["events"]["source"].to_list() == [365]
    assert record.tables(["conflicts"], states={365})[0]["conflicts"]["conflict"].to_list() == ["y"]


def test_an_error_in_the_notes_keeps_nothing(home, file):
    notes = Notes(file.name)
    notes.warn("D43", "merely odd")
    notes.error("D42", "no rating stands here", row=7, column="rating")
    with pytest.raises(StudyError, match=r"pacts\.csv:7  D42") as raised:
        _keep(file, notes=notes)
    assert len(raised.value.problems) == 1
    with pytest.raises(StudyError, match="no row of the file"):
        _keep(file, tables={"alliances": ALLIANCES.clear()})
    assert not home.exists()


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (ALLIANCES.drop("rating"), "columns `rating`"),
        (ALLIANCES.with_columns(pl.lit(1).alias("extra")), "columns `extra`"),
        (ALLIANCES.with_columns(pl.col("year") + 100_000), "values in `year` that are no Int16"),
        (ALLIANCES.with_columns(pl.col("year") - 1000), "least is 1800"),
        (ALLIANCES.with_columns(pl.col("to") + 900), "most is 999"),
        (ALLIANCES.with_columns(pl.lit(None).alias("rating")), "lacks a value in `rating` in 4 rows"),
        (pl.concat([ALLIANCES, ALLIANCES.head(1)]), "2 rows more than once, the first of them from 365, to 630"),
    ],
)
def test_a_table_that_breaks_its_series_is_refused_by_column(table, said, home, file):
    with pytest.raises(DetenteError, match=said):
        _keep(file, tables={"igos": IGOS, "alliances": table})
    assert not home.exists()


def test_a_number_that_is_none_and_an_unknown_series_are_refused(home, file):
    nan = pl.DataFrame({"state": [2], "year": [2000], "cinc": [float("nan")]})
    with pytest.raises(DetenteError, match="`cinc` that is not a number"):
        _keep(file, tables={"capabilities": nan})
    with pytest.raises(DetenteError, match="no series `tweets`"):
        _keep(file, tables={"tweets": nan})


_VINTAGES = (
    "../../up",
    "/etc/passwd",
    "..",
    ".",
    "a/b",
    "a\\b",
    "C:\\x",
    "\x00",
    "ü",
    "x" * 5000,
    "A",
    "a",
    " a",
    "a ",
)


@pytest.mark.parametrize("vintage", _VINTAGES)
def test_no_name_of_a_vintage_leaves_the_record(vintage, home, file):
    kept = _keep(file, vintage)
    assert kept.folder.parent == home
    assert [path.name for path in home.iterdir()] == [kept.folder.name]
    assert record.held()[0].vintage == vintage
    assert record.named("pacts", vintage) == kept


@given(st.lists(st.text(max_size=80), min_size=2, max_size=2, unique=True))
def test_vintages_that_differ_have_plain_folders_that_differ(two):
    first, second = (record.folder_name("pacts", vintage) for vintage in two)
    assert first.lower() == first
    assert first != second
    assert all(c.isascii() and (c.isalnum() or c in ".-") for c in first)


def _rewrite(kept, change):
    facts = json.loads((kept.folder / "about.json").read_text(encoding="utf-8"))
    change(facts)
    (kept.folder / "about.json").write_text(json.dumps(facts), encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        lambda facts: facts.clear(),
        lambda facts: facts.update(form=99),
        lambda facts: facts.update(series={"../../secret": {"rows": 1, "first": 1, "last": 1}}),
        lambda facts: facts.update(series=[]),
        lambda facts: facts.update(surplus=1),
        lambda facts: facts.update(vintage=None),
        lambda facts: facts.update(unmatched={"x": "many"}),
    ],
)
def test_a_damaged_description_is_passed_over(change, home, file):
    sound, broken = _keep(file, "5.1"), _keep(file, "5.2")
    _rewrite(broken, change)
    assert record.held() == (sound,)
    assert record.tables(["alliances"])[1] == {"alliances": sound}


def test_a_series_that_is_not_known_here_is_passed_over(home, file):
    kept = _keep(file)
    (kept.folder / "igos.parquet").rename(kept.folder / "tweets.parquet")
    _rewrite(kept, lambda facts: facts["series"].update(tweets=facts["series"].pop("igos")))
    assert record.held() == ()


def test_half_a_folder_is_passed_over(home, file):
    sound = _keep(file, "5.1")
    half, text, none = _keep(file, "5.2"), _keep(file, "5.3"), _keep(file, "5.4")
    (half.folder / "igos.parquet").unlink()
    (text.folder / "about.json").write_bytes(b"\xff{")
    (none.folder / "about.json").unlink()
    (home / ".pacts--9.part").mkdir()
    (home / "stray.txt").write_text("x", encoding="utf-8")
    assert record.held() == (sound,)


def test_a_damaged_table_is_told_and_not_read(home, file):
    kept = _keep(file)
    (kept.folder / "igos.parquet").write_bytes(b"PAR1 and nothing more")
    with pytest.raises(DetenteError, match=r"igos\.parquet cannot be read(.|\n)*detente data add"):
        record.tables(["igos"])


def test_terms_forbid_where_they_did_then_or_do_now(home, file, monkeypatch):
    free, bound = _keep(file, "5.1"), _keep(file, "5.2", connector=ROLLS)
    assert record.may_be_passed_on(free)
    assert not record.may_be_passed_on(bound)
    pretend(monkeypatch, home, pacts=replace(PACTS, may_be_passed_on=False))
    assert not record.may_be_passed_on(free)
    pretend(monkeypatch, home, rolls=ROLLS)
    assert record.may_be_passed_on(free), "of a connector that is gone, the terms then hold"


def test_what_is_missing_is_told_with_the_page_and_the_command(home):
    error = record.missing("votes")
    assert "nothing of `votes` is held" in error.message
    assert "rolls: https://example.org/rolls" in error.fix
    assert "detente data add FILE" in error.fix
    assert "pacts" not in error.fix
    assert "no connector brings it" in record.missing("arms").fix


def test_without_polars_one_error_says_what_to_install(home, file, monkeypatch):
    ready = {"igos": IGOS}
    _keep(file)

    def absent(name, *rest):
        if name.split(".")[0] == "polars":
            raise ImportError(name)
        return imported(name, *rest)

    imported = importlib.import_module
    monkeypatch.setattr("detente.record.polars.import_module", absent)
    for ask in (lambda: record.tables(["igos"]), lambda: _keep(file, "6", ready)):
        with pytest.raises(DetenteError, match=r"Polars, which is not installed(.|\n)*detente\[data\]"):
            ask()
    assert len(record.held()) == 1, "what is held is told without Polars"


def test_what_is_held_is_told_without_importing_polars(home, file, monkeypatch):
    _keep(file)
    plain = builtins.__import__

    def watch(name, *rest):
        assert name != "polars"
        return plain(name, *rest)

    monkeypatch.setattr(builtins, "__import__", watch)
    monkeypatch.setattr("detente.record.polars.import_module", lambda name: 1 / 0)
    assert len(record.held()) == 1


def test_a_file_that_is_gone_is_told(home, tmp_path):
    with pytest.raises(DetenteError, match="cannot be read"):
        _keep(tmp_path / "gone.csv", tables={"igos": IGOS})
