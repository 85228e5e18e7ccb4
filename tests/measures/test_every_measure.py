"""Contract of every measure: its known answers, what it says of itself, and the settings it takes."""

from __future__ import annotations

import inspect

import numpy as np
import pytest

from detente import measures
from detente.measures import Measure, Option
from detente.measuring.errors import estimates
from detente.record import SERIES
from detente.study.problems import DetenteError
from tests.measures.worked import series_answer, tables_of

EVERY = {name: measures.named(name) for name in measures.names()}
every_measure = pytest.mark.parametrize("measure", EVERY.values(), ids=EVERY)


@every_measure
def test_gives_its_known_answers_to_the_digits_printed(measure: Measure) -> None:
    assert measure.known
    for known in measure.known:
        given = dict(known.given)
        if measure.table is not None:
            tables, levels = tables_of(given)
            found = estimates(measure, tables, levels, **measure.settled(given)).value
        else:
            found = series_answer(measure, given).get_column("value").cast(float).fill_null(float("nan")).to_numpy()
        np.testing.assert_allclose(found, np.atleast_1d(known.gives), rtol=0, atol=5.1e-8, err_msg=str(known))


@every_measure
def test_says_what_it_is_and_what_it_hides(measure: Measure) -> None:
    assert measure.source.cite
    assert measure.source.where
    assert measure.source.works
    for said in (measure.title, measure.answers, measure.hides, measure.undefined):
        assert said.strip()
    assert measure.answers.endswith("?")
    assert measure.range[0] < measure.range[1]
    assert (measure.table is None) != (measure.series is None)
    assert set(measure.needs) <= set(SERIES)
    assert set(measure.by) <= {"year", "session", "month"}


@every_measure
def test_takes_its_own_defaults_and_refuses_what_it_does_not_know(measure: Measure) -> None:
    settled = measure.settled(None)
    assert settled == {name: option.default for name, option in measure.options.items()}
    assert measure.settled(settled) == settled
    with pytest.raises(DetenteError, match="has no setting `colour`"):
        measure.settled({"colour": "red"})
    for name, option in measure.options.items():
        for choice in option.choices:
            assert measure.settled({name: choice})[name] == choice
        if not isinstance(option.default, str) or option.choices:
            with pytest.raises(DetenteError, match=f"`{name}` of .* cannot be"):
                measure.settled({name: -1.5})


@every_measure
def test_a_setting_has_the_same_default_in_the_function_as_in_what_is_said_of_it(measure: Measure) -> None:
    for of, first in ((measure.table, 2), (measure.cells, 1), (measure.series, 2)):
        if of is not None:
            taken = [*inspect.signature(of).parameters.values()][first:]
            assert {p.name: p.default for p in taken} == measure.settled(None)


def test_a_misspelt_setting_is_answered_with_the_nearest() -> None:
    with pytest.raises(DetenteError, match="did you mean `variant`"):
        EVERY["agreement"].settled({"varient": "half"})


def test_a_misspelt_measure_is_answered_with_the_nearest_and_underscores_are_as_good_as_hyphens() -> None:
    with pytest.raises(DetenteError, match="did you mean `kappa`"):
        measures.named("kapa")
    assert measures.named("s_score") is measures.named("s-score")


def test_an_option_of_text_takes_text_and_one_of_numbers_its_bounds() -> None:
    assert Option("", "latest").refuses(3) == "give text"
    assert Option("", "latest").refuses("2024-06 all") == ""
    assert Option("", 5, least=5.0, most=50.0).refuses(5) == ""
    assert Option("", 5, least=5.0, most=50.0).refuses(3) == "give a number from 5 to 50"


def test_yes_and_no_alone_are_asked_of_votes_only() -> None:
    agreement = EVERY["agreement"]
    with pytest.raises(DetenteError, match="is of votes"):
        agreement.table(np.ones((1, 4, 4)), np.arange(4.0), variant="yes-no")
