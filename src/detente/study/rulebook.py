"""The page that explains every problem `detente check` can find in a study file, written from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterable

from detente.study import checks
from detente.study.checks import Rule

_HEAD = """\
# Problems, one by one

`detente check` names each problem in a study file by a code. This page says of each what is asked, why, what breaks
it and how to mend it. Codes with Y are about the text as YAML, codes with S about the study. A *warning* runs, and is
said in every output. Codes with E are about sources and their quotes, codes with T about tables of actors, codes with
R about tables of resolved issues, codes with D about files of data.

This page is written by `python -m detente.intake.rulebook`; change the rules in `src/detente/study/checks/`,
`src/detente/evidence/rulebook.py`, `src/detente/tables/rulebook.py`, `src/detente/scoring/faults.py` and
`src/detente/intake/rulebook.py`, not this file.
"""


def page(more: Iterable[Rule] = ()) -> str:
    """Markdown of all rules of the study, and `more` of those who look further, by code."""
    ordered = sorted((*checks.rules(), *more), key=lambda rule: rule.code)
    return "\n".join([_HEAD, *(_entry(rule) for rule in ordered)])


def _entry(rule: Rule) -> str:
    mark = " (warning)" if rule.level == "warning" else ""
    language = "text" if rule.code[0] in "RT" else "yaml"
    example = f"```{language}\n{rule.example}\n```\n\n" if rule.example else ""
    return f"## {rule.code} — {rule.title}{mark}\n\n{rule.why}\n\n{example}{rule.fix}\n"
