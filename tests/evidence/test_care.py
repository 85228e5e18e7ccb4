"""Words of a quote to be read with care."""

from __future__ import annotations

from detente.evidence.care import telling


def test_numbers_negations_and_hedges_are_told_once_in_their_order():
    assert telling("It would not sell 24 Su-35s; it would not, in 2023.") == ("would", "not", "24", "Su-35s", "2023")
    assert telling("They didn't say, and cannot.") == ("didn't", "cannot")


def test_a_sentence_that_only_asserts_has_none():
    assert telling("The court wants customers.") == ()


def test_of_other_languages_only_numbers_are_told():
    assert telling("Er darf may nicht 5-10% verkaufen", "de") == ("5-10%",)
    assert telling("در سال ۱۹۷۹", "fa") == ("۱۹۷۹",)
