"""What `detente claims` says: contradicted claims first, built-in ones apart, every effect with its interval."""

from __future__ import annotations

import json
import re

import pytest

import detente
from detente.verbs import claims

DRAWS = 64


@pytest.fixture(scope="module")
def study():
    return detente.load("iran-russia")


@pytest.fixture(scope="module")
def answer(study):
    return claims.do(study, draws=DRAWS)


@pytest.fixture(scope="module")
def shown(answer):
    return claims.show(answer)


def test_every_claim_of_the_study_is_answered(study, answer, shown):
    assert {t.id for t in answer.tried} == {c.id for c in study.claims}
    for claim in study.claims:
        assert f"\n  {claim.id}   " in shown


def test_headings_come_in_order_with_built_in_claims_last(shown):
    heads = [line for line in shown.splitlines() if re.match(r"[A-Z]{4}", line)]
    order = ["CONTRADICTED", "OPEN", "LEANING", "BORNE OUT", "BUILT IN: it tests the file, not the world"]
    assert heads == [head for head in order if head in heads]
    assert heads[0] == "CONTRADICTED"
    assert heads[-1] == order[-1]


def test_no_contradicted_claim_is_hidden_among_the_built_in(answer, shown):
    apart = shown.split("BUILT IN")[1]
    contradicted = [t for t in answer.tried if t.verdict == "contradicted"]
    assert contradicted
    assert not any(f"\n  {t.id}   " in apart for t in contradicted)


def test_counts_add_up_to_the_claims(study, answer, shown):
    line = next(line for line in shown.splitlines() if " claims: " in line)
    numbers = [int(n) for n in re.findall(r"\d+", line)]
    assert numbers[0] == sum(numbers[1:]) == len(study.claims) == sum(answer.counts.values())


def test_every_claim_shows_its_verdict_its_effect_and_its_passage(answer, shown):
    for tried in answer.tried:
        said = " ".join(shown.split(f"\n  {tried.id}   ")[1].split("\n\n")[0].split())
        assert f"{tried.draws} draws" in said or tried.form == "open"
        assert tried.form == "open" or tried.told in said
        assert all(" ".join(passage.split()) in said for passage in tried.rests)
        assert re.search(r"stimson ¶\d+", said), "the passage's number"
        assert all(reason in said for reason in tried.built_in)


def test_no_line_is_wider_than_a_terminal(shown):
    assert max(map(len, shown.splitlines())) <= 100


def test_the_numbers_survive_being_kept_as_json(answer):
    kept = json.loads(json.dumps(claims.data(answer), allow_nan=False))
    assert len(kept["claims"]) == len(answer.tried)
    assert kept["seed"] == 1
    assert kept["draws"] == DRAWS


def test_only_some_claims_give_the_same_numbers_as_all(study, answer):
    names = ("sanctions-deepened-it", "harder-to-undo", "world-outside-counts")
    some = claims.do(study, only=names, draws=DRAWS)
    assert {t.id for t in some.tried} == set(names)
    for name in names:
        assert some.named(name) == answer.named(name)


def test_the_answer_comes_as_named_arrays(answer):
    found = answer.dataset
    assert list(found["claim"].values) == [t.id for t in answer.tried]
    assert (found["effect_p5"] <= found["effect_median"]).all()


def test_what_is_saved_holds_the_figure_and_the_numbers(answer, tmp_path):
    assert claims.save(answer) == ""
    said = claims.save(answer, out=tmp_path)
    assert "claims.png" in said
    assert json.loads((tmp_path / "claims.json").read_text(encoding="utf-8"))["counts"] == answer.counts
    assert (tmp_path / "claims.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_progress_tells_every_claim(study):
    told = []
    claims.do(study, only=("cold-war-distance",), draws=DRAWS, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 1)]
