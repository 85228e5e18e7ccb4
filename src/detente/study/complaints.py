"""Complaints about the shape of a study file, said in the user's words and with the nearest known name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast, get_args, get_origin

from pydantic import BaseModel

from detente.study import spelling
from detente.study.nearest import nearest
from detente.study.plain import Path

_WANTED = {
    "bool_type": "true or false",
    "string_type": "text",
    "tuple_type": "a list: [first, second]",
    "dict_type": "a mapping: key: value",
    "model_type": "a mapping: key: value",
    "model_attributes_type": "a mapping: key: value",
    "float_parsing": "a number",
    "float_type": "a number",
    "finite_number": "a number",
    "string_pattern_mismatch": "a grade from A1 to F6",
}
_SHOWN = 40  # letters of a wrong value that are repeated


def say(kind: str, key: str, path: Path, context: Mapping[str, Any], given: object) -> tuple[str, str, str]:
    """Code, message and fix of one complaint, in the user's words."""
    if "message" in context:
        message = str(context["message"])
        if message.startswith("is "):
            message = f"{_subject(path)} {message}"
        return kind, message, str(context["fix"])
    if kind == "missing":
        return "S01", f"`{key}` is missing from {_thing(_model_at(path))}", f"add `{key}:`"
    if kind == "extra_forbidden":
        return "S02", f"`{key}` is no key of {_thing(_model_at(path[:-1]))}", nearest(key, keys_at(path[:-1]))
    if kind == "invalid_key":
        return "S02", f"`{key}` is no key of the study", nearest(key, keys_at(()))
    if kind == "string_too_long":
        message = f"{_subject(path)} has {len(str(given)):,} letters, more than {context['max_length']:,}"
        return "S33", message, "shorten it; long texts belong in sources/"
    if kind == "literal_error":
        expected = str(context.get("expected", "")).replace("'", "`")
        return "S03", f"{_subject(path)} is {_quoted(given)}", f"write {expected}"
    if kind in ("missing_argument", "too_short", "too_long"):
        return "S03", f"{_subject(path)} has not two entries", "give two dates: [first, last]"
    return "S03", f"{_subject(path)} is {_quoted(given)}", f"give {_WANTED.get(kind, 'what `detente schema` asks for')}"


def keys_at(path: Path) -> list[str]:
    """The keys that the mapping at a path may have."""
    model = _model_at(path)
    return [field.alias or name for name, field in model.model_fields.items()] if model else []


def _subject(path: Path) -> str:
    """The thing a complaint is about: the key, and what it belongs to."""
    if len(path) >= 5 and path[0] == "issues" and path[2] == "positions":
        return f"{path[4]} of `{path[3]}` on `{path[1]}`"
    match path:
        case (*_, str(around), str(key)):
            return f"{key} of `{around}`"
        case (*_, str(key)):
            return f"`{key}`"
        case (*_, str(around), int(index)):
            return f"entry {index + 1} of `{around}`"
        case _:
            return "this"


def _quoted(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "empty"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"`{text[:_SHOWN]}{'…' if len(text) > _SHOWN else ''}`"


def _thing(model: type[BaseModel] | None) -> str:
    name = model.__name__.lower() if model else "this"
    if model is None or model is spelling.Study:
        return "the study" if model else "this"
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _model_at(path: Path) -> type[BaseModel] | None:
    """The spelled mapping that stands at a path, by its declared types."""
    annotation: Any = spelling.Study
    for part in path:
        model = _direct(annotation)
        if model is None:
            annotation = _inner(annotation)
        else:
            fields = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
            annotation = fields.get(str(part))
    return _direct(annotation) or _direct(_inner(annotation))  # the one entry of a list may stand alone


def _direct(annotation: Any) -> type[BaseModel] | None:
    """The spelled mapping that an annotation allows here, not inside a list or a mapping of it."""
    if isinstance(annotation, type):
        return cast("type[BaseModel]", annotation) if issubclass(annotation, spelling.Spelled) else None
    if get_origin(annotation) in (dict, tuple):
        return None
    return next((model for one in get_args(annotation) if (model := _direct(one))), None)


def _inner(annotation: Any) -> Any:
    """What the entries of a list or a mapping are."""
    if get_origin(annotation) not in (dict, tuple):
        return next((inner for one in get_args(annotation) if (inner := _inner(one)) is not None), None)
    return next(one for one in reversed(get_args(annotation)) if one is not Ellipsis)
