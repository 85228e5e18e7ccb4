"""Reports in a real browser: Debian's Chromium, or the one that DETENTE_BROWSER names; none is ever downloaded."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.reported import made_once, once, shared

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from detente.report.answers import Answers
    from tests.browser.reader import Reader


@pytest.fixture(scope="session")
def chromium() -> str:
    """The program. Where it is missing, tests are skipped, but in CI they fail."""
    from detente.files import printing
    from detente.study.problems import DetenteError

    try:
        return str(printing.browser())
    except DetenteError as missing:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for a file of tests: where it stays open, no other test can have an event loop."""
    from playwright.sync_api import sync_playwright

    from tests.browser.reader import SWITCHES

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, headless=True, args=list(SWITCHES))
        yield opened
        opened.close()


@pytest.fixture
def reader(browser: Browser) -> Iterator[Reader]:
    """A reader for one test, whose windows are closed after it."""
    from tests.browser.reader import Reader

    yield Reader(browser)
    for context in browser.contexts:
        context.close()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[], str]], Path]:
    """A function that writes a page once for all test processes, and says where."""
    return lambda name, make: made_once(shared(tmp_path_factory) / f"{name}.html", lambda: make().encode())


def _page(answers: Answers, audience: str = "full") -> str:
    from detente.report import html
    from detente.report.report import report

    return html.page(report(answers, audience))


@pytest.fixture(scope="session")
def first_page(first_case: Answers, written) -> Path:
    """The report of the first study."""
    return written("first", lambda: _page(first_case))


@pytest.fixture(scope="session")
def brief_page(first_case: Answers, written) -> Path:
    """The brief of the first study."""
    return written("brief", lambda: _page(first_case, "brief"))


@pytest.fixture(scope="session")
def example_page(example: Answers, written) -> Path:
    """The report of the study that `detente new` makes."""
    return written("example", lambda: _page(example))


@pytest.fixture(scope="session")
def every_block(first_case: Answers, written) -> Path:
    """A document with every kind of block, most of whose words try to be something else."""

    def make() -> str:
        from detente import figures
        from detente.report import html
        from detente.report.report import Report
        from tests.report.awkward import document

        return html.page(Report(first_case, "full", document(figures.named("levels").rows(first_case.run))))

    return written("every-block", make)


@pytest.fixture(scope="session")
def hostile_page(tmp_path_factory: pytest.TempPathFactory, written) -> Path:
    """The report of a study whose every word is an attack."""
    from tests.browser.hostile import asked

    return written("hostile", lambda: _page(once(tmp_path_factory, "hostile", asked)))
