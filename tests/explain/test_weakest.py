"""The weakest points of a study: products and dropped sources, solved by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtr

from detente.engine.trials import Trials
from detente.explain.weakest import weakest
from detente.study import asking
from detente.study.judgement import fallback
from detente.study.problems import DetenteError
from tests.explain.little import little

WAY = 1 - 2 ** (-30 / 12)
SIGMA = 20 / 3.29


def _ask(study, **settings):
    return weakest(study, "trade", study.span.now, asking.question(study, None), **settings)


@pytest.fixture(scope="module")
def answer():
    return _ask(little())


def test_a_point_is_its_effect_times_the_weakness_of_its_evidence(answer):
    (point,) = answer.points  # what a lone faction cares moves nothing
    assert point.input.path == "issues.trade.positions.court.at"
    assert point.effect.value == pytest.approx(WAY * SIGMA, rel=1e-4)
    assert point.weakness.words == "one good source"
    assert point.product == pytest.approx(0.35 * WAY * SIGMA, rel=1e-4)


def test_points_come_by_product_and_not_by_effect():
    """A start 10 wide, judged: 0.177 × 3.04 × 0.8 = 0.43. A wish 5 wide, with a passage: 0.82 × 1.52 × 0.35 = 0.44."""
    sharp = little(**{"40 to 60": "47.5 to 52.5", "exactly 10": "5 to 15"})
    wish, start = _ask(sharp).points
    assert wish.product == pytest.approx(0.35 * WAY * 5 / 3.29, rel=1e-3)
    assert start.product == pytest.approx(0.8 * (1 - WAY) * 10 / 3.29, rel=1e-2)
    blunt = little(**{"40 to 60": "48 to 52", "exactly 10": "5 to 15"})
    assert [p.input.key for p in _ask(blunt).points] == [start.input.key, wish.input.key]
    assert _ask(blunt).points[1].effect.value > _ask(blunt).points[0].effect.value


def test_dropping_the_source_of_the_wish_widens_the_level_and_opens_the_question(answer):
    """`40 to 60` becomes 30 to 70. The question asks for a wish of 10 + 50 / 0.9375 = 63.3."""
    gazette = next(d for d in answer.sources if d.source.id == "gazette")
    assert gazette.numbers == 1
    assert (gazette.after.p5, gazette.after.p95) == pytest.approx((10 + WAY * 20, 10 + WAY * 60), abs=0.2)
    assert gazette.shift.mean == pytest.approx(0, abs=0.05)
    assert not gazette.moves
    needed = 10 + 50 / (1 - 2 ** (-48 / 12)) - 50
    assert gazette.chance.before == pytest.approx(1 - ndtr(needed / SIGMA), abs=0.002)
    assert gazette.chance.after == pytest.approx(1 - ndtr(needed / (2 * SIGMA)), abs=0.002)
    assert gazette.chance.differs


def test_dropping_a_source_of_what_moves_nothing_moves_nothing(answer):
    herald, almanac = (next(d for d in answer.sources if d.source.id == name) for name in ("herald", "almanac"))
    assert (herald.numbers, almanac.numbers) == (1, 0)
    for dropped in (herald, almanac):
        assert dropped.shift.mean == pytest.approx(0, abs=1e-12)
        assert not dropped.moves
        assert dropped.chance.before == dropped.chance.after
        assert not dropped.chance.differs


def test_draws_with_and_without_a_source_are_paired():
    """Paired draws differ by no more than the widening itself, whatever the draw."""
    of = little()
    trials = Trials(of, draws=64, seed=3)
    day = of.span.now
    before, after = (trials.run(n).movement("trade", day) for n in (None, fallback(of, "gazette")))
    middle = 10 + WAY * 40
    assert np.allclose(after - middle, 2 * (before - middle), atol=0.05)


def test_a_study_without_a_question_is_answered_without_one(answer):
    of = little()
    found = weakest(of, "trade", of.span.now, None, draws=32)
    assert all(d.chance is None for d in found.sources)
    assert found.points[0].input == answer.points[0].input


def test_a_study_without_uncertainty_is_refused():
    with pytest.raises(DetenteError, match="nothing in this study is uncertain"):
        _ask(little(**{"40 to 60": "exactly 50", "0.4 to 0.6": "exactly 0.5"}))
