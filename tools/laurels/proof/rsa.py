"""RSASSA-PKCS1-v1_5 with SHA-256 (RS256) by one rule, the same here and in the browser.

RFC 8017 §8.2.2, which compares the whole encoded message: the library's way, and the only one that stops signatures forged
under a small exponent. RFC 7518 §3.3 asks for 2048 bits or more; the upper bounds keep a key from spending a verifier's time.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

MIN_BITS, MAX_BITS = 2048, 8192
MAX_EXPONENT = 2**32


def weakness(modulus: int, exponent: int) -> str | None:
    """Why a key cannot be relied on, or None."""
    bits = modulus.bit_length()
    if not MIN_BITS <= bits <= MAX_BITS:
        return f"it has {bits} bits, and {MIN_BITS} to {MAX_BITS} are read"
    if modulus % 2 == 0 or exponent % 2 == 0 or not 3 <= exponent < MAX_EXPONENT:
        return "its numbers are none of an RSA key"
    return None


def verify(modulus: int, exponent: int, signature: bytes, message: bytes) -> bool:
    """Whether a signature over a message fits a key. It is exactly as long as the modulus, and smaller than it."""
    if weakness(modulus, exponent) or len(signature) != (modulus.bit_length() + 7) // 8:
        return False
    if int.from_bytes(signature) >= modulus:
        return False
    try:
        key = rsa.RSAPublicNumbers(exponent, modulus).public_key()
        key.verify(signature, message, padding.PKCS1v15(), hashes.SHA256())
    except (InvalidSignature, ValueError):
        return False
    return True
