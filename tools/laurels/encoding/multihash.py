"""Multihash: a hash that says by which function it was made. Only SHA-256, in base-58 text (Controlled Identifiers v1.0 §2.5)."""

from __future__ import annotations

import hashlib

from laurels.encoding import multibase

_SHA2_256 = b"\x12\x20"  # code of the function, length of the hash


def sha256_text(data: bytes) -> str:
    """The base-58 text `Qm…` of the SHA-256 multihash of some bytes, without a multibase prefix."""
    return multibase.base58_encode(_SHA2_256 + hashlib.sha256(data).digest())
