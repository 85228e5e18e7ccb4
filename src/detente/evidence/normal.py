"""The one published normalisation: what may differ between a quote and its source, and nothing else.

Two texts are the same, word for word, when they are equal after these steps, in this order:

1. Unicode NFC: a letter and its accent are one character however they were typed.
2. Marks that print nothing are removed: soft hyphen, zero-width space, joiner and non-joiner, byte-order
   mark, direction marks, variation selectors, tag characters, control characters that are no white space.
3. Every double quotation mark (curly, low, angled, CJK corner, double prime, Hebrew gershayim) becomes a
   straight `"`; every single one, with apostrophes, primes and accents used as apostrophes, a straight `'`.
   Two single marks that touch become one `"`: some presses set ‘‘so’’.
4. A hyphen, non-breaking hyphen, figure dash, en dash or minus sign becomes `-`. An em dash, a horizontal
   bar, or two or more hyphens that touch become ` - `, spaced, so that `war—which` is two words.
5. The ellipsis character becomes three full stops.
6. Every run of white space (no-break and thin spaces, line ends and tabs too) becomes one space; none is
   left at either end.
7. Unicode NFC again, for what step 2 brought together.

Nothing else is changed: not case, not spelling, not punctuation, not digits. Doing it twice changes
nothing more.
"""

from __future__ import annotations

import re
import unicodedata

DOUBLE_MARKS = "“”„‟«»〝〞〟＂″‶❝❞❠🙶🙷🙸「」『』﹁﹂﹃﹄״"
SINGLE_MARKS = "‘’‚‛‹›＇′‵`´ʼʻʹʽˈ❛❜❟׳"
HYPHENS = "‐‑‒–−﹣－֊־᠆"
LONG_DASHES = "—―⸺⸻﹘︱"


def normalise(text: str) -> str:
    """Return the text as quotes and passages are compared; the module's first lines state the rule in full."""
    plain = unicodedata.normalize("NFC", text).translate(_TABLE)
    plain = _SPACES.sub(" ", _TOUCHING_DASHES.sub(" - ", plain.replace("''", '"'))).strip()
    return unicodedata.normalize("NFC", plain)


_INVISIBLE = (
    *(0x00AD, 0x034F, 0x061C, 0xFEFF),
    *range(0x180B, 0x1810),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0080),
    *range(0xE0100, 0xE01F0),
    *(code for code in range(0xA0) if unicodedata.category(chr(code)) == "Cc" and not chr(code).isspace()),
)
_TABLE: dict[int, str | None] = {
    **dict.fromkeys(_INVISIBLE),
    **dict.fromkeys(map(ord, DOUBLE_MARKS), '"'),
    **dict.fromkeys(map(ord, SINGLE_MARKS), "'"),
    **dict.fromkeys(map(ord, HYPHENS), "-"),
    **dict.fromkeys(map(ord, LONG_DASHES), " - "),
    ord("…"): "...",
}
_TOUCHING_DASHES = re.compile(r"-{2,}")
_SPACES = re.compile(r"\s+")
