"""Bytes of a table that is text: refused where they are none, else lines without byte order mark or odd line ends."""

from __future__ import annotations

import re
from typing import NoReturn

from detente.evidence.decoded import decoded
from detente.study.problems import DetenteError, Problem, StudyError


def text_of(data: bytes, file: str) -> str:
    """Text of a file: UTF-8 or UTF-16 by its mark, else Windows-1252 where its letters are western.

    Raises:
        StudyError: it is empty, of a kind that is no text, in no known encoding, or holds control characters.
    """
    if not data.strip():
        refuse("T01", "the file is empty", "give a header row and a row for each actor", file)
    for mark, kind in _KINDS:
        if data.startswith(mark):
            refuse("T01", f"the file is {kind}, not a table of text", "save it as .xlsx or as CSV (UTF-8)", file)
    try:
        text, guessed = decoded(data)
    except DetenteError as error:
        refuse("T02", error.message, "save it as CSV (UTF-8)", file, _line(data))
    if guessed and (word := next(filter(_misread, _WORD.findall(text)), None)):
        message = f"the file is not UTF-8, and read as a western file it says `{word[:20]}`"
        refuse("T02", message, "save it as CSV (UTF-8)", file, text.count("\n", 0, text.index(word)) + 1)
    text = text.replace("\ufeff", "").replace("\r\n", "\n").replace("\r", "\n")
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        refuse("T02", f"control character U+{ord(found[0]):04X}: the file is damaged or no text", _ANEW, file, line)
    if not text.strip():
        refuse("T01", "the file is empty", "give a header row and a row for each actor", file)
    return text


def refuse(code: str, message: str, fix: str, file: str, line: int = 1, path: str = "") -> NoReturn:
    """Give up on a file for one reason."""
    raise StudyError([Problem(code, message, fix, path, line, file)]) from None


def _misread(word: str) -> bool:
    """Whether a word has more letters with marks than a western one; another script misread has little else."""
    return sum(c > "\x7f" for c in word) > STRANGE * len(word)


def _line(data: bytes) -> int:
    """The line of the first byte that is not UTF-8, or is NUL."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    return data.count(b"\n", 0, max(data.find(b"\0"), 0)) + 1


STRANGE = 0.6
_WORD = re.compile(r"[^\W\d_]{3,}")
_ANEW = "open it where it was made and save it anew as CSV (UTF-8)"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_KINDS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel file (.xls) or one locked by a password"),
    (b"PK\x03\x04", "a zip archive, an OpenDocument file or another office file"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file"),
    (b"{\\rtf", "a rich-text file"),
)
