"""What is asked of a provider's file, the rules behind the codes D01 and up; and the page of all problems there are."""

from __future__ import annotations

import sys

from detente.evidence import rulebook as evidence
from detente.intake import event_rules
from detente.scoring import faults
from detente.study.checks import Rule
from detente.study.rulebook import page
from detente.tables import rulebook as tables

RULES = (
    Rule(
        "D01",
        "A file of data holds a table",
        "An empty file or a web page that was saved under the name of the file holds no data: a download often ends "
        "so, where the provider asks for a login or has moved the file.",
        "<!DOCTYPE html>        (in a file that is named votes.csv)",
        "Open the provider's page in a browser, download the file there, and add that.",
    ),
    Rule(
        "D02",
        "A file of data is whole",
        "A compressed file that breaks off, or a table whose last line does, has lost rows that nobody would miss.",
        "",
        "Download the file again.",
    ),
    Rule(
        "D03",
        "A zip file holds one table",
        "Of several files, nobody says which is meant.",
        "",
        "Unpack it and add the one file.",
    ),
    Rule(
        "D04",
        "The text of a table is UTF-8",
        "Bytes of another encoding turn the names of states into others.",
        "",
        "Save the file as CSV (UTF-8).",
    ),
    Rule(
        "D05",
        "The kind of a file can be read",
        "Tables are read from CSV, tab-separated text, Parquet, Excel (.xlsx) and files of R (RData, rda, rds), also "
        "where gz, zip, bz2 or xz holds one of them.",
        "",
        'Save the table as CSV (UTF-8): in R, `write.csv(table, "table.csv", row.names = FALSE)`.',
    ),
    Rule(
        "D06",
        "The columns of a source are there",
        "Without them nothing says which state, which year and what was measured.",
        "country,year,share        (where ccode, year, cinc are needed)",
        "Add the file as the provider ships it, or name the columns as the provider does.",
    ),
    Rule(
        "D07",
        "A cell that should hold a number holds one",
        "Words in a column of numbers are a sign that columns have slipped. An empty cell, `NA` or a point says that "
        "there is no number.",
        "2,1946,n/k",
        "Correct the cell, or leave it empty where the number may be lacking.",
    ),
    Rule(
        "D08",
        "A number lies within its bounds",
        "Correlates of War codes run from 2 to 999, votes from 1 to 3 beside the codes for absence, years from 1800 "
        "to 2100. What lies outside is a slip or a code that means something else.",
        "2,0,0.05        (a year 0)",
        "Correct the number.",
    ),
    Rule(
        "D09",
        "State, year and what a row is of are never lacking",
        "A row that is of no state, of no year or, in a table of votes, of no roll call belongs to nothing.",
        ",1946,0.05",
        "Fill the cell in, or delete the row.",
    ),
    Rule(
        "D10",
        "A row is there once",
        "Two rows with the same state and year but other numbers cannot both be true. Rows that are the same in "
        "every column are counted once, and the user is told how many there were.",
        "2,1946,0.05 and 2,1946,0.06",
        "Delete the row that is wrong.",
    ),
    Rule(
        "D11",
        "A file says in one way what it says",
        "Votes as numbers in some rows and as words in others, or estimates whose release is unknown, cannot be told "
        "apart later.",
        "2,1,yes and 20,1,3",
        "Bring the column to one coding; say which release a file of estimates is.",
    ),
    Rule(
        "D12",
        "No cells of Excel are merged",
        "Merged heads belong to one column alone, whatever it looks like.",
        "B1:D1",
        "Unmerge them, and write a head into each cell of the first row.",
    ),
    Rule(
        "D13",
        "Cells of Excel hold values, not formulas",
        "What a formula gives is kept in the file only sometimes, and may be out of date.",
        "C7: =SUM(C2:C6)",
        "Copy the cells and paste them as values.",
    ),
    Rule(
        "D14",
        "States stand in years in which they were states",
        "A code before or after its state's time is often a slip; lists of members of the United Nations differ in "
        "earnest from the state system of the Correlates of War. The rows are kept and told.",
        "750,1946        (India, a state of that system from 1947)",
        "Correct the code, or leave these years out where you measure.",
        "warning",
    ),
    Rule(
        "D15",
        "A mapping names a series, its columns, and a list of codes",
        "What a table of the user's own means stands in the mapping alone; a misspelt key would be left out.",
        "series: trad",
        "Use the keys series, codes, columns, set and missing; docs/data.md shows one.",
    ),
    Rule(
        "D16",
        "Some row is of states that are known",
        "Where none is, the column of states holds other codes than the mapping says.",
        "codes: iso3        (and 630, 365 in the table)",
        "Say which codes they are: cow, gw, letters, iso3, iso2 or name.",
    ),
)


def everything() -> str:
    """Markdown of all rules: of studies, sources and quotes, actor tables, resolved issues, and files of data."""
    return page((*evidence.RULES, *tables.RULES, *faults.RULES, *RULES, *event_rules.RULES))


if __name__ == "__main__":
    sys.stdout.write(everything())
