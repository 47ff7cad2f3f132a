"""What both kinds of sealed text share: base64url, and padding that hides a name's length."""

from __future__ import annotations

import binascii

PAD_TO_BYTES = 32
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_LAST = ({*_ALPHABET, ""}, set[str](), set(_ALPHABET[::16]), set(_ALPHABET[::4]))
"""By the length of a text modulo 4: what its last letter may be (RFC 4648 §3.5)."""
_MARK = b"\x80"  # ISO/IEC 7816-4 §9.3.1: one mark, then zeros up to a whole block


_TO_URL, _FROM_URL = bytes.maketrans(b"+/", b"-_"), bytes.maketrans(b"-_", b"+/")
_LETTERS = _ALPHABET.encode("ascii")


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
    return binascii.b2a_base64(data, newline=False).translate(_TO_URL).rstrip(b"=").decode("ascii")


def from_text(text: str) -> bytes:
    """The bytes of base64url text. Raises `SealingError` for any text but the one that `to_text` writes."""
    # One value, one text: no other letters, no bits left over in the last of them.
    letters = text.encode("ascii", "replace")
    if letters.translate(None, _LETTERS) or text[-1:] not in _LAST[len(text) % 4]:
        raise SealingError("it is not base64url text")
    return binascii.a2b_base64(letters.translate(_FROM_URL) + b"=" * (-len(text) % 4))
