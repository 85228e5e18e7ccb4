"""The names a study file declares, also where the named thing could not be read: one mistake is reported once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from detente.study import spelling
from detente.study.changes import ADDABLE
from detente.study.plain import is_list, is_mapping, items, mapping

Known = frozenset[str]


class _Anything(frozenset[str]):
    """Stands for names that could not be read: any word may be one of them."""

    def __contains__(self, word: object) -> bool:
        return True


# The sections whose entries have names.
SECTIONS = (*ADDABLE, "what-ifs", "variants")
ANYTHING = _Anything()


@dataclass(frozen=True)
class Names:
    """The names a file declares, by what they name. Of a section that could not be read, any word may be a name."""

    plain: Mapping[str, Any]

    @cached_property
    def unsure(self) -> frozenset[str]:
        """Sections that could not be read, or may be there under a misspelt name."""
        known = {field.alias or name for name, field in spelling.Study.model_fields.items()}
        misspelt = not self.plain.keys() <= known
        absent = {section for section in SECTIONS if section not in self.plain} if misspelt else set[str]()
        there = {section: self.plain[section] for section in SECTIONS if section in self.plain}
        return frozenset(absent).union(s for s, body in there.items() if not (is_mapping(body) or is_list(body)))

    @property
    def sources(self) -> Known:
        """Ids of the sources."""
        return self._keys("sources")

    @property
    def polities(self) -> Known:
        """Ids of the polities."""
        return self._keys("polities")

    @property
    def issues(self) -> Known:
        """Ids of the issues."""
        return self._keys("issues")

    @cached_property
    def home(self) -> Mapping[str, str]:
        """The polity of every faction; of one declared twice, the first."""
        found: dict[str, str] = {}
        for polity, body in mapping(self.plain.get("polities")).items():
            for faction in mapping(mapping(body).get("factions")):
                found.setdefault(str(faction), str(polity))
        return found

    @cached_property
    def factions(self) -> Known:
        """Ids of the factions."""
        bodies = mapping(self.plain.get("polities")).values()
        readable = all(is_mapping(mapping(body).get("factions")) for body in bodies)
        return frozenset(self.home) if readable and "polities" not in self.unsure else ANYTHING

    @property
    def drivers(self) -> Known:
        """Ids of the drivers."""
        return self._keys("drivers")

    @property
    def causes(self) -> Known:
        """What may stand as a cause: drivers and issues."""
        return either(self.drivers, self.issues)

    @property
    def questions(self) -> Known:
        """Ids of the questions."""
        asked = frozenset(str(mapping(question).get("id")) for question in items(self.plain.get("questions")))
        return ANYTHING if "questions" in self.unsure else asked

    @property
    def changes(self) -> Known:
        """Names of what-ifs and variants."""
        return either(self._keys("what-ifs"), self._keys("variants"))

    def _keys(self, section: str) -> Known:
        return ANYTHING if section in self.unsure else frozenset(map(str, mapping(self.plain.get(section))))


def either(*known: Known) -> Known:
    """The names in any of several sets."""
    return ANYTHING if any(one is ANYTHING for one in known) else frozenset[str]().union(*known)
