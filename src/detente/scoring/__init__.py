"""Models of group decision scored on resolved issues: who stood where, what was decided, and who would have known.

    resolved = read(content)        a table of resolved issues, as bytes
    card = score(resolved)          every model on the same issues, with intervals
    table(card)                     the lines to print
    outlook(actors)                 what the best law says of an issue that is still open

Nothing is fitted on an issue that it is scored on, nor on another issue of the same proposal.
"""

from __future__ import annotations

from detente.scoring.outlook import Outlook, outlook
from detente.scoring.reading import read
from detente.scoring.scorecard import Difference, Row, Scorecard, score
from detente.scoring.telling import table
from detente.tables.resolved import Resolved, ResolvedIssue

__all__ = [
    "Difference",
    "Outlook",
    "Resolved",
    "ResolvedIssue",
    "Row",
    "Scorecard",
    "outlook",
    "read",
    "score",
    "table",
]
