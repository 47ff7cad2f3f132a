"""Chance from the operating system, asked for some thousands of bytes at a time.

A hundred thousand awards need over a million random numbers, and asking the system for each costs as much as signing does.
"""

from __future__ import annotations

import os
import struct
import uuid
from collections.abc import Iterator

_BYTES = 4096
_RANGE = 2**32


class SystemChance:
    """Unpredictable numbers. Not for keys, which are asked for one by one; never to be shared with a child process."""

    def __init__(self) -> None:
        self._numbers: Iterator[int] = iter(())
        self._bytes, self._at = b"", 0

    def _next(self) -> int:
        """A random whole number of 32 bits."""
        for number in self._numbers:
            return number
        self._numbers = iter(struct.unpack(f"{_BYTES // 4}I", os.urandom(_BYTES)))
        return next(self._numbers)

    def below(self, limit: int) -> int:
        """A random whole number below `limit`, which is at most 2^32; each as likely as any other."""
        fair = _RANGE - _RANGE % limit
        while (number := self._next()) >= fair:
            pass
        return number % limit

    def uuid4(self) -> uuid.UUID:
        """A random UUID (RFC 9562 §5.4)."""
        if self._at + 16 > len(self._bytes):
            self._bytes, self._at = os.urandom(_BYTES), 0
        self._at += 16
        return uuid.UUID(bytes=self._bytes[self._at - 16 : self._at], version=4)
