"""What a measure needs of the record, and its answer with the names of states and the files it is from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from detente.files import record
from detente.record import states

if TYPE_CHECKING:
    from detente.files.record import Held
    from detente.measures import Measure
    from detente.measuring.answer import Alignment, Origin
    from detente.measuring.asking import Measured
    from detente.record import Table
    from detente.study.nouns import Study


def needed(
    about: Measure,
    years: tuple[int | None, int | None],
    among: set[int],
    *,
    on: str | None = None,
    weights: str = "none",
    vintage: Mapping[str, str] | None = None,
) -> tuple[dict[str, Table], Mapping[str, Held]]:
    """The tables that the measure needs, no more of them than that, and which files they are from.

    Portfolios rest on what all states do in those years; a share of all arms on all years and suppliers of a window.

    Args:
        about: The measure.
        years: First and last, for portfolios.
        among: States of whom, at least, the rows are; none: all.
        on: Of portfolios: which series; the first held where nobody says.
        weights: `cinc` needs capabilities too.
        vintage: As `record.tables` takes it.

    Raises:
        DetenteError: a series that it needs is not held.
    """
    few: dict[str, Any] = {} if about.needs == ("arms",) or not among else {"states": among}
    series = about.needs
    here = {name for one in record.held() for name in one.series}
    if about.table is not None:
        on = on if on in about.needs else next((name for name in about.needs if name in here), about.needs[0])
        series, few = (on,), {"years": years}
    lacking = [name for name in series if name not in here]
    if lacking:
        raise record.missing(lacking[0])
    return record.tables((*series, "capabilities") if weights == "cinc" else series, vintage=vintage, **few)


def answer(found: Measured, asked: str, held: Mapping[str, Held], study: Study | None = None) -> Alignment:
    """What was measured, with what a reader needs to know of it; `asked` as `measuring.answer` names it."""
    from detente.measuring.answer import Alignment

    names, codes = called()
    origins = tuple(origin(series, held[series]) for series in found.series if series in held)
    return Alignment(found, names, codes, asked, origins, study)


def called() -> tuple[dict[int, str], dict[int, str]]:
    """Names and three-letter codes of states by Correlates of War code."""
    known = states.states()
    return (
        {code: state.name for code, state in known.items()},
        {code: state.iso3 or state.letters for code, state in known.items()},
    )


def origin(series: str, held: Held) -> Origin:
    """A file of the record, as an answer cites it."""
    from detente.measuring.answer import Origin

    return Origin(series, held.vintage, held.connector, held.citation, held.licence)
