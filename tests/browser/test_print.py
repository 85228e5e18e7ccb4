"""On paper the report is clean: no figure is cut, on A4 and on Letter, and a brief is two pages."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.browser.reader import Reader
from tests.examples import first

PAPERS = {"A4": (210, 297), "Letter": (215.9, 279.4)}
MARGINS = {"across": 34, "down": 38}  # of `@page`, in millimetres; those of a brief are smaller
MILLIMETRE = 96 / 25.4  # pixels

_LIGATURE = re.compile("f[fijl]")  # which a font may set as one letter, so that it is not found in the file

every_paper = pytest.mark.parametrize("paper", PAPERS)
both_studies = pytest.mark.parametrize("name", ["first_page", "example_page"])


@pytest.fixture
def file(name: str, request: pytest.FixtureRequest) -> Path:
    return request.getfixturevalue(name)


def printed(page: Any, paper: str, pages: str = "") -> list[str]:
    """The words of each page on paper, white space left out, since readers of PDF differ on it. Empty: all pages."""
    document = PdfReader(io.BytesIO(page.pdf(format=paper, print_background=True, page_ranges=pages)))
    return ["".join(sheet.extract_text().split()) for sheet in document.pages]


def words(element: Any) -> str:
    return "".join(element.text_content().split())


@pytest.mark.parametrize(
    ("name", "paper"),
    [
        ("first_page", "A4"),
        pytest.param("example_page", "Letter", marks=pytest.mark.slow),
        pytest.param("first_page", "Letter", marks=pytest.mark.slow),
        pytest.param("example_page", "A4", marks=pytest.mark.slow),
    ],
)
def test_a_figure_stands_on_one_page_with_its_title_and_caption(file: Path, paper: str, reader: Reader):
    page = reader.opened(file)
    page.evaluate("document.querySelectorAll('#evidence, #method, #ledger').forEach(part => part.remove())")
    sheets = printed(page, paper)
    found = page.locator("main .figure:not(.annex .figure)")
    assert found.count() >= 6
    for n in range(found.count()):
        figure = found.nth(n)
        title = words(figure.locator(".title .number").first)
        shown = figure.locator(".way.first") if "switched" in figure.get_attribute("class") else figure
        labels = ["".join(t.split()) for t in shown.locator("svg text").all_text_contents()]
        drawn = [label for label in labels if len(label) > 5 and not _LIGATURE.search(label)]
        end = _LIGATURE.split(words(shown.locator("figcaption")))[0]
        on = [sheet for sheet in sheets if title in sheet and end in sheet]
        assert on, title
        missing = min(([label for label in drawn if label not in sheet] for sheet in on), key=len)
        assert missing == [], title


@every_paper
@pytest.mark.parametrize("name", first(1, ["first_page", "example_page"]))
def test_every_figure_and_table_is_as_wide_as_the_paper_and_every_figure_as_high(
    file: Path, paper: str, reader: Reader
):
    across, down = ((side - m) * MILLIMETRE for side, m in zip(PAPERS[paper], MARGINS.values(), strict=True))
    page = reader.opened(file, width=int(across), height=int(down))
    page.emulate_media(media="print")
    wide = page.evaluate(
        """across => [...document.querySelectorAll('main table, main svg, main pre, main math')]
            .filter(e => e.checkVisibility() && e.getBoundingClientRect().right > across + 1)
            .map(e => e.closest('[id]').id + ': ' + e.textContent.slice(0, 80))""",
        across,
    )
    high = page.evaluate(
        """down => [...document.querySelectorAll('main .figure')]
            .filter(e => e.checkVisibility() && e.getBoundingClientRect().height > down)
            .map(e => e.textContent.slice(0, 60))""",
        down,
    )
    assert (wide, high) == ([], [])


@every_paper
def test_a_brief_is_two_pages(brief_page: Path, paper: str, reader: Reader):
    assert len(printed(reader.opened(brief_page), paper)) == 2


def test_paper_shows_what_is_folded_and_hides_what_only_a_screen_can_do(every_block: Path, reader: Reader):
    sheets = "".join(printed(reader.opened(every_block), "A4"))
    assert "Foldedwords" in sheets
    assert "Deepwords" in sheets
    assert "Two." in sheets  # what a dial has stored
    for gone in ("Thenumbersinthisfigure", "Skiptothereport", "Shownas", "Contents", "singlekeys"):
        assert gone.lower() not in sheets.lower()


@pytest.mark.slow
def test_pages_are_numbered(example_page: Path, reader: Reader):
    sheets = printed(reader.opened(example_page), "A4")
    for n, sheet in enumerate(sheets, 1):
        assert f"{n}/{len(sheets)}" in sheet


def test_paper_is_light_even_where_the_screen_is_dark(every_block: Path, reader: Reader):
    from detente.drawing import palette

    page = reader.opened(every_block, color_scheme="dark")
    page.locator("input[value=dark]").check()
    page.emulate_media(media="print", color_scheme="dark")
    ground, ink = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert re.findall(r"\d+", ground)[:3] == [str(int(palette.PAPER[n : n + 2], 16)) for n in (1, 3, 5)]
    assert re.findall(r"\d+", ink)[:3] == [str(int(palette.INK[n : n + 2], 16)) for n in (1, 3, 5)]
    link = page.locator("main p a").first
    assert link.evaluate("e => getComputedStyle(e).textDecorationLine") == "none"


@every_paper
@both_studies
def test_page_one_is_one_page(file: Path, paper: str, reader: Reader):
    page = reader.opened(file)
    first, second = printed(page, paper, "1-2")
    assert "Thejudgementononepage" in first
    assert "Madeofstudy" in first
    assert "Thelevels" in second
