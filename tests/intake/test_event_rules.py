"""Codes that readers of events give are written down as rules, and the other way round."""

from __future__ import annotations

import re
from pathlib import Path

from detente.intake.event_rules import RULES
from detente.intake.rulebook import RULES as OTHERS

READERS = ("data/gdelt", "data/sipri", "data/ucdp", "intake/broken", "intake/events", "intake/exports")
READERS += ("intake/layouts", "intake/pieces")


def test_every_code_has_a_rule_and_every_rule_a_code(root: Path):
    source = root / "src" / "detente"
    given = {code for name in READERS for code in re.findall(r'"(D\d\d)"', (source / f"{name}.py").read_text())}
    known = {rule.code for rule in RULES}
    assert given <= known | {rule.code for rule in OTHERS}
    assert known <= given
