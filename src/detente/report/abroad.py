"""External against domestic: what drivers from abroad and from home add to a change, and what third states do."""

from __future__ import annotations

from collections.abc import Iterator

from detente.explain.change import Roots
from detente.explain.numerals import percent, spelled
from detente.explain.origins import EXTERNAL, Origins, weighed
from detente.report.answers import Answers
from detente.report.document import Basis, Block, Grid, Paragraph, Sentence, Strong, said
from detente.report.shares import SHARE, percent_of, points_of, ties, upper, within


def origins(answers: Answers, of: Roots, source: Basis) -> Iterator[Block]:
    """The sums of drivers by where they come from, and which of external and domestic ones weighs more."""
    if not of.drivers:
        yield Paragraph((said("There is nothing to set against each other: no driver moves this level in that time."),))
        return
    found = weighed(of)
    if found is None:
        had = {p.origin for p in of.drivers}
        names = " or ".join(o.title for o in of.origins if o.name in had)
        yield Paragraph(
            (said(f"Every driver that moves this level is {names}: there is nothing to weigh.", basis=source),)
        )
    else:
        third = third_parties(answers, of, source)
        yield Paragraph((against(of, found, source), *third, *ties(found.ranks, source)))
    ranks = found.ranks if found is not None else ("",) * len(of.origins)
    lines = tuple(
        (said(rank), said(upper(o.title)), said(points_of(o, of)), said(percent_of(o)))
        for rank, o in sorted(zip(ranks, of.origins, strict=True), key=lambda pair: -pair[1].points.mean)
    )
    yield Grid("Sums of the drivers of each origin", ("Rank", "Origin", "Points", SHARE), lines)


def third_parties(answers: Answers, of: Roots, source: Basis) -> Iterator[Sentence]:
    """What is domestic to states that are no party to the issue, which others would count as external."""
    foreign = [o for o in of.origins if o.name in set(of.polities) - set(answers.issue.parties)]
    if foreign:
        outer = sum(o.points.mean for o in of.origins if o.name == EXTERNAL)
        inner = sum(o.points.mean for o in of.origins if o.name in of.polities)
        third = sum(o.points.mean for o in foreign)
        named = ", ".join(f"{points_of(o, of)} points {o.title}" for o in foreign)
        none = "which is no party" if len(foreign) == 1 else "which are no parties"
        counted = " against ".join(spelled(v, 0) for v in (outer + third, inner - third))
        yield said(
            f"Of the domestic ones, {named}, {none} to this issue: counted as external too, it would be "
            f"{counted} points.",
            basis=source,
        )


def against(of: Roots, found: Origins, source: Basis) -> Sentence:
    """What external and domestic drivers added, and which weighed more or that it is a tie."""
    sides = [[o for o in of.origins if o.name == EXTERNAL], [o for o in of.origins if o.name in of.polities]]
    abroad, home = (
        f"{within(sum(o.points.mean for o in side), spread, of)} points"
        for side, spread in zip(sides, (found.external, found.domestic), strict=True)
    )
    told = f"External drivers added {abroad}, domestic ones {home}"
    if of.change.percent is not None:
        outer, inner = (spelled(sum(o.percent or 0 for o in side), 0) for side in sides)
        told += f" ({outer} and {inner} % of the change)"
    if not found.larger:
        open_ = f": external ones did in {percent(found.agree)} of draws, short of nine in ten either way."
        return said(told, "; which of the two weighed more is ", Strong("a tie"), open_, basis=source)
    agree = found.agree if found.larger == EXTERNAL else 1 - found.agree
    return said(f"{told}; {found.larger} ones weighed more in {percent(agree)} of draws.", basis=source)
