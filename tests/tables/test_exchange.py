"""The exchange model's text: actors, issues with their scales, and lines of data that name both."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from detente.tables import Issue
from detente.tables.reading import read
from tests.tables.saying import said

TEXT = """#O	A toll for the town	
#/	ID	Full name
#A	Mayor	The mayor and aldermen
#A	Shops	Shopkeepers, of the centre
#A	Greens	Green fraction
#P	toll	Shall there be a toll?
#M	toll	0	no
#M	toll	50	with conditions
#M	toll	100	yes
#P	height	How high?
#M	height	0.5	euro
#M	height	7	euro
#P	when	no scale: 0 to 100
#/	actor	issue	position	salience	power
#D	Mayor	toll	100	0.95	1
#D	Shops	toll	0	0.95	0.9
#D	Greens	toll	100	1	0.6
#D	Mayor	height	3	0.7	1	a remark
#D	Shops	height	0.5	0.8	0.9
#D	Greens	when	20	0.4	0.6
"""


def assert_toll(found):
    assert found.title == "A toll for the town"
    assert found.actors == ("Mayor", "Shops", "Greens")
    assert found.issues == (Issue("toll", (0.0, 100.0)), Issue("height", (0.5, 7.0)), Issue("when", (0.0, 100.0)))
    nan = np.nan
    np.testing.assert_array_equal(found.position, [[100, 3, nan], [0, 0.5, nan], [100, nan, 20]])
    np.testing.assert_array_equal(found.salience, [[0.95, 0.7, 0], [0.95, 0.8, 0], [1, 0, 0.4]])
    np.testing.assert_array_equal(found.capability, [[1, 1, 0], [0.9, 0.9, 0], [0.6, 0, 0.6]])
    assert found.switches == {}


@pytest.mark.parametrize("name", ["toll.txt", "toll.csv", "toll"])
def test_the_text_is_known_by_its_lines_whatever_it_is_called(name: str):
    assert_toll(read(TEXT.encode(), name))


@pytest.mark.parametrize("delimiter", [";", "|"])
def test_other_delimiters_are_found(delimiter: str):
    assert_toll(read(TEXT.replace("\t", delimiter).encode(), "toll.txt"))


def test_single_quotation_marks_round_text_are_taken_off():
    quoted = "\n".join(
        "\t".join(p if p.replace(".", "").isdigit() else f"'{p}'" for p in line.split("\t"))
        for line in TEXT.strip().split("\n")
    )
    assert quoted.startswith("'#O'")
    assert_toll(read(quoted.encode(), "toll.csv"))


@pytest.mark.parametrize("case", ["sample_data.txt", "copenhagen.csv"])
def test_published_cases_come_back_as_their_model_reads_them(case: str, bargaining: Path):
    cases = json.loads((bargaining / "exchange_equal_gain.json").read_text(encoding="utf-8"))["cases"]
    given = cases[case]["input"]
    lines = [f"#A\t{a}\t{a}" for a in dict.fromkeys(r["actor"] for r in given["rows"])]
    for issue, scale in given["issues"].items():
        lines += [f"#P\t{issue}\t", *(f"#M\t{issue}\t{end}\t" for end in scale)]
    lines += [f"#D\t{r['actor']}\t{r['issue']}\t{r['position']}\t{r['salience']}\t{r['power']}" for r in given["rows"]]
    found = read("\n".join(lines).encode(), case)
    assert {i.name: list(i.scale or ()) for i in found.issues} == given["issues"]
    assert found.plays.sum() == len(given["rows"])
    place = {name: a for a, name in enumerate(found.actors)}, {i.name: q for q, i in enumerate(found.issues)}
    for row in given["rows"]:
        at = place[0][row["actor"]], place[1][row["issue"]]
        ours = (found.position[at], found.salience[at], found.capability[at])
        assert ours == (row["position"], row["salience"], row["power"])


BAD = {
    "an unknown line": (TEXT + "#X\tMayor\n", [("T27", 21, "")]),
    "a line that names nothing": (TEXT + "#A\t\t\n", [("T27", 21, "")]),
    "an actor not declared": (TEXT.replace("Shops\theight", "Shop\theight"), [("T27", 19, "part 2, `actor`")]),
    "an issue not declared": (TEXT.replace("Shops\theight", "Shops\thigh"), [("T27", 19, "part 3, `issue`")]),
    "a scale of no issue": (TEXT.replace("#M\theight\t7", "#M\tlength\t7"), [("T13", 11, ""), ("T27", 12, "")]),
    "a scale of one point": (TEXT.replace("#M\theight\t7\teuro\n", ""), [("T13", 11, "")]),
    "an actor declared twice": (TEXT + "#A\tMayor\tagain\n", [("T15", 21, "")]),
    "an issue declared twice": (TEXT + "#P\ttoll\tagain\n", [("T15", 21, "")]),
    "data twice": (TEXT + "#D\tMayor\ttoll\t50\t0.5\t1\n", [("T15", 21, "part 2, `actor`")]),
    "a line cut short": (TEXT.replace("height\t3\t0.7\t1\ta remark", "height\t3"), [("T27", 18, "")]),
    "a position off the scale": (TEXT.replace("height\t3\t", "height\t8\t"), [("T13", 18, "part 4, `position`")]),
    "a salience in per cent": (TEXT.replace("height\t3\t0.7", "height\t3\t70"), [("T11", 18, "part 5, `salience`")]),
    "a negative power": (TEXT.replace("0.7\t1\ta", "0.7\t-1\ta"), [("T12", 18, "part 6, `power`")]),
    "text for a number": (TEXT.replace("height\t3\t", "height\tthree\t"), [("T08", 18, "part 4, `position`")]),
    "nothing for a number": (TEXT.replace("height\t3\t", "height\t\t"), [("T07", 18, "part 4, `position`")]),
    "a point that is no number": (TEXT.replace("#M\theight\t7", "#M\theight\thigh"), [("T08", 12, "")]),
    "an actor without data": (TEXT + "#A\tBank\tThe bank\n", [("T18", 1, "")]),
    "an issue without data": (TEXT + "#P\tcolour\tOf the signs\n", [("T18", 1, "part 3, `issue`")]),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_a_bad_line_is_refused_at_its_part(case: str):
    text, expected = BAD[case]
    assert said(text, "toll.txt") == expected
