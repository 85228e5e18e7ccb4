"""Reading a provider's long cells leaves other readers of text as they were."""

from __future__ import annotations

import csv

import pytest

from detente.intake.lines import LONGEST, long_cells


def test_the_bound_on_cells_is_put_back_also_after_an_error():
    before = csv.field_size_limit()
    with long_cells():
        assert csv.field_size_limit() == LONGEST
    assert csv.field_size_limit() == before
    with pytest.raises(ValueError, match="broken"), long_cells():
        raise ValueError("broken")
    assert csv.field_size_limit() == before
