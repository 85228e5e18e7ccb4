"""Widths of words are those by which pictures are laid out."""

from __future__ import annotations

import json
import re

import pytest
import vl_convert as vlc

from detente.drawing import look
from detente.drawing.widths import width


def laid_out(words: str, size: float, *, strong: bool) -> float:
    """The width that the drawing library gives a line."""
    enter = {
        "text": {"value": words},
        "fontSize": {"value": size},
        "font": {"value": look.FONT},
        "fontWeight": {"value": "bold" if strong else "normal"},
    }
    mark = {"type": "text", "encode": {"enter": enter}}
    vega = {"$schema": "https://vega.github.io/schema/vega/v5.json", "width": 1, "height": 1, "padding": 0}
    svg = vlc.vega_to_svg(json.dumps({**vega, "marks": [mark]}))
    return float(re.search(r'width="([\d.]+)"', svg)[1])


@pytest.mark.parametrize("strong", [False, True])
@pytest.mark.parametrize(
    "words",
    [
        "The Soviet Union retreats and falls",
        "issues.cooperation.positions.kremlin.at",
        "“create a de … to the Persian” stimson",
        "−0.4 (−1.2 to +0.1) · 23 % → 30 %",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "abcdefghijklmnopqrstuvwxyz",
        "0123456789 !\"#$%&'()*+,-./:;<=>?@[]^_`{|}~",
        "Größe, Élan, naïf",
    ],
)
def test_a_line_is_as_wide_as_it_is_laid_out(words, strong):
    found = width(words, 11, strong=strong)
    assert found == pytest.approx(laid_out(words, 11, strong=strong), rel=0.02, abs=1.5)


def test_letters_of_unknown_width_are_not_guessed():
    assert width("روابط", 11) is None


def test_strong_words_are_wider():
    assert width("Iran", 11, strong=True) > width("Iran", 11)
    assert width("Iran", 22) == pytest.approx(2 * width("Iran", 11))
