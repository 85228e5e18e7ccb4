"""The record on this machine: one folder for each file that was added, with its tables and what is known of it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.files import atomic
from detente.files.vintages import ABOUT, FORM, Held, Span, folder_name, read
from detente.record import SERIES
from detente.study.problems import DetenteError, Problem, StudyError

if TYPE_CHECKING:
    from detente.data import Connector, Notes
    from detente.record import Table

__all__ = ["Held", "Span", "folder_name", "held", "home", "keep", "may_be_passed_on", "missing", "named"]
__all__ += ["same", "tables"]

WHOLE = ("votes", "alliances")
"""Series that are read whole, whichever states are asked about: what two states share rests on all the others."""

_STATE_COLUMNS = (
    *("a", "b", "from", "to", "state", "source", "target", "importer", "exporter", "supplier", "recipient"),
    *("state_a", "state_b"),
)


def home() -> Path:
    """The folder that holds the record: $DETENTE_DATA, else `detente/record` where the user's data are kept."""
    if own := os.environ.get("DETENTE_DATA"):
        return Path(own).expanduser()
    shared = Path(os.environ.get("XDG_DATA_HOME") or "")
    return (shared if shared.is_absolute() else Path.home() / ".local" / "share") / "detente" / "record"


def held() -> tuple[Held, ...]:
    """What is held, newest first. A folder whose description or tables are missing or damaged is passed over."""
    try:
        folders = [path for path in home().iterdir() if not path.name.startswith(".")]
    except OSError:
        return ()
    found = [one for path in folders if (one := read(path)) is not None]
    return tuple(sorted(found, key=lambda one: (one.added, one.folder.name), reverse=True))


def named(connector: str, vintage: str) -> Held | None:
    """What is held of a connector under that vintage."""
    return read(home() / folder_name(connector, vintage))


def same(connector: str, path: Path, vintage: str, settings: Mapping[str, str] | None = None) -> Held | None:
    """What is held of the same bytes, under the same vintage and read by the same settings."""
    old = named(connector, vintage)
    if old is None or old.size != _size(path) or dict(old.settings) != dict(settings or {}):
        return None
    return old if old.sha256 == _sha256(path) else None


def keep(
    connector_name: str,
    connector: Connector,
    path: Path,
    vintage: str,
    tables: Mapping[str, Table],
    notes: Notes,
    settings: Mapping[str, str] | None = None,
    origin: Mapping[str, str] | None = None,
) -> Held:
    """Keep a file's tables, whole or not at all. The same file, kept before under this vintage, is left as it is.

    Another file under this vintage takes the place of the earlier one.

    Raises:
        StudyError: `notes` holds an error, or the file gave no row; nothing is kept.
        DetenteError: a table breaks the shape of its series, or the disk refuses.
    """
    from detente.record.shape import shaped

    if notes.failed:
        raise StudyError(problem for problem in notes.problems if problem.level == "error")
    if (old := same(connector_name, path, vintage, settings)) is not None:
        return old
    ready = {name: shaped(name, table) for name, table in tables.items() if table.height}
    if not ready:
        raise StudyError([Problem("D01", "no row of the file could be read", "is it whole?", file=notes.file)])
    known: dict[str, Any] = {
        "connector": connector_name,
        "vintage": vintage,
        "file": path.name,
        "sha256": _sha256(path),
        "size": _size(path),
        "added": datetime.now(UTC).isoformat(timespec="microseconds"),
        "licence": connector.licence,
        "citation": _citation(connector.source.cite, connector.source.doi),
        "may_be_passed_on": connector.may_be_passed_on,
        "page": connector.page,
        "series": {name: _span(table) for name, table in ready.items()},
        "unmatched": dict(sorted(notes.unmatched.items(), key=lambda pair: (-pair[1], pair[0]))),
        "warnings": tuple(str(problem) for problem in notes.problems if problem.level != "error"),
        "settings": dict(settings or {}),
        "origin": dict(origin or {}),
    }
    target = home() / folder_name(connector_name, vintage)
    one = Held(target, **known)
    with atomic.folder(target) as filling:
        try:
            for name, table in ready.items():
                table.write_parquet(filling / f"{name}.parquet", compression="zstd")
            facts = {key: value for key, value in asdict(one).items() if key != "folder"}
            text = json.dumps({"form": FORM, **facts}, indent=2, ensure_ascii=False)
            (filling / ABOUT).write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            fix = "make room there, or name another place in DETENTE_DATA"
            raise DetenteError(f"{target} cannot be written: {error.strerror or error}", fix) from None
    return one


def tables(
    wanted: Sequence[str],
    *,
    vintage: Mapping[str, str] | None = None,
    years: tuple[int | None, int | None] = (None, None),
    states: Collection[int] | None = None,
    whole: Collection[str] = WHOLE,
) -> tuple[dict[str, Table], dict[str, Held]]:
    """The wanted series that are held, each from the file added last, and which file that is.

    A series of which nothing is held is absent from both. Where a connector's series come from several files, naming
    one of them as its vintage leaves the series that it lacks to the newest file.

    Args:
        wanted: Names of series.
        vintage: A connector's or a series' name to the vintage to take in place of the newest.
        years: First and last year to read, both included; None is without end.
        states: Correlates of War codes. Only rows in which one of these states stands are read, save for `whole`.
        whole: Series that are read for all states.

    Raises:
        DetenteError: the vintage named is not held, or Polars is not installed.
    """
    from detente.record.polars import polars

    pl = polars()
    here = held()
    found: dict[str, Table] = {}
    origin: dict[str, Held] = {}
    for name in dict.fromkeys(wanted):
        one = _chosen(name, here, vintage or {})
        if one is None:
            continue
        columns = SERIES[name].schema
        frame = pl.scan_parquet(one.folder / f"{name}.parquet", glob=False)
        year = pl.col("year") if "year" in columns else pl.col("month").dt.year()
        if years[0] is not None:
            frame = frame.filter(year >= years[0])
        if years[1] is not None:
            frame = frame.filter(year <= years[1])
        coded = [column for column, kind in columns.items() if column in _STATE_COLUMNS and kind == "Int16"]
        if states is not None and name not in whole and coded:
            frame = frame.filter(pl.any_horizontal(pl.col(coded).is_in(sorted(states))))
        try:
            found[name] = frame.collect()
        except (OSError, pl.exceptions.PolarsError) as error:
            fix = "add the file again: detente data add FILE"
            raise DetenteError(f"{one.folder / name}.parquet cannot be read ({error})", fix) from None
        origin[name] = one
    return found, origin


def missing(series: str) -> DetenteError:
    """The error that nothing of a series is held; it says which connectors bring it, and where their files are."""
    from detente import data

    title = SERIES[series].title if series in SERIES else series
    bring = {name: data.named(name) for name in data.names()}
    pages = [f"{name}: {one.page}" for name, one in bring.items() if series in one.series]
    if not pages:
        return DetenteError(f"nothing of `{series}` is held here ({title})", "no connector brings it")
    return DetenteError(
        f"nothing of `{series}` is held here ({title})",
        f"get a file ({'; '.join(pages)}), then run: detente data add FILE",
    )


def may_be_passed_on(one: Held) -> bool:
    """Whether the provider's terms let the user give these data to others, then and by what the connector says now."""
    from detente import data

    now = data.named(one.connector).may_be_passed_on if one.connector in data.names() else True
    return one.may_be_passed_on and now


def _chosen(series: str, here: Sequence[Held], vintage: Mapping[str, str]) -> Held | None:
    """The named vintage of a series, else the newest. A connector's vintage without this series names none of it."""
    bring = [one for one in here if series in one.series]
    if series in vintage:
        return _of(series, vintage[series], bring)
    for connector in dict.fromkeys(one.connector for one in bring):
        if connector in vintage:
            of = [one for one in here if one.connector == connector]
            if series in (asked := _of(connector, vintage[connector], of)).series:
                return asked
    return bring[0] if bring else None


def _of(name: str, vintage: str, among: Sequence[Held]) -> Held:
    for one in among:
        if vintage in (one.vintage, one.folder.name):
            return one
    there = ", ".join(f"`{one.vintage}`" for one in among)
    fix = f"held are {there}" if there else "see what is held: detente data list"
    raise DetenteError(f"no vintage `{vintage}` of `{name}` is held here", fix)


def _citation(cite: str, doi: str) -> str:
    return f"{cite} doi:{doi}" if doi and doi not in cite else cite


def _span(table: Table) -> Span:
    years = table["year"] if "year" in table.columns else table["month"].dt.year()
    first, last = years.min(), years.max()
    return Span(table.height, int(str(first)), int(str(last)))


def _size(path: Path) -> int:
    with _told(path):
        return sum(part.stat().st_size for part in _parts(path))


def _sha256(path: Path) -> str:
    """Of a file's bytes; of a folder, the hash of its files' names and hashes."""
    with _told(path):
        hashes: list[str] = []
        for part in _parts(path):
            with part.open("rb") as file:
                hashes.append(hashlib.file_digest(file, "sha256").hexdigest())
    if not path.is_dir():
        return hashes[0]
    listed = "".join(f"{part.name} {one}\n" for part, one in zip(_parts(path), hashes, strict=True))
    return hashlib.sha256(listed.encode("utf-8", "surrogatepass")).hexdigest()


def _parts(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(part for part in path.iterdir() if part.is_file() and not part.name.startswith("."))


@contextmanager
def _told(path: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise DetenteError(f"{path} cannot be read: {error.strerror}", "give a file that is there") from None
