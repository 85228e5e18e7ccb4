"""The engine and a plain program written apart from it come to the same numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from detente.study.nouns import Span
from tests.engine.histories import histories
from tests.engine.reference import history
from tests.engine.studies import SPAN, random_study
from tests.examples import first

STEPS = ("week", "month", "quarter", "year")
ENDS = {"week": date(2001, 3, 1), "year": date(2030, 12, 31)}


@pytest.mark.parametrize("seed", first(4, range(24)))
def test_engine_and_reference_agree_on_a_random_study(seed: int) -> None:
    step = STEPS[seed % 4]
    span: Span = replace(SPAN, step=step, until=ENDS.get(step, SPAN.until))
    study = random_study(seed, span=span)
    found = histories(study, seed=seed, draws=3)
    for draw in range(3):
        noise = {q.id: found.shocks[:, k, draw] for k, q in enumerate(study.issues)}
        said = history(study, found.drawn[draw], noise)
        for name, series in said.items():
            np.testing.assert_allclose(
                found.series[name][:, :, draw], series, atol=1e-9, rtol=0, err_msg=f"{name} of study {seed}"
            )
