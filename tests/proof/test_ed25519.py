"""The one rule for Ed25519: against Wycheproof, and against the points that libraries disagree about."""

from __future__ import annotations

from pathlib import Path

import pytest
from nacl.signing import SigningKey

from laurels.proof import ed25519
from support import vectors as published

P, L = ed25519.FIELD_PRIME, ed25519.GROUP_ORDER
D = -121665 * pow(121666, -1, P) % P  # RFC 8032 §5.1
KEY = SigningKey(bytes(range(32)))
PUBLIC, MESSAGE = bytes(KEY.verify_key), b"what was signed"
SIGNATURE = KEY.sign(MESSAGE).signature
Point = tuple[int, int]


@pytest.mark.vectors
def test_wycheproof(vectors: Path) -> None:
    groups = published.read("c2sp-wycheproof/testvectors_v1/ed25519_test.json")["testGroups"]
    wrong, run = [], 0
    for group in groups:
        key = bytes.fromhex(group["publicKey"]["pk"])
        for test in group["tests"]:
            run += 1
            answer = ed25519.verify(key, bytes.fromhex(test["sig"]), bytes.fromhex(test["msg"]))
            if answer != (test["result"] == "valid"):
                wrong.append((test["tcId"], test["comment"]))
    assert (wrong, run) == ([], 151)


def _add(a: Point, b: Point) -> Point:
    """The sum on the curve (RFC 8032 §5.1.4), in affine coordinates."""
    product = D * a[0] * b[0] * a[1] * b[1] % P
    x = (a[0] * b[1] + b[0] * a[1]) * pow(1 + product, -1, P) % P
    return x, (a[1] * b[1] + a[0] * b[0]) * pow(1 - product, -1, P) % P


def _times(point: Point, number: int) -> Point:
    total = (0, 1)
    for bit in bin(number)[2:]:
        total = _add(total, total)
        total = _add(total, point) if bit == "1" else total
    return total


def _with_y(y: int) -> Point | None:
    """A point with that y, if there is one (RFC 8032 §5.1.3)."""
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    for root in (x, x * pow(2, (P - 1) // 4, P) % P):
        if root * root % P == square:
            return root, y
    return None


def test_the_refused_points_are_all_those_of_small_order() -> None:
    found: set[Point] = set()
    y = 2
    while len(found) < 8:  # L times any point leaves its part of small order; a few points give all eight
        y += 1
        point = _with_y(y)
        if point:
            small = _times(point, L)
            found |= {_times(small, number) for number in range(8)}
    assert {y for _, y in found} == ed25519.SMALL_ORDER_Y
    assert all(_times(point, 8) == (0, 1) for point in found)


_SMALL = sorted(ed25519.SMALL_ORDER_Y)
_ENCODINGS = [
    (y + more | sign << 255).to_bytes(32, "little") for y in _SMALL for more in (0, P) for sign in (0, 1) if y + more < 1 << 255
]  # fmt: skip


@pytest.mark.parametrize("encoded", _ENCODINGS, ids=lambda e: e.hex()[:8] + e.hex()[-4:])
def test_small_order_points_are_refused_however_they_are_written(encoded: bytes) -> None:
    assert not ed25519.is_safe_point(encoded)
    assert not ed25519.verify(encoded, encoded + bytes(32), MESSAGE)
    assert not ed25519.verify(PUBLIC, encoded + SIGNATURE[32:], MESSAGE)


def test_there_are_fourteen_such_encodings() -> None:
    assert len(set(_ENCODINGS)) == 14


_S = int.from_bytes(SIGNATURE[32:], "little")


@pytest.mark.parametrize(
    ("what", "key", "signature", "message", "fits"),
    [
        ("right", PUBLIC, SIGNATURE, MESSAGE, True),
        ("another message", PUBLIC, SIGNATURE, MESSAGE + b".", False),
        ("another key", bytes(SigningKey(bytes(32)).verify_key), SIGNATURE, MESSAGE, False),
        ("S plus the group order", PUBLIC, SIGNATURE[:32] + (_S + L).to_bytes(32, "little"), MESSAGE, False),
        ("S is the group order", PUBLIC, SIGNATURE[:32] + L.to_bytes(32, "little"), MESSAGE, False),
        ("a short signature", PUBLIC, SIGNATURE[:63], MESSAGE, False),
        ("a long signature", PUBLIC, SIGNATURE + b"\0", MESSAGE, False),
        ("a short key", PUBLIC[:31], SIGNATURE, MESSAGE, False),
        ("a long key", PUBLIC + b"\0", SIGNATURE, MESSAGE, False),
        ("no key", b"", SIGNATURE, MESSAGE, False),
        ("a key beyond the field", (2**255 - 1).to_bytes(32, "little"), SIGNATURE, MESSAGE, False),
        ("a key that is not on the curve", (2).to_bytes(32, "little"), SIGNATURE, MESSAGE, False),
    ],
)
def test_rule(what: str, key: bytes, signature: bytes, message: bytes, fits: bool) -> None:
    assert ed25519.verify(key, signature, message) is fits, what


def test_the_rule_does_not_rest_on_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    # libsodium refuses these by itself today; browsers' own Ed25519 does not, and a later libsodium need not.
    monkeypatch.setattr(ed25519, "crypto_sign_open", lambda *_: b"")
    assert ed25519.verify(PUBLIC, SIGNATURE, b"anything")
    for small in _ENCODINGS:
        assert not ed25519.verify(small, SIGNATURE, MESSAGE)
        assert not ed25519.verify(PUBLIC, small + SIGNATURE[32:], MESSAGE)
    for large in (L, L + _S, 2**256 - 1):
        assert not ed25519.verify(PUBLIC, SIGNATURE[:32] + large.to_bytes(32, "little"), MESSAGE)


def test_every_changed_bit_is_noticed() -> None:
    changed = [
        bytes(b ^ (1 << bit) if i == at else b for i, b in enumerate(SIGNATURE)) for at in range(64) for bit in range(8)
    ]
    assert not any(ed25519.verify(PUBLIC, signature, MESSAGE) for signature in changed)
