"""Tables in tidy rows: what each column, cell and heading is taken for."""

from __future__ import annotations

import numpy as np
import pytest

from detente.study.quantities import KINDS
from detente.tables import Issue
from detente.tables.cells import CellError, clean, number
from detente.tables.reading import read

PLAIN = "actor,position,salience,capability\nFrance,10,0.6,0.16\nItaly,4,0.5,0.1\n"


def table(text: str | bytes, name: str = "table.csv"):
    return read(text.encode() if isinstance(text, str) else text, name)


def assert_plain(found):
    assert found.actors == ("France", "Italy")
    np.testing.assert_array_equal(found.position, [[10.0], [4.0]])
    np.testing.assert_array_equal(found.salience, [[0.6], [0.5]])
    np.testing.assert_array_equal(found.capability, [[0.16], [0.1]])
    assert found.ranges == ()


def test_a_bare_number_of_a_table_is_exact():
    assert_plain(table(PLAIN))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_says_the_encoding(encoding):
    assert_plain(table(PLAIN.encode(encoding)))


def test_a_western_file_of_old_windows_is_read_with_its_letters():
    assert table(PLAIN.replace("Italy", "Österreich").encode("cp1252")).actors == ("France", "Österreich")


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_lines_end_as_any_system_ends_them(ends):
    assert_plain(table(PLAIN.replace("\n", ends)))


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_the_delimiter_is_found(delimiter):
    assert_plain(table(PLAIN.replace(",", delimiter)))


def test_a_heading_with_commas_does_not_mislead_the_search_for_the_delimiter():
    text = "Actor;Position (0, 1, 2);Salience;Power\nFrance;10;0.6;0.16\nItaly;4;0.5;0.1\n"
    assert_plain(table(text))


def test_decimal_commas_are_read_between_semicolons():
    assert_plain(table(PLAIN.replace(",", ";").replace(".", ",")))


def test_ranges_have_decimal_commas_as_well():
    found = table("actor;position;salience;capability\nA;1;0,2 to 0,4;1\nB;2;0,5;1\n")
    np.testing.assert_allclose(found.salience[:, 0], [0.3, 0.5])


def test_stray_marks_and_spaces_are_taken_off():
    assert_plain(
        table("\ufeff actor , Position,SALIENCE ,capability,\n\u00a0France , 10,0.6,\u202f0.16,\nItaly,4,.5,1e-1,\n")
    )


def test_a_name_composed_of_parts_is_the_same_name():
    assert table(PLAIN.replace("Italy", "Tu\u0308rkiye")).actors[1] == "Türkiye"


def test_quoted_cells_hold_delimiters_quotation_marks_and_line_breaks():
    found = table('actor,position,salience,capability\n"Korea, ""South""",10,0.6,1\n"Two\nlines", "4",0.5,1\n')
    assert found.actors == ('Korea, "South"', "Two lines")


def test_the_first_comment_is_the_title_and_other_comments_are_nothing():
    found = table(f"\n# EC emissions\n# Source: a book, p. 1\n{PLAIN}# end\n")
    assert found.title == "EC emissions"
    assert_plain(found)


def test_comments_as_excel_saves_them_are_comments():
    found = table(f'"# EC, emissions",,,\n# more,,,\n{PLAIN}')
    assert found.title == "EC, emissions"
    assert_plain(found)
    assert table(f"# EC emissions,,,\n{PLAIN}").title == "EC emissions"


@pytest.mark.parametrize("heading", ["influence", "Power", "RESOURCES", "capabilities"])
def test_capability_goes_by_other_names(heading):
    assert_plain(table(PLAIN.replace("capability", heading)))


def test_other_columns_go_by_other_names():
    assert_plain(table("Country,Ideal_point,importance,power,Note\nFrance,10,0.6,0.16,x\nItaly,4,0.5,0.1,\n"))


def test_a_column_headed_per_cent_is_divided_by_a_hundred():
    found = table("actor,position,salience %,power (%)\nA,10,60,20\nB,4,50 to 70,80%\n")
    np.testing.assert_allclose(found.salience[:, 0], [0.6, 0.6])
    np.testing.assert_allclose(found.capability[:, 0], [0.2, 0.8])
    (cell,) = found.ranges
    assert (cell.column, cell.actor, cell.quantity.low, cell.quantity.high) == ("salience", 1, 0.5, 0.7)
    assert cell.quantity.bounds == (0, 1)


def test_the_unit_of_positions_stands_in_their_heading():
    assert table(PLAIN.replace("position", "position (years)")).issues[0].unit == "years"
    assert table(PLAIN.replace("position", "position %")).issues[0].unit == "%"
    assert table(PLAIN.replace("position", "position %")).position[0, 0] == 10


def test_a_range_gives_its_middle_and_stays_whole():
    found = table("actor,position,salience,capability\nA,60 to 80,high,1 to 4\nB,exactly 10,0.5,2\n")
    assert found.position[:, 0].tolist() == [70, 10]
    assert found.salience[0, 0] == pytest.approx(0.8)
    assert found.capability[0, 0] == pytest.approx(2), "the geometric middle of 1 and 4"
    assert [(c.column, c.actor, c.issue, c.quantity.spelled) for c in found.ranges] == [
        ("position", 0, 0, "60 to 80"),
        ("salience", 0, 0, "high"),
        ("capability", 0, 0, "1 to 4"),
    ]


def test_words_for_positions_lie_on_the_scale_of_the_issue():
    found = table("actor,position,salience,capability,low,high\nA,low,0.5,1,4,10\nB,10,0.5,1,,\n")
    cell = found.ranges[0]
    assert (cell.quantity.low, cell.quantity.high) == pytest.approx((4.6, 5.8))
    assert cell.quantity.bounds == (4, 10)


def test_several_issues_stand_below_each_other():
    found = table(
        "actor,issue,position,salience,capability,reference,low,high,unit\n"
        "A,years,4,0.8,1,10,4,10,years\nA,tax,20,0.3,2,,,,\nB,years,10,0.5,1,10,4,10,\nB,tax,,,,,,,\nC,tax,50,0.1,3,,,,\n"
    )
    assert found.issues == (Issue("years", (4.0, 10.0), 10.0, "years"), Issue("tax"))
    np.testing.assert_array_equal(found.position, [[4, 20], [10, np.nan], [np.nan, 50]])
    np.testing.assert_array_equal(found.capability, [[1, 2], [1, 0], [0, 3]])
    assert found.plays.tolist() == [[True, True], [True, False], [False, True]]


def test_procedures_are_read_from_their_columns():
    found = table(
        "actor,position,salience,capability,role,chamber,ratifies,quota\n"
        "President,10,0.5,1,agenda setter,,,0.62\n"
        'Senate,20,0.5,1,veto,upper,President,\nHouse,30,0.5,1,"none",lower,President,62e-2\n'
    )
    p = found.procedure
    assert (p.quota, p.setter, p.vetoes) == (0.62, "President", ("Senate",))
    assert p.chambers == {"Senate": "upper", "House": "lower"}
    assert p.ratifies == {"Senate": "President", "House": "President"}


def test_roles_may_stand_in_columns_of_their_own_or_together():
    own = table("actor,position,salience,capability,setter,veto\nA,1,0.5,1,yes,x\nB,2,0.5,1,no,0\n").procedure
    together = table('actor,position,salience,capability,role\nA,1,0.5,1,"setter, veto"\nB,2,0.5,1,\n').procedure
    assert own == together
    assert (own.setter, own.vetoes) == ("A", ("A",))


def test_an_actor_of_several_issues_says_its_role_once_or_in_each_row():
    rows = "A,p,1,0.5,1,veto\nA,q,1,0.5,1,veto\nB,p,2,0.5,1,\nB,q,2,0.5,1,\n"
    assert table("actor,issue,position,salience,capability,role\n" + rows).procedure.vetoes == ("A",)


def test_an_actor_called_by_a_number_is_called_so_without_a_point():
    assert clean(2.0) == "2"
    assert clean(2.5) == "2.5"


def test_a_number_that_is_none_is_never_taken_for_one():
    with pytest.raises(CellError, match="NaN"):
        number(float("nan"), KINDS["salience"])


def test_yaml_says_the_same_by_name_and_in_rows():
    named = """
title: Emissions
issues: {years: {low: 4, high: 10, reference: 10, unit: years}}
quota: 0.62
actors:
  France: {position: 10, salience: 0.6, capability: 0.16, role: setter}
  Italy: {position: 8 to 10, salience: high, capability: 0.16, veto: true}
"""
    rows = """
title: Emissions
actors:
  - {actor: France, issue: years, position: 10, salience: 0.6, power: 0.16, setter: true, low: 4, high: 10, quota: 0.62}
  - {actor: Italy, issue: years, position: 8 to 10, salience: high, power: 0.16, role: veto, reference: 10, unit: years}
"""
    one, other = table(named, "a.yaml"), table(rows, "b.yml")
    assert one.issues == other.issues == (Issue("years", (4.0, 10.0), 10.0, "years"),)
    assert one.procedure == other.procedure
    assert one.ranges == other.ranges
    assert (one.title, one.actors) == (other.title, other.actors) == ("Emissions", ("France", "Italy"))
    np.testing.assert_array_equal(one.position, other.position)


def test_yaml_spreads_an_actor_over_issues():
    found = table(
        "issues: {tax: {low: 0, high: 100}}\nactors:\n"
        "  A: {position: {tax: 10, years: 4}, salience: {tax: 0.3, years: 0.8}, capability: 1}\n"
        "  B: {position: {tax: 20}, salience: 0.5, capability: 2}\n",
        "a.yaml",
    )
    assert found.issues == (Issue("tax", (0.0, 100.0)), Issue("years"))
    np.testing.assert_array_equal(found.position, [[10, 4], [20, np.nan]])
    np.testing.assert_array_equal(found.salience, [[0.3, 0.8], [0.5, 0]])


def test_yaml_with_one_issue_may_leave_its_name_out():
    found = table(
        "issue: {low: 0, high: 10}\nactors:\n  A: {position: low, salience: 1, capability: 1}\n"
        "  No: {position: 4, salience: 1, capability: 1}\n",
        "a.yaml",
    )
    assert found.issues == (Issue("issue", (0.0, 10.0)),)
    assert found.actors == ("A", "No")
    assert found.position[0, 0] == pytest.approx(2)
