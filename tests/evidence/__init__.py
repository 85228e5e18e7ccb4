"""Tests of evidence: pages, passages, quotes."""
