"""What the documents say is so: links lead somewhere, commands exist, the notebook runs, tables are current."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import numpy as np
import xarray as xr

from detente import verbs
from detente.study.version import VERSION
from detente.study.words import TABLE

PAGES = (
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/study.md",
    "docs/problems.md",
    "docs/tables.md",
    "docs/explaining.md",
    "docs/report.md",
    "docs/iran-russia.md",
    "docs/decide.md",
    "docs/scoring.md",
    "docs/data.md",
)


def test_every_link_of_a_document_leads_to_a_file(root):
    for page in (root / name for name in PAGES):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_command_in_the_readme_is_a_verb(root):
    text = (root / "README.md").read_text(encoding="utf-8")
    for line in re.findall(r"^detente (.+)$", text, re.MULTILINE):
        words = line.split()
        assert words[0] in verbs.names() or " ".join(words[:2]) in verbs.names(), line


def test_the_code_of_the_notebook_runs_and_is_ten_lines_at_most(root):
    notebook = json.loads((root / "docs" / "ten-lines.ipynb").read_text(encoding="utf-8"))
    code = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert sum(len([line for line in cell.splitlines() if line.strip()]) for cell in code) <= 10
    names: dict[str, object] = {}
    for cell in code:
        exec(cell, names)
    assert isinstance(names["cooperation"], xr.DataArray)
    assert np.isfinite(names["cooperation"].values).all()


def test_the_table_of_words_in_the_documents_is_the_one_in_force(root):
    text = (root / "docs" / "study.md").read_text(encoding="utf-8")
    table = text.split("<!-- words -->\n")[1].split("<!-- /words -->")[0]
    assert table == words_table()


def words_table() -> str:
    """The table of words as Markdown."""
    rows = ["| kind | words |", "|---|---|"]
    for kind, column in TABLE.items():
        said = ", ".join(f"{word} {low:g} to {high:g}" for word, (low, high) in column.items())
        rows.append(f"| {kind} | {said} |")
    return "\n".join(rows) + "\n"


def test_the_version_stands_once(root):
    assert f'version = "{VERSION}"' in (root / "pyproject.toml").read_text(encoding="utf-8")
    assert f"version: {VERSION}" in (root / "CITATION.cff").read_text(encoding="utf-8")


def test_the_names_that_users_may_rely_on_are_these():
    import detente

    assert detente.__all__ == [
        "DetenteError",
        "StudyError",
        "__version__",
        "ask",
        "check",
        "claims",
        "decide",
        "flip",
        "load",
        "measure",
        "roots",
        "run",
        "sensitivity",
        "variant",
        "verify",
        "weakest",
        "whatif",
        "why",
    ]
    assert all(hasattr(detente, name) for name in detente.__all__)


def test_every_function_that_the_readme_calls_is_there(root):
    code = "\n".join(re.findall(r"```python\n(.*?)```", (root / "README.md").read_text(encoding="utf-8"), re.DOTALL))
    imports = "\n".join(line for line in code.splitlines() if line.startswith(("import ", "from ")))
    called = sorted(set(re.findall(r"(?<![\w.])((?:detente\.)?[a-z_]+)\(", code)))
    assert {"detente.run", "detente.decide", "detente.measure", "report"} <= set(called)
    asked = f"{imports}\nassert all(callable(f) for f in ({', '.join(called)},))"
    subprocess.run([sys.executable, "-c", asked], check=True, timeout=60)


def test_python_m_detente_is_detente():
    done = subprocess.run([sys.executable, "-m", "detente", "--version"], capture_output=True, text=True, timeout=60)
    assert done.stdout == f"detente {VERSION}\n"
