"""Public keys as PEM text: SubjectPublicKeyInfo (RFC 5280 §4.1.2.7, RFC 7468 §13), read in its one spelling (DER).

Open Badges 2.0 publishes RSA keys so. Elliptic curves are told by the whole constant head of their encoding.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping

from laurels.proof.ecdsa import CURVES
from laurels.proof.keys import Kind, PublicKey

_PEM = re.compile(
    r"[ \t\r\n]*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/ \t\r\n]+={0,2}[ \t\r\n]*)-----END PUBLIC KEY-----[ \t\r\n]*",
    re.ASCII,
)
_RSA = bytes.fromhex("300d06092a864886f70d0101010500")  # rsaEncryption, NULL (RFC 8017 §A.1)
_HEADS: Mapping[bytes, Kind] = {
    bytes.fromhex("302a300506032b6570032100"): "Ed25519",  # RFC 8410 §4
    bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004"): "P-256",  # RFC 5480 §2.2
    bytes.fromhex("3076301006072a8648ce3d020106052b8104002203620004"): "P-384",
}


def from_pem(text: str) -> PublicKey | None:
    """The key in a PEM text; None where it is of another kind or malformed."""
    match = _PEM.fullmatch(text)
    if match is None:
        return None
    try:
        return _from_der(base64.b64decode(re.sub(r"[ \t\r\n]", "", match[1]), validate=True))
    except (binascii.Error, ValueError):
        return None


def _from_der(der: bytes) -> PublicKey | None:
    for head, kind in _HEADS.items():
        if der.startswith(head):
            body = der[len(head) :]
            if kind == "Ed25519":
                return PublicKey(kind, body) if len(body) == 32 else None
            size = CURVES[kind].size
            return PublicKey(kind, bytes([2 + (body[-1] & 1)]) + body[:size]) if len(body) == 2 * size else None
    outer, rest = _element(der, 0x30)
    if rest or not outer.startswith(_RSA):
        return None
    bits, rest = _element(outer[len(_RSA) :], 0x03)
    if rest or bits[:1] != b"\0":
        return None
    numbers, rest = _element(bits[1:], 0x30)
    modulus, more = _element(numbers, 0x02)
    exponent, end = _element(more, 0x02)
    return None if rest or end else PublicKey("RSA", _positive(modulus), int.from_bytes(_positive(exponent)))


def _element(data: bytes, tag: int) -> tuple[bytes, bytes]:
    """Content of the first element, and what follows it (X.690 §8.1, §10.1). Raises `ValueError`."""
    if len(data) < 2 or data[0] != tag:
        raise ValueError("another element was expected")
    length, start = data[1], 2
    if length & 0x80:
        start += length & 0x7F
        length = int.from_bytes(data[2:start])
        if start > 4 or length < 0x80 or data[2] == 0:
            raise ValueError("a length has one spelling")
    if start + length > len(data):
        raise ValueError("cut off")
    return data[start : start + length], data[start + length :]


def _positive(content: bytes) -> bytes:
    """The bytes of a positive INTEGER without the zero that keeps it positive (X.690 §8.3). Raises `ValueError`."""
    if not content or content[0] & 0x80 or (content[0] == 0 and (len(content) < 2 or not content[1] & 0x80)):
        raise ValueError("not a positive number in its one spelling")
    return content[1:] if content[0] == 0 else content
