"""How fast ideal points are estimated, against plain Python and a quoted program: `python -m bench.ideal_points`."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from bench import em_loop
from bench.measure import MIB_PER_UNIT

QUOTED = "the C++ package emIRT, votes as two categories: 6–7 s of processor time loose, 47 s tight (quoted)"
GOAL = "goal 20 s on two cores, below 2 GB"

SHAPE = (200, 78, 84, 0.71)
"""States, sessions, roll calls a session and share present of a made panel about as large as the real one."""

SWEEPS = 1500
LITTLE = "2,700 made votes of 30 states in 5 sessions"


def main() -> None:
    """Print the table."""
    print("| work | detente | against |\n|---|---|---|")
    for row in rows():
        print("| " + " | ".join(row) + " |", flush=True)


def rows() -> Iterator[tuple[str, str, str]]:
    """What was done, our figures, and others' with the ratio."""
    from detente.idealpoints import estimate

    panel, anchors, name = _panel()
    began, worked = perf_counter(), process_time()
    found = estimate(panel, anchors=anchors)
    took, work = perf_counter() - began, process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * MIB_PER_UNIT
    size = f"{len(panel.vote):,} votes on {len(panel.rolls):,} roll calls in {len(panel.sessions)} sessions"
    end = "converged" if found.converged else "not converged"
    did = f"{took:.1f} s, {work:.1f} s of processor time, {found.rounds} rounds, {end}"
    yield f"ideal points of {name}: {size}, from arrays to posterior, compilation included", did, f"{GOAL}; {QUOTED}"
    yield "the same, peak memory of the process", f"{peak:,.0f} MiB", "goal below 2 GB"
    sweeps, seconds = _loop()
    loop = seconds * len(panel.vote)
    whole = f"{sweeps} sweeps to within 0.01 of their limit there, {loop:.1f} s each when scaled by votes to this panel"
    against = f"textbook EM in plain Python, measured on {LITTLE}: {whole}"
    yield "the same, against a loop", f"{took:.1f} s", f"{against}; in all {sweeps * loop / took:,.0f} ×"


def _panel() -> tuple[Any, tuple[Any, Any], str]:
    from detente.idealpoints import panel

    held = Path(os.environ.get("DETENTE_SHARED") or Path(__file__).resolve().parents[2] / "shared")
    path = held / "data" / "record" / "unga_votes.parquet"
    if path.is_file():
        import polars

        table = polars.read_parquet(path).with_columns(polars.col("vote", "roll_id").cast(polars.String))
        table = table.filter(polars.col("vote") != "absent")
        cast = table["vote"].replace_strict({"yes": 1, "abstain": 2, "no": 3}, return_dtype=polars.Int8)
        columns = (table["ccode"].to_numpy(), table["session"].to_numpy(), table["roll_id"].to_list(), cast.to_numpy())
        return panel(*columns), (2, 365), "the UN General Assembly, sessions 1–78"
    return _made(), (0, 1), "a made panel of that shape"


def _made(shape: tuple[int, int, int, float] = SHAPE) -> Any:
    import numpy as np

    from detente.idealpoints import Panel

    states, sessions, rolls, present = shape
    chance = np.random.default_rng(1)
    point = np.cumsum(chance.normal(0, 0.1, (sessions, states)), axis=0) + chance.normal(0, 1, states)
    of_roll = np.repeat(np.arange(sessions), rolls)
    sharp, middle = chance.normal(0, 1, (2, len(of_roll)))
    z = sharp[:, None] * point[of_roll] + chance.normal(0, 1, (len(of_roll), states))
    vote = 1 + (z > middle[:, None] + 0.6) + (z > middle[:, None] + 1.4)
    roll, state = np.nonzero(chance.random(vote.shape) < present)
    names = tuple(str(k) for k in range(len(of_roll)))
    return Panel(tuple(range(states)), tuple(range(1, sessions + 1)), names, of_roll, state, roll, vote[roll, state])


def _loop() -> tuple[int, float]:
    """Sweeps of textbook EM in plain Python until no ideal point is far from where it ends, and seconds per vote."""
    little = _made((30, 5, 20, 0.9))
    votes = list(zip(*(x.tolist() for x in (little.state, little.roll, little.vote)), strict=True))
    sessions, states = len(little.sessions), len(little.states)
    point = [[(i % 7 - 3) / 3 for i in range(states)] for _ in range(sessions)]
    spread = [[0.1] * states for _ in range(sessions)]
    item = [[0.5, 0.0] for _ in little.rolls]
    course: list[list[float]] = []
    began = perf_counter()
    for _ in range(SWEEPS):
        em_loop.sweep(votes, little.session_of_roll.tolist(), point, spread, item, 0.25)
        course.append([x for row in point for x in row])
    took = (perf_counter() - began) / SWEEPS / len(votes)
    near = [max(abs(x - y) for x, y in zip(at, course[-1], strict=True)) < 0.01 for at in course]
    return len(near) - next(k for k, good in enumerate([*near[::-1], False]) if not good) + 1, took


if __name__ == "__main__":
    sys.exit(main())
