"""States of a table: any list of codes to those of the Correlates of War; what means no state is counted, not lost."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.intake.notes import Notes
from detente.intake.state_codes import SYSTEMS, coded, known
from detente.record.state_names import NAMES
from detente.record.states import find, states


def codes(system: str, *pairs: tuple[object, int]) -> list[int]:
    frame = pl.DataFrame({"state": [str(word) for word, _ in pairs], "year": [year for _, year in pairs]})
    notes = Notes("table")
    found = coded(frame, ["state"], notes, system)["state"].to_list()
    assert not notes.unmatched
    return found


@pytest.mark.parametrize(
    ("system", "said", "year", "code"),
    [
        *(
            ("iso3", "DEU", 1980, 260),
            ("iso3", "DEU", 1990, 255),
            ("iso3", "DDR", 1970, 265),
            ("iso3", "CSK", 1980, 315),
        ),
        *(
            ("iso3", "SRB", 2010, 345),
            ("iso3", "YUG", 1970, 345),
            ("iso3", "SUN", 1980, 365),
            ("iso3", "AUS", 2000, 900),
        ),
        *(("iso3", "YEM", 1980, 678), ("iso3", "YEM", 2000, 679), ("iso3", "YMD", 1980, 680)),
        *(("gw", "340", 2010, 345), ("gw", "345", 1990, 345), ("gw", "260", 2000, 255), ("gw", "678", 2000, 679)),
        *(("letters", "AUS", 2000, 305), ("letters", "UKG", 2000, 200), ("cow", "630.0", 1980, 630)),
        *(("iso2", "GB", 2000, 200), ("iso2", "NA", 2000, 565), ("iso2", "DE", 1985, 260), ("iso2", "SU", 1980, 365)),
        *(("name", "Côte d’Ivoire", 2000, 437), ("name", "TÜRKIYE", 2020, 640), ("name", "Zaire", 1980, 490)),
        *(("name", "Moldova, Republic Of", 2000, 359), ("name", "Korea, Democratic People's Republic Of", 2000, 731)),
        *(("name", "Germany", 1960, 260), ("name", "Vietnam", 1990, 816), ("name", "Micronesia", 2000, 987)),
    ],
)
def test_codes_of_every_list_mean_the_state_of_their_year(system: str, said: str, year: int, code: int) -> None:
    assert codes(system, (said, year)) == [code]


def test_what_means_no_state_is_counted_and_its_rows_left_out() -> None:
    frame = pl.DataFrame({"state": ["IRN", "XYZ", "XYZ", None], "year": [2000] * 4, "row": [1, 2, 3, 4]})
    notes = Notes("table")
    assert coded(frame, ["state"], notes, "iso3")["row"].to_list() == [1]
    assert notes.unmatched == {"XYZ": 2, "(nothing)": 1}


def test_a_number_is_no_name_and_letters_are_no_number() -> None:
    notes = Notes("table")
    frame = pl.DataFrame({"state": ["630"], "year": [2000]})
    assert coded(frame, ["state"], notes, "iso3").is_empty()
    assert coded(frame.with_columns(state=pl.lit("IRN")), ["state"], notes, "cow").is_empty()
    assert notes.unmatched == {"630": 1, "IRN": 1}


def test_years_before_a_state_was_one_are_told_and_kept() -> None:
    frame = pl.DataFrame(
        {"state": [750, 750, 2, 999], "year": [1946, 1950, 1946, 2000]}, schema_overrides={"state": pl.Int16}
    )
    notes = Notes("table")
    assert known(frame, ["state"], notes)["state"].to_list() == [750, 750, 2]
    assert notes.unmatched == {"Correlates of War code 999": 1}
    (warning,) = notes.problems
    assert (warning.code, warning.level) == ("D14", "warning")
    assert "India (750) 1946, 1 rows" in warning.message


def test_every_other_name_means_the_state_it_is_listed_with() -> None:
    assert {name: find(name).code for name in NAMES} == dict(NAMES)


@given(st.sampled_from(sorted(states())), st.sampled_from(["cow", "gw", "letters", "iso3", "name"]))
def test_each_code_of_a_state_comes_back_to_it(code: int, system: str) -> None:
    state = states()[code]
    said = {"cow": code, "gw": state.gw, "letters": state.letters, "iso3": state.iso3, "name": state.name}[system]
    if said:
        assert codes(system, (said, state.spans[-1][0].year + (state.spans[-1][1].year > state.spans[-1][0].year))) == [
            code
        ]


def test_every_system_is_told_in_words() -> None:
    assert all(SYSTEMS.values())
