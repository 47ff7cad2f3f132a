"""Public keys in the forms that issuers publish them in.

Multikey: Controlled Identifiers v1.0 §2.2.2. JSON Web Key: RFC 7517, RFC 7518 §6, RFC 8037 §2. Whatever the form, a key has one
spelling here, so that two keys can be compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from laurels.encoding import base64url, multibase
from laurels.proof import ecdsa, ed25519, rsa

Kind = Literal["Ed25519", "P-256", "P-384", "RSA"]

_MULTIKEYS: Mapping[bytes, tuple[Kind, int]] = {
    b"\xed\x01": ("Ed25519", 32),
    b"\x80\x24": ("P-256", 33),
    b"\x81\x24": ("P-384", 49),
}
"""Multicodec prefix → kind, bytes of the key."""
_PRIVATE = ("d", "p", "q", "dp", "dq", "qi", "oth", "k")
"""Members of a JSON Web Key that only its owner may know (RFC 7518 §6.2.2, §6.3.2)."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key. Two equal keys are the same key."""

    kind: Kind
    data: bytes
    """Ed25519: 32 bytes; P-256, P-384: the compressed point; RSA: the modulus, big-endian, without leading zeros."""
    exponent: int = 0
    """RSA only."""


def from_multikey(text: str) -> PublicKey | None:
    """The key of Multikey text such as `z6Mk…`; None where it is of another kind or malformed."""
    try:
        data = multibase.decode_base58btc(text)
    except multibase.MultibaseError:
        return None
    kind, length = _MULTIKEYS.get(data[:2], (None, 0))
    return PublicKey(kind, data[2:]) if kind is not None and len(data) == 2 + length else None


def from_jwk(jwk: Mapping[str, Any]) -> PublicKey | None:
    """The key of a JSON Web Key; None where it is of another kind, malformed, or not meant for signatures."""
    operations = jwk.get("key_ops", ["verify"])
    if jwk.get("use", "sig") != "sig" or not isinstance(operations, list) or "verify" not in operations:
        return None
    try:
        match jwk.get("kty"), jwk.get("crv"):
            case "OKP", "Ed25519":
                return PublicKey("Ed25519", _octets(jwk, "x", 32))
            case "EC", ("P-256" | "P-384") as curve:
                size = ecdsa.CURVES[curve].size
                parity = 2 + (_octets(jwk, "y", size)[-1] & 1)
                point = bytes([parity]) + _octets(jwk, "x", size)
                # The other half of the text must say the same, or two programs could read two keys.
                fits = ecdsa.uncompressed(curve, point) == b"\x04" + _octets(jwk, "x", size) + _octets(jwk, "y", size)
                return PublicKey(curve, point) if fits else None
            case "RSA", None:
                modulus, exponent = _octets(jwk, "n"), int.from_bytes(_octets(jwk, "e"))
                return PublicKey("RSA", modulus, exponent)
    except base64url.Base64urlError:
        pass
    return None


def is_private(jwk: Mapping[str, Any]) -> bool:
    """Whether a JSON Web Key says what only its owner may know."""
    return any(name in jwk for name in _PRIVATE)


def weakness(key: PublicKey) -> str | None:
    """Why no signature under this key proves anything, or None."""
    match key.kind:
        case "Ed25519":
            return None if ed25519.is_safe_point(key.data) else "it is no safe point of the curve"
        case "P-256" | "P-384":
            return None if ecdsa.uncompressed(key.kind, key.data) else "it is no point of the curve"
        case "RSA":
            return rsa.weakness(int.from_bytes(key.data), key.exponent)


def verify(key: PublicKey, signature: bytes, message: bytes) -> bool:
    """Whether a signature over a message fits a key.

    Ed25519 (RFC 8032); ECDSA with SHA-256 under P-256 and SHA-384 under P-384, r and s side by side (FIPS 186-5 §6.4,
    RFC 7518 §3.4); RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017 §8.2.2).
    """
    match key.kind:
        case "Ed25519":
            return ed25519.verify(key.data, signature, message)
        case "P-256" | "P-384":
            return ecdsa.verify(key.kind, key.data, signature, message)
        case "RSA":
            return rsa.verify(int.from_bytes(key.data), key.exponent, signature, message)


def _octets(jwk: Mapping[str, Any], name: str, length: int | None = None) -> bytes:
    """A member's bytes, exactly as long as asked; without a length, a number that begins with no zero (RFC 7518 §2)."""
    text = jwk.get(name)
    if not isinstance(text, str):
        raise base64url.Base64urlError(f"{name} is no text")
    data = base64url.decode(text)
    if (len(data) != length) if length is not None else (data[:1] in (b"", b"\0")):
        raise base64url.Base64urlError(f"{name} has a wrong length")
    return data
