"""Every broken study of this folder gets the problems that its `.expect` file asks for.

A new pair of files needs no edit here.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from detente.study import checks
from detente.study.nouns import Study
from detente.study.problems import Problem
from detente.study.reading import examine

HERE = Path(__file__).parent
BROKEN = sorted(HERE.glob("*.yaml"))
GOOD = HERE.parent / "study" / "arland.yaml"
RULES = {rule.code: rule for rule in checks.rules()}

# Too large or too odd to keep as files: the bytes, and what is said of them.
MADE = {
    "fifty-megabytes": (b"title: " + b"x" * 50_000_000, ["study.yaml:1  Y06", "more than 2,000,000 bytes"]),
    "latin-1": ("study: 1\ntitle: Téhéran\n".encode("latin-1"), ["study.yaml:2  Y07", "is not UTF-8"]),
    "utf-16": ("study: 1\n".encode("utf-16"), ["study.yaml:1  Y07", "is not UTF-8"]),
    "nul": (b"study: 1\ntitle: A\0B\n", ["study.yaml:2  Y07", "control character U+0000"]),
    "escape": (b"study: 1\ntitle: \x1b[31mRed\n", ["study.yaml:2  Y07", "control character U+001B"]),
    "no-bytes": (b"", ["study.yaml:1  Y08", "the file is empty"]),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), ["study.yaml:1  Y07", "is not UTF-8"]),
    "a-million-brackets": (b"[" * 1_000_000, ["study.yaml:1  Y06", "nested too deep"]),
    "half-a-million-entries": (b"a:\n" + b"- 1\n" * 400_000, ["Y06", "too many values"]),
    "key-of-a-million-letters": (b"a" * 1_000_000 + b": 1\nstudy: 1\n", ["Y01"]),
}
CASES = {file.stem: (file, file.with_suffix(".expect")) for file in BROKEN}


@cache
def _problems(file: Path) -> tuple[Problem, ...]:
    return _examined(file.read_bytes())[1]


@cache
def _problems_of(name: str) -> tuple[Problem, ...]:
    return _examined(MADE[name][0])[1]


def _said(problems: tuple[Problem, ...]) -> str:
    return "\n".join(map(str, problems))


@cache
def _examined(data: bytes) -> tuple[Study | None, tuple[Problem, ...]]:
    return examine(data)


def _check(data: bytes, expected: list[str]) -> None:
    study, problems = _examined(data)
    said = _said(problems)
    assert problems, "nothing was found wrong"
    assert study is None or all(p.level == "warning" for p in problems)
    for words in expected:
        assert words in said, f"{words!r} is not in:\n{said}"
    for problem in problems:
        assert problem.line >= 1, problem
        assert problem.code in RULES, problem
        assert problem.fix, problem
        assert problem.file == "study.yaml", problem
        assert len(str(problem)) < 1_000, problem


@pytest.mark.parametrize("name", CASES)
def test_a_bad_study_is_told_what_is_wrong(name: str):
    file, expect = CASES[name]
    expected = expect.read_text(encoding="utf-8").splitlines()
    assert all(expected), f"{expect.name} has an empty line, which asks for nothing"
    _check(file.read_bytes(), expected)


@pytest.mark.parametrize("name", MADE)
def test_bytes_that_are_no_study_are_told_what_is_wrong(name: str):
    _check(*MADE[name])


def test_every_bad_study_has_its_words_and_all_words_have_their_study():
    assert {f.stem for f in BROKEN} == {f.stem for f in HERE.glob("*.expect")}
    assert len(BROKEN) + len(MADE) >= 65


def test_the_study_that_the_bad_ones_were_broken_from_is_sound():
    study, problems = examine(GOOD.read_bytes())
    assert study is not None
    assert not problems, _said(problems)


def test_every_rule_is_broken_by_a_bad_study():
    reached = {problem.code for file in BROKEN for problem in _problems(file)}
    reached |= {problem.code for name in MADE for problem in _problems_of(name)}
    assert sorted(RULES.keys() - reached) == []


@pytest.mark.parametrize("file", BROKEN, ids=lambda f: f.stem)
def test_one_mistake_is_reported_once(file: Path):
    """A file whose words name one rule gets problems of that rule only, at one line only."""
    expected = file.with_suffix(".expect").read_text(encoding="utf-8")
    named = {code for code in RULES if code in expected}
    problems = _problems(file)
    assert {p.code for p in problems} == named, _said(problems)
    if len(named) == 1 and not {"S18", "S20"} & named:  # a missing weight or reason is felt wherever it was needed
        assert len(problems) == 1, _said(problems)
