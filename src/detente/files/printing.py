"""A page printed to PDF by a browser that is installed here: tagged, offline, and the same to the byte each time."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from datetime import date
from pathlib import Path

from detente.study.problems import DetenteError

NAMED = "DETENTE_BROWSER"
"""Environment variable that names the browser to use."""

COMMANDS = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("microsoft-edge", "microsoft-edge-stable", "msedge", "brave-browser"),
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
)
SECONDS = 180
"""How long a browser may take to print."""

_ALONE = (
    "--headless=new",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-default-apps",
    "--no-first-run",
    "--no-default-browser-check",
    # nothing is fetched and nothing is told
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-breakpad",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    # what is printed
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    "--export-tagged-pdf",
)


def browser() -> Path:
    """A browser that can print.

    Raises:
        DetenteError: there is none.
    """
    named = os.environ.get(NAMED)
    if named:
        found = shutil.which(named)
        if found is None:
            raise DetenteError(f"{NAMED} names {named}, which is no program here", "name one, or unset it")
        return Path(found)
    commands = (shutil.which(command) for command in COMMANDS)
    places = (place for place in PLACES if Path(place).is_file())
    found = next((path for path in (*commands, *places) if path), None)
    if found is None:
        raise DetenteError(
            "a PDF is printed by Chromium, Chrome or Edge, and none is installed here",
            f"open the HTML and print it from your browser, or name one in {NAMED}",
        )
    return Path(found)


def pdf(page: str, day: date) -> bytes:
    """A page of HTML as PDF, dated that day: one page and day give the same bytes from one browser.

    Raises:
        DetenteError: no browser is installed, or it prints nothing.
    """
    program = browser()
    with tempfile.TemporaryDirectory(prefix="detente-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, target = folder / "report.html", folder / "report.pdf"
        source.write_text(page, encoding="utf-8")
        flags = [*_ALONE, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={target}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            flags.append("--no-sandbox")  # Chromium's sandbox refuses to work for root
        said = _run([str(program), *flags, source.as_uri()], folder)
        if not target.is_file() or not target.stat().st_size:
            last = next((line for line in reversed(said.splitlines()) if line.strip()), "it does not say why")
            raise DetenteError(f"{program.name} printed nothing: {last[:200]}", "open the HTML and print it from there")
        return _dated(target.read_bytes(), day)


def _run(command: list[str], folder: Path) -> str:
    """What the browser said on standard error."""
    try:
        done = subprocess.run(  # noqa: S603  (a browser found above, with flags of ours)
            command, cwd=folder, capture_output=True, stdin=subprocess.DEVNULL, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise DetenteError(
            f"{Path(command[0]).name} did not finish printing within {SECONDS} seconds",
            "open the HTML and print it from there",
        ) from None
    except OSError as error:
        raise DetenteError(f"{command[0]} cannot be started: {error.strerror}", f"name another in {NAMED}") from None
    return done.stderr.decode("utf-8", "replace")


def _dated(printed: bytes, day: date) -> bytes:
    """The PDF with that day as its dates; as many bytes as before, so that its table of contents stays right."""
    stamp = f"D:{day:%Y%m%d}000000+00'00'".encode()
    return re.sub(
        rb"/(CreationDate|ModDate) \((D:[^)]*)\)",
        lambda found: b"/%b (%b)" % (found[1], stamp[: len(found[2])].ljust(len(found[2]), b"0")),
        printed,
    )
