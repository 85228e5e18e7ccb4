"""Colours that can be read on white paper and on a dark ground."""

from __future__ import annotations

from itertools import pairwise, product

import pytest

from detente.drawing import look, palette

GROUNDS = {"light": (palette.PAPER, palette.AHEAD), "dark": (palette.DARK[palette.PAPER], palette.DARK[palette.AHEAD])}


def _luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = (int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2), from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def on(scheme: str, colour: str) -> str:
    return palette.DARK.get(colour, colour) if scheme == "dark" else colour


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("scheme", "ink"), [*product(GROUNDS, palette.INKS)])
def test_words_stand_out_from_every_ground_they_stand_on(scheme, ink):
    for ground in GROUNDS[scheme]:
        assert contrast(on(scheme, ink), ground) >= 4.5


@pytest.mark.parametrize(("scheme", "mark"), [*product(GROUNDS, (*palette.INKS, *palette.MARKS))])
def test_marks_stand_out_from_their_ground(scheme, mark):
    ground, _ = GROUNDS[scheme]
    assert contrast(on(scheme, mark), ground) >= 3


@pytest.mark.parametrize(("scheme", "origin"), [*product(GROUNDS, palette.POLITIES)])
def test_origins_stand_out_by_themselves_or_by_their_edge(scheme, origin):
    ground, _ = GROUNDS[scheme]
    edge = on(scheme, look.EDGE["stroke"])
    assert contrast(origin, ground) >= 3 or contrast(edge, ground) >= 4.5


@pytest.mark.parametrize("scheme", GROUNDS)
def test_verdicts_are_told_apart_from_their_neighbours(scheme):
    verdicts = [on(scheme, c) for c in palette.VERDICTS]
    assert len(set(verdicts)) == 4
    for colour in verdicts:
        assert contrast(on(scheme, palette.INK), colour) >= 4.5


@pytest.mark.parametrize("scheme", GROUNDS)
def test_the_strong_half_of_a_pair_stands_out_more_than_the_pale_one(scheme):
    ground, _ = GROUNDS[scheme]
    for strong, pale in ((palette.DEEP, palette.PALE), (palette.HALF, palette.WIDE), (palette.INK, palette.GREY)):
        assert contrast(on(scheme, strong), ground) > contrast(on(scheme, pale), ground) + 0.5


@pytest.mark.parametrize("scheme", GROUNDS)
def test_a_higher_shade_stands_out_more_than_the_one_below_it(scheme):
    ground, _ = GROUNDS[scheme]
    stands = [contrast(on(scheme, shade), ground) for shade in palette.SHADES]
    assert all(after > before * 1.12 for before, after in pairwise(stands))


def test_no_two_colours_become_one_in_the_dark():
    there = [*palette.DARK.values(), *palette.STAYS]
    assert len(set(there)) == len(there)


def test_a_colour_either_changes_or_stays():
    assert not palette.DARK.keys() & palette.STAYS
