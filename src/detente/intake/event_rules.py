"""What is asked of files of events, of transfers and of deaths in conflict: rules D30 to D38."""

from __future__ import annotations

from detente.study.checks import Rule

RULES = (
    Rule(
        "D30",
        "A row of a large file can be read",
        "A row of two million bytes or a quotation mark that is never closed is a sign that the file is damaged, or "
        "no table.",
        "",
        "Download the file again.",
    ),
    Rule(
        "D31",
        "Every row of a large file has as many columns as the file",
        "A row that is short or long has lost its end, or has a tab too many: its numbers belong to other columns.",
        "",
        "Download the file again, or delete the row.",
    ),
    Rule(
        "D32",
        "An event has happened, on a day that there was",
        "Days before 1800, days that are no days, and days later than tomorrow cannot be those of an event. A day "
        "ahead is accepted, as the day begins earlier in the east.",
        "20181332 or 00000101",
        "Correct or delete the row.",
    ),
    Rule(
        "D33",
        "Rows that do not count are counted",
        "Events between two states need a state on both sides and a score. Other rows are left out, which is said "
        "and does not keep the file from being used. Countries that are no state are listed.",
        "",
        "Nothing need be done.",
        "warning",
    ),
    Rule(
        "D34",
        "A month has about as many rows for each report as those before it",
        "Where one report stands in many more rows than is usual, the provider has counted news and no events. The "
        "rule: more than 1.5 times the median of up to twelve months before, and further above it than four times "
        "their mean distance from it; of months with 30 reports or more, from the seventh on.",
        "2018-10: 6.1 rows for each distinct report (usual 1.8)",
        "Count the column `events`, which leaves out rows alike in day, actors, code and place, and not `rows`.",
        "warning",
    ),
    Rule(
        "D35",
        "A CAMEO code has its zero in front",
        "043 is to host a visit, 43 is nothing, 010 a statement and 10 a demand: programs that take codes for numbers "
        "make one of the other.",
        "43",
        "Use the provider's file as it is, and let no spreadsheet save it.",
    ),
    Rule(
        "D36",
        "A file of GDELT's has no row of headings",
        "Somebody has put one there. It is skipped, and the columns are taken to be GDELT's own in their order.",
        "",
        "Nothing need be done, if the columns are still in GDELT's order.",
        "warning",
    ),
    Rule(
        "D37",
        "Deliveries of arms are known by year",
        "A register of deals says what all deliveries are worth, and in which years they came. Spread evenly over "
        "the years, sums over five years or more are sound and single years are not: of Russia's to Iran, 415 in "
        "1996 where SIPRI has 288.",
        "1996; 1997; 1998",
        "Export the register by delivery, which has a column `Delivery year`, for years from 1995 on.",
        "warning",
    ),
    Rule(
        "D38",
        "A table of arms transfers says of which state it is",
        "Rows are the partners of one state, which stands above the table or in its last row. A table of totals has "
        "no pairs of states.",
        "TIV of arms exports from all, 2010-2020",
        "Export the imports of one recipient by supplier, or the exports of one supplier by recipient.",
    ),
)
