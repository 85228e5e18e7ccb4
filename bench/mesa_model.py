"""The model of DESIGN section 4 as a Mesa model: factions press, polities decide, issues move; one model per draw.

Written as Mesa's own examples are: agents that hold their state and know their model, `AgentSet.do` for each stage
of a step, and a data collector. Draws are given as to `plain_loop`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import exp, log, sqrt

import numpy as np
from mesa import Agent, DataCollector, Model
from numpy.typing import NDArray

from detente.study import calendar
from detente.study.nouns import Assumption, Driver, Event, Faction, Issue, Polity, Study

Draw = Mapping[str, float]
Arrows = Sequence[tuple[float, str]]  # move at strength 1, cause

NOISE_HALF_LIFE = 12.0  # months


def histories(study: Study, draws: Sequence[Draw], seed: int) -> NDArray[np.float64]:
    """Movement and level of every issue at the start of each step and at the end: `draw kind time issue`."""
    steps = calendar.steps(study.span.start, study.span.until, study.span.step)
    found = []
    for number, draw in enumerate(draws):
        model = StudyModel(study, draw, seed=seed + number)
        for _ in range(steps):
            model.step()
        frame = model.datacollector.model_vars
        found.append([np.array(frame["movement"]), np.array(frame["level"])])
    return np.array(found)


class DriverAgent(Agent):
    """A cause with a strength over time."""

    def __init__(self, model: StudyModel, driver: Driver) -> None:
        """Read the driver's events."""
        super().__init__(model)
        self.id = driver.id
        self.events = [Happening(model, event) for event in driver.events]

    def act(self) -> None:
        """Say how strong the cause is now."""
        without = 1.0
        for event in self.events:
            without *= 1 - event.strength(self.model.t)
        self.model.strength[self.id] = 1 - without


class Happening:
    """One event of a driver, in one draw."""

    def __init__(self, model: StudyModel, event: Event) -> None:
        """Read the event's numbers."""
        draw = model.draw
        self.first = draw[f"{event.key}/when"] if event.on is None else model.date_step(event.on)
        self.full = draw[event.strength.key]
        if event.probability is not None:
            self.full *= draw[f"{event.key}/happens"]
        self.builds = max(model.value(event.builds) / model.month, 1.0)  # steps
        self.half_life = None if event.fades is None else draw[event.fades.key] / model.month  # steps
        self.last = float("inf")
        if event.until is not None:
            self.last = model.date_step(event.until)
        elif not event.lasts and event.fades is None:
            self.last = self.first

    def strength(self, t: int) -> float:
        """Strength at a step."""
        if not self.first <= t <= self.last:
            return 0.0
        age = t - self.first + 1
        if age < self.builds:
            return self.full * age / self.builds
        if self.half_life is None:
            return self.full
        return self.full * 0.5 ** ((age - self.builds) / self.half_life)


class FactionAgent(Agent):
    """A group inside a polity that presses for its positions."""

    def __init__(self, model: StudyModel, faction: Faction) -> None:
        """Read where the faction stands."""
        super().__init__(model)
        self.id, self.game = faction.id, faction.game
        self.first = float("-inf") if faction.active_from is None else model.date_step(faction.active_from)
        self.last = float("inf") if faction.active_until is None else model.date_step(faction.active_until)
        self.own_capability = model.draw[faction.capability.key]
        self.arms = [(log(by), cause) for by, cause in model.arrows("capability", of=faction.id)]
        self.stands = {
            issue.id: (
                model.draw[seat.at.key],
                model.arrows("position", of=self.id, on=issue.id),
                model.draw[seat.salience.key],
                model.arrows("salience", of=self.id, on=issue.id),
            )
            for issue in model.study.issues
            for seat in issue.positions
            if seat.faction == faction.id
        }
        self.position: dict[str, float] = {}
        self.weight: dict[str, float] = {}

    def press(self) -> None:
        """Take positions on all issues, with some weight behind each."""
        moved = self.model.moved
        active = self.first <= self.model.t <= self.last
        capability = self.own_capability * exp(moved(self.arms)) if active else 0.0
        for issue, (at, shifts, salience, cares) in self.stands.items():
            self.position[issue] = clip(at + moved(shifts), 0, 100)
            self.weight[issue] = capability * clip(salience + moved(cares), 0, 1)


class PolityAgent(Agent):
    """A party whose big game sets a line, and whose small game moves within a band around it."""

    def __init__(self, model: StudyModel, polity: Polity, factions: Iterable[FactionAgent]) -> None:
        """Read who belongs to the polity, and what it has a say in."""
        super().__init__(model)
        if polity.solver != "mean":
            raise NotImplementedError("the Mesa model knows the weighted mean only")
        self.id = polity.id
        factions = list(factions)
        self.issues = [q for q in model.study.issues if polity.id in q.parties]
        self.big = {q.id: [f for f in factions if f.game == "big" and q.id in f.stands] for q in self.issues}
        self.small = {q.id: [f for f in factions if f.game == "small" and q.id in f.stands] for q in self.issues}
        self.band = {
            q.id: (model.value(polity.band.get(q.id)), model.arrows("band", of=polity.id, on=q.id)) for q in self.issues
        }
        self.dependence = {
            (other, q.id): (
                model.value(polity.dependence.get((other, q.id), polity.dependence.get((other, "")))),
                model.arrows("dependence", of=polity.id, upon=other, on=q.id),
            )
            for q in self.issues
            for other in q.parties
            if other != polity.id
        }
        self.line = {q.id: model.draw[q.start.key] for q in self.issues}
        self.policy: dict[str, float] = {}
        self.pulled: dict[tuple[str, str], float] = {}

    def decide(self) -> None:
        """Set line and policy on every issue."""
        moved = self.model.moved
        for issue in self.line:
            line = self.line[issue] = settle(self.big[issue], issue, self.line[issue])
            own, widens = self.band[issue]
            band = clip(own + moved(widens), 0, 100)
            self.policy[issue] = clip(settle(self.small[issue], issue, line), line - band, line + band)
        for tie, (own, ties) in self.dependence.items():
            self.pulled[tie] = clip(own + moved(ties), 0, 1)


class IssueAgent(Agent):
    """A relationship whose level moves towards what its parties agree on."""

    def __init__(self, model: StudyModel, issue: Issue) -> None:
        """Read where the issue starts and how fast it moves."""
        super().__init__(model)
        draw = model.draw
        self.id, self.rule, self.parties = issue.id, issue.rule, [model.polities[p] for p in issue.parties]
        self.start = self.movement = draw[issue.start.key]
        self.rise = 1 - 2 ** (-model.month / draw[issue.rise.key])
        self.fall = 1 - 2 ** (-model.month / draw[issue.fall.key])
        self.lock_in = (model.value(issue.lock_in), model.arrows("lock-in", on=issue.id))
        self.deviation = draw[issue.noise.key]
        self.kept = 2 ** (-model.month / NOISE_HALF_LIFE)
        self.noise = self.deviation * model.rng.standard_normal()

    @property
    def level(self) -> float:
        """Movement and what the model does not explain."""
        return clip(self.movement + self.noise, 0, 100)

    def move(self) -> None:
        """Go some of the way to the agreement."""
        own, locks = self.lock_in
        gap = self.agreement() - self.movement
        pace = self.rise if gap > 0 else self.fall * (1 - clip(own + self.model.moved(locks), 0, 1))
        self.movement = clip(self.movement + pace * gap, 0, 100)
        shock = self.model.rng.standard_normal()
        self.noise = self.kept * self.noise + sqrt(1 - self.kept**2) * self.deviation * shock

    def agreement(self) -> float:
        """Where the parties' policies meet."""
        policy = {p.id: p.policy[self.id] for p in self.parties}
        if self.rule == "unilateral" or len(self.parties) == 1:
            return max(policy.values())
        if self.rule == "weighted":
            return self.compromise(policy)
        return min(
            y + max(p.pulled[o, self.id] * max(policy[o] - y, 0) for o in policy if o != p.id)
            for p, y in zip(self.parties, policy.values(), strict=True)
        )

    def compromise(self, policy: Mapping[str, float]) -> float:
        """Mean of the policies, the less dependent counting more."""
        weight = dict.fromkeys(policy, 1.0)
        for p in self.parties:
            for o in policy:
                if o != p.id:
                    weight[o] += p.pulled[o, self.id] / (len(policy) - 1)
                    weight[p.id] -= p.pulled[o, self.id] / (len(policy) - 1)
        weight = {p: max(w, 0.0) for p, w in weight.items()}
        return sum(weight[p] * policy[p] for p in policy) / sum(weight.values())


class StudyModel(Model):
    """One draw of a study."""

    def __init__(self, study: Study, draw: Draw, seed: int | None = None) -> None:
        """Make the agents."""
        super().__init__(seed=seed)
        self.study, self.draw = study, draw
        self.month = calendar.months_per_step(study.span.step)
        self.t = 0
        self.strength: dict[str, float] = {}
        self.reach: dict[tuple[str, str, str, str], list[tuple[float, str]]] = defaultdict(list)
        for e in study.effects:
            self.reach[e.moves, e.of, e.upon, e.on].append((draw[e.by.key], e.cause))
        for driver in study.drivers:
            DriverAgent(self, driver)
        factions = {f.id: FactionAgent(self, f) for f in study.factions}
        self.polities = {p.id: PolityAgent(self, p, [factions[f.id] for f in p.factions]) for p in study.polities}
        for issue in study.issues:
            IssueAgent(self, issue)
        self.datacollector = DataCollector(
            model_reporters={
                "movement": lambda m: [q.movement for q in m.agents_by_type[IssueAgent]],
                "level": lambda m: [q.level for q in m.agents_by_type[IssueAgent]],
            }
        )
        self.datacollector.collect(self)

    def step(self) -> None:
        """One step: causes, factions, polities, issues."""
        for issue in self.agents_by_type[IssueAgent]:
            self.strength[issue.id] = (issue.movement - issue.start) / 100
        stages = {DriverAgent: "act", FactionAgent: "press", PolityAgent: "decide", IssueAgent: "move"}
        for kind, stage in stages.items():
            if kind in self.agents_by_type:
                self.agents_by_type[kind].do(stage)
        self.t += 1
        self.datacollector.collect(self)

    def arrows(self, moves: str, *, of: str = "", upon: str = "", on: str = "") -> Arrows:
        """What moves a lever of a target; a dependence may be moved on one issue or on all."""
        on_all = self.reach[moves, of, upon, ""] if moves == "dependence" else []
        return [*self.reach[moves, of, upon, on], *on_all]

    def moved(self, arrows: Arrows) -> float:
        """How far a lever is moved now."""
        return sum(by * self.strength[cause] for by, cause in arrows)

    def value(self, assumption: Assumption | None) -> float:
        """Value of an assumption; 0 where nothing is said."""
        return 0.0 if assumption is None else self.draw[assumption.key]

    def date_step(self, day: calendar.date) -> int:
        """The step that contains a day."""
        return calendar.index(day, self.study.span.step) - calendar.index(self.study.span.start, self.study.span.step)


def settle(factions: Sequence[FactionAgent], issue: str, otherwise: float) -> float:
    """Mean position by weight; something else where nobody has weight."""
    total = sum(f.weight[issue] for f in factions)
    return sum(f.weight[issue] * f.position[issue] for f in factions) / total if total > 0 else otherwise


def clip(number: float, low: float, high: float) -> float:
    """Hold a number between two others."""
    return min(max(number, low), high)
