"""What is asked of a table of actors: the rules behind the codes T01 to T30, and the page of all problems."""

from __future__ import annotations

import sys

from detente.evidence import rulebook as evidence
from detente.study.checks import Rule
from detente.study.rulebook import page
from detente.tables.draft import SHOWN
from detente.tables.limits import LARGEST, LONGEST_CELL, MOST_BYTES, MOST_COLUMNS, MOST_ROWS

RULES = (
    Rule(
        "T01",
        "The file holds a table",
        "An empty file, an image, a locked or a damaged file holds no actors; nor does a header by itself.",
        "actor,position,salience,capability        (and no rows)",
        "Give a header row and a row for each actor, as CSV, Excel, YAML, or a file of KTAB or the exchange model.",
    ),
    Rule(
        "T02",
        "The text of a file is UTF-8",
        "Bytes of another encoding turn names into others. UTF-16 and western Windows files are read as well.",
        "",
        "Save the file as CSV (UTF-8).",
    ),
    Rule(
        "T03",
        "Quotation marks are closed",
        "A quotation mark that is left open swallows the rows below it.",
        'Italy,"10,0.6,0.16',
        "Close it; write a quotation mark that belongs to a name twice, in a cell that is in quotation marks.",
    ),
    Rule(
        "T04",
        "The columns that every model needs are there",
        "actor, position, salience and capability; docs/tables.md says by which other names they may go.",
        "actor,position,saliance,capability",
        "Add the column, or correct its heading.",
    ),
    Rule(
        "T05",
        "Every column is known, and there once",
        "A column under a misspelt heading would be left out without a word.",
        "actor,position,salience,power,influence",
        "Correct the heading, delete the column, or head it `note` to have it ignored.",
    ),
    Rule(
        "T06",
        "No row has more cells than the header",
        "A comma in a name shifts all that follows it by a column.",
        "Korea, South,10,0.6,0.16",
        'Put the name in quotation marks: "Korea, South".',
    ),
    Rule(
        "T07",
        "Every number that is needed is there",
        "Who has a position needs a salience and a capability. On one issue alone, all have a position.",
        "Italy,10,,0.16",
        "Give the number, or delete the row if the actor takes no part.",
    ),
    Rule(
        "T08",
        "A number is written as a number",
        "NA, a date that Excel made, or a word without a meaning here cannot be reckoned with.",
        "Italy,10,n/a,0.16",
        "Write a number, a range such as `0.6 to 0.8`, or low, medium or high.",
    ),
    Rule(
        "T09",
        "Numbers have a decimal point, and nothing between thousands",
        "1,000 is one in some countries and a thousand in others. Where cells stand between semicolons or tabs, "
        "decimal commas are read if some number shows that they are meant.",
        'Italy,10,"0,6",0.16',
        "Write 0.6; write 1000.",
    ),
    Rule(
        "T10",
        "A range runs from its lower to its higher end",
        "Which end was meant to be which cannot be known.",
        "Italy,80 to 60,0.6,0.16",
        "Turn it round; write one number where there is no range.",
    ),
    Rule(
        "T11",
        "A salience is a share, from 0 to 1",
        "Percentages would weigh a hundred times as much, and models take 1 - salience.",
        "Italy,10,80,0.16",
        "Divide by 100, or head the column `salience %`.",
    ),
    Rule(
        "T12",
        "A capability is zero or more, in one unit for all",
        "Nobody can do less than nothing; `high` among numbers above 1 would make its actor the weakest.",
        "Italy,10,0.6,-3",
        "Give zero or more, in one unit.",
    ),
    Rule(
        "T13",
        "Positions lie on the scale of their issue",
        "Where the ends of a scale are stated, a position beyond them is a slip.",
        "low 0, high 10, position 80",
        "Give the position on the scale of the issue, or correct `low` and `high`.",
    ),
    Rule(
        "T14",
        "Numbers are finite and of a size that can be reckoned with",
        f"Beyond {LARGEST:g}, products of numbers are no longer exact.",
        "Italy,10,0.6,1e300",
        "Write the whole column in a larger unit.",
    ),
    Rule(
        "T15",
        "An actor stands once on each issue, under one name",
        "Of two rows one is wrong, or two actors share a name.",
        "Italy,10,0.6,0.16 and ITALY,4,0.6,0.16",
        "Keep one row, or give each actor its own name.",
    ),
    Rule(
        "T16",
        "What holds for all is said in one way",
        "The scale, reference point and unit of an issue, the quota and the setter hold for all rows.",
        "reference 10 in one row, 4 in another",
        "Say it once, or the same in every row.",
    ),
    Rule(
        "T17",
        "The procedure names actors, in known words",
        "A veto of somebody who is not in the table would change nothing.",
        "Senate,60,0.5,1,ratifies: Presidnet",
        "Use setter, veto, yes or no, and the names of actors as they stand in the table.",
    ),
    Rule(
        "T18",
        "At least two actors take part",
        "One actor decides alone; an actor without any position takes part in nothing.",
        "one row",
        "Give at least two actors, each with a position.",
    ),
    Rule(
        "T19",
        "On every issue somebody has weight",
        "Weight is capability × salience; where all weights are zero every model divides by nothing.",
        "capability 0 in every row",
        "Give an actor a capability and a salience above zero.",
    ),
    Rule(
        "T20",
        "Somebody disagrees",
        "Where all stand at one point there is nothing to decide.",
        "position 50 in every row",
        "Give at least two positions on some issue.",
    ),
    Rule(
        "T21",
        "Cells of Excel hold values, not formulas",
        "What a formula gives is kept in the file only sometimes, and may be out of date.",
        "B7: =SUM(B2:B6)",
        "Copy the cells and paste them as values.",
    ),
    Rule(
        "T22",
        "No cells of Excel are merged",
        "A merged cell belongs to one row alone, whatever it looks like.",
        "A2:A5",
        "Unmerge them, and write the value into each cell.",
    ),
    Rule(
        "T23",
        "It is clear which sheet is meant",
        "Where several sheets hold cells, the one with the actors is to be called `actors`.",
        "",
        "Name the sheet `actors`, or delete the others.",
    ),
    Rule(
        "T24",
        "A file of KTAB is whole",
        "As many actors as its first row declares, and a position and a salience for each dimension.",
        "EC,Emissions,10,1        (and nine rows)",
        "Give what is missing, or correct what is declared.",
    ),
    Rule(
        "T25",
        "Saliences of KTAB are in per cent and add up to 100 at most",
        "KTAB shares each actor's attention among the dimensions.",
        "saliences 80 and 40 on two dimensions",
        "Lower them until each actor's add up to 100 or less.",
    ),
    Rule(
        "T26",
        "Options, seed and adjustments of KTAB are known ones",
        "An option that is misspelt would leave the default in force.",
        "<VotingRule>Proportional</VotingRule>",
        "Use the names that KTAB writes; shares from 0 to 1 that add up to 1 at most.",
    ),
    Rule(
        "T27",
        "Lines of the exchange model's text are whole, and name what is declared",
        "Each line of data names an actor and an issue that the lines #A and #P declare.",
        "#D  Itlay  years  10  0.6  0.16",
        "Correct the name, or declare it.",
    ),
    Rule(
        "T28",
        "The table has a size that fits into memory",
        f"At most {MOST_BYTES / 1e6:.0f} MB, {MOST_ROWS:,} rows, {MOST_COLUMNS} columns, and {LONGEST_CELL} characters "
        "in a name; a file of KTAB has 250 actors.",
        "",
        "Leave out what does not take part, or split the file by issues.",
    ),
    Rule(
        "T29",
        f"At most {SHOWN} problems are listed",
        "Reading stops there: most are usually one mistake.",
        "",
        "Mend those that are listed.",
    ),
    Rule(
        "T30",
        "A table in YAML has the keys of one",
        "title, issues, quota and actors; below an issue low, high, reference and unit; below an actor its columns.",
        "actor: {France: {position: 10}}",
        "Use those keys; `actors` holds one mapping for each actor.",
    ),
)


def everything() -> str:
    """Markdown of all rules: of studies, of sources and quotes, of tables."""
    return page((*evidence.RULES, *RULES))


if __name__ == "__main__":
    sys.stdout.write(everything())
