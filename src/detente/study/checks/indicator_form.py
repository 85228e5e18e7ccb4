"""An indicator says which series it is."""

from __future__ import annotations

from collections.abc import Iterator

from detente.study.checks import Rule
from detente.study.draft import Draft
from detente.study.nearest import nearest
from detente.study.plugins import plug_ins
from detente.study.problems import Problem

RULE = Rule(
    code="S35",
    title="An indicator says which series it is",
    why="A series is a measure of two states (`measure`, `dyad`) or a column of a file (`data`, `column`).",
    example="votes: {issue: arms, measure: ideal_point_gap, dyad: [IRN]}",
    fix="Give `measure:` with `dyad: [FIRST, SECOND]`, or `data:` with `column:`.",
)


def find(draft: Draft) -> Iterator[Problem]:
    """Indicators of no series or of two, of a measure that does not exist, or of a dyad that is none."""
    known = plug_ins("measures")
    for indicator_id, indicator in draft.study.indicators.items():
        path = ("indicators", indicator_id)
        if not draft.whole(path, indicator):
            continue
        by_measure, by_file = bool(indicator.measure), bool(indicator.data)
        if by_measure == by_file:
            said = "the indicator names two series" if by_measure else "the indicator names no series"
            yield draft.problem(RULE.code, path, said, RULE.fix)
        elif by_file and not indicator.column:
            yield draft.problem(RULE.code, path, "it is not said which column of the file is meant", "give `column:`")
        elif by_measure and indicator.measure.replace("_", "-") not in known:
            said = f"there is no measure `{indicator.measure}`"
            fix = nearest(indicator.measure.replace("_", "-"), known).replace("-", "_")
            yield draft.problem(RULE.code, (*path, "measure"), said, fix)
        elif by_measure and (len(indicator.dyad) != 2 or len(set(indicator.dyad)) != 2):
            yield draft.problem(RULE.code, path, "a measure is of two states", "give `dyad: [FIRST, SECOND]`")
