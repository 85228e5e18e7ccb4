"""Why a level moved: one move of it, told in the step's own terms, from drivers to factions, policies and agreement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from detente.engine.anatomy import WATCH, anatomy
from detente.engine.moves import Anatomy, Change, Part
from detente.engine.stances import Stance
from detente.engine.trials import Histories, Trials
from detente.explain import telling
from detente.explain.made import Made, made
from detente.explain.spread import Spread, spread
from detente.explain.stirrings import stirrings
from detente.explain.tree import Branch, Twig, digits, grown, summed
from detente.study import calendar
from detente.study.nouns import Issue, Polity, Study

if TYPE_CHECKING:
    import xarray as xr


@dataclass(frozen=True)
class Party:
    """What a party did in the window; policies and lines in points, the rest shares of steps and draws, 0 to 1."""

    party: str
    title: str
    policy: tuple[float, float]  # in the step before, and in the last
    line: tuple[float, float]
    decides: float  # `consent`: was the least willing; else: how much the agreement follows its policy
    held_below: float  # its small game would go higher than the band lets it
    held_above: float  # its small game would go lower
    pulled: Mapping[str, tuple[float, float]]  # by which other: points of agreement, and the dependence at the end


@dataclass(frozen=True)
class Why:
    """A move of an issue's level without noise between two instants, and what it came from."""

    study: Study
    made: Made
    issue: str
    title: str
    rule: str
    first: str  # the first step and the last, as a reader writes them
    last: str
    steps: int
    projected: bool  # it ends after now
    level: tuple[Spread, Spread]  # as the first step begins, and as the last ends
    tree: Branch
    digits: int  # decimals of what is printed
    parties: tuple[Party, ...]
    held_back: Spread  # by lock-in, in points; no part of the sum
    anatomy: Anatomy

    @property
    def move(self) -> Spread:
        """How far the level moved, in points."""
        return self.tree.points

    @property
    def dataset(self) -> xr.Dataset:
        """The parts, draw by draw, with names on their axes."""
        import xarray as xr

        parts = self.anatomy.parts
        names = [f"{p.party}/{p.changed}/{p.of}/{p.effect}" for p in parts]
        points = {"long_name": "what it added to the move", "units": "points"}
        arrays: dict[str, Any] = {
            "part_points": (("part", "draw"), np.array(list(parts.values())).reshape(len(names), -1), points),
            "under_way": (("draw",), self.anatomy.under_way, points),
            "move": (("draw",), self.anatomy.move, points),
        }
        columns = {f"part_{field}": ("part", [getattr(p, field) for p in parts]) for field in Part._fields}
        return xr.Dataset(arrays, coords={"part": names, **columns}, attrs={"issue": self.issue, **self.made.data()})


def why(study: Study, issue: Issue, first: date, last: date, *, draws: int, seed: int) -> Why:
    """Explain the move of an issue's level from the beginning of one step to the end of another.

    Every part is in points of the level without noise, draw by draw; all parts add up to the move exactly
    (`detente.engine.anatomy`), and what is printed of them to the digit shown. Shares are of steps and draws.

    Source: docs of `detente.engine.anatomy` and `detente.engine.paths`.
    """
    trials = Trials(study, draws=draws, seed=seed)
    past = trials.run(watch=WATCH)
    begin, end = trials.instant(first) - 1, trials.instant(last)
    found = anatomy(past, issue.id, begin, end)
    spelled = tuple(calendar.spell(day, study.span.step) for day in (first, last))
    parties = tuple(_party(study, issue, past, found, stance) for stance in found.stances)
    whole = _Telling(study, issue, found, parties, spelled[0]).whole()
    decimals = digits(whole)
    return Why(
        study=study,
        made=made(study, seed=seed, draws=draws),
        issue=issue.id,
        title=issue.title,
        rule=issue.rule,
        first=spelled[0],
        last=spelled[1],
        steps=end - begin,
        projected=end > trials.instant(study.span.now),
        level=(spread(found.start), spread(found.end)),
        tree=grown(whole, decimals),
        digits=decimals,
        parties=parties,
        held_back=spread(found.held_back),
        anatomy=found,
    )


def _party(study: Study, issue: Issue, past: Histories, found: Anatomy, stance: Stance) -> Party:
    def at(name: str) -> tuple[float, float]:
        series = past.of_pair(name, stance.party, issue.id)
        return float(series[found.before].mean()), float(series[found.last - 1].mean())

    (polity,) = [p for p in study.polities if p.id == stance.party]
    pulled = {
        other: (float(points.mean()), float(found.levers["dependence", stance.party, other].after.mean()))
        for other, points in stance.pulled.items()
    }
    decides, below, above = (float(of.mean()) for of in (stance.decides, stance.held_below, stance.held_above))
    return Party(
        stance.party, telling.name(polity.title), at("policy"), at("line"), decides, below, above, pulled
    )  # fmt: skip


_OTHERWISE = {"presence": "factions that had entered or left the game", "line": "lines that stood without a game"}


class _Telling:
    """Turns the parts of a move into the parts of a tree: party, then faction or lever, then effect."""

    def __init__(self, study: Study, issue: Issue, found: Anatomy, parties: tuple[Party, ...], first: str) -> None:
        self._study, self._issue, self._found, self._parties, self._first = study, issue, found, parties, first
        self._drivers = {d.id: d for d in study.drivers}
        self._effects = {e.id: e for e in study.effects}
        self._polities: dict[str, Polity] = {p.id: p for p in study.polities}
        self._factions = {f.id: f for f in study.factions}

    def whole(self) -> Twig:
        """The move with everything beneath it."""
        found = self._found
        gone = {"distance": _mean(found.distance), "share": _mean(found.share)}
        before = [*self._before(), Twig("older", "older", "what was to go long ago", found.older)]
        said = telling.under_way(found, self._first)
        way = summed("under-way", "under-way", said, before, facts=gone)
        return summed("move", self._issue.id, self._issue.title, [way, *map(self._party, self._parties)])

    def _before(self) -> Iterator[Twig]:
        """What was under way, by the causes that had moved the parties before."""
        caused: dict[str, list[Part]] = defaultdict(list)
        for part in self._found.earlier:
            caused[self._effects[part.effect].cause if part.effect else part.changed].append(part)
        for cause, parts in caused.items():
            points = sum((self._found.earlier[p] for p in parts), np.zeros_like(self._found.move))
            if cause in _OTHERWISE:
                yield Twig("cause", cause, _OTHERWISE[cause], points)
                continue
            strongest = max(parts, key=lambda p: abs(_mean(self._found.earlier[p])))
            driver = self._drivers.get(cause)
            stirred = stirrings(self._study, driver, self._found.recent - 1, self._found.first) if driver else ()
            facts = self._of_cause(cause) | {"effects": {p.effect: _mean(self._found.earlier[p]) for p in parts}}
            yield Twig(
                "cause", cause, telling.earlier(self._study, cause, stirred), points, facts=facts,
                because=self._effects[strongest.effect].by.because, events=tuple(e for e, _ in stirred),
            )  # fmt: skip

    def _party(self, party: Party) -> Twig:
        groups: dict[tuple[str, str], list[Twig]] = defaultdict(list)
        for part, points in self._found.parts.items():
            if part.party == party.party:
                groups[_group(part)].append(self._leaf(part, points))
        twigs = [self._grouped(party.party, *key, leaves) for key, leaves in groups.items()]
        names = {p.party: p.title for p in self._parties}
        pulled = [(names[other], *how) for other, how in party.pulled.items()]
        said = telling.party(
            party.title, party.policy, party.line[1], (party.held_below, party.held_above), pulled,
            self._study.span.step,
        )  # fmt: skip
        silent = Twig("line", party.party, "", np.zeros_like(self._found.move))  # a party may have no part at all
        facts: dict[str, Any] = {
            "title": party.title,
            "policy": party.policy,
            "line": party.line,
            "decides": party.decides,
        }
        facts |= {"held_below": party.held_below, "held_above": party.held_above}
        facts |= {"pulled": {o: {"points": p, "dependence": d} for o, (p, d) in party.pulled.items()}}
        return summed("party", party.party, said, [silent, *twigs], facts=facts)

    def _grouped(self, party: str, kind: str, of: str, leaves: list[Twig]) -> Twig:
        levers = self._found.levers
        match kind:
            case "faction":
                position, weight = levers["position", party, of], self._weight(party, of)
                faction = self._factions[of]
                said = telling.faction(faction.title, faction.game, _mean(weight.after), _means(position))
                facts = {
                    "title": faction.title,
                    "game": faction.game,
                    "position": _means(position),
                    "weight": _means(weight),
                }
                return summed("faction", of, said, leaves, facts=facts)
            case "band":
                band = _means(levers["band", party, ""])
                said = f"its band {band[0]:.0f} → {band[1]:.0f} points"
                return summed("band", "band", said, leaves, facts={"title": "its band", "band": band})
            case "dependence":
                pull = _means(levers["dependence", party, of])
                title = f"its dependence on {telling.name(self._polities[of].title)}"
                facts = {"title": title, "dependence": pull}
                return summed("dependence", of, f"{title} {pull[0]:.2f} → {pull[1]:.2f}", leaves, facts=facts)
            case _:
                return leaves[0]

    def _leaf(self, part: Part, points: np.ndarray) -> Twig:
        if part.changed == "line":
            said = "nobody has weight in its big game: the last line stands"
            return Twig("line", part.party, said, points)
        if part.changed == "presence":
            able = self._found.levers["capability", part.party, part.of]
            said = "left the game" if _mean(able.before) > _mean(able.after) else "entered the game"
            return Twig("presence", part.of, said, points, because=self._factions[part.of].capability.because)
        effect = self._effects[part.effect]
        cause = _means(self._found.causes[effect.cause])
        driver = self._drivers.get(effect.cause)
        stirred = stirrings(self._study, driver, self._found.before, self._found.last) if driver else ()
        said = telling.effect(self._study, effect, part.changed, cause, stirred)
        facts = self._of_cause(effect.cause) | {"changed": part.changed, "of": part.of, "cause_before_after": cause}
        facts |= {"by": effect.by.quantity.spelled}
        facts |= {"events": [{"id": e.id, "what": e.what, "way": way} for e, way in stirred]}
        return Twig(
            "effect",
            effect.id,
            said,
            points,
            facts=facts,
            because=effect.by.because,
            events=tuple(e for e, _ in stirred),
        )

    def _of_cause(self, cause: str) -> dict[str, Any]:
        driver = self._drivers.get(cause)
        titles = {noun.id: noun.title for noun in (*self._study.drivers, *self._study.issues)}
        return {"cause": cause, "title": titles[cause], "origin": driver.origin if driver else ""}

    def _weight(self, party: str, faction: str) -> Change:
        """A faction's share of the weight in its own game, 0 where nobody has any."""
        game = self._factions[faction].game
        levers = self._found.levers
        same = [f for lever, p, f in levers if (lever, p) == ("salience", party) and self._factions[f].game == game]

        def at(when: int) -> np.ndarray:
            weights = {f: levers["capability", party, f][when] * levers["salience", party, f][when] for f in same}
            total = sum(weights.values(), np.zeros_like(weights[faction]))
            return np.divide(weights[faction], total, out=np.zeros_like(total), where=total > 0)

        return Change(at(0), at(1))


def _group(part: Part) -> tuple[str, str]:
    if part.changed in {"band", "dependence", "line"}:
        return part.changed, part.of
    return "faction", part.of


def _mean(of: np.ndarray) -> float:
    return float(of.mean())


def _means(of: Change) -> tuple[float, float]:
    return _mean(of.before), _mean(of.after)
