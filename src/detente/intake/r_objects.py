"""Data frames out of R's own files: .RData, .rda and .rds, packed or not."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from detente.intake.notes import Notes
from detente.record import Table
from detente.record.polars import polars
from detente.study.problems import DetenteError

MOST_BYTES = 400_000_000
"""Size of a file that is read: R's objects are taken into memory whole, many times larger than they are on disk."""

_AS_CSV = 'in R, load it and save the table as CSV: `write.csv(table, "table.csv", row.names = FALSE)`'


def frame(path: Path, notes: Notes) -> Table | None:
    """The data frame of a file; the largest, where it holds several. Factors are words, days are dates.

    Numbers of every kind are Float64, so that what R calls NA is nothing.

    Returns:
        None where `notes` got an error: D02 it breaks off or is damaged, D03 it holds no data frame, D05 it is too
        large.

    Raises:
        DetenteError: rdata is not installed.
    """
    if path.stat().st_size > MOST_BYTES:
        notes.error("D05", f"the file of R has more than {MOST_BYTES / 1e6:,.0f} MB, which is not read", _AS_CSV)
        return None
    try:
        found = frames(path, path.stat().st_mtime_ns)
    except DetenteError:
        raise
    except Exception:  # rdata raises whatever a damaged file makes it stumble on
        notes.error("D02", "the file of R breaks off or is damaged", f"download the file again; or, {_AS_CSV}")
        return None
    if not found:
        notes.error("D03", "the file of R holds no data frame", _AS_CSV)
        return None
    return max(found.values(), key=lambda one: one.height)


@lru_cache(maxsize=2)
def frames(path: Path, changed: int) -> Mapping[str, Table]:
    """Every data frame of a file of R, by its name; `changed` is when the file was last written to."""
    rdata = _rdata()
    how = {"constructor_dict": {**rdata.conversion.DEFAULT_CLASS_MAP, "Date": _days}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # classes of R that it does not know are read as what lies below them
        try:
            objects: Any = rdata.read_rda(path, **how)
        except ValueError:
            objects = rdata.read_rds(path, **how)
    named = cast("dict[str, Any]", objects) if isinstance(objects, dict) else {path.stem: objects}
    return {name: _table(one) for name, one in named.items() if hasattr(one, "columns")}


def _rdata() -> Any:
    try:
        return import_module("rdata")
    except ImportError:
        fix = f'install it: pip install "detente[data]"; or {_AS_CSV}'
        raise DetenteError("reading files of R needs rdata, which is not installed", fix) from None


def _days(values: Any, _: Any) -> Any:
    """Days since 1 January 1970, as R counts them, as days of NumPy."""
    import numpy as np

    days = np.asarray(values, float)
    known = np.where(np.isfinite(days), days, 0).astype("datetime64[D]")
    return np.where(np.isfinite(days), known, np.datetime64("NaT"))


def _table(of: Any) -> Table:
    pl = polars()
    return pl.DataFrame([_column(str(name), of[name]) for name in of.columns])


def _column(name: str, values: Any) -> Any:
    pl = polars()
    if hasattr(values, "cat"):
        codes = pl.Series(name, values.cat.codes.to_numpy().astype("int64"))
        words = pl.Series([str(word) for word in values.cat.categories], dtype=pl.String)
        return words.gather(codes.set(codes < 0, None)).alias(name)
    if values.dtype.kind == "M":
        return pl.Series(name, values.to_numpy().astype("datetime64[ms]")).cast(pl.Date)
    if values.dtype.kind in "iufb":
        return pl.Series(name, values.to_numpy(dtype=float, na_value=float("nan"))).fill_nan(None)
    missing = values.isna().to_numpy()
    words = [None if lacks else str(value) for value, lacks in zip(values.array, missing, strict=True)]
    return pl.Series(name, words, dtype=pl.String)
