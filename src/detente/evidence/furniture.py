"""What stands on a saved page and is not the article: menus, weather, advertisements, prompts, forms, repeats.

A rule takes a whole paragraph or leaves it; none cuts into one. Three kinds: labels, which are short and never
sentences; prompts, whole sentences that sites address to their reader; and places, such as what follows a
comment form. A sentence of the article that merely speaks of advertisements or cookies is left.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from detente.evidence.datelines import dateline
from detente.evidence.labels import LABELS
from detente.evidence.normal import normalise
from detente.evidence.prompts import PROMPTS
from detente.evidence.words import count

PROSE = 12  # words from which a paragraph that ends as a sentence does is the article's
REPEAT = 6  # words from which a paragraph that stands twice is a repeat; shorter ones only beside a repeat
LONGEST_LABEL = 200  # characters
LONGEST_PROMPT = 600  # characters


def clean(blocks: Sequence[str]) -> tuple[str, ...]:
    """Return the paragraphs of the article, each once, in their order, unchanged."""
    kept = _without_repeats([b for b in blocks if normalise(b)])
    kept = _before_comments(kept)
    kept = _without_links(kept)
    kept = _without_masthead(kept)
    return tuple(b for b in kept if not is_furniture(b))


def is_furniture(block: str) -> bool:
    """Whether a paragraph is a label or a prompt of the page, judged by itself."""
    text = normalise(block)
    if len(text) > LONGEST_PROMPT:
        return False
    if PROMPTS.match(text) or not count(text):
        return True
    return len(text) <= LONGEST_LABEL and bool(LABELS.fullmatch(text))


def is_prose(block: str) -> bool:
    """Whether a paragraph reads as the article's: long enough, ended as a sentence is, and no prompt."""
    text = normalise(block)
    return _ends_a_sentence(text) and count(text) >= PROSE and not is_furniture(block)


def _without_repeats(blocks: Sequence[str]) -> list[str]:
    keys = [normalise(b) for b in blocks]
    first: dict[str, int] = {}
    for i, key in enumerate(keys):
        first.setdefault(key, i)
    again = [first[key] < i for i, key in enumerate(keys)]
    gone = [a and count(key) >= REPEAT for a, key in zip(again, keys, strict=True)]
    for order in (range(1, len(keys)), range(len(keys) - 2, -1, -1)):
        for i in order:
            beside = gone[i - 1] if order.step > 0 else gone[i + 1]
            gone[i] = gone[i] or (again[i] and beside)
    ordered = sorted(first)
    return [b for i, b in enumerate(blocks) if not (gone[i] or _is_teaser(keys[i], ordered))]


def _is_teaser(key: str, ordered: Sequence[str]) -> bool:
    """Whether a paragraph is the cut-off beginning of another, as lists of articles show it."""
    cut = _CUT_OFF.search(key, max(len(key) - 80, 0))
    start = key[: cut.start()].rstrip() if cut else ""
    if not start or count(start) < REPEAT:
        return False
    at = bisect_right(ordered, start)
    return any(other != key and other.startswith(start) for other in ordered[at : at + 2])


def _before_comments(blocks: list[str]) -> list[str]:
    """Cut at the heading of a comment section, once most of the page stands before it."""
    sizes = [count(normalise(b)) for b in blocks]
    for i, block in enumerate(blocks):
        if _COMMENTS.fullmatch(normalise(block)) and 2 * sum(sizes[:i]) >= sum(sizes):
            return blocks[:i]
    return blocks


def _without_links(blocks: list[str]) -> list[str]:
    """Leave out a heading such as "Related articles" and the headlines after it, up to the next prose."""
    kept: list[str] = []
    among_links = False
    for block in blocks:
        text = normalise(block)
        if _LINKS.fullmatch(text):
            among_links = True
        elif among_links and _ends_a_sentence(text):
            among_links = False
        if not among_links:
            kept.append(block)
    return kept


def _without_masthead(blocks: list[str]) -> list[str]:
    """Above the first prose leave out days, menu words and places; title, standfirst and byline stay."""
    first = next((i for i, b in enumerate(blocks) if is_prose(b)), 0)
    head = [normalise(b) for b in blocks[:first]]
    titled = any(count(h) > 2 and not is_furniture(h) and not dateline(h) for h in head)
    return [b for i, b in enumerate(blocks) if i >= first or not (dateline(b) or (titled and _is_menu_word(head[i])))]


def _is_menu_word(text: str) -> bool:
    return count(text) <= 2 and not _ends_a_sentence(text) and not text.casefold().startswith("by ")


def _ends_a_sentence(text: str) -> bool:
    return bool(_SENTENCE_END.search(text, max(len(text) - 40, 0)))


_SENTENCE_END = re.compile(r"[.!?:;。؟۔！？][\"')\]]*(?:\[\d+\])*$")
_CUT_OFF = re.compile(r"[\[(]?\.\.\.[\])]?(?: ?(?:read|continue|show) (?:more|reading))?\W*$", re.IGNORECASE)
_COMMENTS = re.compile(
    r"(?:leave|post|add|write) (?:a |your )?(?:reply|comment)s?(?: below)?|join the (?:conversation|discussion)"
    r"|\d+ (?:reader |user )?(?:comments?|responses|replies)|(?:comments?|responses|replies) ?\(\d+\):?|cancel reply"
    r"|kommentar schreiben|laisser un commentaire|deja un comentario|lascia un commento",
    re.IGNORECASE,
)
_LINKS = re.compile(
    r"(?:(?:related|recommended|similar|more|latest|popular|trending|further|other|recent|top|must[- ]read)"
    r" (?:articles?|stories|posts?|news|content|reading|coverage|topics?|links?|headlines)"
    r"|you (?:may|might) (?:also )?(?:like|be interested in)|read (?:next|also|this next)|see also|also read|up next"
    r"|more (?:from|on|by)(?: [^ .!?]+){1,4}|most (?:read|popular|viewed|shared)|what to read next|editors?'?s? picks?"
    r"|don't miss|recommended(?: for you)?|related|from around the web"
    r"|mehr zum thema|lesen sie auch|à lire aussi|lea también):?",
    re.IGNORECASE,
)
