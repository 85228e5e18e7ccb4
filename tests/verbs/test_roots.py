"""What `detente roots` prints: numbers that add up, ties as ties, no claim about the world, errors with a way out."""

from __future__ import annotations

import json
import re

import pytest

from detente.study.problems import DetenteError
from detente.verbs import roots
from tests.explain.bargains import EARLY, bargain

ASKED = {"from_": "2000-12", "to": "2001-12", "draws": 2}
BOTH = {("x", "north"): 47, ("y", "south"): 33, ("z", "south"): 12, ("y", "north"): -3}


def asked(study, **settings):
    return roots.do(study, **{**ASKED, **settings})


def number(line: str) -> float:
    """The mean on a line: its first number after two or more spaces."""
    return float(re.search(r" {2,}([+−]?\d+\.\d+) ", line)[1].replace("−", "-"))


def sections(text: str) -> list[list[str]]:
    return [part.split("\n") for part in text.split("\n\n")]


def test_the_printed_numbers_add_up_to_the_digit_shown():
    _, sums, drivers, *_ = sections(roots.show(asked(bargain(BOTH, wants=(23, 31), origins={"y": "north"}))))
    found = {line.strip().split("  ")[0]: number(line) for line in sums[2:]}
    start, end = found.pop("Level at the end of 2000-12"), found.pop("Level at the end of 2001-12")
    change, under_way = found.pop("Change"), found.pop("already under way")
    assert round(start + change, 1) == end
    assert round(under_way + sum(found.values()), 1) == change
    assert set(found) == {"external", "domestic to north"}
    assert round(under_way + sum(map(number, drivers[1:])), 1) == change
    percents = [int(line.split()[-2].replace("−", "-")) for line in [*drivers[1:], sums[3]]]
    assert sum(percents) == 100


def test_no_line_is_too_wide_and_no_word_says_caused():
    text = roots.show(asked(bargain({**BOTH, ("x", "south"): 9}, began={"x": EARLY})))
    assert max(map(len, text.split("\n"))) <= 100
    assert "share of the model's change" in text
    assert "caus" not in text


def test_ties_share_their_ranks():
    text = roots.show(asked(bargain({("x", "north"): 40, ("y", "south"): 40})))
    assert re.search(r"^1–2 +x ", text, re.MULTILINE)
    assert re.search(r"^1–2 +y ", text, re.MULTILINE)
    assert "a tie for these ranks" in text


def test_interactions_are_named_with_their_way():
    text = roots.show(asked(bargain({("x", "north"): 40, ("y", "south"): 40})))
    assert "x and y add 20.0 more together than apart" in text
    text = roots.show(asked(bargain({("x", "home"): 60, ("y", "home"): 60}), issue="home"))
    assert "x and y add 20.0 less together than apart" in text  # by hand: 100 is the end, (80 - 60 - 60) / 2


def test_the_other_way_to_be_absent_is_printed_where_it_reverses_an_order():
    early = bargain({("x", "home"): 30, ("y", "home"): 10}, began={"x": EARLY})
    text = roots.show(asked(early, issue="home"))
    assert "an order stated above is reversed (y before x)" in " ".join(text.split())
    *_, other = sections(text)
    assert [line.split()[1] for line in other[-2:]] == ["x", "y"]


def test_the_other_way_to_be_absent_is_one_line_where_it_reverses_none():
    same = bargain({("x", "home"): 30, ("y", "home"): 10}, began={"y": EARLY})
    *_, other = sections(roots.show(asked(same, issue="home")))
    assert " ".join(other).endswith("no stated order is reversed.")
    assert "no stated order" not in roots.show(asked(same, issue="home", absent="held"))


def test_no_percentages_where_the_change_may_be_nil():
    text = roots.show(asked(bargain({("x", "home"): 20, ("y", "home"): -20}), issue="home"))
    _, sums, drivers, *_ = sections(text)
    assert sums[-1].startswith("No percentages")
    assert not [line for line in (*sums[2:], *drivers) if line.endswith("%")]


def test_a_level_on_its_way_without_drivers_is_told_so():
    text = roots.show(asked(bargain({}, wants=(60, 60))))
    assert "no driver moves this level in this time" in text
    assert "x, y, z: they do not stir" in text


def test_without_dates_it_asks_from_the_beginning_to_now():
    answer = roots.do(bargain({("x", "home"): 20}), issue="home", draws=2)
    assert (answer.first, answer.last) == ("2000-01", "2002-12")


def test_the_data_is_json_and_holds_what_is_printed():
    answer = asked(bargain(BOTH, began={"x": EARLY}))
    kept = json.loads(json.dumps(roots.data(answer), allow_nan=False))
    assert [d["name"] for d in kept["drivers"]] == [p.name for p in answer.drivers]
    assert kept["drivers"][0]["shown"] == answer.drivers[0].shown
    assert kept["otherwise"]["absent"] == "zero"
    assert kept["over_time"]["dates"][0] == "2001-01-01"
    assert len(kept["over_time"]["means"]) == len(kept["over_time"]["parts"])


def test_the_dataset_names_its_axes():
    answer = asked(bargain(BOTH))
    of = answer.dataset["points"]
    assert of.dims == ("part", "time", "draw")
    assert float(of.sel(part="x", time="2002-01-01").mean()) == pytest.approx(
        next(p.points.mean for p in answer.drivers if p.name == "x")
    )


@pytest.mark.parametrize(
    ("settings", "said", "fix"),
    [
        ({"issue": "pakt"}, "`pakt` is no issue", "did you mean `pact`?"),
        ({"from_": "2001-12", "to": "2000-12"}, "2001-12 is after 2000-12", "the other way round"),
        ({"from_": "2001-12"}, "no time passes", "later second date"),
        ({"to": "2031"}, "2031 is after the study ends", "earlier date"),
        ({"to": "soon"}, "`soon` is no date", "write 2024"),
        ({"absent": "hold"}, "`hold` is no way for a driver to be absent", "did you mean `held`?"),
        ({"group": ("x,yy",)}, "`yy` in the group `x,yy` is no driver", "did you mean `y`?"),
    ],
)
def test_a_wrong_question_is_refused_with_a_way_to_mend_it(settings, said, fix):
    with pytest.raises(DetenteError) as found:
        asked(bargain(BOTH), **settings)
    assert said in found.value.message
    assert fix in found.value.fix
