"""The entries of the sources that a study cites: what each is, how it is graded, what rests on it, how to get it."""

from __future__ import annotations

from shlex import quote

from detente.evidence import grades
from detente.report import anchors
from detente.report.answers import Answers
from detente.report.document import Code, Entry, Items, Paragraph, Strong, said
from detente.study.nouns import Source

LANGUAGES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian", "fr": "French", "he": "Hebrew",
    "it": "Italian", "pt": "Portuguese", "ru": "Russian", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip


def language(code: str) -> str:
    """The name of a language (BCP 47) where it is one of the common ones, else its code."""
    return LANGUAGES.get(code.split("-")[0].lower(), code)


def entry(answers: Answers, source: Source) -> Entry:
    """The entry of one source."""
    known = (
        ("Author", source.author),
        ("Publisher", source.publisher),
        ("Date", "" if source.date is None else source.date.isoformat()),
        ("Language", language(source.language)),
        ("Address", source.url),
        ("Grade", _graded(source)),
        ("Rests on it", _resting(answers, source)),
    )
    items = [Paragraph((said(Strong(name), f": {words or 'not said'}."),)) for name, words in known]
    items.append(Paragraph((said(Strong("Text"), ": ", *_text(answers, source)),)))
    title = said(Code(source.id), f" {source.title}")
    return Entry(anchors.source(answers, source.id), title, (Items(tuple(items)),))


def counted(n: int, thing: str) -> str:
    """A number of things: `1 quote`, `3 quotes`."""
    return f"{n} {thing}" if n == 1 else f"{n} {thing}s"


def _graded(source: Source) -> str:
    words = grades.in_words(source.grade)
    return f"{source.grade.upper()}, {words} (Admiralty code)" if words else "none given"


def _resting(answers: Answers, source: Source) -> str:
    verdicts = [v for v in answers.verdicts.values() if v.source == source.id]
    if not verdicts:
        return "nothing is quoted from it"
    passages = {v.sha256 or v.quote for v in verdicts}
    numbers = sum(any(b.source == source.id and not b.against for b in a.because) for a in answers.study.assumptions)
    claims = sum(any(b.source == source.id and not b.against for b in c.because) for c in answers.study.claims)
    quotes = f"{counted(len(verdicts), 'quote')} from {counted(len(passages), 'passage')}"
    return f"{quotes}, with {counted(numbers, 'assumption')} and {counted(claims, 'claim')}"


def _text(answers: Answers, source: Source) -> tuple[str | Code, ...]:
    study = answers.study
    locked = study.source_hashes.get(source.id)
    frozen = (" It was frozen with SHA-256 ", Code(locked), ".") if locked else ()
    if source.id in answers.held:
        return ("held where this report was made; its quoted paragraphs stand under Passages.", *frozen)
    return ("not held where this report was made.", *_how(answers, source), *frozen)


def _how(answers: Answers, source: Source) -> tuple[str | Code, ...]:
    name = quote(answers.study.name)
    if answers.study.home:
        freeze = Code(f"detente sources add {name} PAGE --as {quote(source.id)}")
        return (" Save the page and freeze it with ", freeze, ": a report then shows its quoted paragraphs.")
    shown = Code(f"detente report {name} --sources FOLDER")
    return (" With the page saved in a folder, ", shown, " shows its quoted paragraphs.")
