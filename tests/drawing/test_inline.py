"""A picture inside a report: no heading, no style, no script, ids of its own, and every mark that was there."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import altair as alt
import pytest

from detente.drawing import inline, pictures
from detente.drawing.widths import width
from tests.figures.runs import HOSTILE


class _Drawing(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        if data.strip() and self.tags[-1][1].get("opacity") != "0":
            self.words.append(data)

    def names(self) -> set[str]:
        return {tag for tag, _ in self.tags}


def _specification(words: str = "first") -> dict:
    """A clipped line, a bar with a gradient, and words: what makes Vega write ids, styles and links."""
    rows = [{"x": k, "y": k * k, "words": words} for k in range(3)]
    shade = alt.Gradient(
        gradient="linear", stops=[{"offset": 0, "color": "#111111"}, {"offset": 1, "color": "#222222"}]
    )
    base = alt.Chart(alt.Data(values=rows))
    marks = alt.layer(
        base.mark_line(clip=True, blend="multiply").encode(x="x:Q", y="y:Q"),
        base.mark_bar(color=shade).encode(x="x:Q", y="y:Q"),
        base.mark_text().encode(x="x:Q", y="y:Q", text="words:N"),
    )
    return {
        **marks.properties(title=alt.TitleParams("A heading", subtitle="and a line"), description=words).to_dict(),
        "datasets": {},
    }


@pytest.fixture(scope="module")
def drawing() -> str:
    return inline.inline(_specification(), "levels")


def test_vega_writes_ids_styles_and_roles_where_they_are_not_taken_out():
    plain = pictures.svg(_specification())
    for found in ('id="clip', "style=", "aria-roledescription", "A heading"):
        assert found in plain


def test_no_style_no_script_no_class_and_no_event_is_left(drawing):
    found = _Drawing(drawing)
    assert found.names() <= {
        "svg",
        "g",
        "path",
        "line",
        "rect",
        "text",
        "tspan",
        "defs",
        "clippath",
        "lineargradient",
        "stop",
    }
    attributes = {name for _, given in found.tags for name in given}
    assert not attributes & {"style", "class"}
    assert not {name for name in attributes if name.startswith("on")}


def test_only_the_whole_has_a_role_and_it_has_its_words(drawing):
    (tag, given), *others = _Drawing(drawing).tags
    assert (tag, given["role"], given["aria-label"]) == ("svg", "img", "first")
    assert not [name for _, attributes in others for name in attributes if name == "role" or name.startswith("aria-")]


def test_every_id_begins_with_the_name_and_every_reference_lands(drawing):
    ids = set(re.findall(r'id="([^"]+)"', drawing))
    assert len(ids) >= 2
    assert all(i.startswith("levels-") for i in ids)
    assert set(re.findall(r"url\(#([^)]+)\)", drawing)) == ids


def test_two_figures_in_one_page_share_no_id(drawing):
    other = inline.inline(_specification(), "drivers")
    assert not set(re.findall(r'id="([^"]+)"', drawing)) & set(re.findall(r'id="([^"]+)"', other))


def test_the_heading_is_left_to_the_caption(drawing):
    assert "A heading" not in drawing
    assert "and a line" not in drawing


def test_it_scales_with_the_page(drawing):
    _, given = _Drawing(drawing).tags[0]
    assert "height" not in given
    left, top, width, height = map(float, given["viewbox"].split())
    assert (left, top, f"{width:g}") == (0, 0, given["width"])
    assert height > 0


def test_the_same_chart_gives_the_same_bytes(drawing):
    assert inline.inline(_specification(), "levels") == drawing


def test_every_word_that_is_seen_is_kept(drawing):
    plain = _Drawing(pictures.svg(inline.bare(_specification())))
    kept = _Drawing(drawing)
    assert kept.words == plain.words


def test_every_mark_that_is_seen_is_kept(drawing):
    def inked(text: str) -> int:
        seen = [a for tag, a in _Drawing(text).tags if tag in {"path", "line", "rect"} and a.get("display") != "none"]
        return len([a for a in seen if {a.get("fill", "none"), a.get("stroke", "none")} != {"none"}])

    assert inked(drawing) == inked(pictures.svg(inline.bare(_specification()))) > 5


def test_words_with_markup_stay_words():
    strange = _Drawing(inline.inline(_specification(HOSTILE), "levels"))
    assert not {"script", "img"} & strange.names()
    assert strange.tags[0][1]["aria-label"] == HOSTILE
    assert HOSTILE in strange.words


def test_words_say_how_wide_they_are_so_that_other_type_stays_in_its_room(drawing):
    lines = [given for tag, given in _Drawing(drawing).tags if tag == "text" and "textlength" in given]
    assert lines
    assert all(given["lengthadjust"] == "spacingAndGlyphs" for given in lines)
    assert {float(given["textlength"]) for given in lines} >= {round(width("first", 11), 1)}
