"""Base64url without padding, read strictly: one value, one text.

RFC 4648 §5 as JOSE uses it (RFC 7515 §2, Appendix C). Padding, the other alphabet, white space and set spare bits are refused.
"""

from __future__ import annotations

import base64
import binascii


class Base64urlError(ValueError):
    """The text is not canonical base64url."""


def encode(data: bytes) -> str:
    """Text without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def decode(text: str) -> bytes:
    """The bytes behind the text. Raises `Base64urlError`."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise Base64urlError("not base64url") from error
    if encode(data) != text:
        raise Base64urlError("not base64url without padding, or not its canonical form")
    return data
