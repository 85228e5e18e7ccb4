"""What every verb keeps: documented, quick to import, and true about the files it goes through."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import detente
from detente import verbs

SOURCE = Path(detente.__file__).parent
NAMES = verbs.names()


@pytest.mark.parametrize("name", NAMES)
def test_a_verb_answers_and_says_its_answer(name):
    module = verbs.named(name)
    assert callable(module.do)
    assert callable(module.show)
    assert callable(module.data)


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_of_a_verb_has_a_help(name):
    for function in (verbs.named(name).do, getattr(verbs.named(name), "save", None)):
        for parameter in inspect.signature(function).parameters.values() if function else ():
            if parameter.kind is parameter.KEYWORD_ONLY and parameter.name != "progress":
                assert "Setting(" in str(parameter.annotation), parameter.name


@pytest.mark.parametrize("name", NAMES)
def test_the_path_line_of_a_verb_names_files_that_it_goes_through(name):
    text = inspect.getdoc(verbs.named(name).do) or ""
    line = re.search(r"^Path: (.+)$", text, re.MULTILINE)
    assert line, f"{name} has no Path line"
    files = line[1].split(", ")
    assert 3 <= len(files) <= 4
    reached = _reached(SOURCE / "verbs" / f"{name.replace(' ', '_')}.py")
    for file in files:
        assert (SOURCE / file).is_file(), file
        assert (SOURCE / file) in reached, f"{name} never imports {file}"


@pytest.mark.parametrize("name", NAMES)
def test_every_verb_is_a_command(name):
    done = subprocess.run(
        [sys.executable, "-m", "detente", *name.split(), "--help"], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0
    assert "Usage" in done.stdout


def test_asking_a_misspelt_verb_suggests_the_nearest():
    with pytest.raises(detente.DetenteError, match="did you mean `check`"):
        detente.ask("chekc")


def _reached(start: Path) -> set[Path]:
    """Files that a file imports, at its head or within functions, and those that they import."""
    found: set[Path] = set()
    waiting = [start]
    while waiting:
        file = waiting.pop()
        if file in found:
            continue
        found.add(file)
        text = re.sub(r"  #.*", "", file.read_text(encoding="utf-8"))
        for module, names in re.findall(r"from (detente[\w.]*) import ([^\n(]+|\([^)]*\))", text):
            base = SOURCE.parent / Path(*module.split("."))
            candidates = [base.with_suffix(".py"), base / "__init__.py"]
            candidates += [base / f"{n.split(' as ')[0].strip(' ()')}.py" for n in re.split(r"[,\n]", names)]
            candidates += [base / n.split(" as ")[0].strip(" ()") / "__init__.py" for n in re.split(r"[,\n]", names)]
            waiting += [c for c in candidates if c.is_file()]
    return found
