"""Words and one-line `{…}` and `[…]` for `plain_yaml`: unquoted text only; everything else is not read here."""

from __future__ import annotations

import re
from typing import Any

from laurels.encoding.yaml_words import plain_value

MAX_DEPTH = 12
_MAX_KNOWN = 10_000
# What a word may begin with here: no indicator of YAML, no sign; letters, digits and a few harmless marks.
_PLAIN_START = re.compile(r"[A-Za-z0-9_(/.$<=;^\u00a1-\ud7ff]")
_MARK = re.compile(r"([\[\]{},])")
_OTHER = re.compile(r"""["'\\#&*!|>%@`?]""")
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,62}")


class NotPlainError(Exception):
    """The text needs the whole language."""


def refuse_indicators(text: str) -> None:
    """Raises `NotPlainError` for a word that YAML might not read as the text it looks like."""
    if not _PLAIN_START.match(text) or ": " in text or " #" in text or text[-1] in ": ":
        raise NotPlainError


class Words:
    """Values of unquoted words; what occurs often is worked out once."""

    def __init__(self) -> None:
        self._known: dict[str, Any] = {}

    def value(self, text: str) -> Any:
        """The value of unquoted text on one line, with a comment behind it or not. Raises `NotPlainError`, `ValueError`."""
        known = self._known
        if text in known:
            return known[text]
        inner = text.split(" #", 1)[0].rstrip(" ") if " #" in text else text
        refuse_indicators(inner)
        value = plain_value(inner)
        if len(known) < _MAX_KNOWN:
            known[text] = value
        return value


def value(text: str, words: Words) -> Any:
    """`{…}` or `[…]` of unquoted words on one line. Raises `NotPlainError`, `ValueError`, `IndexError`."""
    # Between the marks stand the words; before the first and behind the last there is nothing.
    parts = _MARK.split(text)
    if _OTHER.search(text) or parts[0] or parts[-1]:
        raise NotPlainError
    found, at = _collection(parts, 1, 0, words)
    if at != len(parts) - 1:
        raise NotPlainError
    return found


def _collection(parts: list[str], at: int, depth: int, words: Words) -> tuple[Any, int]:
    """The collection that opens at a mark, and the place of what follows the mark that closes it."""
    if depth > MAX_DEPTH:
        raise NotPlainError
    opening = parts[at]
    closing = {"{": "}", "[": "]"}[opening] if opening in "{[" else ""
    result: Any = {} if opening == "{" else []
    while True:
        word, mark = parts[at + 1].strip(" "), parts[at + 2]
        at += 2
        if mark in "{[":
            inner, at = _collection(parts, at, depth + 1, words)
            if parts[at].strip(" "):
                raise NotPlainError
            _add(result, word[:-1] if word[-1:] == ":" else word + ":", inner)
            mark = parts[at + 1]
            at += 1
        elif not word:
            if result or mark != closing:
                raise NotPlainError
        elif opening == "{":
            key, colon, rest = word.partition(": ")
            if not colon:
                raise NotPlainError
            _add(result, key, words.value(rest.strip(" ")))
        else:
            result.append(words.value(word))
        if mark == closing:
            return result, at + 1
        if mark != ",":
            raise NotPlainError


def _add(result: Any, key: str, value: Any) -> None:
    """Put a nested value under its key, or into a list where it has none (which arrives here as a lone colon)."""
    if isinstance(result, list):
        if key != ":":
            raise NotPlainError
        result.append(value)
    elif key in result or not _KEY.fullmatch(key):
        raise NotPlainError
    else:
        result[key] = value
