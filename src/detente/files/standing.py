"""Where a study's quotes stand, as far as this machine knows: in sources held here, else by the pins of its lock."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from detente.evidence.quotes import Place
from detente.files.folders import BUNDLED, StudyFolder
from detente.files.sources import judge
from detente.study.nouns import Study
from detente.study.problems import DetenteError


def places(study: Study) -> Mapping[str, Place]:
    """Places of the quotes that have one, by the path of the because that gives them; none for a study in memory."""
    folder = StudyFolder(Path(study.home)) if study.home else StudyFolder(BUNDLED / study.name, bundled=True)
    if not folder.file.is_file():
        return {}
    try:
        verdicts, _ = judge(folder, study)
    except DetenteError:
        return {}
    return {
        v.at: Place(passage=v.passage, sha256=v.sha256, start=v.start, end=v.end)
        for v in verdicts
        if v.passage is not None and v.start is not None and v.end is not None
    }
