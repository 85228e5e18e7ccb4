"""Text of a file in UTF-8, whatever it was saved in: UTF-16 and western Windows files are brought to it."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def encoding(start: bytes) -> str:
    """Encoding of a text by its first bytes: by its mark, else by where zeros stand, else UTF-8."""
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name
    sample = start[:4096]
    if len(sample) >= 8 and sample.count(0) > len(sample) // 3:
        return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
    return "utf-8"


def marked(start: bytes) -> int:
    """How many first bytes are the mark of an encoding."""
    return next((len(mark) for mark, _ in _MARKS if start.startswith(mark)), 0)


def as_utf8(chunks: Iterable[bytes], name: str) -> Iterator[bytes]:
    """Chunks of a text in the encoding of that name, as UTF-8 without a mark.

    Raises:
        UnicodeDecodeError: the text is not in that encoding.
    """
    decoder = codecs.getincrementaldecoder(name)()
    first = True
    for chunk in chunks:
        text = decoder.decode(chunk)
        if first and text:
            text, first = text.removeprefix("\ufeff"), False
        yield text.encode()
    yield decoder.decode(b"", final=True).encode()
