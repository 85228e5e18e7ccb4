"""Judgements that can be reversed: how probable a question's yes is, in how many draws a claim holds, what turns it.

question            turns where its probability crosses a threshold, from the side on which it stands
claim               borne out or leaning: contradicted, at .10 of draws; open or contradicted: borne out, at .90
claim of ignorance  turns where the probability of its question enters or leaves 0.2 to 0.8
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from detente.engine.draws import simulate
from detente.engine.trials import Trials
from detente.explain import margins
from detente.explain.built_in import without_numbers
from detente.explain.claim_forms import IGNORANCE, form, tested
from detente.explain.claims import BORNE_OUT, LEANING, OPEN, verdict, verdict_of_ignorance
from detente.explain.contrasts import of_claim
from detente.explain.margins import Margin
from detente.explain.pairs import Pairs
from detente.study import asking, likelihood
from detente.study.nearest import nearest
from detente.study.nouns import Claim, Question, Study
from detente.study.problems import DetenteError

EVEN = 0.5
"""The probability across which a question is carried, where none is named."""

MANY = 1000
"""Histories of a draw that a share of a change takes, about."""

Plainly = Callable[[Study, int, int], float]


@dataclass(frozen=True, slots=True)
class Turn:
    """A place where a judgement reverses: its probability falls below a threshold, or reaches it."""

    threshold: float
    falls: bool

    def reversed(self, probability: float) -> bool:
        """Whether a probability lies beyond the turn."""
        return probability < self.threshold if self.falls else probability >= self.threshold


@dataclass(frozen=True)
class Judgement:
    """What may be reversed: something that holds with a probability, or in a share of draws."""

    kind: Literal["question", "claim"]
    id: str
    says: str
    form: str  # of a claim; a question's test
    line: int
    margin: Callable[[Trials], Margin]  # how it is read off draws, gradually
    plainly: Plainly  # its probability by a plain run of a study with so many draws and that seed
    turns: Callable[[float], tuple[Turn, ...]]  # where it reverses, from where it stands
    words: Callable[[float], str]  # a probability in words: of likelihood, or a verdict
    histories: int = 1  # that each draw takes
    built_in: str = ""  # why it holds whatever the numbers are


def judgement(study: Study, name: str, to: float | None = None) -> Judgement:
    """The question or claim of that name. `to`: the probability (share of draws) across which it is to be carried.

    Raises:
        DetenteError: there is neither, or the threshold is no probability.
    """
    if to is not None and not 0 < to < 1:
        raise DetenteError(f"{to:g} is no threshold for a probability", "give a number between 0 and 1, such as 0.5")
    for question in study.questions:
        if question.id == name:
            return _of_question(question, EVEN if to is None else to)
    for claim in study.claims:
        if claim.id == name:
            return _of_claim(study, claim, to)
    known = [q.id for q in study.questions] + [c.id for c in study.claims]
    raise DetenteError(f"`{name}` is no question or claim of this study", nearest(name, known))


def _of_question(question: Question, to: float) -> Judgement:
    return Judgement(
        "question", question.id, question.ask, question.test, question.line,
        margin=lambda trials: margins.of_question(trials, question),
        plainly=_asked(question),
        turns=lambda standing: (Turn(to, falls=standing >= to),),
        words=likelihood.in_words,
    )  # fmt: skip


def _of_claim(study: Study, claim: Claim, to: float | None) -> Judgement:
    def turns(standing: float) -> tuple[Turn, ...]:
        if to is not None:
            return (Turn(to, falls=standing >= to),)
        held = standing >= LEANING
        return (Turn(OPEN if held else BORNE_OUT, falls=held),)

    def of_ignorance(standing: float) -> tuple[Turn, ...]:
        low, high = IGNORANCE
        if low < standing < high:
            return (Turn(low, falls=True), Turn(high, falls=False))
        return (Turn(high, falls=True),) if standing >= high else (Turn(low + 1e-9, falls=False),)

    if form(claim) == "open":
        question = asking.question(study, claim.expect["open"])
        return Judgement(
            "claim", claim.id, claim.says, "open", claim.line,
            margin=lambda trials: margins.of_question(trials, question),
            plainly=_asked(question),
            turns=of_ignorance if to is None else turns,
            words=verdict_of_ignorance,
        )  # fmt: skip
    return Judgement(
        "claim", claim.id, claim.says, form(claim), claim.line,
        margin=lambda trials: of_claim(trials, claim),
        plainly=lambda study, draws, seed: float(tested(claim, Pairs(study, draws=draws, seed=seed)).holds.mean()),
        turns=turns,
        words=verdict,
        histories=_histories(study, claim),
        built_in=without_numbers(claim, study),
    )  # fmt: skip


def _histories(study: Study, claim: Claim) -> int:
    """How many histories of a draw a claim compares."""
    match form(claim):
        case "level" | "rising" | "falling" | "slower-to-fall" | "inside-band":
            return 1
        case "pivotal":
            polity = next(f.polity for f in study.factions if f.id == claim.expect["pivotal"])
            return 1 + sum(f.polity == polity for f in study.factions)
        case "share-of":
            return MANY
        case _:
            return 2


def _asked(question: Question) -> Plainly:
    def plainly(study: Study, draws: int, seed: int) -> float:
        answers = simulate(study, draws=draws, seed=seed).answers
        return next(a.probability for a in answers if a.question.id == question.id)

    return plainly
