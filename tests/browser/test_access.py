"""Everybody can use the report: axe-core finds nothing against WCAG 2.2 AA, and the keyboard reaches everything."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.reader import Reader, thin, unfold, violations
from tests.examples import first

WINDOWS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "narrow": {"width": 320, "height": 640},
    "zoomed": {"width": 640, "height": 450, "device_scale_factor": 2},
}


CASES = (
    ("every_block", "light"),
    ("first_page", "dark"),
    ("every_block", "narrow"),
    ("every_block", "zoomed"),
    ("every_block", "dark"),
    ("first_page", "light"),
    ("example_page", "light"),
    ("brief_page", "dark"),
    ("example_page", "narrow"),
    ("hostile_page", "zoomed"),
)


@pytest.mark.parametrize(("name", "window"), first(2, CASES, names=2))
def test_axe_finds_no_violation(name: str, window: str, request: pytest.FixtureRequest, reader: Reader):
    page = reader.opened(request.getfixturevalue(name), **WINDOWS[window])
    unfold(page)
    thin(page)
    assert violations(page) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["first_page", "brief_page", "example_page", "hostile_page"])
def test_axe_finds_no_violation_in_the_whole_of_it(name: str, request: pytest.FixtureRequest, reader: Reader):
    page = reader.opened(request.getfixturevalue(name))
    unfold(page)
    assert violations(page) == []


@pytest.mark.parametrize("name", first(0, ["example_page", "hostile_page"]))
def test_in_the_dark_every_word_stands_out_from_its_ground(name: str, request: pytest.FixtureRequest, reader: Reader):
    page = reader.opened(request.getfixturevalue(name), **WINDOWS["dark"])
    unfold(page)
    thin(page)
    assert violations(page, "color-contrast", "link-in-text-block") == []


def test_axe_would_find_a_violation(every_block: Path, reader: Reader):
    page = reader.opened(every_block)
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert any(found.startswith("image-alt") for found in violations(page))


def test_axe_finds_no_violation_in_the_list_of_keys_and_among_sample_paths(every_block: Path, reader: Reader):
    page = reader.opened(every_block)
    page.locator(".switched input.second").check()
    page.locator("button.keys").click()
    assert violations(page) == []


def test_every_figure_has_a_sentence_in_its_place_that_its_caption_does_not_repeat(first_page: Path, reader: Reader):
    page = reader.opened(first_page)
    pairs = page.evaluate(
        """[...document.querySelectorAll('.drawing svg')].map(svg =>
            [svg.getAttribute('role'), svg.getAttribute('aria-label'),
             svg.closest('figure').querySelector('figcaption').textContent,
             svg.closest('figure').querySelectorAll('.numbers tbody tr').length])"""
    )
    assert len(pairs) >= 8
    for role, says, caption, lines in pairs:
        assert role == "img"
        assert len(says.split()) >= 6
        assert says not in caption
        assert lines > 0


def test_the_keyboard_reaches_everything_and_is_caught_nowhere(every_block: Path, reader: Reader):
    page = reader.opened(every_block)
    wanted = page.evaluate(
        """() => {
            const kinds = 'a[href], button, summary, input, [tabindex="0"]';
            const found = [...document.querySelectorAll(kinds)].filter(e =>
                e.checkVisibility() && !(e.type === 'radio' && !e.checked));
            found.forEach((e, n) => e.dataset.stop = n);
            return found.length;
        }"""
    )
    page.evaluate("document.body.focus()")
    seen: list[str] = []
    for _ in range(wanted + 20):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            "document.activeElement === document.body ? '' : document.activeElement.dataset.stop ?? ''"
        )
        if not stop and seen:
            break
        seen.append(stop)
    assert seen == [str(n) for n in range(wanted)]


def test_what_has_the_focus_can_be_seen(example_page: Path, reader: Reader):
    page = reader.opened(example_page)
    for _ in range(25):
        page.keyboard.press("Tab")
        width, visible = page.evaluate(
            """() => { const e = document.activeElement, box = e.getBoundingClientRect();
                return [parseFloat(getComputedStyle(e).outlineWidth), box.bottom > 0 && box.top < innerHeight]; }"""
        )
        assert width >= 2
        assert visible


def _key(page: Any, key: str) -> str:
    page.keyboard.press(key)
    page.wait_for_timeout(50)
    return page.evaluate("location.hash.slice(1)")


def test_w_leads_to_the_weakest_assumptions(first_page: Path, reader: Reader):
    page = reader.opened(first_page)
    assert _key(page, "w") == "weakest"
    box = page.locator("#weakest").bounding_box()
    assert -5 < box["y"] < 200
    page.evaluate("scrollTo(0, 0)")
    _key(page, "w")
    assert page.locator("#weakest").bounding_box()["y"] < 200


def test_single_keys_lead_to_sections(first_page: Path, reader: Reader):
    page = reader.opened(first_page)
    order = page.evaluate("[...document.querySelectorAll('main > section')].map(section => section.id)")
    assert [_key(page, str(n)) for n in range(1, len(order) + 1)] == order
    assert _key(page, "c") == "claims"
    assert _key(page, "e") == "evidence"


def test_single_keys_can_be_switched_off_and_are_off_while_somebody_types(every_block: Path, reader: Reader):
    page = reader.opened(every_block)
    page.keyboard.press("?")
    assert page.locator("dialog.keys").is_visible()
    assert _key(page, "2") == ""
    page.keyboard.press("Escape")
    assert not page.locator("dialog.keys").is_visible()
    page.locator(".dial input[type=text]").focus()
    assert _key(page, "2") == ""
    page.locator("nav.contents a").first.focus()
    assert _key(page, "2") == "roots"
    page.locator("button.keys").click()
    page.locator("input.single").uncheck()
    page.locator("button.close").click()
    assert _key(page, "1") == "roots"
    page.keyboard.press("?")
    assert not page.locator("dialog.keys").is_visible()


def test_keys_with_a_modifier_are_left_to_the_browser(every_block: Path, reader: Reader):
    page = reader.opened(every_block)
    for key in ("Control+2", "Alt+2", "Meta+2"):
        assert _key(page, key) == ""
