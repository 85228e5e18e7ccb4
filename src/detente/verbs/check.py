"""Is this study sound, and do its quotes stand?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from detente.evidence.verify import Verdict, pinned
from detente.files import sources
from detente.files.folders import StudyFolder
from detente.study.nouns import Study
from detente.study.problems import Problem
from detente.verbs import Setting

COUNTED = ("quoted", "measured", "judged", "unsupported")


@dataclass(frozen=True, slots=True)
class Soundness:
    """Everything wrong with a study, what became of each quote, and what its numbers rest on."""

    name: str
    title: str
    problems: tuple[Problem, ...]
    quotes: tuple[Verdict, ...]
    assumptions: dict[str, int]


def do(
    study: StudyFolder,
    *,
    sources_dir: Annotated[Path | None, Setting("A folder with the pages that the study cites.")] = None,
    pin: Annotated[
        bool | None, Setting("Remember found quotes in study.lock (default: for studies of your own).")
    ] = None,
) -> Soundness:
    """Report every problem at its line, and say of each quote whether it stands.

    FOUND quotes are pinned in study.lock by the hash of their passage. Where the source is not on this machine, a
    quote with a pin is `not held here`.

    Path: verbs/check.py, study/reading.py, study/checks/__init__.py, files/sources.py
    """
    found, problems = study.examine()
    if found is None:
        return Soundness(study.name, "", problems, (), dict.fromkeys(COUNTED, 0))
    verdicts, faults = sources.judge(study, found, sources_dir)
    if pin or (pin is None and not study.bundled):
        study.write_lock(pinned(study.lock(), verdicts))
    everything = tuple(sorted((*problems, *faults), key=lambda p: (p.line, p.code)))
    return Soundness(study.name, found.title, everything, verdicts, _counts(found))


def succeeded(answer: Soundness) -> bool:
    """Whether the study can be run."""
    return not any(problem.level == "error" for problem in answer.problems)


def data(answer: Soundness) -> dict[str, Any]:
    """Plain data for `--json`."""
    problem_keys = ("code", "level", "line", "path", "message", "fix")
    return {
        "problems": [{key: getattr(p, key) for key in problem_keys} for p in answer.problems],
        "quotes": [{"at": q.at, "source": q.source, "status": q.status, "passage": q.passage} for q in answer.quotes],
        "assumptions": answer.assumptions,
    }


def show(answer: Soundness) -> str:
    """Problems in file order, then the quotes by source, then what the numbers rest on."""
    parts = [str(problem) for problem in answer.problems]
    if answer.quotes:
        parts.append(_show_quotes(answer.quotes))
    errors = sum(p.level == "error" for p in answer.problems)
    warnings = len(answer.problems) - errors
    said = " · ".join(f"{n} {kind}" for kind, n in answer.assumptions.items())
    if succeeded(answer):
        verdict = "can be run" if not warnings else f"can be run; {_count(warnings, 'warning')}"
        parts.append(f"Assumptions   {said}\n{answer.name}: {verdict}")
    else:
        parts.append(f"{answer.name}: {_count(errors, 'error')}, {_count(warnings, 'warning')}")
    return "\n\n".join(parts)


def _show_quotes(quotes: tuple[Verdict, ...]) -> str:
    words = {"found": "FOUND", "ambiguous": "AMBIGUOUS", "not-found": "NOT FOUND", "not-held": "not held here"}
    rows: list[str] = []
    for verdict in quotes:
        where = f"{verdict.source} ¶{verdict.passage}" if verdict.passage else verdict.source
        status = words[verdict.status] if verdict.pinned or verdict.status != "not-held" else "not held, no pin"
        rows.append(f"{status:<16}{where:<16} line {verdict.line:<5} {_short(verdict.quote)}")
    counts = Counter(words[v.status] for v in quotes)
    total = " · ".join(f"{n} {status}" for status, n in counts.items())
    return "\n".join([*rows, f"Quotes        {total}"])


def _short(quote: str) -> str:
    text = " ".join(quote.split())
    return f"“{text}”" if len(text) <= 60 else f"“{text[:57]}…”"


def _count(n: int, thing: str) -> str:
    return f"{n} {thing}" if n == 1 else f"{n} {thing}s"


def _counts(study: Study) -> dict[str, int]:
    counts = Counter(assumption.support for assumption in study.assumptions)
    return {kind: counts[kind] for kind in COUNTED}
