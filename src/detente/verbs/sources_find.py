"""Where might a quote stand? Passages that share its words."""

from __future__ import annotations

import textwrap
from dataclasses import asdict, dataclass
from typing import Annotated, Any

from detente.files.folders import StudyFolder
from detente.verbs import Setting


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that shares words with what was asked for. `exact` says whether it holds them as a quote."""

    source: str
    passage: int
    share: float  # of the words asked for, 0 to 1
    exact: bool
    text: str


def do(
    study: StudyFolder,
    words: str,
    *,
    source: Annotated[str | None, Setting("Look in this source only.")] = None,
    most: Annotated[int, Setting("Show so many passages.", 1, 100)] = 5,
) -> tuple[Candidate, ...]:
    """Find candidate passages for a quote. Resemblance finds; only exact words are ever accepted as a quote.

    Path: verbs/sources_find.py, evidence/candidates.py, evidence/quotes.py
    """
    from detente.evidence.candidates import near
    from detente.evidence.quotes import find
    from detente.files import sources
    from detente.study.problems import DetenteError, StudyError

    found, problems = study.examine()
    if found is None:
        raise StudyError(p for p in problems if p.level == "error")
    held, _ = sources.held(study, found, study.lock())
    looked = {name: passages for name, passages in held.items() if source in (None, name)}
    if not looked:
        what = f"source `{source}`" if source else "source of this study"
        raise DetenteError(f"no {what} is held here", "freeze one: `detente sources add STUDY PAGE`")
    rows: list[Candidate] = []
    for name, passages in looked.items():
        exact = {place.passage for place in find(words, passages).places}
        for passage, share in near(words, passages, most):
            rows.append(Candidate(name, passage.number, share, passage.number in exact, passage.text))
    return tuple(sorted(rows, key=lambda row: (not row.exact, -row.share))[:most])


def show(answer: tuple[Candidate, ...]) -> str:
    """Passages, best first; FOUND marks those that hold the words as a quote."""
    if not answer:
        return "no passage shares these words"
    parts: list[str] = []
    for row in answer:
        status = "FOUND" if row.exact else f"shares {row.share:.0%} of the words"
        text = textwrap.fill(row.text, 92, initial_indent="  ", subsequent_indent="  ")
        parts.append(f"{row.source} ¶{row.passage}   {status}\n{text}")
    return "\n".join(parts)


def data(answer: tuple[Candidate, ...]) -> list[dict[str, Any]]:
    """One mapping per passage."""
    return [asdict(row) for row in answer]
