"""Verifying a report: an untouched one stands to the byte, and each way of tampering with it is caught and named."""

from __future__ import annotations

import contextlib
import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pytest

from detente.evidence.pins import Lock
from detente.evidence.verify import pinned
from detente.files.folders import StudyFolder
from detente.files.sources import held, judge
from detente.files.standing import Standing
from detente.report import comparing, html, manifest, verifying
from detente.report.answers import Answers
from detente.report.report import report
from detente.report.verifying import Made, Verification
from detente.study.nouns import Study
from detente.study.problems import DetenteError
from tests.examples import first


@dataclass
class Desk:
    """An author with answers, and a verifier with a folder; a report is made again from the same answers."""

    answers: Answers
    folder: StudyFolder

    def standing(self, folder: StudyFolder | None = None) -> Standing:
        at = folder or self.folder
        verdicts, _ = judge(at, self.answers.study)
        return Standing({v.at: v for v in verdicts}, held(at, self.answers.study, at.lock())[0])

    @cached_property
    def pages(self) -> dict[tuple[object, ...], str]:
        return {}

    def page(self, standing: Standing | None = None, audience: str = "full", **changed: object) -> str:
        """The report as its author built it, with what stood there."""
        at = standing or self.standing()
        key = (tuple(at.held), tuple(v.status for v in at.verdicts.values()), audience, repr(changed))
        if key not in self.pages:
            answers = replace(self.answers, verdicts=at.verdicts, held=at.held, **changed)
            self.pages[key] = html.page(report(answers, audience))
        return self.pages[key]

    def again(self, study: Study, standing: Standing, made: Made) -> str:
        changed = {} if study == self.answers.study else {"study": study}
        changed |= {} if made.day == self.answers.day else {"day": made.day}
        return self.page(standing, made.audience, **changed)

    def verify(self, page: str, here: Standing | None = None, *, quick: bool = False, **given: object) -> Verification:
        study = given.get("study", self.answers.study)
        lock = given.get("lock", self.folder.lock())
        return verifying.verified(page, study, lock, here or self.standing(), None if quick else self.again)


@pytest.fixture(scope="module")
def desk(example, tmp_path_factory):
    folder = StudyFolder(tmp_path_factory.mktemp("verifier") / "arland")
    shutil.copytree(example.study.home, folder.path)
    verdicts, _ = judge(folder, example.study)
    folder.write_lock(pinned(folder.lock(), verdicts))
    found = Desk(example, folder)
    found.answers = replace(example, verdicts=found.standing().verdicts, held=found.standing().held)
    return found


@pytest.fixture(scope="module")
def page(desk):
    return desk.page()


@pytest.fixture(scope="module")
def without(desk):
    """Where the quotes stand for somebody who does not hold the pages."""
    bare = StudyFolder(desk.folder.path.parent / "bare")
    shutil.copytree(desk.folder.path, bare.path)
    shutil.rmtree(bare.path / "sources")
    return desk.standing(bare)


def resealed(page: str) -> str:
    """The page with fingerprints that fit what it says now: what a careful forger does."""
    return manifest.sealed(page, manifest.read(page).made)


def leaf(page: str, within: str, pattern: str) -> comparing.Leaf:
    """The first paragraph within some part whose words fit."""
    return next(x for x in comparing.leaves(page) if within in x.within and re.search(pattern, x.words))


def edited(page: str, where: comparing.Leaf, edit: Callable[[str], str]) -> str:
    """The page with the source of one paragraph edited."""
    start = page.index(f'id="{where.id}"')
    end = page.index("\n", start)
    changed = edit(page[start:end])
    assert changed != page[start:end]
    return page[:start] + changed + page[end:]


def rounded(page):
    """A report that stands but for one number within rounding: cover for what is done elsewhere in it."""
    where = leaf(page, "page-one", r"\bstands at \d+")
    return edited(
        page,
        where,
        lambda s: re.sub(r"(stands at (?:<strong>)?)(\d+)", lambda m: m[1] + str(int(m[2]) + 1), s, count=1),
    )


def test_an_untouched_report_stands_to_the_byte(desk, page):
    found = desk.verify(page)
    assert (found.faults, found.rounding, found.unchecked, found.again) == ((), (), (), True)
    assert found.paragraphs > 100
    assert found.quotes == {"FOUND": len(desk.answers.verdicts)}


@pytest.mark.slow
def test_a_brief_stands_too(desk):
    assert desk.verify(desk.page(audience="brief")).again is True


def test_untouched_it_stands_without_being_made_again(desk, page):
    found = desk.verify(page, quick=True)
    assert (found.faults, found.again) == ((), None)


def test_a_changed_number_is_caught_and_its_paragraph_named(desk, page):
    where = leaf(page, "page-one", r"\bstands at \d+")
    forged = edited(page, where, lambda s: re.sub(r"(stands at (?:<strong>)?)\d+", r"\g<1>97", s, count=1))
    (fault,) = desk.verify(forged).faults
    assert fault.startswith(f"paragraph {where.id} under “")
    assert "words match, numbers do not" in fault
    assert "97" in fault
    assert "was changed after the report was built" in fault


def test_changed_words_are_caught_and_told_apart_from_numbers(desk, page):
    where = leaf(page, "page-one", r"\bstands at \d+")
    forged = edited(page, where, lambda s: s.replace(" stands at", " hardly stands at", 1))
    (fault,) = desk.verify(forged).faults
    assert "numbers match, words do not" in fault
    assert "hardly" in fault
    (quick,) = desk.verify(forged, quick=True).faults
    assert where.id in quick
    assert "was changed after the report was built" in quick


def test_a_forger_who_renews_the_fingerprint_is_caught_when_it_is_made_again(desk, page):
    where = leaf(page, "page-one", r"\bstands at \d+")
    forged = resealed(edited(page, where, lambda s: s.replace(" stands at", " hardly stands at", 1)))
    assert desk.verify(forged, quick=True).faults == (), "what --quick cannot see, and says"
    (fault,) = desk.verify(forged).faults
    assert fault.startswith(f"paragraph {where.id} under “")
    assert "numbers match, words do not" in fault


@pytest.mark.parametrize(
    ("inserted", "named"),
    first(
        2,
        [
            ("<script>document.title='x'</script>", "<script>"),
            ("<style>.warning{display:none}</style>", "<style>"),
            ('<img src="http://example.org/x.png">', 'img src="http://example.org/x.png"'),
            ('<iframe srcdoc="x"></iframe>', "iframe"),
            ("<!-- nothing is read here -->", "<!-->"),
        ],
        names=2,
    ),
)
def test_an_element_that_was_added_is_named(desk, page, inserted, named):
    for forged in (page.replace("</main>", f"{inserted}</main>"), page.replace("</head>", f"{inserted}</head>")):
        assert any(named in fault for fault in desk.verify(resealed(forged)).faults)


def test_an_attribute_that_hides_or_acts_is_named(desk, page):
    where = leaf(page, "page-one", r"\bstands at \d+")
    forged = edited(page, where, lambda s: s.replace(">", ' onclick="x()" hidden>', 1))
    assert any('onclick="x()"' in fault for fault in desk.verify(forged).faults)


def test_a_changed_script_style_or_policy_is_named(desk, page):
    for old, new, named in (
        ("<script>", "<script>fetch('x');", "<script>"),
        ("<style>", "<style>.warning{display:none}", "<style>"),
        ("default-src ", "default-src * ", "meta"),
    ):
        assert old in page
        forged = page.replace(old, new, 1)
        assert any(f"<{named.strip('<>')}" in fault for fault in desk.verify(forged).faults), named


def test_a_paragraph_added_or_taken_out_is_named(desk, page):
    where = leaf(page, "page-one", r"\bstands at \d+")
    start = page.rindex("<p", 0, page.index(f'id="{where.id}"'))
    end = page.index("</p>", start) + 4
    gone = resealed(page[:start] + page[end:])
    assert any("is missing" in f and "stands at" in f for f in desk.verify(gone).faults)
    more = resealed(page[:end] + '<p id="b99999">All is well.</p>' + page[end:])
    assert any("b99999" in f and "was added" in f for f in desk.verify(more).faults)
    loose = page[:end] + "<p>All is well.</p>" + page[end:]
    assert any("stand in no paragraph" in f and "All is well." in f for f in desk.verify(loose).faults)
    assert any("words were added" in f for f in desk.verify(loose, quick=True).faults)


def test_a_redrawn_figure_is_named(desk, page):
    start = page.index('<svg id="f1a"')
    at = page.index("<text", start)
    forged = page[:at] + re.sub(r">[^<]+<", ">elsewhere<", page[at:], count=1)
    for some in (forged, resealed(forged)):
        assert any(f.startswith("figure 1") for f in desk.verify(some).faults)
    assert any(f.startswith("figure 1 was changed") for f in desk.verify(forged, quick=True).faults)


def test_a_change_where_nothing_is_read_is_still_a_change(desk, page):
    (fault,) = desk.verify(page.replace("</main>", "\n</main>")).faults
    assert "something other than words was changed" in fault
    (fault,) = desk.verify(page.replace('{"format":1', '{"more":"x","format":1')).faults
    assert fault == "what the file says of itself was changed"


@pytest.mark.slow
def test_another_date_in_what_it_says_of_itself_is_caught(desk, page):
    forged = page.replace('"date":"2027-01-31"', '"date":"2026-12-31"')
    assert any("2027-01-31" in fault for fault in desk.verify(forged).faults)


def test_numbers_that_differ_by_rounding_are_told_and_no_fault(desk, page):
    where = leaf(page, "page-one", r"\bstands at \d+")
    found = desk.verify(resealed(rounded(page)))
    assert found.faults == ()
    (told,) = found.rounding
    assert where.id in told
    assert found.again is False


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("62 (54 to 69)", "62 (54 to 70)", True),
        ("62", "64", False),
        ("in 2024", "in 2025", False),
        ("0.42", "0.43", True),
        ("0.4", "0.43", False),
        ("a12", "a13", False),
        ("1,024 draws", "1,025 draws", False),
        ("6 %", "6 points", False),
    ],
)
def test_rounding_is_one_in_the_last_digit_of_a_short_number(one, other, near):
    again = f'<html><body><main><p id="b1">{one}</p></main></body></html>'
    received = f'<html><body><main><p id="b1">{other}</p></main></body></html>'
    kinds = {d.kind for d in comparing.differences(received, again)}
    assert kinds == ({"rounding"} if near else {"changed"})


def renumbered(figure: str, attribute: str, by: float) -> str:
    """A figure with every number of one attribute moved."""
    number = re.compile(r"\d+(?:\.\d+)?")
    return re.sub(
        rf' {attribute}="[^"]*"', lambda a: number.sub(lambda n: f"{float(n[0]) + by:g}", a[0]), figure, flags=re.DOTALL
    )


@pytest.mark.parametrize(("attribute", "faults"), [("transform", 0), ("stroke-width", 1), ("font-size", 1)])
def test_a_figure_may_be_placed_a_little_off_and_is_otherwise_the_same(desk, page, attribute, faults):
    (figure,) = re.findall(r'<svg id="f1a".*?</svg>', page, flags=re.DOTALL)
    moved = renumbered(figure, attribute, 0.4)
    assert moved != figure
    found = desk.verify(resealed(page.replace(figure, moved)))
    assert (len(found.faults), len(found.rounding)) == (faults, 1 - faults)


def test_a_number_written_in_a_figure_is_no_coordinate(desk, page):
    (figure,) = re.findall(r'<svg id="f1a".*?</svg>', page, flags=re.DOTALL)
    year = re.search(r">(19|20)\d\d<", figure)[0]
    for written in (year.replace("0", "1"), f">{int(year[1:-1]) + 1}<"):
        forged = resealed(page.replace(figure, figure.replace(year, written)))
        assert desk.verify(forged).faults == ("figure 1 is not the one that the study gives",)


@pytest.mark.parametrize(
    ("edit", "named"),
    first(
        3,
        [
            (lambda p: re.sub(r"<title>", "<title>War is certain. ", p), "War is certain."),
            (lambda p: p.replace(">Contents</p>", ">Contents. War is certain.</p>", 1), "War is certain."),
            (lambda p: p.replace("</a></sup>", ": wrong, it is 97 %</a></sup>", 1), "97 %"),
            (lambda p: re.sub(r'(<span class="number">)3\.1(</span>)', r"\g<1>9.7\2", p, count=1), "9.7"),
            (lambda p: p.replace("<!doctype html>", "", 1), "something other than words"),
            (lambda p: p.replace('{"format":1', '{"more":"x","format":1'), "what the file says of itself"),
            (
                lambda p: re.sub(r"(<strong>)([^<]+) ([^<]+)</strong>", r"\2 \1\3</strong>", p, count=1),
                "other than words",
            ),
        ],
        names=2,
    ),
    ids=["title", "contents", "reference", "number of a section", "kind of document", "of itself", "emphasis"],
)
def test_what_stands_outside_paragraphs_is_compared_also_where_numbers_differ_by_rounding(desk, page, edit, named):
    for some in (page, resealed(rounded(page))):
        forged = edit(some)
        assert forged != some
        assert any(named in fault for fault in desk.verify(forged).faults)


@pytest.mark.parametrize(
    "edit",
    [
        lambda p: p.replace("</body>", '<script src="https://example.org/x.js"></script></body>'),
        lambda p: re.sub(r"<meta http-equiv[^>]*>", "", p),
        lambda p: p.replace('<a href="#levels"', '<a href="https://example.org/"', 1),
        lambda p: p.replace('<p id="b12"', '<p hidden id="b12"', 1),
        lambda p: p.replace(">Contents</p>", ">Contents. War is certain.</p>", 1),
        lambda p: p.replace("</html>", ""),
    ],
    ids=["script", "policy", "link", "hidden", "contents", "end"],
)
def test_what_is_no_paragraph_has_a_fingerprint_too(desk, page, edit):
    forged = edit(page)
    assert forged != page
    (fault,) = desk.verify(forged, quick=True).faults
    assert fault == "a script, a style, a link or something hidden was changed after the report was built"
    assert desk.verify(resealed(forged), quick=True).faults == (), "what --quick cannot see, and says"


def test_a_file_whose_line_ends_a_mail_program_changed_is_the_same_report(desk, page):
    sent = b"\xef\xbb\xbf" + page.replace("\n", "\r\n").encode()
    assert desk.verify(verifying.read(sent)).again is True


def test_a_hostile_file_is_read_as_fast_as_any(desk, page):
    opened = f'<script type="application/json" id="{manifest.PLACE}">'
    started = time.perf_counter()
    for hostile in (page + opened * 20_000, page + '<svg id="f1a"' * 20_000):
        with contextlib.suppress(DetenteError):
            desk.verify(hostile, quick=True)
    assert time.perf_counter() - started < 10


def test_words_in_a_reference_are_seen_without_making_it_again(desk, page):
    forged = page.replace("</a></sup>", ": wrong, it is 97 %</a></sup>", 1)
    (fault,) = desk.verify(resealed(forged), quick=True).faults
    assert "97 %" in fault


# ── passages and quotes ───────────────────────────────────────────────────────────────────────


def test_a_report_whose_pages_are_not_held_here_stands_to_the_byte(desk, page, without):
    assert 'class="passage"' in page
    assert without.held == {}
    found = desk.verify(page, without)
    assert (found.faults, found.unchecked, found.again) == ((), (), True)
    assert set(found.quotes) == {"not held here"}


@pytest.mark.slow
def test_a_report_made_without_the_pages_stands_where_they_are_held(desk, without):
    lean = desk.page(without)
    assert 'class="passage"' not in lean
    found = desk.verify(lean)
    assert (found.faults, found.again) == ((), True)


@pytest.mark.parametrize("held_here", [True, False])
def test_a_passage_with_other_words_is_caught_also_without_the_page(desk, page, without, held_here):
    forged = resealed(re.sub(r'(class="passage"[^>]*>)', r"\1Never was it so that ", page, count=1))
    found = desk.verify(forged, None if held_here else without)
    assert any(re.match(r"passage \d+ of .+ not those of the pinned paragraph", fault) for fault in found.faults)


def test_a_passage_that_nothing_pins_is_told_and_no_fault(desk, page, without):
    loose = Standing(
        {
            at: replace(v, pinned=False, passage=None, sha256="", start=None, end=None)
            for at, v in without.verdicts.items()
        }
    )
    found = desk.verify(page, loose, lock=Lock(sources=desk.folder.lock().sources))
    assert found.unchecked
    assert all("cannot be checked here" in words for words in found.unchecked)
    assert found.faults == ()


def test_where_all_passages_are_pinned_nothing_said_of_a_source_goes_unchecked(desk, page, without):
    where = leaf(page, "evidence-audit", r"\bquote")
    forged = resealed(edited(page, where, lambda s: s.replace("quote", "well-checked quote", 1)))
    found = desk.verify(forged, without)
    assert found.unchecked == ()
    assert any(where.id in fault for fault in found.faults)


def test_what_cannot_be_checked_is_no_cover_for_words_elsewhere(desk, page, without):
    loose = Standing({at: replace(v, pinned=False, sha256="") for at, v in without.verdicts.items()})
    forged = resealed(
        re.sub(r'(class="passage"[^>]*>)', r"\1Never was it so that ", page, count=1).replace(
            ">Contents</p>", ">Contents. War is certain.</p>", 1
        )
    )
    found = desk.verify(forged, loose, lock=Lock(sources=desk.folder.lock().sources))
    assert any("War is certain." in fault for fault in found.faults)


def test_a_mark_moved_within_a_passage_is_seen(desk, page, without):
    moved = re.sub(r"(<mark>)(\S+ )", r"\2\1", page, count=1)
    assert moved != page
    for here in (None, without):
        assert any("something other than words" in fault for fault in desk.verify(resealed(moved), here).faults)


def test_a_quote_that_is_no_longer_in_its_source_is_named(desk, page):
    standing = desk.standing()
    at, first = next(iter(standing.verdicts.items()))
    lost = {**standing.verdicts, at: replace(first, status="not-found", passage=None)}
    found = desk.verify(page, Standing(lost, standing.held))
    assert any("NOT FOUND in the source" in fault and f"line {first.line}" in fault for fault in found.faults)
    moved = {**standing.verdicts, at: replace(first, changed=True)}
    found = desk.verify(page, Standing(moved, standing.held))
    assert any("has changed since it was pinned" in fault for fault in found.faults)


# ── another study, another version, another file ──────────────────────────────────────────────


def test_a_study_that_has_changed_since_is_said_and_the_rest_is_still_checked(desk, page):
    other = replace(desk.answers.study, hash="f" * 64)
    found = desk.verify(page, study=other)
    assert "the study is not the one of the report (ffffffff" in found.faults[0]
    assert any("footer" not in fault and "ffffffff" in fault for fault in found.faults[1:])


def test_a_copy_of_the_study_under_another_name_is_the_same_study(desk, page):
    assert desk.verify(page, study=replace(desk.answers.study, name="copy")).again is True


def test_another_version_is_said(desk, page):
    forged = page.replace('"version":"0.1.0"', '"version":"9.9.9"')
    assert any("made by detente 9.9.9" in fault for fault in desk.verify(forged, quick=True).faults)


def _with(page: str, **changed: object) -> str:
    return manifest.sealed(page, {**manifest.read(page).made, **changed})


@pytest.mark.parametrize(
    "changed",
    [
        {"draws": 10**15},
        {"draws": 1},
        {"seed": -1},
        {"seed": "x"},
        {"date": "soon"},
        {"audience": "all"},
        {"draws": None},
        {"draws": [1]},
        {"draws": 64.5},
        {"draws": float("inf")},
        {"study": "\ud800"},
    ],
    ids=str,
)
def test_what_no_report_can_be_made_with_is_refused(desk, page, changed):
    with pytest.raises(DetenteError):
        desk.verify(_with(page, **changed))


@pytest.mark.parametrize(
    "spoilt",
    [
        b"",
        b"\xff\xfe\x00x",
        b"%PDF-1.7",
        b"<!doctype html><p>Hello</html>",
        b'<html><script type="application/json" id="detente-report">{</script></html>',
        b'<html><script type="application/json" id="detente-report">[]</script></html>',
        b'<html><script type="application/json" id="detente-report">' + b"[" * 100_000 + b"</script></html>",
        b'<html><script type="application/json" id="detente-report">{"format":2}</script></html>',
        b'<html><script type="application/json" id="detente-report">'
        b'{"format":1,"made":[],"blocks":1,"figures":2}</script></html>',
        b'<html><script type="application/json" id="detente-report">'
        b'{"format":1,"made":{},"blocks":[],"figures":{},"whole":""}</script></html>',
        b"x" * (verifying.MOST_BYTES + 1),
    ],
    ids=range(11),
)
def test_a_file_that_is_no_report_is_refused_in_words(desk, spoilt):
    with pytest.raises(DetenteError) as told:
        desk.verify(verifying.read(spoilt))
    assert told.value.fix


def test_a_report_cut_off_anywhere_is_refused_or_does_not_stand(desk, page):
    for share in (0.01, 0.3, 0.7, 0.98, 0.9999):
        cut = page[: int(len(page) * share)]
        try:
            found = desk.verify(verifying.read(cut.encode()))
        except DetenteError:
            continue
        assert found.faults


def test_two_manifests_deep_nesting_and_odd_bytes_are_no_bug(desk, page):
    twice = page.replace("</body>", '<script type="application/json" id="detente-report">{}</script></body>')
    deep = page.replace("</main>", "<div>" * 5_000 + "</main>")
    for some in (twice, deep, page.replace("</main>", "\x00</main>"), page.replace("</main>", "]]><?php ?></main>")):
        try:
            found = desk.verify(some)
        except DetenteError:
            continue
        assert found.faults


def test_what_differs_most_is_still_told_in_few_words(desk, page):
    where = leaf(page, "page-one", r"\bstands at \d+")
    forged = edited(page, where, lambda s: s.replace("stands at", "x" * 100_000, 1))
    assert all(len(fault) < 600 for fault in desk.verify(forged).faults)


def test_paths_play_no_part(desk):
    assert str(Path(desk.answers.study.home)) not in desk.page()
