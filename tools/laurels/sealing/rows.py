"""Sealed rows: everything about one award, for the registrar's eyes only.

A row is JSON, padded so that its length says little, in a NaCl sealed box (X25519, XSalsa20-Poly1305) to the registrar's public
key. Anybody can make one; only the registrar's private key opens it. `nacl.public.SealedBox` reads the same boxes.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Annotated

from nacl.encoding import RawEncoder
from nacl.hash import blake2b
from nacl.public import Box, PrivateKey, PublicKey
from pydantic import Field, ValidationError

from laurels.encoding import jcs, strict_json
from laurels.model.award import Evidence, Recipient, RenewalPoints, Result
from laurels.model.base import Definition, Items, ShortText, Uuid
from laurels.sealing.opener import Opener
from laurels.sealing.text import SealingError, from_text, pad, to_text, unpad

PAGE_KEY_BYTES = 32
EPHEMERAL_SEED_BYTES = 32
_NONCE_BYTES = 24


class SealedRow(Definition):
    """What one sealed row says."""

    recipient: Recipient
    email: Annotated[str, Field(min_length=3, max_length=254)] | None = None
    """Where the link goes; never signed, never published."""
    results: Annotated[Items[Result], Field(max_length=50)] = ()
    evidence: Annotated[Items[Evidence], Field(max_length=50)] = ()
    supersedes: Uuid | None = None
    """The UUID of the award that this one renews or replaces. Sealed: a link between two ids would tell that they are one person's."""
    points: RenewalPoints | None = None
    language: ShortText | None = None
    """Language of the letter to the learner (BCP 47)."""
    key: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{43}$")]
    """The page key, base64url: 32 random bytes that open the award's page."""

    @property
    def page_key(self) -> bytes:
        """The page key as 32 bytes."""
        return from_text(self.key)


def seal_row(row: SealedRow, registrar: bytes, ephemeral_seed: bytes) -> str:
    """The text of a sealed row.

    `registrar` is a raw X25519 public key, `ephemeral_seed` 32 fresh random bytes: used for this row and never again.
    """
    ephemeral = PrivateKey(ephemeral_seed)
    public = bytes(ephemeral.public_key)
    # The nonce of crypto_box_seal follows from both public keys.
    nonce = blake2b(public + registrar, digest_size=_NONCE_BYTES, encoder=RawEncoder)
    box = Box(ephemeral, PublicKey(registrar)).encrypt(pad(jcs.canonical_bytes(row.as_data())), nonce)
    return to_text(public + box.ciphertext)


def open_row(sealed: str, registrar: Opener) -> SealedRow:
    """What a sealed row says. Raises `SealingError`: sealed for another key, altered, or no row."""
    plain = registrar.open(from_text(sealed))
    try:
        return SealedRow.model_validate(strict_json.loads(unpad(plain)))
    except (strict_json.JsonError, ValidationError):
        # The cause would quote what the row holds.
        raise SealingError("what it holds is no row") from None


@lru_cache(maxsize=131_072)  # several checks ask for the same rows
def row_digest(sealed: str) -> str:
    """What identifies a sealed row within its batch: SHA-256 of its ciphertext, 64 hexadecimal digits."""
    return hashlib.sha256(from_text(sealed)).hexdigest()
