"""The challenge model gives the published numbers, and those of the programs whose switches it offers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from detente import solvers
from detente.bargaining.play import Play
from tests.bargaining.reference import bargaining, group, matrix, positions
from tests.examples import first

GAMES = ("challenge_ec_emissions.json", "challenge_sultan.json")
CONFIGURATIONS = (
    *("scholz_code", "equations", "equations_conflict_no_move", "equations_focal_perspective"),
    *("equations_focal_Q05", "equations_Q05"),
)
CHALLENGE = solvers.named("challenge")
every_game = pytest.mark.parametrize("game", GAMES)

SPELLED = {
    "prob": ("probability", {"eq31": "pairwise", "code": "all-pairs"}),
    "vote_risk": ("vote-risk", {True: "yes", False: "no"}),
    "persp": ("view", {"own": "challenger", "focal": "focal"}),
    "confront": ("conflict", {"loser_moves": "loser-yields", "nobody": "nobody-moves"}),
    "capitulate": ("capitulation", {True: "yes", False: "no"}),
    "comp": ("compromise", {"eq36": "ratio"}),
    "select": ("choice", {"class_least": "class", "class_least_codebug": "lowest"}),
    "rng": ("range", {"fixed": "initial"}),
    "sal": ("salience", {"responder": "responder"}),
    "T": ("shift", {"rule": "rule"}),
    "risk": ("risk", {True: "yes", False: "no"}),
}


def switches(config: dict[str, Any]) -> dict[str, Any]:
    found = {SPELLED[k][0]: SPELLED[k][1][v] for k, v in config.items() if k != "Q"}
    return {**found, "q": config["Q"], "ties": "order"}


def played(game: str, chosen: dict[str, Any]) -> Play:
    """Ten rounds, however many are compared: each number of rounds is compiled anew."""
    return CHALLENGE.play(group(game), chosen, 10, 1)


def assert_same_course(play: Play, rounds: list[dict[str, Any]], actors: tuple[str, ...], within: float = 1e-9) -> None:
    assert play.rounds is not None
    assert play.settlements is not None
    np.testing.assert_allclose(play.rounds[: len(rounds), :, 0], positions(rounds, actors), atol=within)
    np.testing.assert_allclose(play.settlements[: len(rounds), 0], [row["median"] for row in rounds], atol=within)
    np.testing.assert_allclose(play.parts["mean"][: len(rounds), 0], [row["mean"] for row in rounds], atol=within)


@every_game
@pytest.mark.parametrize("name", first(2, CONFIGURATIONS))
def test_every_round_is_that_of_an_independent_calculation_under_the_same_switches(game: str, name: str) -> None:
    run = bargaining(game)["runs"]["clean_room"][name]
    play = played(game, switches(run["config"]))
    assert_same_course(play, run["rounds"], group(game).actors)


@every_game
def test_the_default_is_the_equations_as_printed_seen_by_each_actor_itself(game: str) -> None:
    run = bargaining(game)["runs"]["clean_room"]["equations_focal_perspective"]
    assert_same_course(played(game, {}), run["rounds"], group(game).actors)


@every_game
def test_profile_scholz2011_gives_every_round_of_the_authors_way(game: str) -> None:
    run = bargaining(game)["runs"]["jmckib"]
    play = played(game, dict(CHALLENGE.profiles["scholz2011"]))
    assert_same_course(play, run["rounds"], group(game).actors)


def test_profile_scholz2011_prints_table_2_but_for_the_misprint_in_round_2() -> None:
    table_2 = bargaining(GAMES[0])["published"]["scholz_table2"]
    play = played(GAMES[0], dict(CHALLENGE.profiles["scholz2011"]))
    assert play.settlements is not None
    off = np.abs(play.settlements[1:9, 0] - table_2["median"])
    assert (off[[0, 2, 3, 4, 5, 6, 7]] <= 0.1).all()
    assert off[1] > 0.2


def test_profile_scholz2011_gives_the_matrices_and_exponents_of_round_one() -> None:
    run, actors = bargaining(GAMES[0])["runs"]["jmckib"], group(GAMES[0]).actors
    play = played(GAMES[0], dict(CHALLENGE.profiles["scholz2011"]))
    apart = ~np.eye(len(actors), dtype=bool)
    names = {"EU_ij": "gain", "EU_ji_seen_by_i": "threat", "P": "success"}
    for theirs, ours in names.items():
        expected = matrix(run["round1_matrices"][theirs], actors)
        found = play.parts[ours][:, :, 0]
        if theirs == "P":  # where two stand at one point, no challenge is thought of
            apart = apart & (expected > 0)
        np.testing.assert_allclose(found[apart], expected[apart], atol=1e-9, err_msg=theirs)
    exponents = [run["rounds"][1]["risk_exponents"][name] for name in actors]
    np.testing.assert_allclose(play.parts["risk"][:, 0], exponents, atol=1e-9)


@pytest.mark.parametrize(
    ("figure", "viewer", "chosen", "wrong"),
    [
        ("fig7_belgium_view", "Belgium", {}, ()),
        ("fig8_france_view", "France", {}, ()),
        ("fig9_netherlands_view", "Netherlands", {}, ("Greece", "UK")),  # misplotted there, and on the frame
        ("fig11_lower_netherlands_Q05", "Netherlands", {"q": 0.5, "shift": "better"}, ()),
    ],
)
def test_profile_scholz2011_puts_every_marker_of_the_figures_where_the_paper_does(
    figure: str, viewer: str, chosen: dict[str, Any], wrong: tuple[str, ...]
) -> None:
    actors = group(GAMES[0]).actors
    play = played(GAMES[0], {**CHALLENGE.profiles["scholz2011"], **chosen})
    i = actors.index(viewer)
    for name, at in bargaining(GAMES[0])["scholz_figures"][figure].items():
        if name in actors and name not in wrong:
            j = actors.index(name)
            found = [play.parts["gain"][i, j, 0], play.parts["threat"][i, j, 0]]
            np.testing.assert_allclose(found, at, atol=0.05, err_msg=f"{figure}: {name}")


def test_figure_10_shows_luxembourgs_view_of_who_challenges_it() -> None:
    actors = group(GAMES[0]).actors
    play = played(GAMES[0], dict(CHALLENGE.profiles["scholz2011"]))
    i = actors.index("Luxembourg")
    for name, at in bargaining(GAMES[0])["scholz_figures"]["fig10_luxembourg_view"].items():
        if name in actors:
            np.testing.assert_allclose(play.parts["threat"][i, actors.index(name), 0], at[1], atol=0.05, err_msg=name)


@every_game
@pytest.mark.parametrize(
    ("q", "conflict"),
    first(1, [(1.0, "loser-yields"), (0.5, "nobody-moves"), (1.0, "nobody-moves"), (0.5, "loser-yields")], names=2),
)
def test_profile_schelling_gives_every_round_of_that_program(game: str, q: float, conflict: str) -> None:
    runs = bargaining(game)["runs"]["schelling"]["runs"]
    (run,) = (v for k, v in runs.items() if f"Q={q}" in k and f"resolves={conflict == 'loser-yields'}" in k)
    chosen = {**CHALLENGE.profiles["schelling"], "q": q, "conflict": conflict}
    play = played(game, chosen)
    assert play.rounds is not None
    rounds = len(run["rounds"])
    np.testing.assert_allclose(play.rounds[:rounds, :, 0], positions(run["rounds"], group(game).actors), atol=1e-9)


def test_the_9_53_claimed_as_a_replication_is_where_that_program_stops() -> None:
    play = played(GAMES[0], dict(CHALLENGE.profiles["schelling"]))
    assert play.settlements is not None
    np.testing.assert_allclose(play.settlements[1:4, 0], 9.529952, atol=1e-6)
    np.testing.assert_allclose(play.settlements[4:, 0], 10.0, atol=1e-9)
