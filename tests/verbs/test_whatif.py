"""What `detente whatif` says, and what it says of changes that cannot be made."""

from __future__ import annotations

import json
import re

import pytest

from detente.study.problems import DetenteError
from detente.verbs import whatif
from tests.explain import wars

MORE = """
what-ifs:
  peace: {title: No war at all, without: [a, b, c]}
  less: {without: [c]}
  nothing: {}
variants:
  harder: {set: {issues.arms.start: exactly 60}}
"""


@pytest.fixture(scope="module")
def study():
    return wars.study("30 to 34", "exactly 25", "exactly 2", more=MORE)


@pytest.fixture(scope="module")
def answer(study):
    return whatif.do(study, ("peace", "less", "nothing"), draws=64)


@pytest.fixture(scope="module")
def said(answer):
    return whatif.show(answer)


def test_a_line_is_no_longer_than_a_hundred_letters(said):
    assert max(map(len, said.splitlines())) <= 100


def test_differences_stand_side_by_side_at_dates_with_their_intervals(said):
    (head,) = [line for line in said.splitlines() if line.split()[:3] == ["as", "it", "stands"]][:1]
    assert head.split()[3:] == ["peace", "less"]
    (now,) = [line for line in said.splitlines() if line.startswith("  2001-12")]
    assert "now" in now
    median, low, high = (float(n.replace("−", "-")) for n in re.findall(r"−[\d.]+", now)[:3])
    wanted = [-(push + 27) * 0.75 for push in (32, 34, 30)]  # at the middle and the ends of what was said
    assert [median, low, high] == pytest.approx(wanted, abs=0.5)
    assert "−1.5 (−1.5 to −1.5)" in now


def test_a_change_that_moves_a_level_at_no_date_is_named_and_has_no_column(said):
    assert "moved at no date by: nothing" in said


def test_an_empty_change_differs_by_nothing(said):
    assert "nothing\n  differs by nothing: it is the study as it stands, to the last bit" in said


def test_inputs_are_counted_and_the_smallest_part_is_named(said):
    assert "peace: No war at all\n  differs by 3 inputs: `war-a` event left out, `war-b` event left out" in said
    (part,) = [line for line in said.splitlines() if "the same effect on arms at 2001-12 with 2 of them" in line]
    assert "`war-a`, `war-b`" in part


def test_a_question_that_no_draw_answers_otherwise_is_within_sampling_error(said):
    ask = said.index("Above fifty at the end of 2003?")
    lines = said[ask:].splitlines()
    assert lines[1].split() == ["as", "it", "stands", "100", "%"]
    assert lines[2].split()[:3] == ["peace", "0", "%"]
    assert lines[3].strip() == "less, nothing: no difference beyond sampling error"


def test_the_data_is_what_is_said_and_survives_json(answer):
    data = json.loads(json.dumps(whatif.data(answer), allow_nan=False))
    peace, less, nothing = data["changes"]
    assert [i["name"] for i in peace["inputs"]] == ["war-a", "war-b", "war-c"]
    assert peace["smallest"]["inputs"] == ["war-a", "war-b"]
    assert nothing["inputs"] == []
    assert less["smallest"] is None
    (now,) = [d for d in less["differences"] if d["date"] == "2001-12"]
    assert now["median"] == pytest.approx(-1.5)
    assert peace["questions"][0]["difference"] == -1.0


def test_without_a_name_all_what_ifs_are_compared_and_no_variant(study):
    found = whatif.do(study, draws=16)
    assert [case.change.id for case in found.cases] == ["peace", "less", "nothing"]


def test_a_change_of_your_own_stands_beside_named_ones(study):
    found = whatif.do(study, ("harder",), without=("a",), set_=("issues.arms.start=exactly 40",), draws=16)
    assert [case.change.id for case in found.cases] == ["harder", "your change"]
    assert [d.name for d in found.cases[1].departures] == ["war-a", "issues.arms.start"]


def test_what_a_file_adds_is_added(study, tmp_path):
    file = tmp_path / "more.yaml"
    file.write_text(
        "drivers: {d: {events: [{on: 2000-01, strength: exactly 1, what: War d, lasts: true}]}}\n"
        "effects: [{cause: d, moves: position, of: court, on: arms, by: exactly 8}]\n"
    )
    found = whatif.do(study, add=file, draws=16)
    (case,) = found.cases
    assert [d.says for d in case.departures] == ["`d` added", "`d-position-court-arms` added"]
    assert found.gap(case, "arms", study.span.now).median == pytest.approx(6.0)


@pytest.mark.parametrize(
    ("names", "settings", "message", "fix"),
    [
        (("pece",), {}, "`pece` is no what-if or variant", "did you mean `peace`"),
        (("war-a",), {}, "`war-a` is no what-if or variant", "leave it out with --without war-a"),
        ((), {"without": ("war-x",)}, "`war-x` is no driver, event, effect, faction or source", "did you mean `war-"),
        ((), {"set_": ("issues.arms.start",)}, "does not say what to set to what", "issues.arms.start=exactly 20"),
        ((), {"set_": ("issues.arms.stat=3",)}, "`issues.arms.stat` cannot be set so", "start"),
        (
            (),
            {"set_": ("issues.amrs.start=3",)},
            "`issues.amrs.start` leads nowhere",
            "did you mean `issues.arms.start`",
        ),
        ((), {"set_": ("issues.arms.start=much",)}, "`much` is no word for this", "write it like"),
        ((), {"set_": ("issues.arms.start=-3",)}, "below 0", "give zero or more"),
        ((), {"set_": ("issues.arms.start=[1",)}, "the value of `issues.arms.start` cannot be read", "brackets"),
        ((), {"set_": ("issues.arms.start=3", "issues.arms.start=4")}, "is set twice", "set it once"),
        ((), {"without": ("court",)}, "with this change, issues.arms.positions", "add one"),
        (("peace",), {"issue": "amrs"}, "`amrs` is no issue", "did you mean `arms`"),
        (("peace",), {"at": "1999"}, "before the study begins", "later date"),
        (("peace",), {"at": "soon"}, "`soon` is no date", "write 2024"),
    ],
)
def test_a_change_that_cannot_be_made_is_refused_with_a_way_to_mend_it(study, names, settings, message, fix):
    with pytest.raises(DetenteError) as caught:
        whatif.do(study, names, draws=16, **settings)
    assert message in str(caught.value)
    assert fix in str(caught.value).split("fix", 1)[1]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("rivers: {}\n", 1, "`rivers` is no section to add to"),
        ("effects:\n  - {cause: a, moves: position, of: cort, on: arms, by: exactly 1}\n", 2, "`cort` is no faction"),
        ("drivers:\n  d:\n    events:\n      - {on: 2000-13, strength: minor, what: W}\n", 4, "`2000-13` is no date"),
        ("drivers: [\n", 2, "cannot be read as YAML"),
        ("drivers:\n  a:\n    origin: nowhere\n", 3, "`nowhere`"),
        ("- a\n", 1, "holds no keys"),
        ("drivers: {d: &x {events: []}}\n", 1, "anchor"),
    ],
)
def test_a_problem_in_the_file_that_is_added_stands_at_its_line(study, tmp_path, text, line, message):
    file = tmp_path / "more.yaml"
    file.write_text(text)
    with pytest.raises(DetenteError) as caught:
        whatif.do(study, add=file, draws=16)
    assert str(caught.value).startswith(f"more.yaml:{line}  ")
    assert message in str(caught.value)


def test_a_file_that_is_not_there_is_refused(study, tmp_path):
    with pytest.raises(DetenteError, match="cannot be read: No such file"):
        whatif.do(study, add=tmp_path / "none.yaml")


def test_a_file_that_is_too_large_is_refused(study, tmp_path):
    file = tmp_path / "more.yaml"
    file.write_bytes(b"#" * 2_100_000)
    with pytest.raises(DetenteError, match="more than 2,000,000 bytes"):
        whatif.do(study, add=file)


def test_a_study_without_what_ifs_asks_for_a_change():
    with pytest.raises(DetenteError, match="this study names no what-ifs"):
        whatif.do(wars.study("exactly 1"))


def test_nothing_is_written_unless_asked(answer, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert whatif.save(answer) == ""
    assert list(tmp_path.iterdir()) == []


def test_figure_and_numbers_are_written_into_the_folder_that_is_named(answer, tmp_path):
    said = whatif.save(answer, out=tmp_path / "out")
    assert {p.name for p in (tmp_path / "out").iterdir()} == {"whatif.html", "whatif.json", "whatif.png", "whatif.svg"}
    assert str(tmp_path / "out") in said
