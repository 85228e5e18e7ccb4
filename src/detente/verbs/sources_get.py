"""Fetch the cited pages that are not held yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from detente.files.folders import StudyFolder
from detente.verbs import Setting


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one cited source."""

    id: str
    url: str
    status: str  # held, fetched, changed, refused, no-url
    said: str = ""


def do(
    study: StudyFolder,
    *,
    again: Annotated[bool, Setting("Fetch also what is held already.")] = False,
) -> tuple[Fetched, ...]:
    """Fetch the URLs of the cited sources that are not held, and freeze what comes.

    Path: verbs/sources_get.py, files/fetching.py, files/freezing.py
    """
    from detente.files import fetching, freezing, sources
    from detente.study.problems import DetenteError, StudyError

    study.refuse_if_bundled()
    found, problems = study.examine()
    if found is None:
        raise StudyError(problems)
    held, _ = sources.held(study, found, study.lock())
    answers: list[Fetched] = []
    for source in found.sources:
        if source.id in held and not again:
            answers.append(Fetched(source.id, source.url, "held"))
        elif not source.url:
            answers.append(Fetched(source.id, "", "no-url", "give it a `url:`, or add a saved page"))
        else:
            try:
                data, suffix = fetching.get(source.url)
                read = sources.read_bytes(data, suffix)
                frozen = freezing.add(study, read, source.id, suffix, source.id, source.url)
                said = f"{frozen.words:,} words in {frozen.passages} passages"
                answers.append(Fetched(source.id, source.url, "fetched", said))
            except DetenteError as error:
                answers.append(Fetched(source.id, source.url, "refused", f"{error.message}; {error.fix}"))
    return tuple(answers)


def succeeded(answer: tuple[Fetched, ...]) -> bool:
    """Whether every source is held now."""
    return all(one.status in ("held", "fetched") for one in answer)


def show(answer: tuple[Fetched, ...]) -> str:
    """One line per source."""
    if not answer:
        return "the study cites no source"
    return "\n".join(f"{one.id:<16}{one.status:<10}{one.said or one.url}" for one in answer)


def data(answer: tuple[Fetched, ...]) -> list[dict[str, Any]]:
    """One mapping per source."""
    return [{"id": one.id, "url": one.url, "status": one.status, "said": one.said} for one in answer]
