"""A quantity means what DESIGN section 3 says, however it is written."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from detente.study.quantities import KINDS, QuantityError, parse
from detente.study.words import TABLE

LEVEL, SHARE, MONTHS, FACTOR, NOISE = (KINDS[k] for k in ("level", "salience", "months", "factor", "noise"))
BOUNDED = [kind for kind in KINDS.values() if kind.law == "normal"]
UNBOUNDED = [kind for kind in KINDS.values() if kind.name in ("capability", "noise")]


def _between(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high, allow_nan=False).map(lambda number: round(number, 3))


@given(st.sampled_from(BOUNDED), st.data())
def test_a_range_is_the_central_90_percent_of_a_normal_law_within_its_bounds(kind, data):
    low, high = sorted(data.draw(st.lists(_between(kind.low, kind.high), min_size=2, max_size=2, unique=True)))
    read = parse(f"{low} to {high}", kind)
    assert (read.law, read.low, read.high, read.bounds) == ("normal", low, high, (kind.low, kind.high))
    assert math.isclose(read.centre, (low + high) / 2, abs_tol=1e-12)


@given(st.sampled_from(BOUNDED), st.data())
def test_a_bare_number_is_itself_give_or_take_5_percent_of_the_range(kind, data):
    value = data.draw(_between(kind.low, kind.high))
    read = parse(value, kind)
    width = 100 if kind.high == 100 else 1
    assert math.isclose(read.high - read.low, 0.1 * width)
    assert math.isclose(read.centre, value, abs_tol=1e-9)


@given(st.sampled_from(UNBOUNDED), _between(0.01, 1000))
def test_a_bare_positive_number_is_itself_give_or_take_a_tenth(kind, value):
    read = parse(value, kind)
    assert (read.law, read.low, read.high) == ("log-normal", value / 1.1, value * 1.1)
    assert math.isclose(read.centre, value)


@given(st.sampled_from(sorted(KINDS.values(), key=lambda k: k.name)), st.data())
def test_exactly_pins_a_number(kind, data):
    value = data.draw(_between(max(kind.low, 0), min(kind.high, 500)))
    spelled = {"months": f"exactly {value} months", "factor": f"exactly x{value}"}.get(kind.name, f"exactly {value}")
    read = parse(spelled, kind)
    assert (read.law, read.low, read.high, read.centre) == ("exactly", value, value, value)


@given(st.sampled_from(list(KINDS.values())), st.data())
def test_what_a_quantity_says_of_itself_is_read_back_the_same(kind, data):
    numbers = sorted(data.draw(st.lists(_between(max(kind.low, 0.01), min(kind.high, 400)), min_size=2, max_size=2)))
    unit, sign = (" months", "") if kind.name == "months" else ("", "x" if kind.name == "factor" else "")
    for spelled in (f"{sign}{numbers[0]} to {sign}{numbers[1]}{unit}", f"exactly {sign}{numbers[0]}{unit}"):
        if spelled.startswith("exactly") or numbers[0] < numbers[1]:
            read = parse(spelled, kind)
            assert parse(read.spelled, kind) == read
            assert read.low <= read.centre <= read.high


@pytest.mark.parametrize(("kind", "word"), [(k, w) for k, column in TABLE.items() for w in column])
def test_every_word_of_the_printed_table_means_its_range(kind, word):
    low, high = TABLE[kind][word]
    spelled = f"{word} up" if kind in ("points", "share", "factor") else word
    assert (parse(spelled, KINDS[kind]).low, parse(spelled, KINDS[kind]).high) == (low, high)
    assert low < high


@pytest.mark.parametrize("word", TABLE["points"])
def test_down_is_the_negative_of_up(word):
    up, down = parse(f"{word} up", KINDS["points"]), parse(f"{word} down", KINDS["points"])
    assert (down.low, down.high) == (-up.high, -up.low)


@pytest.mark.parametrize("word", TABLE["factor"])
def test_a_factor_down_undoes_a_factor_up(word):
    up, down = parse(f"{word} up", FACTOR), parse(f"{word} down", FACTOR)
    assert math.isclose(up.low * down.high, 1)
    assert math.isclose(up.centre * down.centre, 1)


@pytest.mark.parametrize(
    ("spelled", "low", "high"),
    [
        ("12 to 24 months", 12, 24),
        ("1 to 2 years", 12, 24),
        ("6 months to 2 years", 6, 24),
        ("2 to 4 quarters", 6, 12),
        ("exactly 1 year", 12, 12),
        ("10 to 20 weeks", 10 * 7 * 12 / 365.25, 20 * 7 * 12 / 365.25),
        ("365.25 to 730.5 days", 12, 24),
    ],
)
def test_a_span_of_time_is_read_in_months(spelled, low, high):
    read = parse(spelled, MONTHS)
    assert math.isclose(read.low, low)
    assert math.isclose(read.high, high)


@pytest.mark.parametrize(
    ("spelled", "low", "high"), [("x0.1 to x0.3", 0.1, 0.3), ("x 2 to 4", 2, 4), ("×2 to ×4", 2, 4)]
)
def test_a_factor_is_written_with_an_x(spelled, low, high):
    read = parse(spelled, FACTOR)
    assert (read.law, read.low, read.high) == ("log-normal", low, high)


def test_the_centre_of_a_log_normal_is_its_geometric_middle():
    assert math.isclose(parse("1 to 4", NOISE).centre, 2)


def test_a_study_may_replace_a_word():
    assert parse("high", SHARE, {"salience": {"high": (0.9, 0.99)}}).low == 0.9


def test_a_studys_own_word_may_pin_a_number():
    read = parse("certain", SHARE, {"salience": {"certain": (1.0, 1.0)}})
    assert (read.law, read.centre) == ("exactly", 1)


@pytest.mark.parametrize(
    ("spelled", "kind", "code"),
    [
        ("15 to 5", LEVEL, "S05"),
        ("5 to 5", LEVEL, "S05"),
        ("exactly 1 to 2", LEVEL, "S04"),
        ("80 %", SHARE, "S04"),
        ("", LEVEL, "S04"),
        ("5 - 15", LEVEL, "S04"),
        (101, LEVEL, "S07"),
        (-0.1, SHARE, "S07"),
        ("exactly -1", NOISE, "S07"),
        (0, NOISE, "S07"),
        ("1e999", LEVEL, "S07"),
        ("tall", SHARE, "S08"),
        ("strongly", FACTOR, "S08"),
        (True, LEVEL, "S03"),
        (None, LEVEL, "S03"),
        ([5, 15], LEVEL, "S03"),
        ("12", MONTHS, "S04"),
        ("1 to 2 to 3 years", MONTHS, "S04"),
        ("2", FACTOR, "S04"),
    ],
)
def test_a_quantity_that_cannot_be_read_breaks_a_named_rule(spelled, kind, code):
    with pytest.raises(QuantityError) as caught:
        parse(spelled, kind)
    assert caught.value.code == code
    assert caught.value.fix


@example(1.7e308, KINDS["capability"])
@example(5e-324, KINDS["capability"])
@given(st.one_of(st.text(max_size=20), st.floats(), st.integers(), st.none()), st.sampled_from(list(KINDS.values())))
def test_anything_at_all_is_a_quantity_or_breaks_a_rule(spelled, kind):
    try:
        read = parse(spelled, kind)
    except QuantityError:
        return
    assert math.isfinite(read.low)
    assert math.isfinite(read.high)
    assert read.low <= read.high
