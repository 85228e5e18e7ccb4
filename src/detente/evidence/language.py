"""Which language a text is in, by its script and its commonest words; empty when in doubt."""

from __future__ import annotations

import re
from collections import Counter

ENOUGH = 0.08  # of all words must be among the language's commonest; prose has 0.2 to 0.5
LEAD = 1.5  # times as many as the next language

COMMONEST = {
    "en": "the of and to in a is that for it was as with be by on not he his but at are this have from which",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus",
    "fr": "le la les de et des à un une du est en que qui dans pour pas sur au ce il ne se par plus avec sont",
    "es": "el la los las de y que en un una es del se por con no para su al lo como más pero sus le fue",
    "it": "il la di e che in un una è per del non della con le si da dei sono al alla gli nel anche come",
    "pt": "o a os as de e que em um uma é do da não para com por no na se dos mais como ao foi",
    "ru": "и в не на что с по как это к из у за от о для но же его так был все",
    "uk": "і в не на що з до як це та за від про для але його й є було який",
    "ar": "في من على أن إلى التي عن مع هذا الذي كان هذه ما لا بين بعد قد كما",
    "fa": "و در به از که این را با است برای آن یک تا بر هم خود ها شد می",
    "tr": "ve bir bu da de için ile çok olarak daha olan gibi ne kadar ama sonra en",
}


def language(text: str) -> str:
    """ISO 639-1 code of the language of a text, or an empty string."""
    words = Counter(re.findall(r"[^\W\d_]+", text[:50_000].casefold()))
    total = sum(words.values())
    if total < 20:
        return ""
    shares = {code: sum(words[w] for w in set(common.split())) / total for code, common in COMMONEST.items()}
    (best, most), (_, second) = sorted(shares.items(), key=lambda item: -item[1])[:2]
    return best if most >= ENOUGH and most >= LEAD * second else ""
