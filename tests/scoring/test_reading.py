"""Tables of resolved issues: what is read from both forms, and what is wrong with a table at its row and column."""

from __future__ import annotations

import numpy as np
import pytest

from detente.scoring import read
from detente.scoring.points import baselines
from detente.study.problems import StudyError

TIDY = """issue,proposal,wave,actor,position,salience,capability,outcome,reference
a,P,one,X,0,0.5,2,30,100
a,P,one,Y,100,1,1,30,100
a,P,one,Z,50,0.25,4,30,100
"""
WIDE = """issue,proposal,wave,reference_point,outcome,p_x,p_y,p_z,s_x,s_y,s_z
a,P,one,100,30,0,100,50,50,100,25
b,P,one,,60,0,100,,50,100,25
c,P,one,0,,0,100,50,50,100,25
"""


def test_a_tidy_table_is_read_actor_by_actor() -> None:
    (issue,) = read(TIDY.encode()).issues
    assert (issue.name, issue.proposal, issue.wave, issue.actors) == ("a", "P", "one", ("X", "Y", "Z"))
    assert (issue.outcome, issue.reference) == (30.0, 100.0)
    np.testing.assert_allclose(issue.position, [0, 100, 50])
    np.testing.assert_allclose(issue.salience, [0.5, 1, 0.25])
    np.testing.assert_allclose(issue.capability, [2, 1, 4])


def test_a_wide_table_is_known_by_its_columns_and_its_saliences_are_per_cent() -> None:
    issue = read(WIDE.encode()).issues[0]
    assert issue.actors == ("x", "y", "z")
    np.testing.assert_allclose(issue.salience, [0.5, 1, 0.25])
    assert issue.capability is None
    assert issue.reference == 100.0


def test_what_does_not_count_is_left_out_by_name() -> None:
    found = read(WIDE.encode())
    assert [i.name for i in found.issues] == ["a"]
    assert found.left_out == ("b: fewer than 3 actors with a position and a salience", "c: no outcome")


def test_both_forms_of_the_same_issues_are_scored_alike() -> None:
    tidy = read(TIDY.replace(",2,30", ",,30").replace(",1,30", ",,30").replace(",4,30", ",,30").encode())
    wide = read(WIDE.encode())
    one, other = baselines(tidy), baselines(wide)
    for model, forecast in one.items():
        np.testing.assert_allclose(forecast, other[model], err_msg=model)


@pytest.mark.parametrize("mark", [";", "\t"])
def test_semicolons_tabs_a_byte_mark_and_windows_lines_are_read(mark: str) -> None:
    text = TIDY.replace(",", mark).replace("\n", "\r\n")
    assert len(read(b"\xef\xbb\xbf" + text.encode()).issues) == 1


def test_without_a_proposal_each_issue_is_its_own() -> None:
    text = TIDY.replace(",proposal", "").replace(",P,", ",")
    assert read(text.encode()).issues[0].proposal == "a"


def test_salience_in_per_cent_says_so_in_its_heads() -> None:
    text = TIDY.replace("salience", "salience_percent").replace("0.5", "50").replace(",1,1,", ",100,1,")
    np.testing.assert_allclose(read(text.replace("0.25", "25").encode()).issues[0].salience, [0.5, 1, 0.25])


def test_an_issue_on_a_scale_of_its_own_is_scored_in_hundredths_of_it() -> None:
    rows = ["issue,actor,position,salience,outcome,reference,low,high"]
    rows += [f"a,{name},{x},1,7,5,5,10" for name, x in (("X", 5), ("Y", 7.5), ("Z", 10))]
    issue = read("\n".join(rows).encode()).issues[0]
    assert issue.scale == (5.0, 10.0)
    scaled = issue.in_hundredths()
    np.testing.assert_allclose(scaled.position, [0, 50, 100])
    assert (scaled.outcome, scaled.reference) == pytest.approx((40.0, 0.0))


def test_empty_cells_and_na_are_no_number_and_such_an_actor_takes_no_part() -> None:
    text = TIDY + "a,P,one,V,NA,0.5,1,30,100\na,P,one,W,10,.,1,30,100\n"
    assert read(text.encode()).issues[0].actors == ("X", "Y", "Z")


@pytest.mark.parametrize(
    ("find", "put", "code", "line", "column", "said"),
    [
        ("X,0,0.5", "X,zero,0.5", "R03", 2, "position", "`zero` is no number"),
        ("X,0,0.5", "X,inf,0.5", "R03", 2, "position", "no finite number"),
        ("Y,100,1", "Y,101,1", "R04", 3, "position", "position is 101, above 100"),
        ("Z,50,0.25", "Z,50,25", "R04", 4, "salience", "salience is 25, above 1"),
        ("0.25,4", "0.25,-4", "R04", 4, "capability", "capability is -4, below 0"),
        ("0.25,4", "0.25,", "R03", 4, "capability", "capability of `Z` on issue `a` is empty"),
        ("4,30", "4,31", "R05", 4, "outcome", "outcome of issue `a` is `31`, in row 2 it is `30`"),
        ("a,P,one,Z", "a,Q,one,Z", "R05", 4, "proposal", "proposal of issue `a`"),
        ("a,P,one,Z", "a,P,one,X", "R05", 4, "actor", "actor `X` stands twice on issue `a`, first in row 2"),
        ("a,P,one,Z", "a,P,one,", "R05", 4, "actor", "the actor has no name"),
        ("issue,", "topic,", "R02", 1, "issue", "there is no column `issue`"),
        ("salience,", "saliense,", "R02", 1, "salience", "there is no column `salience`"),
        ("proposal,", "actor,", "R02", 1, "actor", "column `actor` stands twice"),
        ("4,30,100", "4,30", "R01", 4, "", "the line has 8 cells, the heads 9"),
    ],
)
def test_what_is_wrong_is_said_at_its_row_and_column_with_a_way_to_mend_it(
    find: str, put: str, code: str, line: int, column: str, said: str
) -> None:
    assert TIDY.count(find) >= 1
    with pytest.raises(StudyError) as error:
        read(TIDY.replace(find, put, 1).encode(), "my.csv")
    (problem,) = error.value.problems
    assert (problem.code, problem.line, problem.file) == (code, line, "my.csv")
    assert said in problem.message
    assert problem.fix
    assert column in problem.path


@pytest.mark.parametrize(
    ("find", "put", "line", "said"),
    [
        ("s_z", "s_w", 1, "there is no column `s_z`"),
        ("outcome,p_x", "result,p_x", 1, "there is no column `outcome`"),
        ("b,P", "a,P", 3, "issue `a` stands twice, first in row 2"),
        ("b,P", ",P", 3, "the issue has no name"),
        ("100,30,0", "100,30,130", 2, "p_x is 130, above 100"),
    ],
)
def test_what_is_wrong_with_a_wide_table_is_said_too(find: str, put: str, line: int, said: str) -> None:
    with pytest.raises(StudyError) as error:
        read(WIDE.replace(find, put, 1).encode())
    assert said in error.value.problems[0].message
    assert error.value.problems[0].line == line


def test_all_problems_are_said_at_once_in_the_order_of_the_table() -> None:
    text = TIDY.replace("X,0,0.5", "X,zero,0.5").replace("Z,50,0.25", "Z,50,25")
    with pytest.raises(StudyError) as error:
        read(text.encode())
    assert [p.line for p in error.value.problems] == [2, 4]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no line below its heads"),
        (b"issue,actor\n", "no line below its heads"),
        (b"issue,actor\n\xff\xfe,x\n", "not UTF-8"),
        (b'issue,actor\n"' + b"x" * 200_000 + b'",y\n', "cannot be read"),
    ],
)
def test_what_is_no_table_is_refused_and_not_a_crash(content: bytes, said: str) -> None:
    with pytest.raises(StudyError) as error:
        read(content)
    assert said in error.value.problems[0].message


def test_a_scale_that_runs_nowhere_is_refused() -> None:
    text = "issue,actor,position,salience,outcome,low,high\na,X,5,1,5,5,5\n"
    with pytest.raises(StudyError) as error:
        read(text.encode())
    assert "runs from 5 to 5" in error.value.problems[0].message
