"""Every code that a table of resolved issues can be refused with is explained."""

from __future__ import annotations

import re

from detente.scoring.faults import RULES


def test_every_code_is_explained_and_every_explanation_has_its_code(root) -> None:
    text = "".join(f.read_text(encoding="utf-8") for f in (root / "src" / "detente" / "scoring").glob("*.py"))
    raised = set(re.findall(r'"(R\d\d)", (?:\d|\w+(?:\.\w+)?), ', text)) | set(re.findall(r'Problem\("(R\d\d)"', text))
    assert raised == {rule.code for rule in RULES} == {"R01", "R02", "R03", "R04", "R05"}
