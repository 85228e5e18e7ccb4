"""Ideal-point gap: how far apart two states stand on the one dimension that their UN votes are best told by."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

from detente.measures import Known, Measure, Option, Question, Source, Work
from detente.record import Table
from detente.record.dyads import named, within
from detente.record.intervals import Z
from detente.record.polars import polars
from detente.record.releases import latest
from detente.study.problems import DetenteError


def series(tables: Mapping[str, Table], question: Question, release: str = "latest") -> Table:
    """Distance of two published ideal points in each session, abs(theta_i - theta_j).

    The unit is that of the release, whose points have about mean 0 and deviation 1 over its whole panel; levels of one
    release do not transfer to another, and every row names its release. The standard error takes the two posteriors
    as independent normal ones with the published 5 % and 95 % quantiles:

        se^2 = Σ ((q95 - q5) / (2 · 1.645))^2        interval: max(0, gap - 1.645 se) to gap + 1.645 se

    which holds the gap with a chance of 90 % or more, more where the two stand close together. Null where a release
    gives no quantiles.

    Raises:
        DetenteError: there is no such release.

    Source: Bailey, Strezhnev and Voeten (2017). Differs: intervals are ours, as posteriors are not published jointly.
    """
    pl = polars()
    points = within(tables["ideal-points"], question.from_, question.to)
    points = _of(points, tables["ideal-points"].get_column("release").unique().sort().to_list(), release)
    points = points.with_columns(((pl.col("high") - pl.col("low")) / (2 * Z)).alias("sd"))
    points = points.select("release", "session", "year", "state", "mean", "sd")
    first = points.rename({"state": "a"}).cast({"a": pl.Int16})
    second = points.drop("year").rename({"state": "b"}).cast({"b": pl.Int16})
    if question.dyads:
        both = first.join(named(question.dyads), on="a").join(second, on=["release", "session", "b"], suffix="_b")
    else:
        both = first.join(second, on=["release", "session"], suffix="_b").filter(pl.col("a") < pl.col("b"))
    gap, se = (pl.col("mean") - pl.col("mean_b")).abs(), (pl.col("sd") ** 2 + pl.col("sd_b") ** 2).sqrt()
    return both.select(
        *("a", "b", pl.col(question.by).alias("period"), gap.alias("value"), se.alias("se")),
        pl.max_horizontal(gap - Z * se, pl.when(se.is_not_null()).then(0.0)).alias("low"),
        (gap + Z * se).alias("high"),
        pl.lit(None, pl.Int64).alias("n"),
        "release",
    )


def _of(points: Table, releases: list[str], release: str) -> Table:
    """Points of one release, or of every one."""
    if release == "every" or not releases:
        return points
    if release == "latest":
        release = latest(releases)
    if release not in releases:
        raise DetenteError(f"there is no release `{release}` of ideal points", f"use {', '.join(releases)}, or every")
    return points.filter(polars().col("release") == release)


_BAILEY = Work(
    kind="article",
    authors=("Bailey, Michael A.", "Strezhnev, Anton", "Voeten, Erik"),
    year=2017,
    title="Estimating dynamic state preferences from United Nations voting data",
    container="Journal of Conflict Resolution",
    volume="61",
    issue="2",
    pages="430-456",
)

_POINTS = [
    ("2024-06 all", 365, 34, 1979, -2.2400, None, None),
    ("2024-06 all", 630, 34, 1979, -0.2733, None, None),
    ("2024-06 all", 365, 65, 2010, 0.0359, None, None),
    ("2024-06 all", 630, 65, 2010, -2.0401, None, None),
]

MEASURE = Measure(
    title="Ideal-point gap",
    source=Source(
        "Bailey, Strezhnev & Voeten (2017), Estimating dynamic state preferences, JCR 61(2)",
        "pp. 430-456",
        works=(_BAILEY,),
    ),
    range=(0.0, inf),
    symmetric=True,
    higher_is_closer=False,
    needs=("ideal-points",),
    answers="How far apart do the two stand on the main dimension of UN voting, whatever came to a vote that year?",
    hides="All other dimensions, and that levels depend on the release: compare years within one release only.",
    undefined="where either has no ideal point in that session",
    options={"release": Option("the published estimates: the name of a release, `latest` or `every`", "latest")},
    by=("year", "session"),
    series=series,
    known=(
        Known(
            {"ideal-points": _POINTS, "dyad": (630, 365)},
            [1.9667, 2.0760],
            Source("the published points of June 2024", "Iran and Russia in 1979 and 2010, subtracted by hand"),
        ),
    ),
)
