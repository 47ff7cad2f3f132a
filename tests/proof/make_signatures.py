"""Write `signatures.json`: `PYTHONPATH=tests python tests/proof/make_signatures.py`.

Signatures that fit and signatures that must not, under every kind of key but Ed25519, which has Wycheproof and tests of its own.
Both languages read the file. What must come out is stated here, row by row.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from conformance import secret_keys
from laurels.proof.ecdsa import CURVES
from laurels.proof.keys import Kind, PublicKey

FILE = Path(__file__).parent / "signatures.json"
MESSAGE = b"what was signed"
_SHA256 = bytes.fromhex("3031300d060960864801650304020105000420")  # RFC 8017 §9.2, note 1
_SHA256_WITHOUT_NULL = bytes.fromhex("302f300b0609608648016503040201" + "0420")
_SHA1 = bytes.fromhex("3021300906052b0e03021a05000414")
Row = tuple[str, PublicKey, bytes, bytes, bool]


def _ecdsa(kind: Kind) -> Iterator[Row]:
    """ECDSA: comment, key, message, signature, valid."""
    key, right = secret_keys.public("issuer", kind), secret_keys.sign(MESSAGE, "issuer", kind)
    curve = CURVES[kind]
    size, n, p = curve.size, curve.order, curve.prime
    r, s = int.from_bytes(right[:size]), int.from_bytes(right[size:])

    def pair(first: int, second: int) -> bytes:
        return first.to_bytes(size) + second.to_bytes(size)

    yield "right", key, MESSAGE, right, True
    yield "the other sign of s", key, MESSAGE, pair(r, n - s), True
    yield "an empty message", key, b"", secret_keys.sign(b"", "issuer", kind), True
    yield "another message", key, MESSAGE + b".", right, False
    yield "another key", secret_keys.public("stranger", kind), MESSAGE, right, False
    for at in (0, size - 1, size, 2 * size - 1):
        changed = bytearray(right)
        changed[at] ^= 1
        yield f"a bit of byte {at} changed", key, MESSAGE, bytes(changed), False
    for comment, first, second in (
        ("r is 0", 0, s), ("s is 0", r, 0), ("both are 0", 0, 0), ("both are 1", 1, 1), ("r is the order", n, s), ("s is the order", r, n),
        ("r is the order and 1", n + 1, s), ("r and s are the order less 1", n - 1, n - 1), ("s and r", s, r),
        ("all bits of r", 2 ** (8 * size) - 1, s), ("all bits of s", r, 2 ** (8 * size) - 1), ("r is the prime", p, s),
        ("the other sign of r", n - r, s), ("s is 1", r, 1),
    ):  # fmt: skip
        yield comment, key, MESSAGE, pair(first, second), False
    for comment, signature in (
        ("no signature", b""), ("a byte too few", right[:-1]), ("a byte too many", right + b"\0"), ("a zero in front", b"\0" + right),
        ("r alone", right[:size]), ("twice", right * 2), ("a zero before each half", b"\0" + right[:size] + b"\0" + right[size:]),
        ("as DER", b"\x30" + bytes([2 * size + 4, 2, size]) + right[:size] + bytes([2, size]) + right[size:]),
    ):  # fmt: skip
        yield comment, key, MESSAGE, signature, False
    x = key.data[1:]
    for comment, point in (
        ("the point's other sign", bytes([key.data[0] ^ 1]) + x), ("the point at infinity", b"\0"), ("infinity, as long as a point", bytes(size + 1)),
        ("an uncompressed point", b"\x04" + x + x), ("a hybrid point", b"\x06" + x + x), ("a point without its sign", x), ("no point", b""),
        ("a coordinate of the prime", b"\x02" + p.to_bytes(size)), ("a coordinate above the prime", b"\x02" + b"\xff" * size),
        ("a sign of 5", b"\x05" + x), ("a point too short", key.data[:-1]), ("a point too long", key.data + b"\0"),
    ):  # fmt: skip
        yield comment, PublicKey(kind, point), MESSAGE, right, False
    no_point = next(x for x in range(1, 100) if pow(_right_side(kind, x), (p - 1) // 2, p) != 1)
    yield "a coordinate of no point", PublicKey(kind, b"\x02" + no_point.to_bytes(size)), MESSAGE, right, False


def _right_side(kind: Kind, x: int) -> int:
    """x³ - 3x + b (SP 800-186 §3.2.1)."""
    b = {
        "P-256": 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B,
        "P-384": 0xB3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF,
    }[kind]
    prime = CURVES[kind].prime
    return (x**3 - 3 * x + b) % prime


def _encoded(
    info: bytes, digest: bytes, size: int, *, start: bytes = b"\0\1", tail: bytes = b"", filler: int = 255
) -> int:
    """An encoded message (RFC 8017 §9.2), or something like one."""
    padding = size - len(start) - 1 - len(info) - len(digest) - len(tail)
    return int.from_bytes(start + bytes([filler]) * padding + b"\0" + info + digest + tail)


def _rsa() -> Iterator[Row]:
    """RSASSA-PKCS1-v1_5: comment, key, message, signature, valid."""
    key, right = secret_keys.public("issuer", "RSA"), secret_keys.sign(MESSAGE, "issuer", "RSA")
    size, n = len(right), int.from_bytes(key.data)
    digest = hashlib.sha256(MESSAGE).digest()
    private = secret_keys.rsa_exponent("issuer", 2048)

    def raw(number: int) -> bytes:
        return pow(number, private, n).to_bytes(size)

    yield "right", key, MESSAGE, right, True
    yield "the same by hand", key, MESSAGE, raw(_encoded(_SHA256, digest, size)), True
    yield "another message", key, MESSAGE + b".", right, False
    yield "another key", secret_keys.public("stranger", "RSA"), MESSAGE, right, False
    for at in (0, size // 2, size - 1):
        changed = bytearray(right)
        changed[at] ^= 1
        yield f"a bit of byte {at} changed", key, MESSAGE, bytes(changed), False
    sha1 = hashlib.sha1(MESSAGE, usedforsecurity=False).digest()
    for comment, number in (
        ("no NULL in the algorithm", _encoded(_SHA256_WITHOUT_NULL, digest, size)), ("SHA-1", _encoded(_SHA1, sha1, size)),
        ("SHA-256 called SHA-1", _encoded(_SHA1, digest[:20], size)), ("no algorithm", _encoded(b"", digest, size)),
        ("something after the hash", _encoded(_SHA256, digest, size, tail=bytes(64))),
        ("short padding, then something after the hash", _encoded(_SHA256, digest, size, tail=bytes(size - 62))),
        ("block type 2", _encoded(_SHA256, digest, size, start=b"\0\2")), ("block type 0", _encoded(_SHA256, digest, size, start=b"\0\0", filler=0)),
        ("padding of zeros", _encoded(_SHA256, digest, size, filler=0)), ("padding of FE", _encoded(_SHA256, digest, size, filler=254)),
        ("the hash alone", int.from_bytes(digest)), ("half a hash", _encoded(_SHA256, digest[:16], size)), ("zero", 0), ("one", 1),
    ):  # fmt: skip
        yield comment, key, MESSAGE, raw(number), False
    for comment, signature in (
        ("no signature", b""), ("a byte too few", right[1:]), ("a zero in front", b"\0" + right), ("a byte too many", right + b"\0"),
        ("all zeros", bytes(size)), ("all ones", b"\xff" * size), ("the modulus", key.data), ("the encoded message itself", _encoded(_SHA256, digest, size).to_bytes(size)),
        ("the modulus less the signature", (n - int.from_bytes(right)).to_bytes(size)),
    ):  # fmt: skip
        yield comment, key, MESSAGE, signature, False
    if int.from_bytes(right) + n < 2 ** (8 * size):
        yield "the signature plus the modulus", key, MESSAGE, (int.from_bytes(right) + n).to_bytes(size), False
    small = secret_keys.public("issuer", "RSA", 1024)
    yield "1024 bits", small, MESSAGE, secret_keys.sign(MESSAGE, "issuer", "RSA", 1024), False
    encoded = _encoded(_SHA256, digest, size).to_bytes(size)
    yield "an exponent of 1, under which anybody signs", PublicKey("RSA", key.data, 1), MESSAGE, encoded, False
    for exponent in (0, 2, 65536, 65539, 2**32 + 1):
        yield f"an exponent of {exponent}", PublicKey("RSA", key.data, exponent), MESSAGE, right, False
    yield "an even modulus", PublicKey("RSA", (n - 1).to_bytes(size), 65537), MESSAGE, right, False
    yield "a modulus of 2047 bits", PublicKey("RSA", (n >> 1 | 1).to_bytes(size), 65537), MESSAGE, right, False
    yield "a modulus of 8200 bits", PublicKey("RSA", b"\xff" * 1025, 65537), MESSAGE, b"\x01" * 1025, False
    yield "no modulus", PublicKey("RSA", b"\0", 65537), MESSAGE, b"", False


def rows() -> list[dict[str, object]]:
    """The file's content."""
    made = [*_ecdsa("P-256"), *_ecdsa("P-384"), *_rsa()]
    made.append(
        (
            "a signature of the other curve",
            secret_keys.public("issuer", "P-256"),
            MESSAGE,
            secret_keys.sign(MESSAGE, "issuer", "P-384"),
            False,
        )
    )
    return [
        {
            "comment": f"{key.kind}: {comment}",
            "key": {"kind": key.kind, "data": key.data.hex(), "exponent": key.exponent},
            "message": message.hex(),
            "signature": signature.hex(),
            "valid": valid,
        }
        for comment, key, message, signature, valid in made
    ]


if __name__ == "__main__":
    FILE.write_text(json.dumps(rows(), indent=1) + "\n", encoding="utf-8")
