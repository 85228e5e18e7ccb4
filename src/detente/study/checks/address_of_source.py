"""The address of a source is on the web."""

from __future__ import annotations

from collections.abc import Iterator

from detente.study.checks import Rule
from detente.study.draft import Draft
from detente.study.problems import Problem

RULE = Rule(
    code="S32",
    title="The address of a source is on the web",
    why="`detente sources get` fetches it, and a study from a stranger must not make it read your own files.",
    example="url: file:///etc/passwd",
    fix="Give an address that begins with https:// or http://, or leave it out.",
)


def find(draft: Draft) -> Iterator[Problem]:
    """Addresses that do not begin with http:// or https://."""
    for source_id, source in draft.study.sources.items():
        if source.url and not source.url.lower().startswith(("http://", "https://")):
            said = f"`{source.url[:60]}` is no address on the web"
            yield draft.problem(RULE.code, ("sources", source_id, "url"), said, RULE.fix)
