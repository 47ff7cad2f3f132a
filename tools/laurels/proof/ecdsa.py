"""ECDSA over P-256 and P-384 by one rule, the same here and in the browser.

FIPS 186-5 §6.4.2 with r and s as fixed-length numbers side by side (IEEE P1363, RFC 7518 §3.4): never DER, which has many
spellings. Points are compressed, with a coordinate below the prime. Both signs of s are right: neither standard forbids one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve, and the hash that goes with it (VC Data Integrity ECDSA Cryptosuites v1.0 §3.2)."""

    curve: ec.EllipticCurve
    hash: hashes.HashAlgorithm
    size: int
    """Bytes of a coordinate, and of each half of a signature."""
    prime: int
    order: int


CURVES: Mapping[str, Curve] = {  # SP 800-186 §3.2.1.3 and §3.2.1.4
    "P-256": Curve(
        ec.SECP256R1(),
        hashes.SHA256(),
        32,
        2**256 - 2**224 + 2**192 + 2**96 - 1,
        0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    ),
    "P-384": Curve(
        ec.SECP384R1(),
        hashes.SHA384(),
        48,
        2**384 - 2**128 - 2**96 + 2**32 - 1,
        0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973,
    ),
}


def uncompressed(curve: str, point: bytes) -> bytes | None:
    """Both coordinates of a compressed point behind a 4; None where it is no point of the curve in its one spelling."""
    key = _key(CURVES[curve], point)
    return None if key is None else key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def verify(curve: str, point: bytes, signature: bytes, message: bytes) -> bool:
    """Whether a signature, r and s side by side, over a message fits a compressed point."""
    chosen = CURVES[curve]
    key = _key(chosen, point)
    if key is None or len(signature) != 2 * chosen.size:
        return False
    r, s = int.from_bytes(signature[: chosen.size]), int.from_bytes(signature[chosen.size :])
    if not (0 < r < chosen.order and 0 < s < chosen.order):
        return False
    try:
        key.verify(encode_dss_signature(r, s), message, ec.ECDSA(chosen.hash))
    except InvalidSignature:
        return False
    return True


def _key(curve: Curve, point: bytes) -> ec.EllipticCurvePublicKey | None:
    if len(point) != 1 + curve.size or point[0] not in (2, 3) or int.from_bytes(point[1:]) >= curve.prime:
        return None
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(curve.curve, point)
    except ValueError:
        return None
