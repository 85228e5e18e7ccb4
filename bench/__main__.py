"""Prints the speed and memory of detente on this machine as Markdown: `python -m bench [--quick]`.

Nothing is asserted: each figure stands beside its target from DESIGN section 8.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench import explain, machine, report
from bench.measure import Took, middle, process, several

ROOT = Path(__file__).resolve().parent.parent
NAME = "iran-russia"
STUDY = ROOT / "src" / "detente" / "studies" / NAME
LAST_LINE = "Two levels"  # begins the last line of a run's table
DRAWS = 2048
AGREE = 1e-9  # points
PEERS = {
    "loop": "plain NumPy loop over draws and steps",
    "mesa": "Mesa, one model per draw",
    "vectorised": "NumPy over 256 draws at each step",
}

Row = tuple[str, ...]


def main() -> None:
    """Measure, and print as soon as each part is known."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Speed and memory of detente, as Markdown.")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions, and no run of a million draws")
    quick = parser.parse_args().quick
    print("# Speed and memory\n\n## Machine\n")
    print("\n".join(f"- {line}" for line in machine.describe()))
    print(f"- Busy when this began: {machine.busy():.1f} processes; where others work too, figures are pessimistic")
    runs = 3 if quick else 5
    print(f"\nWhole processes, median of {runs} runs; the target is that of DESIGN section 8, asserted nowhere.")
    _table("From process start", _processes(runs))
    one, two = (_rates(cores, quick=quick) for cores in (1, 2))
    _table("Draws per second", _throughput(two, quick=quick))
    head = ("what", "draws per second", "of processor time", "the engine does, for the same processor time")
    _table("Against the same model written otherwise, on 1 core", _peers(one), head)
    _agreement(one)
    explained = _explained(quick=quick)
    _table("Explaining, after compilation, 2 cores", explain.speed(explained))
    _table("Standard error of a difference, paired against unpaired", explain.gains(explained), explain.HEAD)
    print("\n".join(f"- {note}" for note in explain.notes(explained)))
    _table("A report, after compilation, 2 cores", report.speed(_reported()))
    print("\n**Models of group decision**\n")
    print(_printed("bench.decide"))
    print("\n**Measures of alignment**\n")
    print(_printed("bench.alignment"))
    print(_printed("bench.ideal_points"))
    print(_printed("bench.events", *(["--quick"] if quick else [])))
    print(_printed("bench.events", "--quick", "--dense"))
    _table("Memory of `detente run`", _memory(quick=quick))


def _processes(runs: int) -> Iterator[Row]:
    with _user() as (env, here):
        for arguments, target in ((["--help"], "0.4 s"), (["check", NAME], "1 s")):
            _detente(arguments, env, here)  # so that all begin with the files in the system's memory
            took = several(runs, lambda a=arguments: _detente(a, env, here))
            yield f"`detente {' '.join(arguments)}`", _seconds([t.seconds for t in took]) + _work(took), target
    command = ["run", NAME, "--draws", str(DRAWS)]
    spelled = f"`detente {' '.join(command)}`"
    cold = several(runs, lambda: _as_new_user(command))
    with _user() as (env, here):
        _detente(command, env, here)
        kept = sum(path.stat().st_size for path in Path(env["HOME"]).rglob("*-cache") if path.is_file()) / 2**20
        warm = several(runs, lambda: _detente(command, env, here))
        figures = [float(json.loads(p.read_text())["timings"]["figures_s"]) for p in here.glob("**/run.json")]
    yield f"{spelled} to its table, empty compile cache", _seconds([t.seen_s for t in cold]) + _failed(cold), "5 s"
    note = (
        f" (cache holds {kept:.1f} MiB)" if kept >= 0.05 else " (nothing was kept: detente has no compile cache here)"
    )
    yield "the same, with the compile cache of a run before", _seconds([t.seen_s for t in warm]) + note, "3 s"
    yield "the same, to the end, with files and figures", _seconds([t.seconds for t in warm]) + _work(warm), "–"
    yield "of that, figures (as `run.json` says)", _seconds(figures), "–"


def _rates(cores: int, *, quick: bool, gpu: bool = False) -> dict[str, Any]:
    """What `bench.rates` found with so many cores; the peers run on one only."""
    few = 3 if quick else 5
    settings = ["--cores", str(cores), "--draws", str(10240 if quick else 20480), "--repeats", "3"]
    if gpu:
        settings.append("--gpu")
    elif cores == 1:
        settings += ["--peers", str(few)]
    took = process([sys.executable, "-m", "bench.rates", str(STUDY), *settings], dict(os.environ), str(ROOT))
    return json.loads(took.output) if took.status == 0 else {"failed": took.complaint}


def _explained(*, quick: bool) -> dict[str, Any]:
    """What `bench.explain` found."""
    settings = ["--cores", "2", "--seeds", "6" if quick else "20", "--coalitions", "3" if quick else "5"]
    took = process([sys.executable, "-m", "bench.explain", str(STUDY), *settings], dict(os.environ), str(ROOT))
    return json.loads(took.output) if took.status == 0 else {"failed": took.complaint}


def _printed(module: str, *settings: str) -> str:
    """What a benchmark of its own prints."""
    took = process([sys.executable, "-m", module, *settings], dict(os.environ), str(ROOT))
    return took.output if took.status == 0 else f"failed: {took.complaint}"


def _reported() -> dict[str, Any]:
    """What `bench.report` found."""
    took = process([sys.executable, "-m", "bench.report", str(STUDY)], dict(os.environ), str(ROOT))
    return json.loads(took.output) if took.status == 0 else {"failed": took.complaint}


def _throughput(two: dict[str, Any], *, quick: bool) -> Iterator[Row]:
    cores = two.get("cores", 2)
    yield f"{NAME}, after compilation, {cores} cores, float64", _rate(two, "engine_rate"), "≥ 5,000, aim 10,000"
    yield "for each second of processor time", _rate(two, "engine_work_rate"), "–"
    yield "first call of a process, 2,048 draws, with compilation", f"{two.get('first_call_s', math.nan):.1f} s", "–"
    gpu = _rates(2, quick=quick, gpu=True)
    name = f" ({gpu['device']})" if "engine_rate" in gpu else ""
    yield f"on a GPU{name}", _rate(gpu, "engine_rate") if name else "no GPU here", "–"


def _peers(one: dict[str, Any]) -> Iterator[Row]:
    yield "engine, a whole run", _rate(one, "engine_rate"), _rate(one, "engine_work_rate"), ""
    yield "engine, histories alone", _rate(one, "kernel_rate"), _rate(one, "kernel_work_rate"), ""
    for peer, title in PEERS.items():
        yield title, _rate(one, f"{peer}_rate"), _rate(one, f"{peer}_work_rate"), _ratios(one, f"{peer}_work_rate")


def _ratios(one: dict[str, Any], peer: str) -> str:
    if peer not in one:
        return "not measured"
    run, kernel = (_short(one[engine] / one[peer]) for engine in ("engine_work_rate", "kernel_work_rate"))
    return f"{run} times as many in a whole run, {kernel} times histories alone"


def _agreement(found: dict[str, Any]) -> None:
    if "failed" in found:
        print(f"\nNot measured: {found['failed']}")
        return
    low, high = found["range"]
    for peer, title in PEERS.items():
        gap = found[f"{peer}_gap"]
        said = "agrees" if gap <= AGREE else "DISAGREES: the ratios above mean nothing"
        print(
            f"- {title}: {said} on {found[f'{peer}_draws']} draws; "
            f"largest difference from the engine {gap:.1e} points (tolerated: {AGREE:g})"
        )
    print(f"- compared: levels without noise of all issues at {found['steps'] + 1} instants, {low:.0f} to {high:.0f}")
    print("- same assumption values for all; a whole run samples them, runs 1,024 draws more without tiers and keeps")
    print("  quantiles of everything; the peers do histories alone: movement and level with noise")


def _memory(*, quick: bool) -> Iterator[Row]:
    peaks: dict[int, float] = {}
    for draws in (10**3, 10**5) if quick else (10**3, 10**5, 10**6):
        took = _as_new_user(["run", NAME, "--draws", str(draws)])
        peaks[draws] = took.peak_mib
        yield f"peak at {draws:,} draws", f"{took.peak_mib:,.0f} MiB in {took.seconds:.0f} s{_failed([took])}", "–"
    *fewer, most = peaks
    for less in fewer:
        yield f"{most:,} draws against {less:,}", f"{peaks[most] / peaks[less]:.2f} times", "flat (1)"


def _as_new_user(arguments: Sequence[str]) -> Took:
    with _user() as (env, here):
        return _detente(arguments, env, here)


def _detente(arguments: Sequence[str], env: dict[str, str], here: Path) -> Took:
    return process([sys.executable, "-m", "detente", *arguments], env, str(here), wait_for=LAST_LINE)


@contextmanager
def _user() -> Iterator[tuple[dict[str, str], Path]]:
    """Somebody who has never run detente: no compile cache, no runs."""
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as here:
        env = {k: v for k, v in os.environ.items() if not k.startswith(("JAX_", "XLA_", "XDG_", "DETENTE_"))}
        yield env | {"HOME": home, "XDG_CACHE_HOME": str(Path(home) / ".cache")}, Path(here)


def _table(title: str, rows: Iterator[Row], head: Row = ("what", "measured", "target")) -> None:
    print(f"\n## {title}\n\n| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for row in rows:
        print(f"| {' | '.join(row)} |", flush=True)
    print(flush=True)


def _seconds(of: Sequence[float]) -> str:
    typical = middle(of)
    if math.isnan(typical):
        return "not measured"
    known = [value for value in of if not math.isnan(value)]
    spread = f" ({min(known):.2f}–{max(known):.2f})" if len(known) > 1 else ""
    return f"{typical:.2f} s{spread}"


def _rate(found: dict[str, Any], name: str) -> str:
    return _short(found[name]) if name in found else f"not measured: {found.get('failed', 'no figure')}"


def _short(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.1f}"


def _work(took: Sequence[Took]) -> str:
    return f"; processor time of the process {middle([t.processor_s for t in took]):.2f} s{_failed(took)}"


def _failed(took: Sequence[Took]) -> str:
    wrong = [t for t in took if t.status]
    return f" (ended with exit status {wrong[0].status}: {wrong[0].complaint})" if wrong else ""


if __name__ == "__main__":
    main()
