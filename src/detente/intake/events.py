"""Events, streamed from files of any size to months of two states: sums of scores, kinds of acts, duplicates.

Two passes. The first reads a batch of files once and keeps of each row between two countries only what is counted: its
month, countries, a 64-bit mark of the event and one of the report, the score, the kind of act. Rows alike in all of
these are put together as they come, before days and scores are read, as are rows that are left out. The second
matches countries to states by month, and counts. DuckDB does both, within a bound of memory, and spills to a temporary
folder what does not fit.

Marks that are equal by chance join two events into one: for a million events of two states in a month, with a
probability of 3e-8.
"""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from detente.intake.broken import FIRST, locate
from detente.intake.cameo import QUADS, quad_sql
from detente.intake.duck import database, duckdb, named, quoted
from detente.intake.jumps import jumps
from detente.intake.layouts import Layout
from detente.intake.lines import LONGEST
from detente.intake.notes import Notes
from detente.intake.pieces import Piece, pieces
from detente.record import SERIES, Table
from detente.record.polars import polars

BATCH = 1 << 30  # bytes of plain text that are read in one query, and lie on the disk at a time if they were packed
FILES = 500  # of a batch, at most

Match = Callable[[str, date], int | None]
"""A country as the file writes it, and the first day of a month, to a Correlates of War code."""

LayoutOf = Callable[[Piece, Notes], Layout | None]
"""The layout of a file; None, with an error in the notes, where it is not of the source."""

GOOD, NOBODY, SAME, UNCODED, NO_CODE, NO_SCORE, NO_DAY = range(7)
"""What becomes of a row: it counts; it is left out (country lacking, both the same, no kind of act or score); it is
wrong (a code that lost its zero, a score that is none, a day that is none)."""


def tally(
    path: Path,
    notes: Notes,
    layout_of: LayoutOf,
    match: Match,
    *,
    today: date | None = None,
    threads: int | None = None,
) -> dict[str, Table]:
    """The series `events` of a file, a folder of files or a pattern.

        rows       of the file, between two states
        events     rows that differ in day, actors, code or place
        goldstein  sum of scores over events, exact to six decimals, so that no order of rows changes it
        reports    distinct reports

    Rows without two different states are left out and counted in a warning; countries that are no state then stand in
    `notes.unmatched` with the rows they are in. A row without a day, or between two countries without a readable code
    or score, is an error, with its file and row. Events may lie a day ahead of `today`, as it begins in the east.

    Returns:
        `events`, sorted by its key; nothing where `notes` has an error.
    """
    latest = (today or date.today()) + timedelta(days=1)
    scales: set[str] = set()
    with TemporaryDirectory(prefix="detente-") as kept:
        room = Path(kept)
        (room / "spill").mkdir()
        with database(room / "spill", threads=threads) as base:
            base.execute(_KEPT)
            for layout, batch in _batches(path, room, notes, layout_of):
                scales.add(layout.scale)
                if not notes.failed:
                    _take(base, layout, batch, latest, notes)
                for piece in batch:
                    piece.drop()
            if notes.failed:
                return {}
            _matched(base, match, notes)
            _left_out(base, notes)
            table = _counted(base, room, " and ".join(sorted(scales)))
            _warn_of_jumps(base, notes)
    return {"events": table}


def _batches(path: Path, room: Path, notes: Notes, layout_of: LayoutOf) -> Iterator[tuple[Layout, list[Piece]]]:
    batch: list[Piece] = []
    layout: Layout | None = None
    for piece in pieces(path, room, notes):
        own = layout_of(piece, notes)
        if own is None:
            piece.drop()
            continue
        full = sum(p.size for p in batch) + piece.size > BATCH or len(batch) == FILES
        if layout is not None and batch and (own != layout or full):
            yield layout, batch
            batch = []
        layout = own
        batch.append(piece)
    if layout is not None and batch:
        yield layout, batch


def _take(base: Any, layout: Layout, batch: list[Piece], latest: date, notes: Notes) -> None:
    """First pass over some files of one layout."""
    try:
        base.execute(f"INSERT INTO kept {_query(layout, batch, latest)}")
    except duckdb().OutOfMemoryException:
        raise
    except duckdb().Error as error:
        if not locate(batch, layout, latest, notes):
            notes.error("D30", f"the file cannot be read: {str(error).splitlines()[0][:200]}", file=batch[0].file)
        return
    wrong = base.execute("SELECT sum(rows) FROM kept WHERE fate >= ?", [NO_CODE]).fetchone()[0]
    if wrong and not locate(batch, layout, latest, notes):
        notes.error("D30", f"{wrong:,} rows hold a day, code or score that cannot be read", file=batch[0].file)


def _query(layout: Layout, batch: list[Piece], latest: date) -> str:
    """Rows of the files as they are kept."""

    def text(column: str) -> str:
        cell = f"CAST({named(column)} AS VARCHAR)"
        return f"nullif(trim({cell}), {quoted(layout.nothing)})" if layout.nothing else cell

    marks = ", ".join(text(column) for column in (layout.day, *layout.apart))
    kind = _kinds("kind") if layout.quad else quad_sql("code")
    lost = "false" if layout.quad else "regexp_full_match(code, '[0-9]+')"

    def country(column: str) -> str:
        if not layout.lists:
            return text(column)
        one = f"trim(unnest(string_split(coalesce(CAST({named(column)} AS VARCHAR), ''), ';')))"
        return f"nullif(nullif({one}, ''), {quoted(layout.nothing)})"

    report = text(layout.reports) if layout.reports else "NULL"

    def counted(what: str) -> str:
        return f"CASE WHEN pair THEN {what} END"

    return f"""
        WITH one AS (
            SELECT *, {country(layout.source)} AS who FROM {_scan(layout, batch)}
        ), two AS (
            SELECT *, {country(layout.target)} AS whom FROM one
        ), alike AS (
            SELECT CASE WHEN pair THEN {GOOD} WHEN NOT pair THEN {SAME} ELSE {NOBODY} END AS fate,
                count(*) AS rows, {counted("who")} AS who, {counted("whom")} AS whom, {text(layout.day)} AS written,
                {counted(f"hash({marks})")} AS event,
                {counted(f"CASE WHEN {report} IS NOT NULL THEN hash({report}) END")} AS report,
                {counted(text(layout.score))} AS said, max({counted(text(layout.code))}) AS code,
                {counted(text(layout.quad)) if layout.quad else "NULL"} AS kind
            FROM (SELECT *, who <> whom AS pair FROM two) GROUP BY ALL
        ), read AS (
            SELECT * EXCLUDE (kind), CAST(try_strptime(written, {quoted(layout.day_form)}) AS DATE) AS day,
                try_cast(said AS DECIMAL(12, 6)) AS score, {kind} AS kind
            FROM alike
        )
        SELECT CASE
                WHEN day IS NULL OR day < DATE '{FIRST}' OR day > DATE '{latest}' THEN {NO_DAY}
                WHEN fate <> {GOOD} THEN fate
                WHEN said IS NOT NULL AND (score IS NULL OR abs(score) > 10) THEN {NO_SCORE}
                WHEN kind IS NULL AND {lost} THEN {NO_CODE}
                WHEN kind IS NULL OR score IS NULL THEN {UNCODED}
                ELSE {GOOD} END,
            rows, who, whom, CAST(date_trunc('month', day) AS DATE), event, report, score, kind
        FROM read"""  # noqa: S608 - columns are quoted


def _scan(layout: Layout, batch: list[Piece]) -> str:
    files = ", ".join(quoted(glob.escape(str(piece.path))) for piece in batch)
    if layout.parquet:
        return f"read_parquet([{files}])"
    columns = ", ".join(f"{quoted(column)}: 'VARCHAR'" for column in layout.columns)
    options = f"delim={quoted(layout.separator)}, quote={quoted(layout.quote)}, escape={quoted(layout.quote)}"
    return (
        f"read_csv([{files}], auto_detect=false, header=false, skip={int(layout.head)}, {options}, "
        f"max_line_size={LONGEST}, columns={{{columns}}})"
    )


def _kinds(word: str) -> str:
    """The number of a kind of act that a provider writes in words, as in `MATERIAL CONFLICT` or `M-CONF`."""
    act, way = f"upper(substr({word}, 1, 1))", f"upper({word})"
    return f"""CASE WHEN {way} LIKE '%COOP%' AND {act} = 'V' THEN 1 WHEN {way} LIKE '%COOP%' AND {act} = 'M' THEN 2
        WHEN {way} LIKE '%CONF%' AND {act} = 'V' THEN 3 WHEN {way} LIKE '%CONF%' AND {act} = 'M' THEN 4 END"""


def _matched(base: Any, match: Match, notes: Notes) -> None:
    """Put states in the place of countries, by month; names that mean none stand in the notes."""
    base.execute(
        "CREATE TABLE pairs AS SELECT who, whom, month, sum(rows) AS rows FROM kept WHERE fate = 0 GROUP BY ALL"
    )
    there = base.execute(
        "SELECT who, month FROM pairs UNION SELECT whom, month FROM pairs ORDER BY ALL"  # each once
    ).fetchall()
    base.execute("CREATE TABLE known (country VARCHAR, month DATE, state SMALLINT)")
    known = [f"({quoted(c)}, DATE '{month}', {'NULL' if (s := match(c, month)) is None else s})" for c, month in there]
    for at in range(0, len(known), 5000):
        base.execute(f"INSERT INTO known VALUES {', '.join(known[at : at + 5000])}")  # noqa: S608 - quoted
    base.execute(
        "CREATE TABLE dyads AS SELECT p.*, a.state AS source, b.state AS target FROM pairs AS p "
        "JOIN known AS a ON a.country = p.who AND a.month = p.month "
        "JOIN known AS b ON b.country = p.whom AND b.month = p.month"
    )
    base.execute(
        "CREATE TABLE two AS SELECT source, target, k.* EXCLUDE (fate, who, whom) FROM kept AS k "
        "JOIN (SELECT * EXCLUDE (rows) FROM dyads WHERE source <> target) USING (who, whom, month) WHERE fate = 0"
    )
    unmatched = base.execute(
        "SELECT country, sum(rows) FROM (SELECT who AS country, rows FROM dyads WHERE source IS NULL "
        "UNION ALL SELECT whom, rows FROM dyads WHERE target IS NULL) GROUP BY country ORDER BY country"
    ).fetchall()
    for country, rows in unmatched:
        notes.unmatched[country] = notes.unmatched.get(country, 0) + int(rows)


def _left_out(base: Any, notes: Notes) -> None:
    """Say how many rows do not count, and why."""
    fates = dict(base.execute("SELECT fate, sum(rows) FROM kept GROUP BY fate").fetchall())
    one = "SELECT coalesce(sum(rows), 0) FROM dyads WHERE "
    no_state = base.execute(one + "source IS NULL OR target IS NULL").fetchone()[0]
    same = base.execute(one + "source = target").fetchone()[0] + fates.get(SAME, 0)
    base.execute("DROP TABLE kept")
    reasons = {
        "name no country on one side": fates.get(NOBODY, 0),
        "have the same state on both sides": same,
        "name a country that is no state then": no_state,
        "have no code or no score": fates.get(UNCODED, 0),
    }
    out, total = sum(reasons.values()), sum(fates.values())
    if out:
        parts = ", ".join(f"{int(rows):,} {reason}" for reason, rows in reasons.items() if rows)
        notes.warn("D33", f"{int(out):,} of {int(total):,} rows are left out: {parts}")


def _counted(base: Any, room: Path, scale: str) -> Table:
    """Second pass: counts by source, target and month, by way of a file, as DuckDB needs no more memory then."""
    kinds = ", ".join(f"count(*) FILTER (kind = {n}) AS {name}" for n, name in enumerate(QUADS, 1))
    to = room / "events.parquet"
    base.execute(f"""
        COPY (
            WITH event AS (
                SELECT source, target, month, event, sum(rows) AS rows, max(score) AS score, max(kind) AS kind
                FROM two GROUP BY source, target, month, event
            ), months AS (
                SELECT source, target, month, CAST(sum(rows) AS BIGINT) AS rows, count(*) AS events,
                    CAST(sum(score) AS DOUBLE) AS goldstein, {kinds}
                FROM event GROUP BY source, target, month
            ), told AS (
                SELECT source, target, month, count(*) AS reports
                FROM (SELECT DISTINCT source, target, month, report FROM two WHERE report IS NOT NULL)
                GROUP BY source, target, month
            )
            SELECT * FROM months LEFT JOIN told USING (source, target, month)
        ) TO {quoted(str(to))} (FORMAT parquet)""")  # noqa: S608 - of constants
    pl = polars()
    table = pl.read_parquet(to).with_columns(pl.lit(scale).alias("scale"))
    series = SERIES["events"]
    return table.select(pl.col(c.name).cast(getattr(pl, c.kind)) for c in series.columns).sort(series.key)


def _warn_of_jumps(base: Any, notes: Notes) -> None:
    months = base.execute(
        "SELECT month, CAST(sum(rows) AS BIGINT), count(*) FROM (SELECT month, report, sum(rows) AS rows FROM two "
        "WHERE report IS NOT NULL GROUP BY month, report) GROUP BY month ORDER BY month"
    ).fetchall()
    for jump in jumps(months):
        message = f"{jump.month:%Y-%m}: {jump.rate:.1f} rows for each distinct report (usual {jump.usual:.1f})"
        notes.warn("D34", f"{message}; rows count news reports here, not events", "count `events`, not `rows`")


_KEPT = """CREATE TABLE kept (fate UTINYINT, rows BIGINT, who VARCHAR, whom VARCHAR, month DATE, event UBIGINT,
    report UBIGINT, score DECIMAL(12, 6), kind UTINYINT)"""
