"""What tests of scoring share: the resolved issues on this machine, and made-up ones."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from detente.scoring import Resolved, ResolvedIssue, read

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="session")
def deu_folder() -> Path:
    """Folder with the part of the DEU data that may be looked at; it is not part of the project."""
    folder = Path(os.environ.get("DETENTE_SHARED") or ROOT.parent / "shared") / "data" / "deu"
    if not folder.is_dir():
        pytest.skip(f"the DEU data are not on this machine ({folder}; name the parent of `data` in DETENTE_SHARED)")
    return folder


@pytest.fixture(scope="session")
def deu(deu_folder: Path) -> Resolved:
    """Resolved issues of DEU I and II."""
    return read((deu_folder / "deu_visible.csv").read_bytes(), "deu_visible.csv")


@pytest.fixture(scope="session")
def published(deu_folder: Path) -> dict[str, dict[str, list[float]]]:
    """Baselines that were computed by somebody else: model, subset, [issues, MAE, RMSE]."""
    return json.loads((deu_folder / "deu_visible_baselines.json").read_text(encoding="utf-8"))["results"]


@pytest.fixture(scope="session")
def made_up() -> Callable[..., Resolved]:
    """Issues of a made-up council: three of each proposal, decided near the mean or exactly at a position."""

    def make(proposals: int, seed: int = 1, first: int = 0, wave: str = "") -> Resolved:
        chance = np.random.default_rng(seed)
        issues: list[ResolvedIssue] = []
        for p in range(first, first + proposals):
            for q in range(3):
                n = int(chance.integers(3, 8))
                position = np.round(chance.random(n) * 10) * 10
                settled = float(np.clip(np.round(position.mean() + chance.normal(0, 10)), 0, 100))
                issues.append(
                    ResolvedIssue(
                        name=f"p{p}i{q}",
                        proposal=f"p{p}",
                        wave=wave,
                        actors=tuple(f"a{a}" for a in range(n)),
                        position=position,
                        salience=np.round(0.1 + 0.9 * chance.random(n), 2),
                        capability=chance.integers(1, 9, n).astype(float),
                        outcome=float(chance.choice(position)) if chance.random() < 0.5 else settled,
                        reference=0.0 if q else None,
                    )
                )
        return Resolved(tuple(issues), "made up")

    return make
