"""Cases of the `proof` step: proofs that cannot be right as they stand, suites and keys that are not known, keys that are not safe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from conformance.world import ISSUER, Case, answers, badge, did_document, edited, method, multikey, proof, signed
from laurels.encoding import multibase


def _malformed() -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    bad = "proof.malformed"
    value = signed()["proof"][0]["proofValue"]
    for name, why, member, to in (
        ("method-address", "A key is named by a DID.", "verificationMethod", "https://issuer.example/keys/1"),
        ("method-whole-did", "A DID alone names no key.", "verificationMethod", ISSUER),
        ("method-list", "One key made the signature.", "verificationMethod", [f"{ISSUER}#key-1"]),
        ("created", "30 February does not exist.", "created", "2026-02-30T09:00:00Z"),
        ("created-null", "No date is no member, not null.", "created", None),
        ("expires", "Nor does hour 24.", "expires", "2026-06-30T24:00:00Z"),
        ("value-missing", "The value is the signature.", "proofValue", None),
        ("value-base64", "This suite writes base-58.", "proofValue", "u" + "A" * 86),
        ("value-letter", "0 is not a base-58 letter.", "proofValue", value[:-1] + "0"),
        ("value-short", "An Ed25519 signature has 64 bytes.", "proofValue", multibase.encode_base58btc(b"\x07" * 63)),
        ("value-long", "A long value is not even decoded.", "proofValue", "z" + "2" * 600),
    ):  # fmt: skip
        yield f"malformed-{name}", why, bad, edited(signed(), "proof", 0, member, to=to)
    yield (
        "purpose",
        "A signature made to log in awards nothing.",
        "proof.purpose",
        signed(proofPurpose="authentication"),
    )
    yield "purpose-missing", "A signature that says nothing of its purpose.", "proof.purpose", signed(proofPurpose=None)
    yield "missing", "Anybody can write this.", "proof.missing", badge()
    yield "missing-empty", "An empty list of proofs proves nothing.", "proof.missing", badge(proof=[])


def _unsupported() -> Iterator[tuple[str, str, dict[str, Any]]]:
    yield "selective", "A suite that is not read.", edited(signed(), "proof", 0, "cryptosuite", to="ecdsa-sd-2023")
    yield "no-suite", "A DataIntegrityProof names its suite.", edited(signed(), "proof", 0, "cryptosuite", to=None)
    yield "type-list", "A proof has one type.", edited(signed(), "proof", 0, "type", to=["DataIntegrityProof"])
    yield (
        "type-object",
        "Even where it has none.",
        edited(signed(), "proof", 0, "type", to={"@value": "DataIntegrityProof"}),
    )
    yield "suite-list", "A proof has one suite.", edited(signed(), "proof", 0, "cryptosuite", to=["eddsa-rdfc-2022"])
    second = edited(signed(), "proof", 0, "cryptosuite", to="ecdsa-sd-2023")["proof"]
    yield "second", "One proof is right, the other cannot be read.", {**badge(), "proof": [proof(badge()), *second]}


def cases() -> Iterator[Case]:
    for name, why, code, document in _malformed():
        yield Case(f"proof-{name}", why, {"json": document}, "invalid", (code,))
    for name, why, document in _unsupported():
        yield Case(f"proof-unsupported-{name}", why, {"json": document}, "indeterminate", ("proof.unsupported",))
    weak = multibase.encode_ed25519_multikey(b"\x01" + bytes(31))
    forged = edited(signed(), "proof", 0, "proofValue", to=multibase.encode_base58btc(b"\x01" + bytes(63)))
    for name, why, public in (
        ("unsafe", "Under a key of small order one signature fits any message; browsers' own Ed25519 takes it.", weak),
        (
            "unsafe-noncanonical",
            "The same point, written in a way that is not canonical.",
            multibase.encode_ed25519_multikey((2**255 - 18).to_bytes(32, "little")),
        ),
    ):
        page = answers(did_document(ISSUER, method(ISSUER, publicKeyMultibase=public)))
        yield Case(f"proof-key-{name}", why, {"json": forged}, "invalid", ("proof.key-unsafe",), http=page)
    secp256k1 = "zQ3sh" + "a" * 44
    for name, why, change in (
        ("curve", "A key of another curve.", {"publicKeyMultibase": secp256k1}),
        ("kind", "A key in another form.", {"type": "JsonWebKey", "publicKeyJwk": {"kty": "OKP"}}),
        ("short", "A key that lacks a byte.", {"publicKeyMultibase": multikey("issuer")[:-2]}),
        ("number", "A key that is no text.", {"publicKeyMultibase": 7}),
    ):  # fmt: skip
        page = answers(did_document(ISSUER, method(ISSUER, **change)))
        yield Case(f"proof-key-{name}", why, {"json": signed()}, "indeterminate", ("proof.key-unsupported",), http=page)
