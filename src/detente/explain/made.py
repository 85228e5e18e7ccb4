"""What an answer carries so that it can be made again."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from detente.study.nouns import Study
from detente.study.version import VERSION


@dataclass(frozen=True, slots=True)
class Made:
    """From what, and with which chance, an answer was made."""

    study: str
    title: str
    hash: str
    variant: str
    version: str
    seed: int
    draws: int
    step: str

    def line(self) -> str:
        """The line under an answer's title."""
        return f"{self.draws:,} draws · seed {self.seed} · study {self.hash[:8]} · {self.step}s"

    def data(self) -> dict[str, object]:
        """The same as plain data."""
        return asdict(self)


def made(study: Study, *, seed: int, draws: int) -> Made:
    """What an answer about a study carries."""
    return Made(study.name, study.title, study.hash, study.variant, VERSION, seed, draws, study.span.step)
