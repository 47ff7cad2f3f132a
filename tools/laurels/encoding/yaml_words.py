"""What unquoted YAML text means: null, true, false, a number or text; and what two programs would read differently."""

from __future__ import annotations

import re
from typing import Any

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})", re.ASCII)
_FLOAT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+(?:[eE][-+]?[0-9]+)?", re.ASCII)
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]+", re.ASCII)
# What YAML 1.1 or the core schema of YAML 1.2 reads as a number, and the other does not or not as the same one.
_OTHER_NUMBER = re.compile(
    r"[-+]?(?:0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|[0-9][0-9_]*(?::[0-5]?[0-9])*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?"
    r"|\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?|\.(?:inf|Inf|INF))|\.(?:nan|NaN|NAN)",
    re.ASCII,
)
_AMBIGUOUS = {"yes", "no", "on", "off", "y", "n"}
_NULL = {"", "~", "null", "Null", "NULL"}
_TRUE = {"true", "True", "TRUE"}
_FALSE = {"false", "False", "FALSE"}


class AmbiguousError(ValueError):
    """Unquoted text that two programs would read differently."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def plain_value(text: str) -> Any:
    """What unquoted text means. Raises `AmbiguousError`."""
    if text in _NULL:
        return None
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    if text.lower() in _AMBIGUOUS:
        raise AmbiguousError(
            f"`{text}` means true or false to some programs and text to others.",
            f'Write `true` or `false`, or "{text}" in quotes.',
        )
    if _INTEGER.fullmatch(text):
        return int(text)
    if _LEADING_ZERO.fullmatch(text):
        raise AmbiguousError(f"`{text}` starts with a zero, which some programs drop.", f'Write "{text}" in quotes.')
    if _FLOAT.fullmatch(text) and abs(value := float(text)) != float("inf"):
        return value
    if _OTHER_NUMBER.fullmatch(text):
        raise AmbiguousError(
            f"`{text[:40]}` is a number to some programs and text to others.",
            f'Write a plain number, or "{text[:40]}" in quotes.',
        )
    return text
