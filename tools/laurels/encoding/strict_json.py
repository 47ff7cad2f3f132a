"""One strict JSON decoder for everything that a stranger can hand us.

RFC 8259 as narrowed by I-JSON (RFC 7493): UTF-8 only, no duplicate keys, no lone surrogates,
no number that two programs would read differently; and bounded in size and depth.
"""

from __future__ import annotations

import json
import re
from typing import Any

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 64
MAX_SAFE_INTEGER = 2**53 - 1  # RFC 7493 §2.2

# The closing quote is optional: a string that never ends must be walked once, not once from every quote in it.
_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_BRACKET = re.compile(r"[\[\]{}]")
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")


class JsonError(ValueError):
    """The bytes are not strict JSON. `code` is stable and shared with the browser's decoder."""

    def __init__(self, code: str, **detail: Any) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


def loads(data: bytes, *, max_bytes: int = MAX_BYTES, max_depth: int = MAX_DEPTH) -> Any:
    """The JSON value of some bytes. Raises `JsonError` with a code from the `decode` step."""
    if len(data) > max_bytes:
        raise JsonError("decode.too-large", bytes=len(data), limit=max_bytes)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise JsonError("decode.not-utf8") from error
    if not text.strip(" \t\r\n"):
        raise JsonError("decode.empty")
    if text.startswith("\ufeff"):
        raise JsonError("decode.byte-order-mark")
    if data.count(b"{") + data.count(b"[") > max_depth:  # else it cannot be too deep
        _refuse_depth(text, max_depth)
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise JsonError("decode.not-json") from error
    if _SURROGATE_ESCAPE.search(text):
        _refuse_lone_surrogates(value)
    return value


def _refuse_depth(text: str, max_depth: int) -> None:
    depth = 0
    for mark in _BRACKET.findall(_STRING.sub("", text)):
        if mark in "[{":
            depth += 1
            if depth > max_depth:
                raise JsonError("decode.too-deep", limit=max_depth)
        else:
            depth -= 1


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise JsonError("decode.duplicate-key", key=key)
            seen.add(key)
    return result


def _integer(text: str) -> int:
    # A number of that many digits cannot be safe, and int() would take quadratic time to say so.
    if len(text) > 17 or not -MAX_SAFE_INTEGER <= (value := int(text)) <= MAX_SAFE_INTEGER:
        raise JsonError("decode.number", number=text[:40])
    return value


def _float(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise JsonError("decode.number", number=text[:40])
    return value


def _constant(text: str) -> Any:
    raise JsonError("decode.number", number=text)


def _refuse_lone_surrogates(value: Any) -> None:
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            if any("\ud800" <= character <= "\udfff" for character in item):
                raise JsonError("decode.surrogate")
        elif isinstance(item, dict):
            stack.extend(item)
            stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item)


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_int=_integer, parse_float=_float, parse_constant=_constant)
