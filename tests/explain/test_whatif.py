"""What a change does, on studies solved by hand, by two methods, and on the first study."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import detente
from detente.engine.quantiles import QUANTILES
from detente.engine.trials import Trials
from detente.explain.departures import departures
from detente.explain.forms import WATCH, Forms
from detente.explain.whatif import compare
from detente.study.nouns import Change, Study
from detente.study.problems import DetenteError
from detente.study.reading import changed, variant
from detente.study.revision import silenced
from detente.study.typed import typed
from tests.engine.studies import random_study
from tests.explain import wars

NOW, END = date(2001, 12, 31), date(2003, 12, 31)
UNCERTAIN = ("exactly 40", "5 to 15", "exactly 2")


@pytest.fixture(scope="module")
def bundled() -> Study:
    return detente.load("iran-russia")


def case(study: Study, *, day: date = NOW, draws: int = 16, **change):
    made = Change("it", "it", **change)
    found = compare(study, [made], issue="arms", day=day, draws=draws, seed=1)
    return found, found.cases[0]


# ── by hand ───────────────────────────────────────────────────────────────────────────────────


def test_a_war_left_out_lowers_the_level_by_what_the_war_had_added() -> None:
    found, only = case(wars.study("exactly 40", "exactly 10", "exactly 2"), without=("a",))
    for day, months in ((NOW, 24), (END, 48)):
        gap = found.gap(only, "arms", day)
        assert gap.median == pytest.approx(-40 * (1 - 2 ** (-months / 12)), abs=1e-9)
        assert gap.error == pytest.approx(0.0, abs=1e-12)


def test_a_number_set_moves_the_level_by_its_own_share() -> None:
    path = "effects.a-position-court-arms.by"
    found, only = case(wars.study("exactly 40", "exactly 10", "exactly 2"), set={path: "exactly 20"})
    assert found.gap(only, "arms", END).median == pytest.approx(-20 * (1 - 2**-4), abs=1e-9)


def test_a_war_that_begins_later_moves_the_level_by_what_it_missed() -> None:
    study = wars.study("exactly 40", "exactly 10", "exactly 2")
    found, only = case(study, set={"drivers.a.events.war-a.on": "2001-01"})
    assert found.gap(only, "arms", NOW).median == pytest.approx(-40 * (2**-1 - 2**-2), abs=1e-9)


def test_what_is_added_moves_the_level_by_what_it_brings() -> None:
    add = {
        "drivers": {
            "d": {"events": [{"id": "war-d", "on": "2000-01", "strength": "exactly 1", "what": "W", "lasts": True}]}
        },
        "effects": [{"cause": "d", "moves": "position", "of": "court", "on": "arms", "by": "exactly 8"}],
    }
    found, only = case(wars.study("exactly 10", "exactly 10", "exactly 2"), add=add)
    assert [d.name for d in only.departures] == ["d", "d-position-court-arms"]
    assert found.gap(only, "arms", NOW).median == pytest.approx(8 * (1 - 2**-2), abs=1e-9)
    assert only.smallest is not None
    assert only.smallest.members == (0, 1)  # neither does anything without the other


def test_a_question_shifts_by_the_draws_that_change_their_answer() -> None:
    _, only = case(wars.study("20 to 40", "exactly 10", "exactly 2"), draws=256, without=("b",))
    (shift,) = only.shifts
    crossing = 30 / (1 - 2**-4)  # the sum of pushes that ends at fifty
    trials = Trials(wars.study("20 to 40", "exactly 10", "exactly 2"), draws=256, seed=1)
    push = trials.columns()[trials.keys.index("effects.a-position-court-arms.by")]
    before, after = push + 12 > crossing, push + 2 > crossing
    assert (shift.before, shift.after) == (before.mean(), after.mean())
    share = (before & ~after).mean()
    assert shift.difference == pytest.approx(-share)
    assert shift.error == pytest.approx((share * (1 - share) / 255) ** 0.5)
    assert shift.beyond_error


def test_a_change_that_answers_no_draw_otherwise_is_within_sampling_error() -> None:
    _, only = case(wars.study("exactly 40", "exactly 10", "exactly 2"), without=("c",))
    assert not only.shifts[0].beyond_error
    assert only.shifts[0].difference == 0


def test_the_smallest_part_is_the_one_worked_out_by_hand() -> None:
    study = wars.study("exactly 30", "exactly 25", "exactly 2")
    _, only = case(study, without=("a", "b", "c"))
    assert only.smallest is not None
    assert [only.departures[k].name for k in only.smallest.members] == ["war-a", "war-b"]  # 55 of 57 points
    assert only.smallest.effect == pytest.approx(-55 * (1 - 2**-2))
    assert only.smallest.whole == pytest.approx(-57 * (1 - 2**-2))
    assert only.smallest.exhaustive


def test_no_part_is_sought_where_draws_do_not_agree_on_a_direction() -> None:
    _, only = case(
        wars.study("-20 to 20", "exactly 10", "exactly 2"), draws=128, without=("a", "a-position-court-arms")
    )
    assert only.smallest is None


# ── nothing ───────────────────────────────────────────────────────────────────────────────────


def test_an_empty_change_changes_nothing_to_the_last_bit(bundled: Study) -> None:
    trials = Trials(bundled, draws=64, seed=1)
    before, after = trials.run(watch=WATCH), Forms(trials, Change("it", "", (), {}, {})).run(())
    for name in WATCH:
        assert before.arrays[name].tobytes() == after.arrays[name].tobytes()


def test_a_difference_from_the_very_beginning_is_seen_there() -> None:
    found, only = case(wars.study("exactly 10", "exactly 10", "exactly 2"), set={"issues.arms.start": "exactly 60"})
    assert found.first_difference == date(2000, 1, 1)
    assert found.gap(only, "arms", NOW).median == pytest.approx(40 * 2**-2)


def test_an_empty_change_differs_by_nothing() -> None:
    found, only = case(wars.study(*UNCERTAIN))
    assert only.departures == ()
    assert not np.any(only.quantiles)
    assert found.first_difference is None


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ({"without": ("a",)}, ["war-a"]),
        ({"without": ("a", "war-a", "a")}, ["war-a"]),
        ({"without": ("b-position-court-arms", "c")}, ["b-position-court-arms", "war-c"]),
        ({"set": {"issues.arms.start": "exactly 20"}}, []),
        ({"set": {"issues.arms.title": "Weapons"}}, []),
        (
            {"set": {"issues.arms.start": "10 to 20", "issues.arms.noise": "1 to 2"}},
            ["issues.arms.start", "issues.arms.noise"],
        ),
        ({"add": {"claims": []}}, []),
        ({"without": ("gazette",)}, ["drivers.d.events.war-d.strength"]),
        ({"without": ("gazette", "war-d")}, ["war-d"]),
    ],
)
def test_a_what_if_differs_by_as_many_inputs_as_it_moves(change, names) -> None:
    study = wars.study(*UNCERTAIN)
    because = {"because": {"source": "gazette", "quote": "war"}}
    event = {"id": "war-d", "on": "2001-01", "strength": "0.2 to 0.4", "what": "War d", **because}
    study = changed(study, add={"drivers": {"d": {"events": [event]}}})
    assert [d.name for d in departures(study, Change("it", "", **change))] == names


# ── two methods agree ─────────────────────────────────────────────────────────────────────────


def test_what_is_silenced_moves_as_what_is_removed_in_the_first_study(bundled: Study) -> None:
    _agree(bundled, "no-syria")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["other-candidate", "deal-kept", "reformists-kept", "personal-rule", "middle-faction"])
def test_every_form_moves_as_the_changed_study(bundled: Study, name: str) -> None:
    _agree(bundled, name)


def _agree(study: Study, name: str) -> None:
    change = next(c for c in (*study.what_ifs, *study.variants) if c.id == name)
    forms = Forms(Trials(study, draws=32, seed=3), change)
    silent = forms.run(forms.all)
    removed = Trials(variant(study, name), draws=32, seed=3).run(watch=WATCH)
    for issue in study.issues:
        np.testing.assert_allclose(silent.movements(issue.id), removed.movements(issue.id), atol=1e-9)
        np.testing.assert_allclose(silent.levels(issue.id), removed.levels(issue.id), atol=1e-9)


_slow = pytest.mark.slow  # each kind is a shape to compile


@pytest.mark.parametrize(
    "what", ["event", "faction", pytest.param("driver", marks=_slow), pytest.param("effect", marks=_slow)]
)
@given(numbers=st.integers(0, 10**6))
def test_what_is_silenced_moves_as_what_is_removed_in_random_studies(what: str, numbers: int) -> None:
    study = random_study(11, numbers=numbers)
    name, less = _removed(study, what)
    silent = Trials(study, draws=8, seed=1).run(silenced(study, name))
    removed = Trials(less, draws=8, seed=1).run()
    for issue in study.issues:
        np.testing.assert_allclose(silent.movements(issue.id), removed.movements(issue.id), atol=1e-9)


def _removed(study: Study, what: str) -> tuple[str, Study]:
    """The study without the first of its kind that can go."""
    if what == "driver":
        gone = study.drivers[0].id
        effects = tuple(e for e in study.effects if e.cause != gone)
        return gone, replace(study, drivers=study.drivers[1:], effects=effects)
    if what == "event":
        driver = next(d for d in study.drivers if len(d.events) > 1)
        less = replace(driver, events=driver.events[1:])
        return driver.events[0].id, replace(study, drivers=tuple(less if d is driver else d for d in study.drivers))
    if what == "effect":
        return study.effects[0].id, replace(study, effects=study.effects[1:])
    polity = next(p for p in study.polities if len(p.factions) > 1)
    gone = polity.factions[-1].id
    polities = tuple(replace(p, factions=p.factions[:-1]) if p is polity else p for p in study.polities)
    issues = tuple(replace(q, positions=tuple(x for x in q.positions if x.faction != gone)) for q in study.issues)
    return gone, replace(
        study, polities=polities, issues=issues, effects=tuple(e for e in study.effects if e.of != gone)
    )


def test_what_is_added_and_silenced_moves_as_what_is_not_added() -> None:
    event = {"id": "war-d", "on": "2000-06", "strength": "0.2 to 0.6", "what": "W", "lasts": True}
    add = {
        "drivers": {"d": {"events": [event]}, "b": {"events": [{**event, "id": "war-b2"}]}},
        "effects": [{"cause": "d", "moves": "position", "of": "court", "on": "arms", "by": "5 to 15"}],
    }
    study = wars.study(*UNCERTAIN)
    forms = Forms(Trials(study, draws=16, seed=1), Change("it", "", (), {}, add))
    assert [d.name for d in forms.departures] == ["d", "war-b2", "d-position-court-arms"]
    only_b = {"drivers": {"b": add["drivers"]["b"]}}
    alone = Trials(changed(study, add=only_b), draws=16, seed=1).run(watch=WATCH)
    np.testing.assert_allclose(forms.run({1}).movements("arms"), alone.movements("arms"), atol=1e-9)


def test_a_date_that_names_a_number_which_is_left_out_leaves_it_out() -> None:
    study = wars.study(*UNCERTAIN)
    unnamed = {"on": "2000-06", "strength": "exactly 1", "what": "W", "lasts": True}
    study = changed(study, add={"drivers": {"d": {"events": [unnamed]}}, "effects": [
        {"cause": "d", "moves": "position", "of": "court", "on": "arms", "by": "5 to 15"}
    ]})  # fmt: skip
    change = Change("it", "", ("d-1",), {"drivers.d.events.d-1.on": "2001-06"})
    forms = Forms(Trials(study, draws=16, seed=1), change)
    without = Trials(changed(study, ("d-1",)), draws=16, seed=1).run(watch=WATCH)
    np.testing.assert_allclose(forms.run(forms.all).movements("arms"), without.movements("arms"), atol=1e-9)


# ── laws ──────────────────────────────────────────────────────────────────────────────────────


def test_the_order_of_changes_changes_no_number() -> None:
    study = wars.study(*UNCERTAIN)
    changes = [Change("x", "", ("a",)), Change("y", "", ("b", "c"))]
    one = compare(study, changes, issue="arms", day=NOW, draws=64, seed=2)
    other = compare(study, changes[::-1], issue="arms", day=NOW, draws=64, seed=2)
    assert np.array_equal(one.cases[0].quantiles, other.cases[1].quantiles)
    assert one.cases[1].smallest == other.cases[0].smallest


def test_a_dropped_source_widens_what_rests_on_it_and_moves_no_centre() -> None:
    study = wars.study("exactly 40", "exactly 10", "exactly 2")
    event = {
        "id": "war-d",
        "on": "2000-01",
        "strength": {"value": "0.4 to 0.6", "because": {"source": "gazette", "quote": "w"}},
    }
    add = {
        "drivers": {"d": {"events": [{**event, "what": "War d", "lasts": True}]}},
        "effects": [{"cause": "d", "moves": "position", "of": "court", "on": "arms", "by": "exactly -20"}],
    }
    study = changed(study, add=add)
    found, only = case(study, draws=1024, without=("gazette",))
    gap = found.gap(only, "arms", END)
    assert gap.median == pytest.approx(0.0, abs=0.02)
    # half as wide again on each side: the distance of a draw from the centre doubles
    assert gap.p95 == pytest.approx(20 * 0.1 * (1 - 2**-4), rel=0.02)


def test_a_paired_standard_error_is_several_times_smaller_than_an_unpaired_one(bundled: Study) -> None:
    trials = Trials(bundled, draws=512, seed=1)
    day = bundled.span.now
    before = trials.run(watch=WATCH)
    ratios: list[float] = []
    for name in ("no-gaza-war", "other-candidate"):
        change = next(c for c in bundled.what_ifs if c.id == name)
        forms = Forms(trials, change)
        after = forms.run(forms.all)
        t, levels = trials.instant(day), [h.levels("cooperation") for h in (before, after)]
        x, y = (level[t] for level in levels)
        ratios.append(float(np.hypot(x.std(), y.std()) / (y - x).std()))
    assert min(ratios) >= 5, ratios


# ── what cannot be compared ───────────────────────────────────────────────────────────────────


def test_another_span_is_refused() -> None:
    with pytest.raises(DetenteError, match="changes the span"):
        case(wars.study(*UNCERTAIN), set={"span.until": "2004-12"})


def test_a_typed_change_says_all_that_was_typed() -> None:
    change = typed(wars.study(*UNCERTAIN), ("a",), ("issues.arms.start = 5 to 15",))
    assert (change.id, change.without, change.set) == ("your change", ("a",), {"issues.arms.start": "5 to 15"})


def test_the_dataset_names_its_axes() -> None:
    found, only = case(wars.study(*UNCERTAIN), without=("a",))
    median = found.dataset.difference.sel(case="it", quantile=0.5, issue="arms")
    assert median.sizes == {"time": wars.MONTHS + 1}
    assert np.array_equal(median, only.quantiles[QUANTILES.index(0.5), 0])
