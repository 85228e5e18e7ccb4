"""Bad files: each is refused, or read with a word, with the row and column at fault; nothing is half read."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import polars as pl
import pytest

from detente.data import named
from detente.intake.files import head
from detente.intake.notes import Notes
from detente.intake.rulebook import RULES
from tests.data.conftest import Write

CAPABILITIES = "ccode,year,cinc\n2,1816,0.03\n200,1816,0.33\n"
VOTES = "rcid,ccode,vote,session,year\n3,2,1,1,1946\n3,20,3,1,1946\n"


def told(path: Path, name: str = "cow-capabilities") -> list[tuple[str, int, str]]:
    notes = Notes(path.name)
    tables = named(name).read(path, notes)
    assert not (tables and notes.failed)
    assert {problem.code for problem in notes.problems} <= {rule.code for rule in RULES}
    return [(problem.code, problem.line, problem.path) for problem in notes.problems]


def zipped(*members: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as folder:
        for name, inside in members:
            folder.writestr(name, inside)
    return packed.getvalue()


def as_parquet() -> bytes:
    file = io.BytesIO()
    pl.read_csv(io.StringIO(CAPABILITIES)).write_parquet(file)
    return file.getvalue()


PLAIN = CAPABILITIES.encode()
GOOD = {
    "plain": (PLAIN, "csv"),
    "byte order mark": (b"\xef\xbb\xbf" + PLAIN, "csv"),
    "lines of Windows": (PLAIN.replace(b"\n", b"\r\n"), "csv"),
    "semicolons": (PLAIN.replace(b",", b";"), "csv"),
    "tabs": (PLAIN.replace(b",", b"\t"), "tsv"),
    "gz": (gzip.compress(PLAIN), "csv"),
    "zip": (zipped(("NMC.csv", PLAIN)), "csv"),
    "parquet": (as_parquet(), "parquet"),
    "zipped parquet": (zipped(("nmc.parquet", as_parquet())), "parquet"),
}

PAGE = b"<!DOCTYPE html>\n<html><body>404, not found</body></html>"
BAD = {
    "empty": (b"", "empty", "D01"),
    "blank": (b"\n \n", "empty", "D01"),
    "a page": (PAGE, "html", "D01"),
    "a page in gz": (gzip.compress(PAGE), "html", "D01"),
    "heads alone": (b"ccode,year,cinc\n", "csv", "D01"),
    "gz that breaks off": (gzip.compress(PLAIN * 4000)[:-40], "csv", "D02"),
    "gz of a few bytes": (gzip.compress(PLAIN)[:12], "unknown", "D02"),
    "zip that breaks off": (zipped(("NMC.csv", PLAIN))[:-10], "unknown", "D02"),
    "parquet that breaks off": (as_parquet()[:-9], "parquet", "D02"),
    "zip of two": (zipped(("NMC.csv", PLAIN), ("more.csv", PLAIN)), "unknown", "D03"),
    "Latin 1": (PLAIN + "2,1817,Côte\n".encode("latin-1"), "csv", "D04"),
    "RData": (gzip.compress(b"RDX3\nX\n\x00\x00\x00\x03"), "rdata", "D02"),
    "an image": (b"\x89PNG\r\n\x1a\n\x00\x00", "unknown", "D05"),
}


@pytest.mark.parametrize(("content", "kind"), GOOD.values(), ids=GOOD)
def test_a_table_is_read_however_it_is_packed(content: bytes, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "NMC.csv"
    path.write_bytes(content)
    assert head(path).kind == kind
    assert head(path).columns == ("ccode", "year", "cinc")
    assert told(path) == []
    assert named("cow-capabilities").read(path, Notes("NMC.csv"))["capabilities"].rows() == [
        (2, 1816, 0.03),
        (200, 1816, 0.33),
    ]


@pytest.mark.parametrize(("content", "kind", "code"), BAD.values(), ids=BAD)
def test_what_is_no_whole_table_is_refused(content: bytes, kind: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "NMC.csv"
    path.write_bytes(content)
    assert head(path).kind == kind
    assert [each[0] for each in told(path)] == [code]


CELLS = {
    "a word": (CAPABILITIES + "2,1817,n/k\n", [("D07", 4, "cinc")]),
    "a fraction of a code": (CAPABILITIES + "2.5,1817,0.1\n", [("D07", 4, "ccode")]),
    "infinite": (CAPABILITIES + "2,1817,inf\n", [("D07", 4, "cinc")]),
    "year 0": (CAPABILITIES + "2,0,0.1\n", [("D08", 4, "year")]),
    "no such code": (CAPABILITIES + "1000,1817,0.1\n1,1817,0.1\n", [("D08", 4, "ccode"), ("D08", 5, "ccode")]),
    "a share above 1": (CAPABILITIES + "2,1817,1.1\n", [("D08", 4, "cinc")]),
    "no code": (CAPABILITIES + ",1817,0.1\n", [("D09", 4, "ccode")]),
    "conflict": (CAPABILITIES + "2,1816,0.04\n", [("D10", 2, "")]),
    "short line": (CAPABILITIES + "2,1817\n", [("D02", 4, "")]),
    "long line": (CAPABILITIES + "2,1817,0.1,7\n", [("D02", 4, "")]),
    "open quotation": (CAPABILITIES + '2,1817,"0.1\n', [("D02", 4, "")]),
}


@pytest.mark.parametrize(("text", "expected"), CELLS.values(), ids=CELLS)
def test_a_bad_cell_is_told_with_its_row(text: str, expected: list[tuple[str, int, str]], write: Write) -> None:
    assert told(write("NMC.csv", text)) == expected


def test_twenty_bad_cells_are_told_one_by_one_and_the_rest_counted(write: Write) -> None:
    path = write("NMC.csv", CAPABILITIES + "".join(f"2,{year},?\n" for year in range(1817, 1847)))
    notes = Notes(path.name)
    assert named("cow-capabilities").read(path, notes) == {}
    assert len(notes.problems) == 21
    assert "10 more cells" in notes.problems[-1].message


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("3,630,yes,1,1946\n", [("D11", 2, "vote")]),
        ("3,630,5,1,1946\n", [("D08", 4, "vote")]),
        ("3,630,,1,1946\n", [("D09", 4, "vote")]),
    ],
)
def test_votes_of_two_codings_or_of_none_are_refused(rows: str, expected: object, write: Write) -> None:
    assert told(write("UNVotes.csv", VOTES + rows), "un-votes") == expected


def test_a_vote_on_no_roll_call_is_told_by_its_row(write: Write) -> None:
    rows = ",630,1,1,1946\nNA,365,1,1,1946\n"
    assert told(write("UNVotes.csv", VOTES + rows), "un-votes") == [("D09", 4, "rcid"), ("D09", 5, "rcid")]


def test_words_for_votes_are_read_and_other_words_refused(write: Write) -> None:
    words = VOTES.replace(",1,1,", ",yes,1,").replace(",3,1,", ",No,1,")
    path = write("votes.csv", words)
    assert named("un-votes").read(path, Notes("votes.csv"))["votes"]["vote"].to_list() == [1, 3]
    assert told(write("votes.csv", words + "3,630,perhaps,1,1946\n"), "un-votes") == [("D07", 4, "vote")]


def test_a_state_is_not_allied_with_itself(write: Write) -> None:
    text = "stateA,stateB,year,defense,offense,neutral,nonagg,consul\n2,2,1950,1,0,0,0,0\n"
    assert told(write("atop.csv", text), "atop") == [("D08", 2, "")]


def test_names_in_other_scripts_do_no_harm(write: Write) -> None:
    text = 'country,ccode,year,cinc\nایران,630,1980,0.01\n"Côte d’Ivoire, ""RCI""",437,1980,0.001\n'
    path = write("NMC.csv", text)
    assert told(path) == []
    assert named("cow-capabilities").read(path, Notes("NMC.csv"))["capabilities"]["state"].to_list() == [437, 630]


def test_every_rule_says_why_and_how_to_mend() -> None:
    assert [rule.code for rule in RULES] == [f"D{number:02}" for number in range(1, len(RULES) + 1)]
    assert all(rule.why and rule.fix for rule in RULES)
