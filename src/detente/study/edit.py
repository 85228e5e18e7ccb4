"""Edits of a study's text that change what they name and nothing else: every comment and every space stays.

An edit is made in the text itself, at the place the reader noted, and the result is read again: unless it says exactly
what was meant, nothing is changed and the lines to add by hand are shown.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from detente.study import plain, yaml
from detente.study.paths import locate
from detente.study.plain import ABSENT
from detente.study.problems import DetenteError, StudyError

_NUMBER = re.compile(r"[-+.0-9][-+.0-9eE]*")


def put(text: str, path: str, value: object) -> str:
    """Replace the scalar at a path, such as `issues.arms.start`; of a `{value:, because:}`, its value.

    Raises:
        DetenteError: the path leads nowhere or to no scalar, or the edit has to be made by hand.
    """
    tree = _read(text)
    found = locate(tree.data, path)
    if found is None:
        raise DetenteError(f"`{path}` leads nowhere", "name it as `detente check` does")
    if plain.child(plain.at(tree.data, found), "value") is not ABSENT:
        found = (*found, "value")
    place = tree.values[found]
    old = text[place.start : place.end]
    if isinstance(plain.at(tree.data, found), dict | list):
        raise DetenteError(f"`{path}` is no single value", "edit it by hand")
    new = in_flow(value)
    if place.start == place.end:  # nothing stood there
        new = f" {new}" if text[place.start - 1] not in " [," else new
        new = f"{new} " if text[place.end : place.end + 1] == "#" else new
    elif old.endswith("\n"):  # a block of lines, after which a new line begins
        new += old[len(old.rstrip("\r\n")) :]
    wanted = plain.copied(tree.data)
    plain.put(wanted, found, value)
    return _checked(text[: place.start] + new + text[place.end :], wanted, f"{path}: {in_flow(value)}")


def add_entry(text: str, section: str, entry: str, body: Mapping[str, Any]) -> str:
    """Insert an entry at the end of a section at the top of the file; the section is made where there is none.

    In a list (effects, claims, questions) the entry's id becomes its first key. The entry is written in one line or in
    several, as the one before it is.

    Raises:
        DetenteError: the entry is there already, or it has to be added by hand.
    """
    tree = _read(text)
    old: object = tree.data.get(section)
    wanted = plain.copied(tree.data)
    if plain.is_list(old):
        item = {"id": entry, **body}
        wanted[section].append(item)
        return _inserted(tree, section, len(old), None, item, wanted)
    if entry in plain.mapping(old):
        raise DetenteError(f"{section} has `{entry}` already", "choose another id")
    wanted[section] = {**plain.mapping(old), entry: plain.copied(body)}
    return _inserted(tree, section, len(plain.mapping(old)), entry, body, wanted)


def in_flow(value: object) -> str:
    """Write a value in one line, quoted where it has to be."""
    if plain.is_mapping(value):
        return "{" + ", ".join(f"{in_flow(key)}: {in_flow(one)}" for key, one in value.items()) + "}"
    if plain.is_list(value):
        return "[" + ", ".join(map(in_flow, value)) + "]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    spelled = str(value)
    if isinstance(value, int | float) or _is_plain(spelled):
        return spelled
    stream = io.StringIO()
    writer = YAML(pure=True)
    writer.width = 1 << 30
    writer.dump([DoubleQuotedScalarString(spelled)], stream)
    return stream.getvalue().strip().removeprefix("- ")


@cache
def _is_plain(word: str) -> bool:
    """Whether a text may stand without quotes: read again, it is itself, as a value and as a key."""
    if _NUMBER.fullmatch(word):
        return False
    try:
        tree = yaml.read(f"a: [{word}]\nb: {{{word}: c}}\nd: {word}\n")
    except StudyError:
        return False
    return tree.data == {"a": [word], "b": {word: "c"}, "d": word} and not tree.problems


def _inserted(
    tree: yaml.Tree, section: str, length: int, entry: str | None, body: Mapping[str, Any], wanted: object
) -> str:
    """The text with an entry put in after the last one of its section."""
    text, newline = tree.text, "\r\n" if "\r\n" in tree.text else "\n"
    place = tree.values.get((section,))
    if place and place.start < place.end and not length and text[place.start] not in "[{":
        raise _by_hand(newline.join(_lines(entry, body, 2, several=False)))
    if place is None or place.start == place.end:
        lines = _lines(entry, body, 2, several=False)
        at = _line_end(text, tree.keys[section,].end) if place else len(text)
        head = [] if place else [f"{section}:"]
        return _checked(_with_lines(text, at, [*head, *lines], newline), wanted, newline.join(lines))
    if text[place.start] in "[{":
        return _checked(_in_brackets(text, place, length, entry, body), wanted, _flow_entry(entry, body))
    last = _last(tree, section)
    several = text[last.start] not in "[{"
    column = place.column
    lines = _lines(entry, body, column, several=several)
    at = place.end if text[place.end - 1] == "\n" else _line_end(text, place.end)
    return _checked(_with_lines(text, at, lines, newline), wanted, newline.join(lines))


def _last(tree: yaml.Tree, section: str) -> yaml.Place:
    """Place of the last entry of a section."""
    data: Any = tree.data[section]
    return tree.values[section, list(data)[-1] if plain.is_mapping(data) else len(data) - 1]


def _in_brackets(text: str, place: yaml.Place, length: int, entry: str | None, body: Mapping[str, Any]) -> str:
    end = place.end - 1  # the closing bracket
    inside = text[place.start + 1 : end].rstrip()
    comma = "" if not length or inside.endswith(",") else ","
    at = place.start + 1 + len(inside)
    gap = " " if length else ""
    return f"{text[:at]}{comma}{gap}{_flow_entry(entry, body)}{text[at:]}"


def _flow_entry(entry: str | None, body: Mapping[str, Any]) -> str:
    return in_flow(dict(body)) if entry is None else f"{in_flow(entry)}: {in_flow(dict(body))}"


def _lines(entry: str | None, body: Mapping[str, Any], column: int, *, several: bool) -> list[str]:
    """An entry as lines: all in one, or a key on each."""
    indent = " " * column
    if not several or not body:
        return [f"{indent}{'- ' if entry is None else ''}{_flow_entry(entry, body)}"]
    keys = [f"{in_flow(key)}: {in_flow(value)}" for key, value in body.items()]
    if entry is None:
        return [f"{indent}{'- ' if number == 0 else '  '}{key}" for number, key in enumerate(keys)]
    return [f"{indent}{in_flow(entry)}:", *(f"{indent}  {key}" for key in keys)]


def _with_lines(text: str, at: int, lines: list[str], newline: str) -> str:
    """Put whole lines in at a place where a line ends or begins."""
    before = newline if at and text[at - 1] not in "\r\n" else ""
    return text[:at] + before + newline.join(lines) + newline + text[at:]


def _line_end(text: str, at: int) -> int:
    """The beginning of the next line."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _read(text: str) -> yaml.Tree:
    return yaml.read(yaml.decode(text.encode("utf-8", "surrogatepass")))


def _checked(text: str, wanted: object, by_hand: str) -> str:
    """The text, if it says what is wanted; nothing is edited on a guess."""
    try:
        if _read(text).data == wanted:
            return text
    except StudyError:
        pass
    raise _by_hand(by_hand)


def _by_hand(lines: str) -> DetenteError:
    return DetenteError("this edit cannot be made without touching other lines", f"add it by hand:\n{lines}")
