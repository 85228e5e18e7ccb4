"""Votes of a table as 1 yes, 2 abstain, 3 no, 8 absent, 9 not a member: from one coding, never from a mixture."""

from __future__ import annotations

from typing import Any

from detente.intake.columns import ROW, numbers
from detente.intake.notes import Notes
from detente.record import Table
from detente.record.polars import polars

WORDS = {
    **{"yes": 1, "y": 1, "abstain": 2, "abstention": 2, "a": 2, "no": 3, "n": 3},
    **{"absent": 8, "non-voting": 8, "not voting": 8, "x": 8, "not a member": 9, "non-member": 9},
}
"""Words for votes, to Voeten's numbers."""

NUMBERS = {1, 2, 3, 8, 9}
"""Voeten's own numbers."""

SIGNED = {1: 1, 0: 2, -1: 3}
"""Another custom: 1 is yes, 0 abstains, -1 is no."""

_TOLD = 20


def votes(frame: Table, column: str, notes: Notes) -> Table:
    """The frame with its column of votes as numbers; null where a cell is bad.

    `notes` gets D11 where the column mixes codings, D07 for a word and D08 for a number that is no vote, D09 for a
    cell that holds nothing; and a warning, D11, where votes are told as 1, 0 and -1.
    """
    pl = polars()
    text = frame.get_column(column).cast(pl.String).str.strip_chars().str.to_lowercase()
    worded = text.is_in(list(WORDS)).fill_null(value=False)
    if worded.any():
        return _worded(frame, column, text, worded, notes)
    frame = numbers(frame, column, "Int8", notes, -1, 9)
    value = frame.get_column(column)
    there = set(value.drop_nulls().unique().to_list())
    if there & {0, -1}:
        odd = there - set(SIGNED)
        if odd:
            mixed = value.is_in(list(odd)).fill_null(value=False)
            row = frame.get_column(ROW).filter(mixed)[0]
            what = f"votes are 1, 0 and -1 in some rows, and {', '.join(map(str, sorted(odd)))} in others"
            fix = "bring the column to one coding: yes, abstain, no; or 1, 2, 3"
            notes.error("D11", what, fix, row=row, column=column)
            return frame
        notes.warn("D11", "votes are 1, 0 and -1; they were read as yes, abstain and no", column=column)
        return frame.with_columns(value.replace_strict(SIGNED, default=None, return_dtype=pl.Int8).alias(column))
    bad = ~value.is_in(list(NUMBERS)) & value.is_not_null()
    for row, vote in frame.filter(bad).select(ROW, column).head(_TOLD).rows():
        notes.error("D08", f"expected a vote of 1, 2, 3, 8 or 9, found {vote}", "correct it", row=row, column=column)
    return frame


def _worded(frame: Table, column: str, text: Any, worded: Any, notes: Notes) -> Table:
    pl = polars()
    numbered = ~worded & text.str.contains(r"^-?\d+(\.0)?$").fill_null(value=False)
    if numbered.any():
        row = frame.get_column(ROW).filter(numbered)[0]
        what = f"votes are words in some rows and numbers in {int(numbered.sum()):,} others"
        notes.error("D11", what, "bring the column to one coding", row=row, column=column)
        return frame
    for row, word in frame.filter(~worded).select(ROW, column).head(_TOLD).rows():
        known = ", ".join(("yes", "abstain", "no", "absent", "not a member"))
        what = f"expected one of {known}, found `{word}`" if word else f"expected one of {known}, found nothing"
        notes.error("D07" if word else "D09", what, "correct the cell", row=row, column=column)
    return frame.with_columns(text.replace_strict(WORDS, default=None, return_dtype=pl.Int8).alias(column))
