"""YAML: a title, issues, procedure and actors by name; or a list of tidy rows. Anchors and tags are refused.

    title: European Community emission standards
    issues:
      years: {low: 4, high: 10, reference: 10, unit: years}
    quota: 0.62
    actors:
      France: {position: 10, salience: 0.6, capability: 0.16, role: setter}
      Italy: {position: 8 to 10, salience: high, capability: 0.16}

On several issues, `position`, `salience` and `capability` of an actor are mappings from issue to number; a
salience or capability given once holds for all. Or `actors` is a list of rows that name `actor` and `issue`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from detente.study import yaml
from detente.study.nearest import nearest
from detente.study.paths import spell
from detente.study.plain import Path, is_list, is_mapping, items, mapping
from detente.study.problems import Problem, StudyError
from detente.tables.cells import clean
from detente.tables.columns import meaning
from detente.tables.decoding import refuse
from detente.tables.draft import HEADER, Draft
from detente.tables.tidy import ALONE, Sheet, drafted

SUFFIXES = (".yaml", ".yml")
TOP = ("title", "issues", "issue", "quota", "actors")
OF_ISSUES = ("low", "high", "reference", "unit")
BY_ISSUE = ("position", "salience", "capability")


def looks(data: bytes) -> bool:
    """YAML has no mark of its own."""
    del data
    return False


def read(data: bytes, file: str) -> Draft:
    """Read a table written as YAML."""
    tree = _tree(data, file)
    rows = _Rows(tree, file)
    rows.read()
    if any(p.level == "error" for p in rows.problems):
        raise StudyError(rows.problems)
    header = tuple(dict.fromkeys(column for row in rows.rows for column in row))

    def place(row: int, column: str) -> tuple[int, str]:
        if row == HEADER:  # the first row that has the column
            row = next((r for r, cells in enumerate(rows.rows) if column in cells), 0)
        named = {meaning(c)[0] or c: c for c in reversed(rows.rows[row])} | {c: c for c in rows.rows[row]}
        path = rows.paths[row].get(named.get(column, column), rows.paths[row]["actor"])
        return tree.line(path), spell(tree.data, path)

    values = [tuple(row.get(column) for column in header) for row in rows.rows]
    return drafted(Sheet(file, header, values, place, title=rows.title))


class _Rows:
    """Tidy rows from mappings, with the path in the file of each cell."""

    def __init__(self, tree: yaml.Tree, file: str) -> None:
        self.tree, self.file = tree, file
        self.top: Mapping[Any, Any] = mapping(tree.data)
        self.rows: list[dict[str, Any]] = []
        self.paths: list[dict[str, Path]] = []
        self.problems: list[Problem] = [p for p in tree.problems if p.level == "error"]
        self.title = ""

    def read(self) -> None:
        for key in self.top:
            if key not in TOP:
                self.complain((key,), f"`{key}` is no key of a table of actors", nearest(str(key), TOP))
        self.title = clean(self.scalar(self.top.get("title"), ("title",)))
        actors = self.top.get("actors")
        if is_mapping(actors) and actors:
            for name, body in actors.items():
                self.actor(clean(name), body, ("actors", name))
        elif is_list(actors) and actors:
            for i, body in enumerate(items(actors)):
                self.row(body, ("actors", i))
        else:
            self.complain(
                ("actors",), "`actors` is missing, or names nobody", "write `actors:` and one below the other"
            )
        self.issues()
        if self.rows and "quota" in self.top:
            self.set(0, "quota", self.top["quota"], ("quota",))

    def actor(self, name: str, body: Any, path: Path) -> None:
        """The rows of an actor given by name: one for each issue that it has a position on."""
        if not is_mapping(body):
            self.complain(path, f"`{name}` is not a mapping", "write {position: 4, salience: 0.8, capability: 1}")
            return
        spread = {c: value for c in body if meaning(str(c))[0] in BY_ISSUE and is_mapping(value := body[c])}
        named: list[Any] = list(dict.fromkeys(issue for value in spread.values() for issue in value))
        if not named:
            named.append(None)
        for issue in named:
            self.start(name, path)
            if issue is not None:
                self.set(-1, "issue", issue, path)
            for column, value in body.items():
                if column not in spread:
                    self.set(-1, column, value, (*path, column))
                elif issue in spread[column]:
                    self.set(-1, column, spread[column][issue], cast("Path", (*path, column, issue)))

    def row(self, body: Any, path: Path) -> None:
        """A tidy row."""
        if not is_mapping(body):
            self.complain(path, "an entry of `actors` is not a mapping", "write {actor: …, position: …, …}")
            return
        self.start("", path)
        self.rows[-1].pop("actor")
        for column, value in body.items():
            self.set(-1, column, value, (*path, column))

    def issues(self) -> None:
        """What is said of issues, put into the first row of each."""
        one, several = self.top.get("issue"), self.top.get("issues")
        if is_mapping(one):
            several = {ALONE: one}
        if several is not None and not is_mapping(several):
            self.complain(("issues",), "`issues` is not a mapping", "write {years: {low: 4, high: 10}}")
            return
        known = mapping(several)
        if len(known) == 1 and not is_mapping(one):  # the one issue of rows that name none
            for row in self.rows:
                if not any(meaning(str(c))[0] == "issue" for c in row):
                    row["issue"] = next(iter(known))
        first: dict[str, int] = {}
        for r, row in enumerate(self.rows):
            said = next((row[c] for c in row if meaning(str(c))[0] == "issue"), None)
            first.setdefault(clean(said) or ALONE, r)
        for name, body in known.items():
            path: Path = ("issue",) if is_mapping(one) else ("issues", name)
            if clean(name) not in first:
                self.complain(path, f"no actor has a position on `{name}`", nearest(str(name), first))
                continue
            for key, value in mapping(body).items():
                if key not in OF_ISSUES:
                    self.complain((*path, key), f"`{key}` is no key of an issue", nearest(str(key), OF_ISSUES))
                else:
                    self.set(first[clean(name)], str(key), value, (*path, key))

    def start(self, actor: str, path: Path) -> None:
        self.rows.append({"actor": actor})
        self.paths.append({"actor": path})

    def set(self, row: int, column: Any, value: Any, path: Path) -> None:
        self.rows[row][str(column)] = self.scalar(value, path)
        self.paths[row][str(column)] = path

    def scalar(self, value: Any, path: Path) -> Any:
        if is_mapping(value) or is_list(value):
            what = "a mapping" if is_mapping(value) else "a list"
            self.complain(path, f"`{path[-1]}` is {what}, not one value", "give a word, a number or a range")
            return None
        return value

    def complain(self, path: Path, message: str, fix: str) -> None:
        self.problems.append(Problem("T30", message, fix, spell(self.tree.data, path), self.tree.line(path), self.file))


def _tree(data: bytes, file: str) -> yaml.Tree:
    """The plain data; complaints about YAML itself keep their codes, with ways to mend that fit a table."""
    if not data.strip():
        refuse("T01", "the file is empty", "write `actors:` and one actor below the other", file)
    try:
        return yaml.read(yaml.decode(data, file), file)
    except StudyError as error:
        mended = {"Y06": "use CSV for large tables", "Y08": "write `actors:` and one actor below the other"}
        raise StudyError(
            Problem(p.code, p.message, mended.get(p.code, p.fix), p.path, p.line, p.file, p.level)
            for p in error.problems
        ) from None
