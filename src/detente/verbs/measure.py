"""How aligned are two states, by the record?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from detente.study.problems import DetenteError
from detente.verbs import Setting, refuse

if TYPE_CHECKING:
    from detente.measures import Measure
    from detente.measuring.answer import Alignment
    from detente.measuring.estimated import Estimated

MANY = tuple[str, ...]
IDEAL_POINTS = "ideal-points"

ANCHORS = ("USA", "RUS")

MOST_IN_JSON = 100_000
"""Rows that `measure.json` holds; more stand in `measure.parquet` beside it, a fraction as large."""

BESIDE = "measure.parquet"


def do(
    measure: str,
    *,
    dyad: Annotated[tuple[str, str] | None, Setting("Two states, by ISO or COW letters, number or name.")] = None,
    of: Annotated[str | None, Setting("One state with every other.")] = None,
    all_: Annotated[bool, Setting("All dyads.")] = False,
    from_: Annotated[int | None, Setting("First year.", 1800, 2100)] = None,
    to: Annotated[int | None, Setting("Last year.", 1800, 2100)] = None,
    by: Annotated[str, Setting("Step of time: `year`, `session` or `month`.")] = "year",
    on: Annotated[str | None, Setting("Of what: `votes` or `alliances`; votes where they are held.")] = None,
    weights: Annotated[str, Setting("Weigh partners in alliances: `none` or `cinc`.")] = "none",
    roll_calls: Annotated[
        str, Setting("Which roll calls: `all`, or `contested` ones, with a no or an abstention.")
    ] = "all",
    set_: Annotated[MANY, Setting("A setting of the measure, as `m=2` (may be given several times).")] = (),
    vintage: Annotated[MANY, Setting("Which vintage of a series, as `votes=NAME`; the last added otherwise.")] = (),
    release: Annotated[str | None, Setting("Of ideal points: which release, or `every`; the latest otherwise.")] = None,
    no_breaks: Annotated[bool, Setting("Do not look for breaks in the mean of one dyad's series.")] = False,
    shortest: Annotated[int, Setting("Periods between breaks, at least.", 2, 50)] = 4,
    study: Annotated[str | None, Setting("Draw the events of this study on the same axis.")] = None,
    anchors: Annotated[
        tuple[str, str], Setting("Of `ideal-points`: the first of these two states stands above the second.")
    ] = ANCHORS,
) -> Alignment | Estimated:
    """Measure how aligned states are by votes, alliances, arms, trade, organisations or events.

    MEASURE is one of agreement, s_score, kappa, pi, pi_weighted, chance_corrected_s, tau_b, ideal_point_gap,
    net_cooperation, arms_share, arms_deliveries, trade_share, joint_igos and igo_share; or ideal-points, which
    estimates where all states stand from all votes between `--from` and `--to`. The data are those that
    `detente data add` has read; none come with detente. A measure says how alike two states act in one part of the
    record, not why.

    Path: verbs/measure.py, files/record.py, measuring/asking.py, measures/__init__.py
    """
    from detente import measures
    from detente.files import alignments
    from detente.measures import Question
    from detente.measuring.answer import ALL, DYAD, PARTNERS
    from detente.measuring.asking import measure as asked
    from detente.record import states

    if measure.replace("_", "-") == IDEAL_POINTS:
        refuse("ideal points are those of all states together", dyad=dyad, of=of)
        refuse(
            "ideal points are estimated from all votes, by session",
            **{"on": on, "release": release, "study": study, "set": set_, "by": by != "year"},
            **{"weights": weights != "none", "roll-calls": roll_calls != "all"},
        )
        return _ideal_points(anchors, from_, to, vintage)
    about = measures.named(measure)
    refuse(f"`{measure}` has no direction to choose", anchors=anchors != ANCHORS)
    if sum((dyad is not None, of is not None, all_)) != 1:
        raise DetenteError("say whom to measure", "`--dyad IRN RUS`, `--of IRN` for all its partners, or `--all`")
    day = None if to is None else _day(to)
    one = None if of is None else states.find(of, day).code
    pair: tuple[tuple[int, int], ...] = ()
    among: set[int] = set()
    if dyad is not None:
        first, second = (states.find(word, day).code for word in dyad)
        pair, among = ((first, second),), {first, second}
    elif one is not None:
        pair = tuple((one, code) for code in states.states() if code != one)
    tables, held = alignments.needed(about, (from_, to), among, on=on, weights=weights, vintage=_vintages(vintage))
    settings = _settings(about, set_) | ({} if release is None else {"release": release})
    question = Question(pair, from_, to, by, settings)
    found = asked(
        measure,
        tables,
        question,
        on=on,
        weights=weights,
        roll_calls=roll_calls,
        breaks=dyad is not None and not no_breaks,
        shortest=shortest,
        vintages={series: h.vintage for series, h in held.items()},
        system=states.members,
    )
    if one is not None:
        found = _some(found)
    who = DYAD if dyad is not None else PARTNERS if one is not None else ALL
    return alignments.answer(found, who, held, _study(study))


def ready(*, out: Path | None = None, table: Path | None = None) -> None:
    """Refuse a table in a format that is not written, before anything is computed."""
    from detente.files import sheets

    del out
    sheets.ready(table)


def save(
    answer: Alignment | Estimated,
    *,
    out: Annotated[Path | None, Setting("Write figures and numbers into this folder.")] = None,
    table: Annotated[Path | None, Setting("Write the tidy table into this file: .csv, .parquet or .xlsx.")] = None,
) -> str:
    """Write the figures, numbers and table of an answer. Returns what to say of it."""
    from detente import keeping
    from detente.files import sheets

    rows, said = answer.named_frame, list[str]()
    if out is not None and rows.height <= MOST_IN_JSON:
        said.append(keeping.write(out, "measure", answer, data(answer)))
    elif out is not None:
        sheets.write(out / BESIDE, rows, "measure")  # before the file that says it is there
        said.append(keeping.write(out, "measure", answer, {**answer.about(), "rows": BESIDE}))
        said.append(f"              {BESIDE}  ({rows.height:,} rows)")
    if table is not None:
        sheets.write(table, rows, "measure")
        said.append(f"Written       {table}  ({rows.height:,} rows)")
    return "\n".join(said)


def show(answer: Alignment | Estimated) -> str:
    """The values with their intervals, breaks, what the measure hides, and the data it is from."""
    from detente.measuring import telling
    from detente.measuring.answer import Alignment

    return telling.told(answer) if isinstance(answer, Alignment) else answer.told()


def data(answer: Alignment | Estimated) -> dict[str, Any]:
    """Plain data for `--json`."""
    return answer.plain()


def _ideal_points(anchors: tuple[str, str], first: int | None, last: int | None, vintage: MANY) -> Estimated:
    from detente.files import alignments, record
    from detente.measuring.estimated import estimated
    from detente.record import states

    above, below = (states.find(word).code for word in anchors)
    tables, held = record.tables(["votes"], vintage=_vintages(vintage), years=(first, last))
    if "votes" not in tables:
        raise record.missing("votes")
    if not tables["votes"].height:
        raise DetenteError("there are no votes in those years", "give other years with `--from` and `--to`")
    origin = alignments.origin("votes", held["votes"])
    return estimated(tables["votes"], (above, below), *alignments.called(), (origin,))


def _vintages(words: MANY) -> dict[str, str]:
    chosen = dict(word.split("=", 1) for word in words if "=" in word)
    if len(chosen) != len(words):
        raise DetenteError("a vintage is of a series", "write `--vintage votes=NAME`")
    return chosen


def _settings(about: Measure, words: MANY) -> dict[str, Any]:
    """Settings as they were typed: numbers where the measure's own are numbers."""
    found: dict[str, Any] = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign:
            raise DetenteError(f"`{word}` sets nothing", "write `--set NAME=VALUE`")
        option = about.options.get(name)
        number = option is not None and not isinstance(option.default, str)
        try:
            found[name] = (int(value) if value.lstrip("-").isdigit() else float(value)) if number else value
        except ValueError:
            raise DetenteError(
                f"`{name}` is a number, and `{value}` is none", "write it with a decimal point"
            ) from None
    return found


def _some(found: Any) -> Any:
    """The answer without dyads that the record has nothing on."""
    from dataclasses import replace

    frame = found.frame.drop_nulls("value")
    notes = tuple(note for note in found.notes if note.dyad is None)
    return replace(found, frame=frame, notes=notes)


def _study(name: str | None) -> Any:
    from detente.files import folders

    return None if name is None else folders.load(name)


def _day(year: int) -> Any:
    from datetime import date

    return date(year, 12, 31)
