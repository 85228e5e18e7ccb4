"""From a draft without faults to the frozen nouns: ids, paths, inherited reasons."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from detente.study import nouns, spelling
from detente.study.assuming import Assuming
from detente.study.assumptions import Assumption, Because
from detente.study.calendar import parse as parse_date
from detente.study.claims import form_of
from detente.study.draft import Draft
from detente.study.fields import Given
from detente.study.ids import effect_id, event_ids, event_keys
from detente.study.plain import Path, is_list, is_mapping


def build(draft: Draft, name: str, variant: str = "") -> nouns.Study:
    """The study as frozen data. The draft must have no faults left."""
    study = draft.study
    plain = draft.plain
    assume = Assuming(draft)
    polities = tuple(_polity(assume, pid, p) for pid, p in study.polities.items())
    issues = tuple(_issue(assume, iid, i) for iid, i in study.issues.items())
    drivers = tuple(_driver(assume, did, d) for did, d in study.drivers.items())
    effects = tuple(_effect(assume, index, e) for index, e in enumerate(study.effects))
    return nouns.Study(
        title=study.title,
        span=nouns.Span(study.span.from_, study.span.now, study.span.until, study.span.step),
        headline_issue=study.headline.issue if study.headline else next(iter(study.issues)),
        headline_question=_headline_question(study),
        sources=tuple(_source(draft, sid, s) for sid, s in study.sources.items()),
        polities=polities,
        issues=issues,
        drivers=drivers,
        effects=effects,
        claims=tuple(_claim(assume, index, c) for index, c in enumerate(study.claims)),
        questions=tuple(_question(draft, index, q) for index, q in enumerate(study.questions)),
        what_ifs=tuple(_change(draft, "what-ifs", cid, c) for cid, c in study.what_ifs.items()),
        variants=tuple(_change(draft, "variants", cid, c) for cid, c in study.variants.items()),
        indicators=tuple(_indicator(draft, iid, i) for iid, i in study.indicators.items()),
        statements=tuple(
            nouns.Statement(sid, s.says, s.as_, s.at, draft.line(("statements", sid)))
            for sid, s in study.statements.items()
        ),
        boundary=study.boundary,
        assumptions=tuple(assume.made),
        hash=content_hash(plain),
        name=name,
        plain=plain,
        variant=variant,
        summary=study.summary,
        confidence=_confidence(draft),
    )


def content_hash(plain: Mapping[str, Any]) -> str:
    """SHA-256 of what a file says, whatever its comments, layout and order of keys."""
    canonical = json.dumps(_with_text_keys(plain), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _with_text_keys(data: object) -> object:
    """Keys as text, so that landmarks in quotes and without can be put in one order."""
    if is_mapping(data):
        return {str(key): _with_text_keys(value) for key, value in data.items()}
    return [_with_text_keys(item) for item in data] if is_list(data) else data


def _polity(assume: Assuming, polity_id: str, polity: spelling.Polity) -> nouns.Polity:
    path: Path = ("polities", polity_id)
    around = assume.because(path, polity.because)
    issues = list(assume.draft.study.issues)
    factions = tuple(
        _faction(assume, (*path, "factions", f), polity_id, f, faction, around)
        for f, faction in polity.factions.items()
    )
    band: dict[str, Assumption] = {}
    for issue, given in polity.band.items():
        here = (*path, "band", issue) if issue else (*path, "band")
        made = assume(here, given, around)
        band |= dict.fromkeys([issue] if issue else issues, made)
    dependence: dict[tuple[str, str], Assumption] = {}
    for upon, by_issue in polity.dependence.items():
        for issue, given in by_issue.items():
            here = (*path, "dependence", upon, issue) if issue else (*path, "dependence", upon)
            dependence[upon, issue] = assume(here, given, around)
    title = polity.title or polity_id
    return nouns.Polity(polity_id, title, polity.code, factions, band, dependence, polity.solver)


def _faction(
    assume: Assuming,
    path: Path,
    polity: str,
    faction_id: str,
    faction: spelling.Faction,
    around: Sequence[Because],
) -> nouns.Faction:
    around = assume.because(path, faction.because, around)
    capability = assume((*path, "capability"), faction.capability, around)
    return nouns.Faction(
        faction_id,
        faction.title or faction_id,
        polity,
        faction.game,
        capability,
        faction.active.from_,
        faction.active.until,
    )


def _issue(assume: Assuming, issue_id: str, issue: spelling.Issue) -> nouns.Issue:
    path: Path = ("issues", issue_id)
    around = assume.because(path, issue.because)
    start = assume((*path, "start"), issue.start, around)
    if isinstance(issue.pace, spelling.Pace):
        why = assume.because((*path, "pace"), issue.pace.because, around)
        rise = assume((*path, "pace", "rise"), issue.pace.rise, why)
        fall = assume((*path, "pace", "fall"), issue.pace.fall, why)
    else:
        rise = fall = assume((*path, "pace"), issue.pace, around)
    noise = assume((*path, "noise"), issue.noise, around)
    lock_in = assume((*path, "lock-in"), issue.lock_in, around) if issue.lock_in else None
    positions: list[nouns.Position] = []
    for faction, position in issue.positions.items():
        here = (*path, "positions", faction)
        why = assume.because(here, position.because, around)
        at = assume((*here, "at"), position.at, why)
        positions.append(nouns.Position(faction, at, assume((*here, "salience"), position.salience, why)))
    scale = tuple(sorted(issue.scale.items()))
    return nouns.Issue(
        issue_id,
        issue.title or issue_id,
        issue.parties,
        scale,
        start,
        issue.rule,
        rise,
        fall,
        noise,
        lock_in,
        tuple(positions),
    )


def _driver(assume: Assuming, driver_id: str, driver: spelling.Driver) -> nouns.Driver:
    path: Path = ("drivers", driver_id)
    around = assume.because(path, driver.because)
    ids, keys = event_ids(driver_id, driver.events), event_keys(driver_id, driver.events)
    events = tuple(
        _event(assume, (*path, "events", index), driver_id, ids[index], keys[index], event, around)
        for index, event in enumerate(driver.events)
    )
    return nouns.Driver(driver_id, driver.title or driver_id, driver.origin, events, assume.draft.line(path))


def _event(
    assume: Assuming,
    at: Path,
    driver: str,
    event_id: str,
    key: str,
    event: spelling.Event,
    around: Sequence[Because],
) -> nouns.Event:
    why = assume.because(at, event.because, around)
    shown: Path = (*at[:-1], event_id)

    def part(name: str, given: Given) -> Assumption:
        return assume((*shown, name), given, why, f"{key}.{name}", (*at, name))

    return nouns.Event(
        event_id,
        driver,
        event.what,
        key,
        part("strength", event.strength),
        event.on,
        event.between,
        event.lasts,
        event.until,
        fades=part("fades", event.fades) if event.fades else None,
        builds=part("builds", event.builds) if event.builds else None,
        probability=part("probability", event.probability) if event.probability else None,
        because=why,
        line=assume.draft.line(at),
    )


def _effect(assume: Assuming, index: int, effect: spelling.Effect) -> nouns.Effect:
    at: Path = ("effects", index)
    name = effect_id(effect)
    why = assume.because(at, effect.because)
    by = assume(("effects", name, "by"), effect.by, why, spelled_at=(*at, "by"))
    return nouns.Effect(name, effect.cause, effect.moves, effect.of, effect.on, effect.upon, by, assume.draft.line(at))


def _claim(assume: Assuming, index: int, claim: spelling.Claim) -> nouns.Claim:
    form = form_of(claim.expect)
    kinds = {**form.keys, **form.optional} if form else {}
    expect = {k: parse_date(str(v))[1] if kinds.get(k) == "date" else v for k, v in claim.expect.items()}
    at: Path = ("claims", index)
    return nouns.Claim(claim.id, claim.says, expect, assume.because(at, claim.because), assume.draft.line(at))


def _question(draft: Draft, index: int, question: spelling.Question) -> nouns.Question:
    line = draft.line(("questions", index))
    ((test, threshold),) = question.tests
    due = question.by or question.at or draft.study.span.until  # one of the first two is there: rule S21
    return nouns.Question(question.id, question.ask, question.issue, test, threshold, due, line)


def _confidence(draft: Draft) -> nouns.Confidence | None:
    found = draft.study.confidence
    if found is None:
        return None
    return nouns.Confidence(found.level, found.because.judgement, draft.line(("confidence",)))


def _headline_question(study: spelling.Study) -> str:
    if study.headline and study.headline.question:
        return study.headline.question
    return study.questions[0].id if study.questions else ""


def _source(draft: Draft, source_id: str, source: spelling.Source) -> nouns.Source:
    return nouns.Source(
        source_id,
        source.title or source_id,
        draft.line(("sources", source_id)),
        source.file,
        source.author,
        source.publisher,
        source.date,
        source.url,
        source.language,
        source.grade or "",
    )


def _change(draft: Draft, section: str, change_id: str, change: spelling.Change) -> nouns.Change:
    line = draft.line((section, change_id))
    return nouns.Change(change_id, change.title or change_id, change.without, change.set, change.add, line)


def _indicator(draft: Draft, indicator_id: str, one: spelling.Indicator) -> nouns.Indicator:
    line = draft.line(("indicators", indicator_id))
    told = (one.measure, one.dyad, one.data, one.column)
    return nouns.Indicator(indicator_id, one.issue, one.direction, one.lag, *told, one.loading, line)
