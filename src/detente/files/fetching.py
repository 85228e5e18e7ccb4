"""Fetching a cited page from the network: http and https only, bounded in size and time."""

from __future__ import annotations

import urllib.error
import urllib.request
from urllib.parse import urlsplit

from detente.evidence.refused import MOST_BYTES
from detente.study.problems import DetenteError
from detente.study.version import VERSION

SECONDS = 30
_SUFFIX_BY_TYPE = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


def get(url: str) -> tuple[bytes, str]:
    """Bytes of a page and the file ending of its kind. Raises DetenteError where it does not come."""
    if urlsplit(url).scheme not in ("http", "https"):
        raise DetenteError(f"`{url[:80]}` is no web address", "give one that begins with https://")
    agent = f"detente/{VERSION} (reads pages that a study cites)"
    request = urllib.request.Request(url, headers={"User-Agent": agent})  # noqa: S310  (scheme checked above)
    save = "save the page in your browser and run `detente sources add STUDY PAGE`"
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as response:  # noqa: S310  (scheme checked above)
            kind = response.headers.get_content_type()
            data: bytes = response.read(MOST_BYTES + 1)
    except urllib.error.HTTPError as error:
        raise DetenteError(f"the page answered {error.code} {error.reason}", save) from None
    except (urllib.error.URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise DetenteError(f"the page did not come ({reason})", f"check the network, or {save}") from None
    return data, _SUFFIX_BY_TYPE.get(kind, ".html")
