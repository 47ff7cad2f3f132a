"""Chance from the operating system, asked for some thousands of bytes at a time.

A hundred thousand awards need over a million random numbers, and asking the system for each costs as much as signing does.
"""

from __future__ import annotations

import os
import struct
import uuid
from collections.abc import Iterator

_NUMBERS = 1024
_RANGE = 2**32


class SystemChance:
    """Unpredictable numbers. Not for keys, which are asked for one by one; never to be shared with a child process."""

    def __init__(self) -> None:
        self._numbers: Iterator[int] = iter(())

    def _next(self) -> int:
        """A random whole number of 32 bits."""
        for number in self._numbers:
            return number
        self._numbers = iter(struct.unpack(f"{_NUMBERS}I", os.urandom(4 * _NUMBERS)))
        return next(self._numbers)

    def below(self, limit: int) -> int:
        """A random whole number below `limit`, which is at most 2^32; each as likely as any other."""
        fair = _RANGE - _RANGE % limit
        while (number := self._next()) >= fair:
            pass
        return number % limit

    def uuid4(self) -> uuid.UUID:
        """A random UUID (RFC 9562 §5.4)."""
        value = 0
        for _ in range(4):
            value = value << 32 | self._next()
        return uuid.UUID(int=value, version=4)
