"""Every format, found by its file: the same table comes back from each, and hostile bytes end in words."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules

import numpy as np
import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from detente.study.problems import DetenteError
from detente.tables import formats
from detente.tables.reading import read
from tests.tables.test_exchange import TEXT
from tests.tables.test_ktab import CSV, XML

NAMES = [module.name for module in iter_modules(formats.__path__)]
ACTORS = [("France", 100.0, 60.0, 16.0), ("Côte, d'Ivoire", 50.0, 40.0, 8.0), ("UK", 100.0, 90.0, 16.0)]


def as_csv() -> bytes:
    rows = "".join(f'"{a}",{x},{s / 100},{c},0,100\n' for a, x, s, c in ACTORS)
    return f"actor,position,salience,capability,low,high\n{rows}".encode()


def as_xlsx() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["actor", "position", "salience %", "power", "low", "high"])
    for row in ACTORS:
        book.active.append([*row, 0, 100])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_yaml() -> bytes:
    rows = "".join(f'  "{a}": {{position: {x}, salience: {s / 100}, capability: {c}}}\n' for a, x, s, c in ACTORS)
    return f"issue: {{low: 0, high: 100}}\nactors:\n{rows}".encode()


def as_ktab_csv() -> bytes:
    rows = "".join(f'"{a}",,{c},{x},{s}\n' for a, x, s, c in ACTORS)
    return f"EC,,3,1\nActor,Description,Power,issue,Salience\n{rows}".encode()


def as_ktab_xml() -> bytes:
    rows = "".join(
        f"<Actor><name>{a}</name><capability>{c}</capability><Position><dCoord>{x}</dCoord></Position>"
        f"<Salience><dSal>{s}</dSal></Salience></Actor>"
        for a, x, s, c in ACTORS
    )
    return f"<Scenario><Dimensions><dName>issue</dName></Dimensions><Actors>{rows}</Actors></Scenario>".encode()


def as_exchange() -> bytes:
    rows = "".join(f"#A\t{a}\t\n" for a, *_ in ACTORS)
    rows += "".join(f"#D\t{a}\tissue\t{x}\t{s / 100}\t{c}\n" for a, x, s, c in ACTORS)
    return f"#P\tissue\n{rows}".encode()


MADE: dict[str, Callable[[], bytes]] = {
    "csv": as_csv,
    "xlsx": as_xlsx,
    "yaml": as_yaml,
    "ktab_csv": as_ktab_csv,
    "ktab_xml": as_ktab_xml,
    "exchange": as_exchange,
}
SEEDS = {
    "csv": b"# EC\nactor;issue;position;salience %;power;role\nA;p;1,5;50;2;veto\nB;p;2 to 3;80;high;\n",
    "yaml": b"issues: {p: {low: 0}}\nactors:\n  A: {position: {p: 1}, salience: high}\n  B: [1]\n",
    "ktab_csv": CSV.encode(),
    "ktab_xml": XML.encode(),
    "exchange": TEXT.encode(),
}


def tried(data: bytes, name: str) -> None:
    """Read, or be refused in words; any other exception is a mistake of ours."""
    try:
        found = read(data, name)
    except DetenteError:
        return
    assert np.isfinite(found.weight).all()


def test_every_format_has_a_file_that_these_tests_make():
    assert set(MADE) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_table_comes_back_from_each_format(name: str):
    module = import_module(f"detente.tables.formats.{name}")
    data = MADE[name]()
    ending = next(iter(module.SUFFIXES), ".txt")
    assert formats.format_of(data, f"table{ending}") is module
    found = read(data, f"table{ending}")
    assert found.actors == tuple(a for a, *_ in ACTORS)
    assert found.issues[0].name == "issue"
    assert found.issues[0].scale == (0.0, 100.0)
    np.testing.assert_allclose(found.position[:, 0], [100, 50, 100], rtol=0)
    np.testing.assert_allclose(found.salience[:, 0], [0.6, 0.4, 0.9], rtol=1e-15)
    np.testing.assert_allclose(found.capability[:, 0], [16, 8, 16], rtol=0)


@pytest.mark.parametrize("name", [*NAMES, "none"])
@given(data=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_words(name: str, data: bytes):
    suffixes = import_module(f"detente.tables.formats.{name}").SUFFIXES if name != "none" else ()
    tried(data, f"table{next(iter(suffixes), '')}")


@pytest.mark.parametrize("name", SEEDS)
@given(data=st.data())
def test_a_file_with_a_piece_cut_doubled_or_replaced_is_read_or_refused_in_words(name: str, data: st.DataObject):
    seed = SEEDS[name]
    a, b = sorted(data.draw(st.lists(st.integers(0, len(seed)), min_size=2, max_size=2)))
    piece = data.draw(
        st.sampled_from(
            [b"", seed[a:b] * 2, b'"', b"\n", b"1e9", b",", b";", b"-", b"\xff", b"<a>", b"#D\t", b"'=", b"%"]
        )
    )
    suffixes = import_module(f"detente.tables.formats.{name}").SUFFIXES
    tried(seed[:a] + piece + seed[b:], f"table{next(iter(suffixes), '.txt')}")


HEADINGS = "actor,position,salience,capability,issue,role,veto,low,high,quota,reference,note,salience %,position (m)"
WORDS = "A|B|p|1|0.5|-1|80|high|1 to 2|exactly 3|2 to 1|80%|0,5|1,000|NA|nan|1e999|#|=1|setter, veto|yes|'|²|١"
CELLS = st.sampled_from([*HEADINGS.split(","), *WORDS.split("|"), "", "x" * 300, '"', "\t"])


@given(st.lists(st.lists(CELLS, min_size=1, max_size=7), min_size=1, max_size=6), st.sampled_from(",;\t|"))
@example([["actor", "position", "salience", "capability"], ["A", "²", "1", "1"], ["B", "١", "1", "1"]], ";")
def test_any_small_csv_is_read_or_refused_in_words(rows: list[list[str]], delimiter: str):
    tried("\n".join(delimiter.join(row) for row in rows).encode(), "table.csv")


@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=1, max_size=4))
def test_any_rows_under_a_good_header_are_read_or_refused_in_words(rows: list[list[str]]):
    text = "actor;position;salience;capability\n" + "\n".join(";".join(row) for row in rows)
    tried(text.encode(), "table.csv")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b'"' * 3_000_000, "quotes.csv"),
        (b"," * 3_000_000, "commas.csv"),
        (b"\n" * 3_000_000, "lines.csv"),
        (b"#" * 3_000_000, "marks.csv"),
        (b"(" * 3_000_000, "brackets.csv"),
        (b"actor,position,salience,capability\n" + b"A,1 to 1 to ,1,1\n" * 5_000, "rows.csv"),
        (
            b"actor,position,salience,capability,ratifies\n" + b"".join(b"A%d,1,1,1,Z\n" % i for i in range(5_000)),
            "x.csv",
        ),
        (b"actor,position,salience,capability\nA," + b"1" * 120_000 + b",1,1\n", "digits.csv"),
        (b"actor,position,salience,capability\nA," + b"1,000" * 1 + b" to" * 40_000 + b",1,1\n", "to.csv"),
        (b"[" * 100_000, "deep.yaml"),
        (b"<Scenario>" + b"<a>" * 100_000, "deep.xml"),
        (b"#D\ta\tb\n" * 100_000, "data.txt"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_a_hostile_file_ends_in_words_and_soon(data: bytes, name: str):
    began = time.perf_counter()
    with pytest.raises(DetenteError):
        read(data, name)
    assert time.perf_counter() - began < 10


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_hundred_thousand_actors_are_read(kind: str):
    rows = [(f"actor {i}", i % 101, 0.5, 1 + i % 7) for i in range(100_000)]
    text = "actor,position,salience,capability\n" + "".join(f"{a},{x},{s},{c}\n" for a, x, s, c in rows)
    data = text.encode()
    if kind == "xlsx":
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet()
        for row in [("actor", "position", "salience", "capability"), *rows]:
            sheet.append(row)
        out = io.BytesIO()
        book.save(out)
        data = out.getvalue()
    code = f"import sys; from detente.tables.reading import read; t = read(sys.stdin.buffer.read(), 'a.{kind}')"
    began = time.perf_counter()  # in a process of its own, where no annotation is checked
    done = subprocess.run(
        [sys.executable, "-c", f"{code}; print(len(t.actors))"], input=data, capture_output=True, check=True
    )
    assert int(done.stdout) == 100_000
    assert time.perf_counter() - began < 60, "2 to 10 seconds on an idle machine"


def test_importing_tables_loads_neither_jax_nor_what_formats_need():
    heavy = ("jax", "openpyxl", "lxml", "ruamel.yaml", "trafilatura", "pandas")
    code = f"import sys, detente.tables; print(*sorted(set(sys.modules) & set({heavy!r})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_reading_a_csv_loads_neither_jax_nor_what_other_formats_need():
    code = (
        "import sys; from detente.tables.reading import read; read(sys.stdin.buffer.read(), 'a.csv'); "
        "print(*sorted(set(sys.modules) & {'jax', 'openpyxl', 'lxml', 'trafilatura'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], input=as_csv(), capture_output=True, check=True)
    assert done.stdout.split() == []
