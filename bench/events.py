"""GDELT to months of two states, against DuckDB's bare scan of the same file: `python -m bench.events [--quick]`.

A file of 10 million rows (1 million with --quick) with GDELT 2.0's 61 columns is made in a temporary folder, measured,
and deleted. Its values are made up: 42 % of rows lack the first actor's country, 55 % the second's, four in ten of the
others name one country twice, one country in ten is a region, and a report stands in 1.8 rows; about one row in eight
is between two states. `--dense` has two countries in every row: the hardest case.

Each measurement is a process of its own with 2 threads; they take turns, as others may work on the machine. Nothing is
asserted.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from bench.measure import process

ROOT = Path(__file__).resolve().parent.parent
ROWS = 10_000_000
QUICK = 1_000_000
THREADS = 2
LOOP = 200_000  # rows that straight Python reads
STATES = "USA RUS CHN IRN ISR GBR FRA DEU TUR IND PAK UKR SYR IRQ SAU EGY JPN KOR PRK AUS CAN BRA MEX ZAF NGA ESP ITA"
REGIONS = "AFR EUR WST"
CODES = "010 020 036 040 042 043 046 051 057 061 071 080 090 100 110 112 120 130 138 141 160 173 182 190 193 1823"


def make(path: Path, rows: int, *, dense: bool) -> None:
    """Write a file of GDELT 2.0 of so many rows; the same each time."""
    from detente.data.gdelt import FORMS
    from detente.intake.duck import connection, quoted

    def pick(words: str, salt: int) -> str:
        listed = words.split()
        return f"list_value({', '.join(map(quoted, listed))})[CAST(hash(i, {salt}) % {len(listed)} AS BIGINT) + 1]"

    def chance(salt: int, percent: int) -> str:
        return f"hash(i, {salt}) % 100 < {0 if dense else percent}"

    one = f"CASE WHEN {chance(1, 42)} THEN '' ELSE {pick(f'{STATES} {REGIONS}', 2)} END"
    other = f"CASE WHEN {chance(3, 55)} THEN '' WHEN {chance(4, 40)} THEN one ELSE {pick(f'{STATES} {REGIONS}', 5)} END"
    reports = rows * 5 // 9
    place = "'Place ' || hash(i, 6) % 5000 || ', Moskva, Russia'"
    cells = {
        "GLOBALEVENTID": "1000000000 + i",
        "SQLDATE": "day",
        "MonthYear": "substr(day, 1, 6)",
        "Year": "substr(day, 1, 4)",
        "FractionDate": "substr(day, 1, 4) || '.' || substr(day, 5, 4)",
        "IsRootEvent": "i % 2",
        "EventCode": "code",
        "EventBaseCode": "substr(code, 1, 3)",
        "EventRootCode": "substr(code, 1, 2)",
        "QuadClass": "i % 4 + 1",
        "GoldsteinScale": "CAST(hash(code) % 200 AS INTEGER) / 10.0 - 10",
        "NumMentions": "i % 20 + 1",
        "NumSources": "1",
        "NumArticles": "i % 20 + 1",
        "AvgTone": "'-2.51234567890123'",
        "DATEADDED": "'20180601120000'",
        "SOURCEURL": f"'https://www.example.org/world/2018/06/article-on-foreign-affairs-' || hash(i, 7) % {reports}",
    }
    for number, country in ((1, "one"), (2, "two")):
        actor = f"Actor{number}"
        cells[f"{actor}Code"] = f"{country} || CASE hash(i, 1{number}) % 3 WHEN 0 THEN 'GOV' ELSE '' END"
        cells[f"{actor}Name"] = f"CASE {country} WHEN '' THEN '' ELSE 'NAME OF ' || {country} END"
        cells[f"{actor}CountryCode"] = country
    for whose in ("Actor1", "Actor2", "Action"):
        where = {"Type": "4", "FullName": place, "CountryCode": "'RS'", "ADM1Code": "'RS48'", "ADM2Code": "'25106'"}
        where |= {"Lat": "55.7522", "Long": "37.6156", "FeatureID": "'-2960561'"}
        cells |= {f"{whose}Geo_{part}": said for part, said in where.items()}
    chosen = ", ".join(f"{cells.get(column, quoted(''))} AS {column}" for column in FORMS[61])
    with tempfile.TemporaryDirectory() as spill, connection(Path(spill), THREADS) as base:
        base.execute("SET preserve_insertion_order = true")
        base.execute(f"""
            COPY (
                SELECT {chosen} FROM (
                    SELECT *, {other} AS two FROM (
                        SELECT i, {one} AS one, {pick(CODES, 8)} AS code,
                            strftime(DATE '2015-03-01' + CAST(i * 1000 // {rows} AS INTEGER), '%Y%m%d') AS day
                        FROM range({rows}) AS t(i)
                    )
                )
            ) TO {quoted(str(path))} (DELIMITER '\t', HEADER false, QUOTE '')""")


def scan(path: Path, columns: str) -> int:
    """DuckDB's own reading of the file as text: rows counted, or the greatest of every column."""
    from detente.data.gdelt import FORMS
    from detente.intake.duck import connection, quoted

    chosen = "count(*)" if columns == "none" else ", ".join(f"max({column})" for column in FORMS[61])
    types = ", ".join(f"'{column}': 'VARCHAR'" for column in FORMS[61])
    with tempfile.TemporaryDirectory() as spill, connection(Path(spill), THREADS) as base:
        form = f"auto_detect=false, header=false, delim='\t', quote='', escape='', columns={{{types}}}"
        return len(base.execute(f"SELECT {chosen} FROM read_csv({quoted(str(path))}, {form})").fetchall())


def ours(path: Path) -> int:
    """The connector's way, to the table of months."""
    from detente.data.gdelt import layout
    from detente.intake.codes import by_letters
    from detente.intake.events import tally
    from detente.intake.notes import Notes

    notes = Notes(path.name)
    tables = tally(path, notes, layout, by_letters, threads=THREADS)
    return tables["events"].height


def loop(path: Path) -> int:
    """The same counts by the csv module and dictionaries, of the first rows only."""
    from datetime import date

    from detente.data.gdelt import FORMS
    from detente.intake.cameo import quad
    from detente.intake.codes import by_letters

    at = {column: n for n, column in enumerate(FORMS[61])}
    day, one, two = at["SQLDATE"], at["Actor1CountryCode"], at["Actor2CountryCode"]
    code, score, url = at["EventCode"], at["GoldsteinScale"], at["SOURCEURL"]
    apart = [at[c] for c in ("SQLDATE", "Actor1Code", "Actor2Code", "EventCode", "ActionGeo_FullName")]
    months: dict[tuple[int, int, date], tuple[list[int], dict[tuple[str, ...], tuple[float, int]], set[str]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for number, cells in enumerate(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)):
            if number == LOOP:
                break
            if not cells[one] or not cells[two] or cells[one] == cells[two]:
                continue
            month = date(int(cells[day][:4]), int(cells[day][4:6]), 1)
            source, target = by_letters(cells[one], month), by_letters(cells[two], month)
            kind = quad(cells[code])
            if source is None or target is None or source == target or kind is None or not cells[score]:
                continue
            rows, events, reports = months.setdefault((source, target, month), ([0], {}, set()))
            rows[0] += 1
            events[tuple(cells[n] for n in apart)] = (float(cells[score]), kind)
            reports.add(cells[url])
    return len(months)


TASKS: dict[str, Callable[[Path], int]] = {
    "count": lambda path: scan(path, "none"),
    "full": lambda path: scan(path, "all"),
    "ours": ours,
    "loop": loop,
}
TITLES = {
    "count": "DuckDB, `SELECT count(*)` of all columns as text",
    "full": "DuckDB, greatest value of each of 61 columns",
    "ours": "detente, to months of two states",
    "loop": f"csv module and dictionaries, first {LOOP:,} rows",
}


def measured(task: str, path: Path) -> tuple[float, float, float]:
    """Seconds of a task and of processors' work on it, without start and imports; peak memory of its process in MiB."""
    command = [sys.executable, "-m", "bench.events", "--task", task, str(path)]
    took = process(command, dict(os.environ), str(ROOT))
    if took.status:
        raise SystemExit(f"{task} failed: {took.complaint}")
    wall, work = json.loads(took.output)
    return wall, work, took.peak_mib


def main() -> None:
    """Print Markdown rows."""
    parser = argparse.ArgumentParser(prog="python -m bench.events")
    parser.add_argument("path", nargs="?", help="a file of GDELT 2.0; none: one is made")
    parser.add_argument("--quick", action="store_true", help="1 million rows")
    parser.add_argument("--dense", action="store_true", help="all rows between two states")
    parser.add_argument("--task", choices=TASKS)
    parser.add_argument("--times", type=int, default=3)
    said = parser.parse_args()
    if said.task:
        began = perf_counter(), process_time()
        TASKS[said.task](Path(said.path))
        print(json.dumps([perf_counter() - began[0], process_time() - began[1]]))
        return
    with tempfile.TemporaryDirectory(prefix="detente-bench-") as folder:
        rows = QUICK if said.quick else ROWS
        path = Path(said.path or Path(folder) / "made.export.CSV")
        if said.path is None:
            make(path, rows, dense=said.dense)
        report(path, rows, said.times)


def report(path: Path, rows: int, times: int) -> None:
    """Measure each way, and print a table."""
    size = path.stat().st_size
    print(f"\n**Events**: GDELT 2.0, {rows:,} rows, {size / 1e9:.2f} GB, {THREADS} threads, median of {times} rounds\n")
    heads = ("what", "seconds", "rows per second", "times the bare count", "of processor time", "peak memory")
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    rounds = [{task: measured(task, path) for task in TASKS} for _ in range(times)]
    base: tuple[float, float] | None = None
    for task, title in TITLES.items():
        wall, work, peak = (median(one[task][n] for one in rounds) for n in range(3))
        read = min(LOOP, rows) if task == "loop" else rows
        rates = read / wall, read / work
        base = base or rates
        ratios = (f"{rate / bare:.2f}" for rate, bare in zip(rates, base, strict=True))
        print(f"| {title} | {wall:.2f} | {rates[0]:,.0f} | {' | '.join(ratios)} | {peak:,.0f} MiB |")
    print(
        "\nTarget: at least 0.5 times the bare count, which splits rows and keeps no cell. The loop's rate is that of"
    )
    print("its first rows, on one thread. Where others work too, the ratio of processor times is the one to read.")


if __name__ == "__main__":
    main()
