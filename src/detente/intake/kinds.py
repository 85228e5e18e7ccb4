"""What kind of file one is, by its first bytes and never by its name."""

from __future__ import annotations

_MARKS = (
    (b"\x1f\x8b", "gz"),
    (b"PK\x03\x04", "zip"),
    (b"PAR1", "parquet"),
    (b"RDX", "rdata"),
    (b"RDA", "rdata"),
    (b"X\n\x00\x00", "rdata"),
    (b"<stata_dta>", "stata"),
    (b"$FL2", "spss"),
    (b"$FL3", "spss"),
    (b"\xd0\xcf\x11\xe0", "xls"),
)

REFUSED = {
    "stata": ("a file of Stata", 'in Stata: `export delimited using "table.csv", nolabel`; or get the CSV'),
    "spss": ("a file of SPSS", "save the table as CSV (UTF-8)"),
    "xls": ("a workbook of Excel before 2007", "open it and save it as .xlsx or as CSV (UTF-8)"),
}
"""Kinds that are known and not read: what they are, and what to do."""


def kind(start: bytes) -> str:
    """Kind of a file that begins so, not packed and if text in UTF-8.

    Returns:
        csv, tsv, parquet, rdata, html, empty, stata, spss, xls, gz, zip, or unknown.
    """
    if not start.strip():
        return "empty"
    known = next((name for mark, name in _MARKS if start.startswith(mark)), None)
    if known is not None:
        return known
    if 0x68 <= start[0] <= 0x75 and start[1:2] in (b"\x01", b"\x02") and b"\x00" in start[:8]:
        return "stata"  # the header of versions before 13
    plain = start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1024].lower()
    if plain.startswith((b"<!doctype html", b"<html")) or (plain.startswith(b"<") and b"<html" in plain):
        return "html"
    if b"\x00" in start or plain.startswith((b"<", b"{", b"%pdf")):
        return "unknown"
    return "tsv" if separator(start) == "\t" else "csv"


def separator(start: bytes) -> str:
    """What stands between the cells of a text, by its first line."""
    line = start.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").split(b"\n", 1)[0]
    if line.count(b"\t") > max(line.count(b","), line.count(b";")):
        return "\t"
    return ";" if line.count(b";") > line.count(b",") else ","
