"""Values in the unit in which a study writes them: they can be read back, and are as fine as the number is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.explain.own_unit import in_own_unit, unit_of
from detente.study.quantities import KINDS, parse
from tests.explain.little import little

PACE, WISH = "issues.trade.pace", "issues.trade.positions.court.at"


@pytest.mark.parametrize(
    ("spelled", "months", "said"),
    [
        ("6 to 18 months", 10.39, "10 months"),
        ("1 to 3 years", 24, "2 years"),
        ("1 to 3 years", 12, "1 year"),
        ("6 months to 2 years", 18, "1.5 years"),
        ("10 to 20 weeks", 12 * 84 / 365.25, "12 weeks"),
    ],
)
def test_a_duration_comes_in_the_unit_that_the_study_names_last(spelled, months, said):
    assert in_own_unit(little(**{"exactly 12 months": spelled}), PACE, months) == said


def test_a_factor_keeps_its_times_sign_and_a_capability_has_none(first_case):
    study = first_case.study
    factor = next(e.by.key for e in study.effects if e.moves == "capability")
    assert in_own_unit(study, factor, 1.834) == "x1.8"
    assert unit_of(study, study.factions[0].capability.key).said("0.3") == "0.3"


@given(low=st.integers(1, 80), width=st.integers(1, 19), share=st.floats(0, 1))
def test_a_value_can_be_read_back_and_lies_within_a_tenth_of_the_range(low, width, share):
    value = low + share * width
    said = in_own_unit(little(**{"40 to 60": f"{low} to {low + width}"}), WISH, value)
    assert parse(f"exactly {said}", KINDS["level"]).centre == pytest.approx(value, abs=width / 10 + 1e-9)
