"""Throw-away private keys of every kind that is read, which everybody can work out: each follows from its name."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from nacl.signing import SigningKey

from laurels.encoding import base64url, multibase
from laurels.proof.ecdsa import CURVES
from laurels.proof.keys import Kind, PublicKey

PREFIXES = {"Ed25519": b"\xed\x01", "P-256": b"\x80\x24", "P-384": b"\x81\x24"}
# name, bits → the distance of the next two primes from the numbers that follow from the name.
_PRIMES = {("p", 1024): 244, ("q", 1024): 2216, ("p2", 1024): 172, ("q2", 1024): 372, ("p", 512): 36, ("q", 512): 334}


def seed(name: str) -> bytes:
    """32 bytes that follow from a name."""
    return hashlib.sha256(f"conformance {name}".encode()).digest()


def _prime(name: str, bits: int) -> int:
    drawn = int.from_bytes(hashlib.shake_256(f"conformance rsa {name}".encode()).digest(bits // 8))
    return (drawn | 3 << (bits - 2) | 1) + _PRIMES[name, bits]


@cache
def _rsa(name: str, bits: int) -> rsa.RSAPrivateKey:
    end = "" if name == "issuer" else "2"
    p, q, e = _prime(f"p{end}", bits // 2), _prime(f"q{end}", bits // 2), 65537
    d = pow(e, -1, (p - 1) * (q - 1))
    numbers = rsa.RSAPrivateNumbers(
        p, q, d, d % (p - 1), d % (q - 1), pow(q, -1, p), rsa.RSAPublicNumbers(e, p * q)
    )  # fmt: skip
    return numbers.private_key()


@cache
def _ec(name: str, kind: Kind) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(seed(name)), CURVES[kind].curve)


def public(name: str = "issuer", kind: Kind = "Ed25519", bits: int = 2048) -> PublicKey:
    """The public key of a name."""
    if kind == "Ed25519":
        return PublicKey(kind, bytes(SigningKey(seed(name)).verify_key))
    if kind == "RSA":
        numbers = _rsa(name, bits).public_key().public_numbers()
        return PublicKey(kind, numbers.n.to_bytes(bits // 8), numbers.e)
    point = _ec(name, kind).public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    return PublicKey(kind, point)


def sign(data: bytes, name: str = "issuer", kind: Kind = "Ed25519", bits: int = 2048) -> bytes:
    """The signature of some data, the same each time."""
    if kind == "Ed25519":
        return SigningKey(seed(name)).sign(data).signature
    if kind == "RSA":
        return _rsa(name, bits).sign(data, padding.PKCS1v15(), SHA256())
    curve = CURVES[kind]
    der = _ec(name, kind).sign(data, ec.ECDSA(curve.hash, deterministic_signing=True))
    return b"".join(number.to_bytes(curve.size) for number in decode_dss_signature(der))


def multikey(name: str = "issuer", kind: Kind = "Ed25519") -> str:
    """The public key as Multikey text."""
    return multibase.encode_base58btc(PREFIXES[kind] + public(name, kind).data)


def jwk(name: str = "issuer", kind: Kind = "Ed25519", bits: int = 2048) -> dict[str, Any]:
    """The public key as a JSON Web Key."""
    key = public(name, kind, bits)
    if kind == "Ed25519":
        return {"kty": "OKP", "crv": kind, "x": base64url.encode(key.data)}
    if kind == "RSA":
        return {"kty": "RSA", "n": base64url.encode(key.data), "e": "AQAB"}
    point = _ec(name, kind).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    size = CURVES[kind].size
    x, y = point[1 : 1 + size], point[1 + size :]
    return {"kty": "EC", "crv": kind, "x": base64url.encode(x), "y": base64url.encode(y)}


def rsa_exponent(name: str, bits: int) -> int:
    """The private exponent of a name, for what no honest signer makes."""
    return _rsa(name, bits).private_numbers().d
