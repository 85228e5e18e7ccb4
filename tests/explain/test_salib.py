"""SALib is an extra of the package: asked for by name, never needed by what does without it."""

from __future__ import annotations

import subprocess
import sys
import tomllib

from detente.explain.salib import seed


def test_the_extra_and_the_development_environment_ask_for_the_same_salib(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(project["project"]["optional-dependencies"]["sensitivity"]) <= set(project["dependency-groups"]["dev"])


def test_nothing_loads_salib_before_an_estimator_is_asked_for():
    code = "import sys, detente.explain.weakest, detente.verbs.sensitivity; print('SALib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_no_seed_becomes_the_nought_that_salib_takes_for_none():
    assert all(seed(s, "sobol") % 2 for s in range(1000))  # odd, and so never 0
    assert len({seed(s, "sobol") for s in range(1000)}) > 990
