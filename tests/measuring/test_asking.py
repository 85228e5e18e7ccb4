"""Asking a measure: rows, gaps, notes, weights, selections, steps of time, and questions that have no answer."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from detente import measures
from detente.measures import Question
from detente.measuring.asking import COLUMNS, Measured, Note, measure
from detente.study.problems import DetenteError
from tests.measures.worked import frame

A, B, C, D = 2, 20, 365, 630

VOTES = frame(
    "votes",
    [
        (roll, session, 1945 + session, day, state, vote)
        for roll, session, day, row in (
            ("R1", 1, None, {A: 1, B: 1, C: 3}),
            ("R2", 1, None, {A: 1, B: 2, C: 3}),
            ("R3", 1, None, {A: 1, B: 1, C: 1}),
            ("R4", 2, date(1947, 11, 3), {A: 1, C: 3}),
            ("R5", 2, date(1947, 12, 9), {B: 3, C: 3}),
            ("R6", 3, date(1948, 12, 1), {A: 3, B: 3, C: 1}),
            ("R7", 3, date(1948, 12, 30), {A: 2, B: 2, D: 1}),
        )
        for state, vote in row.items()
    ],
)


def votes(name: str, question: Question, **more: object) -> Measured:
    return measure(name, {"votes": VOTES}, question, **more)


def rows(found: Measured, *columns: str) -> list[tuple]:
    return found.frame.select(columns or COLUMNS).rows()


def test_an_answer_has_its_columns_in_order_and_of_one_type() -> None:
    for by, kind in (("session", pl.Int32), ("year", pl.Int32), ("month", pl.Date)):
        found = votes("kappa", Question(by=by)).frame
        assert tuple(found.columns) == COLUMNS
        kinds = [pl.Int16, pl.Int16, kind, *[pl.Float64] * 4, pl.Int64]
        assert list(found.schema.values()) == kinds


def test_all_dyads_have_rows_where_both_cast_a_vote_in_the_period() -> None:
    found = rows(votes("agreement", Question(by="session")), "a", "b", "period", "value", "n")
    assert found == [
        (A, B, 1, 2 / 3, 3), (A, B, 2, None, 0), (A, B, 3, 1.0, 2),
        (A, C, 1, 1 / 3, 3), (A, C, 2, 0.0, 1), (A, C, 3, 0.0, 1),
        (A, D, 3, 0.0, 1),
        (B, C, 1, 1 / 3, 3), (B, C, 2, 1.0, 1), (B, C, 3, 0.0, 1),
        (B, D, 3, 0.0, 1),
        (C, D, 3, None, 0),
    ]  # fmt: skip


def test_dyads_asked_for_stand_as_asked_with_a_row_for_every_period_and_a_note_on_gaps() -> None:
    found = votes("agreement", Question(((B, A), (C, D)), by="session"))
    assert rows(found, "a", "b", "period", "value", "n") == [
        (B, A, 1, 2 / 3, 3), (B, A, 2, None, 0), (B, A, 3, 1.0, 2),
        (C, D, 1, None, 0), (C, D, 2, None, 0), (C, D, 3, None, 0),
    ]  # fmt: skip
    assert found.notes == (Note("no shared roll calls", (B, A), (2,)), Note("no shared roll calls", (C, D)))


def test_a_measure_that_is_nothing_over_nothing_is_null_and_said_so() -> None:
    found = votes("kappa", Question(((B, C),), 2, 2, by="session"))
    assert rows(found, "value", "n") == [(None, 1)]
    assert found.notes == (Note("not defined there, as the measure is 0/0", (B, C), (2,)),)
    zero = votes("kappa", Question(((B, C),), 2, 2, by="session", settings={"without_spread": "zero"}))
    assert rows(zero, "value", "n") == [(0.0, 1)]


def test_contested_roll_calls_are_those_on_which_anybody_did_not_vote_yes_also_third_states() -> None:
    found = votes("agreement", Question(((A, B),), by="session"), roll_calls="contested")
    assert rows(found, "period", "value", "n") == [(1, 1 / 2, 2), (2, None, 0), (3, 1.0, 2)]
    assert found.settings == {"variant": "three-category", "on": "votes", "roll_calls": "contested"}
    assert votes("agreement", Question()).settings["roll_calls"] == "all"


def test_by_month_roll_calls_without_a_calendar_day_are_left_out_and_counted() -> None:
    found = votes("agreement", Question(((A, C),), by="month"))
    assert rows(found, "period", "value") == [
        (date(1947, 11, 1), 0.0),
        (date(1947, 12, 1), None),
        (date(1948, 12, 1), 0.0),
    ]
    assert found.notes[0] == Note("3 roll calls have no calendar day in the table, and stand in no month")


def test_bounds_of_time_are_years_or_sessions() -> None:
    for bounds in ((2, 3), (1947, 1948)):
        found = votes("agreement", Question(((A, C),), *bounds, by="session"))
        assert rows(found, "period") == [(2,), (3,)]
    assert rows(votes("agreement", Question(((A, C),), None, 1946)), "period") == [(1946,)]


def test_nothing_in_the_time_asked_for_is_an_empty_table_and_a_note() -> None:
    found = votes("kappa", Question(((A, C),), 1990, 1991))
    assert found.frame.height == 0
    assert tuple(found.frame.columns) == COLUMNS
    assert found.notes == (Note("no shared roll calls", (A, C)),)
    assert votes("kappa", Question(from_=1990)).frame.height == 0


def test_vintages_of_the_series_that_were_read_are_kept_and_no_others() -> None:
    found = measure("pi", {"votes": VOTES}, Question(), vintages={"votes": "June 2024", "arms": "2025"})
    assert (found.series, found.vintages, found.measure) == (("votes",), {"votes": "June 2024"}, "pi")
    assert found.about is measures.named("pi")


def test_breaks_are_looked_for_in_each_dyad() -> None:
    many = [
        (f"R{s}-{k}", s, 1945 + s, None, state, 1 if state == A or s <= 6 else 3)
        for s in range(1, 13)
        for k in range(4)
        for state in (A, B)
    ]
    found = measure("agreement", {"votes": frame("votes", many)}, Question(((A, B),), by="session"), breaks=True)
    (one,) = found.breaks
    assert (one.dyad, one.vintage) == ((A, B), "")
    assert [b.at for b in one.breaks.breaks] == [7]


# Alliances

COMMITTED = frame("alliances", [(A, B, 2000, 3), (B, A, 2000, 3), (A, C, 2000, 2), (C, A, 2000, 1), (A, B, 2001, 3)])
CAPABILITY = frame(
    "capabilities", [(A, 2000, 0.5), (B, 2000, 0.2), (C, 2000, 0.2), (D, 2000, 0.2), (A, 2001, 0.5), (B, 2001, 0.5)]
)
SYSTEM = {"alliances": COMMITTED, "capabilities": CAPABILITY}


def test_portfolios_are_over_all_states_of_the_year_the_two_themselves_among_them() -> None:
    """A is 3 3 2 0 towards A B C D; B is 3 3 0 0; C is 1 0 3 0; D is 0 0 0 3."""
    found = measure("s-score", SYSTEM, Question(from_=2000, to=2000), on="alliances")
    assert rows(found, "a", "b", "value", "n") == [
        (A, B, pytest.approx(1 - 2 * 2 / 12), 4), (A, C, pytest.approx(1 - 2 * 6 / 12), 4),
        (A, D, pytest.approx(1 - 2 * 11 / 12), 4), (B, C, pytest.approx(1 - 2 * 8 / 12), 4),
        (B, D, pytest.approx(1 - 2 * 9 / 12), 4), (C, D, pytest.approx(1 - 2 * 7 / 12), 4),
    ]  # fmt: skip
    assert found.series == ("alliances", "capabilities")


def test_capability_weights_partners_and_need_not_sum_to_one() -> None:
    found = measure("s-score", SYSTEM, Question(((A, C),), 2000, 2000), on="alliances", weights="cinc")
    apart = 0.5 * 2 + 0.2 * 3 + 0.2 * 1
    assert rows(found, "value", "n") == [(pytest.approx(1 - 2 * apart / (1.1 * 3)), 4)]
    assert found.settings["weights"] == "cinc"


def test_states_without_a_known_capability_weigh_nothing_and_are_named() -> None:
    found = measure(
        "s-score", SYSTEM, Question(((A, B),), 2001, 2001), on="alliances", weights="cinc", system=lambda _: [A, B, C]
    )
    assert rows(found, "n") == [(2,)]
    assert found.notes == (Note(f"states whose capability is not known in some years weigh nothing there: {C}"),)


def test_a_year_without_any_capability_is_left_out_and_said() -> None:
    table = frame("alliances", [(A, B, 2010, 3)])
    found = measure(
        "s-score",
        {"alliances": table, "capabilities": CAPABILITY},
        Question(((A, B),)),
        on="alliances",
        weights="cinc",
        system=lambda _: [A, B, C],
    )
    assert found.frame.height == 0
    assert found.notes[0] == Note("no capability of any state is known, so nothing can be weighted", None, (2010,))


def test_a_state_outside_the_system_has_no_portfolio_that_year() -> None:
    found = measure("s-score", SYSTEM, Question(((A, D),)), on="alliances")
    assert rows(found, "period", "n") == [(2000, 4), (2001, 0)]


def test_votes_come_before_alliances_where_nobody_says() -> None:
    assert measure("pi", {"votes": VOTES, **SYSTEM}, Question()).settings["on"] == "votes"
    assert measure("pi", SYSTEM, Question()).settings["on"] == "alliances"


# Series


def test_events_of_one_direction_only_are_noted_and_the_table_of_scores_is_named() -> None:
    events = [(A, D, date(2001, m, 1), 2, 2, None, 4.0, 1, 0, 1, 0, "ICEWS") for m in (1, 2)]
    events += [
        (D, A, date(2002, 1, 1), 1, 1, None, -2.0, 0, 0, 1, 0, "ICEWS"),
        (A, D, date(2002, 2, 1), 1, 1, None, 6.0, 1, 0, 0, 0, "ICEWS"),
    ]
    found = measure("net-cooperation", {"events": frame("events", events)}, Question(((D, A),)))
    assert rows(found, "period", "value", "n") == [(2001, 2.0, 4), (2002, 2.0, 2)]
    assert found.frame.get_column("scale").to_list() == ["ICEWS"] * 2
    assert found.notes == (Note("events of one direction only: the second acts, the first does not", (D, A), (2001,)),)
    se = found.frame.get_column("se").to_list()
    assert se[0] == pytest.approx(0.0)
    assert se[1] == pytest.approx((2 / 1 * (4**2 + 4**2)) ** 0.5 / 2)  # off by -4 and 4 with two months


def test_events_scored_by_two_tables_are_never_added_up() -> None:
    events = [
        (A, D, date(2001, 1, 1), 2, 2, None, 4.0, 1, 0, 1, 0, "ICEWS"),
        (A, D, date(2001, 1, 1), 1, 1, None, 9.0, 1, 0, 0, 0, "GDELT"),
    ]
    tables = {"events": frame("events", events)}
    with pytest.raises(DetenteError, match="several tables: GDELT, ICEWS"):
        measure("net-cooperation", tables, Question(((A, D),)))
    with pytest.raises(DetenteError, match="no events scored by `PLOVER`"):
        measure("net-cooperation", tables, Question(((A, D),), settings={"scale": "PLOVER"}))
    found = measure("net-cooperation", tables, Question(((A, D),), settings={"scale": "GDELT"}))
    assert rows(found, "value") == [(9.0,)]


def test_balance_by_month_has_the_interval_of_a_share_and_sums_by_year_one_of_months() -> None:
    events = [
        (A, D, date(2001, m, 1), 20, 20, None, g, c, 0, 20 - c, 0, "ICEWS")
        for m, g, c in ((1, 10.0, 15), (2, 30.0, 20))
    ]
    tables = {"events": frame("events", events)}
    found = measure("net-cooperation", tables, Question(((A, D),), by="month", settings={"score": "balance"}))
    assert rows(found, "value") == [(0.5,), (1.0,)]
    assert (found.frame.get_column("low") < found.frame.get_column("value")).all()
    assert found.frame.get_column("high")[1] == pytest.approx(1.0)
    total = measure("net-cooperation", tables, Question(((A, D),), settings={"score": "sum"}))
    assert rows(total, "value", "se") == [(40.0, pytest.approx((2 / 1 * 200) ** 0.5))]


def test_arms_are_told_of_windows_that_are_covered_and_a_register_of_one_supplier_is_doubted() -> None:
    arms = frame("arms", [(C, D, 2000, 30.0), (A, D, 2004, 10.0), (C, D, 2010, 0.0), (C, B, 2006, 1.0)])
    found = measure("arms-share", {"arms": arms}, Question(((D, C), (B, C), (A, C))))
    value = {(a, b, p): v for a, b, p, v in rows(found, "a", "b", "period", "value")}
    assert {k[2] for k in value} == {2004, 2005, 2006}  # 2010's delivery is of nothing
    assert (value[D, C, 2004], value[D, C, 2005], value[B, C, 2006]) == (0.75, 0.0, 1.0)
    assert {p: value[A, C, p] for p in (2004, 2005, 2006)} == {2004: None, 2005: None, 2006: None}
    said = {(n.dyad, n.says.partition(",")[0].partition(":")[0]) for n in found.notes}
    assert ((B, C), "all deliveries to the first in the table are from one supplier") in said
    assert ((A, C), "nothing was delivered to the first in the window") in said
    assert not [n for n in found.notes if n.dyad == (D, C)]
    with pytest.raises(DetenteError, match="cannot be 3"):
        measure("arms-share", {"arms": arms}, Question(settings={"window": 3}))


def test_deliveries_that_a_deal_s_years_share_evenly_are_said_to_be_no_yearly_figures() -> None:
    arms = frame("arms", [(C, D, 1992, 30.0, 30.0), (C, D, 1993, 30.0, 30.0), (C, D, 1996, 10.0, 0.0)])
    found = measure("arms-deliveries", {"arms": arms}, Question(((C, D),)))
    assert found.frame.get_column("value").to_list() == [30.0, 30.0, 0.0, 0.0, 10.0]
    (note,) = found.notes
    assert "spread evenly" in note.says
    assert note.periods == (1992, 1993)


def test_arms_over_fewer_years_than_the_window_have_no_value_and_say_why() -> None:
    found = measure("arms-share", {"arms": frame("arms", [(C, D, 2000, 30.0)])}, Question(((D, C),)))
    assert rows(found, "period", "value") == [(2000, None)]
    assert [n.says for n in found.notes] == ["the table covers fewer years than the window"]


def test_trade_known_one_way_only_has_no_share_and_is_noted() -> None:
    tables = {
        "trade": frame("trade", [(A, B, 1990, 30.0)]),
        "trade-totals": frame("trade-totals", [(A, 1990, 90.0, 60.0)]),
    }
    found = measure("trade-share", tables, Question(((A, B), (B, A))))
    assert rows(found, "a", "b", "value", "n") == [(A, B, None, 0), (B, A, None, 0)]
    assert [n.says for n in found.notes] == [
        "imports from the second are known, exports to it are not",
        "exports to the second are known, imports from it are not",
    ]


def test_a_share_above_all_is_kept_and_noted() -> None:
    trade = [(A, B, 1990, 100.0), (B, A, 1990, 100.0)]
    tables = {"trade": frame("trade", trade), "trade-totals": frame("trade-totals", [(A, 1990, 90.0, 60.0)])}
    found = measure("trade-share", tables, Question(((A, B),)))
    assert rows(found, "value") == [(200 / 150,)]
    assert found.notes[0].says.startswith("more than all")


POINTS = frame("ideal-points", [
    (release, state, 60, 2005, mean, mean - 0.1645, mean + 0.1645)
    for release, shift in (("2020-04 all", 0.0), ("2024-06 all", 1.0), ("2024-06 fp", 5.0))
    for state, mean in ((A, 2.0 + shift), (C, 0.0), (D, 0.1))
])  # fmt: skip


def test_the_gap_is_of_the_latest_release_of_all_votes_unless_another_is_named() -> None:
    tables = {"ideal-points": POINTS}
    for settings, expected in (
        ({}, {"2024-06 all": 3.0}),
        ({"release": "2020-04 all"}, {"2020-04 all": 2.0}),
        ({"release": "every"}, {"2020-04 all": 2.0, "2024-06 all": 3.0, "2024-06 fp": 7.0}),
    ):
        found = measure("ideal-point-gap", tables, Question(((A, C),), settings=settings))
        assert dict(rows(found, "release", "value")) == pytest.approx(expected)
    with pytest.raises(DetenteError, match="no release `2025`"):
        measure("ideal-point-gap", tables, Question(settings={"release": "2025"}))


def test_the_interval_of_a_gap_is_of_two_normal_posteriors_and_never_below_nothing() -> None:
    found = measure("ideal-point-gap", {"ideal-points": POINTS}, Question(((D, C),), by="session"))
    ((period, value, se, low, high),) = rows(found, "period", "value", "se", "low", "high")
    assert (period, low) == (60, 0.0)
    assert value == pytest.approx(0.1)
    assert se == pytest.approx(0.1 * 2**0.5, rel=1e-3)
    assert high == pytest.approx(0.1 + 0.1645 * 2**0.5, rel=1e-3)


def test_joint_memberships_are_found_whichever_state_is_named_first() -> None:
    tables = {"igos": frame("igos", [(A, B, 1990, 40), (A, C, 1990, 10)])}
    assert rows(measure("joint-igos", tables, Question(((B, A), (A, B)))), "a", "b", "value") == [
        (A, B, 40),
        (B, A, 40),
    ]
    assert rows(measure("joint-igos", tables, Question()), "a", "b") == [(A, B), (A, C)]
    absent = measure("joint-igos", tables, Question(((B, C),)))
    assert absent.notes == (Note("the tables have nothing on these two", (B, C)),)


# Questions without an answer


@pytest.mark.parametrize(("name", "more", "said"), [
    ("kapa", {}, "did you mean `kappa`"),
    ("kappa", {"question": Question(by="decade")}, "no step of time `decade`"),
    ("trade-share", {"question": Question(by="month")}, "no step of time `month`"),
    ("kappa", {"roll_calls": "contest"}, "did you mean `contested`"),
    ("kappa", {"weights": "gdp"}, "no weights `gdp`"),
    ("kappa", {"weights": "cinc"}, "ask it of alliances"),
    ("kappa", {"on": "trade"}, "no portfolios of `trade`"),
    ("kappa", {"on": "alliances"}, "needs the series `alliances`"),
    ("joint-igos", {}, "needs the series `igos`"),
    ("joint-igos", {"on": "votes"}, "leave out `on`"),
    ("joint-igos", {"roll_calls": "contested"}, "leave out .* `roll_calls`"),
    ("kappa", {"question": Question(((A, A),))}, "2 is named twice"),
    ("kappa", {"question": Question(from_=2000, to=1990)}, "2000 is after 1990"),
    ("kappa", {"question": Question(settings={"m": 3})}, "`m` of .* cannot be 3"),
])  # fmt: skip
def test_a_question_without_an_answer_says_what_to_mend(name: str, more: dict, said: str) -> None:
    question = more.pop("question", Question())
    with pytest.raises(DetenteError, match=said):
        votes(name, question, **more)


@pytest.mark.parametrize(("tables", "question", "said"), [
    ({"alliances": COMMITTED}, Question(), "no table says which those are"),
    (SYSTEM, Question(by="session"), "known by year, not by session"),
    (SYSTEM, Question(from_=60), "no sessions here"),
])  # fmt: skip
def test_alliances_need_a_system_of_states_and_years(tables: dict, question: Question, said: str) -> None:
    with pytest.raises(DetenteError, match=said):
        measure("kappa", tables, question, on="alliances")


def test_alliances_have_no_roll_calls_to_choose_from() -> None:
    with pytest.raises(DetenteError, match="leave out `roll_calls`"):
        measure("kappa", SYSTEM, Question(), on="alliances", roll_calls="contested")


def test_memberships_that_two_tables_tell_differently_or_not_at_all_are_noted() -> None:
    tables = {
        "igos": frame("igos", [(A, B, 1990, 40), (A, B, 1991, 40), (A, C, 1990, 0)]),
        "igo-memberships": frame("igo-memberships", [(A, 1990, 50), (B, 1990, 30), (A, 1991, 50), (C, 1990, 0)]),
    }
    found = measure("igo-share", tables, Question(((B, A), (A, C))))
    assert rows(found, "a", "period", "value", "n") == [(A, 1990, None, 0), (B, 1990, 4 / 3, 30), (B, 1991, None, None)]
    assert [n.says for n in found.notes] == [
        "one of them is in no organisation",
        "more than all: the two tables disagree",
        "how many organisations one of them is in is not known",
    ]


def test_the_absence_of_polars_is_told_in_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "polars", None)
    with pytest.raises(DetenteError, match=r"pip install \"detente\[data\]\""):
        votes("kappa", Question())
