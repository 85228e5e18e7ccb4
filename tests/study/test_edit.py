"""Edits change what they name and nothing else."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.study import yaml
from detente.study.edit import add_entry, in_flow, put
from detente.study.paths import locate, spell
from detente.study.problems import DetenteError
from detente.study.reading import examine
from tests.examples import fewer
from tests.study.conftest import ARLAND

TEXT = ARLAND.read_text(encoding="utf-8")
TREE = yaml.read(TEXT)
COMMENTED = """\
# Top of the file.
title: A study   # said aside
note: |
  Two lines
  of text.   # part of the text

empty:
deep:
    inner: {a: 1, b: [x, 'y'],}   # kept
    # after inner

items:
- {id: one, at: 5}   # first
# a last word
"""

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15),
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30),
    st.sampled_from(
        [
            "no",
            "on",
            "null",
            "~",
            "true",
            "5",
            "007",
            "1e3",
            "2010-06",
            "2010-06-15",
            "#",
            "-",
            "'",
            '"',
            "[x",
            "{x",
            "!x",
            "&x",
            "*x",
            "%x",
            "@x",
            "`x`",
            "|",
            ">",
            "?",
            "---",
            "…",
            "Это",
        ]
    ),
    st.sampled_from(
        ["5 to 15", "a: b", "a #b", "- a", "? a", "a,b", " padded ", "", "two\nlines", "a\tb", "\u2028", "تهران"]
    ),
)


def _at(data, path):
    for part in path:
        data = data[part]
    return data


SCALAR_PATHS = st.sampled_from([path for path in TREE.values if not isinstance(_at(TREE.data, path), dict | list)])


def _kept_around(old: str, new: str, tree: yaml.Tree, path) -> bool:
    place = tree.values[path]
    return new.startswith(old[: place.start]) and new.endswith(old[place.end :])


@fewer
@given(SCALAR_PATHS, SCALARS)
def test_a_value_put_in_is_read_back_and_all_else_is_byte_for_byte_the_same(path, value):
    new = put(TEXT, spell(TREE.data, path), value)
    expected = copy.deepcopy(TREE.data)
    _at(expected, path[:-1])[path[-1]] = value
    assert yaml.read(new).data == expected
    assert _kept_around(TEXT, new, TREE, path)


INSIDE = st.sampled_from(["title", "note", "empty", "deep.inner.a", "deep.inner.b.1", "items.one.at", "items.0.id"])


@given(INSIDE, SCALARS)
def test_a_value_put_among_comments_keeps_every_comment(path, value):
    new = put(COMMENTED, path, value)
    where = locate(yaml.read(COMMENTED).data, path)
    assert where is not None
    found = _at(yaml.read(new).data, where)
    assert (found, type(found)) == (value, type(value))
    for comment in ("# Top of the file.", "# said aside", "# kept", "    # after inner", "# first", "# a last word"):
        assert comment in new


def test_a_value_with_its_own_reason_is_replaced_and_the_reason_stays():
    new = put(TEXT, "polities.arland.factions.cabinet.capability", "0.1 to 0.2")
    assert "{value: 0.1 to 0.2, because: {judgement: It signs but does not command.}}" in new


@pytest.mark.parametrize("path", ["issues.arms.stert", "issues.arms.positions", "issues.arms.parties", "nothing"])
def test_a_put_on_nothing_or_on_no_scalar_is_refused(path):
    with pytest.raises(DetenteError, match=path):
        put(TEXT, path, 1)


BODIES = st.dictionaries(
    st.from_regex(r"[a-z][a-z-]{0,8}", fullmatch=True).filter(lambda key: key not in {"id", "y", "n", "no", "on"}),
    st.one_of(SCALARS, st.lists(SCALARS, max_size=3), st.dictionaries(st.sampled_from(["a", "b"]), SCALARS)),
    max_size=4,
)
SECTIONS = st.sampled_from(["sources", "polities", "effects", "claims", "questions", "what-ifs", "variants", "words"])


@fewer
@given(SECTIONS, BODIES)
def test_an_entry_added_is_read_back_and_all_else_is_byte_for_byte_the_same(section, body):
    new = add_entry(TEXT, section, "newcomer", body)
    _expect_added(TEXT, new, section, body)


@given(st.sampled_from(["empty", "deep", "items", "more"]), BODIES)
def test_an_entry_added_among_comments_keeps_every_comment(section, body):
    new = add_entry(COMMENTED, section, "newcomer", body)
    _expect_added(COMMENTED, new, section, body)


@given(BODIES)
def test_an_entry_added_to_a_file_with_other_line_ends_keeps_them(body):
    text = COMMENTED.replace("\n", "\r\n")
    new = add_entry(text, "deep", "newcomer", body)
    assert new.count("\n") == new.count("\r\n")
    _expect_added(text, new, "deep", body)


WAYS = ["a: {}", "a: {b: 1}", "a: {b: 1,}\n", "a:\n", "a:", "a: []\n", "a: [{id: b}]", "b: 1", "b: 1 # c"]


@pytest.mark.parametrize("text", WAYS)
def test_an_entry_is_added_to_any_way_of_writing_a_section(text):
    new = add_entry(text, "a", "newcomer", {"x": 1})
    _expect_added(text, new, "a", {"x": 1})


def _expect_added(old: str, new: str, section: str, body) -> None:
    expected = copy.deepcopy(yaml.read(old).data)
    if isinstance(expected.get(section), list):
        expected[section].append({"id": "newcomer", **body})
    else:
        expected[section] = {**(expected.get(section) or {}), "newcomer": body}
    assert yaml.read(new).data == expected
    shared = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    assert any(new.startswith(old[:cut]) and new.endswith(old[cut:]) for cut in range(max(0, shared - 40), shared + 1))


def test_an_entry_is_written_in_one_line_where_its_neighbour_is():
    new = add_entry(TEXT, "what-ifs", "no-leader", {"without": ["succession"]})
    assert "\n  no-embargo: {without: [sanctions]}\n  no-leader: {without: [succession]}\n" in new
    assert examine(new.encode())[0] is not None


def test_an_entry_is_written_in_lines_where_its_neighbour_is():
    new = add_entry(
        TEXT, "polities", "corland", {"factions": {"duke": {"capability": 1}}, "because": {"judgement": "Seen."}}
    )
    assert "\n  corland:\n    factions: {duke: {capability: 1}}\n    because: {judgement: Seen.}\n\nissues:" in new


def test_an_entry_that_is_there_already_is_refused():
    with pytest.raises(DetenteError, match="gazette"):
        add_entry(TEXT, "sources", "gazette", {})


def test_an_edit_that_cannot_be_made_shows_the_lines_to_add_by_hand():
    with pytest.raises(DetenteError, match=r"(?s)by hand.*newcomer: \{x: 1\}"):
        add_entry("a: 1\n", "a", "newcomer", {"x": 1})


@given(SCALARS)
def test_a_value_written_in_one_line_is_read_back(value):
    assert yaml.read(f"a: {in_flow(value)}\nb: [{in_flow([value])}]\n").data == {"a": value, "b": [[value]]}


@fewer
@given(st.data())
def test_an_edit_undone_gives_the_text_back(data):
    place = data.draw(SCALAR_PATHS)
    path = ".".join(map(str, place))  # by number: an id may be made of the value
    old = _at(TREE.data, place)
    again = put(put(TEXT, path, "something else"), path, old)
    assert yaml.read(again).data == TREE.data
    assert again.count("#") == TEXT.count("#")
