"""What is said of tables in the documents is so: columns and their names, and the examples."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

from detente.files.tables import BUNDLED
from detente.tables.columns import IGNORED, NAMES, NEEDED, meaning
from detente.tables.reading import read


def test_the_columns_of_the_documents_are_those_that_are_read(root: Path):
    text = (root / "docs" / "tables.md").read_text(encoding="utf-8")
    rows = text.split("<!-- columns -->\n")[1].split("<!-- /columns -->")[0].splitlines()
    said = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    assert {row[0].strip("`"): tuple(row[1].split(", ")) if row[1] != "—" else () for row in said} == NAMES
    assert [row[0].strip("`") for row in said if "; needed" in row[2]] == list(NEEDED)


def test_the_columns_that_are_not_read_are_named_in_the_documents(root: Path):
    text = (root / "docs" / "tables.md").read_text(encoding="utf-8")
    for heading in IGNORED - {"notes", "comments", "remarks"}:
        assert re.search(rf"\b{heading}\b", text)
        assert meaning(heading)[0] == "ignored"


def test_the_tables_that_the_documents_show_are_read(root: Path):
    text = (root / "docs" / "tables.md").read_text(encoding="utf-8")
    shown = re.findall(r"```(csv|yaml)\n(.*?)```", text, re.DOTALL)
    assert [kind for kind, _ in shown] == ["csv", "yaml"]
    assert [len(read(body.encode(), f"a.{kind}").actors) for kind, body in shown] == [3, 2]


@pytest.mark.parametrize("name", ["emissions.csv", "treaty.yaml"])
def test_every_example_is_read_and_described(name: str, root: Path):
    assert {f.name for f in BUNDLED.iterdir()} == {"emissions.csv", "treaty.yaml"}
    assert f"detente decide {Path(name).stem}" in (root / "docs" / "tables.md").read_text(encoding="utf-8")
    assert read((BUNDLED / name).read_bytes(), name).title


def test_the_example_of_emission_standards_is_the_published_table(bargaining: Path):
    found = read((BUNDLED / "emissions.csv").read_bytes(), "emissions.csv")
    published = json.loads((bargaining / "challenge_ec_emissions.json").read_text(encoding="utf-8"))["actors"]
    assert list(found.actors) == [a["name"] for a in published]
    for column in ("position", "salience", "capability"):
        np.testing.assert_array_equal(getattr(found, column)[:, 0], [a[column] for a in published])


def test_the_weighted_mean_of_the_example_is_the_published_one():
    found = read((BUNDLED / "emissions.csv").read_bytes(), "emissions.csv")
    mean = (found.weight * found.position).sum() / found.weight.sum()
    assert mean == pytest.approx(5003 / 677, abs=1e-12)
