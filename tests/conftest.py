"""What holds for every test: strict arrays, checked annotations, and how hard Hypothesis tries."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from jaxtyping import install_import_hook

from tests.reported import asked, once

if TYPE_CHECKING:
    from detente.report.answers import Answers

ROOT = Path(__file__).resolve().parent.parent

# Read by JAX when it is first imported, here or in a process that a test starts. No test waits for JAX otherwise.
# What one test process compiles the others need not, nor the next session; half of the time went there.
JAX = {
    "JAX_NUMPY_RANK_PROMOTION": "raise",
    "JAX_COMPILATION_CACHE_DIR": str(ROOT / ".cache" / "tests" / "kernels"),
    "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS": "0",
    "JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES": "-1",
}
_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
if not _LONG:
    # Most of what tests compile runs once, for a few draws. Less polish of it takes two thirds of the time; users and
    # `make test-all` have all of it. No polish at all (level 0) makes the few long runs take longer than is saved.
    JAX["XLA_FLAGS"] = "--xla_cpu_use_fusion_emitters=false --xla_backend_optimization_level=1"
for name, value in JAX.items():
    os.environ.setdefault(name, value)

# No test reads the record that this machine's user has added; those that need one add it to a folder of their own.
os.environ["DETENTE_DATA"] = str(ROOT / ".cache" / "tests" / "no-record")

# Every annotated array of these folders is checked while the tests run, and only then. Those of `bargaining` are small
# and many, so that checking them takes longer than the rest of its tests: `make test-all` does.
install_import_hook(
    [
        *("detente.engine", "detente.solvers", "detente.rules", "detente.tables"),
        *(["detente.bargaining"] if _LONG else []),
        *(
            "detente.scores",
            "detente.forecasts",
            "detente.scoring",
            "detente.measures",
            "detente.measuring",
            "detente.record.portfolios",
            "detente.record.intervals",
            "detente.idealpoints",
        ),
    ],
    "beartype.beartype",
)

_slow_machine = [HealthCheck.too_slow]
settings.register_profile("dev", max_examples=25, deadline=None, suppress_health_check=_slow_machine)
settings.register_profile(
    "ci", max_examples=25, deadline=None, derandomize=True, print_blob=True, suppress_health_check=_slow_machine
)
settings.register_profile("long", max_examples=2000, deadline=None, suppress_health_check=_slow_machine)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))


def pytest_collection_finish() -> None:
    """What has been imported and collected stays: looking for garbage in it took a twentieth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_unconfigure() -> None:
    """Let everything go again: libraries count at the end what was not."""
    gc.unfreeze()


@pytest.fixture(scope="session")
def root() -> Path:
    """Folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def held_sources() -> Path:
    """Folder with the pages that the first study quotes; they are not part of the project."""
    folder = Path(os.environ.get("DETENTE_SHARED") or ROOT.parent / "shared") / "sources"
    if not folder.is_dir():
        pytest.skip(f"the quoted pages are not on this machine ({folder}; name their parent in DETENTE_SHARED)")
    return folder


@pytest.fixture(scope="session")
def first_case(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """What a report of the first study says; its page is not held. 64 draws."""
    return once(tmp_path_factory, "first-case", lambda: asked("iran-russia"))


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """What a report of the study that `detente new` makes says; its source is held. 64 draws."""

    def make() -> Answers:
        from detente.verbs import ask

        folder = tmp_path_factory.mktemp("example") / "arland"
        ask("new", folder)
        return asked(str(folder))

    return once(tmp_path_factory, "example", make)
