"""YAML as a study uses it: plain data, with the line and the place in the text of everything.

The reader is strict where YAML surprises people: a word is never read as true or false unless it says
`true` or `false`, a key stands once, nothing is shared or tagged, and depth and size are bounded. The text
itself is kept, so that an edit changes what it names and not one comment more (see `edit.py`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml import events as ev
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from detente.study.paths import spell
from detente.study.plain import Path, is_mapping
from detente.study.problems import Problem, StudyError

MAX_BYTES = 2_000_000
MAX_DEPTH = 24
MAX_NODES = 100_000

# A number with a leading zero (a country's code, `007`) is text: it would lose its zeros.
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]{0,17})(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_TRAPS = frozenset({"yes", "no", "on", "off", "y", "n"})
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: line (from 1), and its first and last character in the text."""

    line: int
    start: int
    end: int
    column: int = 0


@dataclass(slots=True)
class Tree:
    """A YAML text as plain data, with the place of every key and value."""

    text: str
    data: Any = None
    values: dict[Path, Place] = field(default_factory=dict[Path, Place])
    keys: dict[Path, Place] = field(default_factory=dict[Path, Place])
    problems: list[Problem] = field(default_factory=list[Problem])

    def line(self, path: Path) -> int:
        """Line of the key (or list item) at a path, or of the nearest thing around it."""
        for length in range(len(path), 0, -1):
            place = self.keys.get(path[:length]) or self.values.get(path[:length])
            if place is not None:
                return place.line
        return 1


def decode(data: bytes, file: str = "study.yaml") -> str:
    """Text of a YAML file. Raises StudyError where it is too large, not UTF-8, empty or holds control characters."""
    if len(data) > MAX_BYTES:
        _refuse("Y06", 1, f"the file has more than {MAX_BYTES:,} bytes", "keep data in data/", file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        _refuse("Y07", line, f"byte {data[error.start]:#04x} is not UTF-8", "save the file as UTF-8", file)
    if found := _UNPRINTABLE.search(text):
        line = text[: found.start()].count("\n") + 1
        _refuse("Y07", line, f"control character U+{ord(found[0]):04X}", "delete it", file)
    if not text.strip():
        _refuse("Y08", 1, "the file is empty", "`detente new NAME` writes an example to start from", file)
    return text


def read(text: str, file: str = "study.yaml") -> Tree:
    """Read one YAML document. Raises StudyError where the text cannot be read at all."""
    tree = Tree(text)
    reader = _Reader(tree, file)
    try:
        tree.data = reader.document()
        tree.problems = reader.problems()
    except (MarkedYAMLError, ReaderError, YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = mark.line + 1 if mark is not None else 1
        lines = text.splitlines()
        message, fix = _plain_words(error, lines[line - 1] if 0 < line <= len(lines) else "")
        raise StudyError([*reader.problems(), Problem("Y01", message, fix, line=line, file=file)]) from None
    return tree


class _Reader:
    """Builds plain data from YAML events, in one pass."""

    def __init__(self, tree: Tree, file: str) -> None:
        self.tree, self.file, self.nodes = tree, file, 0
        self.found: list[tuple[Path, Problem]] = []
        self.events: Iterator[Any] = iter(YAML(typ="safe", pure=True).parse(tree.text))

    def document(self) -> dict[Any, Any]:
        data: Any = None
        seen = 0
        for event in self.events:
            if isinstance(event, ev.DocumentStartEvent):
                seen += 1
                if seen > 1:
                    self.refuse("Y01", event, "a second document begins", "delete the `---`")
                data, _ = self.node(next(self.events), ())
        if not is_mapping(data):
            _refuse("Y08", 1, "the file holds no keys", "`detente new NAME` writes an example to start from", self.file)
        return data

    def problems(self) -> list[Problem]:
        return [replace(problem, path=spell(self.tree.data, path)) for path, problem in self.found]

    def node(self, event: Any, path: Path) -> tuple[Any, int]:
        """Return the value that an event begins, and the place after its last character."""
        self.nodes += 1
        if len(path) > MAX_DEPTH or self.nodes > MAX_NODES:
            self.refuse("Y06", event, "the file is nested too deep or holds too many values", "make it flatter")
        self.keep_plain(event)
        data: Any
        place = _place(event)
        if isinstance(event, ev.ScalarEvent):
            data, end = self.scalar(event, path), place.end
        elif isinstance(event, ev.SequenceStartEvent):
            data, end = self.sequence(path, place.end)
        else:
            data, end = self.mapping(path, place.end)
        self.tree.values[path] = replace(place, end=end)
        return data, end

    def sequence(self, path: Path, end: int) -> tuple[list[Any], int]:
        items: list[Any] = []
        for event in self.events:
            if isinstance(event, ev.SequenceEndEvent):
                return items, self.close(event, end)
            item, end = self.node(event, (*path, len(items)))
            items.append(item)
        raise YAMLError

    def mapping(self, path: Path, end: int) -> tuple[dict[Any, Any], int]:
        data: dict[Any, Any] = {}
        for event in self.events:
            if isinstance(event, ev.MappingEndEvent):
                return data, self.close(event, end)
            self.keep_plain(event)
            place = _place(event)
            if not isinstance(event, ev.ScalarEvent):
                self.refuse("Y01", event, "a key is a list or a mapping", "give the key as one word")
            key = self.scalar(event, path, is_key=True)
            here = (*path, key)
            if key in data:
                first = self.tree.keys[here].line
                self.problem("Y02", place.line, f"`{key}` stands twice; first at line {first}", "keep one", here)
                _, end = self.node(next(self.events), (*here, "(again)"))
                continue
            self.tree.keys[here] = place
            data[key], end = self.node(next(self.events), here)
            if self.tree.values[here].start == self.tree.values[here].end:  # nothing is there: right after the colon
                end = self.tree.text.find(":", place.end) + 1
                self.tree.values[here] = replace(place, start=end, end=end)
        raise YAMLError

    def scalar(self, event: Any, path: Path, *, is_key: bool = False) -> Any:
        text: str = event.value
        line = event.start_mark.line + 1
        if found := _UNPRINTABLE.search(text):  # written as an escape, such as "\\0"
            self.problem("Y07", line, f"control character U+{ord(found[0]):04X}", "delete it", path)
            return _UNPRINTABLE.sub("", text)
        if event.style in ("'", '"', "|", ">"):
            return text
        if text.lower() in _TRAPS and not (is_key and text == "on"):
            said = "false" if text.lower() in {"no", "off", "n"} else "true"
            message = f"other programs read `{text}` as {said}; here it is a word"
            self.problem("Y04", line, message, f'write "{text}" in quotes, or true or false', path, level="warning")
            return text
        if is_key and not _INTEGER.fullmatch(text) and not _FLOAT.fullmatch(text):
            return text
        return _resolve(text)

    def keep_plain(self, event: Any) -> None:
        if isinstance(event, ev.AliasEvent) or getattr(event, "anchor", None):
            self.refuse("Y05", event, "anchors (&) and aliases (*) are not used in a study", "write it out")
        tag = getattr(event, "tag", None)
        if tag is not None and str(tag) != "!":
            self.refuse("Y05", event, f"the tag {tag} is not used in a study", "delete the tag")

    def close(self, event: Any, end: int) -> int:
        """Return the place after the closing bracket, or after the last value where there is no bracket."""
        return int(event.end_mark.index) if event.end_mark.index > event.start_mark.index else end

    def problem(self, code: str, line: int, message: str, fix: str, path: Path, level: str = "error") -> None:
        self.found.append((path, Problem(code, message, fix, "", line, self.file, level)))

    def refuse(self, code: str, event: Any, message: str, fix: str) -> NoReturn:
        _refuse(code, event.start_mark.line + 1, message, fix, self.file)


def _place(event: Any) -> Place:
    mark, end = event.start_mark, event.end_mark
    return Place(mark.line + 1, mark.index, end.index, mark.column)


def _resolve(text: str) -> Any:
    if text in {"", "~", "null"}:
        return None
    if text in {"true", "false"}:
        return text == "true"
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text) and math.isfinite(float(text)):
        return float(text)
    return text


def _plain_words(error: Exception, line: str) -> tuple[str, str]:
    """Say a YAML parser's complaint in the user's words."""
    said = str(getattr(error, "problem", "") or error)
    if isinstance(error, RecursionError):
        return "the file is nested too deep", "make it flatter"
    if "\\t" in said or "\t" in line[: len(line) - len(line.lstrip())]:
        return "a tab is used for indentation", "indent with spaces"
    if "mapping values are not allowed" in said:
        return "a second `:` in one value, or a line indented by mistake", 'put the text in quotes: "a: b"'
    if "end of stream" in said or "while scanning a quoted" in str(getattr(error, "context", "")):
        return "a quotation mark is opened and never closed", "close it, or put the text in the other kind of quotes"
    if "block end" in said or "expected ',' or" in said or "could not find expected" in said:
        return (
            "the line does not fit what stands before it",
            "check indentation, brackets, quotation marks and `:`",
        )
    if "cannot start any token" in said or "undefined alias" in said or "expected alphabetic" in said:
        return "a sign here has a meaning of its own in YAML (@ ` % & * !)", "put the text in quotes"
    return "the line cannot be read as YAML", "check indentation, brackets and quotation marks"


def _refuse(code: str, line: int, message: str, fix: str, file: str) -> NoReturn:
    raise StudyError([Problem(code, message, fix, line=line, file=file)])
