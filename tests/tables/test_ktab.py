"""KTAB's files are read as KTAB reads them: actors, dimensions, options, seed and adjustments."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.tables import Issue
from detente.tables.formats import format_of
from detente.tables.reading import read
from tests.tables.saying import complaints, said

NAMES = (
    [f"ec_BargnModel_{x}" for x in ("InitRcvrInterp", "PWCompInterp")]
    + [f"ec_BigRAdjust_{x}" for x in ("Full", "Half", "None", "TwoThirds")]
    + [f"ec_BigRRange_{x}" for x in ("Max", "Min")]
    + [f"ec_InterVecBrgn_{x}" for x in ("S1P1", "S2PMax")]
    + [f"ec_PCEModel_{x}" for x in ("MarkovIncentive", "MarkovUniform")]
    + [f"ec_ThirdPartyCommit_{x}" for x in ("FullCommit", "NoCommit")]
    + [f"ec_VictoryProbModel_{x}" for x in ("Binary", "Octic", "Quartic", "Square")]
    + [f"ec_VotingRule_{x}" for x in ("ASymProsp", "Binary", "Cubic", "PropBin", "PropCbc")]
    + ["ec_default", "edge_n3", "edge_same_pos", "edge_symmetric", "smpExample_det"]
    + ["gen_d1_n05", "gen_d1_n20", "gen_d2_n10", "gen_d3_n05"]
    + [f"sample_dummyData{x}" for x in ("-a040", "-a080", "_3Dim", "_6Dim")]
)

ROWS = "A, first, 10, 0, 80\nB, second, 20, 50.5, 60\nC, third, 5, 100, 40\n"
CSV = f"Emissions, EC case, 3, 1,\nActor, Description, Power, Years Position, Years Salience,\n{ROWS}"
TWO = "Two,,2,2\nActor,Description,Power,P1,S1,P2,S2\nA,,1,0,60,10,40\nB,,2,50,50,50,50\n"
XML = """<?xml version="1.0" encoding="UTF-8"?>
<Scenario>
  <name>Emissions</name>
  <desc>EC case</desc>
  <prngSeed>17</prngSeed>
  <ModelParameters>
    <VotingRule>Prop</VotingRule>
  </ModelParameters>
  <Dimensions><dName>Years</dName></Dimensions>
  <Actors>
    <Actor><name>A</name><capability>10</capability>
      <Position><dCoord>0</dCoord></Position>
      <Salience><dSal>80</dSal></Salience></Actor>
    <Actor><name>B</name><capability>20</capability>
      <Position><dCoord>50.5</dCoord></Position>
      <Salience><dSal>60</dSal></Salience></Actor>
  </Actors>
  <IdealAdjustment>
    <iaPair><adjustingIdeal>B</adjustingIdeal><referencePos>B</referencePos><adjust>0.75</adjust></iaPair>
    <iaPair><adjustingIdeal>B</adjustingIdeal><referencePos>A</referencePos><adjust>.07</adjust></iaPair>
  </IdealAdjustment>
</Scenario>
"""


def test_every_file_of_ktab_that_is_a_game_is_among_these(ktab: Path):
    assert {f.stem for f in (ktab / "inputs").iterdir()} == {*NAMES, "edge_all_same"}


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_read_as_ktab_read_it(name: str, ktab: Path):
    (file,) = (ktab / "inputs").glob(f"{name}.*")
    theirs = json.loads((ktab / "scenarios" / f"{name}.json").read_text(encoding="utf-8"))["input"]
    ours = read(file.read_bytes(), file.name)
    assert ours.title == theirs["name"]
    assert list(ours.actors) == [a["name"] for a in theirs["actors"]]
    assert ours.issues == tuple(Issue(name, (0.0, 100.0)) for name in theirs["dimensions"])
    assert ours.position.tolist() == [a["position"] for a in theirs["actors"]]
    assert ours.salience.tolist() == [[s / 100 for s in a["salience"]] for a in theirs["actors"]]
    assert ours.capability.tolist() == [[a["capability"]] * len(ours.issues) for a in theirs["actors"]]
    if file.suffix == ".csv":
        assert ours.switches == {}, "a CSV of KTAB holds no options"
    else:
        assert ours.switches["spatial"] == {
            "profile": "ktab",
            "parameters": theirs["parameters"],
            "seed": theirs["seed"],
            "adjustment": theirs["ideal_adjustment"],
        }


def test_a_scenario_in_which_all_agree_is_no_game(ktab: Path):
    file = ktab / "inputs" / "edge_all_same.xml"
    assert [code for code, *_ in said(file.read_bytes(), file.name)] == ["T20"]


def test_a_csv_of_ktab_is_known_by_its_second_row_whatever_it_is_called():
    for name in ("a.csv", "a.txt", "a"):
        assert format_of(CSV.encode(), name).__name__.endswith("ktab_csv")  # pyright: ignore
    assert format_of(b"actor,description,position,salience,capability\nactor,desc,1,1,1\n", "a.csv").SUFFIXES


def test_a_csv_of_ktab_is_on_scales_of_a_hundred():
    found = read(CSV.encode(), "a.csv")
    assert found.title == "Emissions"
    assert found.issues == (Issue("Years Position", (0.0, 100.0)),)
    assert found.position[:, 0].tolist() == [0, 50.5, 100]
    assert found.salience[:, 0].tolist() == [0.8, 0.6, 0.4]


def test_a_csv_of_ktab_may_stand_between_semicolons():
    assert read(CSV.replace(",", ";").encode(), "a.csv").salience[:, 0].tolist() == [0.8, 0.6, 0.4]


def column(n: int, name: str) -> str:
    return f"column {n}, `{name}`"


BAD = {
    "a row too short": (CSV.replace(" 60\n", "\n"), [("T07", 4, column(5, "Years Salience"))]),
    "a field missing": (CSV.replace(", 50.5, 60", ", 60"), [("T24", 4, "")]),
    "a field too many": (CSV.replace("50.5, 60", "50.5, 60, 7"), [("T24", 4, "")]),
    "a position above 100": (CSV.replace("50.5", "150"), [("T13", 4, column(4, "Years Position"))]),
    "a position below 0": (CSV.replace("50.5", "-1"), [("T13", 4, column(4, "Years Position"))]),
    "a salience above 100": (CSV.replace(", 60", ", 160"), [("T25", 4, column(5, "Years Salience"))]),
    "saliences that add up to more": (TWO.replace("0,60,10,40", "0,60,10,41"), [("T25", 3, "")]),
    "fewer actors than declared": (CSV.replace(", 3, 1", ", 4, 1"), [("T24", 2, "")]),
    "more actors than declared": (CSV.replace(", 3, 1", ", 2, 1"), [("T24", 2, "")]),
    "more dimensions than declared": (CSV.replace(", 3, 1", ", 3, 2"), [("T24", 2, "")]),
    "no number of actors": (CSV.replace(", 3, 1", ", three, 1"), [("T24", 1, "")]),
    "no dimension": (CSV.replace(", 3, 1", ", 3, 0"), [("T24", 1, "")]),
    "two dimensions of one name": (TWO.replace("P2", "P1"), [("T24", 2, "")]),
    "text for a number": (CSV.replace("50.5", "half"), [("T08", 4, column(4, "Years Position"))]),
    "an empty field": (CSV.replace("50.5", ""), [("T07", 4, column(4, "Years Position"))]),
    "a range": (CSV.replace("50.5", "40 to 60"), [("T08", 4, column(4, "Years Position"))]),
    "a negative capability": (CSV.replace("20,", "-20,"), [("T12", 4, column(3, "Power"))]),
    "an actor twice": (CSV.replace("B,", "A,"), [("T15", 4, column(1, "Actor"))]),
    "a header within quotation marks": ('"x\nActor,Description"\n', [("T24", 1, "")]),
    "only a header": ("\n".join(CSV.split("\n")[:2]), [("T24", 2, "")]),
}


@pytest.mark.parametrize("case", BAD)
def test_a_broken_row_of_ktab_is_refused_where_it_breaks(case: str):
    text, expected = BAD[case]
    assert said(text) == expected


def test_xml_becomes_switches_of_the_spatial_model():
    found = read(XML.encode(), "a.xml")
    assert found.switches == {
        "spatial": {
            "profile": "ktab",
            "parameters": {"VotingRule": "Prop"},
            "seed": "17",
            "adjustment": [[1.0, 0.0], [0.07, 0.75]],
        }
    }
    assert found.salience[:, 0].tolist() == [0.8, 0.6]


def test_xml_without_adjustment_lets_ideals_follow_nobody():
    start, end = XML.index("  <IdealAdjustment>"), XML.index("</Scenario>")
    found = read((XML[:start] + XML[end:]).encode(), "a.xml")
    assert found.switches["spatial"]["adjustment"] == [[1.0, 0.0], [0.0, 1.0]]


def path(rest: str) -> str:
    return f"Scenario/Actors/Actor `B`/{rest}"


BAD_XML = {
    "cut short": (XML[: XML.index("</Salience>")], [("T24", 13, "")]),
    "tags crossed": (XML.replace("</desc>", "</name>"), [("T24", 4, "")]),
    "another root": ("<Study><name/></Study>", [("T24", 1, "")]),
    "no dimensions": (XML.replace("<dName>Years</dName>", ""), [("T24", 2, "")]),
    "a coordinate missing": (XML.replace("<dCoord>50.5</dCoord>", ""), [("T24", 15, path("Position"))]),
    "a coordinate empty": (XML.replace("50.5", " "), [("T07", 15, path("Position `Years`"))]),
    "a coordinate off the scale": (XML.replace("50.5", "150"), [("T13", 15, path("Position"))]),
    "a salience above 100": (XML.replace("60</dSal>", "160</dSal>"), [("T25", 16, path("Salience `Years`"))]),
    "no capability": (XML.replace("<capability>20</capability>", ""), [("T07", 14, path("capability"))]),
    "an unknown option": (XML.replace("VotingRule", "VoteRule"), [("T26", 7, "Scenario/ModelParameters/VoteRule")]),
    "an unknown choice": (XML.replace("Prop<", "Proportional<"), [("T26", 7, "Scenario/ModelParameters/VotingRule")]),
    "a seed of letters": (XML.replace("17", "x"), [("T26", 5, "Scenario/prngSeed")]),
    "a seed too large": (XML.replace("17", str(2**64)), [("T26", 5, "Scenario/prngSeed")]),
    "an adjustment to nobody": (
        XML.replace("<referencePos>A<", "<referencePos>Z<"),
        [("T26", 20, "Scenario/IdealAdjustment/iaPair")],
    ),
    "an adjustment that is no share": (
        XML.replace(">.07<", ">1.07<"),
        [("T26", 20, "Scenario/IdealAdjustment/iaPair")],
    ),
    "adjustments above 1": (XML.replace(">.07<", ">0.5<"), [("T26", 18, "Scenario/IdealAdjustment")]),
    "a document type": (
        XML.replace("<Scenario>", '<!DOCTYPE Scenario [<!ENTITY a "x">]>\n<Scenario>'),
        [("T24", 1, "")],
    ),
    "a namespace": (XML.replace("<Scenario>", '<Scenario xmlns="http://example.org">'), [("T24", 2, "")]),
}


@pytest.mark.parametrize("case", BAD_XML)
def test_a_bad_xml_is_refused_at_its_line_and_path(case: str):
    text, expected = BAD_XML[case]
    assert said(text, "a.xml") == expected


def test_an_entity_is_never_replaced(tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret", encoding="utf-8")
    kind = f'<!DOCTYPE Scenario [<!ENTITY x SYSTEM "{secret.as_uri()}">]>\n<Scenario>'
    text = XML.replace("<Scenario>", kind).replace("<name>Emissions", "<name>&x;")
    assert "the secret" not in str(complaints(text, "a.xml"))


def test_entities_that_multiply_are_refused_at_once():
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    text = XML.replace("<Scenario>", f'<!DOCTYPE Scenario [<!ENTITY e0 "ha">{entities}]>\n<Scenario>')
    assert [code for code, *_ in said(text.replace("<name>Emissions", "<name>&e11;"), "a.xml")] == ["T24"]


def test_xml_of_more_actors_than_ktab_reads_is_refused():
    actor = XML[XML.index("    <Actor><name>A") : XML.index("    <Actor><name>B")]
    assert [code for code, *_ in said(XML.replace(actor, actor * 250), "a.xml")] == ["T28"]


def test_xml_of_many_bytes_is_refused_unread():
    assert [code for code, *_ in said(XML + " " * 5_000_000, "a.xml")] == ["T28"]
