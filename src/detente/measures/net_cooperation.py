"""Net cooperation: how friendly what two states do to each other is, as the press reports it."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

import numpy as np

from detente.measures import Known, Measure, Option, Question, Source, Work
from detente.record import Table
from detente.record.dyads import either_way, within
from detente.record.intervals import Z, wilson
from detente.record.polars import polars
from detente.study.problems import DetenteError


def series(tables: Mapping[str, Table], question: Question, score: str = "mean", scale: str = "the only one") -> Table:
    """Cooperation less conflict in the events of both directions, by month or year.

        mean      Σ Goldstein score / number of events          -10 (attack) to 10
        sum       Σ Goldstein score
        balance   (cooperative - conflictual) / (both)          -1 to 1, of counts in the four classes of events

    Scores are those of one provider's table, which every row names. `n` is the number of events.

    By year the standard error takes the months as a sample: for the mean and the balance, quotients of monthly sums,
    the linearised one, se^2 = m / (m - 1) Σ (G_t - R N_t)^2 / (Σ N_t)^2 over m months. By month the balance has
    Wilson's interval, which takes events as independent and is too narrow as they come in bursts; a mean or a sum has
    none, as events of a month are kept as sums only.

    Raises:
        DetenteError: the table has events of several scales and none is chosen, or not the one that is.

    Source: Goldstein (1992) for the scores; each provider assigns its own codes to them.
    """
    pl = polars()
    events = _of(tables["events"], scale).with_columns(pl.col("month").dt.year().alias("year"))
    events = either_way(within(events, question.from_, question.to), "source", "target", question.dyads)
    helped = pl.col("verbal_cooperation").sum() + pl.col("material_cooperation").sum()
    harmed = pl.col("verbal_conflict").sum() + pl.col("material_conflict").sum()
    scores = (pl.col("goldstein").sum(), pl.col("events").sum())
    top, bottom = (helped - harmed, helped + harmed) if score == "balance" else scores
    monthly = events.group_by("a", "b", "scale", "year", "month").agg(
        top.cast(pl.Float64).alias("top"),
        bottom.cast(pl.Float64).alias("bottom"),
        pl.col("events").sum().alias("n"),
        (pl.col("forward") & (pl.col("events") > 0)).any().alias("there"),
        (~pl.col("forward") & (pl.col("events") > 0)).any().alias("back"),
    )
    key = ["a", "b", "scale", question.by]
    months, whole, items = pl.len().cast(pl.Float64), pl.col("top").sum(), pl.col("bottom").sum()
    if score == "sum":
        value, off = whole, pl.col("top") - pl.col("top").mean()
    else:
        value, off = whole / items, (pl.col("top") - whole / items * pl.col("bottom")) / items
    found = (
        monthly.group_by(key)
        .agg(
            value.alias("value"),
            pl.when(months > 1).then((months / (months - 1) * (off**2).sum()).sqrt()).alias("se"),
            pl.col("n").sum(),
            items.alias("items"),
            pl.col("there").any(),
            pl.col("back").any(),
        )
        .rename({question.by: "period"})
        .sort("a", "b", "period")
    )
    return _bounded(found, score, question.by).with_columns(
        pl.when(~pl.col("back"))
        .then(pl.lit("events of one direction only: the first acts, the second does not"))
        .when(~pl.col("there"))
        .then(pl.lit("events of one direction only: the second acts, the first does not"))
        .alias("note")
    )


def _of(events: Table, scale: str) -> Table:
    """Events scored by one table."""
    scales = events.get_column("scale").unique().sort().to_list()
    if scale == MEASURE.options["scale"].default:
        if len(scales) > 1:
            listed = ", ".join(scales)
            raise DetenteError(f"the events are scored by several tables: {listed}", f"choose one: --scale {scales[0]}")
        return events
    if scale not in scales:
        raise DetenteError(f"there are no events scored by `{scale}`", f"use {', '.join(scales)}")
    return events.filter(polars().col("scale") == scale)


def _bounded(found: Table, score: str, by: str) -> Table:
    """The value with its interval, within what is possible."""
    pl = polars()
    least, most = {"mean": (-10.0, 10.0), "sum": (-inf, inf), "balance": (-1.0, 1.0)}[score]
    if by == "month" and score == "balance":
        share, items = (found.get_column("value").to_numpy() + 1) / 2, found.get_column("items").to_numpy()
        with np.errstate(divide="ignore", invalid="ignore"):
            low, high = wilson(share, items)
        return found.with_columns(pl.Series("low", 2 * low - 1), pl.Series("high", 2 * high - 1))
    low, high = pl.col("value") - Z * pl.col("se"), pl.col("value") + Z * pl.col("se")
    return found.with_columns(low.clip(least, most).alias("low"), high.clip(least, most).alias("high"))


_GOLDSTEIN = Work(
    kind="article",
    authors=("Goldstein, Joshua S.",),
    year=1992,
    title="A conflict-cooperation scale for WEIS events data",
    container="Journal of Conflict Resolution",
    volume="36",
    issue="2",
    pages="369-385",
)

_EVENTS = [
    (2, 630, "2001-01-01", 4, 3, None, 6.0, 2, 0, 1, 0, "ICEWS"),
    (630, 2, "2001-01-01", 1, 1, None, -8.0, 0, 0, 0, 1, "ICEWS"),
    (2, 630, "2001-03-01", 4, 4, None, 2.0, 1, 1, 1, 1, "ICEWS"),
]
_BY_HAND = Source("by hand", "January and March together: scores 6 - 8 + 2 of 8 events; 4 cooperative, 4 not")

MEASURE = Measure(
    title="Net cooperation",
    source=Source(
        "Goldstein (1992), A conflict-cooperation scale for WEIS events data, JCR 36(2)",
        "pp. 369-385",
        works=(_GOLDSTEIN,),
    ),
    range=(-inf, inf),
    symmetric=True,
    higher_is_closer=True,
    needs=("events",),
    answers="Was what the two did to each other, as reported, more friendly or more hostile?",
    hides="What is not reported, and what is twice; attention shifts sums, and means of few events jump.",
    undefined="where no event between the two is reported",
    options={
        "score": Option(
            "mean or sum of Goldstein scores, or balance of counts", "mean", choices=("mean", "sum", "balance")
        ),
        "scale": Option("whose table of scores, where the table has several", "the only one"),
    },
    by=("year", "month"),
    series=series,
    known=(
        Known({"events": _EVENTS, "dyad": (630, 2)}, [0.0], _BY_HAND),
        Known({"events": _EVENTS, "dyad": (630, 2), "by": "month"}, [-0.5, 0.5], _BY_HAND),
        Known({"events": _EVENTS, "dyad": (2, 630), "score": "balance", "by": "month"}, [0.0, 0.0], _BY_HAND),
        Known({"events": _EVENTS, "dyad": (2, 630), "score": "sum"}, [0.0], _BY_HAND),
    ),
)
