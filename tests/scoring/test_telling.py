"""What is printed of a scorecard says who was silent and why, and does not make numbers of nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from detente.scoring import Difference, Resolved, score, table
from detente.scoring.telling import WIDTH

Make = Callable[..., Resolved]


def test_a_silent_solver_and_issues_left_out_are_named_with_the_reason(made_up: Make) -> None:
    card = score(made_up(4), resamples=50, solvers=[], laws=[])
    card = replace(card, silent={"spatial": "it needs to know who may propose"}, left_out=("p9i1: no outcome",))
    text = "\n".join(table(card))
    assert "spatial says nothing here: it needs to know who may propose" in text
    assert "left out: p9i1: no outcome" in text


def test_a_difference_on_no_issue_is_a_dash(made_up: Make) -> None:
    """Nobody has weight on any issue, so there is no compromise to compare with."""
    nobody = Resolved(tuple(replace(i, salience=np.zeros(len(i.actors))) for i in made_up(4).issues))
    card = score(nobody, resamples=50, solvers=[], laws=[])
    (apart,) = card.row("unweighted mean").differences
    assert apart.n == 0
    assert not apart.clear
    (line,) = (line for line in table(card, ["all"]) if line.startswith("  unweighted mean"))
    assert line.endswith("—")


def test_long_names_do_not_push_the_table_out_of_its_width(made_up: Make) -> None:
    named = Resolved((*made_up(3, wave="w" * 60).issues, *made_up(3, first=9, wave="second").issues))
    lines = table(score(named, resamples=50, solvers=["mean"], laws=["climatology"]))
    assert max(map(len, lines)) <= WIDTH


def test_a_difference_is_clear_where_its_interval_has_one_sign() -> None:
    assert Difference("mae", "x", 1.0, 0.5, 1.5, 9).clear
    assert Difference("mae", "x", -1.0, -1.5, -0.5, 9).clear
    assert not Difference("mae", "x", 1.0, -0.5, 2.5, 9).clear
