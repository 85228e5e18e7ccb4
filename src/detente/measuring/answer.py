"""What `measure` answers: what was found, with the names of states, the data it is from, and a study's events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.measures import Measure
from detente.measuring.asking import Broken, Measured
from detente.measuring.breaks import Breaks
from detente.record import Table
from detente.record.releases import latest
from detente.study.nouns import Study

if TYPE_CHECKING:
    from collections.abc import Sequence

    import xarray as xr

DYAD, PARTNERS, ALL = "dyad", "partners", "all"
"""What is asked about: one dyad, a state with every other, or all dyads."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A file of the record that an answer is from, as it is to be cited."""

    series: str
    vintage: str
    connector: str
    cite: str
    licence: str


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """A measure of one dyad, of one state with all others, or of all dyads."""

    found: Measured
    names: Mapping[int, str]  # of states, by Correlates of War code
    codes: Mapping[int, str]  # three letters, likewise
    asked: str  # DYAD, PARTNERS or ALL
    origins: tuple[Origin, ...] = ()
    study: Study | None = None  # whose events are drawn on the same axis

    @property
    def measure(self) -> Measure:
        """What was measured."""
        return self.found.about

    @property
    def frame(self) -> Table:
        """The tidy table: `detente.measuring.asking.Measured` says what its columns are."""
        return self.found.frame

    @property
    def named_frame(self) -> Table:
        """The tidy table as it is written: with the measure and three-letter codes beside the numbers."""
        from detente.record.polars import polars

        pl = polars()
        letters = [
            pl.col(side).replace_strict(self.codes, default=None, return_dtype=pl.String).alias(f"{side}_code")
            for side in ("a", "b")
        ]
        return self.frame.with_columns(pl.lit(self.found.measure).alias("measure"), *letters)

    @property
    def by(self) -> str:
        """Step of time: year, session or month."""
        return self.found.question.by

    @property
    def dyad(self) -> tuple[int, int] | None:
        """The one dyad that was asked about."""
        return self.found.question.dyads[0] if self.asked == DYAD else None

    @property
    def title(self) -> str:
        """The measure, and of whom."""
        if self.asked == DYAD:
            return f"{self.measure.title}: {self._pair(self.found.question.dyads[0])}"
        if self.asked == PARTNERS:
            return f"{self.measure.title}: {self.name(self.found.question.dyads[0][0])} with others"
        return f"{self.measure.title}: all dyads"

    @property
    def vintage(self) -> str:
        """The vintage of the measure's own column of vintages that figures and breaks are of: the latest."""
        return latest(self.releases)

    @property
    def releases(self) -> tuple[str, ...]:
        """Vintages within the answer, where the measure has a column that names them."""
        column = self.vintage_column
        return () if not column else tuple(sorted(self.frame.get_column(column).drop_nulls().unique().to_list()))

    @property
    def vintage_column(self) -> str:
        """The column that names a vintage; empty where there is none."""
        return next((name for name in ("release", "scale") if name in self.frame.columns), "")

    @property
    def shown(self) -> Table:
        """The rows of the vintage that is shown, where there are several."""
        column = self.vintage_column
        return (
            self.frame.filter(self.frame.get_column(column) == self.vintage) if len(self.releases) > 1 else self.frame
        )

    @property
    def breaks(self) -> Breaks | None:
        """Breaks of the one dyad's series in the vintage that is shown."""
        fitting: Sequence[Broken] = [b for b in self.found.breaks if b.vintage in {"", self.vintage}]
        return fitting[0].breaks if self.asked == DYAD and fitting else None

    def name(self, state: int) -> str:
        """The state's name, or its code where it has none."""
        return self.names.get(state, str(state))

    def code(self, state: int) -> str:
        """The state's three letters, or its number where it has none."""
        return self.codes.get(state, str(state))

    def grid(self) -> xr.Dataset:
        """The measure on a grid of states, states and periods: `measuring.gridded.grid` says of what."""
        from detente.measuring import gridded

        return gridded.grid(self)

    def plain(self) -> dict[str, Any]:
        """Plain data for `--json`: what `about` says, and all rows."""
        return {**self.about(), "rows": list(self._rows())}

    def about(self) -> dict[str, Any]:
        """What was measured, of which record, with which breaks and notes; without the rows."""
        return {
            "measure": self.found.measure,
            "title": self.title,
            "settings": dict(self.found.settings),
            "by": self.by,
            "record": [
                {
                    "series": o.series,
                    "vintage": o.vintage,
                    "connector": o.connector,
                    "cite": o.cite,
                    "licence": o.licence,
                }
                for o in self.origins
            ],
            "breaks": None if self.breaks is None else _breaks(self.breaks),
            "notes": [
                {
                    "says": n.says,
                    "dyad": n.dyad and [self.code(s) for s in n.dyad],
                    "periods": list(map(str, n.periods)),
                }
                for n in self.found.notes
            ],
        }

    def _rows(self) -> Iterator[dict[str, Any]]:
        for row in self.frame.iter_rows(named=True):
            yield {"a_code": self.code(row["a"]), "b_code": self.code(row["b"]), **row, "period": str(row["period"])}

    def _pair(self, dyad: tuple[int, int]) -> str:
        joint = "and" if self.measure.symmetric else "towards"
        return f"{self.name(dyad[0])} {joint} {self.name(dyad[1])}"


def _breaks(found: Breaks) -> dict[str, Any]:
    return {
        "criterion": "BIC",
        "shortest_segment": found.shortest,
        "breaks": [
            {"at": str(b.at), "change": b.change, "among": list(map(str, b.among)), "chance": b.chance}
            for b in found.breaks
        ],
        "means": list(found.means),
        "chance_of_number": list(found.chance_of_number),
        "autocorrelation": None if found.autocorrelation != found.autocorrelation else found.autocorrelation,
        "warning": found.warning,
    }
