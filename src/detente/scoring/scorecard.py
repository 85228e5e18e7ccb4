"""The scorecard: every model on the same resolved issues, and how much better or worse than the compromise mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

import numpy as np

from detente import forecasts
from detente.bargaining.calibration import pit_histogram
from detente.bargaining.distribution import Distributions
from detente.scoring import folds as parts
from detente.scoring.bootstrap import LEVEL
from detente.scoring.capability import fitting, with_capability
from detente.scoring.learning import LEAST, Part, as_tuned, learn, stances
from detente.scoring.leaving_out import LEAST_ACTORS
from detente.scoring.points import COMPROMISE, baselines, by_solvers
from detente.scoring.rows import Difference, Entry, Row, rows
from detente.study.problems import DetenteError
from detente.tables.resolved import Resolved

__all__ = ["Calibration", "Difference", "Row", "Scorecard", "score"]

Split = Literal["folds", "validation"]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Whether a law means what it says: outcomes over the tenths of its chance, and its shortest intervals."""

    model: str
    histogram: tuple[float, ...]  # 1 each where calibrated
    claimed: Mapping[str, float]  # the chance the law gave to its shortest 50 % and 90 % intervals, on average
    held: Mapping[str, float]  # how often outcomes lay in them


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Scores of all models. Plain data: `plain()` is what JSON is made of."""

    title: str
    issues: int
    proposals: int
    learnt: str  # how laws were fitted, in words
    capability: str
    rows: tuple[Row, ...]
    calibration: tuple[Calibration, ...]
    best_plain: str  # the plain law with the least CRPS; others are compared with it
    values: Mapping[str, tuple[tuple[float, ...], ...]]  # what was fitted, per part, of laws with named parameters
    silent: Mapping[str, str]  # solvers that say nothing of these issues, and why
    left_out: tuple[str, ...]
    seed: int
    resamples: int
    level: float = LEVEL
    notes: tuple[str, ...] = field(default=())

    def plain(self) -> dict[str, Any]:
        """The scorecard as mappings, lists, texts and numbers."""
        return asdict(self)

    def row(self, model: str, subset: str = "all") -> Row:
        """The row of a model on some of the issues.

        Raises:
            KeyError: there is none.
        """
        for row in self.rows:
            if (row.model, row.subset) == (model, subset):
                return row
        raise KeyError(f"{model} on {subset}")


def score(
    resolved: Resolved,
    *,
    check: Resolved | None = None,
    capability: str | None = None,
    split: Split = "folds",
    k: int = 10,
    seed: int = 1,
    resamples: int = 10_000,
    solvers: Iterable[str] | None = None,
    laws: Iterable[str] | None = None,
) -> Scorecard:
    """Score baselines, solvers and laws on resolved issues: all there are, unless `solvers` and `laws` name some.

    Laws are fitted in one of three ways, and never on a proposal they are scored on: on all issues, where `check`
    holds others to score; with `split="folds"` on all folds but the one they are scored on, of `k`; with
    `split="validation"` on the training part, everything being scored on the rest alone.

    Raises:
        DetenteError: no issue is left to score, a proposal stands in both tables, or the capability is unknown.
    """
    learnt_on, scored = counted(resolved), counted(resolved if check is None else check)
    rule = fitting(learnt_on) if capability is None else capability
    learnt_on, scored = with_capability(learnt_on, rule), with_capability(scored, rule)
    if not scored.issues:
        raise DetenteError("there is no issue to score", f"an issue needs an outcome and {LEAST_ACTORS} actors")
    both = learnt_on if check is None else Resolved((*learnt_on.issues, *scored.issues))
    shared = {i.proposal for i in learnt_on.issues} & {i.proposal for i in scored.issues} if check is not None else ()
    if shared:
        fix = "leave it out of one: a law is never scored on a proposal that it was fitted on"
        raise DetenteError(f"proposal `{min(shared)}` stands in both tables", fix)
    plan, judged, said = _plan(both, len(learnt_on.issues) if check is not None else None, split, k)
    known, outcome, wanted = stances(both), both.outcome, tuple(forecasts.names() if laws is None else laws)
    entries = [Entry(name, "baseline", p, np.isfinite(p)) for name, p in baselines(both).items()]
    settled, silent = by_solvers(both, solvers, seed=seed)
    entries += [Entry(name, "solver", p, np.isfinite(p)) for name, p in settled.items()]
    values: dict[str, tuple[tuple[float, ...], ...]] = {}
    told: dict[str, tuple[Distributions, np.ndarray]] = {}
    for name in wanted:
        law = forecasts.named(name)
        got = learn(law, known, outcome, plan)
        if got.there.any():
            told[name] = got.forecast, got.there
            entries.append(Entry(name, "plain law" if law.plain else "law", got.forecast, got.there))
            if law.parameters:
                values[name] = got.values
    tuned = as_tuned(known, wanted)
    entries += [Entry(f"{name}, as tuned", "law", d, np.ones(len(outcome), dtype=bool)) for name, d in tuned.items()]
    table, best = rows(both, judged, entries, COMPROMISE, resamples, seed)
    notes = [
        f"`{n}, as tuned` was fixed on {t.data}, {t.on}; on those same issues it remembers and does not forecast"
        for n in tuned
        if (t := forecasts.named(n).tuned)
    ]
    if not told:
        notes.append(f"no law is fitted: that takes {LEAST} issues to learn from")
    sure = {n: d.only(judged & there) for n, (d, there) in told.items() if (judged & there).any()}
    return Scorecard(
        title=scored.title,
        issues=int(judged.sum()),
        proposals=len({i.proposal for i, j in zip(both.issues, judged, strict=True) if j}),
        learnt=said,
        capability=rule,
        rows=table,
        calibration=tuple(_calibration(n, d, outcome[judged & told[n][1]]) for n, d in sure.items()),
        best_plain=best,
        values=values,
        silent=silent,
        left_out=scored.left_out,
        seed=seed,
        resamples=resamples,
        notes=tuple(notes),
    )


def counted(resolved: Resolved) -> Resolved:
    """The issues that count, in hundredths of their scales: an outcome, and at least three actors.

    What does not count joins `left_out`.
    """
    kept = tuple(i for i in resolved.issues if len(i.actors) >= LEAST_ACTORS and np.isfinite(i.outcome))
    dropped = [i for i in resolved.issues if len(i.actors) < LEAST_ACTORS or not np.isfinite(i.outcome)]
    why = tuple(
        f"{i.name}: {'no outcome' if not np.isfinite(i.outcome) else f'fewer than {LEAST_ACTORS} actors'}"
        for i in dropped
    )
    return Resolved(kept, resolved.title, (*resolved.left_out, *why)).in_hundredths()


def _plan(both: Resolved, learnt: int | None, split: Split, k: int) -> tuple[list[Part], np.ndarray, str]:
    """What is learnt from and forecast in turn; which issues are scored; and that in words."""
    n = len(both.issues)
    proposals = [i.proposal for i in both.issues]
    if learnt is not None:
        test = np.arange(n) >= learnt
        return [(~test, test)], test, f"fitted on {learnt} other issues"
    if split == "validation":
        test = parts.held_back(proposals)
        if not test.any():
            raise DetenteError("no proposal falls into the validation part", "score with `split=folds`")
        return [(~test, test)], test, f"fitted on the training part ({int((~test).sum())} issues)"
    fold = parts.folds(proposals, k)
    plan = [(fold != f, fold == f) for f in range(k)]
    return plan, np.ones(n, dtype=bool), f"cross-validated in {k} folds of whole proposals"


def _calibration(model: str, law: Distributions, outcome: np.ndarray) -> Calibration:
    claimed: dict[str, float] = {}
    held: dict[str, float] = {}
    for level in (0.5, 0.9):
        low, high = law.interval(level)
        claimed[f"{level:.0%}"] = float(law.held(low, high).mean())
        held[f"{level:.0%}"] = float(((low <= outcome) & (outcome <= high)).mean())
    return Calibration(model, tuple(pit_histogram(law, outcome).tolist()), claimed, held)
