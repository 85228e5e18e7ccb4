"""A state is found by its number, its letters or its name, as of a day; and nothing else is taken for it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from detente.record.states import by_gleditsch_ward, find, members, split, states
from detente.study.problems import DetenteError


@pytest.mark.parametrize(
    ("spelled", "code"),
    [
        *(("IRN", 630), ("irn", 630), ("Iran", 630), ("630", 630), ("RUS", 365), ("USSR", 365), ("Russia", 365)),
        *(("Côte d'Ivoire", 437), ("COTE D’IVOIRE", 437), ("Turkey", 640), ("Türkiye", 640), ("UKG", 200)),
        *(("Trinidad and Tobago", 52), ("Trinidad & Tobago", 52), ("SRB", 345), ("YUG", 345), ("GFR", 260)),
    ],
)
def test_a_state_is_found_by_number_letters_and_name(spelled, code):
    assert find(spelled).code == code


@pytest.mark.parametrize(
    ("spelled", "day", "code"),
    [
        ("DEU", date(1910, 1, 1), 255),
        ("DEU", date(1970, 1, 1), 260),
        ("DEU", date(2000, 1, 1), 255),
        ("YEM", date(1980, 1, 1), 678),
        ("YEM", date(2000, 1, 1), 679),
    ],
)
def test_a_code_that_states_bore_one_after_the_other_is_that_of_the_day(spelled, day, code):
    assert find(spelled, day).code == code


def test_letters_of_iso_go_before_those_of_the_correlates_of_war():
    """AUS is Australia to ISO and Austria to the Correlates of War."""
    assert find("AUS").code == 900
    assert find("AUL").code == 900


def test_what_is_no_state_is_refused_with_the_nearest():
    with pytest.raises(DetenteError, match="no state `Irann`") as error:
        find("Irann")
    assert "Iran" in error.value.fix or "IRN" in error.value.fix


def test_numbers_of_gleditsch_and_ward_differ_where_they_do():
    assert by_gleditsch_ward(260, 2000).code == 255
    assert by_gleditsch_ward(260, 1970).code == 260
    assert by_gleditsch_ward(678, 2000).code == 679
    assert by_gleditsch_ward(972, 2010).name == "Tonga"
    assert by_gleditsch_ward(12345, 2000) is None
    assert [by_gleditsch_ward(340, year) and by_gleditsch_ward(340, year).code for year in (1900, 1990, 2010)] == [
        *(345, None, 345)
    ]


def test_the_states_of_a_year_are_those_that_existed_then():
    assert {2, 200, 365, 630} <= set(members(2010))
    assert len(members(2010)) == 194  # as reference portfolios of that year have it
    assert 626 not in members(2010)
    assert 626 in members(2011)


def test_split_states_are_told_with_both_codes():
    assert any("340" in said and "345" in said for said in split([345, 2]))
    assert split([2, 630]) == ()


@given(st.sampled_from(sorted(states())))
def test_every_state_is_found_by_each_of_its_own_codes_while_it_was_one(code):
    state = states()[code]
    day = state.spans[-1][0]
    assert state.existed(day)
    assert find(str(code)).code == code
    if state.iso3:
        assert find(state.iso3, day).code == code
    assert find(state.name, day).code == code


@given(st.text(max_size=12))
@example("²")
@example("9" * 5000)
def test_no_word_breaks_the_search(word):
    with suppress(DetenteError):
        assert find(word).code in states()
