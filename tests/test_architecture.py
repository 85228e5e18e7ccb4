"""The house stands as it was drawn: folders, files, imports, and what `make` offers."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "detente"
FILES = sorted(PACKAGE.rglob("*.py"))
PLUGIN_FOLDERS = (
    "verbs",
    "report/sections",
    "figures",
    "solvers",
    "rules",
    "scores",
    "forecasts",
    "study/checks",
    "evidence/readers",
    "tables/formats",
)
NAMES_NO_CONCEPT = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc", "tools"}
HEAVY = ("jax", "numpyro", "altair", "xarray")

every_file = pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(PACKAGE)))
every_plugin_folder = pytest.mark.parametrize("folder", PLUGIN_FOLDERS)


def _project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _contracts() -> list[dict]:
    return _project()["tool"]["importlinter"]["contracts"]


def _module(folder: str) -> str:
    return "detente." + folder.replace("/", ".")


@every_file
def test_no_file_passes_300_lines(file: Path):
    lines = len(file.read_text(encoding="utf-8").splitlines())
    assert lines <= 300, f"{file.name} has {lines} lines: split it by concept"


@every_file
def test_every_file_opens_with_what_it_is(file: Path):
    said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    first = said.partition("\n")[0]
    assert first.endswith((".", "!", "?", ":")), f"first docstring line: {first!r}"
    assert len(first.split()) >= 3, f"first docstring line: {first!r}"


@every_file
def test_every_file_is_named_after_a_concept(file: Path):
    assert file.stem.strip("_") not in NAMES_NO_CONCEPT


@every_file
def test_no_file_names_a_folder_of_somebodys_machine(file: Path):
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"""["' ]/(?:home|root|tmp|Users|mnt|opt)/""", text)


@every_plugin_folder
def test_a_plugin_folder_says_what_its_files_are(folder: str):
    said = ast.get_docstring(ast.parse((PACKAGE / folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    assert len(said.split()) >= 10, f"{folder}/__init__.py should say what one of its files is"


@every_plugin_folder
def test_a_plugin_folder_names_none_of_its_files(folder: str):
    """Files are found by their name; a list of them would have to be kept by hand."""
    tree = ast.parse((PACKAGE / folder / "__init__.py").read_text(encoding="utf-8"))
    inside = {f.stem for f in (PACKAGE / folder).glob("*.py")} - {"__init__"}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(_module(folder)):
            named = {node.module.removeprefix(_module(folder)).strip(".").split(".")[0], *(a.name for a in node.names)}
            assert not named & inside, f"line {node.lineno} imports {sorted(named & inside)}"


@every_plugin_folder
def test_a_plugin_folder_holds_only_plugins(folder: str):
    hidden = [f.name for f in (PACKAGE / folder).glob("_*.py") if f.name != "__init__.py"]
    assert not hidden, f"{hidden}: what plug-ins share belongs one layer down"


@every_plugin_folder
def test_a_contract_keeps_the_files_of_a_plugin_folder_apart(folder: str):
    apart = [c["modules"] for c in _contracts() if c["type"] == "independence"]
    assert [f"{_module(folder)}.*"] in apart


def test_the_layers_name_every_folder_and_only_folders_that_exist():
    (layers,) = [c for c in _contracts() if c["type"] == "layers"]
    assert layers["exhaustive"] is True
    named = {word.strip() for layer in layers["layers"] for word in layer.split("|")} | set(
        layers["exhaustive_ignores"]
    )
    present = {
        f.stem for f in PACKAGE.iterdir() if f.name != "__pycache__" and not f.name.startswith(("__init__", "."))
    }
    assert named >= {name for name in present if name != "py"}
    assert {name for name in named if not name.startswith("__")} <= present


@pytest.mark.parametrize(
    "modules", ["detente", "detente.cli", "detente.verbs.check", "detente.study, detente.evidence"]
)
def test_help_and_check_never_load_the_heavy_libraries(modules: str):
    code = f"import sys, {modules}; print(*sorted(set(sys.modules) & set({HEAVY!r})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


# Each contract is broken on purpose in a copy, and has to turn red there.
BREACHES = {
    "layers": ("study/nouns.py", "import detente.evidence"),
    "pure": ("solvers/mean.py", "import pathlib"),
    "quick": ("verbs/check.py", "def _late():\n    import xarray"),
    "verbs-apart": ("verbs/check.py", "import detente.verbs.run"),
    "solvers-apart": ("solvers/mean.py", "import detente.solvers.median"),
    "rules-apart": ("rules/consent.py", "import detente.rules.weighted"),
    "scores-apart": ("scores/mae.py", "import detente.scores.rmse"),
    "forecasts-apart": ("forecasts/normal.py", "import detente.forecasts.laplace"),
    "measures-apart": ("measures/kappa.py", "import detente.measures.pi"),
    "connectors-apart": ("data/{0}", "import detente.data.{0}"),
    "sections-apart": ("report/sections/{0}", "import detente.report.sections.{0}"),
    "figures-apart": ("figures/{0}", "import detente.figures.{0}"),
    "checks-apart": ("study/checks/{0}", "import detente.study.checks.{0}"),
    "readers-apart": ("evidence/readers/{0}", "import detente.evidence.readers.{0}"),
    "formats-apart": ("tables/formats/{0}", "import detente.tables.formats.{0}"),
}


def _report(folder: Path) -> str:
    """What lint-imports prints about the project at `folder`."""
    program = shutil.which("lint-imports", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    assert program, "import-linter is not installed"
    environment = {**os.environ, "PYTHONPATH": str(folder / "src"), "NO_COLOR": "1", "COLUMNS": "200"}
    done = subprocess.run(
        [program, "--no-cache"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def _broken(report: str) -> set[str]:
    """The ids of the import contracts that are broken."""
    verdicts = dict(re.findall(r"^(.+?) (KEPT|BROKEN)\b", report, flags=re.MULTILINE))
    assert verdicts, report
    return {c["id"] for c in _contracts() if verdicts.get(c["name"]) != "KEPT"}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_all_import_contracts_are_kept():
    assert _broken(report := _report(ROOT)) == set(), report


@pytest.mark.parametrize("contract", [c["id"] for c in _contracts()])
def test_a_breach_turns_its_import_contract_red(contract: str, copy: Path):
    where, what = BREACHES[contract]
    if "{0}" in where:
        files = sorted(f for f in (PACKAGE / where).parent.glob("*.py") if f.stem != "__init__")
        assert len(files) >= 2, f"{where.partition('{')[0]} holds fewer than two files"
        where, what = where.format(files[0].name), what.format(files[1].stem)
    file = copy / "src" / "detente" / where
    file.write_text(f"{file.read_text(encoding='utf-8')}\n\n{what}\n", encoding="utf-8")
    assert contract in _broken(_report(copy))


def test_a_folder_without_a_layer_turns_the_layers_red(copy: Path):
    new = copy / "src" / "detente" / "astrology"
    new.mkdir()
    (new / "__init__.py").write_text('"""Nothing that was planned."""\n', encoding="utf-8")
    report = _report(copy)
    assert "astrology" in report
    assert "KEPT" not in report or "layers" in _broken(report)


def test_arrays_with_the_wrong_axes_are_refused_while_tests_run():
    import jax.numpy as jnp
    from jaxtyping import TypeCheckError

    from detente.solvers.mean import SOLVER

    with pytest.raises(TypeCheckError):
        SOLVER.solve(jnp.ones((3, 2)), jnp.ones((4, 2)), jnp.ones((3, 2)))


def test_arrays_of_unlike_rank_are_not_spread_silently_while_tests_run():
    import jax.numpy as jnp

    with pytest.raises(ValueError, match="rank"):
        jnp.ones((3, 2)) + jnp.ones(2)


def test_every_target_of_make_is_there_and_in_its_help():
    help_text = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target in ("demo", "test", "test-all", "check", "bench", "ci", "clean"):
        assert re.search(rf"^  make {target} ", help_text, flags=re.MULTILINE), help_text


def test_the_lock_file_names_only_the_public_index():
    lock = (ROOT / "uv.lock").read_text(encoding="utf-8")
    hosts = {url.split("/")[2] for url in re.findall(r"https?://[^\"\s]+", lock)}
    assert hosts == {"pypi.org", "files.pythonhosted.org"}
    assert not re.search(r"(?:path|directory) = ", lock)


def test_the_first_study_travels_with_the_package():
    bundled = PACKAGE / "studies" / "iran-russia"
    assert (bundled / "study.yaml").is_file()
    assert (bundled / "study.lock").is_file()


def test_every_library_that_is_imported_is_declared():
    """A library that comes along with another one today may not do so tomorrow."""
    project = _project()["project"]
    asked = [*project["dependencies"], *(d for extra in project["optional-dependencies"].values() for d in extra)]
    declared = {re.split(r"[^\w.-]", d)[0].lower().replace("_", "-") for d in asked}
    declared |= {"detente", "pydantic-core"}  # the latter is one half of pydantic
    owners = packages_distributions()
    undeclared = {}
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            named = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            named += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in {n.partition(".")[0] for n in named} - sys.stdlib_module_names:
                if not {o.lower().replace("_", "-") for o in owners.get(name, [name])} & declared:
                    undeclared[name] = f"{file.name}:{node.lineno}"
    assert not undeclared


def test_one_version_is_given_everywhere():
    version = _project()["project"]["version"]
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_ci_runs_as_a_program():
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
