"""Reading a study: text in, either a study or every problem at its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from detente.study import checks, yaml
from detente.study.build import build
from detente.study.changes import apply
from detente.study.draft import Draft
from detente.study.judgement import fallback
from detente.study.nearest import nearest
from detente.study.nouns import Change, Study
from detente.study.problems import DetenteError, Problem, StudyError
from detente.study.revision import revised
from detente.study.salvage import salvage


def examine(data: bytes, name: str = "study", file: str = "study.yaml") -> tuple[Study | None, tuple[Problem, ...]]:
    """Read a study file: the study (None where a problem stands in its way) and all problems, in file order."""
    try:
        tree = yaml.read(yaml.decode(data, file), file)
    except StudyError as error:
        return None, error.problems
    draft, problems = _problems(tree, file)
    if draft is None or _errors(problems):
        return None, _in_order(problems)
    study = build(draft, name)
    problems += _broken_changes(draft, study)
    return (None if _errors(problems) else study), _in_order(problems)


def read(data: bytes, name: str = "study", file: str = "study.yaml") -> Study:
    """Read a study file. Raises StudyError with every problem that stands in its way."""
    study, problems = examine(data, name, file)
    if study is None:
        raise StudyError(_errors(problems))
    return study


def changed(
    study: Study,
    without: Sequence[str] = (),
    put: Mapping[str, Any] | None = None,
    add: Mapping[str, Any] | None = None,
    label: str = "",
) -> Study:
    """A study with a change made. What rests on a source that is left out falls back to judgement width.

    Raises:
        DetenteError: the change names what is not there.
        StudyError: what it makes of the study cannot be run.
    """
    plain = apply(study.plain or {}, without, put, add)
    draft, problems = _problems(yaml.Tree("", plain), label or "change")
    if draft is None or _errors(problems):
        raise StudyError(_errors(problems))
    made = _doubted(build(draft, study.name, label), study, without)
    return replace(made, home=study.home, quote_status=study.quote_status, source_hashes=study.source_hashes)


def variant(study: Study, name: str) -> Study:
    """A variant or what-if of a study, by its name. Raises DetenteError where there is none of that name."""
    by_name: dict[str, Change] = {c.id: c for c in (*study.variants, *study.what_ifs)}
    if name not in by_name:
        raise DetenteError(f"`{name}` is no variant or what-if of this study", nearest(name, by_name))
    change = by_name[name]
    return changed(study, change.without, change.set, change.add, name)


def _doubted(made: Study, study: Study, without: Sequence[str]) -> Study:
    """The changed study, with what rested on sources that are left out as wide as judgements."""
    sources = {source.id for source in study.sources}
    said = {a.key: a.quantity for a in study.assumptions}
    left = {a.key for a in made.assumptions if said.get(a.key) == a.quantity}
    wide = {key: q for name in without if name in sources for key, q in fallback(study, name).items() if key in left}
    return revised(made, wide) if wide else made


def _problems(tree: yaml.Tree, file: str) -> tuple[Draft | None, list[Problem]]:
    draft, problems = salvage(tree, file)
    problems = [*tree.problems, *problems]
    if draft is not None:
        problems += checks.find_all(draft)
    wrong = {(p.path, p.line) for p in problems if p.level == "error"}
    return draft, [p for p in problems if p.level == "error" or (p.path, p.line) not in wrong]


def _broken_changes(draft: Draft, study: Study) -> Iterator[Problem]:
    """Variants and what-ifs that name what is there, but make something of the study that cannot be run."""
    for section, changes in (("variants", study.variants), ("what-ifs", study.what_ifs)):
        for change in changes:
            _, problems = _problems(yaml.Tree("", apply(draft.plain, change.without, change.set, change.add)), "")
            for problem in _errors(problems)[:1]:
                message = f"with `{change.id}`, {problem.path}: {problem.message}"
                yield draft.problem("S22", (section, change.id), message, problem.fix)


def _errors(problems: Sequence[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.level == "error"]


def _in_order(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda p: (p.line, p.code)))
