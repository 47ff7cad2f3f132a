"""What both kinds of sealed text share: base64url, and padding that hides a name's length."""

from __future__ import annotations

import base64
import binascii

PAD_TO_BYTES = 32
_MARK = b"\x80"  # ISO/IEC 7816-4 §9.3.1: one mark, then zeros up to a whole block


class SealingError(ValueError):
    """It cannot be opened. The message never quotes what was inside."""


def pad(data: bytes) -> bytes:
    """The data filled up to a whole number of blocks."""
    return data + _MARK + bytes(-(len(data) + 1) % PAD_TO_BYTES)


def unpad(data: bytes) -> bytes:
    """The data without its padding. Raises `SealingError`."""
    stripped = data.rstrip(b"\0")
    if len(data) % PAD_TO_BYTES or not stripped.endswith(_MARK) or len(data) - len(stripped) >= PAD_TO_BYTES:
        raise SealingError("its padding is wrong")
    return stripped[:-1]


def to_text(data: bytes) -> str:
    """Base64url without padding (RFC 4648 §5)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_text(text: str) -> bytes:
    """The bytes of base64url text. Raises `SealingError` for any text but the one that `to_text` writes."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise SealingError("it is not base64url text") from error
    if to_text(data) != text:  # one value, one text: no bits left over, no second spelling
        raise SealingError("it is not base64url text")
    return data
