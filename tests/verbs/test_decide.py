"""The verb `decide`: a wrong word ends with what to write instead; a study's factions are a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from detente.study.problems import DetenteError
from detente.tables import table
from detente.verbs import ask, decide


@pytest.mark.parametrize(
    ("subject", "settings", "says"),
    [
        ("nosuch.csv", {}, "cannot be read"),
        ("emissions", {"model": ("medain",)}, "did you mean `median`"),
        ("emissions", {"model": ("nash",)}, "--reference"),
        ("emissions", {"veto": ("Belgum",)}, "did you mean `Belgium`"),
        ("emissions", {"setter": "Nobody"}, "there is no actor `Nobody`"),
        ("emissions", {"model": ("challenge",), "why": "Belgium", "round_": 99}, "from 1 to 10"),
        ("emissions", {"model": ("challenge",), "switch": ("q=7",)}, "out of its range"),
        ("emissions", {"score": True}, "cannot be read"),
        ("emissions", {"score": True, "model": ("mean",), "rounds": 3}, "leave out `--model` and `--rounds`"),
        ("emissions", {"score": True, "rounds": 3, "why": "x", "at": "2015"}, "`--rounds` and `--why` and `--at`"),
        ("emissions", {"capability": "votes", "split": "validation"}, "leave out `--capability` and `--split`"),
        ("emissions", {"round_": 2}, "leave out `--round`"),
        ("emissions", {"polity": "iran", "at": "2015"}, "leave out `--polity` and `--at`"),
        ("emissions", {"quota": 0.0}, "above 0"),
        ("iran-rusia", {}, "did you mean `iran-russia`"),
        ("iran-russia", {"polity": "france"}, "there is no polity `france`"),
        ("iran-russia", {}, "which polity"),
        ("iran-russia", {"polity": "iran", "at": "1900"}, "is not in the study"),
        ("iran-russia", {"polity": "iran", "at": "soon"}, "is no date"),
    ],
)
def test_a_wrong_word_ends_with_what_to_write_instead(subject: str, settings: dict[str, Any], says: str) -> None:
    with pytest.raises(DetenteError) as caught:
        ask("decide", subject, **settings)
    assert says in str(caught.value)
    assert caught.value.fix


def test_a_directory_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "x.csv").mkdir()
    with pytest.raises(DetenteError):
        ask("decide", str(tmp_path / "x.csv"))


def test_what_the_command_line_says_of_the_procedure_goes_before_the_table() -> None:
    made = table([0.0, 60.0, 100.0], actors=("a", "b", "c"), reference=10.0, setter="a")
    found = ask("decide", made, model=("agenda-setter",), setter="c", reference=20.0, quota=0.5, veto=("b",))
    assert found.table.procedure.setter == "c"
    assert found.table.procedure.vetoes == ("b",)
    assert found.table.issues[0].reference == 20.0
    assert made.procedure.setter == "a"


def test_a_studys_factions_at_a_date_are_a_table_with_ranges() -> None:
    found = ask("decide", "iran-russia", polity="iran", at="2015-07", model=("mean", "median"), draws=64)
    assert "the big game of iran on cooperation, 2015-07-31" in found.made.title
    assert "The Leader" in found.table.actors
    assert len(found.spreads) == 2
    assert found.table.issues[0].scale == (0.0, 100.0)
    assert 0 < found.table.issues[0].reference < 100
    said = decide.show(found)
    assert "90 % of draws" in said


def test_the_mean_of_a_studys_factions_is_near_the_line_of_its_polity() -> None:
    """Two ways to one number: the line of a run's big game, and the mean of the factions taken out of it."""
    import detente

    run = detente.run("iran-russia", draws=512)
    step = int(np.searchsorted(run.time, np.datetime64("2015-07-01"), side="right")) - 1
    line = float(run.means["line"][step, run.pairs.index(("iran", "cooperation"))])
    found = ask("decide", "iran-russia", polity="iran", at="2015-07", model=("mean",), draws=2048)
    assert found.spreads[0].mean == pytest.approx(line, abs=2.0)
