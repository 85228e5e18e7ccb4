"""Arithmetic of bargaining that is too long for one solver's file, or that several share. Knows actors as arrays."""
