"""Run folders: `runs/<id>/` with the arrays, what is needed to redo them, and figures. Written whole or not at all."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.explain import indicators
from detente.files import atomic
from detente.study import calendar

if TYPE_CHECKING:
    from detente.engine.run import Run


def run_id(run: Run) -> str:
    """The run's name: the present it speaks from, and a hash of everything that decides its numbers."""
    span = run.study.span
    decisive = [run.study.hash, run.version, run.seed, run.draws, run.study.variant, span.until.isoformat()]
    digest = hashlib.sha256(json.dumps(decisive).encode()).hexdigest()
    return f"{calendar.spell(span.now, span.step)}-{digest[:8]}"


def write(run: Run, out: Path | None, figures: Mapping[str, bytes], timings: Mapping[str, float] | None = None) -> Path:
    """Write a run's folder: into `out`, else into the study's own `runs`, else (bundled) into ./runs.

    `figures` are files to put beside the arrays, by name. Returns the folder.
    """
    parent = out or (Path(run.study.home) / "runs" if run.study.home else Path("runs"))
    folder = parent / run_id(run)
    with atomic.folder(folder) as new:
        run.dataset.to_netcdf(new / "run.nc", engine="h5netcdf")
        for name, content in figures.items():
            (new / name).write_bytes(content)
        (new / "run.json").write_text(_record(run, timings or {}), encoding="utf-8")
    return folder


def _record(run: Run, timings: Mapping[str, float]) -> str:
    study = run.study
    record: dict[str, Any] = {
        "run": run_id(run),
        "study": {"name": study.name, "title": study.title, "sha256": study.hash, "variant": study.variant},
        "sources": {source.id: study.source_hashes.get(source.id) for source in study.sources},  # None: not held here
        "detente": run.version,
        "seed": run.seed,
        "draws": run.draws,
        "until": study.span.until.isoformat(),
        "assumptions": dict(Counter(a.support for a in study.assumptions)),
        "questions": [
            {"id": q.question.id, "ask": q.question.ask, "probability": q.probability, "no_change": q.no_change}
            for q in run.answers
        ],
        "indicators": indicators.plain(run),
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        "timings": {name: round(seconds, 3) for name, seconds in timings.items()},
    }
    return json.dumps(record, indent=2, ensure_ascii=False) + "\n"
