"""Disk: study folders, their sources and locks, runs. Everything is written whole or not at all."""
