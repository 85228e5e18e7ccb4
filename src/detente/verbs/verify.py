"""Does an emailed report still stand?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated, Any

from detente.files.folders import StudyFolder
from detente.study.problems import DetenteError, StudyError
from detente.verbs import Setting

if TYPE_CHECKING:
    from detente.files.standing import Standing
    from detente.report.verifying import Made, Verification
    from detente.study.nouns import Study

WIDTH = 98
SHOWN = 30
"""Findings of one kind that are listed."""


def do(
    report: Path,
    study: StudyFolder,
    *,
    sources_dir: Annotated[Path | None, Setting("A folder with the pages that the study cites.")] = None,
    quick: Annotated[
        bool, Setting("Do not make the report again: fingerprints, quotes and passages alone are checked.")
    ] = False,
    progress: Callable[[int, int], None] | None = None,
) -> Verification:
    """Check a report in HTML against a study: which words, numbers, quotes and figures still stand.

    The report is made again with the draws, seed and date that it names, and compared to the byte. Passages whose
    page is not held here are checked by the hashes that study.lock pins.

    Path: verbs/verify.py, report/verifying.py, report/comparing.py, report/manifest.py
    """
    from detente.files.sources import held, judge
    from detente.files.standing import Standing
    from detente.report import verifying

    page = verifying.read(_bytes(report, verifying.MOST_BYTES))
    found, problems = study.examine()
    if found is None:
        raise StudyError([p for p in problems if p.level == "error"])
    verdicts, _ = judge(study, found, sources_dir)
    here = Standing({v.at: v for v in verdicts}, held(study, found, study.lock(), sources_dir)[0])
    found = replace(found, quote_status={v.at: v.status for v in verdicts})

    def again(of: Study, standing: Standing, made: Made) -> str:
        from detente.report import html
        from detente.report.answers import gathered
        from detente.report.report import report as whole

        answers = gathered(of, standing, draws=made.draws, seed=made.seed, day=made.day, progress=progress)
        return html.page(whole(answers, made.audience))

    return verifying.verified(page, found, study.lock(), here, None if quick else again)


def succeeded(answer: Verification) -> bool:
    """Whether everything that was checked stands."""
    return not answer.faults


def show(answer: Verification) -> str:
    """What was checked, what does not stand, and the verdict."""
    from detente.report.comparing import short

    made = answer.made
    head = f"{short(made.study)} · study {made.hash[:8]} · detente {short(made.version)} · seed {made.seed}"
    quotes = " · ".join(f"{n} {status}" for status, n in answer.quotes.items()) or "none"
    rows = [
        f"Report        {head} · {made.draws:,} draws · {made.day} · {made.audience}",
        f"Holds         {answer.paragraphs:,} paragraphs and {answer.figures} figures",
        f"Quotes        {quotes}",
        f"Made again    {_again(answer)}",
    ]
    parts = ["\n".join(rows)]
    for title, words in (
        ("DOES NOT STAND", answer.faults),
        ("DIFFERS WITHIN ROUNDING, as it may on another kind of machine", answer.rounding),
        ("CANNOT BE CHECKED HERE", answer.unchecked),
    ):
        if words:
            parts.append("\n".join([title, *(_item(w) for w in words[:SHOWN]), *_more(len(words) - SHOWN)]))
    return "\n\n".join([*parts, _verdict(answer)])


def data(answer: Verification) -> dict[str, Any]:
    """Plain data for `--json`."""
    return {
        **asdict(answer),
        "made": {**asdict(answer.made), "day": answer.made.day.isoformat()},
        "stands": succeeded(answer),
    }


def _again(answer: Verification) -> str:
    if answer.again is None:
        return "no (--quick): a paragraph whose fingerprint was changed with it is not seen"
    return "the same to the byte" if answer.again else "not the same"


def _verdict(answer: Verification) -> str:
    if answer.faults:
        n = len(answer.faults)
        return f"The report does not stand: {n} finding{'' if n == 1 else 's'}."
    how = "What was checked stands" if answer.again is None else "The report stands"
    rounded = "the rounding listed above" if answer.rounding else ""
    unchecked = "what cannot be checked here" if answer.unchecked else ""
    apart = " and ".join(filter(None, (rounded, unchecked)))
    return f"{how}, but for {apart}." if apart else f"{how}."


def _item(words: str) -> str:
    return "\n".join(
        wrap(_plain(words), WIDTH, initial_indent="  – ", subsequent_indent="    ", break_on_hyphens=False)
    )


def _more(n: int) -> list[str]:
    return [f"  … and {n} more"] if n > 0 else []


def _plain(words: str) -> str:
    return " ".join(words.split())


def _bytes(path: Path, most: int) -> bytes:
    """A file's bytes; one more than are taken, so that size is judged and not trusted."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise DetenteError(f"{path} cannot be read: {error.strerror}", "check the path") from None
