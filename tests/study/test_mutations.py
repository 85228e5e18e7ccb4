"""Whatever is done to a sound study, it loads or says what is wrong at a line of the file; it never fails otherwise."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from detente.study import checks, yaml
from detente.study.edit import in_flow
from detente.study.reading import examine

TEXT = (Path(__file__).parent / "arland.yaml").read_text(encoding="utf-8")
PLAIN = yaml.read(TEXT).data
CODES = {rule.code for rule in checks.rules()}

JUNK = st.sampled_from(
    [
        *[None, True, False, 0, -1, 1, 3.5, 1e9, 10**17, "", " ", "no", "x", "15 to 5", "a to b", "exactly exactly 1"],
        *[
            "external",
            "arms",
            "guards",
            "2010-13",
            "0000-00",
            "x0.1",
            "12 months",
            "high",
            "strongly up",
            "é🙂",
            "\u202e",
        ],
        *[[], {}, [None], [[]], [1, 2, 3], {"value": None}, {"value": 1, "because": None}, {"because": []}, {1: 2}],
        *[{"because": {"judgement": ""}}, {"x": {"y": {"z": 1}}}, {"": ""}, {"from": "2020"}],
    ]
)
WAYS = st.sampled_from(["delete", "junk", "swap", "rename", "again"])
LINE_NOISE = st.text(alphabet=st.sampled_from(list(":,-[]{}#&*!|>'\"%@` \n\tano0159é\u2028")), max_size=6)


def _paths(node: Any, path: tuple = ()) -> list[tuple]:
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return ([path] if path else []) + [p for key, value in inner for p in _paths(value, (*path, key))]


PATHS = st.sampled_from(_paths(PLAIN))


def _at(data: Any, path: tuple) -> Any:
    for part in path:
        data = data[part]
    return data


def _change(data: Any, kind: str, path: tuple, other: tuple, junk: Any) -> None:
    around, last = _at(data, path[:-1]), path[-1]
    if kind == "delete":
        del around[last]
    elif kind == "junk":
        around[last] = copy.deepcopy(junk)
    elif kind == "swap":
        around[last] = copy.deepcopy(_at(data, other))
    elif kind == "rename" and isinstance(around, dict):
        around[junk if isinstance(junk, str | int | float) else f"{last}x"] = around.pop(last)
    elif isinstance(around, list):
        around.append(copy.deepcopy(around[last]))
    else:
        around[f"{last}-again"] = copy.deepcopy(around[last])


def _holds(text: str) -> None:
    study, problems = examine(text.encode())
    lines = len(text.splitlines()) + 1
    assert study is not None or any(p.level == "error" for p in problems)
    for problem in problems:
        assert 1 <= problem.line <= max(lines, 1), problem
        assert problem.code in CODES, problem
        assert problem.message, problem
        assert problem.fix, problem
        assert str(problem).count("\n") <= 2, problem
    if study is not None:
        assert not any(p.level == "error" for p in problems)
        json.dumps(study.plain)


@given(st.lists(st.tuples(WAYS, PATHS, PATHS, JUNK), max_size=4))
def test_a_study_with_entries_lost_swapped_doubled_or_replaced_loads_or_says_where(changes):
    data = copy.deepcopy(PLAIN)
    for kind, path, other, junk in changes:
        try:
            _change(data, kind, path, other, junk)
        except (KeyError, IndexError, TypeError, AttributeError, ValueError):
            continue  # an earlier change took away what this one names
    _holds("\n".join(f"{in_flow(key)}: {in_flow(value)}" for key, value in data.items()))


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, 3), LINE_NOISE), max_size=3))
def test_a_text_with_characters_put_in_or_taken_out_loads_or_says_where(edits):
    text = TEXT
    for at, gone, noise in edits:
        text = text[:at] + noise + text[at + gone :]
    _holds(text)


@given(st.integers(0, len(TEXT.encode())))
def test_a_text_cut_off_anywhere_loads_or_says_where(length):
    _holds(TEXT.encode()[:length].decode("utf-8", "ignore"))


@given(st.binary(max_size=200))
def test_any_bytes_at_all_load_or_say_where(data):
    study, problems = examine(data)
    assert study is None
    assert problems
