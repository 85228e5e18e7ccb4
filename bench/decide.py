"""How fast models of group decision are, against plain Python and quoted programs: `python -m bench.decide`."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from bench import challenge_loop, spatial_loop

QUOTED = {10: (0.302, 0.000178), 20: (20.5, 0.000346), 50: (None, 0.00672), 100: (None, 0.0228)}
"""Seconds of one challenge round elsewhere: a public program, and NumPy; as measured for the reference games.

Both on another machine with two cores (Python 3.11.7). The program: jmckib, commit 55f63e9. NumPy: a calculation that
shares nothing with either.
"""

PROGRAM = {10: 0.034, 50: 7.3, 100: 144.0}
"""Seconds of a whole run of KTAB's own C++ program, output off, on both cores of another machine."""

GOALS = {10: 0.01, 50: 0.5, 100: 4.0}

DRAWS = 10_000


def main() -> None:
    """Print the table."""
    print("| work | detente | against |\n|---|---|---|")
    for row in rows():
        print("| " + " | ".join(row) + " |", flush=True)


def rows() -> Iterator[tuple[str, str, str]]:
    """What was done, our seconds, and others' with the ratio."""
    import jax

    jax.config.update("jax_enable_x64", val=True)
    yield from _rounds()
    yield _draws()
    yield from _spatial()
    yield _batch()
    yield _exchange()
    yield from _scores()


def _rounds() -> Iterator[tuple[str, str, str]]:
    import jax

    from detente.bargaining.challenge.course import Group, one_round
    from detente.bargaining.challenge.rules import Rules

    compiled: Any = jax.jit(one_round, static_argnums=2)
    for n, (program, numpy_seconds) in QUOTED.items():
        x, s, c = _numbers(n)
        made = Group(*(jax.numpy.asarray(v)[:, None] for v in (x, s, c)), jax.numpy.zeros(1))

        def ours(made: Group = made) -> None:
            compiled(made, made.position, Rules()).position.block_until_ready()

        ours()
        here = _seconds(ours, 9)
        told = [f"NumPy {numpy_seconds * 1000:.3g} ms (quoted)"]
        if n <= 50:
            loop = _seconds(lambda x=x, s=s, c=c: challenge_loop.one_round(x, s, c), 3)
            told.append(f"plain Python {loop * 1000:.3g} ms: {loop / here:,.0f} ×")
        if program is not None:
            told.append(f"a public program {program:.3g} s (quoted)")
        yield f"one challenge round, {n} actors", f"{here * 1000:.3g} ms", "; ".join(told)


def _draws() -> tuple[str, str, str]:
    from detente.deciding.models import play_all
    from detente.deciding.ranges import drawn, settled, widened
    from detente.files.tables import BUNDLED, read_table

    table = widened(read_table(BUNDLED / "emissions.csv"), 10)
    (played,) = play_all(table, ["challenge"])
    one, numbers = drawn(table, 0, DRAWS, 1)
    settled(played, one, numbers, 10, 1)
    here = _seconds(lambda: settled(played, one, numbers, 10, 1), 5)

    def loop(draws: int) -> None:
        for k in range(draws):
            at = numbers.position[:, k].tolist()
            for _ in range(10):
                at = challenge_loop.one_round(at, numbers.salience[:, k].tolist(), numbers.capability[:, k].tolist())

    some = 20
    scaled = _seconds(lambda: loop(some), 1) * DRAWS / some
    goal = f"goal 0.4 s; plain Python {scaled:,.0f} s (scaled from {some} draws): {scaled / here:,.0f} ×"
    return f"{DRAWS:,} draws of the ten-actor emissions case, ten rounds, compiled", f"{here:.2f} s", goal


def _spatial() -> Iterator[tuple[str, str, str]]:
    from detente.bargaining.spatial.course import Body, course
    from detente.bargaining.spatial.options import options

    for n, program in PROGRAM.items():
        body = Body(*_places(n))
        for profile in ("ktab", "corrected"):
            chosen = options({"profile": profile})
            course(body, chosen, 1)
            turns = len(course(body, chosen, 1).turns)
            here = _seconds(
                lambda chosen=chosen, body=body: course(body, chosen, 1), 7 if n == 10 else 3 if n == 50 else 1
            )
            loop = ""
            if n == 10:
                rows_of = [of.tolist() for of in body[:3]]
                hand = _seconds(lambda p=profile, r=rows_of: spatial_loop.play(*r, {}, kept=p == "ktab"), 3)
                loop = f"plain Python {hand:.3g} s: {hand / here:,.0f} ×; "
            against = f"goal {GOALS[n]:g} s; {loop}the C++ program {program:g} s (quoted): {program / here:,.0f} ×"
            yield (
                f"spatial model, two dimensions, {n} actors, profile `{profile}` ({turns} turns)",
                f"{here:.3g} s",
                against,
            )


def _batch() -> tuple[str, str, str]:
    import numpy as np

    from detente.bargaining.spatial.asked import many
    from detente.tables import table

    rng = np.random.default_rng(1)
    columns = [rng.uniform(low, high, (10, 64)) for low, high in ((0, 100), (0.1, 1), (1, 9))]
    whole = table(*(c[:, 0] for c in columns), scale=(0.0, 100.0))
    here = _seconds(lambda: many(whole, {}, 10, *columns), 3)
    return "spatial model, 64 draws of 10 actors together", f"{here:.2f} s", f"{here / 64 * 1000:.1f} ms each"


def _exchange() -> tuple[str, str, str]:
    import numpy as np

    from detente import solvers
    from detente.tables import table

    rng = np.random.default_rng(1)
    made = table(*(rng.uniform(low, high, (30, 10)) for low, high in ((0, 100), (0.1, 1), (1, 9))), scale=(0.0, 100.0))
    here = _seconds(lambda: solvers.named("exchange").play(made, {}, 1, 1), 3)
    return "position exchange, one round, 30 actors on 10 issues", f"{here:.2f} s", ""


def _scores() -> Iterator[tuple[str, str, str]]:
    from detente.scoring import read, score

    held = Path(os.environ.get("DETENTE_SHARED") or Path(__file__).resolve().parents[2] / "shared")
    path = held / "data" / "deu" / "deu_visible.csv"
    if path.is_file():
        resolved = read(path.read_bytes(), path.name)
        score(resolved)
        here = _seconds(lambda: score(resolved), 1)
        yield "all models and laws scored on 227 resolved issues, 10,000 resamples, compiled", f"{here:.1f} s", ""


def _numbers(n: int) -> tuple[list[float], list[float], list[float]]:
    stream = random.Random(n)
    return tuple([stream.uniform(low, high) for _ in range(n)] for low, high in ((0, 100), (0.1, 1), (0.5, 2)))  # type: ignore[return-value]


def _places(n: int) -> tuple[Any, Any, Any]:
    import numpy as np

    rng = np.random.default_rng(n)
    return rng.uniform(0, 1, (n, 2)), rng.uniform(0.1, 0.5, (n, 2)), rng.uniform(10, 100, n)


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
