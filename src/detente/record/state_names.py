"""Names of states as data sets spell them, beside the main ones: the United Nations, SIPRI, ICEWS, the World Bank, G&W.

Numbers of the Correlates of War, then the names. A name that states bore one after the other stands with each of them.
"""

from __future__ import annotations

from collections.abc import Mapping

_LINES = """\
2|US|U.S.|U.S.A.
52|Trinidad
42|Dominican Rep.
56|Saint Lucia
57|Saint Vincent and the Grenadines|Saint Vincent|St. Vincent|St Vincent
58|Antigua
60|Saint Kitts and Nevis|St. Kitts-Nevis|Saint Kitts-Nevis|St Kitts
101|Venezuela (Bolivarian Republic of)|Bolivarian Republic of Venezuela|Venezuela, RB
115|Surinam
145|Bolivia (Plurinational State of)|Plurinational State of Bolivia
200|United Kingdom of Great Britain and Northern Ireland|England
210|Netherlands (Kingdom of the)|Kingdom of the Netherlands
255|Prussia|Germany (Prussia)|German Empire
260|Federal Republic of Germany|FRG|Germany (West)|Germany, West|West Germany (FRG)
265|Germany (East)|Germany, East|East Germany (GDR)
271|Wuerttemberg|Württemberg
315|Czecho-Slovakia|Czech and Slovak Federal Republic
317|Slovak Republic
325|Sardinia|Italy/Sardinia|Italy (Sardinia)|Piedmont-Sardinia
343|The former Yugoslav Republic of Macedonia|TFYR Macedonia|FYR Macedonia|FYROM|Macedonia (FYROM)
343|Former Yugoslav Republic of Macedonia|Republic of Macedonia|Republic of North Macedonia
343|Macedonia (Former Yugoslav Republic of)|North Macedonia
345|Federal Republic of Yugoslavia|Socialist Federal Republic of Yugoslavia|Yugoslavia (Serbia)|Republic of Serbia
345|Serbia/Yugoslavia|Yugoslavia/Serbia|State Union of Serbia and Montenegro
346|Bosnia|Bosnia & Herzegovina
360|Rumania
365|Union of Soviet Socialist Republics|Russia (Soviet Union)|Soviet Union/Russia|USSR/Russia|Russian Empire
369|Ukrainian SSR|Ukrainian Soviet Socialist Republic
370|Byelorussian SSR|Byelorussia|Byelorussian Soviet Socialist Republic|Belorussia|Belarus (Byelorussia)
437|Cote d`Ivoire|Cote DIvoire
434|Dahomey
439|Upper Volta|Burkina Faso (Upper Volta)
482|CAR
484|Republic of the Congo|Congo, Rep.|Congo (Brazzaville)|Congo Republic|People's Republic of the Congo
490|Congo, Dem. Rep.|Congo, Democratic Republic of (Zaire)|Belgian Congo|Congo (Leopoldville)|Congo (Kinshasa)|DRC
490|Congo, Democratic Republic of
510|Tanganyika|Tanzania/Tanganyika
552|Rhodesia|Southern Rhodesia|Zimbabwe (Rhodesia)
570|Basutoland
572|Swaziland (Eswatini)|Eswatini (Swaziland)
571|Bechuanaland
580|Malagasy Republic|Madagascar (Malagasy)
620|State of Libya|Libyan Arab Republic
630|Persia|Iran (Islamic Republic of)|Iran (Persia)
640|Ottoman Empire|Turkey (Ottoman Empire)|Turkey/Ottoman Empire
651|United Arab Republic|Egypt, Arab Rep.|Arab Republic of Egypt
678|Yemen (North)|Yemen, North
679|Yemen, Rep.|Republic of Yemen
680|Democratic Yemen|People's Democratic Republic of Yemen|Yemen (South)|Yemen, South|Yemen, People's Republic of
703|Kyrgyz Republic
710|People's Republic of China|PRC|China, People's Republic of|China, mainland
713|Taiwan (ROC)|Taiwan, Province of China|Republic of China|China (Taiwan)|Taiwan, China|Chinese Taipei|ROC
731|Korea, North|Korea (North)|DPRK|Korea, Dem. People's Rep.|Korea, People's Republic of|North Korea (DPRK)
732|Korea, South|Korea (South)|ROK|Korea, Rep.|South Korea (ROK)
775|Myanmar (Burma)|Burma/Myanmar|Burma (Myanmar)|Union of Burma
780|Ceylon|Sri Lanka (Ceylon)
781|Maldive Islands
800|Siam
811|Kampuchea|Democratic Kampuchea|Khmer Republic|Cambodia (Kampuchea)
812|Lao People's Democratic Republic|Lao
816|Vietnam, Democratic Republic of|Vietnam (North)|Vietnam, North
817|Vietnam, Republic of|Republic of Viet Nam|Vietnam (South)|Vietnam, South
820|Malaya|Federation of Malaya
987|Micronesia|Micronesia (Federated States of)
990|Western Samoa
"""

NAMES: Mapping[str, int] = {
    name: int(code) for code, *names in (line.split("|") for line in _LINES.splitlines()) for name in names
}
"""Other names of states, to their Correlates of War numbers."""
