"""Changes to a study: what to leave out, what to set, what to add. What-ifs, variants and the command line share them.

A change works on the plain data of the file and gives plain data back, which is then read like any other study.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from detente.study.ids import raw_ids
from detente.study.nearest import nearest
from detente.study.paths import locate, nearest_path
from detente.study.plain import ABSENT, Path, at, copied, is_list, is_mapping, items, mapping, put, remove
from detente.study.problems import DetenteError

Plain = Mapping[str, Any]

ADDABLE = ("sources", "polities", "issues", "drivers", "effects", "claims", "questions", "indicators")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a change cannot be applied: where in the change, what, and how to mend it."""

    under: Path
    message: str
    fix: str


def apply(
    plain: Plain, without: Sequence[str] = (), setting: Plain | None = None, add: Plain | None = None
) -> dict[str, Any]:
    """The study's plain data with a change made. Raises DetenteError where the change names what is not there.

    What-ifs, variants and the index of statements are left out of the result, as are claims that speak of
    them or of something left out: they belong to the study as its author wrote it.
    """
    for fault in faults(plain, without, setting or {}, add or {}):
        raise DetenteError(fault.message, fault.fix)
    data: dict[str, Any] = copied(plain)
    targets = removable(plain)
    doomed = {path for name in without for path in targets[name]}
    for spelled, value in (setting or {}).items():
        put(data, _destination(plain, spelled) or (), copied(value))
    for path in sorted(doomed, key=lambda p: [(isinstance(part, int), part) for part in p], reverse=True):
        remove(data, path)
    _drop_reasons(data, {str(path[1]) for path in doomed if path[0] == "sources"})
    gone = {*without, *mapping(plain.get("what-ifs")), *mapping(plain.get("variants"))}
    if "claims" in data:
        data["claims"] = [claim for claim in items(data["claims"]) if not _mentions(claim, gone)]
    for key in ("what-ifs", "variants", "statements"):
        data.pop(key, None)
    _merge(data, copied(add or {}))
    return data


def faults(plain: Plain, without: Sequence[str], setting: Plain, add: Plain) -> Iterator[Fault]:
    """Why a change cannot be applied to a study's plain data."""
    targets = removable(plain)
    for index, name in enumerate(without):
        if name not in targets:
            said = f"`{name}` is no driver, event, effect, faction or source to leave out"
            yield Fault(("without", index), said, nearest(name, targets))
    for spelled in setting:
        if _destination(plain, spelled) is None:
            yield Fault(("set", spelled), f"`{spelled}` leads nowhere", nearest_path(plain, spelled))
    for key in add:
        if key not in ADDABLE:
            yield Fault(("add", key), f"`{key}` is no section to add to", nearest(key, ADDABLE))


def removable(plain: Plain) -> dict[str, list[Path]]:
    """What can be left out, by name, with every place in the file that goes with it."""
    found: dict[str, list[Path]] = {}
    effects = items(plain.get("effects"))
    for index, name in enumerate(raw_ids("effects", "", effects)):
        found.setdefault(name, []).append(("effects", index))
    for source in mapping(plain.get("sources")):
        found.setdefault(source, []).append(("sources", source))
    for driver, body in mapping(plain.get("drivers")).items():
        felt: list[Path] = [("effects", n) for n, e in enumerate(effects) if mapping(e).get("cause") == driver]
        found.setdefault(driver, []).extend([("drivers", driver), *felt])
        for index, name in enumerate(raw_ids("events", driver, items(mapping(body).get("events")))):
            found.setdefault(name, []).append(("drivers", driver, "events", index))
    for polity, body in mapping(plain.get("polities")).items():
        for faction in mapping(mapping(body).get("factions")):
            places = _places_of_faction(plain, faction)
            found.setdefault(faction, []).extend([("polities", polity, "factions", faction), *places])
    return found


def _places_of_faction(plain: Plain, faction: str) -> list[Path]:
    """Its positions, and the effects that move it."""
    issues = mapping(plain.get("issues"))
    held = [issue for issue, body in issues.items() if faction in mapping(mapping(body).get("positions"))]
    effects = items(plain.get("effects"))
    return [
        *(("issues", issue, "positions", faction) for issue in held),
        *(("effects", n) for n, e in enumerate(effects) if mapping(e).get("of") == faction),
    ]


def _destination(plain: Plain, spelled: str) -> Path | None:
    """Where a value is set: what is there, or a new key of a mapping that is there."""
    path = locate(plain, spelled)
    if path is not None:
        return path
    head, _, last = spelled.rpartition(".")
    around = locate(plain, head) if head else ()
    return (*around, last) if around is not None and last and is_mapping(at(plain, around)) else None


def _drop_reasons(node: object, sources: set[str]) -> None:
    """Take out every reason that cites one of the sources."""
    for item in items(node):
        _drop_reasons(item, sources)
    body = mapping(node)
    because = body.get("because", ABSENT)
    if because is not ABSENT and sources:
        given = items(because) or [because]
        kept = [reason for reason in given if str(mapping(reason).get("source")) not in sources]
        if not kept:
            del body["because"]
        elif len(kept) < len(given):
            body["because"] = kept
    for value in body.values():
        _drop_reasons(value, sources)


def _merge(into: dict[str, Any], more: Mapping[str, Any]) -> None:
    for key, value in more.items():
        old = into.get(key)
        if is_mapping(old) and is_mapping(value):
            _merge(old, value)
        elif is_list(old) and is_list(value):
            old.extend(value)
        else:
            into[key] = value


def _mentions(claim: object, names: set[str]) -> bool:
    expect = mapping(mapping(claim).get("expect"))
    return any(isinstance(value, str) and value in names for value in expect.values())
