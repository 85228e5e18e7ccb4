"""Markdown: its marks are taken off, its words stay; title, author and day from front matter or first heading."""

from __future__ import annotations

import html
import re

from detente.evidence.datelines import dateline
from detente.evidence.decoded import decoded
from detente.evidence.readers import Page

SUFFIXES = (".md", ".markdown")


def looks(data: bytes) -> bool:
    """Markdown has no mark of its own."""
    return False


def read(data: bytes) -> Page:
    """Read a Markdown file: headings, paragraphs, list items, quotations and table rows become paragraphs."""
    text, note = decoded(data)
    front, body = _front_matter(text.replace("\r\n", "\n"))
    body = _COMMENT.sub("", body)
    heading = _HEADING.search(body)
    unquoted = _QUOTED.sub("", _UNDERLINE.sub("\n", body))
    separated = _STARTS.sub(r"\n\n", _HEADINGS.sub(r"\n\1\n", unquoted))
    blocks = tuple(plain for b in re.split(r"\n[ \t]*\n", separated) if (plain := _plain(" ".join(b.split()))))
    title = front.get("title", "") or (_plain(heading.group()) if heading else "")
    return Page(
        title,
        front.get("author", ""),
        dateline(front.get("date", "")),
        front.get("lang", ""),
        blocks,
        (note,) if note else (),
    )


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    match = _FRONT.match(text)
    if match is None:
        return {}, text
    pairs = (line.partition(":") for line in match.group(1).splitlines() if not line.startswith((" ", "-", "#")))
    return {key.strip().casefold(): value.strip().strip("\"'") for key, _, value in pairs}, text[match.end() :]


def _plain(block: str) -> str:
    """Take the marks off one paragraph."""
    if _RULE.fullmatch(block):
        return ""
    text = _LEAD.sub("", block, count=1) if _LEAD.match(block) else block
    text = re.sub(r"!\[[^\[\]]{0,500}\]\([^()]{0,1000}\)", "", text)
    text = re.sub(r"\[([^\[\]^]{1,500})\](?:\([^()]{0,1000}\)|\[[^\[\]]{0,200}\])", r"\1", text)
    text = re.sub(r"\[\^[^\[\]]{1,100}\]:?|</?[a-zA-Z][^<>]{0,500}>", "", text)
    text = re.sub(r"<(https?://[^<>\s]{1,1000})>", r"\1", text)
    text = re.sub(r"(?<![\\\w])(?:\*{1,3}|_{1,3}|`+|~~)(?=\S)|(?<=[^\s\\])(?:\*{1,3}|_{1,3}|`+|~~)(?!\w)", "", text)
    text = re.sub(r"\s*\|\s*", " ", text) if text.startswith("|") else text
    return html.unescape(re.sub(r"\\([\\`*_{}\[\]()#+.!|>~-])", r"\1", text)).strip(" #") if text else ""


_FRONT = re.compile(r"\ufeff?---[ \t]*\n(.{0,5000}?)\n---[ \t]*(?:\n|$)", re.DOTALL)
_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)
_HEADING = re.compile(r"^# +.+$|^.+(?=\n=+ *$)", re.MULTILINE)
_UNDERLINE = re.compile(r"^(?:=+|-{3,}) *$", re.MULTILINE)
_QUOTED = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+", re.MULTILINE)
_HEADINGS = re.compile(r"^[ \t]{0,3}(#{1,6} .*)$", re.MULTILINE)
_STARTS = re.compile(r"\n(?=[ \t]*(?:[-*+] |\d+[.)] |\|))")
_RULE = re.compile(r"(?:[-*_] ?){3,}|[|:\s-]+")
_LEAD = re.compile(r"(?:(?:#{1,6}|[-*+]|\d+[.)]) +)+")
