"""How a number gets its reasons: its own where it has any, else those of the mapping around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from detente.study.assumptions import Assumption, Because
from detente.study.draft import Draft
from detente.study.fields import Given, Reason
from detente.study.plain import Path


@dataclass
class Assuming:
    """Turns given quantities into assumptions, and remembers them in the order in which they are made."""

    draft: Draft
    made: list[Assumption] = field(default_factory=list[Assumption])

    def __call__(
        self, path: Path, given: Given, around: Sequence[Because], key: str = "", spelled_at: Path | None = None
    ) -> Assumption:
        """Make an assumption. `spelled_at` is its place in the file where its path names list items by id."""
        where = ".".join(map(str, path))
        at = spelled_at or path
        why = self.because(at, given.because, around)
        made = Assumption(where, key or where, given.quantity, why, self.draft.line(at))
        self.made.append(made)
        return made

    def because(self, path: Path, reasons: Sequence[Reason], around: Sequence[Because] = ()) -> tuple[Because, ...]:
        """A node's own reasons, or those around it."""
        own = tuple(self._one((*path, "because", index), reason) for index, reason in enumerate(reasons))
        return own or tuple(around)

    def _one(self, at: Path, reason: Reason) -> Because:
        where = self.draft.where(at)
        if reason.quote is not None:
            line = self.draft.line((*at, "quote"))
            return Because("passage", where, line, reason.source or "", reason.quote, against=reason.against)
        if reason.measured is not None:
            return Because("measured", where, self.draft.line((*at, "measured")), data=reason.measured)
        return Because("judgement", where, self.draft.line((*at, "judgement")), reason=reason.judgement or "")
