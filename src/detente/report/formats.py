"""The formats that a report is written in: what each makes of a report, as files by name."""

from __future__ import annotations

from collections.abc import Sequence

from detente.report.report import Report

FORMATS = ("html", "md", "json", "docx", "pdf")


PAPERS = ("a4", "letter")


def files(report: Report, to: Sequence[str], stem: str, paper: str = "a4") -> dict[str, dict[str, bytes]]:
    """For each format its files, the document itself first; `stem` is what they are called, `paper` what PDF is on."""
    return {name: _made(report, name, stem, paper) for name in to}


def _made(report: Report, name: str, stem: str, paper: str) -> dict[str, bytes]:
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
    from detente.report import html

    if name == "pdf":
        from detente.files import printing

        return {f"{stem}.pdf": printing.pdf(html.page(report, paper), report.answers.day)}
    return {f"{stem}.html": html.page(report).encode()}
