"""The parts of a Word file that a report is made of: runs with languages, links, tables, contents, fixed bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

import docx
from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement  # pyright: ignore[reportUnknownVariableType]
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from detente.report import inert
from detente.report.characters import one_line, right_to_left
from detente.report.hypertext import language as known

INK, LINK, RULE, SHADE = "1A1A1A", "1F4E79", "9AA5B1", "EEF1F4"
WIDTH, HEIGHT = 16.6, 21.0  # centimetres that a picture may have
FONT, TYPEWRITER = "Calibri", "Consolas"

# name, the style it begins as, points, bold, italic, centimetres indented, points before and after
STYLES = (
    ("Lead", "Normal", 12.5, False, False, 0.0, 2, 8),
    ("Note", "Normal", 9, False, False, 0.0, 0, 6),
    ("Warning", "Normal", 10.5, True, False, 0.4, 4, 8),
    ("Entry", "Normal", 10.5, True, False, 0.0, 10, 2),
    ("Figure", "Caption", 9, False, False, 0.0, 2, 10),
    ("Label", "Normal", 9, False, False, 0.8, 0, 8),
    ("Formula", "Normal", 10.5, False, True, 0.8, 4, 6),
    ("Listing", "Normal", 8.5, False, False, 0.4, 0, 0),
    ("Cell", "Normal", 9, False, False, 0.0, 1, 1),
    ("toc 1", "Normal", 10.5, False, False, 0.0, 2, 0),
    ("toc 2", "Normal", 10, False, False, 0.6, 0, 0),
)


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look, one direction and one language; `to` is the place that they lead to."""

    words: str
    language: str = ""
    right_to_left: bool = False
    strong: bool = False
    code: bool = False
    raised: bool = False
    to: str = ""


def words(
    said: str,
    language: str = "",
    *,
    strong: bool = False,
    code: bool = False,
    raised: bool = False,
    to: str = "",
    whole: bool = False,
) -> list[Run]:
    """Words as runs, cut where the direction of reading turns. `whole` keeps every space."""
    kept = inert.clean(said) if whole else one_line(said)
    tag = known(language)
    return [
        Run(part, "" if tag and right_to_left("", tag) != turned else tag, turned, strong, code, raised, to)
        for part, turned in inert.runs(kept)
        if part
    ]


def begun(title: str, day: str) -> WordFile:
    """An empty document with the styles of a report and the date of its making; it names no author."""
    target = docx.Document()
    about = target.core_properties
    about.title, about.author, about.last_modified_by, about.comments = one_line(title)[:255], "", "", ""
    about.created = about.modified = datetime.fromisoformat(day)
    about.language, about.revision = "en-GB", 1
    page = target.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.2)
    _styled(target)
    return target


def paragraph(target: WordFile, style: str, runs: Iterable[Run], *, place: str = "", turned: bool = False) -> None:
    """Add a paragraph; `place` is what links call it, `turned` reads from right to left."""
    added = target.add_paragraph(style=style)._p  # pyright: ignore[reportPrivateUsage]
    _fill(added, runs, place, turned=turned)


def table(
    target: WordFile, caption: str, heads: Sequence[Sequence[Run]], lines: Sequence[Sequence[Sequence[Run]]]
) -> None:
    """Add a table whose heads are repeated on every page; the caption is its alternative text too."""
    across = max([1, len(heads), *map(len, lines)])
    added = _element("w:tbl")
    about = _element("w:tblPr", added)
    _element("w:tblStyle", about, val="TableGrid")
    _element("w:tblW", about, type="pct", w="5000")
    _element("w:tblLook", about, firstRow="1", noHBand="0", noVBand="1", val="0420")
    _element("w:tblCaption", about, val=caption)
    grid = _element("w:tblGrid", added)
    for _ in range(across):
        _element("w:gridCol", grid, w=str(9400 // across))
    for n, line in enumerate((heads, *lines)):
        row = _element("w:tr", added)
        looks = _element("w:trPr", row)
        _element("w:cantSplit", looks)
        if n == 0:
            _element("w:tblHeader", looks)
        for k in range(across):
            cell = _element("w:tc", row)
            if n == 0:
                _element("w:shd", _element("w:tcPr", cell), val="clear", color="auto", fill=SHADE)
            runs = line[k] if k < len(line) else ()
            inside = _element("w:p", cell)
            _element("w:pStyle", _element("w:pPr", inside), val="Cell")
            _fill(inside, [_bold(run) for run in runs] if n == 0 else runs)
    target.element.body.insert_element_before(added, "w:sectPr")
    target.add_paragraph(style="Cell")


def picture(target: WordFile, dots: bytes, *, title: str, seen: str) -> None:
    """Add a picture that fits the page, with the words for readers who do not see it; what follows stays with it."""
    image: Any = target.add_picture(io.BytesIO(dots))
    scale = min(Cm(WIDTH) / image.width, Cm(HEIGHT) / image.height)
    image.width, image.height = int(image.width * scale), int(image.height * scale)
    about = image._inline.docPr
    about.set("name", f"Figure {about.get('id')}")
    about.set("title", title)
    about.set("descr", seen)
    target.paragraphs[-1].paragraph_format.keep_with_next = True


def contents(target: WordFile, headings: Sequence[tuple[str, str, int]]) -> None:
    """A table of contents: links that work as they stand, in a field that Word fills with page numbers when asked."""
    for n, (said, place, depth) in enumerate(headings):
        added = target.add_paragraph(style=f"toc {depth}")._p  # pyright: ignore[reportPrivateUsage]
        if n == 0:
            for kind, code in (("begin", ""), ("", r' TOC \o "1-3" \h \z \u '), ("separate", "")):
                _field(added, kind, code)
        _fill(added, words(said, to=place))
        if n == len(headings) - 1:
            _field(added, "end")


def packed(target: WordFile) -> bytes:
    """The document's bytes, without the time of day: the same document, the same bytes."""
    body: Any = target.element
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        for number, end in enumerate(body.iter(qn(tag)), 1):
            end.set(qn("w:id"), str(number))
    loose, fixed = io.BytesIO(), io.BytesIO()
    target.save(loose)
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type, part.external_attr, part.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            archive.writestr(part, source.read(name))
    return fixed.getvalue()


def mark(place: str) -> str:
    """A place's name as Word spells it: a letter, then letters, digits and underscores."""
    return f"d_{place.replace('-', '_')}"[:40]


def _fill(into: Any, runs: Iterable[Run], place: str = "", *, turned: bool = False) -> None:
    if turned:
        _element("w:bidi", into.get_or_add_pPr())
    if place:
        _element("w:bookmarkStart", into, id="0", name=mark(place))
    for run in runs:
        holder = _element("w:hyperlink", into, anchor=mark(run.to), history="1") if run.to else into
        _run(holder, run)
    if place:
        _element("w:bookmarkEnd", into, id="0")


def _run(into: Any, run: Run) -> None:
    added = _element("w:r", into)
    looks = _element("w:rPr", added)  # its parts stand in the order that the format demands
    if run.to or run.code:
        _element("w:rStyle", looks, val="Hyperlink" if run.to else "Code")
    if run.strong:
        _element("w:b", looks)
        _element("w:bCs", looks)
    if run.raised:
        _element("w:vertAlign", looks, val="superscript")
    if run.right_to_left:
        _element("w:rtl", looks)
    if run.language:
        _element("w:lang", looks, **{"bidi" if run.right_to_left else "val": run.language})
    text = _element("w:t", added)
    text.text = run.words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _bold(run: Run) -> Run:
    return replace(run, strong=True)


def _field(into: Any, kind: str, code: str = "") -> None:
    added = _element("w:r", into)
    if kind:
        _element("w:fldChar", added, fldCharType=kind)
    else:
        text = _element("w:instrText", added)
        text.text = code
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _element(tag: str, into: Any = None, **given: str) -> Any:
    made = _MAKE(tag)
    for name, value in given.items():
        made.set(qn(f"w:{name}"), value)
    if into is not None:
        into.append(made)
    return made


_MAKE = cast(Any, OxmlElement)


def _styled(target: WordFile) -> None:
    styles: Any = target.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(10.5)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(6), 1.15
    for name, like, points, bold, italic, indent, before, after in STYLES:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles[like]
        style.font.size, style.font.bold, style.font.italic = Pt(points), bold, italic
        look = style.paragraph_format
        look.left_indent, look.space_before, look.space_after = Cm(indent), Pt(before), Pt(after)
    for name in ("Title", "Subtitle", "Caption", "Quote", *(f"Heading {n}" for n in range(1, 5))):
        style = styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        style.font.name = FONT
        style.font.color.rgb = RGBColor.from_string(INK)
    styles["Caption"].paragraph_format.keep_with_next = styles["Entry"].paragraph_format.keep_with_next = True
    styles["Figure"].paragraph_format.keep_with_next = False
    styles["Listing"].font.name = TYPEWRITER
    styles["Quote"].paragraph_format.left_indent = Cm(0.8)
    styles["Quote"].font.italic = False
    code = styles.add_style("Code", WD_STYLE_TYPE.CHARACTER)
    code.font.name = TYPEWRITER
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = RGBColor.from_string(LINK), True
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
