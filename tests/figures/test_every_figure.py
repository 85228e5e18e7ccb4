"""What holds for every figure: plain rows, words beside the picture, and files that open offline and run nothing."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import escape
from html.parser import HTMLParser

import numpy as np
import pytest

from detente import figures
from detente.study.problems import DetenteError
from tests.examples import first
from tests.figures import read, runs

every_figure = pytest.mark.parametrize("name", figures.names("run"))


class _Page(HTMLParser):
    """The tags of a page with their attributes, and the text between them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def names(self) -> list[str]:
        return [tag for tag, _ in self.tags]


@pytest.fixture(scope="module")
def files():
    made = {name: figures.shown(name, figures.named(name).rows(read.run())) for name in figures.names("run")}
    return {file: content for shown in made.values() for file, content in shown.items()}


@pytest.fixture(scope="module")
def hostile():
    made = {
        name: figures.shown(name, figures.named(name).rows(read.run(runs.HOSTILE))) for name in figures.names("run")
    }
    return {file: content for shown in made.values() for file, content in shown.items()}


@every_figure
def test_rows_survive_being_kept_as_json(name):
    rows = figures.named(name).rows(read.run())
    assert json.loads(json.dumps(rows, allow_nan=False)) == rows


@every_figure
def test_a_kept_answer_is_drawn_again_without_its_run(name, files):
    rows = json.loads(json.dumps(figures.named(name).rows(read.run())))
    assert figures.shown(name, rows)[f"{name}.svg"] == files[f"{name}.svg"]


@every_figure
def test_the_chart_is_valid_vega_lite(name):
    figures.named(name).chart(figures.named(name).rows(read.run())).to_dict(validate=True)


@every_figure
def test_the_page_holds_caption_description_and_tables(name, files):
    figure = figures.named(name)
    rows = figure.rows(read.run())
    page, text = _Page(files[f"{name}.html"].decode()), files[f"{name}.html"].decode()
    assert ("html", {"lang": "en"}) in page.tags
    assert {"title", "figure", "figcaption", "details", "table", "svg"} <= set(page.names())
    (chart,) = [attributes for _, attributes in page.tags if attributes.get("id") == "chart"]
    assert chart["aria-label"] == figure.description(rows)
    assert f"<figcaption>{escape(figure.sentence(rows))}</figcaption>" in text


@every_figure
def test_the_page_loads_nothing(name, files):
    page = _Page(files[f"{name}.html"].decode())
    assert not {"link", "iframe", "img", "object", "embed", "base"} & set(page.names())
    for _, attributes in page.tags:
        assert not {"src", "href", "srcset", "data", "action"} & set(attributes)
    policy = next(a["content"] for t, a in page.tags if t == "meta" and "http-equiv" in a)
    assert policy.startswith("default-src 'none'")
    assert "http" not in policy
    assert "eval" not in policy


@every_figure
def test_our_own_part_of_the_page_names_no_address(name, files):
    text = files[f"{name}.html"].decode()
    scripts = re.findall(r"<script>.*?</script>", text, flags=re.DOTALL)
    own = text.replace(max(scripts, key=len), "")  # the bundled library names its home page
    found = set(re.findall(r"https?://[^\s\"'<>\\]+", own))
    assert found <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"} | {
        u for u in found if u.startswith("https://vega.github.io/schema/")
    }


@every_figure
def test_names_with_markup_add_no_tag_and_no_attribute_to_the_page(name, files, hostile):
    harmless, strange = (_Page(made[f"{name}.html"].decode()) for made in (files, hostile))
    outside_pictures = [
        [t for t in p.names() if t not in {"g", "path", "text", "tspan", "tr", "td"}] for p in (harmless, strange)
    ]
    assert outside_pictures[0] == outside_pictures[1]
    assert not [a for _, attributes in strange.tags for a in attributes if a.startswith("on")]


@every_figure
def test_names_cannot_end_the_script_that_holds_them(name, hostile):
    *_, script = re.findall(r"<script>(.*?)</script>", hostile[f"{name}.html"].decode(), flags=re.DOTALL)
    assert "alert" in script
    assert not set("<>&") & set(script)


@every_figure
def test_names_with_markup_stay_text_in_the_svg(name, hostile):
    page = _Page(hostile[f"{name}.svg"].decode())
    assert not {"script", "img", "foreignobject", "a"} & set(page.names())


@every_figure
def test_no_word_of_a_study_stands_in_an_expression(name):
    spec = figures.named(name).chart(figures.named(name).rows(read.run(runs.HOSTILE))).to_dict()
    del spec["datasets"]
    assert "alert" not in str(re.findall(r"'(?:filter|expr|test|labelExpr)': [^}]*", str(spec)))


@every_figure
@pytest.mark.parametrize("step", first(2, ["week", "year", "month", "quarter"]))
def test_every_kind_of_step_can_be_drawn(name, step):
    of = runs.study()
    of = replace(of, span=replace(of.span, step=step))
    assert figures.named(name).chart(figures.named(name).rows(read.run(study=of))).to_dict()


@every_figure
def test_a_study_that_ends_at_its_present_can_be_drawn(name):
    of = runs.study()
    of = replace(of, span=replace(of.span, until=of.span.now))
    rows = figures.named(name).rows(read.run(study=of, first_paths=np.zeros((0, 367, 2))))
    assert figures.shown(name, rows)


@every_figure
def test_the_picture_is_png_and_the_page_is_small(name, files):
    assert files[f"{name}.png"].startswith(b"\x89PNG")
    assert len(files[f"{name}.html"]) < 1_500_000


def test_a_misspelt_figure_is_answered_with_the_nearest():
    with pytest.raises(DetenteError, match="levels"):
        figures.named("level")
