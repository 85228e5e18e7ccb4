"""How did the levels move, and where may they go?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Any

from detente.study import calendar, likelihood
from detente.study.nouns import Issue, Study
from detente.study.problems import DetenteError
from detente.verbs import Setting

if TYPE_CHECKING:
    from detente.engine.run import Run

MOST_DRAWS = 100_000_000


def do(
    study: Study,
    *,
    draws: Annotated[int, Setting("How many repetitions with all assumptions drawn anew.", 1, MOST_DRAWS, "n")] = 2048,
    seed: Annotated[int, Setting("Same seed, same numbers.", 0, 2**63 - 1)] = 1,
    until: Annotated[str | None, Setting("Run to this date instead of the study's own.")] = None,
    variant: Annotated[str | None, Setting("Run this variant or what-if of the study.")] = None,
    progress: Callable[[int, int], None] | None = None,
) -> Run:
    """Run a study and draw its levels: medians with 90 % bands, and the probability of each question.

    Where the study names indicators whose series are held here, they are drawn beside the level with their rank
    correlation; nothing is fitted to them.

    Writes runs/<id>/ in the study's folder, or under ./runs for a bundled study: run.nc, run.json and the figures.

    Path: verbs/run.py, engine/draws.py, files/readings.py, files/runs.py
    """
    from detente.study.reading import variant as changed

    if variant is not None:
        study = changed(study, variant)
    if until is not None:
        study = _until(study, until)
    from detente.engine.draws import simulate  # slow to import; what is wrong with the question is said before
    from detente.files.readings import readings

    began = perf_counter()
    run = simulate(study, draws=draws, seed=seed, progress=progress)
    return replace(run, timings={"simulate_s": perf_counter() - began}, readings=readings(study))


def save(
    run: Run,
    *,
    out: Annotated[Path | None, Setting("Write the run's folder into this folder.")] = None,
) -> str:
    """Write the run's folder. Returns what to say of it."""
    from detente import keeping
    from detente.files.runs import write

    began = perf_counter()
    pictures = keeping.pictures("run", run)
    timings = {**run.timings, "figures_s": perf_counter() - began}
    folder = write(run, out, pictures, timings)
    files = "  ".join(sorted(path.name for path in folder.iterdir()))
    return f"Written       {folder}/\n              {files}"


def show(run: Run) -> str:
    """The levels at chosen dates, the questions, indicators, what the numbers rest on, and what the tiers add."""
    from detente.explain import indicators

    study = run.study
    label = f" · {study.variant}" if study.variant else ""
    head = f"{study.title}{label}\n{run.draws:,} draws · seed {run.seed} · study {study.hash[:8]} · {study.span.step}s"
    headline_first = sorted(study.issues, key=lambda issue: issue.id != study.headline_issue)
    parts = [head, *(_table(run, issue) for issue in headline_first)]
    if study.questions:
        parts.append("\n".join(_question_rows(run)))
    if run.readings:
        parts.append("\n".join(indicators.told(run)))
    parts.append("\n".join([_assumptions(study), _two_levels(run)]))
    return "\n\n".join(parts)


def data(run: Run) -> dict[str, Any]:
    """The table, the questions, the indicators and what is needed to redo the run."""
    from detente.explain import indicators

    study = run.study
    levels = [
        {
            "issue": issue.id,
            "date": _spell(study, when),
            **dict(zip(("low", "median", "high"), _band(run, issue, when), strict=True)),
        }
        for issue in study.issues
        for when in _chosen(study)
    ]
    questions = [
        {"id": q.question.id, "ask": q.question.ask, "probability": q.probability, "no_change": q.no_change}
        for q in run.answers
    ]
    return {
        "study": study.name,
        "hash": study.hash,
        "variant": study.variant,
        "version": run.version,
        "seed": run.seed,
        "draws": run.draws,
        "levels": levels,
        "questions": questions,
        "indicators": indicators.plain(run),
        "assumptions": dict(Counter(a.support for a in study.assumptions)),
    }


def _until(study: Study, spelled: str) -> Study:
    from detente.study.checks.span_order import MAX_STEPS

    try:
        last = calendar.parse(spelled)[1]
    except ValueError:
        raise DetenteError(f"`{spelled}` is no date", "write 2027, 2027-06 or 2027-06-15") from None
    if last <= study.span.start:
        raise DetenteError(f"{spelled} is before the study begins ({study.span.start})", "give a later date")
    if calendar.steps(study.span.start, last, study.span.step) > MAX_STEPS:
        raise DetenteError(f"{spelled} is more than {MAX_STEPS:,} steps from the start", "give an earlier date")
    asked = tuple(q for q in study.questions if q.by <= last)
    now = min(study.span.now, last)
    return replace(study, span=replace(study.span, now=now, until=last), questions=asked)


def _chosen(study: Study) -> list[date]:
    """Dates for the table: the first step, round years, now, and the end."""
    span = study.span
    years = span.now.year - span.start.year
    every = next((n for n in (1, 2, 5, 10, 20, 50, 100) if years / n <= 5), 200)
    rounds = [date(year, 12, 31) for year in range(span.start.year, span.now.year) if year % every == 0]
    apart = 110 * every  # days: almost a third of the distance between two rows
    inside = [day for day in rounds if (day - span.start).days > apart and (span.now - day).days > apart]
    ahead = [day for day in (date(span.now.year + 1, 12, 31), span.until) if span.now < day <= span.until]
    return [span.start, *inside, span.now, *dict.fromkeys(ahead)]


def _table(run: Run, issue: Issue) -> str:
    study = run.study
    rows: list[str] = []
    for when in _chosen(study):
        low, median, high = _band(run, issue, when)
        kind = "now" if when == study.span.now else "projected" if when > study.span.now else ""
        place = _landmark(issue, median, ahead=when > study.span.now)
        row = f"  {_spell(study, when):<10} {kind:<10}{median:>6.0f}   {f'{low:.0f}–{high:.0f}':<9}{place}"
        rows.append(row.rstrip())
    title = issue.title if len(issue.title) <= 60 else issue.title[:59] + "…"
    head = f"{title:<22}  median   90 %" if len(title) <= 22 else f"{title}\n{'':<22}  median   90 %"
    return "\n".join([head, *rows])


def _landmark(issue: Issue, level: float, *, ahead: bool) -> str:
    """The landmark a level has passed, or the one it is short of, in words."""
    if ahead:
        return next((f"short of “{words}” ({at:g})" for at, words in issue.scale if at > round(level)), "")
    passed = [f"past “{words}” ({at:g})" for at, words in issue.scale if 0 < at <= round(level)]
    return passed[-1] if passed else ""


def _question_rows(run: Run) -> Iterator[str]:
    for answer in run.answers:
        yield f"{answer.question.ask}"
        still = "yes" if answer.no_change else "no"
        yield f"  {likelihood.with_number(answer.probability)}   (no change alone would say: {still})"


def _assumptions(study: Study) -> str:
    counts = Counter(a.support for a in study.assumptions)
    held = sum(
        any(study.quote_status.get(b.path) == "found" for b in a.because)
        for a in study.assumptions
        if a.support == "quoted"
    )
    return (
        f"Assumptions   {counts['quoted']} quoted ({held} held here) · {counts['measured']} measured"
        f" · {counts['judged']} judged · {counts['unsupported']} unsupported"
    )


def _two_levels(run: Run) -> str:
    """How much the tiers add to the headline now, draw by draw, next to sampling error."""
    from detente.explain.tiers import tiers

    found = tiers(run, run.study.headline_issue, run.study.span.now)
    without, gap = found.without, found.gap
    said = f"Two levels    the unitary variant gives {without.median:.0f} ({without.p5:.0f}–{without.p95:.0f})"
    if not found.differs:
        return f"{said}: no difference beyond sampling error"
    much = "less than 1 point" if abs(gap.median) < 1 else f"about {_points(abs(gap.median))}"
    return f"{said}: the tiers make it {much} {'higher' if gap.median > 0 else 'lower'}"


def _points(value: float) -> str:
    return f"{value:.0f} point{'' if round(value) == 1 else 's'}"


def _band(run: Run, issue: Issue, when: date) -> tuple[float, float, float]:
    band = run.at(issue.id, when)
    return band.p5, band.median, band.p95


def _spell(study: Study, when: date) -> str:
    return calendar.spell(when, study.span.step)
