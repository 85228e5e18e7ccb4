"""Bases: the command of each runs and prints the number again; the assumptions of each can move it."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer
from typer.testing import CliRunner

from detente.cli.app import build
from detente.explain.bearing import bearing
from detente.report import basis
from detente.report.belonging import about
from detente.report.document import Basis, bases
from detente.report.report import report
from detente.verbs import named

if TYPE_CHECKING:
    from detente.report.answers import Answers

both_studies = pytest.mark.parametrize("study", ["first_case", "example"])


@pytest.fixture
def answers(study: str, request: pytest.FixtureRequest) -> Answers:
    return request.getfixturevalue(study)


def every(answers: Answers) -> list[Basis]:
    study = answers.study
    return [
        *(made(answers, q.id) for q in study.issues for made in (basis.level, basis.unitary, basis.politics)),
        *(basis.question(answers, q.id) for q in study.questions),
        *(basis.claim(answers, c.id) for c in study.claims),
        *(basis.change(answers, c.id) for c in (*study.what_ifs, *study.variants)),
        *(made(answers) for made in (basis.roots, basis.flip, basis.weakest, basis.sensitivity, basis.count)),
        *bases(report(answers).document.sections),
    ]


@both_studies
def test_every_command_is_one_that_the_command_line_takes(answers: Answers):
    app: Any = typer.main.get_command(build())
    for command in {b.command for b in every(answers)}:
        program, verb, *rest = shlex.split(command)
        assert program == "detente"
        context = app.commands[verb].make_context(verb, rest)
        assert context.params["study"] == answers.study.name
        assert context.params.get("seed", answers.run.seed) == answers.run.seed


@both_studies
def test_two_bases_of_one_name_are_one(answers: Answers):
    found: dict[str, Basis] = {}
    for b in every(answers):
        assert found.setdefault(b.name, b) == b


@both_studies
def test_a_basis_names_only_assumptions_that_bear_on_what_it_is_about(answers: Answers):
    for q in answers.study.issues:
        able = bearing(answers.study, q.id)
        of = basis.level(answers, q.id)
        assert set(of.assumptions) <= set(able)
        assert len(of.assumptions) + of.more == len(able)


def test_on_the_headline_the_strongest_come_first(first_case: Answers):
    of = basis.level(first_case, first_case.issue.id)
    assert first_case.weakest is not None
    effects = {p.input.key: p.effect.value for p in first_case.weakest.points}
    assert of.order == "strongest"
    assert list(of.assumptions) == sorted(effects, key=lambda key: -effects[key])[: basis.NAMED]


def test_on_another_issue_its_own_numbers_come_first_and_no_order_of_strength_is_claimed(first_case: Answers):
    of = basis.level(first_case, "accommodation")
    assert of.order == "file"
    assert of.assumptions[0] == "issues.accommodation.start"
    assert all("accommodation" in key for key in of.assumptions)


def test_a_claim_rests_first_on_the_numbers_of_the_cause_it_names(first_case: Answers):
    of = basis.claim(first_case, "sanctions-deepened-it")
    assert of.order == "own"
    assert all("sanctions" in key for key in of.assumptions)
    assert of.passages


def test_a_claim_about_a_question_rests_on_what_moves_the_question_s_issue(first_case: Answers):
    claim = next(c for c in first_case.study.claims if "open" in c.expect)
    question = next(q for q in first_case.study.questions if q.id == claim.expect["open"])
    assert about(first_case.study, claim) == (question.issue,)
    assert question.issue != first_case.issue.id
    assert all(question.issue in key for key in basis.claim(first_case, claim.id).assumptions)


def test_a_change_rests_first_on_what_it_leaves_out(first_case: Answers):
    of = basis.change(first_case, "no-ukraine-war")
    (event,) = next(c.without for c in first_case.study.what_ifs if c.id == "no-ukraine-war")
    assert of.order == "own"
    assert of.assumptions == tuple(e.strength.key for e in first_case.study.events if e.id == event)


# ── the commands themselves ───────────────────────────────────────────────────────────────────


def printed(command: str) -> Any:
    """What a command prints with `--json`."""
    answer = CliRunner().invoke(build(), [*shlex.split(command)[1:], "--json"], catch_exceptions=False)
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


def plain(verb: str, answer: Any) -> Any:
    return json.loads(json.dumps(named(verb).data(answer), default=str))


@pytest.mark.slow
def test_every_command_prints_what_the_report_was_made_of(example: Answers, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(Path(example.study.home).parent)
    answers = {"roots": example.roots, "flip": example.flip, "weakest": example.weakest}
    for verb, answer in answers.items():
        assert printed(getattr(basis, verb)(example).command) == plain(verb, answer), verb
    tornado = plain("sensitivity", example.sensitivity)
    assert printed(basis.sensitivity(example).command) == tornado


@pytest.mark.slow
def test_the_command_of_a_level_prints_it_and_that_of_a_question_its_probability(
    example: Answers, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(Path(example.study.home).parent)
    assert printed(basis.level(example, "arms").command) == plain("run", example.run)
    assert basis.question(example, "joint-production").command == basis.level(example, "arms").command


@pytest.mark.slow
def test_the_command_of_a_claim_and_of_a_change_prints_the_report_s_own(
    example: Answers, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(Path(example.study.home).parent)
    assert example.claims is not None
    assert example.changes is not None
    (claim,) = example.study.claims
    assert printed(basis.claim(example, claim.id).command) == plain("claims", example.claims)
    whole = plain("whatif", example.changes)
    for change in (*example.study.what_ifs, *example.study.variants):
        one = printed(basis.change(example, change.id).command)
        (alone,), (among,) = one["changes"], [c for c in whole["changes"] if c["name"] == change.id]
        told = {(d["issue"], d["date"]): d for d in among.pop("differences")}  # dates depend on what else moves when
        again = [d for d in alone.pop("differences") if (d["issue"], d["date"]) in told]
        assert again
        assert [told[d["issue"], d["date"]] for d in again] == again, change.id
        assert alone == among, change.id


@pytest.mark.slow
def test_the_counts_are_those_that_check_prints(example: Answers, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(Path(example.study.home).parent)
    found = printed(basis.count(example).command)
    assert sum(found["assumptions"].values()) == len(example.study.assumptions)
    assert len(found["quotes"]) == len(example.verdicts)
