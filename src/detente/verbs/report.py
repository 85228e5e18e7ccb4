"""One file to pass on: what a study says, for a reader who believes none of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from detente.study.nearest import nearest
from detente.study.nouns import Study
from detente.study.problems import DetenteError
from detente.verbs import Setting

if TYPE_CHECKING:
    from detente.report.report import Report


def do(
    study: Study,
    *,
    audience: Annotated[str, Setting("full, or brief: two pages.")] = "full",
    sources_dir: Annotated[Path | None, Setting("A folder with the pages that the study cites.")] = None,
    draws: Annotated[int, Setting("How many draws; explanations take fewer.", 64, 100_000, "n")] = 2048,
    seed: Annotated[int, Setting("Same seed, same numbers.", 0, 2**63 - 1)] = 1,
    dated: Annotated[str | None, Setting("Date of the report, as 2027-01-31 (default: today, UTC).")] = None,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Turn a study into one report: judgement, levels, roots, claims, politics, what-ifs, evidence and method.

    HTML opens offline in any browser. The same study, draws, seed and date give the same file, and `detente verify`
    checks it against the study.

    Path: verbs/report.py, report/answers.py, report/report.py, report/formats.py
    """
    from detente.files.standing import standing
    from detente.report.answers import gathered
    from detente.report.report import AUDIENCES, report

    if audience not in AUDIENCES:
        raise DetenteError(f"there is no report for `{audience}`", nearest(audience, AUDIENCES))
    day = _day(dated)
    answers = gathered(study, standing(study, sources_dir), draws=draws, seed=seed, day=day, progress=progress)
    return report(answers, audience)


def ready(*, to: tuple[str, ...] = (), out: Path | None = None, paper: str = "a4") -> None:
    """Refuse what `save` could not do before anything is computed: an unknown format, a place nobody may write to."""
    from detente.report.formats import FORMATS, PAPERS

    to = _formats(to, out)
    if paper not in PAPERS:
        raise DetenteError(f"`{paper}` is no paper that a PDF is printed on", nearest(paper, PAPERS))
    for name in to:
        if name not in FORMATS:
            raise DetenteError(f"there is no report as `{name}`", nearest(name, FORMATS))
    if "pdf" in to:
        from detente.files import printing

        printing.browser()
    if out is not None and len(to) > 1 and out.is_file():
        raise DetenteError(f"{out} is a file, and several formats are asked for", "give a folder with --out")
    place = _folder(to, out)
    while not place.exists() and place != place.parent:
        place = place.parent
    if not place.is_dir() or not os.access(place, os.W_OK):
        raise DetenteError(f"{place} may not be written", "choose another place with --out")


def save(
    answer: Report,
    *,
    to: Annotated[
        tuple[str, ...],
        Setting("html, md, json, docx or pdf; may be repeated (default: by the ending of --out, else html)."),
    ] = (),
    out: Annotated[
        Path | None, Setting("Write to this file; several formats: into this folder (default: STUDY-report.html here).")
    ] = None,
    paper: Annotated[str, Setting("What a PDF is printed on: a4, or letter.")] = "a4",
) -> str:
    """Write the report in each format. Returns what to say of it."""
    from detente.files import atomic
    from detente.report.formats import files

    ready(to=to, out=out, paper=paper)
    to = _formats(to, out)
    folder = _folder(to, out)
    named = "" if out is None or folder == out else out.name
    stem = Path(named).stem if named else f"{Path(answer.answers.study.name).name or 'study'}-report"
    said: list[str] = []
    for made in files(answer, to, stem, paper).values():
        first, *others = made
        for name in (*others, first):  # the document last: it never stands without its pictures
            atomic.write(folder / (named if named and name == first else name), made[name])
        beside = f", its pictures in {Path(others[0]).parent.name}/" if others else ""
        said.append(f"{folder / (named or first)}{beside}")
    return "Written       " + "\n              ".join(said)


def _formats(to: tuple[str, ...], out: Path | None) -> tuple[str, ...]:
    """The formats that are meant, each once."""
    from detente.report.formats import FORMATS

    ending = out.suffix[1:].lower() if out is not None else ""
    return tuple(dict.fromkeys(to)) or ((ending,) if ending in FORMATS else ("html",))


def _folder(to: tuple[str, ...], out: Path | None) -> Path:
    """The folder that the files go into: `out` itself where it is one or several formats are asked for."""
    if out is None:
        return Path()
    return out if len(to) > 1 or out.is_dir() else out.parent


def show(answer: Report) -> str:
    """Page one as plain text."""
    from detente.report import text

    document = answer.document
    head = f"{document.title}\n{document.subtitle}"
    return "\n\n".join([head, *(text.section(section) for section in document.sections[:1])])


def data(answer: Report) -> dict[str, Any]:
    """The report as plain data, as `--to json` writes it."""
    from detente.report import plain

    return plain.data(answer.document)


def _day(spelled: str | None) -> date:
    if spelled is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(spelled)
    except ValueError:
        raise DetenteError(f"`{spelled}` is no date", "write it as 2027-01-31") from None
