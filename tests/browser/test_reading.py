"""The report opens from disk with the network off, every link in it lands, and scripts are no condition for reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.reader import Reader, sideways
from tests.examples import first

every_page = pytest.mark.parametrize("name", ["first_page", "example_page", "brief_page", "every_block"])


@pytest.fixture
def file(name: str, request: pytest.FixtureRequest) -> Path:
    return request.getfixturevalue(name)


@every_page
def test_it_opens_with_the_network_off_and_asks_for_nothing(file: Path, reader: Reader):
    page = reader.opened(file)
    page.wait_for_timeout(200)
    assert page.evaluate("document.querySelectorAll('main section').length") > 0
    assert reader.trouble == []


@every_page
def test_every_link_lands_on_a_place_that_can_be_seen(file: Path, reader: Reader):
    """Also where the place lies in a closed fold, or in the way of a figure that is not shown."""
    page = reader.opened(file, reduced_motion="reduce")
    missed = page.evaluate(
        """() => {
            const goals = [...new Set([...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href')))];
            return goals.filter(goal => {
                const place = goal.startsWith('#') && document.getElementById(goal.slice(1));
                if (!place) return true;
                land(place.id);
                const box = place.getBoundingClientRect();
                return !place.checkVisibility({contentVisibilityAuto: true}) || box.height === 0
                    || box.bottom < 0 || box.top > innerHeight;
            });
        }"""
    )
    assert missed == []


def test_a_click_on_a_number_leads_to_where_it_comes_from_and_back(first_page: Path, reader: Reader):
    page = reader.opened(first_page)
    number = page.locator("#page-one sup a").first
    number.click()
    page.wait_for_timeout(50)
    entry = page.locator(number.get_attribute("href"))
    assert entry.evaluate("e => e === document.activeElement")
    assert "detente" in entry.inner_text()
    entry.locator(".uses a").first.click()
    page.wait_for_timeout(50)
    assert page.evaluate("document.activeElement.closest('#page-one') !== null")


def test_the_contents_follow_the_reader(first_page: Path, reader: Reader):
    page = reader.opened(first_page, width=1440)
    for place in ("levels", "evidence", "ledger"):
        page.evaluate(f"document.getElementById('{place}').scrollIntoView({{behavior: 'instant'}})")
        page.evaluate("scrollBy({top: 60, behavior: 'instant'})")
        page.wait_for_timeout(150)
        current = page.locator("nav.contents a[aria-current]")
        assert current.count() == 1
        assert page.evaluate(
            "([a, b]) => document.getElementById(a).contains(document.getElementById(b))",
            [place, current.get_attribute("href").removeprefix("#")],
        )
        assert page.locator("nav.contents").bounding_box()["y"] >= -1


def test_without_scripts_all_is_read_and_the_switch_to_sample_paths_works(every_block: Path, reader: Reader):
    page = reader.opened(every_block, java_script_enabled=False)
    assert page.locator("main h2").count() > 0
    ways = page.locator(".switched .way")
    assert [ways.nth(n).is_visible() for n in (0, 1)] == [True, False]
    page.locator(".switched input.second").click()
    assert [ways.nth(n).is_visible() for n in (0, 1)] == [False, True]
    page.locator("details > summary").first.click()
    assert page.locator("details").first.get_attribute("open") is not None
    assert page.locator(".dial tbody tr").first.is_visible()
    assert not page.locator("button.keys").is_visible()


def test_the_switch_to_sample_paths_works_with_the_mouse_and_with_the_keyboard(first_page: Path, reader: Reader):
    page = reader.opened(first_page)
    group = page.locator(".switched").first
    shown = [group.locator(".way").nth(n) for n in (0, 1)]
    assert [way.is_visible() for way in shown] == [True, False]
    group.locator("label").nth(1).click()
    assert [way.is_visible() for way in shown] == [False, True]
    group.locator("input.second").focus()
    page.keyboard.press("ArrowLeft")
    assert [way.is_visible() for way in shown] == [True, False]


@pytest.mark.parametrize(
    ("chosen", "system", "dark"),
    [("system", "light", False), ("system", "dark", True), ("light", "dark", False), ("dark", "light", True)],
)
def test_the_ground_is_the_system_s_or_the_one_chosen_and_figures_follow(
    chosen: str, system: str, dark: bool, every_block: Path, reader: Reader
):
    from detente.drawing import palette

    page = reader.opened(every_block, color_scheme=system)
    page.locator(f"input[value={chosen}]").check()
    colour = "e => getComputedStyle(e).getPropertyValue"
    ground = page.locator("body").evaluate(f"{colour}('background-color')")
    text = page.locator(f'.drawing text[fill="{palette.INK}"], .drawing [fill="{palette.GREY}"]').first
    drawn = text.evaluate(f"{colour}('fill')")
    wanted = text.get_attribute("fill")
    assert ground == _rgb(palette.DARK[palette.PAPER] if dark else palette.PAPER)
    assert drawn == _rgb(palette.DARK[wanted] if dark else wanted)


def _rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[n : n + 2], 16)) for n in (1, 3, 5))})"


@pytest.mark.parametrize(
    ("width", "height", "scale"), first(2, [(320, 640, 1), (1280, 900, 1), (640, 450, 2), (1440, 900, 1)], names=3)
)
@every_page
def test_the_page_never_scrolls_sideways(file: Path, width: int, height: int, scale: int, reader: Reader):
    """320 pixels is a telephone, or 400 % zoom; 640 at two dots a pixel is 200 % on a laptop."""
    page = reader.opened(file, width=width, height=height, device_scale_factor=scale)
    assert sideways(page) == 0
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    assert sideways(page) == 0


def test_a_figure_wider_than_the_window_fades_where_there_is_more_of_it(example_page: Path, reader: Reader):
    page = reader.opened(example_page, width=400)
    figure = page.locator(".drawing").first
    faded = "e => getComputedStyle(e).maskImage !== 'none'"
    figure.scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('.drawing').matches('.more')")
    assert figure.evaluate(faded)
    figure.evaluate("e => e.scrollTo(e.scrollWidth, 0)")
    page.wait_for_function("() => !document.querySelector('.drawing').matches('.more')")
    assert not figure.evaluate(faded)
    wide = reader.opened(example_page, width=1280).locator(".drawing").first
    assert not wide.evaluate(faded)


def test_in_a_table_the_way_to_the_ledger_stays_on_its_line_and_is_large_enough_to_touch(
    first_page: Path, reader: Reader
):
    page = reader.opened(first_page)
    found = page.evaluate(
        """() => [...document.querySelectorAll("td sup, th sup")]
            .filter(sup => sup.getClientRects().length && sup.previousSibling)
            .map(sup => {
                const before = document.createRange();
                before.selectNode(sup.previousSibling);
                const link = sup.firstElementChild.getBoundingClientRect();
                const middle = (link.top + link.bottom) / 2;
                return [link.width, link.height, middle < [...before.getClientRects()].at(-1).bottom + 4];
            })"""
    )
    assert len(found) > 50
    assert all(width >= 24 and height >= 24 and same_line for width, height, same_line in found)


def test_nothing_moves_by_itself_not_even_the_way_to_a_link(example_page: Path, reader: Reader):
    page = reader.opened(example_page, reduced_motion="no-preference")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert page.evaluate("document.getAnimations().length") == 0


def test_a_number_that_is_changed_changes_the_judgement_or_says_how_to_compute_it(every_block: Path, reader: Reader):
    page = reader.opened(every_block)
    dial = page.locator(".dial").first
    answer = dial.locator("output")
    assert answer.inner_text().startswith("1 (as in the study): One.")
    dial.locator("input[type=range]").focus()
    page.keyboard.press("ArrowRight")
    assert answer.inner_text().startswith("2: Two.")
    assert dial.locator("input[type=text]").input_value() == "2"
    dial.locator("input[type=text]").fill("1")
    assert answer.inner_text().startswith("1 (as in the study): One.")
    dial.locator("input[type=text]").fill("7")
    assert "Not among the stored runs (2 to 2)" in answer.inner_text()
    assert "detente check mine" in answer.inner_text()
    assert answer.get_attribute("aria-live") == "polite"


def test_a_link_into_closed_folds_opens_them(every_block: Path, reader: Reader):
    page = reader.opened(every_block)
    inner = page.locator("details.fold details.fold p").first
    assert not inner.is_visible()
    page.evaluate("id => { location.hash = id }", inner.get_attribute("id"))
    page.wait_for_timeout(50)
    assert inner.is_visible()
