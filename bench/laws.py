"""Laws of settlements that were tried on resolved issues, with what each scored: `python -m bench.laws TABLE.csv`.

One family of laws, of which each trial frees some parameters and leaves the others at rest. Every trial is scored by
the same cross-validation in folds of whole proposals, and by learning from one wave and forecasting the other. The last
line chooses among all trials anew in every fold, by an inner cross-validation on the training folds alone: that is what
the whole search was worth, and not what its best member looks like afterwards.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.special import ndtr

from detente.bargaining.calibration import within
from detente.bargaining.distribution import EDGES, Distributions, continuous, joined, mixed, points
from detente.bargaining.held import Held
from detente.forecasts import named
from detente.scoring import Resolved, read
from detente.scoring.bootstrap import Resamples
from detente.scoring.capability import fitting, with_capability
from detente.scoring.council_votes import COMMISSION, PARLIAMENT
from detente.scoring.folds import folds
from detente.scoring.learning import stances

# Name: at rest, where a search starts, least, most; and what it does.
FAMILY = {
    "prevails": (0.0, 0.45, 0.0, 1.0),  # chance that a position prevails as it stands
    "tilt": (1.0, 0.4, -1.0, 3.0),  # how far weight decides which
    "way": (0.0, 0.35, 0.0, 1.0),  # how far a compromise lies from the mean towards a position
    "width": (0.0, 0.3, 0.02, 2.0),  # standard deviation of compromises, times the dispersion
    "constant": (0.0, 8.0, 0.5, 60.0),  # standard deviation of compromises, hundredths of the scale
    "middle": (0.0, 0.1, -0.5, 1.0),  # how far the centre lies from the mean towards the middle of those held
    "near": (0.0, 0.5, -3.0, 6.0),  # positions near the centre are likelier
    "inner": (0.0, 0.3, -3.0, 3.0),  # positions between others are likelier
    "no ends": (0.0, 0.2, -3.0, 3.0),  # positions at an end of the scale are less likely
    "reference": (0.0, 0.1, -3.0, 3.0),  # the reference point, where held, is likelier
    "Commission": (0.0, 0.1, -3.0, 3.0),  # the Commission's position is likelier
    "Parliament": (0.0, 0.1, -3.0, 3.0),  # the Parliament's position is likelier
    "drawn": (0.0, 0.05, -1.0, 1.0),  # how far the centre lies from the mean towards the reference point
}
TRIALS = (
    "constant",
    "width",
    "width constant",
    "width middle",
    "width drawn",
    "width way",
    "width way tilt",
    "prevails width",
    "prevails constant",
    "prevails width tilt",
    "prevails constant tilt",
    "prevails width tilt middle",
    "prevails width tilt near",
    "prevails width tilt inner",
    "prevails width tilt no-ends",
    "prevails width tilt reference",
    "prevails width tilt Commission",
    "prevails width tilt Parliament",
    "prevails width tilt way",
    "prevails constant tilt way",
    "prevails width tilt way middle",
    "prevails width tilt way near",
    "prevails width tilt way inner",
    "prevails width tilt way reference Commission",
)
INNER = 5  # folds of the choice within training folds

Mask = np.ndarray
Fitted = Callable[[Mask], Distributions]  # issues to learn from → forecasts of all issues


def family(resolved: Resolved) -> Callable[[Sequence[str], np.ndarray], Distributions]:
    """The law of the whole family on these issues, given the names of its free parameters and their values."""
    known = stances(resolved)
    there, place = known.there, known.place
    low, high = np.where(there, place, np.inf).min(1)[:, None], np.where(there, place, -np.inf).max(1)[:, None]
    reference = np.array([np.nan if i.reference is None else i.reference for i in resolved.issues])[:, None]
    marks = {
        "inner": (place > low) & (place < high),
        "no ends": -((place <= 0) | (place >= 100)).astype(float),
        "reference": place == reference,
        "Commission": place == _of(resolved, COMMISSION),
        "Parliament": place == _of(resolved, PARLIAMENT),
    }
    issue, _ = np.nonzero(there)
    first = np.flatnonzero(np.diff(issue, prepend=-1))

    def law(free: Sequence[str], values: np.ndarray) -> Distributions:
        p = {name: rest[0] for name, rest in FAMILY.items()} | dict(zip(free, values, strict=True))
        mean = known.mean[:, None]
        centre = mean + p["middle"] * ((low + high) / 2 - mean) + p["drawn"] * np.nan_to_num(reference - mean)
        liking = p["tilt"] * np.log(np.maximum(known.share, 1e-3)) - p["near"] * np.abs(place - centre) / 100
        liking = np.where(there, liking + sum(p[name] * mark for name, mark in marks.items()), -np.inf)
        chance = np.exp(liking - liking.max(1, keepdims=True))
        chance /= chance.sum(1, keepdims=True)
        spread = np.maximum(np.hypot(p["width"] * known.deviation, p["constant"]), 1.0)[issue]
        point = (centre + p["way"] * (place - centre))[there]
        cdf = chance[there][:, None] * ndtr((EDGES - point[:, None]) / spread[:, None])
        return mixed(points(place, chance), p["prevails"], continuous(np.add.reduceat(cdf, first, axis=0)))

    return law


def _of(resolved: Resolved, institution: frozenset[str]) -> np.ndarray:
    stances_of = (dict(zip(i.actors, i.position.tolist(), strict=True)) for i in resolved.issues)
    return np.array([next((x for a, x in s.items() if a in institution), np.nan) for s in stances_of])[:, None]


def trial(law: Callable[[Sequence[str], np.ndarray], Distributions], words: str, outcome: np.ndarray) -> Fitted:
    """Fits the named parameters by least CRPS on some issues and forecasts all."""
    free = [w.replace("-", " ") for w in words.split()]
    _, start, low, high = (np.array(b) for b in zip(*(FAMILY[f] for f in free), strict=True))

    def fitted(train: Mask) -> Distributions:
        def loss(u: np.ndarray) -> float:
            return float(law(free, low + u * (high - low)).crps(outcome)[train].mean())

        u = (start - low) / (high - low)
        found = minimize(loss, u, method="L-BFGS-B", bounds=[(0, 1)] * len(u), options={"ftol": 1e-7})
        return law(free, low + found.x * (high - low))

    return fitted


def constant_law(name: str, known: Held, outcome: np.ndarray) -> Fitted:
    """A law of the project, fitted likewise."""
    law = named(name)
    return lambda train: law.predict(known, law.fit(known.only(train), outcome[train]))


def crossed(fitted: Fitted, part: np.ndarray, among: Mask) -> Distributions:
    """Forecasts for some issues, each from the others among them that lie in other parts."""
    found = []
    for p in np.unique(part[among]):
        test = np.flatnonzero(among & (part == p))
        found.append((test, fitted(among & (part != p)).only(test)))
    return joined(found, len(part))


def main(path: str) -> None:
    """Print what every trial scored."""
    resolved = read(Path(path).read_bytes(), path)
    resolved = with_capability(resolved, fitting(resolved))
    outcome, known = resolved.outcome, stances(resolved)
    proposals = [i.proposal for i in resolved.issues]
    everywhere = np.ones(len(outcome), dtype=bool)
    fold = folds(proposals, 10)
    inner = folds([f"inner {p}" for p in proposals], INNER)
    wave = np.array([i.wave for i in resolved.issues])
    drawn = Resamples(proposals, 10_000, 1)
    law = family(resolved)
    models = {n: constant_law(n, known, outcome) for n in ("climatology", "errors", "truncated", "normal", "laplace")}
    models |= {words: trial(law, words, outcome) for words in TRIALS}
    print(f"{len(outcome)} issues, {len(set(proposals))} proposals; CRPS less that of `laplace`, 95 % interval")
    print(f"{'':46}{'CRPS':>7}{'':>24}{'50 %':>6}{'90 %':>6}{'other wave':>12}")
    base: np.ndarray | None = None
    base_wave: np.ndarray | None = None
    lines: list[str] = []

    def told(name: str, forecast: Distributions, other: Distributions | None) -> None:
        each = forecast.crps(outcome)
        apart = each - (each if base is None else base)
        low, high = drawn.interval(apart)
        cover = [within(forecast, outcome, a, 1 - a).mean() for a in (0.25, 0.05)]
        across = "" if other is None or base_wave is None else f"{(other.crps(outcome) - base_wave).mean():+12.2f}"
        span = f"{apart.mean():+.2f} ({low:+.2f} to {high:+.2f})"
        lines.append(f"{name:46}{each.mean():7.2f}{span:>24}{cover[0]:6.0%}{cover[1]:6.0%}{across}")
        print(lines[-1], flush=True)

    laplace = models["laplace"]
    base, base_wave = crossed(laplace, fold, everywhere).crps(outcome), crossed(laplace, wave, everywhere).crps(outcome)
    for name, fitted in models.items():
        told(name, crossed(fitted, fold, everywhere), crossed(fitted, wave, everywhere))

    def chosen(train: Mask) -> Distributions:
        scored = {n: crossed(models[n], inner, train).crps(outcome)[train].mean() for n in models}
        best = min(scored, key=scored.__getitem__)
        print(f"    chosen: {best}", flush=True)
        return models[best](train)

    told("chosen on the training folds", crossed(chosen, fold, everywhere), None)


if __name__ == "__main__":
    main(sys.argv[1])
