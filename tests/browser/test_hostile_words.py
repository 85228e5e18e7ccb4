"""Everything that came from a study's author is words: nothing runs, nothing is loaded, nothing breaks the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.browser.hostile import ATTACKS, LONG
from tests.browser.reader import Reader, sideways
from tests.examples import first

both = pytest.mark.parametrize("name", ["hostile_page", "every_block"])

OURS = [
    "html", "head", "meta", "title", "style", "body", "a", "header", "p", "h1", "h2", "h3", "h4", "h5", "h6",
    "nav", "ol", "ul", "li", "span", "fieldset", "legend", "label", "input", "button", "main", "section", "div",
    "strong", "em", "code", "sup", "q", "bdi", "table", "thead", "tbody", "tr", "th", "td", "details",
    "summary", "figure", "figcaption", "blockquote", "mark", "pre", "footer", "dialog", "dl", "dt", "dd", "kbd",
    "script", "output", "svg", "g", "path", "line", "rect", "text", "tspan", "defs", "clipPath",
    "linearGradient", "stop", "math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot",
    "msub", "msup", "msubsup", "munder", "mover", "munderover", "mtable", "mtr", "mtd", "mstyle",
]  # fmt: skip


@pytest.fixture
def file(name: str, request: pytest.FixtureRequest) -> Path:
    return request.getfixturevalue(name)


HARM = (("every_block", True), ("hostile_page", False), ("hostile_page", True), ("every_block", False))


@pytest.mark.parametrize(("name", "scripts"), first(2, HARM, names=2))
def test_nothing_runs_and_nothing_is_asked_for(file: Path, scripts: bool, reader: Reader):
    page = reader.opened(file, java_script_enabled=scripts)
    if scripts:
        page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
        page.evaluate("document.querySelectorAll('main *').forEach(e => e.dispatchEvent(new Event('mouseover')))")
        page.wait_for_timeout(200)
        assert page.evaluate("window.harm === undefined")
    assert reader.trouble == []


def test_the_test_would_notice_a_script_that_runs(every_block: Path, tmp_path: Path, reader: Reader):
    """Without the policy and the escapes, the first attack does what it wants."""
    page = every_block.read_text(encoding="utf-8")
    naked = re.sub(r"<meta http-equiv=.*?>", "", page, count=1).replace("</main>", f"{ATTACKS[0]}</main>", 1)
    (tmp_path / "naked.html").write_text(naked, encoding="utf-8")
    assert reader.opened(tmp_path / "naked.html").evaluate("window.harm") == 1


def test_even_a_script_that_got_in_would_not_run(every_block: Path, tmp_path: Path, reader: Reader):
    page = every_block.read_text(encoding="utf-8")
    planted = page.replace("</main>", "".join(ATTACKS[:5]) + "</main>", 1)
    (tmp_path / "planted.html").write_text(planted, encoding="utf-8")
    opened = reader.opened(tmp_path / "planted.html")
    opened.wait_for_timeout(200)
    assert opened.evaluate("window.harm === undefined")
    assert any("Content Security Policy" in what for what in reader.trouble)


@both
def test_there_is_no_element_and_no_attribute_but_ours(file: Path, reader: Reader):
    page = reader.opened(file)
    found = page.evaluate(
        """[...document.querySelectorAll('*')].flatMap(e => [e.localName,
            ...[...e.attributes].filter(a => a.name.startsWith('on') || a.name === 'style' || a.name === 'src'
                || (/href$/.test(a.name) && !/^#[A-Za-z][\\w-]*$/.test(a.value))).map(a => '@' + a.name)])"""
    )
    assert set(found) <= set(OURS)


@both
@pytest.mark.parametrize("width", [320, 1280])
def test_long_words_wrap(file: Path, width: int, reader: Reader):
    page = reader.opened(file, width=width)
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    assert sideways(page) == 0


def test_every_attack_is_there_to_be_read(hostile_page: Path, reader: Reader):
    page = reader.opened(hostile_page)
    said = " ".join(page.evaluate("document.querySelector('main').textContent").split())
    for attack in ATTACKS:
        seen = " ".join(re.sub("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e0fff]", "\ufffd", attack).split())
        assert seen in said, attack
    assert LONG in said


def test_no_character_turns_the_text_around_or_is_a_control(hostile_page: Path):
    page = hostile_page.read_text(encoding="utf-8")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)
    assert "\ufffd" in page


def test_the_title_of_the_window_is_words(hostile_page: Path, reader: Reader):
    assert reader.opened(hostile_page).title() == ATTACKS[0] + "0"
