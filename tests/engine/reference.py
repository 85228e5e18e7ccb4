"""The model once more, one draw at a time, in plain Python: slow, independent of the engine, and made to be read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import exp, floor, log

import numpy as np

from detente.study.nouns import Assumption, Event, Faction, Study

MONTHS = {"week": 12 * 7 / 365.25, "month": 1.0, "quarter": 3.0, "year": 12.0}


def step_of(study: Study, day: date) -> int:
    start, step = study.span.start, study.span.step
    if step == "week":
        monday = lambda d: d.toordinal() - d.weekday()  # noqa: E731
        return (monday(day) - monday(start)) // 7
    if step == "month":
        return (day.year - start.year) * 12 + day.month - start.month
    if step == "quarter":
        return (day.year - start.year) * 4 + (day.month - 1) // 3 - (start.month - 1) // 3
    return day.year - start.year


def history(study: Study, drawn: Mapping[str, float], shocks: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """All series of one draw. `drawn` has the value of every assumption, uncertain date and uncertain happening."""
    months = MONTHS[study.span.step]
    steps = step_of(study, study.span.until) + 1
    polities = {p.id: p for p in study.polities}
    factions = {f.id: f for f in study.factions}
    positions = {(p.faction, q.id): p for q in study.issues for p in q.positions}

    def value(a: Assumption | None, otherwise: float = 0.0) -> float:
        return otherwise if a is None else float(drawn[a.key])

    def strength(e: Event, t: int) -> float:
        start = step_of(study, e.on) if e.on else int(drawn[f"{e.key}/when"])
        if e.probability is not None and not drawn[f"{e.key}/happens"]:
            return 0.0
        end = start
        if e.lasts or e.fades is not None:
            end = steps
        if e.until is not None:
            end = step_of(study, e.until)
        if not start <= t <= end:
            return 0.0
        j, builds = t - start, value(e.builds) / months
        ramp = min((j + 1) / builds, 1.0) if builds else 1.0
        faded = 1.0 if e.fades is None else 2 ** (-max(j - max(builds - 1, 0), 0) * months / value(e.fades))
        return value(e.strength) * ramp * faded

    def active(f: Faction, t: int) -> bool:
        late = f.active_until is not None and t > step_of(study, f.active_until)
        early = f.active_from is not None and t < step_of(study, f.active_from)
        return not (late or early)

    start = {q.id: value(q.start) for q in study.issues}
    level_of = dict(start)
    noise = {q.id: value(q.noise) * shocks[q.id][0] for q in study.issues}
    lines = {(p, q.id): start[q.id] for q in study.issues for p in q.parties}
    series: dict[str, list[list[float]]] = {
        k: [] for k in ("level", "movement", "agreement", "line", "policy", "strength")
    }

    def record(name: str, values: Mapping[object, float]) -> None:
        series[name].append(list(values.values()))

    def noisy() -> dict[str, float]:
        return {q: min(max(level_of[q] + noise[q], 0.0), 100.0) for q in level_of}

    record("level", noisy())
    record("movement", dict(level_of))
    for t in range(steps):
        cause: dict[str, float] = {}
        for d in study.drivers:
            quiet = 1.0
            for e in d.events:
                quiet *= 1 - strength(e, t)
            cause[d.id] = 1 - quiet
        record("strength", dict(cause))
        cause |= {q: (level_of[q] - start[q]) / 100 for q in level_of}

        def moved(base: float, lever: str, top: float, *, of: str = "", on: str = "", upon: str = "") -> float:
            total = base
            for e in study.effects:
                here = (e.of, e.upon) == (of, upon) and (e.on == on or (lever == "dependence" and not e.on))
                if e.moves == lever and here:
                    total += value(e.by) * cause[e.cause]  # noqa: B023
            return min(max(total, 0.0), top)

        def capability(f: Faction) -> float:
            if not active(f, t):  # noqa: B023
                return 0.0
            push = sum(
                log(value(e.by)) * cause[e.cause]  # noqa: B023
                for e in study.effects
                if e.moves == "capability" and e.of == f.id
            )
            return value(f.capability) * exp(push)

        policies: dict[tuple[str, str], float] = {}
        for q in study.issues:
            for p in q.parties:
                games: dict[str, list[tuple[float, float]]] = {"big": [], "small": []}
                for f in polities[p].factions:
                    if (f.id, q.id) in positions:
                        said = positions[f.id, q.id]
                        at = moved(value(said.at), "position", 100.0, of=f.id, on=q.id)
                        care = moved(value(said.salience), "salience", 1.0, of=f.id, on=q.id)
                        games[f.game].append((at, capability(factions[f.id]) * care))
                line = decide(polities[p].solver, games["big"], lines[p, q.id])
                band = moved(value(polities[p].band.get(q.id)), "band", 100.0, of=p, on=q.id)
                free = decide(polities[p].solver, games["small"], line)
                lines[p, q.id] = line
                policies[p, q.id] = min(max(free, line - band), line + band)
        agreements: dict[str, float] = {}
        for q in study.issues:
            pull: dict[tuple[str, str], float] = {}
            for i in q.parties:
                for j in q.parties:
                    if i != j:
                        said_of = polities[i].dependence
                        base = value(said_of.get((j, q.id), said_of.get((j, ""))))
                        pull[i, j] = moved(base, "dependence", 1.0, of=i, upon=j, on=q.id)
            agreements[q.id] = meet(q.rule, {p: policies[p, q.id] for p in q.parties}, pull)
        for q in study.issues:
            gap = agreements[q.id] - level_of[q.id]
            lock = moved(value(q.lock_in), "lock-in", 1.0, on=q.id)
            half_life, hold = (value(q.rise), 1.0) if gap > 0 else (value(q.fall), 1 - lock)
            level_of[q.id] = min(max(level_of[q.id] + (1 - 2 ** (-months / half_life)) * hold * gap, 0.0), 100.0)
            kept = 2 ** (-months / 12)
            noise[q.id] = kept * noise[q.id] + (1 - kept**2) ** 0.5 * value(q.noise) * shocks[q.id][t + 1]
        record("agreement", agreements)
        record("line", lines)
        record("policy", policies)
        record("movement", dict(level_of))
        record("level", noisy())
    return {name: np.array(rows) for name, rows in series.items()}


def decide(solver: str, members: list[tuple[float, float]], otherwise: float) -> float:
    playing = sorted((at, weight) for at, weight in members if weight > 0)
    total = sum(weight for _, weight in playing)
    if not playing:
        return otherwise
    if solver == "mean":
        return sum(at * weight for at, weight in playing) / total
    low = next(at for k, (at, _) in enumerate(playing) if sum(w for _, w in playing[: k + 1]) >= total / 2 - 1e-12)
    high = next(at for k, (at, _) in enumerate(playing) if sum(w for _, w in playing[: k + 1]) > total / 2 + 1e-12)
    return (low + high) / 2


def meet(rule: str, policy: Mapping[str, float], pull: Mapping[tuple[str, str], float]) -> float:
    if rule == "unilateral":
        return max(policy.values())
    if rule == "consent":
        return min(
            y + max((pull[i, j] * max(z - y, 0) for j, z in policy.items() if j != i), default=0.0)
            for i, y in policy.items()
        )
    others = max(len(policy) - 1, 1)
    weights = {i: max(1 + sum(pull[j, i] - pull[i, j] for j in policy if j != i) / others, 0.0) for i in policy}
    return sum(weights[i] * y for i, y in policy.items()) / sum(weights.values())


def starts_within(event: Event, study: Study, step: int) -> bool:
    """Whether an uncertain date drew a step that its window touches."""
    assert event.between is not None
    return step_of(study, event.between[0]) <= floor(step) <= step_of(study, event.between[1])
