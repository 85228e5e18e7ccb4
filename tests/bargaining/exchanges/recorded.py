"""The recorded exchanges of the program that the model was taken from; they are no part of the project."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from detente.bargaining.exchanges import Move, Trade
from detente.tables import ActorTable, Issue

ROOT = Path(__file__).resolve().parents[3]
SAMPLE, COPENHAGEN = "sample_data.txt", "copenhagen.csv"


@dataclass(frozen=True)
class Case:
    """One data set and what the program made of it, round by round."""

    written: dict[str, Any]

    @cached_property
    def actors(self) -> list[str]:
        return list(dict.fromkeys(row["actor"] for row in self.written["input"]["rows"]))

    @cached_property
    def issues(self) -> list[str]:
        return list(self.written["input"]["issues"])

    @property
    def rounds(self) -> list[dict[str, Any]]:
        return self.written["rounds"]

    def column(self, name: str) -> np.ndarray:
        """A column of the input as actor × issue; who has no row is NaN in `position` and 0 elsewhere."""
        found = np.full((len(self.actors), len(self.issues)), np.nan if name == "position" else 0.0)
        for row in self.written["input"]["rows"]:
            found[self.actors.index(row["actor"]), self.issues.index(row["issue"])] = row[name]
        return found

    @property
    def table(self) -> ActorTable:
        return ActorTable(
            tuple(self.actors),
            tuple(Issue(name, tuple(scale)) for name, scale in self.written["input"]["issues"].items()),
            self.column("position"),
            self.column("salience"),
            self.column("power"),
        )

    @property
    def start(self) -> np.ndarray:
        """Positions from 0 to 100."""
        low, high = np.array([self.written["input"]["issues"][name] for name in self.issues]).T
        return (self.column("position") - low) / (high - low) * 100

    @property
    def weight(self) -> np.ndarray:
        return self.column("salience") * self.column("power")

    def grid(self, number: int, name: str) -> np.ndarray:
        """Positions that were recorded in a round (from 1), as actor × issue, from 0 to 100."""
        found = self.rounds[number - 1][name]
        return np.array([[found[q].get(a, np.nan) for q in self.issues] for a in self.actors])

    def outcomes(self, number: int, name: str) -> np.ndarray:
        return np.array([self.rounds[number - 1][name][q] for q in self.issues])

    def side(self, move: Move, order: list[int] | None = None) -> tuple[str, str]:
        """Who supplies what, by name; `order` says which column of the record each issue of the move was."""
        return self.actors[move.supplier], self.issues[move.issue if order is None else order[move.issue]]

    def compare(self, trades: tuple[Trade, ...], number: int, order: list[int] | None = None) -> list[tuple[str, str]]:
        """Check trades against the record of a round, one by one; the sides whose outcome was recorded otherwise."""
        otherwise: list[tuple[str, str]] = []
        recorded = self.rounds[number - 1]["exchanges"]
        for k, (trade, one) in enumerate(zip(trades, recorded, strict=True)):
            sides = {(one[side]["actor"], one[side]["supply"]): one[side] for side in "ij"}
            assert {self.side(move, order) for move in trade.moves} == set(sides), f"exchange {k + 1}"
            np.testing.assert_allclose(trade.gain, one["gain"], atol=1e-6, rtol=0, err_msg=f"exchange {k + 1}")
            for move in trade.moves:
                said = sides[self.side(move, order)]
                found = (move.start, move.by, move.voting, move.before)
                wanted = [said[name] for name in ("start", "move", "voting", "mds_before")]
                np.testing.assert_allclose(found, wanted, atol=1e-6, rtol=0, err_msg=f"exchange {k + 1}: {said}")
                if abs(move.after - said["mds_after"]) > 1e-6:
                    otherwise.append(self.side(move, order))
        return otherwise


def cases() -> dict[str, Case]:
    """Every data set of the record."""
    shared = Path(os.environ.get("DETENTE_SHARED") or ROOT.parent / "shared")
    file = shared / "reference" / "bargaining" / "exchange_equal_gain.json"
    if not file.is_file():
        pytest.skip(f"the recorded exchanges are not on this machine ({file}; name their folder in DETENTE_SHARED)")
    return {name: Case(case) for name, case in json.loads(file.read_text(encoding="utf-8"))["cases"].items()}
