"""How much a table of actors may hold; more is refused by name before it is read into memory."""

from __future__ import annotations

MOST_BYTES = 50_000_000
MOST_ROWS = 100_000
MOST_CELLS = 2_000_000  # actors × issues: a table is an array
MOST_COLUMNS = 200
LONGEST_ROW = 1_000_000  # characters; a quotation mark that is never closed makes such rows
LONGEST_CELL = 200  # characters of a name
LARGEST = 1e12  # no number of a table is larger; write it in a larger unit
COMPARED = 1_000  # names among which the nearest to a misspelt one is sought
