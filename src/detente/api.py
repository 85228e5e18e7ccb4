"""The door for Python: the verbs as functions that return plain data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.files import folders
from detente.study.nouns import Study
from detente.study.reading import variant
from detente.verbs import ask
from detente.verbs import check as _check
from detente.verbs import report as _report

if TYPE_CHECKING:
    from detente.deciding.decision import Decision
    from detente.engine.run import Run
    from detente.measuring.answer import Alignment
    from detente.measuring.estimated import Estimated
    from detente.report.report import Report
    from detente.report.verifying import Verification
    from detente.tables import ActorTable

__all__ = ["ask", "check", "claims", "decide", "flip", "load", "measure", "report", "roots", "run", "sensitivity"]
__all__ += ["variant", "verify", "weakest", "whatif", "why"]

load = folders.load


def run(study: Study | str, **settings: Any) -> Run:
    """Run a study: how did the levels move, where may they go? Settings as in `detente run --help`.

    The answer holds named arrays: `levels` (quantile, time, issue), `paths` (the first 1,000 draws) and `dataset`
    (everything), all xarray objects. Nothing is written to disk.
    """
    return ask("run", _study(study), **settings)


def check(study: str, **settings: Any) -> _check.Soundness:
    """Check a study: is it sound, and do its quotes stand? Settings as in `detente check --help`."""
    return _check.do(folders.find(study), **settings)


def roots(study: Study | str, **settings: Any) -> Any:
    """Whose is the model's change in a level between two dates? Settings as in `detente roots --help`."""
    return ask("roots", _study(study), **settings)


def why(study: Study | str, **settings: Any) -> Any:
    """Why did a level bend here? Settings as in `detente why --help`."""
    return ask("why", _study(study), **settings)


def claims(study: Study | str, **settings: Any) -> Any:
    """Does the model bear out what the sources say? Settings as in `detente claims --help`."""
    return ask("claims", _study(study), **settings)


def whatif(study: Study | str, *names: str, **settings: Any) -> Any:
    """What changes if …? Names of what-ifs and variants; settings as in `detente whatif --help`."""
    return ask("whatif", _study(study), names, **settings)


def flip(study: Study | str, judgement: str, **settings: Any) -> Any:
    """How little would have to be wrong to reverse a judgement? Settings as in `detente flip --help`."""
    return ask("flip", _study(study), judgement, **settings)


def sensitivity(study: Study | str, **settings: Any) -> Any:
    """Which assumptions matter for a level? Settings as in `detente sensitivity --help`."""
    return ask("sensitivity", _study(study), **settings)


def weakest(study: Study | str, **settings: Any) -> Any:
    """Which assumptions matter and rest on little? Settings as in `detente weakest --help`."""
    return ask("weakest", _study(study), **settings)


def decide(table: ActorTable | Path | str, **settings: Any) -> Decision:
    """Play the literature's models of group decision on an actor table. Settings as in `detente decide --help`.

    `table` is a file, a study's name or folder, or what `detente.tables.table` makes of plain numbers.
    """
    return ask("decide", table, **settings)


def measure(name: str, **settings: Any) -> Alignment | Estimated:
    """How aligned are states, by the data that `detente data add` has read? Settings as in `detente measure --help`.

    The answer's `frame` is a Polars data frame. `dyad` is a pair, as in `measure("kappa", dyad=("IRN", "RUS"))`.
    """
    return ask("measure", name, **settings)


def report(
    study: Study | str, *, to: tuple[str, ...] = (), out: Path | None = None, paper: str = "a4", **settings: Any
) -> Report:
    """Turn a study into one report. Settings as in `detente report --help`.

    Written where `to` names formats or `out` a file or folder; else nothing is written to disk.
    """
    writing = bool(to) or out is not None
    if writing:
        _report.ready(to=to, out=out, paper=paper)
    answer = ask("report", _study(study), **settings)
    if writing:
        _report.save(answer, to=to, out=out, paper=paper)
    return answer


def verify(report: Path | str, study: str, **settings: Any) -> Verification:
    """Does an emailed report still stand? Settings as in `detente verify --help`; it stands where `faults` is empty."""
    return ask("verify", Path(report), folders.find(study), **settings)


def _study(study: Study | str) -> Study:
    return folders.load(study) if isinstance(study, str) else study
