"""A scorecard as lines of text, a hundred columns wide at most."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite
from textwrap import wrap

from detente import forecasts, scores
from detente.scoring.rows import Row
from detente.scoring.scorecard import Calibration, Scorecard

WIDTH = 100
_NAME = 29
_COLUMNS = (("n", 4), ("MAE", 6), ("RMSE", 6), ("hits", 5), ("CRPS", 6), ("50 %", 5), ("90 %", 5))
_KINDS = {"baseline": "baselines", "solver": "solvers", "plain law": "plain laws", "law": "laws"}


def table(card: Scorecard, subsets: Iterable[str] | None = None) -> list[str]:
    """The scorecard as printed: a table for each part of the issues, then what it means and how it was made."""
    wanted = list(dict.fromkeys(r.subset for r in card.rows)) if subsets is None else list(subsets)
    head = f"{card.issues} issues of {card.proposals} proposals; capability: {card.capability}; laws {card.learnt}"
    lines = [*wrap(head, WIDTH), ""]
    for subset in wanted:
        lines += [*_part(card, subset), ""]
    lines += [*_calibration(card.calibration), ""] if card.calibration else []
    return [*lines, *_foot(card)]


def _part(card: Scorecard, subset: str) -> list[str]:
    head = "".join(name.rjust(width) for name, width in _COLUMNS)
    lines = [(subset.upper() if subset == "all" else subset)[:_NAME].ljust(_NAME) + head + "  MAE less compromise's"]
    among = [r for r in card.rows if r.subset == subset]
    for kind, title in _KINDS.items():
        mine = sorted((r for r in among if r.kind == kind), key=lambda r: r.scores["crps"])
        if mine:
            lines += [title, *(_row(r) for r in mine)]
    return lines


def _row(row: Row) -> str:
    s = row.scores
    cells = [
        str(row.n),
        f"{s['mae']:.2f}",
        f"{s['rmse']:.2f}",
        f"{s['hits']:.0%}",
        f"{s['crps']:.2f}",
        f"{s['coverage-50']:.0%}" if "coverage-50" in s else "",
        f"{s['coverage-90']:.0%}" if "coverage-90" in s else "",
    ]
    line = f"  {row.model}"[:_NAME].ljust(_NAME)
    line += "".join(cell.rjust(width) for cell, (_, width) in zip(cells, _COLUMNS, strict=True))
    apart = next((d for d in row.differences if d.score == "mae"), None)
    return (line + ("  " + _apart(apart.value, apart.low, apart.high) if apart else "")).rstrip()


def _apart(value: float, low: float, high: float) -> str:
    if not isfinite(value):
        return "—"
    value, low, high = (round(v, 2) + 0.0 for v in (value, low, high))  # no minus before nothing
    return f"{value:+.2f} ({low:+.2f} to {high:+.2f})"


def _calibration(told: Iterable[Calibration]) -> list[str]:
    lines = ["Calibration".ljust(_NAME) + "  shortest claims/holds       outcomes by tenth of chance, 1.0 is right"]
    for c in told:
        pairs = "".join(f"{name} {c.claimed[name]:.0%}/{c.held[name]:.0%}".rjust(14) for name in c.claimed)
        lines.append(f"  {c.model}".ljust(_NAME)[:_NAME] + pairs + "  " + "".join(f"{b:4.1f}" for b in c.histogram))
    return lines


def _foot(card: Scorecard) -> list[str]:
    said = [
        *(_against(card, row) for row in card.rows if row.subset == "all" and row.kind == "law"),
        *(f"{name}: " + _values(name, card.values[name]) for name in card.values if not forecasts.named(name).plain),
        *card.notes,
        *(f"{name} says nothing here: {why}" for name, why in card.silent.items()),
        f"MAE, RMSE, CRPS in {scores.named('crps').unit}. CRPS of a point is its absolute error; the point of a law is "
        f"its median. 50 %, 90 %: how often the outcome lay in the middle of what was forecast. Brackets: "
        f"{card.level:.0%} intervals, {card.resamples:,} resamples of whole proposals, seed {card.seed}.",
    ]
    if card.left_out:
        said.append(f"left out: {'; '.join(card.left_out)}")
    return [line for text in said if text for line in wrap(text, WIDTH, subsequent_indent="  ")]


def _against(card: Scorecard, law: Row) -> str:
    """How far the CRPS of a law is from that of the best plain law, on all issues and on each part."""
    told = [(r.subset, d) for r in card.rows if r.model == law.model for d in r.differences if d.score == "crps"]
    by_part = "; ".join(f"{subset} {_apart(d.value, d.low, d.high)}" for subset, d in told)
    return f"{law.model}: CRPS less that of `{card.best_plain}`, the best plain law: {by_part}" if told else ""


def _values(name: str, fitted: tuple[tuple[float, ...], ...]) -> str:
    """The values of every parameter over the parts: from the least to the most."""
    words = [p.partition(":")[0] for p in forecasts.named(name).parameters]
    ranges = [(min(v), max(v)) for v in zip(*fitted, strict=True)]
    return "fitted " + ", ".join(
        f"{word} {low:.2f}" + (f" to {high:.2f}" if f"{low:.2f}" != f"{high:.2f}" else "")
        for word, (low, high) in zip(words, ranges, strict=True)
    )
