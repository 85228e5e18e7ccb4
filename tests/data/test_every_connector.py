"""Contract of every connector: it knows its own files and no others, and reads them to the shape of its series."""

from __future__ import annotations

import csv

import polars as pl
import pytest

from detente import data
from detente.data import Connector
from detente.intake.files import head
from detente.intake.notes import Notes
from detente.record import SERIES
from detente.study.problems import DetenteError
from tests.data.conftest import Write
from tests.data.event_samples import EVENT_SAMPLES
from tests.data.samples import SAID, SAMPLES

EVERY = {name: data.named(name) for name in data.names()}
every_connector = pytest.mark.parametrize("connector", EVERY.values(), ids=EVERY)
YEARLY = [(name, *sample) for name, samples in SAMPLES.items() for sample in samples]
EVENTS = [(name, *sample) for name, samples in EVENT_SAMPLES.items() for sample in samples]
every_sample = pytest.mark.parametrize(("name", "file", "text"), [*YEARLY, *EVENTS])
every_yearly_sample = pytest.mark.parametrize(("name", "file", "text"), YEARLY)


@every_connector
def test_says_whose_the_data_are_under_what_terms_and_what_to_cite(connector: Connector) -> None:
    assert connector.title
    assert connector.provider
    assert connector.licence
    assert connector.page.startswith("http") or connector is EVERY["table"]
    assert connector.source.cite
    assert connector.source.works
    assert connector.series
    assert set(connector.series) <= set(SERIES)


def test_every_connector_has_a_sample() -> None:
    assert set(EVERY) == set(SAMPLES) | set(EVENT_SAMPLES) | {"table"}  # a user's own: tests/data/test_table.py


@every_sample
def test_a_file_is_recognised_by_its_connector_alone(name: str, file: str, text: str, write: Write) -> None:
    seen = head(write(file, text))
    assert [other for other, connector in EVERY.items() if connector.recognises(seen)] == [name]


@every_sample
@pytest.mark.parametrize("start", ["", "\ufeff"], ids=["bare", "byte order mark"])
def test_a_file_becomes_tables_of_its_series(name: str, file: str, text: str, start: str, write: Write) -> None:
    path = write(file, start + text)
    notes = Notes(file)
    longest = csv.field_size_limit()
    tables = EVERY[name].read(path, notes, **SAID.get(name, {}))
    assert csv.field_size_limit() == longest  # of the whole process: other readers rely on it
    assert not notes.problems
    assert tables
    for series, table in tables.items():
        shape = SERIES[series]
        assert series in EVERY[name].series
        assert dict(table.schema) == {column: getattr(pl, kind) for column, kind in shape.schema.items()}
        assert table.height
        assert table.select(shape.key).is_unique().all()
        assert table.equals(table.sort(shape.key))
        for column in shape.columns:
            assert column.may_lack or not table[column.name].null_count(), column.name


@every_yearly_sample
def test_a_file_with_the_columns_of_another_is_refused_by_name(name: str, file: str, text: str, write: Write) -> None:
    notes = Notes(file)
    assert EVERY[name].read(write(file, "city,people\nParis,2\n"), notes, **SAID.get(name, {})) == {}
    assert notes.problems[0].code == "D06"
    assert "expected the columns" in notes.problems[0].message
    assert "found `city`, `people`" in notes.problems[0].message


@every_yearly_sample
def test_a_year_or_session_of_0_is_told_with_row_and_column(name: str, file: str, text: str, write: Write) -> None:
    heads, first, *others = text.splitlines()
    columns = [column.strip('"').lower() for column in heads.split(",")]
    cells = first.split(",")
    at = columns.index("year") if "year" in columns and "date" not in columns else columns.index("session")
    cells[at] = "0"
    notes = Notes(file)
    assert (
        EVERY[name].read(write(file, "\n".join((heads, ",".join(cells), *others))), notes, **SAID.get(name, {})) == {}
    )
    first_told = next(problem for problem in notes.problems if problem.path == columns[at])
    assert (first_told.code, first_told.line) == ("D08", 2)


@every_yearly_sample
def test_the_same_row_twice_is_counted_once_and_said(name: str, file: str, text: str, write: Write) -> None:
    first = text.rstrip("\n").splitlines()[1]
    notes, clean = Notes(file), Notes(file)
    said = SAID.get(name, {})
    tables = EVERY[name].read(write(file, text.rstrip("\n") + "\n" + first + "\n"), notes, **said)
    assert [problem.level for problem in notes.problems] == ["warning"]
    for series, table in EVERY[name].read(write(file, text), clean, **said).items():
        assert tables[series].equals(table)


def test_a_connector_that_is_not_there_is_told_with_the_nearest() -> None:
    with pytest.raises(DetenteError, match="did you mean `un-votes`"):
        data.named("un-vote")
