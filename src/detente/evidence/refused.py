"""Files that are no text whatever they are called: images, films, archives, programs, and files too large or empty."""

from __future__ import annotations

from detente.study.problems import DetenteError

MOST_BYTES = 20_000_000


def refuse(data: bytes) -> None:
    """Look at a file's first bytes and its size, and do nothing if it may hold a text.

    Raises:
        DetenteError: it is too large, empty, or of a kind that holds no text; says which.
    """
    if len(data) > MOST_BYTES:
        size = len(data) / 1e6
        raise DetenteError(
            f"the file has {size:,.0f} MB, above {MOST_BYTES / 1e6:,.0f}", "save the text alone, or the pages you cite"
        )
    if not data.strip():
        raise DetenteError("the file is empty", "save the page anew")
    for mark, at, kind, fix in _KINDS:
        if data[at : at + len(mark)] == mark:
            raise DetenteError(f"the file is {kind}, not a text", fix)
    if data.startswith(b"PK\x03\x04") and b"word/" not in data:
        raise DetenteError("the file is a zip archive, not a text", "unpack it, and add the page in it")
    if data[:2000].lstrip()[:5].lower() in {b"from:", b"mime-"} and b"multipart/related" in data[:4000]:
        raise DetenteError("the file is a web archive (MHTML)", "save the page as “Web page, HTML only”")


_READ_IT = "add the page that holds the words; for a picture of text, run text recognition (OCR) first"
_KINDS = (
    (b"\x89PNG\r\n\x1a\n", 0, "an image (PNG)", _READ_IT),
    (b"\xff\xd8\xff", 0, "an image (JPEG)", _READ_IT),
    (b"GIF87a", 0, "an image (GIF)", _READ_IT),
    (b"GIF89a", 0, "an image (GIF)", _READ_IT),
    (b"WEBP", 8, "an image (WebP)", _READ_IT),
    (b"II*\x00", 0, "an image (TIFF)", _READ_IT),
    (b"MM\x00*", 0, "an image (TIFF)", _READ_IT),
    (b"ftyp", 4, "a film or an image", _READ_IT),
    (b"ID3", 0, "a sound recording", _READ_IT),
    (b"OggS", 0, "a sound recording", _READ_IT),
    (b"RIFF", 0, "a sound recording or film", _READ_IT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "an old Office file", "open it, save it as .docx, and add that"),
    (b"{\\rtf", 0, "a rich-text file", "open it, save it as .docx or .txt, and add that"),
    (b"\x1f\x8b", 0, "a gzip archive", "unpack it, and add the page in it"),
    (b"7z\xbc\xaf", 0, "a 7z archive", "unpack it, and add the page in it"),
    (b"Rar!", 0, "a rar archive", "unpack it, and add the page in it"),
    (b"\x7fELF", 0, "a program", "add a page"),
    (b"MZ\x90\x00", 0, "a program", "add a page"),
    (b"bplist00", 0, "a web archive (Safari)", "save the page as “Page Source”"),
)
