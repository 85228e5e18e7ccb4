"""Printing to PDF: the browser that is installed prints a tagged page, the same each time, without the network."""

from __future__ import annotations

import io
import os
import stat
from datetime import date
from pathlib import Path

import pypdf
import pytest

from detente.files import printing
from detente.study.problems import DetenteError

DAY = date(2027, 1, 31)
PAGE = (
    '<!doctype html><html lang="en"><title>A title — é</title><h1>Head</h1><p>Words that are printed, and '
    '<a href="#x">a link</a>.</p><h2 id="x">Below</h2><img alt="a picture that is not there" src="http://example.org/x.png">'
)


@pytest.fixture(scope="module")
def installed():
    try:
        return printing.browser()
    except DetenteError:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip("no browser is installed here")


@pytest.fixture(scope="module")
def printed(installed):
    return printing.pdf(PAGE, DAY)


def test_a_page_is_printed_with_its_title_and_words(printed):
    read = pypdf.PdfReader(io.BytesIO(printed))
    assert read.metadata is not None
    assert read.metadata.title == "A title — é"
    assert "Words that are printed" in read.pages[0].extract_text()


def test_the_pdf_is_tagged_and_has_an_outline(printed):
    root = pypdf.PdfReader(io.BytesIO(printed)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert "/Outlines" in root


def test_the_pdf_bears_the_date_of_the_report_and_is_the_same_each_time(installed, printed):
    about = pypdf.PdfReader(io.BytesIO(printed)).metadata
    assert about is not None
    assert about.creation_date is not None
    assert about.creation_date.date() == DAY
    assert about.modification_date == about.creation_date
    assert printing.pdf(PAGE, DAY) == printed


def test_nothing_is_left_behind(installed, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    printing.pdf(PAGE, DAY)
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith("detente-")] == []


def test_without_a_browser_the_reader_is_told_what_to_do(monkeypatch, tmp_path):
    monkeypatch.delenv(printing.NAMED, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(printing, "PLACES", ())
    with pytest.raises(DetenteError, match="none is installed here") as told:
        printing.pdf(PAGE, DAY)
    assert "open the HTML and print it from your browser" in told.value.fix


def test_the_browser_that_is_named_is_the_one_used(monkeypatch, tmp_path):
    program = _program(
        tmp_path, 'for a in "$@"; do case $a in --print-to-pdf=*) printf %s "%PDF (D:1)" > "${a#*=}";; esac; done'
    )
    monkeypatch.setenv(printing.NAMED, str(program))
    assert printing.browser() == program
    assert printing.pdf(PAGE, DAY).startswith(b"%PDF")
    monkeypatch.setenv(printing.NAMED, str(tmp_path / "absent"))
    with pytest.raises(DetenteError, match="which is no program here"):
        printing.browser()


def test_a_browser_that_prints_nothing_is_quoted(monkeypatch, tmp_path):
    monkeypatch.setenv(printing.NAMED, str(_program(tmp_path, "echo it broke >&2")))
    with pytest.raises(DetenteError, match="printed nothing: it broke"):
        printing.pdf(PAGE, DAY)


def test_a_browser_that_hangs_is_stopped(monkeypatch, tmp_path):
    monkeypatch.setenv(printing.NAMED, str(_program(tmp_path, "exec sleep 60")))
    monkeypatch.setattr(printing, "SECONDS", 1)
    with pytest.raises(DetenteError, match="did not finish printing within 1 seconds"):
        printing.pdf(PAGE, DAY)


@pytest.mark.parametrize("root", [True, False])
def test_only_root_goes_without_the_sandbox(monkeypatch, tmp_path, root):
    log = tmp_path / "flags"
    monkeypatch.setenv(printing.NAMED, str(_program(tmp_path, f'printf "%s\\n" "$@" > {log}')))
    monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000)
    with pytest.raises(DetenteError):
        printing.pdf(PAGE, DAY)
    flags = log.read_text().splitlines()
    assert ("--no-sandbox" in flags) == root
    assert "--disable-background-networking" in flags
    assert "--host-resolver-rules=MAP * ~NOTFOUND" in flags
    assert "--no-pdf-header-footer" in flags


def _program(folder: Path, does: str) -> Path:
    path = folder / "browser"
    path.write_text(f"#!/bin/sh\n{does}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path
