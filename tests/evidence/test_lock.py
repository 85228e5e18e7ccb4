"""`study.lock`: what it remembers, how it is spelled, and that a broken one is said to be broken."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.evidence.lockfile import from_text, to_text
from detente.evidence.passages import Passage, number
from detente.evidence.pins import Lock, LockedSource, Pin
from detente.evidence.recognise import Recognition, recognise
from detente.evidence.verify import Quoted, pinned, verify
from detente.study.problems import DetenteError

SOURCE = LockedSource(
    "sources/gazette.txt", "a" * 64, 300, 11, "2024-11-02", "A title", "Mara Venn", "2020-05-01", "en"
)
LOCK = Lock({"gazette": SOURCE}).with_pins("gazette", {"so … it was": Pin("so ... it was", 3, "b" * 64, 4, 40)})

QUOTES = ["The embargo of … nowhere else to buy", "nearly 200 patrol boats", "within limits, but they will not join"]


@pytest.fixture
def lock(passages: Sequence[Passage]) -> Lock:
    quotes = [Quoted("effects.x", 9, "gazette", q) for q in QUOTES]
    return pinned(Lock({"gazette": SOURCE}), verify(quotes, {"gazette": passages}))


def test_a_lock_reads_back_as_it_was_written(lock: Lock):
    assert from_text(to_text(lock)) == lock
    assert to_text(from_text(to_text(lock))) == to_text(lock)


def test_an_empty_lock_reads_back(lock: Lock):
    assert from_text(to_text(Lock())) == Lock()


def test_the_spelling_does_not_depend_on_the_order_of_things(lock: Lock):
    backwards = Lock(dict(reversed(lock.sources.items())))
    for source, pins in reversed(lock.pins.items()):
        backwards = backwards.with_pins(source, dict(reversed(pins.items())))
    assert to_text(backwards) == to_text(lock)


def test_one_more_pin_changes_only_its_own_lines(lock: Lock, passages: Sequence[Passage]):
    more = pinned(lock, verify([Quoted("a", 1, "gazette", q) for q in [*QUOTES, "at the lake"]], {"gazette": passages}))
    old, new = to_text(lock).splitlines(), to_text(more).splitlines()
    assert len(new) - len(old) == 6
    assert [line for line in old if line not in new] == []


def test_a_pin_is_known_however_its_quote_is_typed(lock: Lock):
    assert lock.pin("gazette", "The  embargo of […] nowhere\nelse to buy") is None
    assert lock.pin("gazette", "The  embargo\nof ... nowhere\u00a0else to buy") is not None


BROKEN: dict[str, tuple[Any, str]] = {
    "a list": ([], "the whole must be a mapping"),
    "no version": ({"sources": {}}, "`lock` must be 1"),
    "true as version": ({"lock": True}, "`lock` must be 1"),
    "a newer version": ({"lock": 2}, "is version 2"),
    "an unknown key": ({"lock": 1, "extra": 1}, "unknown key `extra`"),
    "sources as list": ({"lock": 1, "sources": []}, "sources must be a mapping"),
    "pins as text": ({"lock": 1, "pins": "x"}, "pins must be a mapping"),
}
FIELDS: dict[str, tuple[str, Any, str]] = {
    "no file": ("file", None, "sources.gazette.file must be text"),
    "a way out": ("file", "../../etc/passwd", "leaves the study's folder"),
    "a way out in the middle": ("file", "sources/../../x", "leaves the study's folder"),
    "from the root": ("file", "/etc/passwd", "leaves the study's folder"),
    "a drive": ("file", "C:\\x", "leaves the study's folder"),
    "a short hash": ("sha256", "abc", "64 hexadecimal digits"),
    "words below nothing": ("words", -1, "whole number from 0"),
    "half a passage": ("passages", 1.5, "whole number from 0"),
    "true passages": ("passages", True, "whole number from 0"),
    "no day": ("added", "yesterday", "must be a day"),
    "a script as address": ("url", "javascript:alert(1)", "http:// or https://"),
}


@pytest.mark.parametrize(("plain", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_lock_is_refused_and_says_where(plain: Any, said: str):
    with pytest.raises(DetenteError) as caught:
        from_text(json.dumps(plain))
    assert said in caught.value.message
    assert caught.value.fix


@pytest.mark.parametrize(("name", "value", "said"), FIELDS.values(), ids=FIELDS)
def test_a_broken_source_in_a_lock_is_refused_and_says_which(name: str, value: Any, said: str):
    plain = json.loads(to_text(LOCK))
    plain["sources"]["gazette"][name] = value
    with pytest.raises(DetenteError) as caught:
        from_text(json.dumps(plain))
    assert said in caught.value.message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1 is no JSON"),
        ("{\n\n x", "line 3 is no JSON"),
        ('{"lock": 1, "lock": 1}', "`lock` stands twice"),
        ('{"lock": NaN}', "NaN is no number"),
        ("[" * 100_000, "nested too deeply"),
        ('{"lock": ' + "9" * 5_000 + "}", "too long"),
        (
            '{"lock": 1, "pins": {"g": {"a  b": {"passage": 1, "sha256": "' + "a" * 64 + '", "start": 0, "end": 3}}}}',
            "not normal",
        ),
        (
            '{"lock": 1, "pins": {"g": {"a b": {"passage": 0, "sha256": "' + "a" * 64 + '", "start": 3, "end": 3}}}}',
            "no stretch",
        ),
    ],
)
def test_a_text_that_is_no_lock_is_refused(text: str, said: str):
    with pytest.raises(DetenteError) as caught:
        from_text(text)
    assert said in caught.value.message


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
)


@given(st.sampled_from(["sources", "pins", "lock"]), _JSON, st.booleans())
def test_any_data_in_a_lock_is_read_or_refused_in_words(key: str, value: Any, below: bool):
    text = json.dumps({"lock": 1, key: {"gazette": value} if below else value})
    try:
        said = bool(to_text(from_text(text)))
    except DetenteError as error:
        said = bool(error.fix)
    assert said


# Which source is this page? ------------------------------------------------------------------------------------------


def test_a_page_that_holds_all_pinned_passages_is_that_source(lock: Lock, passages: Sequence[Passage]):
    assert recognise(passages, lock) == Recognition("same", "gazette", 2, 2)


def test_passages_may_move_and_be_typed_otherwise(lock: Lock, passages: Sequence[Passage]):
    moved = number(["Another first line.", *(p.text.replace("’", "'") for p in reversed(passages))])
    assert recognise(moved, lock).source == "gazette"


def test_a_page_that_lost_one_of_two_pinned_passages_is_changed(lock: Lock, passages: Sequence[Passage]):
    edited = number(p.text.replace("nearly 200", "nearly 300") for p in passages)
    assert recognise(edited, lock) == Recognition("changed", "gazette", 1, 2)


def test_another_page_is_unknown(lock: Lock):
    assert recognise(number(["Something else altogether."]), lock) == Recognition("unknown")


def test_a_page_that_two_sources_fit_equally_is_unknown(lock: Lock, passages: Sequence[Passage]):
    assert recognise(passages, lock.with_pins("copy", lock.pins["gazette"])).status == "unknown"


def test_of_two_sources_that_a_page_holds_the_one_with_more_pins_is_meant(lock: Lock, passages: Sequence[Passage]):
    first = dict(list(lock.pins["gazette"].items())[:1])
    assert recognise(passages, lock.with_pins("excerpt", first)).source == "gazette"


def test_a_source_held_whole_goes_before_one_that_lost_a_passage(passages: Sequence[Passage]):
    quotes = [Quoted("a", 1, "long", p.normal) for p in passages[2:8]]
    lock = pinned(Lock(), verify(quotes, {"long": passages}))
    lock = lock.with_pins("short", dict(list(lock.pins["long"].items())[:1]))
    assert recognise(passages[:7], lock) == Recognition("same", "short", 1, 1)


def test_a_lock_without_pins_recognises_nothing(passages: Sequence[Passage]):
    assert recognise(passages, Lock({"gazette": SOURCE}, {"gazette": {}})).status == "unknown"


# What is pinned ------------------------------------------------------------------------------------------------------


def test_only_found_quotes_are_pinned(passages: Sequence[Passage]):
    quotes = [Quoted("a", 1, "gazette", q) for q in [QUOTES[0], "the guards", "will join any alliance", "embargo"]]
    lock = pinned(Lock(), verify(quotes, {"gazette": passages}))
    assert list(lock.pins["gazette"]) == ["The embargo of ... nowhere else to buy"]


def test_a_changed_passage_stays_changed_until_it_is_accepted(lock: Lock, passages: Sequence[Passage]):
    edited = number(p.text.replace("asked for little", "asked for much") for p in passages)
    quotes = [Quoted("a", 1, "gazette", q) for q in QUOTES]
    verdicts = verify(quotes, {"gazette": edited}, lock)
    assert [v.changed for v in verdicts] == [True, True, False]
    assert pinned(lock, verdicts) == lock
    accepted = pinned(lock, verdicts, accept_changes=True)
    assert not any(v.changed for v in verify(quotes, {"gazette": edited}, accepted))


def test_a_pin_no_longer_quoted_is_dropped_only_where_the_source_is_held(lock: Lock, passages: Sequence[Passage]):
    one = [Quoted("a", 1, "gazette", QUOTES[0])]
    assert len(pinned(lock, verify(one, {"gazette": passages}, lock)).pins["gazette"]) == 1
    assert pinned(lock, verify(one, {}, lock)) == lock


def test_freezing_a_source_anew_replaces_it(lock: Lock):
    assert lock.with_source("gazette", replace(SOURCE, words=301)).sources["gazette"].words == 301
