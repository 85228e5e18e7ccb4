"""The page of problems says what the rules say."""

from __future__ import annotations

from detente.evidence.rulebook import RULES
from detente.study import checks
from detente.study.rulebook import page


def test_the_page_of_problems_is_current(root):
    written = (root / "docs" / "problems.md").read_text(encoding="utf-8")
    assert written == page(RULES), "renew it: python -m detente.evidence.rulebook > docs/problems.md"


def test_every_rule_has_its_entry_once():
    for rule in (*checks.rules(), *RULES):
        assert page(RULES).count(f"## {rule.code} — ") == 1
