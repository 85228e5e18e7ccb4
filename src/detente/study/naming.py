"""The what-ifs and variants of a study that somebody asks for by name."""

from __future__ import annotations

from collections.abc import Sequence

from detente.study.changes import removable
from detente.study.nearest import nearest
from detente.study.nouns import Change, Study
from detente.study.problems import DetenteError


def named_changes(study: Study, names: Sequence[str], *, otherwise: bool) -> list[Change]:
    """The changes of these names, each once; where none is named and `otherwise`, all what-ifs of the study.

    Raises:
        DetenteError: a name is none of them, or there is nothing to ask for.
    """
    known = {change.id: change for change in (*study.variants, *study.what_ifs)}
    if not names and otherwise:
        if not study.what_ifs:
            raise DetenteError("this study names no what-ifs", "say what to change: --without, --set or --add")
        return list(study.what_ifs)
    for name in names:
        if name not in known:
            fix = (
                f"leave it out with --without {name}" if name in removable(study.plain or {}) else nearest(name, known)
            )
            raise DetenteError(f"`{name}` is no what-if or variant of this study", fix)
    return [known[name] for name in dict.fromkeys(names)]
