"""The page of problems says what the rules say."""

from __future__ import annotations

from detente.evidence import rulebook as evidence
from detente.intake.rulebook import RULES as DATA
from detente.intake.rulebook import everything
from detente.scoring.faults import RULES as RESOLVED
from detente.study import checks
from detente.tables.rulebook import RULES


def test_the_page_of_problems_is_current(root):
    written = (root / "docs" / "problems.md").read_text(encoding="utf-8")
    assert written == everything(), "renew it: python -m detente.intake.rulebook > docs/problems.md"


def test_every_rule_has_its_entry_once():
    for rule in (*checks.rules(), *evidence.RULES, *RULES, *RESOLVED, *DATA):
        assert everything().count(f"## {rule.code} — ") == 1
