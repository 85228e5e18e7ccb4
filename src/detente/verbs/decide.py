"""Where does one group's decision end, by every model of the literature?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from detente.study.problems import DetenteError
from detente.verbs import Setting, refuse

if TYPE_CHECKING:
    from detente.deciding.decision import Decision
    from detente.scoring.scorecard import Scorecard
    from detente.tables import ActorTable

MANY = tuple[str, ...]
ROUNDS, DRAWS, FOLDS = 10, 2048, "folds"


def do(
    table: str,
    *,
    model: Annotated[MANY, Setting("Ask this model alone (may be given several times).", short="m")] = (),
    profile: Annotated[str | None, Setting("Play models that have it with this set of switches.")] = None,
    switch: Annotated[MANY, Setting("Set a switch of a model, as `q=0.5` (may be given several times).")] = (),
    rounds: Annotated[int, Setting("Most rounds of models that have rounds.", 1, 1000)] = ROUNDS,
    ranges: Annotated[
        float | None, Setting("Take every exact number to be uncertain, by so many percent either way.", 0.1, 100)
    ] = None,
    draws: Annotated[int, Setting("Repetitions with all uncertain numbers drawn anew.", 64, 1_000_000, "n")] = DRAWS,
    seed: Annotated[int, Setting("Same seed, same numbers.", 0, 2**63 - 1)] = 1,
    why: Annotated[str | None, Setting("Say why this actor moved in a round (`--round`).")] = None,
    round_: Annotated[int, Setting("The round that `--why` is about.", 1, 1000)] = 1,
    advise: Annotated[str | None, Setting("Say what this actor could do.")] = None,
    reference: Annotated[float | None, Setting("What holds if nothing is decided (the reference point).")] = None,
    quota: Annotated[
        float | None, Setting("Share of capability that carries a proposal, above 0 up to 1.", 0.0, 1.0)
    ] = None,
    setter: Annotated[str, Setting("Actor who alone may propose.")] = "",
    veto: Annotated[MANY, Setting("Actor who can block alone (may be given several times).")] = (),
    polity: Annotated[str | None, Setting("Of a study: whose big game.")] = None,
    issue: Annotated[str | None, Setting("Of a study: on which issue.")] = None,
    at: Annotated[str | None, Setting("Of a study: on which day.")] = None,
    score: Annotated[bool, Setting("Score the models on a table of resolved issues instead.")] = False,
    check: Annotated[Path | None, Setting("With `--score`: fit on the first table, score on this one.")] = None,
    capability: Annotated[
        str | None, Setting("With `--score`: whose capability counts (`given`, `votes`, `ssi`, `equal`).")
    ] = None,
    split: Annotated[
        str, Setting("With `--score`: fit on `folds` of whole proposals, or once for a `validation` part.")
    ] = FOLDS,
) -> Decision | Scorecard:
    """Play the literature's models of group decision side by side on an actor table, and say where they disagree.

    TABLE is a file with columns actor, position, salience and capability (CSV, XLSX, YAML, KTAB's CSV or XML, the
    exchange model's text), or a study, whose factions are taken at a date. Numbers may be ranges (`40 to 60`), which
    are drawn. Projections by models, not forecasts: `--score` says how far off they were.

    Path: verbs/decide.py, deciding/decision.py, solvers/__init__.py, tables/reading.py
    """
    if score or check is not None:
        refuse(
            "models are scored each as it stands, on a table of resolved issues",
            **{"model": model, "profile": profile, "switch": switch, "rounds": rounds != ROUNDS, "ranges": ranges},
            **{"draws": draws != DRAWS, "why": why, "round": round_ != 1, "advise": advise},
            **{"reference": reference is not None, "quota": quota is not None, "setter": setter, "veto": veto},
            **{"polity": polity, "issue": issue, "at": at},
        )
        return _score(Path(table), check, capability, split, seed)
    from detente.deciding.decision import decide

    refuse("nothing is scored without `--score`", capability=capability, split=split != FOLDS)
    refuse("a round is told of one actor: name it with `--why`", round=round_ != 1 and why is None)
    found = _with(_table(table, polity, issue, at, seed), reference, quota, setter, veto)
    return decide(
        found,
        models=model,
        profile=profile,
        switches=switch,
        rounds=rounds,
        widen=ranges,
        draws=draws,
        seed=seed,
        why=why,
        number=round_,
        advise_to=advise,
    )


def save(
    answer: Decision | Scorecard,
    *,
    out: Annotated[Path | None, Setting("Write figures and numbers into this folder.")] = None,
) -> str:
    """Write the figures and numbers of an answer. Returns what to say of it."""
    from detente import keeping
    from detente.deciding.decision import Decision

    return keeping.write(out, "decide" if isinstance(answer, Decision) else "score", answer, data(answer))


def show(answer: Decision | Scorecard) -> str:
    """The disagreement, every model's settlement with its assumption, and what was asked beside it."""
    from detente.deciding import telling
    from detente.deciding.decision import Decision

    if isinstance(answer, Decision):
        return telling.told(answer)
    from detente.scoring.telling import table as lines

    return "\n".join(lines(answer))


def data(answer: Decision | Scorecard) -> dict[str, Any]:
    """Plain data for `--json`."""
    from detente.deciding.decision import Decision
    from detente.deciding.plain import plain

    if isinstance(answer, Decision):
        return plain(answer)
    return answer.plain()


def _table(subject: Any, polity: str | None, issue: str | None, at: str | None, seed: int) -> ActorTable:
    """The table in a file, or of a study; or one that a program has made."""
    asked = {"polity": polity, "issue": issue, "at": at}
    if not isinstance(subject, str | Path):
        refuse("a table has no polities, issues or days of a study to choose from", **asked)
        return subject
    from detente.files.tables import bundled, read_table

    path = Path(subject)
    file = path if path.is_file() or (path.suffix and not path.is_dir()) else None
    if file is None and not path.exists():
        file = bundled(str(subject))
    if file is not None:
        refuse("a table has no polities, issues or days of a study to choose from", **asked)
        return read_table(file)
    from detente.deciding.factions import faction_table
    from detente.files import folders

    return faction_table(folders.load(str(subject)), polity=polity, issue=issue, at=_day(at), seed=seed)


def _day(spelled: str | None) -> date | None:
    from detente.study import calendar

    if spelled is None:
        return None
    try:
        return calendar.parse(spelled)[1]
    except ValueError:
        raise DetenteError(f"`{spelled}` is no date", "write 2027, 2027-06 or 2027-06-15") from None


def _with(
    table: ActorTable, reference: float | None, quota: float | None, setter: str, veto: tuple[str, ...]
) -> ActorTable:
    """The table with what the command line says of the procedure."""
    from detente.study.nearest import nearest

    for name in (*veto, *([setter] if setter else [])):
        if name not in table.actors:
            raise DetenteError(f"there is no actor `{name}`", nearest(name, table.actors))
    if quota == 0:
        raise DetenteError("with a quota of 0 everything is carried", "give a share above 0, as `--quota 0.5`")
    rule = table.procedure
    rule = replace(rule, quota=quota or rule.quota, setter=setter or rule.setter, vetoes=veto or rule.vetoes)
    issues = table.issues
    if reference is not None:
        if len(issues) > 1:
            raise DetenteError("`--reference` is one number, and there are several issues", "add a column `reference`")
        issues = tuple(replace(issue, reference=reference) for issue in issues)
    return replace(table, procedure=rule, issues=issues)


def _score(path: Path, check: Path | None, capability: str | None, split: str, seed: int) -> Scorecard:
    from detente.files.tables import read_bytes
    from detente.scoring import read, score

    if split not in {"folds", "validation"}:
        raise DetenteError(f"there is no split `{split}`", "use `folds` or `validation`")
    other = None if check is None else read(read_bytes(check), check.name)
    parts: Any = split
    resolved = read(read_bytes(path), path.name)
    return score(resolved, check=other, capability=capability, split=parts, seed=seed)
