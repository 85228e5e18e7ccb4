"""A small file for each connector, shaped as its provider ships it; the numbers are made up."""

from __future__ import annotations

from collections.abc import Mapping

from tests.data.organisations import ORGANISATIONS

_VOTES = """rcid,ccode,member,vote,Country,year,session,date,unres,amend,para,resid
3,2,1,1,USA,1946,1,1946-01-01,R/1/66,1,0,1001
3,20,1,3,CAN,1946,1,1946-01-01,R/1/66,1,0,1001
3,630,1,8,IRN,1946,1,1946-01-01,R/1/66,1,0,1001
3,437,0,9,CIV,1946,1,1946-01-01,R/1/66,1,0,1001
5700,2,1,2,USA,2004,58,2004-02-11,R/58/9,0,0,58099
"""

_POINTS = """"","ccode","session","IdealPointAll","NVotesAll","Q0%All","Q5%All","Q50%All","Q95%All","iso3c","Name"
"1",2,1,1.6754,42,0.9,1.34,1.67,2.02,"USA","United States"
"2",437,15,-0.5,40,-2,-0.9,-0.5,-0.1,"CIV","Côte d'Ivoire"
"""

_ALLIANCES = """ddyad,stateA,stateB,year,atopally,defense,offense,neutral,nonagg,consul
2020,2,20,1950,1,1,0,0,0,1
20002,20,2,1950,1,1,0,0,0,1
2365,2,365,1972,1,0,0,0,1,1
365002,365,2,1972,1,0,0,0,1,0
2200,2,200,1972,1,0,0,0,0,0
200255,200,255,1939,1,0,1,0,0,0
"""

_CAPABILITIES = """stateabb,ccode,year,milex,milper,irst,pec,tpop,upop,cinc,version
USA,2,1816,3823,17,80,254,8659,101,0.0396975,2021
USA,2,1817,2466,15,80,277,8899,106,-9,2021
"""

_TRADE = """ccode1,ccode2,year,importer1,importer2,flow1,flow2,smoothflow1,smoothflow2,source1,version
2,20,1920,United States of America,Canada,611.86,735.48,611.86,735.48,100,4
2,31,1973,United States of America,Bahamas,-9,0,-9,0,-9,4
"""

_TOTALS = """statename,stateabb,ccode,year,imports,exports,alt_imports,version
United States of America,USA,2,1870,450,418,,4
Bahamas,BHM,31,1973,-9,9,,4
Bahamas,BHM,31,1974,-9,-9,,4
"""

_MEMBERS = "\n".join(
    (
        ",".join(("dyadid", "ccode1", "country1", "ccode2", "country2", "year", *ORGANISATIONS)),
        ",".join(("2020", "2", "usa", "20", "canada", "1950", *("1", "1", "0", "2", "-9", "1"), *["0"] * 18)),
        ",".join(("2020", "20", "canada", "2", "usa", "1951", *("-1",) * 24)),
    )
)

_OF_STATES = "\n".join(
    (
        ",".join(("ccode", "year", "state", *ORGANISATIONS)),
        ",".join(("2", "1950", "usa", *("1", "1", "0", "2", "-9", "1"), *["1"] * 18)),
        ",".join(("20", "1950", "canada", *("1", "0", "1", "1", "1", "3"), *["1"] * 10, *["-1"] * 8)),
        ",".join(("20", "1951", "canada", *["0"] * 24)),
    )
)

SAMPLES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "un-votes": (("UNVotes.csv", _VOTES),),
    "ideal-points": (("IdealpointestimatesAll_Jun2024.csv", _POINTS),),
    "atop": (("atop5_1ddyr.csv", _ALLIANCES),),
    "cow-capabilities": (("NMC-60-abridged.csv", _CAPABILITIES),),
    "cow-trade": (("Dyadic_COW_4.0.csv", _TRADE), ("National_COW_4.0.csv", _TOTALS)),
    "cow-igos": (("dyadic_format3.csv", _MEMBERS), ("state_year_formatv3.csv", _OF_STATES)),
}
"""Files by connector; a new connector adds one."""

SAID: Mapping[str, Mapping[str, str]] = {"ideal-points": {"release": "2024-06"}}
"""What the user says of a file, by connector."""
