"""Every case of the held reference files on Nash bargaining, win-sets, agenda setting and two-level games."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from detente import solvers
from detente.bargaining.costly_failure import settle
from detente.bargaining.pie import shares
from detente.bargaining.play import NotEnough, Play
from detente.tables import table

ROOT = Path(__file__).resolve().parent.parent.parent


def held(name: str) -> Any:
    file = Path(os.environ.get("DETENTE_SHARED") or ROOT.parent / "shared") / "reference" / "bargaining" / name
    if not file.is_file():
        pytest.skip(f"the reference cases are not on this machine ({file}; name their parent in DETENTE_SHARED)")
    return json.loads(file.read_text(encoding="utf-8"))


def play(solver: str, position: list[float], switches: dict[str, Any] | None = None, **given: Any) -> Play:
    """One issue as the file states it."""
    return solvers.named(solver).play(table(np.array(position, dtype=float), **given), switches or {}, 10, 1)


def test_nash_bargaining_meets_every_spatial_case() -> None:
    cases = held("nash_bargaining.json")["spatial"]
    assert len(cases) == 9
    for case in cases:
        found = play(
            "weighted-nash",
            case["ideals"],
            {"loss": case["loss"]},
            capability=np.array(case["weights"], dtype=float),
            reference=float(case["disagreement_policy"]),
        ).settlement
        np.testing.assert_allclose(found, case["expected"], atol=case.get("tolerance", 1e-9), err_msg=case["name"])


def test_equal_power_is_the_solver_nash_in_every_spatial_case() -> None:
    cases = [c for c in held("nash_bargaining.json")["spatial"] if len(set(c["weights"])) == 1]
    assert len(cases) == 6
    for case in cases:
        given = {"reference": float(case["disagreement_policy"])}
        found = play("nash", case["ideals"], {"loss": case["loss"]}, **given)
        np.testing.assert_allclose(found.settlement, case["expected"], atol=case.get("tolerance", 1e-9))
        assert found.status == ("no_agreement" if case["expected"] == case["disagreement_policy"] else "settled")


def test_kalai_smorodinsky_meets_its_case_and_lies_beyond_nash() -> None:
    for case in held("nash_bargaining.json")["kalai_smorodinsky"]:
        given = {"reference": float(case["disagreement_policy"])}
        found, nash = (
            play(name, case["ideals"], {"loss": case["loss"]}, **given).settlement[0]
            for name in ("kalai-smorodinsky", "nash")
        )
        assert found == pytest.approx(case["expected"], abs=1e-9)
        assert nash == pytest.approx(40, abs=1e-9)


def test_where_failure_costs_all_the_same_nash_tends_to_the_weighted_mean() -> None:
    limit = held("nash_bargaining.json")["compromise_limit"]
    stand, care, can = np.array([0.0, 30.0, 100.0]), np.array([0.5, 1.0, 0.8]), np.array([1.0, 1.0, 2.0])
    for value in limit["values"]:
        assert settle(stand, care, can, float(value["K"]), 100.0) == pytest.approx(
            value["argmax"], abs=2.5e-4
        )  # its grid
    assert settle(stand, care, can, 1e9, 100.0) == pytest.approx(limit["limit_weighted_mean"], abs=1e-6)


def test_money_is_shared_as_in_the_three_cases() -> None:
    powers, hundred, weighted = held("nash_bargaining.json")["money"]
    one, none = np.ones(2), np.zeros(2)
    exponents = np.array([powers["example"]["g1"], powers["example"]["g2"]], dtype=float)
    assert shares(1.0, exponents, one, none)[0] == pytest.approx(powers["example"]["share1"], abs=1e-12)
    wanted = list(hundred["expected"].values())
    np.testing.assert_allclose(shares(100.0, np.array([1.0, 0.5]), one, none), wanted, atol=1e-9)
    case = weighted["example"]
    found = shares(1.0, one, np.array([case["a"], 1 - case["a"]]), np.array([case["d1"], case["d2"]]))
    np.testing.assert_allclose(found, [case["x1"], case["x2"]], atol=1e-12)


def test_win_set_and_core_meet_every_case() -> None:
    cases = held("veto_winset.json")["winsets"]
    assert len(cases) == 9
    for case in cases:
        q, weights = float(case["status_quo"]), np.array(case["weights"], dtype=float)
        found = play("win-set", case["ideals"], capability=weights, quota=case["quota"] / weights.sum(), reference=q)
        parts = {name: float(found.parts[name][0]) for name in ("left", "right", "lower", "upper")}
        left, right = (case["winset"][side] for side in ("left", "right"))
        assert [parts["lower"], parts["upper"]] == pytest.approx(case["core"], abs=1e-9), case["name"]
        assert [parts["left"], q] == pytest.approx(left or [q, q], abs=1e-9), case["name"]
        assert [q, parts["right"]] == pytest.approx(right or [q, q], abs=1e-9), case["name"]
        assert found.status == ("set" if left or right else "no_agreement")


def test_an_agenda_setter_meets_every_case() -> None:
    cases = held("veto_winset.json")["agenda_setter"]
    assert len(cases) == 3
    for case in cases:
        number = len(case["ideals"])
        found = play(
            "agenda-setter",
            [*case["ideals"], case["setter"]],
            capability=np.array([1.0] * number + [0.0]),
            quota=case["quota"] / number,
            setter=f"actor {number + 1}",
            reference=float(case["status_quo"]),
        )
        assert found.settlement[0] == pytest.approx(case["expected"], abs=1e-9)


def test_pivotal_politics_meets_every_case() -> None:
    cases = held("veto_winset.json")["pivotal_politics"]
    assert len(cases) == 6
    for case in cases:
        found = play(
            "pivotal-politics",
            [case["left_pivot"], case["median"], case["right_pivot"]],
            vetoes=("actor 1", "actor 3"),
            reference=float(case["status_quo"]),
        )
        assert found.settlement[0] == pytest.approx(case["expected"], abs=1e-9)


def test_two_level_games_meet_every_case() -> None:
    cases = held("two_level.json")["cases"]
    assert len(cases) == 7
    for case in cases:
        position, actors, ratifies = [case["home_executive"], case["foreign_executive"]], ["home", "foreign"], {}
        for side in ("home", "foreign"):
            if case[f"{side}_ratifier"] is not None:
                position, actors = [*position, case[f"{side}_ratifier"]], [*actors, f"{side} parliament"]
                ratifies[f"{side} parliament"] = side
        given: dict[str, Any] = {"actors": tuple(actors), "reference": float(case["reversion"])}
        if not ratifies:  # without ratification it is the bargain of the executives alone
            found = play("nash", position, **given).settlement[0]
            with pytest.raises(NotEnough, match="ratifies whose deal"):
                play("two-level", position, **given)
        else:
            found = play("two-level", position, ratifies=ratifies, **given).settlement[0]
        assert found == pytest.approx(case["expected"], abs=1e-9), case["name"]
        assert abs(found - case["home_executive"]) == pytest.approx(case["home_distance"], abs=1e-9), case["name"]
