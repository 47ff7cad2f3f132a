"""Multibase and Multikey: how Data Integrity writes keys and signatures as text.

Controlled Identifiers v1.0 §2.4 (Multibase) and §2.2.2 (Multikey).
"""

from __future__ import annotations

import re

import gmpy2

from laurels.encoding import base64url

BASE58_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_GMP_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuv"
"""How GMP writes the digits of base 58."""
_FROM_GMP = bytes.maketrans(_GMP_ALPHABET.encode(), BASE58_ALPHABET.encode())
_TO_GMP = str.maketrans(BASE58_ALPHABET, _GMP_ALPHABET)
_NOT_BASE58 = re.compile(f"[^{BASE58_ALPHABET}]")

# Limits keep the quadratic base-58 conversion from being a way to spend a verifier's time.
MAX_BASE58_CHARACTERS = 512

ED25519_PUBLIC_PREFIX = b"\xed\x01"
X25519_PUBLIC_PREFIX = b"\xec\x01"
SHA2_256_PREFIX = b"\x12\x20"  # the hash and its length
KEY_BYTES = 32


class MultibaseError(ValueError):
    """The text is not the multibase value that was expected."""


def base58_encode(data: bytes) -> str:
    """Base-58-btc text of some bytes, without a multibase prefix."""
    body = data.lstrip(b"\0")
    if not body:
        return "1" * len(data)
    digits: str = gmpy2.mpz.from_bytes(body, "big").digits(58)
    # By way of bytes, which a table translates; text would be looked up character by character, at twice the cost in all.
    return "1" * (len(data) - len(body)) + digits.encode("ascii").translate(_FROM_GMP).decode("ascii")


def base58_decode(text: str) -> bytes:
    """The bytes behind base-58-btc text without prefix. Raises `MultibaseError`."""
    if len(text) > MAX_BASE58_CHARACTERS:
        raise MultibaseError("too long")
    if stranger := _NOT_BASE58.search(text):
        raise MultibaseError(f"{stranger[0]!r} is not a base-58 character")
    body = text.lstrip("1")
    zeros = bytes(len(text) - len(body))
    if not body:
        return zeros
    number = gmpy2.mpz(body.translate(_TO_GMP), 58)
    decoded: bytes = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return zeros + decoded


def encode_base58btc(data: bytes) -> str:
    """Multibase `z…` text."""
    return "z" + base58_encode(data)


def decode_base58btc(text: str) -> bytes:
    """The bytes of multibase `z…` text. Raises `MultibaseError`."""
    if not text.startswith("z"):
        raise MultibaseError("a base-58 multibase value starts with z")
    return base58_decode(text[1:])


def encode_base64url(data: bytes) -> str:
    """Multibase `u…` text: base64url without padding."""
    return "u" + base64url.encode(data)


def decode_base64url(text: str) -> bytes:
    """The bytes of multibase `u…` text; padding and other alphabets are refused. Raises `MultibaseError`."""
    if not text.startswith("u"):
        raise MultibaseError("a base64url multibase value starts with u")
    try:
        return base64url.decode(text[1:])
    except base64url.Base64urlError as error:
        raise MultibaseError(str(error)) from error


def encode_ed25519_multikey(public_key: bytes) -> str:
    """Multikey text `z6Mk…` of a raw 32-byte Ed25519 public key."""
    return encode_base58btc(ED25519_PUBLIC_PREFIX + public_key)


def decode_ed25519_multikey(text: str) -> bytes:
    """The raw 32-byte public key of Multikey text `z6Mk…`. Raises `MultibaseError`."""
    data = decode_base58btc(text)
    if not data.startswith(ED25519_PUBLIC_PREFIX):
        raise MultibaseError("not an Ed25519 public key")
    key = data[len(ED25519_PUBLIC_PREFIX) :]
    if len(key) != KEY_BYTES:
        raise MultibaseError(f"an Ed25519 public key has {KEY_BYTES} bytes, this has {len(key)}")
    return key


def encode_sha256_multihash(digest: str) -> str:
    """A SHA-256 of 64 hexadecimal digits as `digestMultibase` has it (Data Integrity §2.6, Controlled Identifiers §2.4 and §2.5)."""
    return encode_base64url(SHA2_256_PREFIX + bytes.fromhex(digest))


def decode_sha256_multihash(text: str) -> str:
    """The 64 hexadecimal digits in a `digestMultibase` that is a SHA-256. Raises `MultibaseError` for any other."""
    data = decode_base64url(text)
    if not data.startswith(SHA2_256_PREFIX) or len(data) != len(SHA2_256_PREFIX) + 32:
        raise MultibaseError("no SHA-256")
    return data[len(SHA2_256_PREFIX) :].hex()
