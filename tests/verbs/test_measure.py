"""Measures are asked of data that the user has added, by the command's own way, and give the published numbers."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from detente import figures, verbs
from detente.study.problems import DetenteError
from tests.recorded import added

ADDED = (
    *("unga_votes", "unga_ideal_points", "atop51_alliances_dyadyear", "cow_nmc7"),
    *("cow_igo3_joint_dyadyear", "cow_trade4_dyadyear", "cow_trade4_stateyear"),
)


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    """The data sets that are on this machine, added."""
    yield from added(tmp_path_factory.mktemp("record"), *ADDED)


@pytest.fixture
def empty(tmp_path, monkeypatch):
    """Nothing added."""
    monkeypatch.setenv("DETENTE_DATA", str(tmp_path))


def value(answer, period):
    (found,) = answer.frame.filter(pl.col("period") == period).get_column("value").to_list()
    return found


@pytest.mark.parametrize(
    ("name", "settings", "expected"),
    [
        ("s_score", {}, 0.948454),
        ("s_score", {"weights": "cinc"}, 0.764723),
        ("kappa", {}, -0.016909),
        ("pi", {}, -0.016594),
        ("tau_b", {}, -0.019639),
    ],
)
def test_alliances_of_iran_and_israel_in_2010_have_the_known_numbers(record, name, settings, expected):
    answer = verbs.ask("measure", name, dyad=("IRN", "Israel"), on="alliances", from_=2010, to=2010, **settings)
    assert value(answer, 2010) == pytest.approx(expected, abs=5e-7)


@pytest.mark.parametrize(("session", "expected"), [(1, 0.317073), (43, 0.953125), (46, 0.560606), (77, 0.666667)])
def test_agreement_of_iran_and_russia_is_that_published(record, session, expected):
    answer = verbs.ask("measure", "agreement", dyad=("IRN", "RUS"), by="session", roll_calls="contested")
    assert value(answer, session) == pytest.approx(expected, abs=5e-7)


def test_ideal_points_name_their_release(record):
    answer = verbs.ask("measure", "ideal_point_gap", dyad=("IRN", "RUS"), release="2024-06 all")
    assert answer.vintage == "2024-06 all"
    assert value(answer, 2023) == pytest.approx(abs(-1.7443 + 0.5316), abs=2e-4)
    assert "2024-06 all" in verbs.named("measure").show(answer)


def test_all_dyads_of_a_year_and_one_state_with_all_others_agree(record):
    every = verbs.ask("measure", "s_score", all_=True, on="alliances", from_=2010, to=2010)
    assert every.frame.height == 18_721
    some = verbs.ask("measure", "s_score", of="IRN", on="alliances", from_=2010, to=2010)
    assert some.frame.height == 193
    iran = every.frame.filter((pl.col("a") == 630) | (pl.col("b") == 630)).get_column("value").sort()
    assert some.frame.get_column("value").sort().to_list() == pytest.approx(iran.to_list())


def test_the_words_give_values_what_is_hidden_and_what_to_cite(record):
    said = verbs.named("measure").show(verbs.ask("measure", "s_score", dyad=("IRN", "ISR"), on="alliances"))
    assert "Iran and Israel" in said
    assert "Hides" in said
    assert "Leeds" in said


def test_no_break_is_told_of_a_series_that_could_hold_none(record):
    told = verbs.named("measure").show
    short = verbs.ask("measure", "s_score", dyad=("IRN", "ISR"), on="alliances", from_=2008, to=2012)
    assert "Breaks    not looked for: 5 periods hold no two segments of 4" in told(short)
    assert "by BIC" in told(verbs.ask("measure", "s_score", dyad=("IRN", "ISR"), on="alliances", from_=2005, to=2012))


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx"])
def test_the_table_is_written_in_every_format(record, tmp_path, form):
    answer = verbs.ask("measure", "joint_igos", dyad=("IRN", "RUS"), from_=2000)
    verbs.named("measure").save(answer, table=tmp_path / f"t.{form}")
    read = {"csv": pl.read_csv, "parquet": pl.read_parquet}.get(form, lambda p: pl.read_excel(p, engine="openpyxl"))
    back = read(tmp_path / f"t.{form}")
    assert back.get_column("a_code").to_list() == ["IRN"] * answer.frame.height
    assert back.get_column("value").to_list() == pytest.approx(answer.frame.get_column("value").to_list())


def test_rows_beyond_what_a_json_file_holds_stand_in_a_parquet_beside_it(record, tmp_path, monkeypatch):
    answer = verbs.ask("measure", "joint_igos", dyad=("IRN", "RUS"), from_=2000)
    monkeypatch.setattr(verbs.named("measure"), "MOST_IN_JSON", answer.frame.height - 1)
    said = verbs.named("measure").save(answer, out=tmp_path)
    written = json.loads((tmp_path / "measure.json").read_text())
    assert written["rows"] == "measure.parquet" in said
    assert {**written, "rows": 0} == {**json.loads(json.dumps(answer.plain(), default=str)), "rows": 0}
    assert pl.read_parquet(tmp_path / "measure.parquet").equals(answer.named_frame)


def test_the_figure_has_points_means_chances_and_the_events_of_a_study(record, tmp_path):
    answer = verbs.ask("measure", "ideal_point_gap", dyad=("IRN", "RUS"), study="iran-russia")
    rows = figures.named("dyad-over-time").rows(answer)
    kinds = {row["row"] for row in rows}
    assert {"figure", "point", "mean", "break", "chance", "event"} <= kinds
    assert json.loads(json.dumps(rows, allow_nan=False)) == rows
    figures.named("dyad-over-time").chart(rows).to_dict(validate=True)
    verbs.named("measure").save(answer, out=tmp_path)
    assert {p.name for p in tmp_path.iterdir()} >= {"dyad-over-time.html", "dyad-over-time.png", "measure.json"}


def test_a_gap_in_time_breaks_the_line(record):
    answer = verbs.ask("measure", "ideal_point_gap", dyad=("IRN", "RUS"))
    points = [r for r in figures.named("dyad-over-time").rows(answer) if r["row"] == "point"]
    assert {p["part"] for p in points} == {0, 1}  # session 19 has one roll call, and no published ideal point


def test_many_dyads_have_no_figure_of_one(record):
    assert figures.named("dyad-over-time").rows(verbs.ask("measure", "s_score", all_=True, from_=2010, to=2010)) == []


@pytest.mark.slow
def test_ideal_points_are_estimated_from_the_votes_that_are_held(record):
    answer = verbs.ask("measure", "ideal-points", from_=2015, to=2019)
    assert answer.points.converged
    frame = answer.frame.filter(pl.col("year") == 2018)
    where = dict(zip(frame.get_column("state"), frame.get_column("mean"), strict=True))
    assert where[2] > where[365] > where[652]
    assert "missing at random" in verbs.named("measure").show(answer)


def test_where_nothing_is_held_it_is_said_where_to_get_it(empty):
    with pytest.raises(DetenteError, match="nothing of `votes` is held here") as error:
        verbs.ask("measure", "agreement", dyad=("IRN", "RUS"))
    assert "detente data add" in error.value.fix


@pytest.mark.parametrize(
    ("name", "settings", "says"),
    [
        ("agreement", {}, "say whom to measure"),
        ("agreement", {"dyad": ("IRN", "RUS"), "all_": True}, "say whom to measure"),
        ("ideal-points", {"dyad": ("IRN", "RUS")}, "of all states together"),
        ("ideal-points", {"by": "month", "set_": ("m=2",)}, "leave out `--set` and `--by`"),
        ("joint_igos", {"dyad": ("IRN", "RUS"), "anchors": ("IRN", "RUS")}, "leave out `--anchors`"),
        ("agreemnt", {"all_": True}, "no measure `agreemnt`"),
        ("kappa", {"dyad": ("IRN", "Atlantis")}, "no state `Atlantis`"),
        ("kappa", {"all_": True, "vintage": ("x",)}, "a vintage is of a series"),
    ],
)
def test_a_wrong_word_ends_with_what_to_write_instead(empty, name, settings, says):
    with pytest.raises(DetenteError, match=says) as error:
        verbs.ask("measure", name, **settings)
    assert error.value.fix


def test_a_wrong_setting_or_release_is_refused(record):
    with pytest.raises(DetenteError, match="sets nothing"):
        verbs.ask("measure", "kappa", dyad=("IRN", "RUS"), set_=("m",))
    with pytest.raises(DetenteError, match="is a number"):
        verbs.ask("measure", "kappa", dyad=("IRN", "RUS"), set_=("m=two",))
    with pytest.raises(DetenteError, match="no release `2099`"):
        verbs.ask("measure", "ideal_point_gap", dyad=("IRN", "RUS"), release="2099")


def test_a_table_of_another_format_is_refused_before_anything_is_computed():
    with pytest.raises(DetenteError, match="of no format that can be written"):
        verbs.named("measure").ready(table=Path("t.doc"))
