"""A small file for each connector of events, transfers and deaths, shaped as its provider ships it; numbers made up."""

from __future__ import annotations

from collections.abc import Mapping

from tests.data.gdelt_files import row, text
from tests.data.test_polecat import COLUMNS
from tests.data.test_polecat import row as story

_ICEWS = """Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t\
Target Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tProvince\tCountry
1\t2018-06-01\tCitizen (Côte d'Ivoire)\t\tCote d'Ivoire\tConsult\t040\t1.0\tIran\t\tIran\t7\t2\tP\tTehran\t\tIran
"""
_POLECAT = "\n".join("\t".join(cells) for cells in (COLUMNS, story().values())) + "\n"
_DELIVERIES = """Transfers of major arms\n\nSource: SIPRI Arms Transfers Database (c) SIPRI.
SIPRI AT Database ID,Supplier,Recipient,Delivery year,TIV delivery values
1,Russia,Côte d'Ivoire,2016,3
"""
_VALUES = """TIV of arms exports to Iran, 2015-2016\n\n,2015,2016,Total\nRussia,,3,3\nTotal,,3,3\n"""
_DEATHS = """id,year,conflict_new_id,conflict_name,side_a,side_b,best,high,low,gwnoa,gwnob
1,2001,333,Iran: Government,Government of Iran,MEK,3,5,2,630,
"""

EVENT_SAMPLES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "gdelt": (("20180615.export.CSV", text([row()]).decode()), ("20130615.export.CSV", text([row()], 58).decode())),
    "icews": (("events.2018.tab", _ICEWS),),
    "polecat": (("ngecEvents.DV.2023.txt", _POLECAT),),
    "sipri": (("trade-register.csv", _DELIVERIES), ("TIV-Import-IRN-2015-2016.csv", _VALUES)),
    "ucdp": (("GEDEvent_v25_1.csv", _DEATHS),),
}
