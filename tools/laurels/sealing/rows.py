"""Sealed rows: everything about one award, for the registrar's eyes only.

A row is JSON, padded so that its length says little, in a NaCl sealed box (X25519, XSalsa20-Poly1305) to the registrar's public
key. Anybody can make one; only the registrar's private key opens it. `nacl.public.SealedBox` reads the same boxes.
"""

from __future__ import annotations

import hashlib
import zlib
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
MAX_ROW_BYTES = 64 * 1024
_NONCE_BYTES = 24
_DEFLATED = b"\x01"
"""First byte of a deflated row; a row in plain JSON begins with a brace."""
_WINDOW = -12
# Part of the format: rows that were sealed with it are read with it, so it never changes. The likeliest stands last.
_IN_COMMON = (
    b'"language":"de"en"fr"points":{"supersedes":"status":"Completed"value":"digest":"'
    b'proficient"developing"distinction"},{"criterion":"project","level":"pass"merit"report"method"judgement"narrative":"A '
    b'{"email":"@student.example.edu","evidence":[{"id":"https://www.","name":"'
    b'}],"key":"","recipient":{"id":"did:key:z6Mk"name":""},"results":[{"criterion":"","level":"competent"}]}'
)


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
    box = Box(ephemeral, PublicKey(registrar)).encrypt(pad(_packed(jcs.canonical_bytes(row.as_data()))), nonce)
    return to_text(public + box.ciphertext)


def open_row(sealed: str, registrar: Opener) -> SealedRow:
    """What a sealed row says. Raises `SealingError`: sealed for another key, altered, or no row."""
    return read_row(unseal_row(sealed, registrar))


def unseal_row(sealed: str, registrar: Opener) -> bytes:
    """The JSON of a sealed row, as yet unread. Raises `SealingError`: sealed for another key, or altered."""
    return _unpacked(unpad(registrar.open(from_text(sealed))))


def read_row(data: bytes) -> SealedRow:
    """What a row's JSON says. Raises `SealingError`: no strict JSON, or no row."""
    try:
        return _read_plainly(data) or SealedRow.model_validate(strict_json.loads(data))
    except (strict_json.JsonError, ValidationError):
        # The cause would quote what the row holds.
        raise SealingError("what it holds is no row") from None


def _read_plainly(data: bytes) -> SealedRow | None:
    """The row, read by pydantic in one go, which saves a third of the time; None where the strict reader has to look.

    Pydantic refuses what is no JSON or no row; but of a key that is given twice it takes the last, and it lets half a character
    pass. Without a backslash there is no half character, and each quote begins or ends a string. A key given twice is then a string
    in the text that the row does not have, wherever it stands: the row has as many as the text, or it was not all of it.
    """
    if b"\\" in data:
        return None
    try:
        row = SealedRow.model_validate_json(data)
    except ValidationError:
        return None
    return row if data.count(b'"') == 2 * _strings(row) else None


def _strings(row: SealedRow) -> int:
    """The keys and texts of a row's JSON, each once. What hardly any row has is not counted: such a row is read strictly."""
    recipient = row.recipient
    # Both `recipient.name` and `key` are always there.
    count = len(row.model_fields_set) + len(recipient.model_fields_set) + 2
    count += (row.email is not None) + (row.language is not None) + (recipient.id is not None)
    for result in row.results:
        # `criterion` is always there.
        count += len(result.model_fields_set) + 1
        count += (result.level is not None) + (result.status is not None) + (result.value is not None)
    for item in row.evidence:
        count += len(item.model_fields_set) + (item.id is not None) + (item.digest is not None)
        count += (type(item.name) is str) + (type(item.narrative) is str)
    return count


def _packed(data: bytes) -> bytes:
    """A row's JSON, deflated with what all rows have in common; what is encrypted does not get smaller any more."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, _WINDOW, zdict=_IN_COMMON)
    return _DEFLATED + deflate.compress(data) + deflate.flush()


def _unpacked(data: bytes) -> bytes:
    """The inverse of `_packed`; JSON as it is passes through. Raises `SealingError`, and never yields more than a row may hold."""
    if not data.startswith(_DEFLATED):
        return data
    inflate = zlib.decompressobj(_WINDOW, zdict=_IN_COMMON)
    try:
        made = inflate.decompress(data[1:], MAX_ROW_BYTES)
    except zlib.error:
        raise SealingError("what it holds is no row") from None
    if not inflate.eof or inflate.unused_data:
        raise SealingError("what it holds is no row")
    return made


@lru_cache(maxsize=131_072)  # several checks ask for the same rows
def row_digest(sealed: str) -> str:
    """What identifies a sealed row within its batch: SHA-256 of its ciphertext, 64 hexadecimal digits."""
    return hashlib.sha256(from_text(sealed)).hexdigest()
