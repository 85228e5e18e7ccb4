"""What tests share is made once, and making it never waits for itself."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep

from tests.reported import made_once


def test_a_file_may_be_made_from_another_of_the_same_stem(tmp_path: Path):
    answers, page = tmp_path / "hostile.answers", tmp_path / "hostile.html"
    with ThreadPoolExecutor(1) as pool:
        made = pool.submit(made_once, page, lambda: made_once(answers, lambda: b"answers").read_bytes() + b", page")
        assert made.result(timeout=20).read_bytes() == b"answers, page"


def test_what_is_asked_for_at_the_same_time_is_made_once(tmp_path: Path):
    made: list[int] = []

    def make() -> bytes:
        made.append(1)
        sleep(0.05)
        return b"whole"

    with ThreadPoolExecutor(4) as pool:
        found = [done.read_bytes() for done in pool.map(lambda _: made_once(tmp_path / "page", make), range(4))]
    assert (found, made) == ([b"whole"] * 4, [1])
