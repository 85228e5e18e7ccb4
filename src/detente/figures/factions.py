"""Factions over time: where each wants the headline's level and what it weighs, beside its polity's line and policy.

One panel for each party. A faction of the big game is a stroke as wide as its share of the game's weight; one of the
small game a thin line of dashes and dots. The band around the line is how far the small game may go.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import altair as alt
import numpy as np

from detente.drawing import cells, heading, instants, key, look, palette, places, politics, strip
from detente.drawing.politics import DRAWN, LETTERS, TABLED, Politics, at_instants
from detente.drawing.rows import Row, Table, of, one
from detente.engine.run import Run
from detente.explain.willing import Party, Weight

VERB = "report"
TITLE = "Factions, lines and policies"

PANELS = 4
"""Parties with a panel, at most; the table has all."""

NAMED = 8
"""Factions drawn in one panel, at most: those that ever weigh most; the table has all."""

_HEIGHTS = {1: 330, 2: 255, 3: 185, 4: 130}
_WIDEST = 11.0  # pixels of a faction with all the weight
_LEAST = 0.005  # a share of weight below which a faction is not there


def rows(answer: Politics) -> list[Row]:
    """The numbers of the figure: positions, lines and policies in points, weights as shares of their game's."""
    run = answer.run
    issue, study, figure = politics.headline(run), run.study, politics.figure(run)
    colours, names = look.colours([p.id for p in study.polities]), politics.names(study)
    known = {p.party: p for p in contest.parties} if (contest := politics.contest(answer)) is not None else {}
    found: list[Row] = [{**figure, "parties": len(issue.parties)}]
    for number, party in enumerate(issue.parties):
        panel = _Panel(run, party, known.get(party))
        height = _HEIGHTS[min(len(issue.parties), PANELS)]
        head: Row = {"row": "panel", "party": party, "title": names[party], "colour": colours[party], "height": height}
        own = [{**head, "drawn": number < PANELS, "words": panel.unseen()}, *panel.tabled()]
        if number < PANELS:
            own += [*panel.stances(), *panel.factions(height)]
            own += politics.present(figure, number)
        found += [{**row, "panel": number} for row in own]
    return found


class _Panel:
    """One party of the headline's issue."""

    def __init__(self, run: Run, party: str, known: Party | None) -> None:
        self._run, self._party, self._known = run, party, known
        self._day = heading.days(run)
        self._now = self._day.index(heading.row(run)["now"])
        issue = politics.headline(run)
        self._pair = run.pairs.index((party, issue.id))
        games = {f.id: f.game for p in run.study.polities if p.id == party for f in p.factions}
        held = [f for f, q in run.seats if q == issue.id and f in games]
        self._games = {f: games[f] for f in held}
        self._seats = {f: run.seats.index((f, issue.id)) for f in held}
        self._weights = {w.faction: w for w in known.weights} if known is not None else {}
        self._titles = politics.names(run.study)
        most = {f: float(self._share(f).max()) for f in held}
        there = [f for f in held if most[f] >= _LEAST]
        self._drawn = sorted(there, key=lambda f: -most[f])[:NAMED]

    def unseen(self) -> str:
        """What the panel has no label for: who left the game, who is in the table only, and that line is policy."""
        gone = [f for f in self._drawn if self._share(f)[-1] < _LEAST]
        more, step = len(self._games) - len(self._drawn), self._run.study.span.step
        ends = [heading.told(date.fromisoformat(self._day[self._last(f) - 1]), step) for f in gone]
        said = [f"{self._titles[f]} until {end}" for f, end in zip(gone, ends, strict=True)]
        said += [f"{more} more in the table"] if more > 0 else []
        said += [] if any(map(self._small, self._games)) else ["no small game: its policy is its line"]
        return " · ".join(said)

    def stances(self) -> list[Row]:
        """Line, band and policy."""
        band = self._known.band if self._known is not None else np.zeros(len(self._day) - 1)
        return [
            {
                "row": "stance",
                **self._at(t),
                "line": self._of("line", t)[1],
                "policy": self._of("policy", t)[1],
                **_around(self._of("line", t)[1], float(at_instants(band, t))),
            }
            for t in instants.evenly(len(self._day), (self._now,), most=DRAWN)
        ]

    def factions(self, height: int) -> list[Row]:
        """Positions and weights of the factions drawn while they have any; labels for those that have to the end."""
        found: list[Row] = []
        for f in self._drawn:
            share = self._share(f)
            low, high = self._first(f), self._last(f)
            kept = instants.evenly(len(self._day), (self._now, low, high), most=DRAWN)
            for t in kept:
                if low <= t <= high:
                    row = {"row": "faction", "faction": self._titles[f], **self._at(t), "small": self._small(f)}
                    found.append(
                        {**row, "at": self._position(f, t)[1], "share": round(float(at_instants(share, t)), 3)}
                    )
        return [*found, *self._labels(height)]

    def tabled(self) -> list[Row]:
        """What the tables say, at fewer instants."""
        found: list[Row] = []
        for t in instants.evenly(len(self._day), (self._now,), most=TABLED):
            when = {"time": self._day[t], "part": politics.part(t, self._now)}
            said = {name: cells.between(*_middle_first(self._of(name, t))) for name in ("line", "policy")}
            found.append({"row": "told", **when, **said})
            for f, game in self._games.items():
                there = float(at_instants(self._share(f), t)) > 0
                told = cells.between(*_middle_first(self._position(f, t))) if there else ""
                weight = politics.weight(float(at_instants(self._share(f), t))) if there else ""
                cell = {"at": told, "weight": weight, "game": game}
                found.append({"row": "told-faction", **when, "faction": self._titles[f], **cell})
        return found

    def _labels(self, height: int) -> list[Row]:
        staying = [f for f in self._drawn if self._share(f)[-1] >= _LEAST]
        last = len(self._day) - 1
        return politics.labels({self._label(f): self._position(f, last)[1] / 100 for f in staying}, height)

    def _label(self, faction: str) -> str:
        said = "small game" if self._small(faction) else politics.weight(float(self._share(faction)[-1]))
        return f"{places.short(self._titles[faction], LETTERS - len(said) - 2)}, {said}"

    def _small(self, faction: str) -> bool:
        return self._games[faction] == "small"

    def _share(self, faction: str) -> np.ndarray:
        """A faction's share of the weight in its own game, step by step; from mean weights where draws are unknown."""
        weight: Weight | None = self._weights.get(faction)
        if weight is not None:
            return weight.share
        mean = np.asarray(self._run.means["weight"], float)
        same = [self._seats[f] for f, game in self._games.items() if game == self._games[faction]]
        total = mean[:, same].sum(axis=1)
        own = mean[:, self._seats[faction]]
        return np.divide(own, total, out=np.zeros_like(own), where=total > 0)

    def _first(self, faction: str) -> int:
        """The instant at which a faction's weight begins."""
        return int(np.flatnonzero(self._share(faction) > 0)[0])

    def _last(self, faction: str) -> int:
        """The instant at which it ends."""
        return int(np.flatnonzero(self._share(faction) > 0)[-1]) + 1

    def _position(self, faction: str, instant: int) -> tuple[float, float, float]:
        return self._quantiles("position", self._seats[faction], instant)

    def _of(self, name: str, instant: int) -> tuple[float, float, float]:
        return self._quantiles(name, self._pair, instant)

    def _quantiles(self, name: str, column: int, instant: int) -> tuple[float, float, float]:
        held = np.asarray(self._run.quantiles[name], float)[:, :, column]
        low, _, middle, _, high = (round(float(v), 2) for v in at_instants(held, instant))
        return low, middle, high

    def _at(self, instant: int) -> Row:
        return {"time": self._day[instant], "part": politics.part(instant, self._now)}


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The panels of such rows."""
    figure, panels = one(rows, "figure"), of(rows, "panel", drawn=True)
    drawn = alt.vconcat(key.strip(_SIGNS), *(_panel(p, figure) for p in panels))
    about = f"Who wants what on {figure['issue']}, {figure['from_words']} to {figure['until_words']} · {figure['made']}"
    return look.finish(drawn, rows, [figure["title"], about], description(rows))


def sentence(rows: Sequence[Row]) -> str:
    """What strokes, line and policy mean and do not mean: the caption."""
    figure, panels = one(rows, "figure"), of(rows, "panel", drawn=True)
    left = figure["parties"] - len(panels)
    more = f" {left} more parties are in the table only." if left else ""
    return (
        f"Where each faction wants the level of {figure['issue']} (0–100), as the median of draws, in a stroke as wide "
        "as its share of the weight in its polity's big game, with that share at the end; positions and weights are "
        "what the study's assumptions and effects make of them, not measurements, and their 90 % ranges are in the "
        f"table.{more}"
    )


def description(rows: Sequence[Row]) -> str:
    """The picture in words, for readers who do not see it."""
    figure = one(rows, "figure")
    said = [f"Small panels from {figure['from_words']} to {figure['until_words']}, now being {figure['now_words']}."]
    for panel in of(rows, "panel", drawn=True):
        told = of(rows, "told", panel=panel["panel"])
        (now,) = (r for r in told if r["part"] == "now")
        said.append(f"{panel['title']}: line {told[0]['line']} at the start, {now['line']} now.")
        weighs = [
            f"{r['faction']} at {r['at']}" + ("" if r["game"] == "small" else f" with {r['weight']} of the weight")
            for r in of(rows, "told-faction", panel=panel["panel"], part="now")
            if r["weight"]
        ]
        said += [f"Now {politics.listed(weighs)}."] if weighs else []
    return " ".join(said)


def tables(rows: Sequence[Row]) -> list[Table]:
    """All parties and factions in figures: medians with the middle 90 % of draws, and mean shares of weight."""
    found: list[Table] = []
    for panel in of(rows, "panel"):
        told, by = of(rows, "told", panel=panel["panel"]), of(rows, "told-faction", panel=panel["panel"])
        names = list(dict.fromkeys(r["faction"] for r in by))
        small = {r["faction"] for r in by if r["game"] == "small"}
        cell = {(r["faction"], r["time"]): ", ".join(c for c in (r["at"], r["weight"]) if c) or "not there" for r in by}
        heads = ("date", "part", "line", "policy", *(f"{n} (small game)" if n in small else n for n in names))
        lines = tuple(
            (r["time"], r["part"], r["line"], r["policy"], *(cell[n, r["time"]] for n in names)) for r in told
        )
        issue = one(rows, "figure")["issue"]
        caption = f"{panel['title']} on {issue}: points (middle 90 % of draws), and share of the weight in its game"
        found.append(Table(caption, heads, lines))
    return found


def _around(line: float, band: float) -> dict[str, float]:
    return {"low": round(max(line - band, 0.0), 2), "high": round(min(line + band, 100.0), 2), "band": round(band, 2)}


def _middle_first(quantiles: tuple[float, float, float]) -> tuple[float, float, float]:
    low, middle, high = quantiles
    return middle, low, high


# ── marks ─────────────────────────────────────────────────────────────────────────────────────

_SIGNS = [
    key.Sign("band", look.POLITIES[0], "a faction, as wide as its weight"),
    key.Sign("broken", look.GREY, "of the small game"),
    key.Sign("line", look.INK, "the polity's line"),
    key.Sign("band", palette.WIDE, "its band"),
    key.Sign("dots", look.INK, "its policy"),
    key.Sign("band", look.AHEAD, "after now"),
]


def _panel(panel: Row, figure: Row) -> Any:
    mine, height, colour = f"datum.panel == {panel['panel']}", panel["height"], panel["colour"]
    axis = alt.Axis(values=[0, 25, 50, 75, 100], grid=False, domainColor=look.FAINT, tickColor=look.FAINT)
    y = alt.Y("line:Q", title="level wanted", scale=alt.Scale(domain=[0, 100], nice=False), axis=axis)
    size = alt.Size("share:Q", scale=alt.Scale(domain=[0, 1], range=[0.7, _WIDEST]), legend=None)
    band = look.some(mine, "stance", "datum.band > 0").mark_area(color=palette.WIDE)
    layers: list[Any] = [look.ahead(mine), band.encode(x="time:T", y="low:Q", y2="high:Q")]
    for half, opacity in (("history", 0.6), ("projection", 0.35)):
        there = look.some(mine, "faction", f"{look.PARTS[half]} && !datum.small")
        small = look.some(mine, "faction", f"{look.PARTS[half]} && datum.small")
        stroke: dict[str, Any] = {"color": colour, "opacity": opacity}
        layers += [
            there.mark_trail(**stroke).encode(x="time:T", y="at:Q", size=size, detail="faction:N"),
            small.mark_line(color=look.INK, opacity=opacity, strokeWidth=1.2, strokeDash=look.BROKEN).encode(
                x="time:T", y="at:Q", detail="faction:N"
            ),
        ]
    for half, dash in look.DASHES.items():
        base = look.some(mine, "stance", look.PARTS[half]).encode(x="time:T")
        layers.append(base.mark_line(color=look.INK, strokeWidth=1.8, strokeDash=dash).encode(y=y))
    policy = look.some(mine, "stance", "datum.band > 0").encode(x="time:T", y="policy:Q")
    layers.append(policy.mark_line(**politics.BEADS))
    layers += [*politics.beside(mine), *strip.marks(figure, mine, height)]
    return politics.panel(layers, panel["title"], height, panel["words"])
