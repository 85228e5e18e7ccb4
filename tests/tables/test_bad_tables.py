"""Files that no table can be read from: all that is wrong is said at once, at its row and column."""

from __future__ import annotations

import re

import pytest

from detente.study.problems import DetenteError
from detente.tables import limits, rulebook
from detente.tables.draft import SHOWN
from detente.tables.reading import read
from tests.tables.saying import complaints, said

HEAD = "actor,position,salience,capability\n"
GOOD = "France,10,0.6,0.16\nItaly,4,0.5,0.1\n"
MORE = "actor,issue,position,salience,capability\n"
POSITION, SALIENCE, CAPABILITY = ("column 2, `position`", "column 3, `salience`", "column 4, `capability`")
AN_ACTOR = "  A: {position: 1, salience: 0.5, capability: 1}\n"

BAD = {
    "empty": ("", [("T01", 1, "")]),
    "spaces": (" \n\t\n", [("T01", 1, "")]),
    "a mark and nothing": ("\ufeff", [("T01", 1, "")]),
    "only a header": (HEAD, [("T01", 1, "")]),
    "only comments": ("# title\n# more\n", [("T01", 1, "")]),
    "a column missing": ("actor,position,salience\nA,1,0.5\nB,2,0.5\n", [("T04", 1, "")]),
    "a column misspelt": (HEAD.replace("salience", "saliance") + GOOD, [("T04", 1, "")]),
    "all columns missing": (
        "a;b\n1;2\n",
        [("T04", 1, "")] * 4 + [("T05", 1, "column 1, `a`"), ("T05", 1, "column 2, `b`")],
    ),
    "a column unknown": (
        HEAD.replace("capability", "capability,colour") + GOOD.replace("\n", ",red\n"),
        [("T05", 1, "column 5, `colour`")],
    ),
    "a column twice": (
        "actor,position,salience,power,influence\nA,1,0.5,1,1\nB,2,0.5,1,1\n",
        [("T05", 1, "column 5, `influence`")],
    ),
    "a column without heading": (f",{HEAD}1,A,1,0.5,1\n2,B,2,0.5,1\n", [("T05", 1, "")]),
    "a column that cannot be in per cent": (
        HEAD.replace("actor", "actor %") + GOOD,
        [("T05", 1, "column 1, `actor %`")],
    ),
    "too many cells": (
        HEAD + GOOD + "Korea, South,10,0.6,0.16\n",
        [("T06", 4, ""), ("T08", 4, POSITION), ("T11", 4, SALIENCE)],
    ),
    "no name": (HEAD + GOOD + ",10,0.6,0.16\n", [("T07", 4, "column 1, `actor`")]),
    "a half-written file": (HEAD + GOOD + "UK,10,0", [("T07", 4, CAPABILITY)]),
    "no position on the one issue": (HEAD + GOOD + "UK,,0.9,0.16\n", [("T07", 4, POSITION)]),
    "text for a number": (HEAD + GOOD + "UK,ten,0.9,0.16\n", [("T08", 4, POSITION)]),
    "missing as people write it": (
        HEAD + GOOD + "UK,NA,n/a,-\n",
        [("T08", 4, p) for p in (POSITION, SALIENCE, CAPABILITY)],
    ),
    "not a number": (HEAD + GOOD + "UK,nan,0.9,0.16\n", [("T08", 4, POSITION)]),
    "infinite": (HEAD + GOOD + "UK,inf,0.9,-Infinity\n", [("T14", 4, POSITION), ("T14", 4, CAPABILITY)]),
    "beyond all bounds": (HEAD + GOOD + "UK,10,0.9,1e300\n", [("T14", 4, CAPABILITY)]),
    "beyond a float": (HEAD + GOOD + "UK,1e999,0.9,1\n", [("T14", 4, POSITION)]),
    "a range beyond all bounds": (HEAD + GOOD + "UK,1 to 1e13,0.9,1\n", [("T14", 4, POSITION)]),
    "thousands": (HEAD + GOOD + 'UK,"1,234.5",0.9,1\n', [("T09", 4, POSITION)]),
    "thousands or decimals": (HEAD + GOOD + 'UK,"1,000",0.9,1\n', [("T09", 4, POSITION)]),
    "thousands by points": (HEAD + GOOD + 'UK,"1.234.567,8",0.9,1\n', [("T09", 4, POSITION)]),
    "decimal comma": (HEAD + GOOD + 'UK,10,"0,9",1\n', [("T09", 4, SALIENCE)]),
    "commas and points": (
        "actor;position;salience;capability\nA;1;0,5;1\nB;2;0.5;1\n",
        [("T09", 2, SALIENCE)],
    ),
    "a comma of which nothing tells": (
        "actor;position;salience;capability\nA;1;1;1,000\nB;2;1;2\n",
        [("T09", 2, CAPABILITY)],
    ),
    "a range the wrong way": (HEAD + GOOD + "UK,10,0.9 to 0.7,1\n", [("T10", 4, SALIENCE)]),
    "a word of no scale": (HEAD + GOOD + "UK,low,0.9,1\n", [("T08", 4, POSITION)]),
    "a per cent sign": (HEAD + GOOD + "UK,10,80%,1\n", [("T08", 4, SALIENCE)]),
    "saliences in per cent": (HEAD + "A,1,80,1\nB,2,90,1\nC,3,0,1\n", [("T11", 2, SALIENCE)]),
    "one salience in per cent": (HEAD + GOOD + "UK,10,90,1\n", [("T11", 4, SALIENCE)]),
    "a negative salience": (HEAD + GOOD + "UK,10,-0.1,1\n", [("T11", 4, SALIENCE)]),
    "a range of saliences above 1": (HEAD + GOOD + "UK,10,0.9 to 1.2,1\n", [("T11", 4, SALIENCE)]),
    "shares headed as per cent": (
        HEAD.replace("salience", "salience %") + GOOD,
        [("T11", 1, "column 3, `salience %`")],
    ),
    "a negative capability": (HEAD + GOOD + "UK,10,0.9,-1\n", [("T12", 4, CAPABILITY)]),
    "a capability that starts at zero": (HEAD + GOOD + "UK,10,0.9,0 to 1\n", [("T12", 4, CAPABILITY)]),
    "a word among large capabilities": (HEAD + GOOD + "UK,10,0.9,high\nUS,3,0.9,120\n", [("T12", 4, CAPABILITY)]),
    "a position off its scale": (
        HEAD.replace("\n", ",low,high\n") + "A,1,0.5,1,0,10\nB,20,0.5,1,0,10\nC,5 to 15,0.5,1,,\n",
        [("T13", 3, POSITION), ("T13", 4, POSITION)],
    ),
    "a scale upside down": (
        HEAD.replace("\n", ",low,high\n") + "A,1,0.5,1,10,0\nB,2,0.5,1,,\n",
        [("T13", 2, "column 6, `high`")],
    ),
    "half a scale": (
        HEAD.replace("\n", ",low,high\n") + "A,1,0.5,1,0,\nB,2,0.5,1,,\n",
        [("T13", 2, "column 5, `low`")],
    ),
    "a reference point off the scale": (
        HEAD.replace("\n", ",low,high,reference\n") + "A,1,0.5,1,0,10,20\nB,2,0.5,1,,,\n",
        [("T13", 1, "column 7, `reference`")],
    ),
    "an actor twice": (HEAD + GOOD + "France,3,0.5,1\n", [("T15", 4, "column 1, `actor`")]),
    "an actor in two spellings": (HEAD + GOOD + "FRANCE,3,0.5,1\n", [("T15", 4, "column 1, `actor`")]),
    "an actor twice on an issue": (
        MORE + "A,p,1,1,1\nB,p,2,1,1\nA,q,1,1,1\nA,p,2,1,1\n",
        [("T15", 5, "column 1, `actor`")],
    ),
    "two scales of an issue": (
        HEAD.replace("\n", ",low,high,unit\n") + "A,1,0.5,1,0,10,years\nB,2,0.5,1,0,9,months\n",
        [("T16", 3, "column 5, `low`"), ("T16", 3, "column 7, `unit`")],
    ),
    "two reference points": (
        HEAD.replace("\n", ",reference\n") + "A,1,0.5,1,0\nB,2,0.5,1,9\n",
        [("T16", 3, "column 5, `reference`")],
    ),
    "a reference point that is a range": (
        HEAD.replace("\n", ",reference\n") + "A,1,0.5,1,0 to 3\nB,2,0.5,1,\n",
        [("T08", 2, "column 5, `reference`")],
    ),
    "two quotas": (
        HEAD.replace("\n", ",quota\n") + "A,1,0.5,1,0.5\nB,2,0.5,1,0.6\n",
        [("T16", 3, "column 5, `quota`")],
    ),
    "a quota of all and more": (
        HEAD.replace("\n", ",quota\n") + "A,1,0.5,1,62\nB,2,0.5,1,\n",
        [("T16", 2, "column 5, `quota`")],
    ),
    "two setters": (
        HEAD.replace("\n", ",role\n") + "A,1,0.5,1,setter\nB,2,0.5,1,setter\n",
        [("T16", 3, "column 5, `role`")],
    ),
    "two chambers of one": (
        MORE.replace("\n", ",chamber\n") + "A,p,1,1,1,upper\nB,p,2,1,1,\nA,q,1,1,1,lower\n",
        [("T16", 4, "column 6, `chamber`")],
    ),
    "a role of no meaning": (
        HEAD.replace("\n", ",role\n") + "A,1,0.5,1,vetto\nB,2,0.5,1,\n",
        [("T17", 2, "column 5, `role`")],
    ),
    "neither yes nor no": (
        HEAD.replace("\n", ",veto\n") + "A,1,0.5,1,maybe\nB,2,0.5,1,\n",
        [("T17", 2, "column 5, `veto`")],
    ),
    "somebody who is not there": (
        HEAD.replace("\n", ",ratifies\n") + "Senate,1,0.5,1,Presidnet\nPresident,2,0.5,1,\n",
        [("T17", 2, "column 5, `ratifies`")],
    ),
    "one actor": (HEAD + "A,1,0.5,1\n", [("T18", 1, "")]),
    "an actor without a position": (
        MORE + "A,p,1,1,1\nB,p,2,1,1\nB,q,2,1,1\nC,q,,1,1\n",
        [("T18", 5, "column 3, `position`")],
    ),
    "an issue without a position": (MORE + "A,p,1,1,1\nB,p,2,1,1\nB,q,,1,1\n", [("T18", 1, "column 2, `issue`")]),
    "nobody able": (HEAD + "A,1,0.5,0\nB,2,0.5,0\n", [("T19", 1, CAPABILITY)]),
    "nobody who cares": (HEAD + "A,1,0,1\nB,2,0,1\n", [("T19", 1, SALIENCE)]),
    "nobody able on one issue": (
        MORE + "A,p,1,1,1\nB,p,2,1,1\nA,q,1,1,0\nB,q,2,1,0\n",
        [("T19", 1, "column 5, `capability`")],
    ),
    "all at one point": (HEAD + "A,1,0.5,1\nB,1,0.5,1\n", [("T20", 1, POSITION)]),
    "all at one point on every issue": (
        MORE + "A,p,1,1,1\nB,p,1,1,1\nA,q,2,1,1\nB,q,2,1,1\n",
        [("T20", 1, "column 3, `position`")],
    ),
    "a quotation mark left open": (HEAD + 'France,10,0.6,0.16\n"Italy,4,0.5,0.1\nUK,3,0.5,1\n', [("T03", 3, "")]),
    "a quotation mark astray": (HEAD + 'France,10,0.6,0.16\n"Italy" and "UK",4,0.5,0.1\n', [("T03", 3, "")]),
    "a cell that never ends": (HEAD + f'"{"x" * 140_000}\n', [("T03", 2, "")]),
    "a name that never ends": (HEAD + GOOD + f"{'x' * 201},3,0.5,1\n", [("T28", 4, "column 1, `actor`")]),
    "too many columns": (",".join(["x"] * 201) + "\n", [("T28", 1, "")]),
    "binary": (b"\x00\x01\x02\xff\xfe" * 9, [("T02", 1, "")]),
    "a zero byte": (HEAD + GOOD + "U\0K,1,0.5,1\n", [("T02", 4, "")]),
    "a control character": (HEAD + GOOD + "U\x07K,1,0.5,1\n", [("T02", 4, "")]),
    "neither UTF-8 nor western": (
        (HEAD + "Łódź,1,0.5,1\nЖдёт ответа,2,0.5,1\n").encode("cp1251", "replace"),
        [("T02", 3, "")],
    ),
    "an image": (b"\x89PNG\r\n\x1a\n....", [("T01", 1, "")]),
    "an old or locked workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", [("T01", 1, "")]),
    "an archive": (b"PK\x03\x04....", [("T01", 1, "")]),
}

BAD_YAML = {
    "not YAML": ("actors: {A: {position: 1\n", [("Y01", 2, "")]),
    "empty": ("  \n", [("T01", 1, "")]),
    "no keys": ("just words\n", [("Y08", 1, "")]),
    "anchors": ("actors:\n  A: &a {position: 1}\n  B: *a\n", [("Y05", 2, "")]),
    "a key twice": ("actors:\n  A: {position: 1}\n  A: {position: 2}\n", [("Y02", 3, "actors.A")]),
    "an unknown key": ("actor: {}\n", [("T30", 1, "actor"), ("T30", 1, "actors")]),
    "no actors": ("title: x\n", [("T30", 1, "actors")]),
    "nobody": ("actors: {}\n", [("T30", 1, "actors")]),
    "an actor of one number": ("actors:\n  A: 4\n", [("T30", 2, "actors.A")]),
    "a row of one number": ("actors:\n  - 4\n", [("T30", 2, "actors.0")]),
    "a list for a number": (
        "actors:\n  A: {position: [1], salience: 1, capability: 1}\n",
        [("T30", 2, "actors.A.position")],
    ),
    "issues in a list": (f"issues: [years]\nactors:\n{AN_ACTOR}", [("T30", 1, "issues")]),
    "an issue of nobody": (
        "issues: {years: {}, tax: {}}\nactors:\n  A: {position: {years: 1}, salience: 1, capability: 1}\n",
        [("T30", 1, "issues.tax")],
    ),
    "an unknown key of an issue": (
        "issues:\n  years: {lo: 1}\nactors:\n  A: {position: {years: 1}, salience: 1, capability: 1}\n",
        [("T30", 2, "issues.years.lo")],
    ),
    "a salience in per cent": (
        f"actors:\n{AN_ACTOR}  B:\n    position: 2\n    salience: 80\n    capability: 1\n",
        [("T11", 5, "actors.B.salience")],
    ),
    "a misspelt column": (
        f"actors:\n{AN_ACTOR}  B:\n    position: 2\n    salience: 0.8\n    capabilty: 1\n",
        [("T07", 3, "actors.B"), ("T05", 6, "actors.B.capabilty")],
    ),
    "a salience for one issue of two": (
        f"actors:\n{AN_ACTOR}  B: {{position: {{issue: 1, tax: 2}}, salience: {{tax: 1}}, capability: 1}}\n",
        [("T07", 3, "actors.B")],
    ),
    "the same mistake in the rows of two issues": (
        f"actors:\n{AN_ACTOR}  B: {{position: {{issue: 1, tax: 2}}, salience: 1, capability: 1, veto: perhaps}}\n",
        [("T17", 3, "actors.B.veto")],
    ),
    "true for a number": (
        f"actors:\n{AN_ACTOR}  B: {{position: true, salience: 1, capability: 1}}\n",
        [("T08", 3, "actors.B.position")],
    ),
    "a scale upside down": (
        f"issues: {{years: {{low: 9, high: 1}}}}\nactors:\n{AN_ACTOR}"
        "  B: {position: 2, salience: 1, capability: 1}\n",
        [("T13", 1, "issues.years.high")],
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_csv_is_refused_at_its_row_and_column(case: str):
    data, expected = BAD[case]
    assert said(data) == expected


@pytest.mark.parametrize("case", BAD_YAML)
def test_a_bad_yaml_is_refused_at_its_line_and_path(case: str):
    data, expected = BAD_YAML[case]
    assert said(data, "table.yaml") == expected


def test_all_is_said_at_once():
    text = HEAD.replace("\n", ",colour\n") + 'France,ten,0.6,0.16\nItaly,4,5,-1\nItaly,"1,5",nan,\n'
    assert [code for code, *_ in said(text)] == ["T05", "T08", "T11", "T12", "T07", "T08", "T09", "T15"]


def test_a_missing_column_hides_no_other_problem():
    assert [code for code, *_ in said("actor,position,salience\nA,x,2\nB,1,0.5\n")] == ["T04", "T08", "T11"]


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        (HEAD.replace("salience", "saliance") + GOOD, "did you mean it by `saliance`? head that column `salience`"),
        (
            "actor,position,salience\nA,1,1\nB,2,1\n",
            "add a column `capability` (or influence, power, resources, capabilities)",
        ),
        (HEAD + "A,1,80,1\nB,2,90,1\n", "divide the column by 100, or head it `salience %`"),
        (
            HEAD.replace("salience", "salience (0-100)") + "A,1,80,1\nB,2,90,1\n",
            "did you mean it by `salience (0-100)`? head that column `salience`, "
            "or `salience %` if it holds percentages",
        ),
        (HEAD + GOOD + "UK,10,80,1\n", "give a number from 0 to 1 (80 % is 0.8)"),
        (HEAD + GOOD + 'UK,10,"0,9",1\n', "write `0.9`"),
        (HEAD + GOOD + 'UK,"1,234.5",0.9,1\n', "write `1234.5`, or with a point for decimals"),
        (HEAD + GOOD + "UK,10,0.9 to 0.7,1\n", "write `0.7 to 0.9`"),
        (HEAD.replace("\n", ",ratifies\n") + "S,1,0.5,1,Presidnet\nPresident,2,0.5,1,\n", "did you mean `President`?"),
    ],
)
def test_the_way_to_mend_it_is_said(text: str, fix: str):
    assert fix in [p.fix for p in complaints(text).problems]


def test_an_error_is_printed_with_line_column_and_fix():
    assert str(complaints(HEAD + GOOD + "UK,10,80,1\n", "emissions.csv")) == (
        "emissions.csv:4  T11  salience of `UK` is 80, above 1\n"
        "   at   column 3, `salience`\n"
        "   fix  give a number from 0 to 1 (80 % is 0.8)"
    )


def test_at_most_a_hundred_problems_are_listed():
    problems = complaints(HEAD + "".join(f"A{i},x,0.5,1\n" for i in range(5000))).problems
    assert len(problems) == SHOWN + 1
    assert problems[-1].code == "T29"


def test_a_file_of_an_unknown_ending_is_refused_with_the_known_ones():
    assert "`.doc`" in complaints("x", "table.doc").message
    assert ".csv, .tab, .tsv, .txt, .xlsm, .xlsx, .xml, .yaml, .yml" in complaints("x", "table").message


def test_a_table_of_more_rows_than_fit_is_refused(monkeypatch):
    monkeypatch.setattr("detente.tables.delimited.MOST_ROWS", 3)
    assert said(HEAD + "".join(f"A{i},{i},0.5,1\n" for i in range(9))) == [("T28", 5, "")]
    assert len(read((HEAD + "".join(f"A{i},{i},0.5,1\n" for i in range(3))).encode(), "a.csv").actors) == 3


def test_a_file_of_too_many_bytes_is_refused_unread(monkeypatch):
    monkeypatch.setattr("detente.tables.reading.MOST_BYTES", 10)
    assert said(HEAD) == [("T28", 1, "")]


def test_actors_times_issues_that_fit_no_array_are_refused(monkeypatch):
    monkeypatch.setattr("detente.tables.soundness.MOST_CELLS", 8)
    assert said(MORE + "A,p,1,1,1\nB,q,2,1,1\nC,r,2,1,1\n") == [("T28", 1, "")]


def test_a_row_of_millions_of_cells_is_refused_before_it_is_cut(monkeypatch):
    monkeypatch.setattr("detente.tables.delimited.LONGEST_ROW", 1000)
    assert said(HEAD + "," * 1001) == [("T03", 2, "")]
    assert said(HEAD + '"a\n",' * 1001)[0][:2] == ("T03", 2)


def test_every_code_has_its_rule_and_every_rule_its_code(root):
    folder = root / "src" / "detente" / "tables"
    sources = [f.read_text(encoding="utf-8") for f in folder.rglob("*.py") if f.name != "rulebook.py"]
    used = {code for text in sources for code in re.findall(r'"(T[0-9]{2})"', text)}
    assert used == {rule.code for rule in rulebook.RULES}


def test_the_bounds_of_a_file_are_those_that_the_page_of_problems_names():
    said = next(rule for rule in rulebook.RULES if rule.code == "T28").why
    assert f"{limits.MOST_ROWS:,} rows" in said
    assert f"{limits.MOST_BYTES // 10**6} MB" in said


def test_a_refusal_is_something_the_user_can_mend():
    with pytest.raises(DetenteError):
        read(b"", "table.csv")
