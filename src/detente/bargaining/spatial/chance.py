"""KTAB's random numbers: a Mersenne twister of 64 bits whose words are scrambled once more."""

from __future__ import annotations

from collections.abc import Iterator

_WORD = 2**64 - 1
_SIZE, _MIDDLE, _UPPER, _LOWER = 312, 156, 0xFFFFFFFF80000000, 0x7FFFFFFF
_TWIST = 0xB5026F5AA96619E9
_SALT = 0xE08C1D668B756F83

DEFAULT_SEED = 0xD67CC16FE69C185C


def words(seed: int) -> Iterator[int]:
    """The program's words of 64 bits.

    Source: Nishimura (2000), 64-bit Mersenne twisters; the scrambling is KTAB's: r to (r + salt)(2r + 3) modulo 2^64.
    """
    for r in _twister(seed):
        yield ((r + _SALT) * (2 * r + 3)) & _WORD


def shares(seed: int) -> Iterator[float]:
    """Numbers from 0 to 1, both included."""
    for word in words(seed):
        yield word / float(_WORD)


def _twister(seed: int) -> Iterator[int]:
    state = [seed & _WORD]
    for i in range(1, _SIZE):
        state.append((6364136223846793005 * (state[-1] ^ (state[-1] >> 62)) + i) & _WORD)
    while True:
        for i in range(_SIZE):
            x = (state[i] & _UPPER) | (state[(i + 1) % _SIZE] & _LOWER)
            state[i] = state[(i + _MIDDLE) % _SIZE] ^ (x >> 1) ^ (_TWIST if x & 1 else 0)
        for x in state:
            x ^= (x >> 29) & 0x5555555555555555
            x ^= (x << 17) & 0x71D67FFFEDA60000
            x ^= (x << 37) & 0xFFF7EEE000000000
            yield (x ^ (x >> 43)) & _WORD
