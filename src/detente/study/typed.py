"""A change as it is typed: what to leave out, PATH=VALUE, and a fragment in a study's own spelling."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from detente.study import yaml
from detente.study.changes import ADDABLE
from detente.study.nearest import nearest
from detente.study.nouns import Change, Study
from detente.study.paths import locate
from detente.study.problems import DetenteError, Problem, StudyError
from detente.study.reading import changed

YOURS = "your change"
"""What a change that is typed is called."""


def typed(
    study: Study,
    without: Sequence[str],
    settings: Sequence[str] = (),
    fragment: yaml.Tree | None = None,
    file: str = "",
) -> Change:
    """The change that was typed. `file` is what its fragment is called.

    Raises:
        DetenteError: it names what is not there, or what it makes of the study cannot be run.
        StudyError: something in the fragment cannot be read, at its line there.
    """
    put = _read_settings(settings)
    add: Mapping[str, Any] = fragment.data if fragment is not None else {}
    try:
        changed(study, without, put, add, YOURS)
    except StudyError as error:
        if fragment is not None and (mine := list(_in_fragment(error.problems, fragment, file))):
            raise StudyError(mine) from None
        raise _said(error.problems[0], put) from None
    return Change(YOURS, YOURS, tuple(without), put, add)


def read_fragment(data: bytes, file: str) -> yaml.Tree:
    """Read a fragment of a study: the sections to add, as a study spells them. Raises StudyError at its lines."""
    tree = yaml.read(yaml.decode(data, file), file)
    problems = [*tree.problems]
    for key in tree.data:
        if key not in ADDABLE:
            fix = nearest(str(key), ADDABLE)
            problems.append(Problem("S02", f"`{key}` is no section to add to", fix, str(key), tree.line((key,)), file))
    if errors := [problem for problem in problems if problem.level == "error"]:
        raise StudyError(errors)
    return tree


def _read_settings(settings: Sequence[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for setting in settings:
        path, equals, value = (part.strip() for part in setting.partition("="))
        if not equals or not path or not value:
            example = f"{path or 'issues.ISSUE.start'}={value or 'exactly 20'}"
            raise DetenteError(f"`{setting}` does not say what to set to what", f"write PATH=VALUE, such as {example}")
        if path in found:
            raise DetenteError(f"`{path}` is set twice", "set it once")
        found[path] = _read_value(path, value)
    return found


def _read_value(path: str, value: str) -> Any:
    try:
        tree = yaml.read(yaml.decode(f"value: {value}\n".encode("utf-8", "surrogatepass")))
    except StudyError as error:
        raise DetenteError(f"the value of `{path}` cannot be read", error.problems[0].fix) from None
    if tree.problems or set(tree.data) != {"value"}:
        fix = tree.problems[0].fix if tree.problems else "give one value"
        raise DetenteError(f"the value of `{path}` cannot be read", fix)
    return tree.data["value"]


def _in_fragment(problems: Sequence[Problem], fragment: yaml.Tree, file: str) -> Iterator[Problem]:
    """The problems that stand in the fragment, each at the line there that is nearest to its path."""
    for problem in problems:
        parts = problem.path.split(".")
        for length in range(len(parts), 0, -1):
            place = locate(fragment.data, ".".join(parts[:length]))
            if place is not None and (length > 1 or len(parts) == 1):
                yield Problem(problem.code, problem.message, problem.fix, problem.path, fragment.line(place), file)
                break


def _said(problem: Problem, put: Mapping[str, Any]) -> DetenteError:
    """The first thing that is wrong with a study under a change, in words of the change."""
    for path in put:
        if problem.path == path or problem.path.startswith(f"{path}."):
            where = "" if problem.path == path else f" (at {problem.path})"
            return DetenteError(f"`{path}` cannot be set so{where}: {problem.message}", problem.fix)
    return DetenteError(f"with this change, {problem.path}: {problem.message}", problem.fix)
