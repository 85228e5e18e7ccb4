"""How fast measures of alignment are, against plain Python: `python -m bench.alignment`.

Data are made up, of the shape of the record: 194 states' commitments to each other (18,721 dyads), and 78 sessions of
the General Assembly with 870,000 votes by up to 193 states. Plain Python is timed on some dyads and scaled to all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np

from bench import alignment_loop

STATES, SESSIONS = 194, 78
GOALS = {"s-score": "goal 0.05 s", "kappa": "goal 0.5 s", "pi": "goal 0.5 s", "pi-weighted": "goal 0.5 s"}
SOME = 40
"""Dyads that plain Python is timed on."""


def main() -> None:
    """Print the table."""
    print("| work | detente | against |\n|---|---|---|")
    for row in rows():
        print("| " + " | ".join(row) + " |", flush=True)


def rows() -> Iterator[tuple[str, str, str]]:
    """What was done, our seconds, and those of plain Python with the ratio."""
    yield from _one_year()
    yield from _every_session()
    yield from _breaks()


def _one_year() -> Iterator[tuple[str, str, str]]:
    from detente import measures
    from detente.measuring.errors import estimates
    from detente.measuring.joint import every_dyad, joint_tables

    ratings, levels = commitments(), np.arange(4.0)
    first, second = every_dyad(STATES)
    for name, loop in alignment_loop.MEASURES.items():
        of = measures.named(name)

        def value(of: Any = of) -> Any:
            return of.table(joint_tables(ratings, 4, first, second).weight, levels)

        def whole(of: Any = of) -> Any:
            return estimates(of, joint_tables(ratings, 4, first, second), levels)

        here, more = _seconds(value, 9), _seconds(whole, 3)
        plain = ratings.tolist()
        pairs = list(zip(first[:: len(first) // SOME].tolist(), second[:: len(first) // SOME].tolist(), strict=True))
        some = pairs[: 3 if name == "tau-b" else SOME]  # over every two items: slow enough
        took = _seconds(
            lambda loop=loop, some=some, plain=plain: [loop(plain[a], plain[b], range(4)) for a, b in some], 1
        )
        scaled = took * len(first) / len(some)
        goal = f"{GOALS[name]}; " if name in GOALS else ""
        yield (
            f"{name}: all {len(first):,} dyads of one year, 194 items",
            f"{here * 1000:.0f} ms; with standard errors and intervals {more * 1000:.0f} ms",
            f"{goal}plain Python {scaled:,.1f} s (scaled from {len(some)} dyads): {scaled / here:,.0f} ×",
        )


def _every_session() -> Iterator[tuple[str, str, str]]:
    from detente import measures
    from detente.measures import Question
    from detente.measuring.asking import measure
    from detente.measuring.joint import every_dyad, joint_tables
    from detente.measuring.ratings import VOTES, of_votes

    table = votes()
    question = Question(by="session")
    for name in ("s-score", "kappa"):
        of = measures.named(name)

        def value(of: Any = of) -> int:
            dyads = 0
            for each in of_votes(table, question, "all", []):
                joint = joint_tables(each.ratings, 3, *every_dyad(len(each.states))).weight
                dyads += len(of.table(joint, VOTES))
            return dyads

        dyads, here = value(), _seconds(value, 3)
        whole = _seconds(lambda name=name: measure(name, {"votes": table}, question), 1)
        session = next(iter(of_votes(table, question, "all", [])))
        plain = [[None if r < 0 else r + 1 for r in row] for row in session.ratings.tolist()]
        loop = alignment_loop.MEASURES[name]
        pairs = list(zip(*(at[:SOME].tolist() for at in every_dyad(len(session.states))), strict=True))
        took = _seconds(lambda loop=loop, p=plain, pairs=pairs: [loop(p[a], p[b], (1, 2, 3)) for a, b in pairs], 1)
        items = table.get_column("roll").n_unique() / SESSIONS / session.ratings.shape[1]
        scaled = took * dyads / SOME * items
        yield (
            f"{name}: all dyads of {SESSIONS} sessions from {len(table):,} votes ({dyads:,} dyad-sessions)",
            f"{here:.1f} s; as a tidy table with standard errors and intervals {whole:.1f} s",
            f"goal 30 s; plain Python {scaled:,.0f} s (scaled from {SOME} dyads): {scaled / here:,.0f} ×",
        )
    few = Question(((2, 5),), by="session")
    one = _seconds(lambda: measure("kappa", {"votes": table}, few), 5)
    yield f"kappa: one dyad over {SESSIONS} sessions", f"{one * 1000:.0f} ms", ""


def _breaks() -> Iterator[tuple[str, str, str]]:
    from detente.measuring.breaks import breaks_of

    rng = np.random.default_rng(1)
    for count in (78, 300):
        y = np.concatenate([rng.normal(mean, 1, count // 3) for mean in (0, 2, 1)])
        here = _seconds(lambda y=y: breaks_of(range(len(y)), y), 3)
        yield f"breaks of one series of {count} periods, with the posterior of dates and number", f"{here:.2f} s", ""


def commitments() -> np.ndarray:
    """Blocs that owe each other all, some looser ties, and themselves: "state state", 0 to 3."""
    rng = np.random.default_rng(1)
    bloc = rng.integers(0, 8, STATES)
    ratings = rng.choice(4, (STATES, STATES), p=[0.86, 0.1, 0.02, 0.02])
    ratings[bloc[:, None] == bloc[None, :]] = 3
    np.fill_diagonal(ratings, 3)
    return ratings.astype(np.int8)


def votes() -> Any:
    """Sessions with 40 to 160 roll calls by 55 to 193 states, one vote in twelve missing: the record's `votes`."""
    import polars as pl

    rng = np.random.default_rng(2)
    parts: list[Any] = []
    for session in range(1, SESSIONS + 1):
        states, rolls = (
            int(np.interp(session, [1, 30, 78], [55, 140, 193])),
            int(np.interp(session, [1, 78], [60, 108])),
        )
        ideal = rng.normal(size=states)
        pull = (
            rng.normal(1, 0.7, rolls)[None, :] * ideal[:, None]
            + rng.normal(-1, 1, rolls)
            + rng.logistic(size=(states, rolls))
        )
        state, roll = np.nonzero(rng.random((states, rolls)) > 1 / 12)
        vote = 1 + (pull > 0.3).astype(int) + (pull > 1.2)
        parts.append(
            pl.DataFrame(
                {
                    "roll": np.char.add(f"S{session}-", roll.astype(str)),
                    "session": np.full(len(roll), session, np.int16),
                    "year": np.full(len(roll), 1945 + session, np.int16),
                    "state": (state + 1).astype(np.int16),
                    "vote": vote[state, roll].astype(np.int8),
                }
            )
        )
    return pl.concat(parts).with_columns(pl.lit(None, pl.Date).alias("day"))


def _seconds(work: Callable[[], object], times: int) -> float:
    """Median of the seconds of some repetitions."""
    found: list[float] = []
    for _ in range(times):
        began = perf_counter()
        work()
        found.append(perf_counter() - began)
    return median(found)


if __name__ == "__main__":
    main()
