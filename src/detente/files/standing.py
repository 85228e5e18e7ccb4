"""Where a study's quotes stand, as far as this machine knows: in sources held here, else by the pins of its lock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from detente.evidence.passages import Passage
from detente.evidence.quotes import Place
from detente.evidence.verify import Verdict, verify
from detente.files.folders import BUNDLED, StudyFolder
from detente.files.sources import held, judge, quotes
from detente.study.nouns import Study
from detente.study.problems import DetenteError


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of each quote, by the path of the because that gives it, and the paragraphs of sources held here."""

    verdicts: Mapping[str, Verdict] = field(default_factory=dict[str, Verdict])
    held: Mapping[str, tuple[Passage, ...]] = field(default_factory=dict[str, tuple[Passage, ...]])

    @property
    def places(self) -> dict[str, Place]:
        """Places of the quotes that have one."""
        return {
            v.at: Place(passage=v.passage, sha256=v.sha256, start=v.start, end=v.end)
            for v in self.verdicts.values()
            if v.passage is not None and v.start is not None and v.end is not None
        }


def standing(study: Study, elsewhere: Path | None = None) -> Standing:
    """Where the quotes of a study stand; sources may lie in a folder `elsewhere` too.

    A study made in memory has no folder, and so no lock and no sources but those elsewhere.
    """
    folder = folder_of(study)
    if folder is None:
        return Standing({v.at: v for v in verify(quotes(study), {})})
    verdicts, _ = judge(folder, study, elsewhere)
    return Standing({v.at: v for v in verdicts}, held(folder, study, folder.lock(), elsewhere)[0])


def places(study: Study) -> Mapping[str, Place]:
    """Places of the quotes that have one, by the path of the because that gives them; none for a study in memory."""
    try:
        return standing(study).places
    except DetenteError:
        return {}


def folder_of(study: Study) -> StudyFolder | None:
    """The folder that a study was read from; None of one made in memory."""
    folder = StudyFolder(Path(study.home)) if study.home else StudyFolder(BUNDLED / study.name, bundled=True)
    return folder if folder.file.is_file() else None
