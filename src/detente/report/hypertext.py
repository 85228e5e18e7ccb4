"""Words as HTML that says just those words, whatever marks they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from detente.report.inert import runs

_PERCENT = re.compile(r"(?<=\d) (?=%)")
_TAG = re.compile(r"([a-z]{2,3})(-[a-z0-9]{2,8})*", re.IGNORECASE)

LANGUAGES = frozenset(
    (  # noqa: SIM905
        "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee "
        "el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io "
        "is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn "
        "mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se "
        "sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo "
        "wa wo xh yi yo za zh zu"
    ).split()
)
"""Languages with two letters (ISO 639-1); a longer name must only have the right shape."""


@dataclass(frozen=True, slots=True)
class Html:
    """Markup that is ours, which a template puts in as it stands."""

    source: str

    def __html__(self) -> str:
        """What a template asks for."""
        return self.source


def text(words: str) -> Html:
    """Words as a page shows them: clean, escaped, a number and its % on one line, right-to-left runs kept apart."""
    kept = _PERCENT.sub("\u00a0", words)
    return Html("".join(f"<bdi>{escape(said)}</bdi>" if right else escape(said) for said, right in runs(kept)))


def language(tag: str) -> str:
    """A language tag that a browser can act on, or nothing."""
    found = _TAG.fullmatch(tag)
    if found is None or (len(found[1]) == 2 and found[1].lower() not in LANGUAGES):
        return ""
    return tag
