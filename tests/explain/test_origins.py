"""External against domestic: sums by hand, and an order only where nine draws in ten agree."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from detente.explain.origins import weighed


def _roots(*drivers, error=0.0):
    """Drivers as (origin, points in each of ten draws); a part under way comes first."""
    ends = np.array([np.zeros(10), *(np.broadcast_to(points, 10) for _, points in drivers)])
    names = list(dict.fromkeys(origin for origin, _ in drivers))
    return SimpleNamespace(
        polities=("arland", "borland"),
        drivers=tuple(SimpleNamespace(origin=origin, error=error) for origin, _ in drivers),
        origins=tuple(SimpleNamespace(name=name) for name in names),
        points=np.stack([0 * ends, ends], axis=1),
    )


def test_sums_are_those_of_the_drivers_of_each_side():
    found = weighed(_roots(("external", 3.0), ("arland", 1.0), ("external", 4.0), ("borland", 0.5)))
    assert (found.external.mean, found.domestic.mean) == (7.0, 1.5)
    assert (found.larger, found.agree) == ("external", 1.0)
    assert found.ranks == ("1", "2", "3")


@pytest.mark.parametrize(("ahead", "larger"), [(10, "external"), (9, "external"), (8, ""), (2, ""), (1, "domestic")])
def test_the_order_is_open_unless_nine_draws_in_ten_agree(ahead, larger):
    abroad = np.where(np.arange(10) < ahead, 2.0, 0.0)
    found = weighed(_roots(("external", abroad), ("arland", 1.0)))
    assert (found.larger, found.agree) == (larger, ahead / 10)
    assert found.ranks == {"external": ("1", "2"), "": ("1–2", "1–2"), "domestic": ("2", "1")}[larger]


def test_an_order_that_sampled_orders_of_drivers_may_account_for_is_open():
    drivers = (("external", 2.0), ("arland", 1.0))
    assert weighed(_roots(*drivers, error=0.2)).larger == "external"
    assert weighed(_roots(*drivers, error=0.3)).larger == ""  # 1 point is less than 2 × (0.3 + 0.3)


def test_there_is_nothing_to_weigh_where_all_drivers_are_of_one_side():
    assert weighed(_roots(("external", 2.0), ("external", 1.0))) is None
    assert weighed(_roots(("arland", 2.0), ("borland", 1.0))) is None
    assert weighed(_roots()) is None


def test_groups_of_mixed_origin_are_on_neither_side():
    found = weighed(_roots(("external", 2.0), ("arland", 1.0), ("mixed", 50.0)))
    assert (found.external.mean, found.domestic.mean) == (2.0, 1.0)
