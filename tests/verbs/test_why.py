"""The verb `why`: what it prints, what it takes, and what it refuses."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from detente.study.problems import DetenteError
from detente.study.reading import read
from detente.verbs import named

WHY = named("why")


@pytest.fixture(scope="module")
def arland(root: Path):
    return read((root / "tests" / "study" / "arland.yaml").read_bytes(), "arland")


@pytest.fixture(scope="module")
def answer(arland):
    return WHY.do(arland, between=("2010-06", "2011-06"), draws=96)


@pytest.fixture(scope="module")
def shown(answer):
    return WHY.show(answer)


def numbers(shown: str) -> list[tuple[int, Decimal]]:
    """Depth and printed number of every line of the tree that has one."""
    found: list[tuple[int, Decimal]] = []
    for line in shown.splitlines():
        match = re.match(r"^([│├└─ ]*)([+−±]\d+\.\d+) ", line)
        if match:
            found.append((len(match[1]) // 3, Decimal(match[2].replace("−", "-").replace("±", ""))))
    return found


def test_printed_parts_add_up_to_the_printed_move_at_every_level(shown):
    lines = numbers(shown)
    assert len(lines) > 4
    for k, (depth, whole) in enumerate(lines):
        parts: list[Decimal] = []
        for deeper, part in lines[k + 1 :]:
            if deeper <= depth:
                break
            if deeper == depth + 1:
                parts.append(part)
        assert not parts or sum(parts) == whole, shown


def test_the_move_is_said_in_a_sentence(answer, shown):
    assert shown.splitlines()[3].startswith("Arms cooperation rose ")
    assert f"in the {answer.steps} months from 2010-06 to 2011-06" in shown
    assert answer.steps == 13  # both months are in it


def test_a_cause_is_told_with_its_event_and_the_passage_it_rests_on(shown):
    shown = " ".join(re.sub("[│├└─]", " ", shown).split())
    assert "Embargo declared (2010-06)" in shown
    assert "“left the guards … to buy” gazette" in shown
    assert "judged: no third supplier could deliver in these years" in shown


def test_no_line_is_longer_than_a_hundred_letters(shown):
    assert max(map(len, shown.splitlines())) <= 100


def test_the_answer_is_plain_data(answer):
    found = json.loads(json.dumps(WHY.data(answer), allow_nan=False))
    assert found["first"] == "2010-06"
    assert found["seed"] == 1
    assert [p["kind"] for p in found["tree"]["parts"]] == ["under-way", "party", "party"]
    assert [p["party"] for p in found["parties"]] == ["arland", "borland"]


def test_without_a_date_the_step_of_now_is_explained(arland):
    found = WHY.do(arland, draws=96)
    assert (found.issue, found.first, found.last, found.steps) == ("arms", "2020-06", "2020-06", 1)
    assert "already under way" in WHY.show(found)


def test_a_window_within_one_step_is_that_step(arland, answer):
    alone, same = (
        WHY.do(arland, draws=96, **w) for w in ({"at": "2010-06"}, {"between": ("2010-06-03", "2010-06-20")})
    )
    assert alone.tree == same.tree


def test_a_year_is_a_window_from_its_first_month_to_its_last(arland):
    found = WHY.do(arland, between=("2010", "2011"), draws=96)
    assert (found.first, found.last, found.steps) == ("2010-01", "2011-12", 24)


def test_a_move_after_now_is_said_to_be_projected(arland):
    assert "as projected" in WHY.show(WHY.do(arland, at="2021-06", draws=96))


def test_nothing_is_written_where_no_folder_is_named(answer, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert WHY.save(answer) == ""
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("settings", "message", "fix"),
    [
        ({"issue": "arm"}, "`arm` is no issue", "did you mean `arms`?"),
        ({"at": "soon"}, "`soon` is no date", "write 2024"),
        ({"at": "1999"}, "before the study begins", "later"),
        ({"at": "2031"}, "after the study ends", "earlier"),
        ({"between": ("2011-06", "2010-06")}, "2011-06 is after 2010-06", "the other way round"),
        ({"between": ("2010-06", "x")}, "`x` is no date", "write 2024"),
        ({"at": "2010", "between": ("2010", "2011")}, "both a date and a window", "either"),
    ],
)
def test_what_cannot_be_meant_is_answered_with_a_way_to_mend_it(arland, settings, message, fix):
    with pytest.raises(DetenteError) as error:
        WHY.do(arland, **settings)
    assert message in str(error.value)
    assert fix in error.value.fix
