"""States of a provider's table: any codes or names as Correlates of War codes, and years before they were states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from detente.intake.notes import Notes
from detente.record import Table
from detente.record.polars import polars
from detente.record.states import State, by_gleditsch_ward, find, states
from detente.study.problems import DetenteError

SYSTEMS: Mapping[str, str] = {
    "cow": "numbers of the Correlates of War",
    "gw": "numbers of Gleditsch and Ward",
    "letters": "letters of the Correlates of War, as in UKG",
    "iso3": "letters of ISO 3166-1, as in GBR",
    "iso2": "two letters of ISO 3166-1, as in GB",
    "name": "names of states",
}

_TOLD = 8
"""States that one warning lists."""


def coded(frame: Table, columns: Sequence[str], notes: Notes, system: str = "cow", year: str = "year") -> Table:
    """The frame with columns of states as Correlates of War codes.

    Where several states bore a code or name one after the other, the one that was a state last in the row's year is
    meant. A cell that means no state is counted in `notes.unmatched`, and its row is left out.

    Args:
        frame: with the columns, and one of calendar years.
        columns: columns of states.
        notes: gets names that no state is known by, with the number of their rows.
        system: one of `SYSTEMS`.
        year: the column of years; where the frame lacks it, the states of today are meant.
    """
    pl = polars()
    when = pl.col(year).cast(pl.Int32, strict=False) if year in frame.columns else pl.lit(None, pl.Int32)
    for column in columns:
        said = pl.col(column).cast(pl.String).str.strip_chars().fill_null("")
        paired = frame.with_columns(said.alias(column), when.alias("the year"))
        pairs = paired.select(column, "the year").unique(maintain_order=True)
        codes = [_code(word, in_year, system) for word, in_year in pairs.iter_rows()]
        pairs = pairs.with_columns(pl.Series("the code", codes, dtype=pl.Int16))
        joined = paired.join(pairs, on=[column, "the year"], how="left", nulls_equal=True, maintain_order="left")
        lost = joined.filter(pl.col("the code").is_null()).group_by(column).len()
        for word, count in lost.iter_rows():
            name = word or "(nothing)"
            notes.unmatched[name] = notes.unmatched.get(name, 0) + count
        frame = (
            joined.filter(pl.col("the code").is_not_null())
            .with_columns(pl.col("the code").alias(column))
            .drop("the code", "the year")
        )
    return frame


def known(frame: Table, columns: Sequence[str], notes: Notes, year: str = "year") -> Table:
    """The frame without rows of codes that the Correlates of War do not have; those are counted in `notes.unmatched`.

    Rows of a year in which the state was none are kept, and told: lists of members of the United Nations, say, differ
    from the state system of the Correlates of War (India voted in 1946, and became a state of it in 1947).
    """
    pl = polars()
    there = set(states())
    early: dict[int, list[tuple[int, int]]] = {}
    for column in columns:
        for code, count in frame.group_by(column).len().sort(column).iter_rows():
            if code is not None and code not in there:
                name = f"Correlates of War code {code}"
                notes.unmatched[name] = notes.unmatched.get(name, 0) + count
        frame = frame.filter(pl.col(column).is_in(sorted(there)) | pl.col(column).is_null())
        if year not in frame.columns:
            continue
        for code, in_year, count in frame.group_by(column, year).len().iter_rows():
            if code is not None and in_year is not None and not states()[code].in_year(in_year):
                early.setdefault(code, []).append((in_year, count))
    if early:
        told = "; ".join(_outside(states()[code], years) for code, years in sorted(early.items())[:_TOLD])
        more = f"; and {len(early) - _TOLD} states more" if len(early) > _TOLD else ""
        rows = sum(count for years in early.values() for _, count in years)
        what = f"{rows:,} rows are of years in which the Correlates of War know no such state: {told}{more}"
        notes.warn("D14", what, "they are kept as they are; leave years out where you measure")
    return frame


def _outside(state: State, years: list[tuple[int, int]]) -> str:
    first, last = min(years)[0], max(years)[0]
    span = str(first) if first == last else f"{first} to {last}"
    return f"{state.name} ({state.code}) {span}, {sum(count for _, count in years):,} rows"


@cache
def _code(word: str, year: int | None, system: str) -> int | None:
    """The code meant by a word in a year; None if no state is known by it."""
    whole = word.removesuffix(".0")
    if system in ("cow", "gw"):
        if not whole.isdecimal() or len(whole) > 4:
            return None
        if system == "cow":
            return int(whole) if int(whole) in states() else None
        found = by_gleditsch_ward(int(whole), 2100 if year is None else year)
        return found.code if found else None
    if system == "letters":
        return _letters().get(word.upper())
    if system in ("iso2", "iso3") and (not word.isalpha() or len(word) != int(system[-1])):
        return None
    if word.isdecimal():
        return None
    spelled = _ISO2.get(word.upper(), "") if system == "iso2" else word
    if year is None or not 1 <= year <= 9999:
        found = _found(spelled, date.max)
    else:
        found = _found(spelled, date(year, 12, 31))
        if found and found.iso3 and not found.in_year(year):  # Germany in 1960 is the West, as DEU is
            found = _found(found.iso3, date(year, 12, 31))
    return found.code if found else None


def _found(word: str, day: date) -> State | None:
    try:
        return find(word, day)
    except DetenteError:
        return None


@cache
def _letters() -> Mapping[str, int]:
    return {state.letters: state.code for state in states().values()}


_ISO2_LINES = """\
AD:AND AE:ARE AF:AFG AG:ATG AL:ALB AM:ARM AO:AGO AR:ARG AT:AUT AU:AUS AZ:AZE BA:BIH BB:BRB BD:BGD BE:BEL BF:BFA
BG:BGR BH:BHR BI:BDI BJ:BEN BN:BRN BO:BOL BR:BRA BS:BHS BT:BTN BW:BWA BY:BLR BZ:BLZ CA:CAN CD:COD CF:CAF CG:COG
CH:CHE CI:CIV CL:CHL CM:CMR CN:CHN CO:COL CR:CRI CS:CSK CU:CUB CV:CPV CY:CYP CZ:CZE DD:DDR DE:DEU DJ:DJI DK:DNK
DM:DMA DO:DOM DZ:DZA EC:ECU EE:EST EG:EGY ER:ERI ES:ESP ET:ETH FI:FIN FJ:FJI FM:FSM FR:FRA GA:GAB GB:GBR GD:GRD
GE:GEO GH:GHA GM:GMB GN:GIN GQ:GNQ GR:GRC GT:GTM GW:GNB GY:GUY HN:HND HR:HRV HT:HTI HU:HUN ID:IDN IE:IRL IL:ISR
IN:IND IQ:IRQ IR:IRN IS:ISL IT:ITA JM:JAM JO:JOR JP:JPN KE:KEN KG:KGZ KH:KHM KI:KIR KM:COM KN:KNA KP:PRK KR:KOR
KW:KWT KZ:KAZ LA:LAO LB:LBN LC:LCA LI:LIE LK:LKA LR:LBR LS:LSO LT:LTU LU:LUX LV:LVA LY:LBY MA:MAR MC:MCO MD:MDA
ME:MNE MG:MDG MH:MHL MK:MKD ML:MLI MM:MMR MN:MNG MR:MRT MT:MLT MU:MUS MV:MDV MW:MWI MX:MEX MY:MYS MZ:MOZ NA:NAM
NE:NER NG:NGA NI:NIC NL:NLD NO:NOR NP:NPL NR:NRU NZ:NZL OM:OMN PA:PAN PE:PER PG:PNG PH:PHL PK:PAK PL:POL PT:PRT
PW:PLW PY:PRY QA:QAT RO:ROU RS:SRB RU:RUS RW:RWA SA:SAU SB:SLB SC:SYC SD:SDN SE:SWE SG:SGP SI:SVN SK:SVK SL:SLE
SM:SMR SN:SEN SO:SOM SR:SUR SS:SSD ST:STP SU:SUN SV:SLV SY:SYR SZ:SWZ TD:TCD TG:TGO TH:THA TJ:TJK TL:TLS TM:TKM
TN:TUN TO:TON TR:TUR TT:TTO TV:TUV TW:TWN TZ:TZA UA:UKR UG:UGA US:USA UY:URY UZ:UZB VC:VCT VE:VEN VN:VNM VU:VUT
WS:WSM XK:XKX YD:YMD YE:YEM YU:YUG ZA:ZAF ZM:ZMB ZW:ZWE
"""

_ISO2: Mapping[str, str] = {pair[:2]: pair[3:] for line in _ISO2_LINES.splitlines() for pair in line.split()}
"""Two letters of ISO 3166-1 and 3166-3 to three. NA is Namibia, which readers of tables take for nothing."""
