"""Files of data from a provider's address: http and https only, written piece by piece, bounded in size."""

from __future__ import annotations

import re
import shutil
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from detente.intake.room import SPARE
from detente.study.problems import DetenteError
from detente.study.version import VERSION

SECONDS = 60
"""How long the provider may be silent."""

MOST_BYTES = 20_000_000_000
_CHUNK = 1 << 20
_LONGEST = 120  # characters of a file's name


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file as it came."""

    path: Path
    url: str  # that answered, which may be another than was asked
    modified: str  # when the provider last changed it, as it says; empty where it does not


def fetch(url: str, folder: Path, page: str, most: int = MOST_BYTES) -> Fetched:
    """Fetch a file into a folder, under the name that the provider gives it.

    Args:
        url: the address.
        folder: where to write to.
        page: where a person finds the file; it is named where the file does not come.
        most: bytes that are taken.

    Raises:
        DetenteError: the address is none of the web, the file does not come, breaks off, or is too large.
    """
    if urlsplit(url).scheme not in ("http", "https"):
        raise DetenteError(f"`{url[:80]}` is no web address", "give one that begins with https://")
    by_hand = f"download it in a browser ({page}) and run: detente data add FILE"
    most = min(most, max(shutil.disk_usage(folder).free - SPARE, 0))
    request = urllib.request.Request(url, headers={"User-Agent": f"detente/{VERSION}"})  # noqa: S310  (scheme checked)
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as response:  # noqa: S310  (scheme checked)
            expected = _length(response)
            if expected > most:
                raise DetenteError(f"the file has {expected / 1e9:,.1f} GB, above {most / 1e9:,.1f}", by_hand)
            path = folder / _name(response.headers, response.url)
            size = 0
            with path.open("wb") as file:
                while chunk := response.read(_CHUNK):
                    size += len(chunk)
                    if size > most:
                        raise DetenteError(f"the file has more than {most / 1e9:,.1f} GB", by_hand)
                    file.write(chunk)
            if size < expected:
                raise DetenteError(
                    f"the file broke off after {size:,} of {expected:,} bytes", f"try again, or {by_hand}"
                )
            return Fetched(path, response.url, response.headers.get("Last-Modified") or "")
    except urllib.error.HTTPError as error:
        error.close()
        raise DetenteError(f"the provider answered {error.code} {error.reason} ({url})", by_hand) from None
    except (urllib.error.URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise DetenteError(f"{url} did not come ({reason})", f"check the network, or {by_hand}") from None


def _length(response: Any) -> int:
    said = response.headers.get("Content-Length") or ""
    return int(said) if said.isdecimal() else 0


def _name(headers: Message, url: str) -> str:
    """A plain name for the file, from what the provider calls it or from the address."""
    said = headers.get_filename() or unquote(urlsplit(url).path)
    bare = re.sub(r"[^\w.() -]", "_", re.split(r"[/\\]", said)[-1]).strip(". ")
    return bare[-_LONGEST:] or "file"
