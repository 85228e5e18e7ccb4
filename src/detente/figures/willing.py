"""Who sets the headline's level when: the parties' policies and where they meet, and each party's share of the draws.

Above, policies in the colours of their parties with the middle 90 % of draws, and the agreement; below, in what share
of draws each party sets the level, stacked to all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import numpy as np

from detente.drawing import cells, heading, instants, key, look, palette, places, politics, strip
from detente.drawing.politics import DRAWN, LETTERS, TABLED, Politics, at_instants
from detente.drawing.rows import Row, Table, of, one
from detente.explain.numerals import percent
from detente.explain.willing import Contest

VERB = "report"
TITLE = "Who sets the level, and when"

HEIGHTS = (240, 130)
"""Heights of the panel of policies and of the panel of shares, in pixels."""

DISTINCT = 6
"""Parties drawn one by one, at most: those that ever set the level most; the others share an area."""

APART = 3
"""Parties whose names stand at their policies, at most; those of more stand at the right."""

_NAME = 24  # letters of a name at a policy
_ASIDE, _FOOT = 26, 7  # pixels between a name and its policy, and between a name and the edge of the panel


def rows(answer: Politics) -> list[Row]:
    """The numbers of the figure: policies and agreement in points, and shares of draws, 0 to 1.

    Without an answer on who sets the level, the shares are left out.
    """
    run, issue, contest = answer.run, politics.headline(answer.run), politics.contest(answer)
    day, names = heading.days(run), politics.names(run.study)
    figure = {**politics.figure(run), "which": contest.which if contest is not None else "", "rule": issue.rule}
    figure["willing_draws"] = answer.willing.made.draws if answer.willing is not None else 0
    now = day.index(figure["now"])
    colours = look.colours([p.id for p in run.study.polities])
    drawn = _drawn(issue.parties, contest)
    figure |= {"parties": len(issue.parties), "drawn": len(drawn), "alone": len(issue.parties) == 1}
    found: list[Row] = [figure, {"row": "panel", "panel": 0, "height": HEIGHTS[0], "title": "Policies"}]
    pairs = {p: np.asarray(run.quantiles["policy"], float)[:, :, run.pairs.index((p, issue.id))] for p in issue.parties}
    meets = np.asarray(run.quantiles["agreement"], float)[:, :, [q.id for q in run.study.issues].index(issue.id)]
    kept = instants.evenly(len(day), (now,), most=DRAWN)
    for p in drawn:
        here = {"row": "policy", "panel": 0, "party": names[p], "colour": colours[p]}
        found += [{**here, **_when(day, t, now), **_quantiles(at_instants(pairs[p], t))} for t in kept]
    found += [{"row": "agreement", "panel": 0, **_when(day, t, now), **_quantiles(at_instants(meets, t))} for t in kept]
    if 1 < len(drawn) <= APART:
        found += _names({p: pairs[p][2] for p in drawn}, names, day, now)
    else:
        ends = {places.short(names[p], LETTERS): float(pairs[p][2, -1]) / 100 for p in drawn}
        found += [{**row, "panel": 0} for row in politics.labels(ends, HEIGHTS[0])]
    found += politics.present(figure, 0)
    if contest is not None and len(issue.parties) > 1:
        found += [
            {"row": "panel", "panel": 1, "height": HEIGHTS[1], "title": _who(contest)},
            *politics.present(figure, 1),
        ]
        found += _areas(contest, drawn, names, colours, day, now)
    for t in instants.evenly(len(day), (now,), most=TABLED):
        told = {"row": "told", **_when(day, t, now), "meets": _said(at_instants(meets, t))}
        found.append(told | {"tied": percent(float(at_instants(contest.tied, t))) if contest is not None else ""})
        sets = {p.party: float(at_instants(p.sets, t)) for p in contest.parties} if contest is not None else {}
        for p in issue.parties:
            cell = {"policy": _said(at_instants(pairs[p], t)), "sets": percent(sets[p]) if p in sets else ""}
            found.append({"row": "told-party", "time": day[t], "party": names[p], **cell})
    return found


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The panels of such rows."""
    figure = one(rows, "figure")
    drawn = [_policies(figure)]
    drawn += [_shares(p, figure) for p in of(rows, "panel", panel=1)]
    about = f"Who sets the level of {figure['issue']}, and when · {figure['made']}"
    chart = alt.vconcat(key.strip(_SIGNS), *drawn)
    return look.finish(chart, rows, [figure["title"], about], description(rows))


def sentence(rows: Sequence[Row]) -> str:
    """What policies and shares mean and do not mean: the caption."""
    figure = one(rows, "figure")
    left = figure["parties"] - figure["drawn"]
    more = f" {left} parties are drawn together or not at all; the table has all." if left else ""
    bands = "Above, each party's policy as the median of draws, with the middle 90 % in pale, and where they meet"
    if not of(rows, "area"):
        return f"{bands}: what the model makes of the study's assumptions, not what governments have said.{more}"
    draws = f"{figure['willing_draws']:,} draws"
    if figure["which"]:
        share = f"below, in what share of {draws} each party is the {figure['which']}, and so sets the level"
    else:
        share = f"below, how much of the agreement follows each party's policy, as the mean of {draws}"
    return (
        f"{bands}; {share}. A share near a half says that the study's assumptions do not settle whose the level is, "
        f"not that the two decided together.{more}"
    )


def description(rows: Sequence[Row]) -> str:
    """The picture in words, for readers who do not see it."""
    figure, told = one(rows, "figure"), of(rows, "told")
    said = [f"Two panels from {figure['from_words']} to {figure['until_words']}, now being {figure['now_words']}."]
    (now,) = (r for r in told if r["part"] == "now")
    for row, when in ((told[0], "at the start"), (now, "now"), (told[-1], "at the end")):
        each = of(rows, "told-party", time=row["time"])
        policies = politics.listed([f"{r['party']} at {r['policy']}" for r in each])
        sets = politics.listed([f"{r['party']} in {r['sets']}" for r in each if r["sets"]])
        said.append(f"Policies {when}: {policies}." + (f" Shares: {sets}." if sets else ""))
    return " ".join(said)


def tables(rows: Sequence[Row]) -> list[Table]:
    """Policies and agreement with the middle 90 % of draws, and shares of draws."""
    figure, told, by = one(rows, "figure"), of(rows, "told"), of(rows, "told-party")
    names = list(dict.fromkeys(r["party"] for r in by))
    cell = {(r["party"], r["time"]): r for r in by}
    policies = Table(
        f"Policies on {figure['issue']}: points (middle 90 % of draws)",
        ("date", "part", *names, "where they meet"),
        tuple((r["time"], r["part"], *(cell[n, r["time"]]["policy"] for n in names), r["meets"]) for r in told),
    )
    if not figure["willing_draws"]:
        return [policies]
    what = f"Share of {figure['willing_draws']:,} draws in which each is the {figure['which']}"
    shares = Table(
        what if figure["which"] else "How much of the agreement follows each party's policy",
        ("date", "part", *names, "several at once"),
        tuple((r["time"], r["part"], *(cell[n, r["time"]]["sets"] for n in names), r["tied"]) for r in told),
    )
    return [policies, shares]


def _drawn(parties: Sequence[str], contest: Contest | None) -> list[str]:
    if contest is None or len(parties) <= DISTINCT:
        return list(parties)[:DISTINCT]
    most = {p.party: float(p.sets.max()) for p in contest.parties}
    largest = sorted(parties, key=lambda p: -most[p])[:DISTINCT]
    return [p for p in parties if p in largest]


def _who(contest: Contest) -> str:
    return f"Share of draws in which each is the {contest.which}" if contest.which else "Share of each in the agreement"


def _areas(
    contest: Contest,
    drawn: Sequence[str],
    names: Mapping[str, str],
    colours: Mapping[str, str],
    day: Sequence[str],
    now: int,
) -> list[Row]:
    """Areas stacked from 0 to 1, and a label for each that is wide enough at the end or ever was."""
    sets = {p.party: p.sets for p in contest.parties}
    parts = [(names[p], colours[p], sets[p]) for p in drawn]
    rest = [s for p, s in sets.items() if p not in drawn]
    if rest:
        parts.append((f"the other {len(rest)}", palette.MIXED, np.sum(rest, axis=0)))
    found: list[Row] = []
    middles: dict[str, float] = {}
    low = np.zeros(len(day) - 1)
    for number, (name, colour, share) in enumerate(parts):
        high = low + share
        for t in instants.evenly(len(day), (now,), most=DRAWN):
            ends = {"low": round(float(at_instants(low, t)), 4), "high": round(float(at_instants(high, t)), 4)}
            where = {"row": "area", "panel": 1, "number": number, "party": name, "colour": colour}
            found.append({**where, **_when(day, t, now), **ends})
        said = percent(float(share[-1]))
        middles[f"{places.short(name, LETTERS - len(said) - 2)}, {said}"] = float(low[-1] + high[-1]) / 2
        low = high
    return [*found, *({**row, "panel": 1} for row in politics.labels(middles, HEIGHTS[1]))]


def _names(policies: Mapping[str, np.ndarray], names: Mapping[str, str], day: Sequence[str], now: int) -> list[Row]:
    """A party's name where its policy is farthest from all others, above it where it is the higher one."""
    found: list[Row] = []
    inside = np.arange(round(0.15 * (len(day) - 1)), max(round(0.8 * now), round(0.15 * (len(day) - 1)) + 1))
    for party, policy in policies.items():
        others = np.array([p for name, p in policies.items() if name != party])
        gap = policy - others if len(others) else np.zeros((1, len(policy)))
        nearest = np.abs(gap).argmin(axis=0)
        clear = np.abs(gap).min(axis=0)
        t = int(inside[clear[inside - 1].argmax()])
        above = gap[nearest[t - 1], t - 1] >= 0
        at = 1 - float(policy[t - 1]) / 100
        y = min(max(at * HEIGHTS[0] + (-_ASIDE if above else _ASIDE), _FOOT), HEIGHTS[0] - _FOOT)
        found.append(
            {"row": "name", "panel": 0, "time": day[t], "words": places.short(names[party], _NAME), "y": round(y, 1)}
        )
    return found


def _when(day: Sequence[str], t: int, now: int) -> Row:
    return {"time": day[t], "part": politics.part(t, now)}


def _quantiles(of: np.ndarray) -> Row:
    return {name: round(float(of[k]), 2) for name, k in (("p5", 0), ("median", 2), ("p95", 4))}


def _said(of: np.ndarray) -> str:
    low, _, middle, _, high = (float(v) for v in of)
    return cells.between(middle, low, high)


# ── marks ─────────────────────────────────────────────────────────────────────────────────────

_SIGNS = [
    key.Sign("line", look.POLITIES[0], "a party's policy, median"),
    key.Sign("band", palette.WIDE, "middle 90 % of draws"),
    key.Sign("dots", look.INK, "where policies meet"),
    key.Sign("band", look.AHEAD, "after now"),
]


def _policies(figure: Row) -> Any:
    mine, height = "datum.panel == 0", HEIGHTS[0]
    axis = alt.Axis(values=[0, 25, 50, 75, 100], grid=False, domainColor=look.FAINT, tickColor=look.FAINT)
    y = alt.Y("median:Q", title="policy", scale=alt.Scale(domain=[0, 100], nice=False), axis=axis)
    colour = alt.Color("colour:N", scale=None, legend=None)
    layers: list[Any] = [look.ahead(mine)]
    for half, dash in look.DASHES.items():
        base = look.some(mine, "policy", look.PARTS[half]).encode(x="time:T", color=colour, detail="party:N")
        opacity = 0.22 if half == "history" else 0.13
        layers.append(base.mark_area(opacity=opacity).encode(y="p5:Q", y2="p95:Q"))
        layers.append(base.mark_line(strokeWidth=2, strokeDash=dash).encode(y=y))
    meets = look.some(mine, "agreement").mark_line(**politics.BEADS)
    name = look.some(mine, "name").mark_text(align="center", baseline="middle", fontWeight=600)
    layers += [meets.encode(x="time:T", y="median:Q"), *politics.beside(mine), *strip.marks(figure, mine, height)]
    layers.append(name.encode(x="time:T", y=look.pixels(alt.Y, "y"), text="words:N"))
    return politics.panel(layers, "Policies, and where they meet", height)


def _shares(panel: Row, figure: Row) -> Any:
    mine, height = "datum.panel == 1", panel["height"]
    axis = alt.Axis(values=[0, 0.5, 1], format=".0%", grid=False, domainColor=look.FAINT, tickColor=look.FAINT)
    y = alt.Y("low:Q", title="share", scale=alt.Scale(domain=[0, 1], nice=False), axis=axis)
    colour = alt.Color("colour:N", scale=None, legend=None)
    layers: list[Any] = []
    for half, opacity in (("history", 0.7), ("projection", 0.4)):
        base = look.some(mine, "area", look.PARTS[half]).encode(x="time:T", color=colour, detail="number:N")
        area = base.mark_area(opacity=opacity, **look.EDGE)
        layers.append(area.encode(y=y, y2="high:Q"))
    layers += [*politics.beside(mine), *strip.marks(figure, mine, height)]
    return politics.panel(layers, panel["title"], height)
