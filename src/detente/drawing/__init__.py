"""How every figure looks and leaves the house: rows, places for labels, palette, pictures and page.

What the files of `figures` share lies here, one layer below them.
"""
