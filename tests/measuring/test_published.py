"""Published numbers from real data: other programs' portfolios, the agreement columns, ideal points, trade, IGOs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from detente.measures import Question
from detente.measuring.asking import Measured, measure

USA, BRAZIL, RUSSIA, IRAN, ISRAEL, CHINA, INDIA, MEXICO = 2, 140, 365, 630, 666, 710, 750, 70

OTHER_SET = {52, 53, 56, 57, 59, *range(61, 68), 72, 78}
"""Sessions of which the published agreement was computed from other roll calls than are held; 19 has a single one."""

Record = dict[str, pl.DataFrame]


def only(found: Measured) -> float:
    assert found.frame.height == 1, found.frame
    return found.frame.get_column("value")[0]


FPSIM = {
    "S_abs": ("s-score", {}, "none"),
    "S_abs_cinc": ("s-score", {}, "cinc"),
    "kappa_sq": ("kappa", {}, "none"),
    "pi_nominal": ("pi", {}, "none"),
    "taub": ("tau-b", {}, "none"),
}


@pytest.mark.parametrize("column", FPSIM)
def test_portfolios_of_2010_are_those_of_the_r_package_for_all_its_dyads(
    record: Record, shared_data: Path, column: str
) -> None:
    name, settings, weights = FPSIM[column]
    theirs = pl.read_parquet(shared_data / "reference" / "measures" / "fpsim_atop_2010_half.parquet")
    question = Question(from_=2010, to=2010, settings=settings)
    ours = measure(name, record, question, on="alliances", weights=weights).frame
    assert ours.height == 194 * 193 / 2
    both = theirs.select(pl.col("ccode1", "ccode2").cast(pl.Int16), column).join(
        ours, left_on=["ccode1", "ccode2"], right_on=["a", "b"], how="left"
    )
    assert both.height == 9000
    np.testing.assert_allclose(both.get_column("value").to_numpy(), both.get_column(column).to_numpy(), atol=1e-6)


GOLDEN = {
    (RUSSIA, IRAN): (0.560137, 0.145766, 0.072698, -0.180581, 0.160698),
    (USA, IRAN): (0.127148, -0.202401, -0.013603, -0.271479, -0.048313),
    (USA, RUSSIA): (0.353952, 0.117536, 0.205859, 0.295798, 0.367256),
    (RUSSIA, CHINA): (0.652921, 0.555981, 0.335822, 0.223536, 0.337218),
    (IRAN, CHINA): (0.804124, 0.228423, 0.058032, -0.073400, 0.082291),
    (IRAN, ISRAEL): (0.948454, 0.764723, -0.016909, -0.016594, -0.019639),
}


@pytest.mark.parametrize("dyad", GOLDEN, ids=str)
def test_portfolios_of_2010_of_six_dyads_to_the_digits_printed(record: Record, dyad: tuple[int, int]) -> None:
    question = Question((dyad,), 2010, 2010)
    for (name, _, weights), expected in zip(FPSIM.values(), GOLDEN[dyad], strict=True):
        assert only(measure(name, record, question, on="alliances", weights=weights)) == pytest.approx(
            expected, abs=5.1e-7
        )


def test_commitments_are_directed_so_that_rows_are_not_columns(record: Record) -> None:
    """Some obligations of 2010 are of one side only, or heavier on one; they are in the row of who owes them."""
    of_year = record["alliances"].filter(pl.col("year") == 2010)
    back = of_year.rename({"from": "to", "to": "from", "rating": "back"})
    one, *_ = of_year.join(back, on=["from", "to", "year"]).filter(pl.col("rating") > pl.col("back")).to_dicts()
    turned = record["alliances"].rename({"from": "to", "to": "from"}).select("from", "to", "year", "rating")
    question = Question(((one["from"], USA),), 2010, 2010)
    ours = only(measure("s-score", record, question, on="alliances"))
    other = only(measure("s-score", {**record, "alliances": turned}, question, on="alliances"))
    assert ours != other


def test_usa_and_mexico_in_session_1_to_the_digits_printed(record: Record) -> None:
    question = Question(((USA, MEXICO),), 1, 1, by="session")
    expected = {
        "kappa": -0.01222707,
        "pi": -0.02775801,
        "tau-b": 0.01431261,
        "s-score": 0.13157895,
        "chance-corrected-s": -0.01385042,
    }
    for name, value in expected.items():
        found = measure(name, record, question)
        assert found.frame.get_column("n").to_list() == [38]
        assert only(found) == pytest.approx(value, abs=5.1e-9)


@pytest.fixture(scope="module")
def contested(record: Record) -> Measured:
    """Agreement as published: of the roll calls that its release holds, those on which anybody did not vote yes."""
    held = {"votes": record["votes"].filter("published")}
    return measure("agreement", held, Question(by="session"), roll_calls="contested")


IRAN_RUSSIA = {
    1: 0.317073, 10: 0.555556, 34: 0.696078, 43: 0.953125, 44: 0.954955, 46: 0.560606, 48: 0.350000, 55: 0.741935,
    70: 0.652174, 75: 0.711111, 76: 0.671233, 77: 0.666667,
}  # fmt: skip


def test_agreement_of_iran_and_russia_is_the_published_one(contested: Measured) -> None:
    rows = contested.frame.filter((pl.col("a") == RUSSIA) & (pl.col("b") == IRAN))
    found = dict(rows.select("period", "value").iter_rows())
    assert {session: round(found[session], 6) for session in IRAN_RUSSIA} == IRAN_RUSSIA


def test_agreement_is_the_published_one_with_six_states_wherever_the_roll_calls_are_the_same(
    contested: Measured, shared_data: Path
) -> None:
    published = pl.read_parquet(shared_data / "reference" / "measures" / "unga_agreement_sessions_1_60.parquet")
    ours = contested.frame.select("a", "b", pl.col("period").cast(pl.Int64).alias("session"), "value")
    ours = pl.concat([ours, ours.select(pl.col("b").alias("a"), pl.col("a").alias("b"), "session", "value")])
    states = {"USA": USA, "RUS": RUSSIA, "BRA": BRAZIL, "CHN": CHINA, "IND": INDIA, "ISR": ISRAEL}
    compared = 0
    reunited = (pl.col("ccode") == 260) & (pl.col("session") == 45)  # the held votes have the new code there already
    german = pl.when(reunited).then(255).otherwise("ccode")
    for code, state in states.items():
        rows = published.filter(pl.col(f"agree_{code}").is_not_null() & (pl.col("ccode") != state)).select(
            german.cast(pl.Int16).alias("a"), "session", f"agree_{code}"
        )
        rows = rows.filter(~pl.col("session").is_in([*OTHER_SET, 19]))
        both = rows.join(ours.filter(pl.col("b") == state), on=["a", "session"], how="left")
        gap = (both.get_column("value") - both.get_column(f"agree_{code}")).abs()
        assert gap.null_count() == 0
        assert gap.max() <= 5.1e-8
        compared += both.height
    assert compared > 30_000


def test_agreement_on_all_roll_calls_is_higher_than_on_contested_ones(record: Record) -> None:
    question = Question(((IRAN, RUSSIA),), 43, 43, by="session")
    every, some = (measure("agreement", record, question, roll_calls=which) for which in ("all", "contested"))
    assert every.frame["n"][0] >= some.frame["n"][0]
    assert only(every) >= only(some)


def test_kappa_of_iran_and_the_ussr_is_low_where_both_nearly_always_vote_yes(record: Record) -> None:
    held = {"votes": record["votes"].filter("published")}
    for year, agreement, kappa in ((1988, 0.953, 0.158), (1990, 0.929, -0.033)):
        question = Question(((IRAN, RUSSIA),), year, year)
        assert only(measure("agreement", held, question, roll_calls="contested")) == pytest.approx(agreement, abs=5e-4)
        assert only(measure("kappa", held, question, roll_calls="contested")) == pytest.approx(kappa, abs=5e-4)


POINTS = {
    1979: (2.3836, -2.2400, -0.2733),
    1989: (3.1709, -0.6360, -1.0113),
    1992: (3.0423, 1.1461, -1.1470),
    2010: (2.5311, 0.0359, -2.0401),
    2023: (2.5002, -0.5316, -1.7443),
}


def test_ideal_point_gaps_are_those_of_the_published_points_and_name_their_release(record: Record) -> None:
    question = Question(((IRAN, USA), (IRAN, RUSSIA)), settings={"release": "2024-06 all"})
    found = measure("ideal-point-gap", record, question)
    assert found.frame.get_column("release").unique().to_list() == ["2024-06 all"]
    gaps = {(b, year): value for b, year, value in found.frame.select("b", "period", "value").iter_rows()}
    for year, (usa, russia, iran) in POINTS.items():
        assert gaps[USA, year] == pytest.approx(abs(usa - iran), abs=1.01e-4)
        assert gaps[RUSSIA, year] == pytest.approx(abs(russia - iran), abs=1.01e-4)
    latest = measure("ideal-point-gap", record, Question(((IRAN, RUSSIA),), 2021, 2023)).frame
    assert latest.get_column("release").unique().to_list() == ["2024-06 all"]
    assert [round(v, 2) for v in latest.get_column("value")] == [2.05, 1.42, 1.21]
    assert (latest.get_column("low") <= latest.get_column("value")).all()
    assert measure("ideal-point-gap", record, Question(settings={"release": "every"})).frame["release"].n_unique() == 2


def test_joint_memberships_and_trade_are_those_of_the_files(record: Record) -> None:
    assert measure("joint-igos", record, Question(((20, USA),), 1920, 1921)).frame["value"].to_list() == [7.0, 8.0]
    trade = measure("trade-share", record, Question(((USA, 20), (20, USA)), 1920, 1920))
    flows = {
        row["importer"]: row["value"]
        for row in record["trade"]
        .filter((pl.col("year") == 1920) & pl.col("importer").is_in([2, 20]) & pl.col("exporter").is_in([2, 20]))
        .to_dicts()
    }
    assert flows == {2: 612.0, 20: 735.0}
    totals = {
        row["state"]: row["imports"] + row["exports"]
        for row in record["trade-totals"].filter((pl.col("year") == 1920) & pl.col("state").is_in([2, 20])).to_dicts()
    }
    expected = {(2, 20): 1347.0 / totals[2], (20, 2): 1347.0 / totals[20]}
    assert {(a, b): v for a, b, v in trade.frame.select("a", "b", "value").iter_rows()} == pytest.approx(expected)
