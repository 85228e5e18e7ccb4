"""A section says one part of a report: from what the verbs answered to sentences, tables and pictures.

Every other file of this folder is one section of the report, found by its name. It holds

    ORDER                              its place in the report, from 1
    section(answers) -> Section        what it says; one that has nothing to say says why
    brief(answers) -> tuple of blocks  what of it goes into the two pages of a brief (may be left out)

It computes nothing that a verb could have answered. Words of the study's author are passed on as plain text; a
sentence that states a number of the model names its basis (`detente.report.basis`), so that the reader can follow it
to the run, the assumptions and their passages.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from detente.report.answers import Answers
from detente.report.document import Block, Section

__all__ = ["Answers", "Block", "Section", "every"]


class Part(Protocol):
    """What a file of this folder holds."""

    ORDER: int

    def section(self, answers: Answers) -> Section:
        """The section."""
        ...


def every() -> tuple[Part, ...]:
    """All sections, in the order of the report."""
    found = [cast(Part, import_module(f"{__name__}.{module.name}")) for module in iter_modules(__path__)]
    return tuple(sorted(found, key=lambda part: part.ORDER))
