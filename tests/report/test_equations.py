"""Equations: they are those that a study uses, they can be set, and they are what the engine computes."""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from latex2mathml.converter import convert

from detente import rules, solvers
from detente.report import equations
from detente.report.document import Code, Formula, blocks, sentences
from detente.report.equations import Equation
from detente.study import calendar
from tests.report.bare import arland, bare

if TYPE_CHECKING:
    from detente.study.nouns import Study

EVERY = [e for e in vars(equations).values() if isinstance(e, Equation)]
EVERY += [*equations.SOLVERS.values(), *equations.RULES.values()]

every_equation = pytest.mark.parametrize("equation", EVERY, ids=[e.title for e in EVERY])


@pytest.fixture(scope="module")
def study() -> Study:
    return arland()


def titles(study: Study, **more: Any) -> list[str]:
    return [e.title for e in equations.used(bare(study, **more))]


@every_equation
def test_an_equation_can_be_set_without_a_word_of_latex_left_over(equation: Equation) -> None:
    found = convert(equation.latex)
    assert found.startswith("<math")
    assert "\\" not in found
    assert equation.latex.count("{") == equation.latex.count("}")


@every_equation
def test_an_equation_names_a_file_that_is_there(equation: Equation, root: Any) -> None:
    assert (root / "src" / "detente" / equation.file).is_file()


@every_equation
def test_an_equation_says_what_its_letters_are(equation: Equation) -> None:
    assert re.search(r"\b(is|are|holds|counts|pulls|stands|where)\b", equation.symbols), equation.symbols
    assert equation.symbols.endswith(".")


@pytest.mark.parametrize("name", equations.RULES)
def test_the_equation_of_a_rule_is_that_of_its_own_docstring(name: str) -> None:
    said = " ".join((rules.named(name).agree.__doc__ or "").split())
    for part in re.split(r", (?=a_i = )", equations.RULES[name].words):
        assert part in said


def test_what_is_written_down_is_of_solvers_and_rules_that_are_there() -> None:
    assert set(equations.SOLVERS) <= set(solvers.names())
    assert set(equations.RULES) <= set(rules.names())
    assert all(e.file == f"solvers/{name}.py" for name, e in equations.SOLVERS.items())
    assert all(e.file == f"rules/{name}.py" for name, e in equations.RULES.items())


def test_a_study_shows_the_solvers_and_rules_that_it_uses_and_no_others(study: Study) -> None:
    assert {"Weighted mean", "Agreement by consent"} <= set(titles(study))
    changed = replace(
        study,
        polities=tuple(replace(p, solver="median") for p in study.polities),
        issues=tuple(replace(q, rule="unilateral") for q in study.issues),
    )
    found = set(titles(changed))
    assert {"Weighted median", "Agreement by the most willing"} <= found
    assert not {"Weighted mean", "Agreement by consent", "Agreement by weighted compromise"} & found


def test_an_issue_of_one_party_needs_no_rule(study: Study) -> None:
    alone = tuple(replace(q, parties=q.parties[:1], rule="weighted") for q in study.issues)
    found = titles(replace(study, issues=alone))
    assert "Issue of one party" in found
    assert not any(title.startswith("Agreement") for title in found)
    assert "Issue of one party" not in titles(study)


def test_equations_of_explanations_stand_only_where_these_were_given(study: Study) -> None:
    own = {"Change, and what was already under way", "Share of a driver (Shapley value)"}
    others = {"What two drivers add together", "Distance of the smallest reversal", "Order of the weakest points"}
    assert not (own | others) & set(titles(study))
    assert own <= set(titles(study, roots=SimpleNamespace(orders=0, together=())))
    assert "What two drivers add together" in titles(study, roots=SimpleNamespace(orders=0, together=("a pair",)))
    assert "Distance of the smallest reversal" in titles(study, flip=SimpleNamespace())
    assert "Order of the weakest points" in titles(study, weakest=SimpleNamespace())


def test_a_rule_that_nobody_has_written_down_is_named_with_its_file(study: Study, monkeypatch: Any) -> None:
    monkeypatch.setattr(equations, "RULES", {})
    found = [e for e in equations.used(bare(study)) if e.file == "rules/consent.py"]
    assert [e.words for e in found] == ["A = consent"]
    assert convert(found[0].latex).startswith("<math")


def test_every_equation_stands_in_the_section_with_its_file(study: Study) -> None:
    section = equations.section(bare(study))
    formulas = [b for b in blocks((section,)) if isinstance(b, Formula)]
    files = [p.words for s in sentences((section,)) for p in s.parts if isinstance(p, Code)]
    assert [f.latex for f in formulas] == [e.latex for e in equations.used(bare(study))]
    assert files == [e.file for e in equations.used(bare(study))]


# ── what is written is what is computed ───────────────────────────────────────────────────────


def test_drivers_and_movement_are_computed_as_their_equations_say(study: Study) -> None:
    from detente.engine.trials import Trials

    trials = Trials(study, draws=8, seed=1)
    past = trials.run(watch=("strength", "movement", "agreement", "level"))
    column = dict(zip(trials.keys, trials.columns(), strict=True))
    step = calendar.index
    first = step(study.span.start, "month")
    steps = np.arange(len(past.arrays["strength"]))[:, None]
    for row, name in enumerate(trials.labels.drivers):
        quiet = np.ones((len(steps), 8))
        for e in next(d for d in study.drivers if d.id == name).events:
            begins = column[f"{e.key}/when"] if e.on is None else np.full(8, step(e.on, "month") - first)
            builds = np.ones(8) if e.builds is None else np.maximum(column[e.builds.key], 1.0)
            fading = 0.0 if e.fades is None else 1.0 / column[e.fades.key]
            gone = np.maximum(steps - begins - builds + 1.0, 0.0)
            part = column[e.strength.key] * np.minimum((steps - begins + 1.0) / builds, 1.0) * 2.0 ** (-gone * fading)
            part = part * (column[f"{e.key}/happens"] if e.probability is not None else 1.0)
            ends = np.inf if e.lasts or e.fades is not None else begins
            ends = step(e.until, "month") - first if e.until is not None else ends
            quiet *= 1.0 - np.where((steps >= begins) & (steps <= ends), part, 0.0)
        np.testing.assert_allclose(past.arrays["strength"][:, row], 1.0 - quiet, atol=1e-9)

    of_trade = trials.labels.issues.index("trade")  # has no lock-in, and no effect on its pace
    issue = next(q for q in study.issues if q.id == "trade")
    level, agreement = past.movements("trade"), past.arrays["agreement"][:, of_trade]
    gap = agreement - level[:-1]
    share = [1.0 - 2.0 ** (-1.0 / column[half.key]) for half in (issue.rise, issue.fall)]
    expected = level[:-1] + share[0] * np.maximum(gap, 0.0) - share[1] * np.maximum(-gap, 0.0)
    np.testing.assert_allclose(level[1:], expected, atol=1e-9)

    kept = 2.0 ** (-1.0 / 12.0)
    noise, deviation = column[issue.noise.key], np.zeros((len(steps) + 1, 8))
    deviation[0] = noise * trials.shocks[0, of_trade]
    for t in range(len(steps)):
        deviation[t + 1] = kept * deviation[t] + (1 - kept**2) ** 0.5 * noise * trials.shocks[t + 1, of_trade]
    np.testing.assert_allclose(past.levels("trade"), np.clip(level + deviation, 0, 100), atol=1e-9)


def test_no_equation_is_written_twice() -> None:
    assert len({e.latex for e in EVERY}) == len(EVERY) == len({e.title for e in EVERY})
