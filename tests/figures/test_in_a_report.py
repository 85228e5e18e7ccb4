"""What holds for every figure in a report: it fits a page, its type can be read, its colours have dark counterparts."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

import pytest

from detente import figures
from detente.drawing import look, palette
from detente.drawing.rows import of
from detente.figures import claims, drivers, levels, roots, tornado, whatif
from detente.verbs import named
from tests.examples import first
from tests.figures import decided, measured, read, runs

MARGIN = 8  # pixels that letters may be wider than estimated

VERBS = {
    "run": lambda a: a.run, "roots": lambda a: a.roots, "claims": lambda a: a.claims, "whatif": lambda a: a.changes,
    "flip": lambda a: a.flip, "sensitivity": lambda a: a.sensitivity, "weakest": lambda a: a.weakest,
    "report": lambda a: a,
}  # fmt: skip


@pytest.fixture(scope="module")
def rows(first_case):
    found = {name: figures.named(name).rows(VERBS[verb](first_case)) for verb in VERBS for name in figures.names(verb)}
    for name in ("heat-map", "matrix-by-bloc", "coverage"):
        found[name] = figures.named(name).rows(measured.everybody())
    found["indicators"] = figures.named("indicators").rows(read.run())
    why = named("why").do(first_case.study, between=("2022-02", "2022-08"), draws=16)
    decisions = {name: figures.named(name).rows(decided.delay()) for name in figures.names("decide")}
    found["dyad-over-time"] = figures.named("dyad-over-time").rows(measured.alignment())
    return {**found, **decisions, "why": figures.named("why").rows(why)}


@pytest.fixture(scope="module")
def drawn(rows):
    return {name: figures.drawn(name, of_figure) for name, of_figure in rows.items()}


every_figure = pytest.mark.parametrize("name", figures.names())


def size(svg: str) -> tuple[float, float]:
    """Width and height in pixels."""
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    return float(found[1]), float(found[2])


@every_figure
def test_it_fits_a_page(name, drawn):
    width, height = size(drawn[name])
    assert width <= look.WHOLE + MARGIN
    assert height <= look.TALL + MARGIN


@every_figure
def test_its_type_is_never_small(name, drawn):
    assert not [s for s in re.findall(r'font-size="([\d.]+)"', drawn[name]) if float(s) < look.SMALL]


@every_figure
def test_every_colour_has_a_dark_counterpart_or_stays(name, drawn):
    found = set(re.findall(r'(?:fill|stroke|stop-color)="([^"]+)"', drawn[name])) - {"none"}
    assert found - palette.DARK.keys() - palette.STAYS == set()


@every_figure
def test_words_are_in_colours_that_can_be_read(name, drawn):
    inks = {re.search(r'fill="([^"]+)"', tag)[1] for tag in re.findall(r"<text[^>]*>", drawn[name])}
    assert inks <= set(palette.INKS)


@every_figure
def test_it_brings_no_style_no_script_and_one_role(name, drawn):
    assert not re.search(r"\b(style|class|on\w+)=|<(script|style|a|image|foreignObject)\b", _tags(drawn[name]))
    assert len(re.findall(r"\brole=", _tags(drawn[name]))) == 1


@every_figure
def test_its_words_for_those_who_do_not_see_it_are_no_copy_of_the_caption(name, rows, drawn):
    figure = figures.named(name)
    told = figure.description(rows[name])
    assert f'aria-label="{escape(told)}"' in drawn[name]
    assert told != figure.sentence(rows[name])
    assert len(told) > 30


@pytest.mark.parametrize("name", first(8, figures.names()))
def test_the_same_rows_give_the_same_bytes(name, rows, drawn):
    assert figures.drawn(name, rows[name]) == drawn[name]


@every_figure
def test_its_heading_is_left_to_the_caption(name, rows, drawn):
    (heading,) = of(rows[name], "figure")
    assert heading["made"] not in drawn[name]


@every_figure
def test_no_table_tells_a_number_in_more_than_two_figures(name, rows):
    """Numbers of the model; dates, counts, ranks and what the study states itself stand in other columns."""
    for table in figures.named(name).tables(rows[name]):
        for head, column in zip(table.heads, zip(*table.lines, strict=True), strict=True):
            if head in _OTHER or table.caption.startswith(("Events", "Landmarks")):
                continue
            for cell in column:
                for number in re.findall(r"(?<![\w.,-])\d+(?:\.\d+)?(?![\w-])", cell):
                    figures_told = number.replace(".", "").lstrip("0")
                    assert len(figures_told) <= 2 or number == "100", (table.caption, head, cell)


def test_a_picture_for_a_document_is_twice_as_fine_and_has_a_ground(rows, drawn):
    width, _ = size(drawn["roots"])
    png = figures.png("roots", rows["roots"])
    assert png.startswith(b"\x89PNG")
    assert abs(int.from_bytes(png[16:20], "big") - 2 * width) <= 2


@pytest.mark.parametrize("count", first(1, [5, 1, 2, 4]))
def test_as_many_issues_as_studies_have_stand_on_one_page(count):
    of_study = runs.study()
    issues = tuple(replace(of_study.issues[k % 2], id=f"q{k}") for k in range(count))
    of_study = replace(of_study, issues=issues, headline_issue="q0")
    found = levels.rows(runs.run(study=of_study))
    assert len(of(found, "panel")) == count
    assert size(figures.drawn("levels", found))[1] <= look.TALL + MARGIN


@pytest.mark.parametrize("count", first(1, [45, 1, 8, 25]))
def test_as_many_drivers_as_studies_have_stand_on_one_page(count):
    of_study = runs.study()
    made = tuple(
        replace(of_study.drivers[k % 2], id=f"d{k}", title="A cause with a long name " * 3) for k in range(count)
    )
    of_study = replace(of_study, drivers=made, effects=())
    found = drivers.rows(runs.run(study=of_study))
    assert len(of(found, "panel")) == count
    assert size(figures.drawn("drivers", found))[1] <= look.TALL + MARGIN


@pytest.mark.parametrize("count", first(1, [50, 1, 30]))
def test_as_many_lines_as_studies_have_stand_on_one_page(count, first_case):
    def many(some):
        return tuple((some * count)[:count])

    shown = {
        "claims": claims.rows(replace(first_case.claims, tried=many(first_case.claims.tried))),
        "roots": roots.rows(replace(first_case.roots, drivers=many(first_case.roots.drivers))),
        "tornado": tornado.rows(replace(first_case.sensitivity, bars=many(first_case.sensitivity.bars))),
    }
    for name, found in shown.items():
        assert size(figures.drawn(name, found))[1] <= look.TALL + MARGIN, name


@pytest.mark.parametrize("count", first(1, [20, 1, 3, 16]))
def test_as_many_changes_as_studies_have_stand_on_one_page(count, first_case):
    some = first_case.changes
    found = whatif.rows(replace(some, cases=(some.cases * count)[:count]))
    width, height = size(figures.drawn("whatif", found))
    assert width <= look.WHOLE + MARGIN
    assert height <= look.TALL + MARGIN


_OTHER = {
    "date", "from", "rank", "part", "assumption", "claim", "says", "question", "change", "stated", "as a range",
    "rests on", "origin", "evidence", "what decides it", "its effect", "source", "what happens", "of",
    "draws", "period", "dates it may have", "n", "dyads", "bloc",
}  # fmt: skip


def _tags(svg: str) -> str:
    """The picture without its words."""
    return re.sub(r'aria-label="[^"]*"', "", re.sub(r">[^<]*<", "><", svg))
