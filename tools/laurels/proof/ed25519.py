"""Ed25519 by one rule, the same here and in the browser.

RFC 8032 §5.1.7 with the strict choices: S below the group order, canonical encodings of A and R, and neither of them a
point of small order (under such a key one signature fits any message). Libraries differ on each of these, so we
check them ourselves and only then ask libsodium.
"""

from __future__ import annotations

from nacl.bindings import crypto_sign_BYTES, crypto_sign_open, crypto_sign_PUBLICKEYBYTES
from nacl.exceptions import BadSignatureError

FIELD_PRIME = 2**255 - 19  # RFC 8032 §5.1
GROUP_ORDER = 2**252 + 27742317777372353535851937790883648493  # RFC 8032 §5.1
_SIGN_BIT = 1 << 255

# The y-coordinates of the eight points whose order divides 8: 0, 1, -1 and two that belong to order 8.
_ORDER_EIGHT_Y = 55188659117513257062467267217118295137698188065244968500265048394206261417927
SMALL_ORDER_Y = frozenset({0, 1, FIELD_PRIME - 1, _ORDER_EIGHT_Y, FIELD_PRIME - _ORDER_EIGHT_Y})


def is_safe_point(encoded: bytes) -> bool:
    """Whether 32 bytes are the canonical encoding of a y-coordinate that no small-order point has.

    Whether a point with that coordinate exists is left to libsodium.
    """
    if len(encoded) != crypto_sign_PUBLICKEYBYTES:
        return False
    y = int.from_bytes(encoded, "little") & ~_SIGN_BIT
    return y < FIELD_PRIME and y not in SMALL_ORDER_Y


def verify(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether a signature of 64 bytes over a message fits a public key of 32 bytes."""
    if len(signature) != crypto_sign_BYTES or not is_safe_point(public_key) or not is_safe_point(signature[:32]):
        return False
    if int.from_bytes(signature[32:], "little") >= GROUP_ORDER:
        return False
    try:
        crypto_sign_open(signature + message, public_key)
    except BadSignatureError:
        return False
    return True
