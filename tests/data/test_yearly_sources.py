"""The yearly sources: what their numbers become, in files as shipped and in the real data where these are held."""

from __future__ import annotations

import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente import data
from detente.intake.notes import Notes
from detente.record import Table
from tests.data.conftest import Write
from tests.data.organisations import ORGANISATIONS
from tests.data.samples import SAID, SAMPLES
from tests.examples import fewer


def sampled(name: str, write: Write, number: int = 0) -> Table:
    notes = Notes("sample")
    (table,) = data.named(name).read(write(*SAMPLES[name][number]), notes, **SAID.get(name, {})).values()
    return table


def real(name: str, path: Path) -> Table:
    notes = Notes(path.name)
    (table,) = data.named(name).read(path, notes).values()
    assert {problem.code for problem in notes.problems} <= {"D14"}  # states before their time in that system
    return table


def test_absence_is_no_vote_and_days_before_session_58_are_no_days(write: Write) -> None:
    assert sampled("un-votes", write).rows() == [
        ("3", 1, 1946, None, 2, 1, 1001),
        ("3", 1, 1946, None, 20, 3, 1001),
        ("5700", 58, 2004, datetime.date(2004, 2, 11), 2, 2, 58099),
    ]


def test_the_release_of_ideal_points_is_the_users_word_and_names_the_votes(write: Write) -> None:
    assert sampled("ideal-points", write).rows() == [
        ("2024-06 all", 2, 1, 1946, 1.6754, 1.34, 2.02),
        ("2024-06 all", 437, 15, 1960, -0.5, -0.9, -0.1),
    ]


def test_a_file_with_estimates_of_several_kinds_holds_a_release_of_each(write: Write) -> None:
    heads = "ccode\tsession\tidealpointall\tidealpointfp\tq5%fp\tq95%fp\n"
    path = write("Idealpoints.tab", heads + "2\t78\t2.5\t2.26\t2\t2.5\n2\t79\t\t3.1\t3\t3.2\n")
    (points,) = data.named("ideal-points").read(path, Notes("sample"), release="2026-04").values()
    assert points.rows() == [
        ("2026-04 all", 2, 78, 2023, 2.5, None, None),
        ("2026-04 fp", 2, 78, 2023, 2.26, 2.0, 2.5),
        ("2026-04 fp", 2, 79, 2024, 3.1, 3.0, 3.2),
    ]


def test_estimates_without_a_release_are_refused(write: Write) -> None:
    notes = Notes("sample")
    text = SAMPLES["ideal-points"][0][1]
    assert data.named("ideal-points").read(write("estimates1946-2025.csv", text), notes) == {}
    assert [problem.code for problem in notes.problems] == ["D11"]
    assert "--release 2024-06" in notes.problems[0].fix


@pytest.mark.parametrize(
    ("name", "release"),
    [
        ("IdealpointestimatesAll_Jun2024.csv", "2024-06 all"),
        ("IdealpointsJuly2025.tab", "2025-07 all"),
        ("Idealpointestimates_2020-04.csv", "2020-04 all"),
    ],
)
def test_a_release_that_the_files_name_tells_need_not_be_said(name: str, release: str, write: Write) -> None:
    (points,) = data.named("ideal-points").read(write(name, SAMPLES["ideal-points"][0][1]), Notes(name)).values()
    assert set(points["release"]) == {release}


def test_an_alliance_is_rated_by_its_strongest_duty_and_kept_without_one(write: Write) -> None:
    assert sampled("atop", write).rows() == [
        (2, 20, 1950, 3),
        (2, 200, 1972, 0),
        (2, 365, 1972, 2),
        (20, 2, 1950, 3),
        (200, 255, 1939, 3),
        (365, 2, 1972, 1),
    ]


def test_capability_that_is_not_known_has_no_row(write: Write) -> None:
    assert sampled("cow-capabilities", write).rows() == [(2, 1816, 0.0396975)]


def test_flow1_is_what_the_first_buys_and_minus_9_is_not_0(write: Write) -> None:
    assert sampled("cow-trade", write).rows() == [
        (2, 20, 1920, 611.86),
        (20, 2, 1920, 735.48),
        (31, 2, 1973, 0.0),
    ]
    assert sampled("cow-trade", write, 1).rows() == [(2, 1870, 450.0, 418.0), (31, 1973, None, 9.0)]


def test_organisations_of_which_both_are_full_members_are_counted(write: Write) -> None:
    assert sampled("cow-igos", write).rows() == [(2, 20, 1950, 3), (2, 20, 1951, 0)]


def test_of_memberships_by_state_each_ones_are_counted_and_those_two_share(write: Write) -> None:
    notes = Notes("sample")
    tables = data.named("cow-igos").read(write(*SAMPLES["cow-igos"][1]), notes)
    assert tables["igo-memberships"].rows() == [(2, 1950, 21), (20, 1950, 14), (20, 1951, 0)]
    assert tables["igos"].rows() == [(2, 20, 1950, 11)]
    assert not notes.problems


@pytest.mark.parametrize("number", [0, 1], ids=["by pair", "by state"])
def test_a_cell_that_is_no_code_of_membership_is_told_with_row_and_column(number: int, write: Write) -> None:
    name, text = SAMPLES["cow-igos"][number]
    heads, first, *others = text.splitlines()
    cells = first.split(",")
    cells[-3] = "member"
    notes = Notes(name)
    assert data.named("cow-igos").read(write(name, "\n".join((heads, *others, ",".join(cells)))), notes) == {}
    (told,) = notes.problems
    assert (told.code, told.line, told.path) == ("D07", len(others) + 2, "org22")
    assert "found `member`" in told.message


def test_rows_of_one_state_and_year_in_other_organisations_conflict_though_they_are_as_many(write: Write) -> None:
    name, text = SAMPLES["cow-igos"][1]
    first, last = (",".join(("2", "1951", "usa", *cells)) for cells in (("1", *"0" * 23), (*"0" * 23, "1")))
    notes = Notes(name)
    assert data.named("cow-igos").read(write(name, "\n".join((text, first, last))), notes) == {}
    (told,) = notes.problems
    assert (told.code, told.line) == ("D10", 5)
    assert "rows 5, 6 conflict" in told.message


@fewer
@given(st.data())
def test_pairs_of_a_file_by_state_are_those_of_the_file_of_pairs(cases) -> None:
    codes = [2, 20, 200, 365, 630]
    cell = st.sampled_from(["1", "1", "0", "2", "3", "-1", "-9"])
    row = st.lists(cell, min_size=len(ORGANISATIONS), max_size=len(ORGANISATIONS))
    there = cases.draw(st.lists(st.tuples(st.sampled_from(codes), st.integers(1965, 1967)), min_size=2, unique=True))
    members = {key: cases.draw(row) for key in there}
    both = {
        (a, b, year): ["1" if one == other == "1" else "0" for one, other in zip(row, members[b, year], strict=True)]
        for (a, year), row in members.items()
        for b in codes
        if a < b and (b, year) in members
    }
    heads = ",".join(ORGANISATIONS)
    with TemporaryDirectory() as folder:
        by_state, by_pair = Path(folder, "states.csv"), Path(folder, "pairs.csv")
        rows = (f"{a},{year},x,{','.join(row)}" for (a, year), row in members.items())
        by_state.write_text("\n".join((f"ccode,year,state,{heads}", *rows)))
        rows = (f"{a},{b},{year},{','.join(row)}" for (a, b, year), row in both.items())
        by_pair.write_text("\n".join((f"ccode1,ccode2,year,{heads}", *rows)))
        read = data.named("cow-igos").read
        found = read(by_state, Notes("states"))
        assert found["igo-memberships"].rows() == [(a, year, members[a, year].count("1")) for a, year in sorted(there)]
        if both:
            assert found["igos"].equals(read(by_pair, Notes("pairs"))["igos"])
        else:
            assert not found["igos"].height


def test_real_votes(held_record: Path) -> None:
    votes = real("un-votes", held_record / "unga_votes.parquet")
    assert votes.height == 1_004_594 - 73_328, "votes less absences"
    assert votes["roll"].n_unique() == 6_551
    assert (votes["session"].min(), votes["session"].max(), votes["year"].max()) == (1, 78, 2024)
    assert votes.filter(pl.col("session") < 52)["day"].null_count() == votes.filter(pl.col("session") < 52).height
    shared = votes.filter(session=1, state=2).join(votes.filter(session=1, state=70), on="roll")
    joint = shared.group_by("vote", "vote_right").len().sort("vote", "vote_right").rows()
    assert joint == [(1, 1, 17), (1, 2, 2), (1, 3, 5), (2, 3, 2), (3, 1, 9), (3, 2, 1), (3, 3, 2)], "USA and Mexico"


def test_real_ideal_points(held_record: Path) -> None:
    points = real("ideal-points", held_record / "unga_ideal_points.parquet")
    assert points["release"].unique().sort().to_list() == ["2020-04 all", "2024-06 all"]
    published = {2: (2.3836, 3.1709, 2.5002), 365: (-2.2400, -0.6360, -0.5316), 630: (-0.2733, -1.0113, -1.7443)}
    for state, means in published.items():
        for year, mean in zip((1979, 1989, 2023), means, strict=True):
            (found,) = points.filter(release="2024-06 all", state=state, year=year)["mean"]
            assert found == pytest.approx(mean, abs=5e-5)


def test_real_alliances_and_capabilities(held_record: Path) -> None:
    ties = real("atop", held_record / "atop51_alliances_dyadyear.parquet")
    assert ties.height == 273_296
    assert ties.filter(rating=0).height == 170
    shares = real("cow-capabilities", held_record / "cow_nmc7.parquet")
    assert shares.height == 17_121
    for year, total in ((1914, 1.020864), (2016, 1.006808), (2022, 1.007073)):
        assert shares.filter(year=year)["cinc"].sum() == pytest.approx(total, abs=5e-7)


def test_real_trade(held_record: Path) -> None:
    flows = real("cow-trade", held_record / "cow_trade4_dyadyear.parquet")
    assert flows.height == 2 * 673_654 - 22_937 - 27_896
    totals = real("cow-trade", held_record / "cow_trade4_stateyear.parquet")
    assert totals["imports"].null_count() + 12_862 == totals.height, "imports that are known are all there"


def test_real_memberships(held_record: Path) -> None:
    assert real("cow-igos", held_record / "cow_igo3_joint_dyadyear.parquet").height == 917_695
