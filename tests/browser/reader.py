"""A reader with a browser: opens a report from disk with the network off, and notes whatever goes wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Reader:
    """Opens files one after the other; `trouble` has every console error, exception and request but for the file."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.trouble: list[str] = []

    def opened(self, file: Path, *, width: int = 1280, height: int = 900, **settings: Any) -> Page:
        """The page of a file, in a window of that size; `settings` are those of a Playwright context."""
        context = self.browser.new_context(viewport={"width": width, "height": height}, offline=True, **settings)
        page = context.new_page()
        address = file.as_uri()
        page.on("console", lambda m: self._note(f"console: {m.text}") if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda e: self._note(f"exception: {e}"))
        page.on("request", lambda r: self._note(f"request: {r.url}") if r.url.partition("#")[0] != address else None)
        page.on("dialog", lambda d: (self._note(f"dialog: {d.message}"), d.dismiss()))
        page.on("popup", lambda p: self._note(f"popup: {p.url}"))
        page.goto(address)
        return page

    def _note(self, what: str) -> None:
        self.trouble.append(what)


def unfold(page: Page) -> None:
    """Open every fold, so that what is in it is there to be judged."""
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")


def thin(page: Page, kept: int = 5) -> None:
    """Leave the first of what comes by the hundred: lines of a table, entries of a list; of a brief's annex, nothing.

    A thousand more like them take a minute to judge.
    """
    page.evaluate(
        """kept => {
            for (const of of ['tr', '.entry', 'details.fold'])
                for (const parent of new Set([...document.querySelectorAll(`main ${of}`)].map(e => e.parentElement)))
                    [...parent.children].filter(e => e.matches(of)).slice(kept).forEach(e => e.remove());
            document.querySelectorAll('.annex > section').forEach(section => section.remove());
        }""",
        kept,
    )


def violations(page: Page, *rules: str) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA and good practice, each with the first elements that are at fault.

    Named `rules` are the only ones that are tried. What stands inside a picture has no part in it: it is one image.
    """
    from axe_playwright_python.sync_playwright import Axe

    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = {"type": "rule", "values": list(rules)}
    else:
        options |= {"runOnly": {"type": "tag", "values": TAGS}, "rules": {"target-size": {"enabled": True}}}
    context = {"exclude": [[".drawing svg > *"]]}
    found = Axe().run(page, context=context, options=options).response["violations"]
    return [f"{v['id']}: {v['help']}: " + " | ".join(n["html"][:160] for n in v["nodes"][:4]) for v in found]


def sideways(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
