"""The rule of decision as the rows of a table say it: who proposes, who can block, who sits where, who ratifies."""

from __future__ import annotations

from detente.study.nearest import nearest
from detente.tables import Procedure
from detente.tables.draft import Draft

YES = frozenset({"yes", "y", "true", "1", "x"})
NO = frozenset({"no", "n", "false", "0", "-"})
ROLES = {
    "setter": "setter",
    "agenda setter": "setter",
    "proposer": "setter",
    "veto": "veto",
    "veto player": "veto",
    "none": "",
}


class Procedures:
    """Collects what rows say of the procedure; an actor may say the same in each of its rows."""

    def __init__(self, draft: Draft) -> None:
        """Begin with nothing said; complaints go to `draft`."""
        self.draft = draft
        self.setter: tuple[str, int] | None = None
        self.vetoes: dict[str, None] = {}
        self.chambers: dict[str, str] = {}
        self.ratifies: dict[str, str] = {}
        self.share: tuple[float, int] | None = None

    def read(self, row: int, column: str, said: str, actor: str) -> None:
        """One cell of the columns role, veto, setter, chamber, ratifies."""
        if column == "role":
            for role in said.split(","):
                self._role(row, column, " ".join(role.replace("-", " ").split()).casefold(), actor)
        elif column in ("veto", "setter"):
            if said.casefold() in YES:
                self._role(row, column, column, actor)
            elif said.casefold() not in NO:
                self.draft.complain("T17", f"{column} of `{actor}` is `{said}`", "write yes or no", row, column)
        elif column == "chamber":
            self._once(self.chambers, row, column, said, actor)
        else:
            self._once(self.ratifies, row, column, said, actor)
            self.draft.named.append((row, column, said))

    def quota(self, row: int, said: float) -> None:
        """The share of capability that carries a proposal."""
        if self.share is None:
            self.share = (said, row)
            if not 0 < said <= 1:
                fix = "give the share of all capability that carries a proposal, such as 0.62"
                self.draft.complain("T16", f"the quota is {said:g}, not above 0 and at most 1", fix, row, "quota")
        elif self.share[0] != said:
            line, _ = self.draft.place(self.share[1], "quota")
            message = f"the quota is {said:g} here and {self.share[0]:g} in line {line}"
            self.draft.complain("T16", message, "give it once, or the same in each row", row, "quota")

    def all(self) -> Procedure:
        """What was said."""
        return Procedure(
            quota=self.share[0] if self.share else None,
            setter=self.setter[0] if self.setter else "",
            vetoes=tuple(self.vetoes),
            chambers=self.chambers,
            ratifies=self.ratifies,
        )

    def _role(self, row: int, column: str, said: str, actor: str) -> None:
        role = ROLES.get(said)
        if role is None:
            fix = f"{nearest(said, ROLES)}; two are written with a comma between them, in quotation marks"
            self.draft.complain("T17", f"role of `{actor}` is `{said}`", fix, row, column)
        elif role == "veto":
            self.vetoes[actor] = None
        elif role == "setter" and self.setter is None:
            self.setter = (actor, row)
        elif role == "setter" and self.setter is not None and self.setter[0] != actor:
            line, _ = self.draft.place(self.setter[1], column)
            message = f"`{actor}` sets the agenda here and `{self.setter[0]}` in line {line}"
            self.draft.complain("T16", message, "one actor alone can be the setter", row, column)

    def _once(self, known: dict[str, str], row: int, column: str, said: str, actor: str) -> None:
        before = known.setdefault(actor, said)
        if before != said:
            message = f"{column} of `{actor}` is `{said}` here and `{before}` above"
            self.draft.complain("T16", message, "give the same in each row of the actor", row, column)
