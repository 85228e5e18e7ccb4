"""Ideal points: published estimates, laws, coverage on simulated panels, agreement with NUTS."""
