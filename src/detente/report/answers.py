"""Everything a report says, asked once: the run, the explanations, and where the quotes stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, cast

from detente.engine.draws import simulate
from detente.engine.run import Run
from detente.evidence.passages import Passage
from detente.evidence.verify import Verdict
from detente.explain.claims import Claims, claims
from detente.explain.flip import Flip, flip
from detente.explain.inputs import Input
from detente.explain.nudges import Nudges, nudges
from detente.explain.roots import Roots, roots
from detente.explain.sensitivity import Sensitivity, sensitivity
from detente.explain.weakest import Weakest, weakest
from detente.explain.whatif import Comparison, compare
from detente.explain.willing import Willing, willing
from detente.files.standing import Standing
from detente.study.nouns import Issue, Question, Study
from detente.study.problems import DetenteError

Progress = Callable[[int, int], None]

DRAWS = {
    "roots": 200,
    "claims": 512,
    "whatif": 512,
    "flip": 1024,
    "sensitivity": 512,
    "weakest": 1024,
    "nudges": 256,
    "willing": 512,
}
"""Draws with which each verb is asked: its own default, or as many as the run has where that is fewer."""

FEWEST = {
    "roots": 20,
    "claims": 20,
    "whatif": 2,
    "flip": 64,
    "sensitivity": 16,
    "weakest": 16,
    "nudges": 16,
    "willing": 2,
}

MOVED = 8
"""Numbers that a reader of the report can move."""


@dataclass(frozen=True)
class Answers:
    """What the verbs say of one study. An explanation that could not be given is None, and `missing` says why.

    `verdicts` are those on the quotes, by the path of the because that gives them; `held` has the paragraphs of the
    sources on this machine. `day` is the date of the report.
    """

    study: Study
    run: Run
    roots: Roots | None
    claims: Claims | None
    changes: Comparison | None  # the what-ifs, then the variants
    flip: Flip | None  # of the headline's question
    sensitivity: Sensitivity | None
    weakest: Weakest | None
    missing: Mapping[str, str]
    verdicts: Mapping[str, Verdict]
    held: Mapping[str, tuple[Passage, ...]]
    day: date
    draws: Mapping[str, int]  # with which each verb was asked
    nudges: Nudges | None = None  # of the weakest points, for the reader to move
    willing: Willing | None = None  # who sets each level when

    @cached_property
    def order(self) -> dict[str, int]:
        """Number of each assumption in the report, from 1, by its key; the study's own order."""
        return {a.key: n for n, a in enumerate(self.study.assumptions, 1)}

    @property
    def issue(self) -> Issue:
        """The headline's issue."""
        return next(q for q in self.study.issues if q.id == self.study.headline_issue)

    @property
    def question(self) -> Question | None:
        """The headline's question, where there is one."""
        return next((q for q in self.study.questions if q.id == self.study.headline_question), None)


def gathered(
    study: Study, standing: Standing, *, draws: int, seed: int, day: date, progress: Progress | None = None
) -> Answers:
    """Ask a study everything that a report says. The same study, draws and seed give the same answers."""
    asked = {verb: max(FEWEST[verb], min(usual, draws)) for verb, usual in DRAWS.items()}
    now, issue, question = study.span.now, study.headline_issue, study.headline_question
    headline = next((q for q in study.questions if q.id == question), None)
    changes = (*study.what_ifs, *study.variants)
    jobs: dict[str, Callable[[], Any]] = {
        "flip": lambda: flip(study, _named(question, "question"), draws=asked["flip"], seed=seed),
        "run": lambda: simulate(study, draws=draws, seed=seed),
        "roots": lambda: roots(
            study, issue=issue, first=study.span.start, last=now, draws=asked["roots"], seed=seed, orders=24
        ),
        "weakest": lambda: weakest(study, issue, now, headline, draws=asked["weakest"], seed=seed),
        "sensitivity": lambda: sensitivity(
            study, issue, now, method="gradient", top=12, draws=asked["sensitivity"], trajectories=2, seed=seed
        ),
        "claims": lambda: claims(study, draws=asked["claims"], seed=seed, places=standing.places),
        "whatif": lambda: compare(study, _some(changes), issue=issue, day=now, draws=asked["whatif"], seed=seed),
        "willing": lambda: willing(study, draws=asked["willing"], seed=seed),
    }
    later: dict[str, Callable[[], Any]] = {
        "nudges": lambda: nudges(
            study, issue, now, headline, _moved(found.get("weakest")), draws=asked["nudges"], seed=seed
        ),
    }
    every = jobs | later
    found: dict[str, Any] = {}
    missing: dict[str, str] = {}

    def answer(verb: str) -> None:
        try:
            found[verb] = every[verb]()
        except DetenteError as error:
            if verb == "run":
                raise
            missing[verb] = error.message
        if progress is not None:
            progress(len(found) + len(missing), len(every))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(answer, jobs))
    for verb in later:
        answer(verb)
    return Answers(
        study=study,
        run=cast(Run, found["run"]),
        roots=found.get("roots"),
        claims=found.get("claims"),
        changes=found.get("whatif"),
        flip=found.get("flip"),
        sensitivity=found.get("sensitivity"),
        weakest=found.get("weakest"),
        missing={verb: missing[verb] for verb in every if verb in missing},
        verdicts=standing.verdicts,
        held=standing.held,
        day=day,
        draws={"run": draws, **asked},
        nudges=found.get("nudges"),
        willing=found.get("willing"),
    )


def _named(question: str, what: str) -> str:
    if not question:
        raise DetenteError(f"the study has no {what} as its headline", "name one under `headline:`")
    return question


def _moved(weakest: Weakest | None) -> list[Input]:
    """The numbers among the weakest points that a reader may move."""
    return [p.input for p in weakest.points if p.input.kind == "number"][:MOVED] if weakest is not None else []


def _some(changes: tuple[Any, ...]) -> tuple[Any, ...]:
    if not changes:
        raise DetenteError("the study names no what-ifs and no variants", "add some under `what-ifs:`")
    return changes
