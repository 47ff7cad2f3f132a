"""Sealed values: what makes a template into one learner's credential, closed with the page key.

XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03), bound to the credential's UUID, padded. The browser opens it with the key from
the link's fragment.

The nonce is not stored, for it follows from the UUID: its 16 bytes, then 8 zeros. A page key is random and belongs to one award,
and no two credentials have a UUID in common, so that a key never meets a nonce twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)
from nacl.exceptions import CryptoError

from laurels.encoding import jcs, strict_json
from laurels.sealing.text import SealingError, from_text, pad, to_text, unpad


def seal_values(values: Sequence[Any], *, identifier: str, page_key: bytes) -> str:
    """The `sealed` text of an award line. `identifier` is the credential's UUID; the key is for this award alone."""
    return seal_bytes(jcs.canonical_bytes(list(values)), identifier=identifier, page_key=page_key)


def seal_bytes(canonical: bytes, *, identifier: str, page_key: bytes) -> str:
    """`seal_values` for values that are canonical JSON already."""
    return to_text(
        crypto_aead_xchacha20poly1305_ietf_encrypt(
            pad(canonical), identifier.encode("ascii"), _nonce(identifier), page_key
        )
    )


def open_values(sealed: str, *, identifier: str, page_key: bytes) -> list[Any]:
    """The values of a sealed award line. Raises `SealingError`: another key, another award, altered."""
    data = from_text(sealed)
    try:
        plain = crypto_aead_xchacha20poly1305_ietf_decrypt(
            data, identifier.encode("ascii"), _nonce(identifier), page_key
        )
    except (CryptoError, ValueError, TypeError) as error:
        raise SealingError("the key does not open it") from error
    try:
        values = strict_json.loads(unpad(plain))
    except strict_json.JsonError:
        raise SealingError("what it holds is not JSON") from None
    if not isinstance(values, list):
        raise SealingError("what it holds is no list of values")
    return values


def _nonce(identifier: str) -> bytes:
    return bytes.fromhex(identifier.replace("-", "")) + bytes(8)
