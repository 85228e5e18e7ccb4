"""Study folders: where a study lives, bundled or the user's own, and how it is read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from detente.evidence.lockfile import MOST_CHARACTERS, from_text, to_text
from detente.evidence.pins import Lock
from detente.files import atomic
from detente.study.nearest import nearest
from detente.study.nouns import Study
from detente.study.problems import DetenteError, Problem, StudyError

BUNDLED = Path(__file__).parent.parent / "studies"


@dataclass(frozen=True, slots=True)
class StudyFolder:
    """A folder with a study file. `bundled` ones come with detente and are never written to."""

    path: Path
    bundled: bool = False

    @property
    def name(self) -> str:
        """The folder's name, by which people call the study."""
        return self.path.resolve().name

    @property
    def file(self) -> Path:
        """The study file."""
        return self.path / "study.yaml"

    def data(self) -> bytes:
        """Bytes of the study file; no more than one byte over the limit, so that size is judged and not trusted."""
        from detente.study.yaml import MAX_BYTES

        try:
            with self.file.open("rb") as file:
                return file.read(MAX_BYTES + 1)
        except OSError as error:
            raise DetenteError(f"{self.file} cannot be read: {error.strerror}", "check the path") from None

    def examine(self) -> tuple[Study | None, tuple[Problem, ...]]:
        """The study, where it can be run, and all its problems."""
        from detente.study import reading  # slow to import; help need not wait for it

        study, problems = reading.examine(self.data(), self.name)
        if study is not None:
            hashes = {source: locked.sha256 for source, locked in self.lock().sources.items()}
            study = replace(study, home="" if self.bundled else str(self.path), source_hashes=hashes)
        return study, problems

    def lock(self) -> Lock:
        """What `study.lock` remembers; nothing where there is none."""
        path = self.path / "study.lock"
        try:
            with path.open(encoding="utf-8") as file:
                return from_text(file.read(MOST_CHARACTERS + 1))
        except FileNotFoundError:
            return Lock()
        except UnicodeDecodeError:
            raise DetenteError("study.lock is not UTF-8", "restore it, or delete it and check again") from None
        except OSError as error:
            raise DetenteError(f"{path} cannot be read: {error.strerror}", "check its permissions") from None

    def write_lock(self, lock: Lock) -> None:
        """Write `study.lock`, if that changes it."""
        if lock != self.lock():
            atomic.write(self.path / "study.lock", to_text(lock))

    def refuse_if_bundled(self) -> None:
        """Raise DetenteError for a study that comes with detente."""
        if self.bundled:
            raise DetenteError(
                f"`{self.name}` comes with detente and is not changed",
                f"copy it first: `detente new --from {self.name} mycase`",
            )


def bundled() -> tuple[StudyFolder, ...]:
    """The studies that come with detente, by name."""
    found = sorted(path.parent for path in BUNDLED.glob("*/study.yaml"))
    return tuple(StudyFolder(path, bundled=True) for path in found)


def find(subject: str) -> StudyFolder:
    """The folder a name or path stands for: a folder, a study file, or the name of a bundled study."""
    path = Path(subject)
    if path.is_file():
        if path.name != "study.yaml":
            raise DetenteError(f"{subject} is not called study.yaml", "give a study's folder")
        return _known(path.parent)
    if (path / "study.yaml").is_file():
        return _known(path)
    by_name = {folder.name: folder for folder in bundled()}
    if subject in by_name:
        return by_name[subject]
    if path.is_dir():
        raise DetenteError(f"{subject} holds no study.yaml", "`detente new NAME` makes a study folder")
    raise DetenteError(f"`{subject}` is no study folder and no bundled study", nearest(subject, by_name))


def load(subject: str) -> Study:
    """Read a study by name or path, with its quotes checked. Raises StudyError with every problem in its way."""
    from detente.files.sources import judge

    folder = find(subject)
    study, problems = folder.examine()
    errors = [p for p in problems if p.level == "error"]
    if study is None:
        raise StudyError(errors)
    verdicts, faults = judge(folder, study)
    errors += [p for p in faults if p.level == "error"]
    if errors:
        raise StudyError(errors)
    return replace(study, quote_status={v.at: v.status for v in verdicts})


def _known(path: Path) -> StudyFolder:
    return StudyFolder(path, bundled=path.resolve().parent == BUNDLED.resolve())
