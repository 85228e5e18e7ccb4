"""A change written as other numbers moves a study as the change itself does."""

from __future__ import annotations

import numpy as np
import pytest

from detente.engine import kernel
from detente.engine.trials import Trials
from detente.study.nouns import Change
from detente.study.paired import as_numbers, in_shape
from detente.study.problems import DetenteError
from detente.study.reading import changed
from tests.examples import first

CHANGES = {
    "nothing": Change("c", "c"),
    "driver": Change("c", "c", ("sanctions",)),
    "event": Change("c", "c", ("relief",)),
    "effect": Change("c", "c", ("ties-bind",)),
    "faction": Change("c", "c", ("liberals",)),
    "source": Change("c", "c", ("gazette",)),
    "number": Change("c", "c", set={"issues.arms.positions.guards.at": "50 to 60"}),
    "band": Change("c", "c", ("cabinet",), {"polities.arland.band": "exactly 0"}),
    "both": Change("c", "c", ("sanctions",), {"issues.arms.positions.court.at": "30 to 40"}),
    "one band for all": Change("c", "c", set={"polities.arland.band": "2 to 4"}),
    "dates": Change("c", "c", ("relief",), {"drivers.sanctions.events.sanctions-1.on": "2012-06"}),
    "solver": Change("c", "c", set={"polities.arland.solver": "median"}),
    "added": Change("c", "c", add={"effects": [{"cause": "trade", "moves": "lock-in", "on": "arms", "by": 0.2}]}),
}
AS_NUMBERS = ("nothing", "driver", "event", "effect", "faction", "source", "number", "band", "both")


def moved(study, numbers):
    return Trials(study, draws=16, seed=5).run(numbers).arrays["movement"]


@pytest.mark.parametrize("name", first(6, CHANGES))
def test_a_change_in_shape_moves_levels_as_the_changed_study_does(study, name):
    change = CHANGES[name]
    other, numbers = in_shape(study, change)
    whole = changed(study, change.without, change.set, change.add)
    assert np.allclose(moved(other, numbers), moved(whole, {}), atol=1e-9)


@pytest.mark.parametrize("name", CHANGES)
def test_numbers_are_enough_for_what_is_left_out_or_set_to_a_number_and_for_nothing_else(study, name):
    numbers = as_numbers(study, CHANGES[name])
    assert (numbers is not None) == (name in AS_NUMBERS)
    assert (in_shape(study, CHANGES[name])[0] is study) == (name in AS_NUMBERS)


def test_leaving_out_nothing_changes_nothing_to_the_bit(study):
    assert as_numbers(study, CHANGES["nothing"]) == {}
    assert (moved(study, as_numbers(study, CHANGES["nothing"])) == moved(study, None)).all()


@pytest.mark.parametrize("name", [*AS_NUMBERS, "dates"])
def test_a_paired_change_compiles_no_other_kernel(study, name):
    moved(study, None)
    before = len(kernel.traced)
    moved(*in_shape(study, CHANGES[name]))
    assert len(kernel.traced) == before


def test_a_number_that_would_become_two_needs_another_study(study):
    one = changed(study, put={"polities.arland.band": "3 to 6"})
    two = Change("c", "c", set={"polities.arland.band": {"arms": "exactly 1", "trade": "exactly 2"}})
    assert as_numbers(one, two) is None
    other, numbers = in_shape(one, two)
    assert np.allclose(moved(other, numbers), moved(changed(one, put=two.set), {}), atol=1e-9)


def test_a_change_that_names_what_is_not_there_suggests_the_nearest(study):
    with pytest.raises(DetenteError, match="sanktions") as error:
        as_numbers(study, Change("c", "c", ("sanktions",)))
    assert "`sanctions`" in error.value.fix
