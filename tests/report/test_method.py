"""Method: described, cited and repeatable, whatever the study holds."""

from __future__ import annotations

import inspect
import json
import re
import shlex
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from detente.report.cited import cited
from detente.report.document import Code, Fold, Listing, Section, blocks, sentences
from detente.report.sections import method
from detente.study.nouns import Source
from tests.report.bare import arland, bare

if TYPE_CHECKING:
    from detente.report.answers import Answers
    from detente.study.nouns import Study

both_studies = pytest.mark.parametrize("answers", ["first_case", "example"])

OF_ROOTS = {"Shapley", "Balinski"}
OF_FLIPS = {"Hasofer", "Rackwitz", "Zhang", "Madow", "Griewank"}
OF_SAMPLED_ORDERS = {"Castro", "Mitchell"}


@pytest.fixture(scope="module")
def study() -> Study:
    return arland()


def families(answers: Answers) -> set[str]:
    """First authors' family names, or institutions, of what is cited."""
    return {c.work.authors[0].partition(",")[0] for c in cited(answers) if c.work.authors}


def part(answers: Answers, name: str) -> Section:
    return next(s for s in method.section(answers).sections if s.id == name)


def text(section: Section) -> str:
    return "\n".join(s.words for s in sentences((section,)))


def test_it_has_its_five_parts_in_order(study: Study) -> None:
    found = method.section(bare(study))
    assert (found.id, method.ORDER) == ("method", 8)
    assert [s.id for s in found.sections] == ["odd", "equations", "scales", "citations", "reproduction"]
    assert not hasattr(method, "brief")


# ── exactly what was used ─────────────────────────────────────────────────────────────────────


def test_solvers_and_rules_are_cited_where_they_decide_and_nowhere_else(study: Study) -> None:
    assert {"Achen", "Hirshleifer", "Keohane"} <= families(bare(study))
    assert "Black" not in families(bare(study))
    changed = replace(
        study,
        polities=tuple(replace(p, solver="median") for p in study.polities),
        issues=tuple(replace(q, rule="unilateral") for q in study.issues),
    )
    found = families(bare(changed))
    assert {"Black", "Hirshleifer"} <= found
    assert not {"Achen", "Keohane"} & found
    uses = " ".join(use for c in cited(bare(changed)) for use in c.uses)
    assert "the solver median: weighted median, pp. 23–34" in uses
    assert "the rule unilateral: unilateral, pp. 371–386" in uses
    assert "consent" not in uses


def test_a_polity_that_is_no_party_and_an_issue_of_one_party_bring_no_method(study: Study) -> None:
    aside = tuple(replace(p, solver="median" if p.id == "borland" else "mean") for p in study.polities)
    alone = tuple(replace(q, parties=("arland",)) for q in study.issues)
    found = families(bare(replace(study, polities=aside, issues=alone)))
    assert not {"Black", "Hirshleifer", "Keohane"} & found
    assert "Achen" in found


def test_explanations_are_cited_where_they_were_given(study: Study) -> None:
    assert not (OF_ROOTS | OF_FLIPS | OF_SAMPLED_ORDERS | {"Wilson", "Grabisch"}) & families(bare(study))
    exact = SimpleNamespace(orders=0, together=())
    assert families(bare(study, roots=exact)) >= OF_ROOTS
    assert not (OF_SAMPLED_ORDERS | {"Grabisch"}) & families(bare(study, roots=exact))
    sampled = SimpleNamespace(orders=24, together=("a pair",))
    assert OF_SAMPLED_ORDERS | {"Grabisch", "Owen"} <= families(bare(study, roots=sampled))
    assert families(bare(study, flip=SimpleNamespace())) >= OF_FLIPS
    assert "Wilson" in families(bare(study, claims=SimpleNamespace()))
    assert "Griewank" in families(bare(study, weakest=SimpleNamespace()))


def test_words_for_probabilities_and_grades_are_cited_where_they_are_used(study: Study) -> None:
    own = {"Office of the Director of National Intelligence", "Wintle", "North Atlantic Treaty Organization"}
    assert own <= families(bare(study))
    same = tuple(Source(f"s{n}", "x", 1, grade="B2") for n in range(5))
    assert "Irwin" in families(bare(replace(study, sources=same)))
    assert "Irwin" not in families(bare(study))
    ungraded = tuple(replace(s, grade="") for s in study.sources)
    assert not own & families(bare(replace(study, questions=(), sources=ungraded)))


def test_a_claim_about_shares_needs_shapley_even_without_roots(study: Study) -> None:
    claim = replace(study.claims[0], expect={"share-of": "external", "at-least": 0.1})
    shares = bare(replace(study, claims=(claim,)), claims=SimpleNamespace())
    assert "Shapley" in families(shares)
    assert "Shapley" not in families(bare(study, claims=SimpleNamespace()))


def test_a_solver_that_cites_words_alone_is_cited_by_them(study: Study, monkeypatch: Any) -> None:
    from detente import solvers
    from detente.study.citations import Source as Cite

    mean = solvers.named("mean")
    monkeypatch.setattr(solvers, "named", lambda name: replace(mean, source=Cite("By hand (2030)", "p. 1")))
    assert "By hand (2030)" in {c.work.title for c in cited(bare(study))}


# ── what is shown ─────────────────────────────────────────────────────────────────────────────


def test_both_lists_hold_the_report_every_cited_work_and_every_source(study: Study) -> None:
    answers = bare(study)
    folds = [b for b in part(answers, "citations").blocks if isinstance(b, Fold)]
    bib, csl = (b.text for fold in folds for b in fold.blocks if isinstance(b, Listing))
    items = json.loads(csl)
    assert len(items) == 1 + len(cited(answers)) + len(study.sources)
    assert re.findall(r"^@\w+\{(.*),$", bib, re.MULTILINE) == [item["id"] for item in items]


def test_the_readable_list_has_each_work_once_with_what_it_is_for(study: Study) -> None:
    said = text(part(bare(study), "citations"))
    assert said.count("(Cited for ") == len(cited(bare(study)))
    assert said.count("https://doi.org/10.1007/BF00141070") == 1


def test_the_command_that_makes_it_again_has_flags_that_the_verb_knows(study: Study) -> None:
    from detente.verbs import report

    answers = bare(study, draws=512, seed=0)
    again, *_ = (p.words for s in sentences((part(answers, "reproduction"),)) for p in s.parts
                 if isinstance(p, Code) and p.words.startswith("detente report"))  # fmt: skip
    words = shlex.split(again)
    assert words[:3] == ["detente", "report", "arland"]
    known = {f"--{name.replace('_', '-')}" for name in inspect.signature(report.do).parameters}
    assert {word for word in words if word.startswith("--")} <= known
    assert words[3:] == ["--draws", "512", "--seed", "0", "--dated", "2027-01-31"]
    assert "--sources-dir" in known


def test_it_says_with_how_many_draws_each_explanation_was_asked(study: Study) -> None:
    asked = bare(study, roots=SimpleNamespace(orders=0, together=()), weakest=SimpleNamespace())
    assert "Explanations take the first of its draws: roots 200, weakest 1,024." in text(part(asked, "reproduction"))


def test_it_says_how_to_check_it_and_how_near_another_machine_comes(study: Study) -> None:
    said = text(part(bare(study), "reproduction"))
    assert "detente verify arland-report.html arland" in said
    assert study.hash in said
    assert "within 0.000001" in said


def test_nothing_of_the_machine_stands_in_it(study: Study) -> None:
    import platform

    import jax
    import numpy

    found = method.section(bare(study))
    said = text(found) + "".join(b.text for b in blocks((found,)) if isinstance(b, Listing))
    for version in (platform.python_version(), jax.__version__, numpy.__version__, platform.machine(), platform.node()):
        assert not re.search(rf"(?<![\w.]){re.escape(version)}(?![\w.])", said), version


def test_a_study_without_anything_still_has_its_method(study: Study) -> None:
    empty = replace(
        study, sources=(), claims=(), questions=(), drivers=(), effects=(), what_ifs=(), variants=(), indicators=(),
        boundary=(), headline_question="",
    )  # fmt: skip
    said = text(method.section(bare(empty)))
    assert "The study itself cites no source." in said
    assert "Nothing could be explained." in said
    assert "no pattern by which" in said


def test_a_strangers_words_stay_words(study: Study) -> None:
    words = "</pre><script>alert(1)</script> } @misc{x, \x00\u202e"
    hostile = replace(
        study,
        title=words,
        name="a; rm -rf ~",
        sources=(Source("gazette", words, 1, author=words, publisher=words, url="javascript:alert(1)"),),
        polities=tuple(replace(p, title=words) for p in study.polities),
    )
    found = method.section(bare(hostile))
    said = text(found)
    assert "detente report 'a; rm -rf ~' --draws" in said
    assert "detente verify 'a; rm -rf ~-report.html' 'a; rm -rf ~'" in said
    (csl,) = [b.text for b in blocks((found,)) if isinstance(b, Listing) and b.text.startswith("[")]
    assert json.loads(csl)[-1]["title"] == words
    assert not {"\x00", "\u202e"} & set("".join(b.text for b in blocks((found,)) if isinstance(b, Listing)))


@both_studies
def test_it_stands_in_a_report_of_a_real_run(answers: str, request: pytest.FixtureRequest) -> None:
    given: Answers = request.getfixturevalue(answers)
    found = method.section(given)
    assert f"{given.run.draws} draws from seed 1" in text(found)
    assert families(given) >= OF_ROOTS | OF_FLIPS | {"Wilson", "Owen"}
    assert ("Castro" in families(given)) == bool(given.roots and given.roots.orders)
