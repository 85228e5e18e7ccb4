"""What may stand in a study file?"""

from __future__ import annotations

import json
from typing import Any


def do() -> dict[str, Any]:
    """Print the JSON Schema of a study, for editors that complete and check it.

    Path: verbs/schema.py, study/spelling.py, study/fields.py
    """
    from detente.study.spelling import schema

    return schema()


def show(answer: dict[str, Any]) -> str:
    """The schema as JSON."""
    return json.dumps(answer, indent=2, ensure_ascii=False)


def data(answer: dict[str, Any]) -> dict[str, Any]:
    """The schema itself."""
    return answer
