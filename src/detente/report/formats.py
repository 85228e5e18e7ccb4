"""The formats that a report is written in: what each makes of a report, as files by name."""

from __future__ import annotations

from collections.abc import Sequence

from detente.report.report import Report

FORMATS = ("html", "md", "json", "docx", "pdf")


def files(report: Report, to: Sequence[str], stem: str) -> dict[str, dict[str, bytes]]:
    """For each format its files, the document itself first; `stem` is what they are called."""
    found: dict[str, dict[str, bytes]] = {}
    for name in to:
        found[name] = _made(report, name, stem, found)
    return found


def _made(report: Report, name: str, stem: str, before: dict[str, dict[str, bytes]]) -> dict[str, bytes]:
    document = report.document
    if name == "md":
        from detente.report import markdown

        return markdown.files(document, stem)
    if name == "json":
        from detente.report import plain

        return {f"{stem}.json": plain.text(document).encode()}
    if name == "docx":
        from detente.report import word

        return {f"{stem}.docx": word.file(document)}
    page = before["html"][f"{stem}.html"] if "html" in before else _page(report)
    if name == "pdf":
        from detente.files import printing

        return {f"{stem}.pdf": printing.pdf(page.decode(), report.answers.day)}
    return {f"{stem}.html": page}


def _page(report: Report) -> bytes:
    from detente.report import html

    return html.page(report).encode()
