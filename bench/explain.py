"""What explaining takes on the first study, after compilation, and what pairing draws gains; a process of its own.

    python -m bench.explain STUDY --cores N [--seeds N] [--coalitions N]      prints JSON

Each verb is asked twice in one process, and the second time counts: by then its kernels are compiled. Shapley values as
a black box are estimated from the seconds of a few coalitions, each a plain run of a study in which the drivers outside
the coalition are switched off; the whole is scaled from those, not run.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import nan
from statistics import median, stdev
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.study.nouns import Study

GROUPS, DRAWS = 10, 200
"""Players and draws of the Shapley values (DESIGN section 8)."""

ORDERS = 10
"""Orders that sampling walks through, each there and back."""

PAIRED = 1024
"""Draws of each run that is compared, paired and not: a whole Latin hypercube."""


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("study")
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--coalitions", type=int, default=5)
    asked = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: asked.cores])  # before JAX counts the cores
    os.environ["JAX_PLATFORMS"] = "cpu"
    from detente.files.folders import load

    study = load(asked.study)
    found: dict[str, Any] = {"asked": seconds(study)}
    found["black_box"] = black_box(study, asked.coalitions)
    found["pairing"] = pairing(study, asked.seeds)
    json.dump(found, sys.stdout)


def groups(study: Study) -> tuple[str, ...]:
    """Drivers as ten players: neighbours of the file together."""
    names = [driver.id for driver in study.drivers]
    cuts = [round(k * len(names) / GROUPS) for k in range(GROUPS + 1)]
    return tuple(",".join(names[a:b]) for a, b in pairwise(cuts) if b - a > 1)


def seconds(study: Study) -> dict[str, Any]:
    """Seconds of each verb the first and the second time; words in their place where it could not be asked."""
    from detente import verbs

    of_ten: dict[str, Any] = {"group": groups(study), "draws": DRAWS}
    asked: dict[str, tuple[str, tuple[Any, ...], dict[str, Any]]] = {
        "roots_both": ("roots", (), of_ten),
        "roots_zero": ("roots", (), {**of_ten, "absent": "zero"}),
        "claims": ("claims", (), {}),
        "flip": ("flip", (study.headline_question,), {}),
        "morris": ("sensitivity", (), {"method": "morris"}),
        "whatif": ("whatif", ((study.what_ifs[0].id,),), {}),
        "whatif_all": ("whatif", (), {}),
    }
    found: dict[str, Any] = {}
    for name, (verb, subject, settings) in asked.items():
        try:
            ask = verbs.named(verb).do
            found[name] = [_seconds(lambda a=ask, s=subject, k=settings: a(study, *s, **k)) for _ in range(2)]
        except Exception as error:  # a benchmark goes on, and says what it could not do
            found[name] = f"{type(error).__name__}: {error}".splitlines()[0]
    return found


def black_box(study: Study, coalitions: int) -> dict[str, Any]:
    """Seconds of a plain run of a coalition, with what is left out silenced, and with it removed (which compiles)."""
    from detente.engine.draws import simulate
    from detente.study.reading import changed
    from detente.study.revision import revised, silenced

    names = [driver.id for driver in study.drivers]
    absent = [names[k::3] for k in range(3)] + [names[k::4] for k in range(4)]

    def run(other: Study) -> None:
        simulate(other, draws=DRAWS, seed=1)

    run(study)  # compiles
    silent = [_seconds(lambda s=some: run(revised(study, silenced(study, *s)))) for some in absent[:coalitions]]
    removed = [_seconds(lambda s=some: run(changed(study, s))) for some in absent[:2]]
    return {"silenced": _middle(silent), "removed": _middle(removed), "coalitions": len(silent)}


# ── the rows of the benchmark ─────────────────────────────────────────────────────────────────

Row = tuple[str, ...]

HEAD: Row = ("what-if", "difference", "unpaired", "paired", "smaller by", "by draws' deviations")

_ASKED = {
    "roots_both": (f"`roots`, {GROUPS} groups × {DRAWS} draws, the whole span, held and switched off", "10 s"),
    "roots_zero": ("the same, switched off only", "–"),
    "claims": ("`claims`, all of them", "5 s"),
    "flip": ("`flip` of the headline's question", "20 s"),
    "morris": ("`sensitivity --method morris`", "10 s"),
    "whatif": ("`whatif`, one what-if", "–"),
    "whatif_all": ("`whatif`, all what-ifs with their smallest parts", "–"),
}


def speed(found: Mapping[str, Any]) -> Iterator[Row]:
    """Seconds of each verb asked a second time, and the ratio to Shapley values as a black box."""
    if "failed" in found:
        yield "explaining", f"not measured: {found['failed']}", "–"
        return
    for name, (title, target) in _ASKED.items():
        took = found["asked"][name]
        yield title, f"not measured: {took}" if isinstance(took, str) else _said(took[1]), target
    box, ours = found["black_box"], found["asked"]["roots_zero"]
    yield f"a plain run of one coalition, {DRAWS} draws, absent drivers silenced", _said(box["silenced"]), "–"
    yield "the same, absent drivers removed from the study (compiles)", _said(box["removed"]), "–"
    if not isinstance(ours, str):
        for runs, of in ((2**GROUPS, "every coalition"), (2 * GROUPS * ORDERS, f"{ORDERS} orders, there and back")):
            ratios = [f"{runs * box[how][1] / ours[1][1]:,.0f} times" for how in ("silenced", "removed")]
            what = f"Shapley values as a black box, {of}: {runs:,} such runs against `roots`"
            yield what, f"{ratios[0]} as much processor time; {ratios[1]} with removal", "–"


def gains(found: Mapping[str, Any]) -> Iterator[Row]:
    """Standard errors of each what-if's difference, unpaired and paired."""
    for row in found.get("pairing", {}).get("rows", ()):
        ratio, plain = row["unpaired"] / row["paired"], row["unpaired_by_deviation"] / row["paired_by_deviation"]
        errors = (f"{row[k]:.2g}" for k in ("unpaired", "paired"))
        yield f"`{row['name']}`", f"{row['difference']:+.2f}", *errors, _times(ratio), _times(plain)


def notes(found: Mapping[str, Any]) -> Iterator[str]:
    """What the rows are."""
    if "failed" in found:
        return
    box, pairs = found["black_box"], found["pairing"]
    yield "each asked twice in one process, the second time counts; seconds on the clock, then of processor time"
    yield f"black box: scaled from the median of {box['coalitions']} coalitions, not run; a ratio of processor times"
    yield (
        f"pairing: mean level of {pairs['issue']} at {pairs['at'][:7]}, points, {pairs['draws']:,} draws; "
        f"standard errors as means scatter over {pairs['seeds']} seeds (target: smaller by 5 times)"
    )
    yield "the last column takes draws as independent: deviation over the root of their number, on both sides"


def _said(took: Sequence[float]) -> str:
    return f"{took[0]:.2f} s; {took[1]:.2f} s"


def _times(ratio: float) -> str:
    return f"{ratio:,.0f} times" if ratio >= 100 else f"{ratio:.1f} times"


# ── standard errors ───────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Pairing:
    """Standard errors of a difference between two runs, points: by how means scatter over seeds, and by deviations."""

    name: str
    difference: float
    paired: float
    unpaired: float
    paired_by_deviation: float
    unpaired_by_deviation: float


def pairing(study: Study, seeds: int) -> dict[str, Any]:
    """How much smaller the standard error of a difference is where both runs have the same draws.

    The difference is that of mean levels of the headline's issue now, as a run draws them. Unpaired runs have seeds of
    their own. Over seeds: the standard deviation of the estimate itself, from run to run; it has all that the Latin
    hypercube gains, on both sides. By deviation: that of draws over the root of their number, as if they were
    independent.
    """
    from detente.engine.trials import Trials
    from detente.explain.forms import Forms

    watch, issue, now = ("movement", "level"), study.headline_issue, study.span.now
    means: dict[str, list[float]] = {change.id: [] for change in study.what_ifs}
    own: list[float] = []
    by: dict[str, list[tuple[float, float]]] = {name: [] for name in means}
    for seed in range(seeds):
        trials = Trials(study, draws=PAIRED, seed=seed)
        at = trials.instant(now)
        before = trials.run(watch=watch).levels(issue)[at]
        own.append(float(before.mean()))
        for change in study.what_ifs:
            forms = Forms(trials, change)
            after = forms.run(forms.all).levels(issue)[at]
            means[change.id].append(float(after.mean()))
            apart = (after.var(ddof=1) + before.var(ddof=1)) / PAIRED
            by[change.id].append((float((after - before).var(ddof=1) / PAIRED), float(apart)))
    rows = [_pairing(name, own, means[name], by[name]) for name in means]
    return {"issue": issue, "at": now.isoformat(), "seeds": seeds, "draws": PAIRED, "rows": rows}


def _pairing(
    name: str, own: Sequence[float], other: Sequence[float], variances: Sequence[tuple[float, float]]
) -> dict[str, Any]:
    gaps = [b - a for a, b in zip(own, other, strict=True)]
    few = len(own) < 2
    found = Pairing(
        name,
        difference=sum(gaps) / len(gaps),
        paired=nan if few else stdev(gaps),
        unpaired=nan if few else (stdev(own) ** 2 + stdev(other) ** 2) ** 0.5,
        paired_by_deviation=median(v for v, _ in variances) ** 0.5,
        unpaired_by_deviation=median(v for _, v in variances) ** 0.5,
    )
    return {field: getattr(found, field) for field in found.__slots__}


def _middle(several: Sequence[Took]) -> Took:
    return median(clock for clock, _ in several), median(work for _, work in several)


Took = tuple[float, float]
"""Seconds on the clock and of processor time; the second hardly feels other work on the machine."""


def _seconds(work: Callable[[], Any]) -> Took:
    began = perf_counter(), process_time()
    work()
    return perf_counter() - began[0], process_time() - began[1]


if __name__ == "__main__":
    main()
