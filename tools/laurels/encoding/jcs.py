"""JSON Canonicalization Scheme, RFC 8785: one value, one sequence of bytes."""

from __future__ import annotations

import hashlib
from typing import Any

import rfc8785

from laurels.errors import CredentialError


def canonical_bytes(value: Any) -> bytes:
    """The canonical UTF-8 bytes of a JSON value (RFC 8785 §3.2).

    Raises `CredentialError` for what has no canonical form: integers beyond 2^53, NaN, lone surrogates.
    """
    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise CredentialError(f"This value has no canonical JSON form: {error}") from error


def digest(value: Any) -> str:
    """SHA-256 of the canonical bytes, as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(canonical_bytes(value)).hexdigest()
