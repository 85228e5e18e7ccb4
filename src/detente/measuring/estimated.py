"""Ideal points estimated here from the votes of the record: what `measure ideal-points` answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from detente.measuring.answer import Origin
from detente.record import Table
from detente.record.polars import polars
from detente.study.version import VERSION

if TYPE_CHECKING:
    from detente.idealpoints import IdealPoints

ENDS = 8
"""States printed at either end of the line."""


@dataclass(frozen=True, slots=True, eq=False)
class Estimated:
    """Ideal points of all states in all sessions that were asked for."""

    points: IdealPoints
    year: Mapping[int, int]  # of a session
    names: Mapping[int, str]
    codes: Mapping[int, str]
    origins: tuple[Origin, ...]

    dyad: None = None  # no figure of a dyad shows it

    @property
    def frame(self) -> Table:
        """One row for each member and session: release, state, session, year, mean, low, high, sd, votes."""
        p = self.points
        session, state = np.nonzero(p.member)
        sessions = np.array(p.sessions)[session]
        columns = {
            "release": [f"detente {VERSION}"] * len(session),
            "state": np.array(p.states, np.int16)[state],
            "session": sessions.astype(np.int16),
            "year": np.array([self.year[int(s)] for s in sessions], np.int16),
            "mean": p.mean[session, state],
            "low": p.low[session, state],
            "high": p.high[session, state],
            "sd": p.sd[session, state],
            "votes": p.votes[session, state].astype(np.int32),
        }
        return polars().DataFrame(columns)

    @property
    def named_frame(self) -> Table:
        """The same with three-letter codes."""
        pl = polars()
        letters = pl.col("state").replace_strict(self.codes, default=None, return_dtype=pl.String)
        return self.frame.with_columns(letters.alias("state_code"))

    def told(self) -> str:
        """The last session's two ends, the conventions, and what the estimate rests on."""
        p = self.points
        first, second = (self._name(a) for a in p.anchors)
        last = len(p.sessions) - 1
        order = [int(k) for k in np.argsort(-np.where(p.member[last], p.mean[last], -np.inf)) if p.member[last, k]]
        shown = order if len(order) <= 2 * ENDS else [*order[:ENDS], *order[-ENDS:]]
        span = f"sessions {p.sessions[0]} to {p.sessions[-1]}" if last else f"session {p.sessions[0]}"
        lines = [f"Ideal points of {len(p.states)} states, {span}, from {int(p.votes.sum()):,} votes"]
        lines += [f"{first} stands above {second}; mean 0 and variance 1 over all these sessions", ""]
        lines += [f"  session {p.sessions[last]} ({self.year[p.sessions[last]]})         mean   90 %"]
        for n, k in enumerate(shown):
            if len(shown) < len(order) and n == ENDS:
                lines.append("  …")
            ends = f"{p.low[last, k]:.2f} to {p.high[last, k]:.2f}"
            said = f"  {self._name(p.states[k])[:28]:<28} {p.mean[last, k]:>6.2f}   {ends}"
            lines.append(said.replace("-", "−"))
        end = "converged" if p.converged else "NOT converged"
        lines += ["", f"Estimate  {end} after {p.rounds} rounds; {p.share_missing:.1%} of votes are missing, taken as"]
        lines += [
            "          missing at random: a state that stays away to avoid a no breaks that, and nothing shows it"
        ]
        lines += ["Hides     everything beyond one dimension, and why a state voted as it did", ""]
        return "\n".join(
            [*lines, *(f"Record    {o.series}: {o.vintage} ({o.connector}). {o.cite}" for o in self.origins)]
        )

    def plain(self) -> dict[str, Any]:
        """Plain data for `--json`: what `about` says, and all rows."""
        return {**self.about(), "rows": list(self.named_frame.iter_rows(named=True))}

    def about(self) -> dict[str, Any]:
        """How the points were estimated and of which record; without the rows."""
        p = self.points
        return {
            "measure": "ideal-points",
            "anchors": [self.codes.get(int(a), str(a)) for a in p.anchors],
            "converged": p.converged,
            "rounds": p.rounds,
            "share_missing": p.share_missing,
            "record": [{"series": o.series, "vintage": o.vintage, "cite": o.cite} for o in self.origins],
        }

    def _name(self, state: Any) -> str:
        return self.names.get(int(state), str(state))


def estimated(
    votes: Table,
    anchors: tuple[int, int],
    names: Mapping[int, str],
    codes: Mapping[int, str],
    origins: tuple[Origin, ...],
) -> Estimated:
    """Ideal points from a table of votes, as `detente.idealpoints.estimate` finds them.

    Raises:
        DetenteError: an anchor cast no vote, or there are no votes.
    """
    from detente.idealpoints import estimate, panel

    year = dict(votes.group_by("session").agg(polars().col("year").min()).iter_rows())
    state, session, roll, vote = (votes.get_column(name).to_list() for name in ("state", "session", "roll", "vote"))
    points = estimate(panel(state, session, roll, vote), anchors=anchors)
    return Estimated(points, year, names, codes, origins)
