"""Tables of resolved issues read from bytes: tidy, a line for each actor on each issue, or wide, a line for each issue.

    tidy    issue, actor, position, salience, outcome; if known proposal, wave, capability, reference, low, high
    wide    issue, outcome, p_XX and s_XX for each actor XX; if known proposal, wave, reference_point

Which of the two it is, its columns say. `salience` runs from 0 to 1; a column `salience_percent`, and every s_XX, runs
from 0 to 100. `low` and `high` are the ends of an issue's scale, 0 and 100 where nobody says.
"""

from __future__ import annotations

import csv
import io

from detente.scoring.cells import Cells, Line
from detente.scoring.tidy_form import tidy
from detente.scoring.wide_form import wide
from detente.study.problems import Problem, StudyError
from detente.tables.resolved import Resolved

_LEFT = "utf-8-sig"  # spreadsheets put a mark before the first column


def read(content: bytes, file: str = "table.csv") -> Resolved:
    """The resolved issues of a table; one without an outcome, or with fewer than three actors, is left out by name.

    Separated by commas, semicolons or tabs, as its first line shows. Empty, `NA` and `.` are no number.

    Raises:
        StudyError: the table cannot be read as written; each problem with its line and column.
    """
    cells = Cells(file)
    lines = _lines(content, cells)
    columns = set(lines[0].values) if lines else set[str]()
    form = wide if any(c.startswith("p_") for c in columns) else tidy
    found = form(lines, cells)
    if cells.problems:
        raise StudyError(cells.problems)
    return found


def _lines(content: bytes, cells: Cells) -> list[Line]:
    """The table's lines by column. What cannot be read as a table at all ends here."""
    try:
        text = content.decode(_LEFT)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        cells.refuse("R01", line, "", "the table is not UTF-8 text", "save it as CSV in UTF-8")
        raise StudyError(cells.problems) from None
    head = text.partition("\n")[0]
    mark = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        cells.refuse("R01", reader.line_num, "", f"the table cannot be read: {error}", "save it as CSV again")
        raise StudyError(cells.problems) from None
    if len(rows) < 2:
        problem = Problem("R01", "the table has no line below its heads", "give a line for each issue", file=cells.file)
        raise StudyError([problem])
    names = [name.strip().lower() for name in rows[0][1]]
    twice = sorted({n for n in names if n and names.count(n) > 1})
    for name in twice:
        cells.refuse("R02", 1, name, f"column `{name}` stands twice", "rename or delete one of them")
    found: list[Line] = []
    for number, row in rows[1:]:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(names):
            said = f"the line has {len(row)} cells, the heads {len(names)}"
            cells.refuse("R01", number, "", said, f"give {len(names)} cells, separated by `{mark}`")
            continue
        found.append(Line(number, dict(zip(names, (cell.strip() for cell in row), strict=True))))
    if cells.problems:
        raise StudyError(cells.problems)
    return found
