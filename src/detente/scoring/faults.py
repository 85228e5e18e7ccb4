"""What is asked of a table of resolved issues: rules R01 to R05."""

from __future__ import annotations

from detente.study.checks import Rule

RULES = (
    Rule(
        "R01",
        "A table of resolved issues is a table",
        "Only text in UTF-8 with as many cells in each line as there are heads says which number is which.",
        "",
        "Save it as CSV in UTF-8, with one line of heads.",
    ),
    Rule(
        "R02",
        "Every column that is needed is there, once",
        "A tidy table has the columns issue, actor, position, salience and outcome; a wide one issue, outcome, and "
        "p_XX and s_XX for each actor XX.",
        "",
        "Name the columns so.",
    ),
    Rule(
        "R03",
        "A cell holds a number or nothing",
        "An empty cell, `NA` or a point says that a number is not known. Other words say nothing that can be counted.",
        "",
        "Write a number with a decimal point, or leave the cell empty.",
    ),
    Rule(
        "R04",
        "A number of a table lies within its bounds",
        "Positions, reference point and outcome lie on the issue's scale; salience runs from 0 to 1 in a tidy table, "
        "from 0 to 100 in columns `s_XX` and `salience_percent`; capability is not negative.",
        "",
        "Correct the number, or give the scale's ends in the columns `low` and `high`.",
    ),
    Rule(
        "R05",
        "An issue is told once and without contradiction",
        "Two outcomes of one issue, or two positions of one actor on it, cannot both be true.",
        "",
        "Delete or rename one of the lines; give all lines of an issue the same proposal, wave, outcome and reference.",
    ),
)
