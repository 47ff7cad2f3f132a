"""Chance from the operating system, asked for some thousands of bytes at a time.

A hundred thousand awards need over a million random numbers, and asking the system for each costs as much as signing does.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator

_BYTES = 4096
_RANGE = 2**32
_UUID_DIGITS = 32
_VARIANT = {digit: "89ab"[int(digit, 16) % 4] for digit in "0123456789abcdef"}
"""A random digit → the one that says whose layout the UUID has (RFC 9562 §4.1), with the two bits that it leaves free."""


class SystemChance:
    """Unpredictable numbers. Not for keys, which are asked for one by one; never to be shared with a child process."""

    def __init__(self) -> None:
        self._numbers: Iterator[int] = iter(())
        self._digits, self._at = "", 0

    def below(self, limit: int) -> int:
        """A random whole number below `limit`, which is at most 2^32; each as likely as any other."""
        fair = _RANGE - _RANGE % limit
        while True:
            for number in self._numbers:  # from where the last call stopped
                if number < fair:
                    return number % limit
            self._numbers = iter(struct.unpack(f"{_BYTES // 4}I", os.urandom(_BYTES)))

    def uuid4(self) -> str:
        """The text of a random UUID (RFC 9562 §5.4): written at once, for `uuid.UUID` takes five times as long."""
        if self._at == len(self._digits):
            self._digits, self._at = os.urandom(_BYTES).hex(), 0
        start, self._at = self._at, self._at + _UUID_DIGITS
        made = self._digits[start : self._at]
        return f"{made[:8]}-{made[8:12]}-4{made[13:16]}-{_VARIANT[made[16]]}{made[17:20]}-{made[20:]}"
