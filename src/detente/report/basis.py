"""Where the numbers of a report come from: for each kind of number the command that prints it, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from shlex import quote

from detente.explain.bearing import bearing
from detente.report import anchors
from detente.report.answers import Answers
from detente.report.belonging import about, belonging, of_change, of_claim
from detente.report.document import Basis
from detente.study.assumptions import Because
from detente.study.nouns import Claim

NAMED = 8
"""Assumptions that a basis names at most; of the others it says how many there are."""


def level(answers: Answers, issue: str) -> Basis:
    """Of the level of an issue."""
    title = next(q.title for q in answers.study.issues if q.id == issue)
    return _basis(answers, f"level {issue}", f"Level of {title}", "run", "", [issue])


def question(answers: Answers, name: str) -> Basis:
    """Of the probability of a question."""
    asked = next(q for q in answers.study.questions if q.id == name)
    return _basis(answers, f"question {name}", asked.ask, "run", "", [asked.issue], until=asked.by)


def unitary(answers: Answers, issue: str) -> Basis:
    """Of what the tiers add to an issue's level."""
    title = next(q.title for q in answers.study.issues if q.id == issue)
    note = "From the first 1,024 draws at most."
    return _basis(answers, f"unitary {issue}", f"{title} without tiers", "run", "", [issue], note)


def politics(answers: Answers, issue: str) -> Basis:
    """Of positions, weights, lines and policies on an issue."""
    title = next(q.title for q in answers.study.issues if q.id == issue)
    note = "In run.nc: position, weight, line, policy; positions and weights from the first 1,024 draws at most."
    return _basis(answers, f"politics {issue}", f"Who wants what on {title}", "run", "", [issue], note)


def willing(answers: Answers, issue: str) -> Basis:
    """Of who sets an issue's level, what factions weigh beside each other, and whose small game is held."""
    title = next(q.title for q in answers.study.issues if q.id == issue)
    note = "The command prints it for the present; `--at` gives any other date."
    drawn = f"--draws {answers.draws['willing']} --seed {answers.run.seed}"
    command = f"detente why {quote(answers.study.name)} --issue {quote(issue)} {drawn}"
    found = _basis(answers, f"willing {issue}", f"Who sets the level of {title}", "run", "", [issue], note)
    return replace(found, command=command)


def roots(answers: Answers) -> Basis:
    """Of the shares in the change of the headline's level."""
    title, now = f"Whose is the change of {answers.issue.title}", answers.study.span.now
    return _basis(answers, "roots", title, "roots", "", [answers.issue.id], until=now)


def claim(answers: Answers, name: str) -> Basis:
    """Of the verdict on a claim."""
    of = next(c for c in answers.study.claims if c.id == name)
    issues = about(answers.study, of) or (answers.issue.id,)
    more, own = f"--only {quote(name)}", of_claim(answers.study, of)
    quoted = passages_of(answers, of.because)
    return _basis(
        answers, f"claim {name}", of.says, "claims", more, issues, until=_read(answers, of), own=own, passages=quoted
    )


def change(answers: Answers, name: str) -> Basis:
    """Of the difference that a what-if or variant makes."""
    of = next(c for c in (*answers.study.what_ifs, *answers.study.variants) if c.id == name)
    own = of_change(answers.study, of)
    return _basis(answers, f"change {name}", of.title or name, "whatif", quote(name), [answers.issue.id], own=own)


def flip(answers: Answers) -> Basis:
    """Of the smallest shift that reverses the headline's judgement."""
    found = answers.flip
    title = "What would reverse the judgement"
    keys = [s.input.key for s in found.carriers if s.input.key in answers.order] if found is not None else []
    asked = answers.question
    issue = answers.issue.id if asked is None else asked.issue
    more, by = quote(answers.study.headline_question), None if asked is None else asked.by
    return _basis(answers, "flip", title, "flip", more, [issue], until=by, own=keys)


def weakest(answers: Answers) -> Basis:
    """Of effects, weaknesses and dropped sources."""
    title = "What the headline hangs on, and what holds it"
    return _basis(answers, "weakest", title, "weakest", "", [answers.issue.id])


def sensitivity(answers: Answers) -> Basis:
    """Of the tornado."""
    title = f"What {answers.issue.title} depends on"
    now = answers.study.span.now
    return _basis(answers, "sensitivity", title, "sensitivity", "--method gradient", [answers.issue.id], until=now)


def count(answers: Answers) -> Basis:
    """Of how many assumptions rest on what, and of what became of the quotes."""
    note = "Counted in what it lists: each quote with its source and paragraph, and what the assumptions rest on."
    command = f"detente check {quote(answers.study.name)}"
    return Basis("count", "Assumptions, quotes and sources, counted", command, (), 0, note)


def passages_of(answers: Answers, reasons: Sequence[Because]) -> tuple[str, ...]:
    """Ids of the passages that some reasons quote, each once."""
    return tuple(dict.fromkeys(anchors.passage(answers, b) for b in reasons if b.kind == "passage"))


def _basis(
    answers: Answers,
    name: str,
    title: str,
    verb: str,
    more: str,
    issues: Sequence[str],
    note: str = "",
    *,
    until: date | None = None,
    own: Sequence[str] = (),
    passages: Sequence[str] = (),
) -> Basis:
    able, ranked = _strongest(answers, issues, until)
    first = [key for key in own if key in set(able)]
    keys = list(dict.fromkeys([*first, *able]))
    named = keys[: min(len(first), NAMED) if first else NAMED]
    chance = f"--draws {answers.draws[verb]} --seed {answers.run.seed}"
    words = [w for w in ("detente", verb, quote(answers.study.name), more, chance) if w]
    return Basis(
        name=name,
        title=title,
        command=" ".join(words),
        assumptions=tuple(named),
        more=len(keys) - len(named),
        note=note,
        passages=tuple(dict.fromkeys(passages)),
        order="own" if first else "strongest" if ranked else "file",
    )


def _read(answers: Answers, claim: Claim) -> date | None:
    """The last day on which a claim reads a level; None where it may read any."""
    if "slower-to-fall" in claim.expect:
        return None
    asked = [q.by for q in answers.study.questions if q.id == claim.expect.get("open")]
    return max([*asked, *(day for day in claim.expect.values() if isinstance(day, date))], default=None)


def _strongest(answers: Answers, issues: Sequence[str], until: date | None) -> tuple[list[str], bool]:
    """Keys of the assumptions that can move some issues until a day; whether those with the largest effects come first.

    Effects are known on the headline's level now. For any other issue its own numbers come first, then all others; both
    as the study has them.
    """
    able = bearing(answers.study, *issues, until=until)
    if answers.weakest is None or list(issues) != [answers.issue.id]:
        first = {key for issue in issues for key in belonging(answers.study, issue)}
        return sorted(able, key=lambda key: key not in first), False
    effects = {p.input.key: p.effect.value for p in answers.weakest.points}
    return sorted(able, key=lambda key: -effects.get(key, 0.0)), True
