"""The HTML file: one file, the same each time, with a policy that its own style and script satisfy and nothing else."""

from __future__ import annotations

import re
import time
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from detente import figures
from detente.drawing import pictures
from detente.report import html, manifest
from detente.report.hypertext import language, text
from detente.report.inert import clean
from detente.report.mathml import mathml
from detente.report.report import Report, report
from detente.report.setting import columns, name, place
from tests.report.awkward import document

if TYPE_CHECKING:
    from detente.report.answers import Answers


@pytest.fixture(scope="module")
def awkward(example: Answers) -> str:
    """A page with every kind of block."""
    rows = figures.named("levels").rows(example.run)
    return html.page(Report(example, "full", document(rows)))


def _hash(source: str) -> str:
    return f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'"


def test_the_policy_allows_the_file_s_own_style_and_script_and_nothing_else(awkward: str) -> None:
    (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', awkward)
    (style,) = re.findall(r"<style>(.*?)</style>", awkward, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", awkward, re.DOTALL)
    assert policy.replace("&#39;", "'").replace("&#x27;", "'").split("; ") == [
        "default-src 'none'",
        f"style-src {_hash(style)}",
        f"script-src {_hash(script)}",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_no_element_has_a_style_of_its_own_and_nothing_is_named_that_could_be_loaded(awkward: str) -> None:
    tags = re.findall(r"<[a-z][^<>]*>", awkward)
    assert not [tag for tag in tags if re.search(r"\s(style|src|srcset|action|on\w+)\s*=", tag)]
    assert not [tag for tag in tags if re.search(r'\shref="(?!#)', tag)]
    assert "@import" not in awkward
    assert "url(" not in awkward.split("</style>")[0]


@pytest.mark.slow
def test_the_first_study_s_report_is_built_in_time_and_small_and_the_same_each_time(first_case: Answers) -> None:
    """Ten seconds on a quiet machine; more here, because other tests run beside this one."""
    started = time.perf_counter()
    page = html.page(report(first_case))
    assert time.perf_counter() - started < 40
    assert len(page.encode()) <= 3_000_000
    pictures.drawn.cache_clear()
    assert html.page(report(first_case)) == page


def test_the_manifest_knows_every_word_and_every_figure(awkward: str) -> None:
    said = manifest.read(awkward)
    assert said.blocks == {k: manifest.digest(words) for k, words in manifest.leaves(awkward).items()}
    assert said.figures == {k: manifest.digest(source) for k, source in manifest.pictures(awkward).items()}
    assert list(said.figures) == ["f1a", "f1b"]
    assert manifest.strays(awkward) == []


def test_a_word_added_changed_or_taken_out_is_noticed(awkward: str) -> None:
    changed = manifest.leaves(awkward.replace("Small print.", "Large print.", 1))
    said = manifest.read(awkward).blocks
    assert [k for k, words in changed.items() if said[k] != manifest.digest(words)] == [
        k for k, words in manifest.leaves(awkward).items() if words == "Small print."
    ]
    added = awkward.replace("<main", "<main", 1).replace("</main>", "<p>We are sure of it.</p></main>", 1)
    assert manifest.strays(added) == ["We are sure of it."]


def test_the_manifest_cannot_end_the_script_it_stands_in(example: Answers) -> None:
    made = {"study": "</script><b>", "date": "&"}
    spelled = manifest.spelled(manifest.Manifest(made, {}, {}, ""))
    assert not set("<>&") & set(spelled)
    place_ = f'<script type="application/json" id="{manifest.PLACE}">{spelled}</script>'
    assert manifest.read(f"<html>{place_}").made == made


def test_a_file_that_is_no_report_is_refused() -> None:
    from detente.study.problems import DetenteError

    with pytest.raises(DetenteError, match="no report"):
        manifest.read("<p>Dear colleague</p>")
    with pytest.raises(DetenteError, match="damaged"):
        manifest.read(f'<script type="application/json" id="{manifest.PLACE}">{{}}</script>')


def test_two_pictures_of_one_kind_share_no_id(awkward: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', awkward)
    assert len(ids) == len(set(ids))


def test_a_basis_leads_to_the_ledger_and_the_ledger_back(awkward: str) -> None:
    uses = re.findall(r'<sup><a id="(u\d+)" href="#(n\d+)" aria-label="Where this number comes from: ', awkward)
    assert {to for _, to in uses} == {"n1", "n2"}
    for line in re.findall(r'<p class="uses".*?</p>', awkward, re.DOTALL):
        assert set(re.findall(r'href="#(u\d+)"', line)) <= {use for use, _ in uses}


def test_a_heading_follows_the_one_above_it_without_a_gap(awkward: str) -> None:
    levels = [int(n) for n in re.findall(r"<h([1-6])", awkward.split("<dialog")[0])]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_right_to_left_words_are_kept_apart_and_per_cent_stays_with_its_number() -> None:
    assert text("see متن فارسی, 5").source == "see <bdi>متن فارسی</bdi>, 5"
    assert text("20 % < x").source == "20\u00a0% &lt; x"


def test_what_turns_the_text_or_controls_a_screen_is_seen_and_does_nothing() -> None:
    assert clean("a\u202eb\x00c\x1b\u2066d\ud800") == "a\ufffdb\ufffdc\ufffd\ufffdd\ufffd"


def test_an_equation_is_set_and_nothing_else_gets_in() -> None:
    assert mathml(r"\frac{a}{b}", "a by b").source.startswith('<math display="block" alttext="a by b">')
    for attack in (r"\text{<script>x</script>}", r"\href{javascript:x}{y}", r"\frac{", "<img src=x>"):
        assert not re.search(r"<(script|img|a)\b|javascript|href", mathml(attack, "w").source)


def test_a_language_is_named_only_where_a_browser_knows_it() -> None:
    assert [language(tag) for tag in ("fa", "de-AT", "xx", "<b>", "Klingon", "")] == ["fa", "de-AT", "", "", "", ""]


def test_columns_of_numbers_are_told_from_words() -> None:
    lines = [["Jan 2020", "62 (54 to 69)", "12 %", "no"], ["2020", "−1.5", "less than 1 %", "7"], ["a", "–", "", "8"]]
    assert columns(lines).source == ' class="n2 n3"'


def test_an_id_of_ours_is_plain_and_a_name_is_never_empty() -> None:
    with pytest.raises(ValueError, match="no id"):
        place('x" onload="y')
    assert place("level-1") == "level-1"
    assert name(" \u200b\n") == "(without a name)"
    assert len(name("x" * 5000)) < 200


def test_keys_lead_to_sections_that_are_there(example: Answers) -> None:
    full = report(example).document
    found = html.keys(full)
    assert found["1"] == "page-one"
    assert found["c"] == "claims"
    assert found["w"] in {"weakest", "reversals"}
    assert "9" not in html.keys(replace(full, sections=full.sections[:3]))
