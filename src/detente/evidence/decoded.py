"""Bytes to text: UTF-8, or what the file declares, or the western encoding of old Windows, said aloud."""

from __future__ import annotations

import codecs
import re

from detente.study.problems import DetenteError

STRANGE = 0.25  # of the letters: a western text has few beyond ASCII, other scripts misread have almost nothing else


def decoded(data: bytes) -> tuple[str, str]:
    """Return the text, and a note for the user where the encoding had to be guessed, else an empty string.

    Raises:
        DetenteError: no encoding fits.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, name), ""
    if b"\0" in data:
        raise DetenteError("the file holds NUL bytes: it is no text", _FIX)
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(data[:4096])
    name = declared.group(1).decode("ascii") if declared else ""
    if name and _known(name):
        try:
            return data.decode(name), f"read as {name}, as the page declares"
        except UnicodeDecodeError:
            pass
    text = _strictly(data, "cp1252")
    letters = [c for c in text if c.isalpha()]
    if sum(c > "\x7f" for c in letters) > STRANGE * len(letters):
        raise DetenteError("the file is neither UTF-8 nor a western encoding", _FIX)
    return text, "not UTF-8; read as Windows-1252"


def _strictly(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise DetenteError(f"the file is not UTF-8: byte {error.start:,} fits no encoding known here", _FIX) from error


def _known(name: str) -> bool:
    """Whether a declared name is that of a text encoding; UTF-8 has been tried, and base64 is no text."""
    try:
        return codecs.lookup(name).name.replace("_", "-") not in _NO_TEXT and bool("a".encode(name))
    except (LookupError, UnicodeError, TypeError):
        return False


_NO_TEXT = {"utf-8", "utf-7", "unicode-escape", "raw-unicode-escape", "idna", "punycode"}
_FIX = "open it, save it as UTF-8 text, and add that"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
