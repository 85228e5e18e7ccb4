"""How far a study's judgement can be trusted, by what it rests on: a proposal, with what speaks for it and against it.

Confidence is about the basis of a judgement, not about the event: how many sources and how good, whether they agree,
what is only assumed, how little would overturn it, and whether such judgements have come true before.

Rule. Each cause below speaks for, against, or seriously against:

    cause       for                          against                        seriously against
    sources     three publishers or more     two publishers                 one publisher, or none
    grade       the best source is good      it is fair, or none is known   it is doubtful
    judgement   less than 1/4 of the effect  1/4 to 1/2                     more than 1/2
    reversal    none within 2 sigma          between 1 and 2, or unknown    less than 1
    claims      none of three contradicted   some, or fewer than three      more than 1/4 of them
    sources     none, taken away, moves it   one changes its word           one reverses it
      away
    rivals      none reverses it             there is none                  one reverses it
    bare        every number has a reason    some have none                 more than 1/10 have none
    record      forecasts have been scored   none has been scored           -

    low        two serious causes against it, or four causes against it in all
    high       nothing against it
    moderate   everything else

As long as no forecast of a study has been scored there is no high confidence in it, and that is meant: nobody knows
yet how such models do. Grades are cut as in `detente.explain.weakness`; F and 6 say that nobody could judge, so they
count as unknown and not as the worst. No published scale exists; the cuts are ours, and stand here to be argued with.

Source: Intelligence Community Directive 203 (2015), section D.6.e(2): the causes are told, and never in one sentence
with a likelihood.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from detente.evidence import grades
from detente.explain.claims import VERDICTS, Claims
from detente.explain.flip import ROBUST, Flip
from detente.explain.numerals import alone, percent
from detente.explain.weakest import Dropped, Weakest
from detente.explain.weakness import graded
from detente.explain.whatif import Comparison
from detente.study.nouns import Source, Study

Level = Literal["low", "moderate", "high"]
Weight = Literal["for", "against", "serious"]

RULE = "two causes seriously against it, or four against it in all, make it low; with none against it, it is high"
"""The rule as a report prints it."""

SERIOUS, MANY = 2, 4
"""Serious causes against, and causes against in all, from which confidence is low."""

SOME, MOST = 1 / 4, 1 / 2
"""Shares of the effect on the level from which resting on judgement alone speaks against, and seriously."""

TESTED = 3
"""Claims that have to be tested before none contradicted says anything."""

CONTRADICTED = 1 / 4
BARE = 1 / 10
NEAR = 1.0
"""Distance to reversal, in standard deviations, below which it speaks seriously against."""

About = Literal["sources", "grade", "judgement", "reversal", "claims", "away", "rivals", "bare", "record"]


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that speaks for confidence or against it, as a clause with its number."""

    about: About
    weight: Weight
    says: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A level of confidence with its causes, in the order of the rule."""

    level: Level
    causes: tuple[Cause, ...]

    @property
    def in_favour(self) -> tuple[Cause, ...]:
        """What speaks for it."""
        return tuple(c for c in self.causes if c.weight == "for")

    @property
    def against(self) -> tuple[Cause, ...]:
        """What speaks against it, serious causes first."""
        return tuple(sorted((c for c in self.causes if c.weight != "for"), key=lambda c: c.weight != "serious"))


def proposed(
    study: Study,
    *,
    weakest: Weakest | None,
    flip: Flip | None,
    claims: Claims | None,
    changes: Comparison | None,
    scored: int = 0,
) -> Proposal:
    """The level that the rule proposes for a study's judgement, from what the verbs say of it.

    What could not be asked is None, and speaks against. `scored` counts forecasts of the study that were scored.
    """
    causes = (
        _sources(study.sources),
        _grade(study.sources),
        _judgement(weakest),
        _reversal(study, flip),
        _claims(claims),
        *_away(weakest),
        _rivals(study, changes),
        _bare(study),
        _record(scored),
    )
    return Proposal(level([c.weight for c in causes]), causes)


def level(weights: Sequence[Weight]) -> Level:
    """The level that causes of such weights make."""
    serious, against = weights.count("serious"), len(weights) - weights.count("for")
    if serious >= SERIOUS or against >= MANY:
        return "low"
    return "moderate" if against else "high"


def _sources(sources: Sequence[Source]) -> Cause:
    if not sources:
        return Cause("sources", "serious", "it cites no source")
    publishers = len({" ".join((s.publisher or s.author or s.id).casefold().split()) for s in sources})
    cited = _many(len(sources), "source", "sources")
    weight: Weight = "for" if publishers >= 3 else "against" if publishers == 2 else "serious"
    if len(sources) == 1:
        return Cause("sources", weight, "it rests on one source, which no other confirms")
    return Cause("sources", weight, f"it rests on {cited} from {_many(publishers, 'publisher', 'publishers')}")


def _grade(sources: Sequence[Source]) -> Cause:
    known = [s.grade.upper() for s in sources if len(s.grade) == 2 and s.grade[0] not in "Ff" and s.grade[1] != "6"]
    if not known:
        return Cause("grade", "against", "no source has a grade that says how reliable it is")
    best = min(known, key=lambda g: (max(g[0], chr(ord("A") + int(g[1]) - 1)), g))
    worth = graded(best)
    weight: Weight = {"good": "for", "fair": "against", "doubtful": "serious"}[worth]  # pyright: ignore[reportAssignmentType]
    which = "its source is graded" if len(sources) == 1 else "its best source is graded"
    return Cause("grade", weight, f"{which} {best} ({grades.in_words(best)})")


def _judgement(weakest: Weakest | None) -> Cause:
    total = sum(p.effect.value for p in weakest.points) if weakest else 0.0
    if weakest is None or total == 0:
        return Cause("judgement", "against", "how much of it rests on judgement alone is not known")
    bare = sum(p.effect.value for p in weakest.points if not _shown(p.weakness.words)) / total
    weight: Weight = "for" if bare < SOME else "against" if bare <= MOST else "serious"
    return Cause("judgement", weight, f"{percent(bare)} of what moves the level rests on judgement alone")


def _shown(words: str) -> bool:
    """Whether something besides its author's word supports a number."""
    return not words.startswith(("judgement only", "unsupported"))


def _reversal(study: Study, flip: Flip | None) -> Cause:
    if not study.headline_question:
        return Cause("reversal", "against", "it asks no question that could be answered otherwise")
    if flip is None:
        return Cause("reversal", "against", "how little would reverse it is not known")
    match flip.status:
        case "built-in":
            says = "it holds whatever the study's numbers are, so that no evidence bears on it"
            return Cause("reversal", "serious", says)
        case "unmoved":
            return Cause("reversal", "serious", "no number of the study moves it, so that no evidence bears on it")
        case "beyond":
            return Cause("reversal", "for", "no shift of its numbers was found that reverses it")
        case "flipped":
            far = flip.distance or 0.0
            weight: Weight = "for" if far >= ROBUST else "against" if far >= NEAR else "serious"
            says = f"a shift of its numbers by {distance(far)} standard deviations together reverses it"
            return Cause("reversal", weight, says)


def distance(far: float) -> str:
    """A distance to reversal in two figures; what falls short of robust is never rounded up to it."""
    return f"just under {ROBUST:g}" if far < ROBUST <= round(far, 1) else alone(far)


def _claims(claims: Claims | None) -> Cause:
    counts = claims.counts if claims else {}
    tested = sum(counts.get(v, 0) for v in VERDICTS)
    if not tested:
        built_in = ", since all hold by construction" if counts.get("built in") else ""
        return Cause("claims", "against", f"no claim of a source tests the model{built_in}")
    contradicted = counts["contradicted"]
    total = sum(counts.values())
    many = f"{contradicted or 'none'} of {_many(total, 'claim', 'claims')} of its sources is contradicted"
    if contradicted > 1:
        many = many.replace(" is ", " are ")
    if total == 1:
        many = f"the one claim of its sources is {'' if contradicted else 'not '}contradicted"
    if contradicted > CONTRADICTED * tested:
        return Cause("claims", "serious", many)
    return Cause("claims", "for" if not contradicted and tested >= TESTED else "against", many)


def _away(weakest: Weakest | None) -> tuple[Cause, ...]:
    if weakest is None:
        return (Cause("away", "against", "what it is without each source is not known"),)
    asked = [d for d in weakest.sources if d.chance is not None]
    if not asked:
        return ()
    turned = [d for d in asked if _turns(d)]
    if turned:
        return (Cause("away", "serious", f"without {_named(turned)} it is reversed"),)
    moved = [d for d in asked if d.chance is not None and d.chance.reworded]
    if moved:
        return (Cause("away", "against", f"without {_named(moved)} it takes another word of the scale"),)
    one = "taking its source away" if len(asked) == 1 else "taking any one source away"
    return (Cause("away", "for", f"{one} does not clearly change its word"),)


def _turns(dropped: Dropped) -> bool:
    chance = dropped.chance
    return chance is not None and chance.differs and (chance.before < 0.5) != (chance.after < 0.5)


def _rivals(study: Study, changes: Comparison | None) -> Cause:
    if not study.variants:
        return Cause("rivals", "against", "it names no rival reading of the case to be tried against")
    rivals = {v.id for v in study.variants}
    cases = [c for c in changes.cases if c.change.id in rivals] if changes else []
    shifts = [(c, s) for c in cases for s in c.shifts if s.question.id == study.headline_question]
    if not shifts:
        return Cause("rivals", "against", "what its rival readings make of it is not known")
    turned = [c.change.id for c, s in shifts if s.beyond_error and (s.before < 0.5) != (s.after < 0.5)]
    of = _many(len(shifts), "rival reading", "rival readings")
    if turned:
        return Cause("rivals", "serious", f"{len(turned)} of its {of} would reverse it")
    reworded = [s for _, s in shifts if s.reworded]
    if reworded:
        return Cause("rivals", "against", f"{len(reworded)} of its {of} would take it to another word of the scale")
    one = "its rival reading does not clearly change its word"
    says = f"none of its {of} would clearly change its word" if len(shifts) > 1 else one
    return Cause("rivals", "for", says)


def _bare(study: Study) -> Cause:
    bare, total = sum(a.support == "unsupported" for a in study.assumptions), len(study.assumptions)
    if not bare:
        return Cause("bare", "for", "every number has a stated reason, a passage or a judgement")
    weight: Weight = "serious" if bare > BARE * total else "against"
    return Cause("bare", weight, f"{bare} of {_many(total, 'number has', 'numbers have')} no reason")


def _record(scored: int) -> Cause:
    if not scored:
        return Cause("record", "against", "no forecast of this study has been scored yet")
    return Cause("record", "for", f"{_many(scored, 'forecast', 'forecasts')} of this study have been scored")


def _many(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def _named(dropped: Sequence[Dropped]) -> str:
    names = [f"“{d.source.title or d.source.id}”" for d in dropped]
    return names[0] if len(names) == 1 else f"one of {', '.join(names)}"
