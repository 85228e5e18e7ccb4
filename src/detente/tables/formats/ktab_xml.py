"""KTAB's XML: a scenario with its options, seed, dimensions, actors, and how ideals adjust to others' positions.

Options, seed and adjustment become switches of the solver `spatial`, with the profile that reproduces KTAB.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

from detente.study.nearest import nearest
from detente.study.problems import Problem
from detente.tables.cells import clean
from detente.tables.decoding import refuse
from detente.tables.draft import HEADER, Draft
from detente.tables.ktab import MOST_ACTORS, OPTIONS, enter, issue

SUFFIXES = (".xml",)
MOST_BYTES = 5_000_000


def looks(data: bytes) -> bool:
    """Whether it is XML that begins with a scenario."""
    return bool(re.match(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?<Scenario\b", data[:1000]))


def read(data: bytes, file: str) -> Draft:
    """Read a scenario of KTAB's Spatial Model of Politics.

    Differs: KTAB refuses a file without `IdealAdjustment`, which its schema makes optional; here ideals then follow
    nobody. What is not listed is 1 for an actor's own position and 0 for another's.

    Source: `smpSchema.xsd` and the reader of `smpc`, snapshot 3b5b063 of KTAB.
    """
    root = _parsed(data, file)
    if root.tag != "Scenario":
        fix = "give a file made by KTAB's `smp`, or use another format"
        refuse("T24", f"the XML holds a `{_short(root.tag)}`, not a Scenario of KTAB", fix, file, _line(root))
    actors = root.findall("Actors/Actor")

    def place(row: int, column: str) -> tuple[int, str]:
        if row == HEADER or row >= len(actors):
            return _line(root), column
        what, _, dimension = column.partition(" ")
        tags = {"actor": "name", "position": "Position", "salience": "Salience"}
        found = actors[row].find(tags.get(what, what))
        listed = list(found) if found is not None and dimension else []
        q = list(draft.issues).index(dimension) if dimension in draft.issues else -1
        found = listed[q] if 0 <= q < len(listed) else found
        named = _name(actors[row]) or str(row + 1)
        path = f"Scenario/Actors/Actor `{named}`/{tags.get(what, what)}" + (f" `{dimension}`" if dimension else "")
        return _line(actors[row] if found is None else found), path

    draft = Draft(file, place, title=clean(root.findtext("name")))
    if len(actors) > MOST_ACTORS:
        fix = "use tidy rows (CSV) for larger tables"
        refuse("T28", f"the scenario has {len(actors):,} actors, more than KTAB's {MOST_ACTORS}", fix, file)
    names = [clean(d.text) for d in root.findall("Dimensions/dName")]
    if not names or len(set(names)) < len(names) or not all(names):
        refuse("T24", "the dimensions are not named, each by its own name", "give `dName` for each", file, _line(root))
    draft.issues = {name: issue(name) for name in names}
    for r, actor in enumerate(actors):
        _actor(draft, r, actor)
    draft.switches = {"spatial": {"profile": "ktab", **_options(root, draft), **_adjustment(root, draft)}}
    return draft


def _parsed(data: bytes, file: str) -> Any:
    """The root element; nothing is fetched, no entity replaced, no document type accepted."""
    if len(data) > MOST_BYTES:
        size = f"the file has more than {MOST_BYTES / 1e6:.0f} MB"
        refuse("T28", size, "use tidy rows (CSV) for larger tables", file)
    etree: Any = import_module("lxml.etree")  # it brings no types
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = max(int(getattr(error, "lineno", None) or 1), 1)
        said = "the file ends too early" if "Premature end" in str(error) else "the line cannot be read as XML"
        refuse("T24", said, "write the file anew with KTAB, or mend the tags there", file, line)
    if root.getroottree().docinfo.doctype:
        refuse("T24", "the file declares a document type", "delete the line that begins with `<!DOCTYPE`", file)
    return root


def _actor(draft: Draft, r: int, actor: Any) -> None:
    name = _name(actor)
    found: list[list[str]] = []
    for tag, part in (("Position", "dCoord"), ("Salience", "dSal")):
        cells = [clean(cell.text) for cell in actor.findall(f"{tag}/{part}")]
        if len(cells) != len(draft.issues):
            message = f"`{name}` has {len(cells)} `{part}`, the scenario {len(draft.issues)} dimensions"
            draft.complain("T24", message, f"give one `{part}` for each dimension", r, tag.casefold())
        found.append(cells)
    if all(len(cells) == len(draft.issues) for cells in found):
        enter(draft, r, name, actor.findtext("capability"), *found)


def _name(actor: Any) -> str:
    return clean(actor.findtext("name"))


def _options(root: Any, draft: Draft) -> dict[str, Any]:
    options: dict[str, str] = {}
    for element in root.findall("ModelParameters/*"):
        said = clean(element.text)
        name = _short(element.tag)
        if name not in OPTIONS:
            _complain(draft, element, f"`{name}` is no option of KTAB", nearest(name, OPTIONS))
        elif said not in OPTIONS[name]:
            _complain(draft, element, f"`{name}` is `{_short(said)}`", nearest(said, OPTIONS[name]))
        else:
            options[name] = said
    seed = clean(root.findtext("prngSeed"))
    if seed and not (re.fullmatch("[0-9]{1,20}", seed) and int(seed) < 2**64):
        _complain(draft, root.find("prngSeed"), f"the seed is `{_short(seed)}`", "give a whole number below 2^64")
    return {"parameters": options, **({"seed": seed} if seed else {})}


def _adjustment(root: Any, draft: Draft) -> dict[str, Any]:
    """How far each actor's ideal follows each position, a row for each actor."""
    order = {name: a for a, name in enumerate(dict.fromkeys(_name(actor) for actor in root.findall("Actors/Actor")))}
    follows = [[float(i == j) for j in range(len(order))] for i in range(len(order))]
    for pair in root.findall("IdealAdjustment/iaPair"):
        who, whom, said = (clean(pair.findtext(tag)) for tag in ("adjustingIdeal", "referencePos", "adjust"))
        for name in (who, whom):
            if name not in order:
                _complain(draft, pair, f"`{_short(name)}` is no actor of the scenario", nearest(name, order))
        if not re.fullmatch(r"[0-9]{0,3}\.?[0-9]{0,20}(?<=[0-9.])", said) or not 0 <= float(said or 2) <= 1:
            _complain(draft, pair, f"`adjust` is `{_short(said)}`", "give a share from 0 to 1")
        elif who in order and whom in order:
            follows[order[who]][order[whom]] = float(said)
    for name, i in order.items():
        if sum(follows[i]) > 1 + 1e-9:
            message = f"the adjustments of `{name}` add up to {sum(follows[i]):g}, above 1"
            _complain(draft, root.find("IdealAdjustment"), message, "what is not listed for itself counts 1: list it")
    return {"adjustment": follows}


def _complain(draft: Draft, element: Any, message: str, fix: str) -> None:
    path = f"Scenario/{_short(element.getparent().tag)}/{_short(element.tag)}".replace("Scenario/Scenario", "Scenario")
    draft.add(Problem("T26", message, fix, path, _line(element), draft.file))


def _short(text: object) -> str:
    return str(text)[:60]


def _line(element: Any) -> int:
    return int(element.sourceline or 1)
