"""A study on its way in: what could be read of the file, and where everything stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from detente.study import spelling
from detente.study.names import Names
from detente.study.paths import spell
from detente.study.plain import Path, at, is_list, is_mapping
from detente.study.problems import Problem
from detente.study.yaml import Tree

Kept = Mapping[Path, Sequence[int]]  # lists with left-out items: the indices, in the file, of those that stayed

LONGEST = 300  # letters of a message; a stranger's file may hold longer words


@dataclass(frozen=True)
class Draft:
    """What could be read of a study file. The rules in `checks/` look at it before it becomes a study."""

    study: spelling.Study
    tree: Tree
    file: str
    kept: Kept

    @property
    def plain(self) -> Mapping[str, Any]:
        """The whole file as plain data, also what could not be read."""
        return self.tree.data

    @cached_property
    def names(self) -> Names:
        """Every name the file declares."""
        return Names(self.plain)

    @property
    def span(self) -> spelling.Span | None:
        """The span, where the file has one that runs forward; else rules about dates have nothing to say."""
        span = self.study.span
        return span if "span" in self.plain and span.from_ < span.now <= span.until else None

    def in_file(self, path: Path) -> Path:
        """The path in the file of what stands at a path of `study`."""
        return in_file(self.tree, self.kept, path)

    def whole(self, path: Path, node: spelling.Spelled) -> bool:
        """Whether all of a mapping could be read; else what it lacks may be what was left out."""
        said = at(self.plain, self.in_file(path))
        return not is_mapping(said) or len(said) == len(node.model_fields_set)

    def line(self, path: Path) -> int:
        """Line of what stands at a path of `study`."""
        return self.tree.line(self.in_file(path))

    def where(self, path: Path) -> str:
        """A path as the user writes it: list items by id."""
        return spell(self.tree.data, self.in_file(path))

    def problem(
        self, code: str, path: Path, message: str, fix: str, level: Literal["error", "warning"] = "error"
    ) -> Problem:
        """Build a problem at a path."""
        return at_place(self.tree, self.file, self.in_file(path), code, message, fix, level)


def at_place(
    tree: Tree, file: str, path: Path, code: str, message: str, fix: str, level: Literal["error", "warning"] = "error"
) -> Problem:
    """Build a problem at a path of the file. What it repeats of the file is cut to one line of bearable length."""
    where = spell(tree.data, path)
    return Problem(code, _one_line(message), _one_line(fix), _one_line(where), tree.line(path), file, level)


def in_file(tree: Tree, kept: Kept, path: Path) -> Path:
    """The path in the file of what stands at a path of what was read of it."""
    real: list[str | int | float] = []
    for part in path:
        stayed = kept.get(tuple(real))
        if isinstance(part, int) and stayed is not None:
            real.append(stayed[part] if part < len(stayed) else part)
        elif part == 0 and real and real[-1] == "because" and not is_list(at(tree.data, tuple(real))):
            continue  # one reason, written without a list
        else:
            real.append(part)
    return tuple(real)


def _one_line(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
