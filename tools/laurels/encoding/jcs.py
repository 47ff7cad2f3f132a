"""JSON Canonicalization Scheme, RFC 8785: one value, one sequence of bytes."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import rfc8785

from laurels.errors import CredentialError

_MAX_SAFE_INTEGER = 2**53 - 1
_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def canonical_bytes(value: Any) -> bytes:
    """The canonical UTF-8 bytes of a JSON value (RFC 8785 §3.2).

    Raises `CredentialError` for what has no canonical form: integers beyond 2^53, NaN, lone surrogates.
    """
    try:
        # The standard library writes the same bytes ten times as fast wherever sorting and numbers leave no doubt.
        return _ENCODE(value).encode("utf-8") if _is_simple(value) else rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise CredentialError(f"This value has no canonical JSON form: {error}") from error


def digest(value: Any) -> str:
    """SHA-256 of the canonical bytes, as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(canonical_bytes(value)).hexdigest()


def _is_simple(value: Any) -> bool:
    """Whether code points and UTF-16 units sort the keys alike, and no number has two ways to be written."""
    kind = type(value)
    if kind is str or value is None or kind is bool:
        return True
    if kind is dict:
        return all(type(key) is str and key.isascii() and _is_simple(item) for key, item in value.items())
    if kind is list or kind is tuple:
        return all(map(_is_simple, value))
    if kind is float:
        # Shortest digits on both sides; exponents begin elsewhere, and a whole number keeps its point only in Python.
        return 1e-4 <= abs(value) < 1e15 and not value.is_integer()
    return kind is int and -_MAX_SAFE_INTEGER <= value <= _MAX_SAFE_INTEGER
