"""`detente decide` as a user calls it: tables, studies, errors at their row and column, figures, scores."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command

TABLE = "actor,position,salience,capability\nhawks,90,0.9,3\narmy,70,0.5,5\ntraders,30,0.6,4\ndoves,0,0.4,2\n"


@pytest.fixture
def actors(tmp_path: Path) -> Path:
    """A table in the folder in which detente is called."""
    (tmp_path / "actors.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path / "actors.csv"


def test_every_model_stands_with_its_assumption_and_the_disagreement_comes_first(detente: Command, actors: Path):
    done = detente("decide", actors.name, "--reference", "20")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert "the models disagree by" in lines[3]
    for word in ("mean", "Everyone compromises", "nash", "win-set", "core (nothing beats a point of it)", "Not asked"):
        assert word in done.stdout, word
    assert max(map(len, lines)) <= 100


def test_json_has_every_round_and_the_matrices_of_the_first(detente: Command):
    done = detente("decide", "emissions", "--model", "challenge", "--json")
    assert done.returncode == 0, done.stderr
    (model,) = json.loads(done.stdout)["models"]
    assert len(model["rounds"]) == 11
    assert model["rounds"][1]["Belgium"] == 4.0
    success = model["parts"]["success"]
    assert success[0][1] + success[1][0] == pytest.approx(1)
    assert model["profile"] == "equations"


def test_what_is_wrong_is_said_at_its_row_and_column_and_nothing_is_traced_back(detente: Command, tmp_path: Path):
    (tmp_path / "bad.csv").write_text("actor,position,salience,capability\na,10,80,1\nb,x,60,2\n", encoding="utf-8")
    done = detente("decide", "bad.csv")
    assert done.returncode == 1
    assert "bad.csv:3" in done.stderr
    assert "column 2" in done.stderr
    assert "divide the column by 100" in done.stderr
    assert "Traceback" not in done.stderr


def test_scores_stand_beside_the_plain_baselines(detente: Command, tmp_path: Path):
    rows = [
        f"i{k},p{k // 2},{who},{at},{care},{100 * (k % 3) / 2}"
        for k in range(12)
        for who, at, care in (("a", 0, 0.5), ("b", 100, 0.7), ("c", (37 * k) % 100, 0.9))
    ]
    text = "issue,proposal,actor,position,salience,outcome\n" + "\n".join(rows) + "\n"
    (tmp_path / "resolved.csv").write_text(text, encoding="utf-8")
    done = detente("decide", "--score", "resolved.csv")
    assert done.returncode == 0, done.stderr
    for word in ("compromise mean", "middle of the scale", "CRPS", "challenge", "positions"):
        assert word in done.stdout, word
