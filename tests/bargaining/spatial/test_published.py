"""The spatial model gives KTAB's numbers: every scenario turn by turn, step tables, elections, and single formulas."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from detente import solvers
from detente.bargaining.play import Play
from detente.bargaining.spatial import outlook
from detente.bargaining.spatial.challenge import stakes
from detente.bargaining.spatial.chance import shares, words
from detente.bargaining.spatial.condorcet import conditional, elect, uniform
from detente.bargaining.spatial.course import Body, Course, course, look
from detente.bargaining.spatial.options import NAMES, options
from detente.bargaining.spatial.proposals import meeting
from detente.bargaining.spatial.votes import chances, strengths, vote, won
from detente.study.problems import DetenteError
from detente.tables.reading import read

ROOT = Path(__file__).resolve().parents[3]
FOLDER = Path(os.environ.get("DETENTE_SHARED") or ROOT.parent / "shared") / "reference" / "ktab"
SCENARIOS = sorted(p.stem for p in (FOLDER / "scenarios").glob("*.json"))
STEPS = sorted(p.stem for p in (FOLDER / "steps").glob("*.json"))
ABSENT = f"KTAB's outputs are not on this machine ({FOLDER}; name the parent of `reference` in DETENTE_SHARED)"


@cache
def held(kind: str, name: str) -> Any:
    """One file of the program's outputs."""
    path = FOLDER / kind / f"{name}.json"
    if not path.is_file():
        pytest.skip(ABSENT)
    return json.loads(path.read_text(encoding="utf-8"))


def played(name: str) -> Course:
    """A scenario as its JSON says that the program read it."""
    told = held("scenarios", name)["input"]
    actors = told["actors"]
    follows = np.array(told["ideal_adjustment"]) if told.get("ideal_adjustment") else None
    if follows is not None and (follows == np.eye(len(actors))).all():
        follows = None
    columns = (np.array([a[k] for a in actors], dtype=float) for k in ("position", "salience"))
    body = Body(*(c / 100 for c in columns), np.array([float(a["capability"]) for a in actors]), follows)
    return course(body, options({"profile": "ktab", "parameters": told["parameters"]}), int(told["seed"]))


def test_the_outputs_are_there_or_it_is_said() -> None:
    if not SCENARIOS:
        pytest.skip(ABSENT)
    assert len(SCENARIOS) == 37


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenario_goes_turn_by_turn_as_the_program_goes(name: str) -> None:
    told = held("scenarios", name)
    if "error" in told:
        with pytest.raises(DetenteError, match="KTAB stops here"):
            played(name)
        return
    found = played(name)
    positions = 100 * np.array(found.positions)
    np.testing.assert_allclose(positions, told["positions"], atol=1e-9, rtol=0)
    np.testing.assert_allclose(np.round(found.moved, 4), told["change_ratio"], atol=1e-9)
    if "ideals" in told:
        np.testing.assert_allclose(100 * np.array(found.ideals), told["ideals"], atol=1e-9, rtol=0)
    for t, turn in enumerate(found.turns):
        for k, number in enumerate(turn.chosen):
            by = None if number < 0 else [int(turn.proposals.initiator[number]), int(turn.proposals.receiver[number])]
            if (positions[t + 1][k] != positions[t][k]).any():
                assert told["moved_by"][t + 1][k] == by


@pytest.mark.parametrize("name", [n for n in SCENARIOS if "a080" not in n and "error" not in held("scenarios", n)])
def test_challenges_are_those_of_the_program(name: str) -> None:
    told = held("scenarios", name)
    expected = {(c["turn"], c["initiator"]): (c["receiver"], c["value"]) for c in told["challenges"]}
    found = {
        (t, i): (int(turn.target[i]), float(turn.gain[i]))
        for t, turn in enumerate(played(name).turns)
        for i in np.flatnonzero(turn.target >= 0)
    }
    assert {k: v for k, (v, _) in found.items()} == {k: v for k, (v, _) in expected.items() if k in found}
    for key, (_, gain) in found.items():
        assert gain == pytest.approx(expected[key][1], abs=1e-9)


def inputs() -> list[str]:
    """The files the program read, but for the very large ones."""
    names = (p.name for p in sorted((FOLDER / "inputs").glob("*")) if "a080" not in p.name)
    return [n for n in names if Path(n).stem in SCENARIOS]


@pytest.mark.parametrize("name", inputs())
def test_a_file_of_the_program_is_read_and_played_as_the_program_did(name: str) -> None:
    told = held("scenarios", Path(name).stem)
    if "error" in told:
        with pytest.raises(DetenteError):
            _played(name)
        return
    play = _played(name)
    assert play.rounds is not None
    np.testing.assert_allclose(play.rounds, told["positions"], atol=1e-9, rtol=0)


def _played(name: str) -> Play:
    table = read((FOLDER / "inputs" / name).read_bytes(), name)
    switches = {"profile": "ktab", **table.switches.get("spatial", {})}
    return solvers.named("spatial").play(table, switches, 10, 1)


@pytest.mark.parametrize("name", STEPS)
def test_step_tables_are_those_of_the_program(name: str) -> None:
    told, found = held("steps", name), played(name)
    told_options = options({"profile": "ktab", "parameters": held("scenarios", name)["input"]["parameters"]})
    actors = held("scenarios", name)["input"]["actors"]
    body = Body(
        *(np.array([a[k] for a in actors], dtype=float) / 100 for k in ("position", "salience")),
        np.array([float(a["capability"]) for a in actors]),
    )
    for t, step in enumerate(told["turns"]):
        scene = look(body, found.positions[t], found.ideals[t], told_options)
        for h, expected in enumerate(step["utility_h_i_j"]):
            seen = outlook.seen(told_options.risk_seen, scene.risk[h], scene.risk)
            seen[h] = scene.risk[h]
            np.testing.assert_allclose(outlook.utility(scene.distance, seen[:, None]), expected, atol=1e-9)
        _stakes(scene, told_options, step.get("challenge_utils_h_k_i_j", {}), step.get("prob_victory_h_i_j", {}))


def _stakes(scene: Any, chosen: Any, values: dict[str, list[float]], odds: dict[str, float]) -> None:
    if values:
        found = stakes(scene, chosen, *np.array([[int(v) for v in key.split(",")] for key in values]).T)
        told = np.stack([found.status_quo, found.victory, found.contest, found.challenge], axis=1)
        np.testing.assert_allclose(told, list(values.values()), atol=1e-9)
    if odds:
        h, i, j = np.array([[int(v) for v in key.split(",")] for key in odds]).T
        np.testing.assert_allclose(stakes(scene, chosen, h, h, i, j).odds, list(odds.values()), atol=1e-9)


def test_all_680_elections_are_those_of_the_program() -> None:
    victory, election, voting = (NAMES[k][1] for k in ("VictoryProbModel", "PCEModel", "VotingRule"))
    cases = held("unit", "pce")
    assert len(cases) == 680
    for case in cases:
        if case["kind"] == "victory_matrix":
            won_by = np.array(case["pv"])
            found = conditional(won_by) if case["pce"] == "Conditional" else uniform(won_by, 1000)
        else:
            if case["kind"] == "coalition":
                strong = np.array(case["C"])
                np.testing.assert_allclose(chances(victory[case["vpm"]], strong), case["pv"], atol=1e-9)
            else:
                strong = strengths(voting[case["voting"]], np.array(case["w"]), np.array(case["u"]))
            found = elect(election[case["pce"]], victory[case["vpm"]], strong)
        np.testing.assert_allclose(found, case["p"], atol=1e-9, err_msg=str(case["id"]))


def test_single_formulas_are_those_of_the_program() -> None:
    told = held("unit", "helpers")
    voting, victory = NAMES["VotingRule"][1], NAMES["VictoryProbModel"][1]
    for c in told["vote"]:
        assert float(vote(voting[c["voting"]], c["w"], c["ui"], c["uj"])) == pytest.approx(c["v"], abs=1e-12)
    for c in told["vprob"]:
        assert float(won(victory[c["vpm"]], c["s1"], c["s2"])) == pytest.approx(c["p1"], abs=1e-12)
    for c in told["bsUtil"]:
        assert float(outlook.utility(c["d"], c["R"])) == pytest.approx(c["u"], abs=1e-12)
    for c in told["bvDiff"]:
        care, gap = np.array([c["sal"]]), np.array([c["delta"]])
        assert float(outlook.distance(care, gap, np.zeros_like(gap))[0, 0]) == pytest.approx(c["dist"], abs=1e-12)
    for c in told["bigR"]:
        ours = NAMES["BigRRange"][1][c["range"]]
        np.testing.assert_allclose(outlook.risk(ours, np.array(c["p"]), exact=True), c["R"], atol=1e-12)
    for c in told["estNRA"]:
        ours = NAMES["BigRAdjust"][1][c["adjust"]]
        assert outlook.seen(ours, c["rh"], c["ri"]) == pytest.approx(c["est"], abs=1e-12)
    for c in told["interpolate"]:
        ours = NAMES["InterVecBrgn"][1][c["method"]]
        one, other = meeting(ours, c["ti"], c["si"], c["pi"], c["tj"], c["sj"], c["pj"], exact=True)
        assert (float(one), float(other)) == (pytest.approx(c["bi"], abs=1e-12), pytest.approx(c["bj"], abs=1e-12))
    for c in told["prng"]:
        seed = int(c["seed"])
        assert [next(words(seed))] == [int(c["u64"][0])]
        stream = words(seed)
        assert [next(stream) for _ in c["u64"]] == [int(v) for v in c["u64"]]
        uniform01 = shares(seed)
        drawn = [next(uniform01) for _ in range(len(c["u64"]) + len(c["next_uniform01"]))]
        assert any(
            drawn[k : k + len(c["next_uniform01"])] == pytest.approx(c["next_uniform01"], abs=1e-12)
            for k in range(len(c["u64"]) + 1)
        )
