"""What-ifs and rival variants in words: by how much each differs, by which inputs, and which of them suffice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from shlex import quote

from detente import figures
from detente.drawing.heading import told
from detente.explain.departures import Departure
from detente.explain.numerals import alone, percent
from detente.explain.whatif import Case, Comparison, Gap, Shift
from detente.report import basis
from detente.report.answers import Answers
from detente.report.document import Basis, Block, Code, Entry, Grid, Inline, Link, Paragraph, Picture, Sentence, said
from detente.report.fewer import fewer_draws
from detente.report.in_points import points, size
from detente.study.likelihood import with_number
from detente.study.nouns import Issue, Question, Study
from detente.study.subjects import subjects

SAME = "no difference beyond sampling error"

LISTED = 12
"""Inputs that are named of one change, at most."""

TELLING = 3
"""Changes that a brief tells of."""

_LEAST = 0.05  # points: less rounds to nothing


def changes(answers: Answers) -> Iterator[Block]:
    """Every what-if and variant beside the study as it stands: levels, questions, and what each differs by."""
    found = answers.changes
    if found is None:
        yield Paragraph((said(f"There is nothing to compare: {answers.missing.get('whatif', 'it was not asked')}."),))
        return
    chosen = _telling(answers, found)
    source = _basis(answers, found)
    variants = len(found.study.variants)
    counted = [_count(len(found.cases) - variants, "what-if"), _count(variants, "rival variant")]
    several = " and ".join(words for words in counted if words[0] != "0")
    yield Paragraph(
        (
            said(
                f"Beside the study {several} {'was' if len(found.cases) == 1 else 'were'} run, in the same draws, so "
                "that what differs is the change and not luck.",
                basis=source,
            ),
            said(
                "Numbers are changes of a level in points, without noise: the median of draws, and in brackets the "
                "middle 90 % of them. A mean difference within twice its standard error is told as none.",
                basis=source,
            ),
            *fewer_draws(answers, found.made, source),
        )
    )
    if chosen:
        yield Picture("whatif", figures.named("whatif").rows(_only(found, chosen)), source)
    for issue in sorted(found.study.issues, key=lambda q: q.id != found.issue):
        yield _levels(answers, found, issue)
    if found.study.questions:
        yield _questions(answers, found)
    for case in found.cases:
        yield Entry(_id(found, case), said(_name(found, case)), tuple(_differs(answers, found, case)))


def telling(answers: Answers) -> Iterator[Block]:
    """The few changes that move the headline most, as a table."""
    found = answers.changes
    if found is None:
        return
    chosen = _telling(answers, found)
    if not chosen:
        yield Paragraph((said("None of the study’s what-ifs moves the headline beyond sampling error."),))
        return
    issue, now = answers.issue, found.study.span.now
    heads = ["What if", f"{issue.title}, {_when(found)[0]}, points"]
    if answers.question is not None:
        heads.append(answers.question.ask)
    lines: list[tuple[Sentence, ...]] = []
    for case in chosen:
        cells = [_gap(found.gap(case, issue.id, now))]
        cells += [_shifted(s) for s in case.shifts if s.question == answers.question]
        name = said(Link(_name(found, case), _id(found, case)), basis=basis.change(answers, case.change.id))
        lines.append((name, *(said(cell) for cell in cells)))
    yield Grid("The changes that move the headline most", tuple(heads), tuple(lines))


# ── tables ────────────────────────────────────────────────────────────────────────────────────


def _levels(answers: Answers, found: Comparison, issue: Issue) -> Grid:
    days, when = (found.study.span.now, found.study.span.until), _when(found)
    stands = [said("As the study stands", basis=basis.level(answers, issue.id))]
    stands += [said(alone(found.level(issue.id, day))) for day in days]
    lines = [
        (
            said(Link(_name(found, case), _id(found, case)), basis=basis.change(answers, case.change.id)),
            *(said(_gap(found.gap(case, issue.id, day))) for day in days),
        )
        for case in found.cases
    ]
    return Grid(
        f"{issue.title}: the level, and by how much each changes it", ("Change", *when), (tuple(stands), *lines)
    )


def _questions(answers: Answers, found: Comparison) -> Grid:
    lines: list[tuple[Sentence, ...]] = []
    for k, question in enumerate(found.study.questions):
        pairs = [(case, case.shifts[k]) for case in found.cases]
        moved = [(case, shift) for case, shift in pairs if shift.beyond_error]
        for case, shift in moved:
            name = said(Link(_name(found, case), _id(found, case)), basis=basis.change(answers, case.change.id))
            lines.append((said(question.ask), name, said(percent(shift.before)), said(percent(shift.after))))
        if len(moved) < len(pairs):
            who = "all others" if moved else "each of them"
            before = said(percent(pairs[0][1].before), basis=basis.question(answers, question.id))
            lines.append((said(question.ask), said(who), before, said(SAME)))
    heads = ("Question", "Change", "As the study stands", "With the change")
    return Grid("What each change does to the questions", heads, tuple(lines), folded=True)


# ── one change ────────────────────────────────────────────────────────────────────────────────


def _differs(answers: Answers, found: Comparison, case: Case) -> Iterator[Block]:
    inputs = case.departures
    if not inputs:
        yield Paragraph((said("It differs by nothing: it is the study as it stands."),))
        return
    parts: list[Inline] = [f"It differs by {_count(len(inputs), 'input')}: "]
    for k, one in enumerate(inputs[:LISTED]):
        parts += ["; " if k else "", *_departing(found.study, one)]
    more = f"; and {len(inputs) - LISTED} more" if len(inputs) > LISTED else ""
    sentences = [said(*parts, f"{more}.", basis=basis.change(answers, case.change.id))]
    if len(inputs) > 1:
        sentences.append(_suffices(answers, found, case))
    yield Paragraph(tuple(sentences))


def _departing(study: Study, one: Departure) -> tuple[Inline, ...]:
    """One input in which a change departs from its study, by the names that a reader knows."""
    about = subjects(study)
    by_path = {a.path: about[a.key].says for a in study.assumptions}
    match one.kind:
        case "event left out":
            return (f"“{one.title}” left out",)
        case "faction left out":
            return (f"{one.title or one.name} left out",)
        case "effect left out":
            effect = next((e for e in study.effects if e.id == one.name), None)
            return (f"{about[effect.by.key].says if effect else one.name}, left out",)
        case "without its source":
            return (f"{by_path.get(one.name, one.name)}, without its source",)
        case "set" if one.name in by_path:
            return (f"{by_path[one.name]}, set to {one.title}",)
        case "set":
            return (Code(one.name), f" set to {one.title}")
        case "added":
            return (Code(one.name), " added")


def _suffices(answers: Answers, found: Comparison, case: Case) -> Sentence:
    """The smallest part with the same effect."""
    source = basis.change(answers, case.change.id)
    title = next(q.title for q in found.study.issues if q.id == found.issue)
    when = told(found.day, found.study.span.step)
    part = case.smallest
    if part is None:
        gap = _gap(found.gap(case, found.issue, found.day))
        return said(
            f"No part of it is singled out: its effect on {title} in {when}, {gap}, is next to nothing or of no clear "
            "direction.",
            basis=source,
        )
    whole = size(part.whole, sign=True)
    if len(part.members) == len(inputs := case.departures):
        sure = "No smaller set of them has" if part.exhaustive else "No smaller set of them was found that has"
        return said(f"{sure} the same effect on {title} in {when}, {whole} points.", basis=source)
    names: list[Inline] = []
    for k, member in enumerate(part.members):
        names += ["; " if k else "", *_departing(found.study, inputs[member])]
    sure = "no smaller set does" if part.exhaustive else "a smaller set may do so too"
    others = f"; {part.others} more of that size would do" if part.others else ""
    return said(
        f"On {title} in {when} the same effect comes of {len(part.members)} of them (",
        *names,
        f"): {size(part.effect, sign=True)} of {whole} points ({sure}{others}).",
        basis=source,
    )


# ── words ─────────────────────────────────────────────────────────────────────────────────────


def _gap(gap: Gap) -> str:
    if not gap.mean and not gap.error:
        return "none in any draw"
    if not gap.beyond_error:
        return SAME
    if max(abs(gap.p5), abs(gap.p95), abs(gap.median)) < _LEAST:
        return "less than 0.1"
    return points(gap.median, gap.p5, gap.p95, sign=True)


def _shifted(shift: Shift) -> str:
    before, after = percent(shift.before), percent(shift.after)
    if not shift.beyond_error or before == after:
        return SAME if not shift.beyond_error else f"{after}, as before"
    return f"{before} → {with_number(shift.after) if shift.reworded else after}"


def _telling(answers: Answers, found: Comparison) -> list[Case]:
    """Those with the largest effects on the headline's level now; the one that moves the question most among them."""
    now, issue = found.study.span.now, answers.issue.id
    gaps = {case.change.id: found.gap(case, issue, now) for case in found.cases}
    moving = [case for case in found.cases if gaps[case.change.id].beyond_error]
    moving.sort(key=lambda case: -abs(gaps[case.change.id].median))
    chosen = moving[:TELLING]
    turning = [(abs(s.difference), case) for case in found.cases if (s := _of(case, answers.question)) is not None]
    if turning:
        most = max(turning, key=lambda pair: pair[0])[1]
        if most not in chosen:
            chosen = [*chosen[: TELLING - 1], most]
    return chosen


def _of(case: Case, question: Question | None) -> Shift | None:
    return next((s for s in case.shifts if s.question == question and s.beyond_error), None)


def _name(found: Comparison, case: Case) -> str:
    variant = case.change.id in {v.id for v in found.study.variants}
    return f"{'Variant: ' if variant else ''}{case.change.title or case.change.id}"


def _id(found: Comparison, case: Case) -> str:
    return f"change-{1 + [c.change.id for c in found.cases].index(case.change.id)}"


def _when(found: Comparison) -> tuple[str, str]:
    span = found.study.span
    now, end = (told(day, span.step) for day in (span.now, span.until))
    return f"{now} (now)", f"{end} (end)"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _only(found: Comparison, cases: Sequence[Case]) -> Comparison:
    """The same with some cases only, and with the headline's issue only: what a picture of a report has room for."""
    q = [found.issues.index(found.issue)]
    study = replace(found.study, issues=tuple(i for i in found.study.issues if i.id == found.issue))
    few = (replace(c, quantiles=c.quantiles[:, q], mean=c.mean[q], error=c.error[q]) for c in cases)
    return replace(found, study=study, issues=(found.issue,), levels=found.levels[:, q], cases=tuple(few))


def _basis(answers: Answers, found: Comparison) -> Basis:
    names = " ".join(quote(case.change.id) for case in found.cases)
    command = f"detente whatif {quote(answers.study.name)} {names} --draws {found.made.draws} --seed {found.made.seed}"
    return Basis("changes", "What-ifs and variants beside the study", command)
