"""What a question to a study names: right names are found, wrong ones get the nearest right one."""

from __future__ import annotations

from datetime import date

import pytest

import detente
from detente.study import asking
from detente.study.problems import DetenteError


@pytest.fixture(scope="module")
def study():
    return detente.load("iran-russia")


def test_the_headline_stands_in_where_nothing_is_named(study):
    assert asking.issue(study, None).id == "cooperation"
    assert asking.question(study, None).id == "first-line-weapons"


@pytest.mark.parametrize(
    ("ask", "name", "nearest"), [("issue", "coperation", "cooperation"), ("question", "new-dael", "new-deal")]
)
def test_a_misspelt_name_gets_the_nearest(study, ask, name, nearest):
    with pytest.raises(DetenteError) as caught:
        getattr(asking, ask)(study, name)
    assert nearest in caught.value.fix


@pytest.mark.parametrize(
    ("spelled", "last"),
    [("1979-02", date(1979, 2, 28)), ("2024", date(2024, 12, 31)), ("2027-12-31", date(2027, 12, 31))],
)
def test_a_date_is_read_as_its_last_day(study, spelled, last):
    assert asking.day(study, spelled) == last


@pytest.mark.parametrize("spelled", ["1978", "1979-01", "2028", "2024-13", "soon", "", "2024-10-32"])
def test_a_date_outside_the_span_or_none_at_all_is_refused(study, spelled):
    with pytest.raises(DetenteError):
        asking.day(study, spelled)


def test_a_window_needs_time_to_pass_and_says_which_way_round(study):
    assert asking.window(study, "1990", "1991-01") == (date(1990, 12, 31), date(1991, 1, 31))
    with pytest.raises(DetenteError) as caught:
        asking.window(study, "2000", "1990")
    assert "1990 to 2000" in caught.value.fix
    with pytest.raises(DetenteError):
        asking.window(study, "2000-03", "2000-03-31")
