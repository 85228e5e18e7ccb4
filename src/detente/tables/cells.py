"""One cell of a table: a name, a number, or a range as studies write it. What cannot be read says how to write it."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from detente.study.quantities import Kind, QuantityError, parse
from detente.study.words import TABLE
from detente.tables import Issue
from detente.tables.draft import Number
from detente.tables.limits import LARGEST

MISSING = frozenset(
    {"na", "n/a", "n.a.", "nan", "null", "none", "nil", "missing", "-", "–", "—", "?", ".", "..", "..."}
)

# What a spreadsheet takes for the beginning of a formula, and what begins a comment; a `'` before it shields it.
_OPEN = re.compile(r"(^|;)(?=[=+\-@＝＋－＠#]|'[=+\-@＝＋－＠#'])")
_SHIELDED = re.compile(r"(^|;)'(?=[=+\-@＝＋－＠#'])")
_CLEAN = re.compile(r"[A-Za-z0-9.]{1,40}(?: [A-Za-z0-9.]{1,40}){0,5}")
_PLAIN = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:(?P<mark>[,.' \u2019])[0-9]{3})(?:(?P=mark)[0-9]{3})*(?:[.,][0-9]+)?")
_COMMA = re.compile(r"[-+]?[0-9]*,[0-9]+")
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\ufeff": None, "\u200b": None})


class CellError(ValueError):
    """A cell that cannot be read: the code of the rule it breaks, what is wrong, how to mend it."""

    def __init__(self, code: str, message: str, fix: str) -> None:
        """Keep the three parts of the complaint."""
        super().__init__(message)
        self.code, self.message, self.fix = code, message, fix


def clean(said: object) -> str:
    """Text of a cell in one line, letters composed, without the mark that keeps a spreadsheet from computing it."""
    if said is None:
        return ""
    if isinstance(said, str) and _CLEAN.fullmatch(said):
        return said
    if isinstance(said, float) and said.is_integer() and abs(said) < 1e15:
        return str(int(said))
    text = unicodedata.normalize("NFC", str(said)).translate(_SPACES)
    if not text.isprintable():
        text = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text)
    text = " ".join(text.split())
    return _SHIELDED.sub(r"\1", text)


def shielded(text: str) -> str:
    """Text of which no spreadsheet computes anything, also where it cuts cells at semicolons; `clean` undoes it."""
    return _OPEN.sub(r"\1'", text)


def number(
    said: object, kind: Kind, *, percent: bool = False, commas: bool = False, words: Mapping[str, Any] = TABLE
) -> Number:
    """A number, exact as it stands; a range, with its uncertainty; None where the cell is empty.

    `commas`: the file writes 0,5 for 0.5. `percent`: the column is in per cent; what comes back is a share.

    Raises:
        CellError: it is none of these.
    """
    if isinstance(said, bool):
        raise CellError("T08", f"is `{str(said).lower()}`, not a number", f"write it like {kind.examples(words)}")
    if isinstance(said, int | float):
        return _finite(math.inf if abs(said) > 1e300 else float(said), str(said)[:40]) / (100 if percent else 1)
    if isinstance(said, str) and len(said) < 16 and _PLAIN.fullmatch(said) and not percent:  # as nearly all are
        return _finite(float(said), said)
    text = clean(said)
    if not text:
        return None
    if commas:
        text = re.sub(r"(?<=[0-9]),(?=[0-9])", ".", text)
    if percent:
        text = text.removesuffix("%").rstrip()
    if _PLAIN.fullmatch(text):
        return _finite(float(text), text) / (100 if percent else 1)
    return _range(text.casefold(), kind, words, percent=percent)


def positions(issue: Issue) -> tuple[Kind, Mapping[str, Any]]:
    """How positions on an issue are written: words have a meaning only on a scale with ends."""
    if issue.scale is None:
        return Kind("position", "normal", -math.inf, math.inf, 100), {}
    low, high = issue.scale
    words = {w: (low + a / 100 * (high - low), low + b / 100 * (high - low)) for w, (a, b) in TABLE["level"].items()}
    return Kind("position", "normal", low, high, high - low), {"position": words}


def _range(text: str, kind: Kind, words: Mapping[str, Any], *, percent: bool) -> Number:
    _refuse(text)
    try:
        found = parse(text, replace(kind, high=100, width=100) if percent else kind, {} if percent else words)
    except QuantityError as error:
        code = {"S05": "T10", "S07": _BOUND.get(kind.name, "T13")}.get(error.code, "T08")
        raise CellError(code, error.message, error.fix) from None
    for end in (found.low, found.high):
        _finite(end, text)
    if percent:
        found = replace(found, low=found.low / 100, high=found.high / 100, bounds=(kind.low, kind.high))
    return found.low if found.law == "exactly" else found


def _refuse(text: str) -> None:
    """Say what is meant by text that looks like a number written for another country, or like nothing at all."""
    if text in MISSING:
        fix = "leave the cell empty if the actor takes no part in the issue; else give a number"
        raise CellError("T08", f"is `{text}`, not a number", fix)
    if text.lstrip("+-") in {"inf", "infinity", "∞"}:
        raise CellError("T14", f"is `{text}`, not finite", "give a number")
    if _COMMA.fullmatch(text) and not _GROUPED.fullmatch(text):
        raise CellError("T09", f"`{text}` has a decimal comma", f"write `{text.replace(',', '.')}`")
    if grouped := _GROUPED.fullmatch(text):
        mark = grouped["mark"]
        whole = text.replace(mark, "").replace(",", ".")
        message = f"`{text}` separates thousands"
        if mark == "," and text.count(",") == 1 and "." not in text:
            message = f"`{text}` is {whole} where a comma separates thousands, and {text.replace(',', '.')} elsewhere"
        raise CellError("T09", message, f"write `{whole}`, or with a point for decimals")


def _finite(value: float, said: str) -> float:
    if math.isnan(value):
        raise CellError("T08", "is NaN, not a number", "give a number, or leave the cell empty")
    if abs(value) > LARGEST:
        raise CellError("T14", f"is {said[:40]}, beyond {LARGEST:g}", "write the whole column in a larger unit")
    return value


_BOUND = {"salience": "T11", "capability": "T12"}
