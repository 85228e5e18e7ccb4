"""Studies built by hand: a few nouns with their numbers, without a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from detente.study.nouns import (
    Assumption,
    Driver,
    Effect,
    Event,
    Faction,
    Issue,
    Lever,
    Polity,
    Position,
    Quantity,
    Question,
    Span,
    Study,
)

SPAN = Span(date(2000, 1, 1), date(2002, 6, 30), date(2003, 12, 31), "month")
POSITIVE = (0.0, float("inf"))
Number = float | tuple[float, float]


def number(key: str, value: Number, bounds: tuple[float, float] = (0.0, 100.0)) -> Assumption:
    """An assumption: `v` is exactly v, `(a, b)` a 90 % interval of the law its bounds ask for."""
    if isinstance(value, tuple):
        law = "log-normal" if bounds == POSITIVE else "normal"
        return Assumption(key, key, Quantity(law, *value, bounds, f"{value[0]} to {value[1]}"), (), 1)
    return Assumption(key, key, Quantity("exactly", value, value, bounds, f"exactly {value}"), (), 1)


def faction(polity: str, name: str, capability: Number = 1.0, game: Any = "big", **active: date) -> Faction:
    return Faction(name, name, polity, game, number(f"capability/{name}", capability, POSITIVE), **active)


def polity(
    name: str,
    *factions: Faction,
    band: Mapping[str, Number] | None = None,
    dependence: Mapping[tuple[str, str], Number] | None = None,
    solver: str = "mean",
) -> Polity:
    bands = {q: number(f"band/{name}/{q}", v) for q, v in (band or {}).items()}
    pulls = {k: number(f"dependence/{name}/{'/'.join(k)}", v, (0.0, 1.0)) for k, v in (dependence or {}).items()}
    return Polity(name, name, "", factions, bands, pulls, solver)


def issue(
    name: str,
    positions: Mapping[str, Number | tuple[Number, Number]],
    parties: Sequence[str],
    *,
    start: Number = 10.0,
    rule: str = "consent",
    rise: Number = 12.0,
    fall: Number = 24.0,
    noise: Number = 0.0,
    lock_in: Number | None = None,
    salience: Number = 0.5,
) -> Issue:
    return Issue(
        id=name,
        title=name,
        parties=tuple(parties),
        scale=((0.0, "none"), (100.0, "all")),
        start=number(f"start/{name}", start),
        rule=rule,
        rise=number(f"rise/{name}", rise, POSITIVE),
        fall=number(f"fall/{name}", fall, POSITIVE),
        noise=number(f"noise/{name}", noise, POSITIVE),
        lock_in=None if lock_in is None else number(f"lock-in/{name}", lock_in, (0.0, 1.0)),
        positions=tuple(
            Position(f, number(f"at/{f}/{name}", at), number(f"salience/{f}/{name}", salience, (0.0, 1.0)))  # type: ignore[arg-type]
            for f, at in positions.items()
        ),
    )


def event(
    name: str,
    strength: Number = 1.0,
    *,
    fades: Number | None = None,
    builds: Number | None = None,
    probability: Number | None = None,
    **when: Any,
) -> Event:
    return Event(
        id=name,
        driver=name.rsplit("-", 1)[0],
        what=name,
        key=f"event/{name}",
        strength=number(f"event/{name}/strength", strength, (0.0, 1.0)),
        fades=None if fades is None else number(f"event/{name}/fades", fades, POSITIVE),
        builds=None if builds is None else number(f"event/{name}/builds", builds, POSITIVE),
        probability=None if probability is None else number(f"event/{name}/probability", probability, (0.0, 1.0)),
        **when,
    )


def driver(name: str, *events: Event) -> Driver:
    return Driver(name, name, "external", events)


def effect(cause: str, moves: Lever, by: Number, *, of: str = "", on: str = "", upon: str = "") -> Effect:
    name = "-".join(filter(None, (cause, moves, of, on, upon)))
    bounds = POSITIVE if moves == "capability" else (-100.0, 100.0)
    return Effect(name, cause, moves, of, on, upon, number(f"effect/{name}", by, bounds))


def study(
    polities: Sequence[Polity],
    issues: Sequence[Issue],
    drivers: Sequence[Driver] = (),
    effects: Sequence[Effect] = (),
    questions: Sequence[Question] = (),
    span: Span = SPAN,
) -> Study:
    return Study(
        title="A study built by hand",
        span=span,
        headline_issue=issues[0].id,
        headline_question=questions[0].id if questions else "",
        sources=(),
        polities=tuple(polities),
        issues=tuple(issues),
        drivers=tuple(drivers),
        effects=tuple(effects),
        claims=(),
        questions=tuple(questions),
        what_ifs=(),
        variants=(),
        indicators=(),
        statements=(),
        boundary=(),
        assumptions=(),
        hash="0" * 64,
    )


def reordered(of: Study) -> Study:
    """The same study with every list of its file turned round."""
    return replace(
        of,
        polities=tuple(replace(p, factions=p.factions[::-1]) for p in of.polities[::-1]),
        issues=tuple(replace(q, parties=q.parties[::-1], positions=q.positions[::-1]) for q in of.issues[::-1]),
        drivers=tuple(replace(d, events=d.events[::-1]) for d in of.drivers[::-1]),
        effects=of.effects[::-1],
    )


def random_study(
    seed: int,
    *,
    polities: int = 3,
    issues: int = 2,
    drivers: int = 3,
    events: int = 4,
    effects: int = 12,
    factions: int = 3,
    span: Span = SPAN,
    numbers: int | None = None,
) -> Study:
    """A study with something of everything, its numbers uncertain.

    `seed` decides who and what there is, `numbers` (the same, if not said) how much of it and when.
    """
    rng = np.random.default_rng(seed)
    values = np.random.default_rng(seed if numbers is None else numbers)

    def between(low: float, high: float) -> Number:
        a, b = sorted(values.uniform(low, high, 2))
        return (float(a), float(b)) if values.random() < 0.8 else float(a)

    def day() -> date:
        first, last = span.start.toordinal() - 200, span.until.toordinal()
        return date.fromordinal(int(values.integers(first, last)))

    def one(of: Sequence[Any]) -> Any:
        return of[int(rng.integers(len(of)))]

    names = [f"p{i}" for i in range(polities)]
    topics = [f"q{i}" for i in range(issues)]
    groups = {p: [f"{p}f{j}" for j in range(1 + int(rng.integers(factions)))] for p in names}
    everyone = [f for fs in groups.values() for f in fs]
    states = [
        polity(
            p,
            *(
                faction(
                    p,
                    f,
                    between(0.2, 2.0),
                    "small" if j and rng.random() < 0.5 else "big",
                    **({"active_until": day()} if rng.random() < 0.15 else {}),
                    **({"active_from": day()} if rng.random() < 0.1 else {}),
                )
                for j, f in enumerate(groups[p])
            ),
            band={q: between(0, 20) for q in topics if rng.random() < 0.7},
            dependence={
                **{(o, ""): between(0, 0.6) for o in names if o != p and rng.random() < 0.7},
                **{(o, q): between(0, 0.6) for o in names for q in topics if o != p and rng.random() < 0.2},
            },
            solver=one(["mean", "mean", "median"]),
        )
        for p in names
    ]
    table: list[Issue] = []
    for q in topics:
        parties = [str(p) for p in rng.permutation(names)[: 1 + int(rng.integers(polities))]]
        at = {f: between(0, 100) for p in parties for j, f in enumerate(groups[p]) if not j or rng.random() < 0.8}
        table.append(
            issue(
                q,
                at,
                parties,
                start=between(0, 100),
                rule=one(["consent", "weighted", "unilateral"]),
                rise=between(3, 40),
                fall=between(3, 40),
                noise=between(0.5, 4),
                lock_in=between(0, 0.9) if rng.random() < 0.5 else None,
                salience=between(0.1, 0.9),
            )
        )
    table = sorted(table, key=lambda q: q.id)

    def happening(name: str) -> Event:
        kind = int(rng.integers(6))
        start = day()
        when: dict[str, Any] = {"on": start}
        if rng.random() < 0.3:
            when = {"between": (start, date.fromordinal(start.toordinal() + int(values.integers(0, 400))))}
        if kind == 1:
            when["lasts"] = True
        if kind == 2:
            when["until"] = date.fromordinal(start.toordinal() + int(values.integers(0, 700)))
        if kind in {3, 4}:
            when["fades"] = between(0.3, 30)
        if kind in {1, 4} and rng.random() < 0.7:
            when["builds"] = between(0.3, 12)
        if rng.random() < 0.2:
            when["probability"] = between(0.2, 0.8)
        return event(name, between(0, 1), **when)

    causes = [
        driver(f"d{k}", *(happening(f"d{k}-{i}") for i in range(1 + int(rng.integers(events))))) for k in range(drivers)
    ]
    arrows: dict[str, Effect] = {}
    for _ in range(effects):
        cause = one([d.id for d in causes] + topics)
        q = one(table)
        f = one([p.faction for p in q.positions])
        p, o = (str(x) for x in rng.permutation(names)[:2]) if polities > 1 else (names[0], names[0])
        targets: list[tuple[Lever, Number, dict[str, str]]] = [
            ("position", between(-40, 40), {"of": f, "on": q.id}),
            ("position", between(-40, 40), {"of": f, "on": q.id}),
            ("salience", between(-0.4, 0.4), {"of": f, "on": q.id}),
            ("capability", between(0.2, 4), {"of": one(everyone)}),
            ("band", between(-10, 10), {"of": one(q.parties), "on": q.id}),
            ("dependence", between(-0.4, 0.4), {"of": p, "upon": o, "on": one(["", q.id])}),
            ("lock-in", between(-0.4, 0.4), {"on": q.id}),
        ]
        moves, by, target = one(targets)
        arrow = effect(cause, moves, by, **target)
        arrows[arrow.id] = arrow
    questions = [
        Question(f"{test}-{q.id}", "?", q.id, test, float(values.uniform(20, 80)), span.until)
        for q in table
        for test in ("reaches", "falls-to", "above", "below")
    ]
    return study(states, table, causes, list(arrows.values()), questions, span)
