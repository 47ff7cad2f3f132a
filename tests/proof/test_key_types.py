"""Keys of every kind: the shared table of signatures, and the forms that keys are published in."""

from __future__ import annotations

import json
from typing import Any

import pytest

from conformance import secret_keys
from laurels.proof import keys
from laurels.proof.keys import Kind, PublicKey
from proof import make_signatures

ROWS: list[dict[str, Any]] = json.loads(make_signatures.FILE.read_bytes())
CURVES: tuple[Kind, ...] = ("P-256", "P-384")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["comment"])
def test_signature(row: dict[str, Any]) -> None:
    key = PublicKey(row["key"]["kind"], bytes.fromhex(row["key"]["data"]), row["key"]["exponent"])
    signature, message = bytes.fromhex(row["signature"]), bytes.fromhex(row["message"])
    assert keys.verify(key, signature, message) == row["valid"]


def test_table_is_what_is_stated() -> None:
    assert make_signatures.rows() == ROWS, make_signatures.__doc__
    assert {row["key"]["kind"] for row in ROWS if row["valid"]} == {"P-256", "P-384", "RSA"}
    assert len(ROWS) >= 120


@pytest.mark.parametrize("kind", ["Ed25519", "P-256", "P-384", "RSA"])
def test_forms_of_one_key_are_one_key(kind: Kind) -> None:
    key = secret_keys.public("issuer", kind)
    assert keys.from_jwk(secret_keys.jwk("issuer", kind)) == key
    assert kind == "RSA" or keys.from_multikey(secret_keys.multikey("issuer", kind)) == key
    assert keys.weakness(key) is None


EC, RSA, OKP = (secret_keys.jwk("issuer", kind) for kind in ("P-256", "RSA", "Ed25519"))


@pytest.mark.parametrize(
    "jwk",
    [
        {},
        {"kty": "EC"},
        {"kty": "oct", "k": "AAAA"},
        {**EC, "crv": "secp256k1"},
        {**EC, "crv": "P-384"},
        {**EC, "x": EC["y"]},
        {**EC, "y": EC["x"]},
        {**EC, "x": EC["x"] + "="},
        {**EC, "x": "A" + EC["x"]},
        {**EC, "x": None},
        {**EC, "x": ["A"]},
        {**EC, "use": "enc"},
        {**EC, "key_ops": ["sign"]},
        {**EC, "key_ops": "verify"},
        {**EC, "key_ops": 1},
        {**OKP, "crv": "X25519"},
        {**OKP, "x": OKP["x"][:-2]},
        {**OKP, "kty": "EC"},
        {**RSA, "n": "AA" + RSA["n"]},
        {**RSA, "n": ""},
        {**RSA, "e": 65537},
        {**RSA, "e": "AAEAAQ"},
        {**RSA, "crv": "P-256"},
    ],
    ids=str,
)
def test_jwk_that_is_not_read(jwk: dict[str, Any]) -> None:
    assert keys.from_jwk(jwk) is None


@pytest.mark.parametrize("kind", CURVES)
def test_multikey_that_is_not_read(kind: Kind) -> None:
    text = secret_keys.multikey("issuer", kind)
    for wrong in (text[:-1], text + "1", text[1:], "u" + text[1:], "z", "", "z" + "1" * 600):
        assert keys.from_multikey(wrong) is None, wrong


def test_private_members_are_seen() -> None:
    assert not keys.is_private(EC)
    assert keys.is_private({**EC, "d": "AAAA"})
    assert keys.is_private({**RSA, "p": "AAAA"})
