"""Cases of the `proof` step: signatures that fit, and signatures that do not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from conformance.world import (
    ISSUER,
    Case,
    answers,
    badge,
    did_document,
    did_key,
    did_key_method,
    edited,
    method,
    proof,
    signed,
    trusting,
)  # fmt: skip
from laurels.encoding import multibase
from laurels.proof.ed25519 import GROUP_ORDER

_SUBJECT = "credentialSubject"
_EVIDENCE = [{"id": "https://issuer.example/evidence/1", "type": ["Evidence"], "narrative": "Twelve queries."}]


def _right() -> Iterator[tuple[str, str, dict[str, Any]]]:
    yield "did-web", "The usual case.", signed()
    yield "single", "One proof need not be a list.", {**signed(), "proof": proof(badge())}
    yield "undated", "A proof may leave out when it was made.", signed(created=None)
    yield "fraction", "A time with a fraction and an offset.", signed(created="2026-06-30T11:00:00.123456+02:00")
    yield (
        "own-context",
        "A proof may repeat the badge's contexts.",
        edited(signed(), "proof", 0, "@context", to=badge()["@context"]),
    )
    yield (
        "set-of-two",
        "Two proofs over the same badge.",
        {**badge(), "proof": [proof(badge()), proof(badge(), created="2026-07-01T00:00:00Z")]},
    )
    language = {"@value": "Les bases de SQL", "@language": "fr-CA"}
    yield (
        "language",
        "A text may say its language.",
        signed(edited(badge(), _SUBJECT, "achievement", "name", to=language)),
    )
    yield (
        "code-points",
        "The standard sorts by code point; by UTF-16 unit, the emoji would come before the half-width Japanese.",
        signed(edited(badge(), _SUBJECT, "achievement", "tag", to=["\U0001f600 well done", "\uff71\uff72\uff73"])),
    )
    odd = 'Tab\t, "quotes", back\\slash, line\nbreak, \r, \b, \f, delete \x7f, \x85, \u2028, \u00e9, e\u0301, \x01.'
    yield "escapes", "Characters that N-Quads escape, and those that they must not.", signed(badge(description=odd))
    yield "numbers", "Numbers with and without a fraction.", signed(edited(badge(), _SUBJECT, "creditsEarned", to=2.5))
    yield "shuffled", "The order of members means nothing.", dict(reversed(signed(badge(evidence=_EVIDENCE)).items()))


def _altered() -> Iterator[tuple[str, str, dict[str, Any]]]:
    good = signed(badge(evidence=_EVIDENCE, validUntil="2029-06-30T00:00:00Z"))
    yield "name", "One letter of the name.", edited(good, "name", to="SQL foundation5")
    yield (
        "description",
        "One letter deep inside.",
        edited(good, _SUBJECT, "achievement", "description", to="Asks question of a relational database."),
    )
    yield "date", "One digit of the last day.", edited(good, "validUntil", to="2039-06-30T00:00:00Z")
    yield "evidence", "One word of the evidence.", edited(good, "evidence", 0, "narrative", to="Thirteen queries.")
    yield (
        "subject",
        "Somebody else's badge.",
        edited(good, _SUBJECT, "id", to="urn:uuid:0d6a3a52-2f0b-4c53-8a11-0d1f0a7c1b03"),
    )
    yield "added", "Evidence that the issuer never saw.", edited(signed(), "evidence", to=_EVIDENCE)
    yield "removed", "An end taken out.", {name: value for name, value in good.items() if name != "validUntil"}
    yield (
        "composed",
        "The same letters to the eye, other characters.",
        edited(signed(badge(name="Caf\u00e9")), "name", to="Cafe\u0301"),
    )
    yield (
        "created",
        "The date of the signature is signed too.",
        edited(signed(), "proof", 0, "created", to="2026-06-30T09:00:01Z"),
    )
    yield "other-key", "Signed with a key that is not the one named.", signed(by="stranger")
    yield (
        "other-badge",
        "A signature from another badge.",
        {**badge(), "proof": signed(badge(name="Data cleaning"))["proof"]},
    )
    yield (
        "second-proof",
        "Every proof must hold.",
        {**badge(), "proof": [proof(badge()), proof(badge(name="Data cleaning"))]},
    )
    value = multibase.decode_base58btc(signed()["proof"][0]["proofValue"])
    larger = value[:32] + (int.from_bytes(value[32:], "little") + GROUP_ORDER).to_bytes(32, "little")
    yield (
        "malleable",
        "S plus the group order is a second signature: refused.",
        edited(signed(), "proof", 0, "proofValue", to="z" + multibase.base58_encode(larger)),
    )
    zero = multibase.encode_base58btc(b"\x01" + bytes(63))
    yield "small-order", "R of small order and S zero: refused.", edited(signed(), "proof", 0, "proofValue", to=zero)


def cases() -> Iterator[Case]:
    both = edited(badge(), _SUBJECT, "achievement", "tag", to=["\U0001f600 well done", "\uff71\uff72\uff73"])
    yield Case(
        "proof-utf16-order",
        "Signed by software that sorts by UTF-16 unit: not right, and nobody altered it either.",
        {"json": signed(both, utf16=True)},
        "invalid",
        ("proof.utf16-order",),
    )
    yield Case(
        "proof-too-large",
        "Ten thousand tags: reading them would take longer than anybody waits.",
        {"json": edited(signed(), _SUBJECT, "achievement", "tag", to=["tag"] * 10_000)},
        "indeterminate",
        ("proof.too-complex",),
    )
    yield Case(
        "proof-many-contexts",
        "The same context sixty-five times.",
        {"json": edited(signed(), "@context", to=[*badge()["@context"], *badge()["@context"][1:] * 63])},
        "indeterminate",
        ("proof.too-complex",),
    )
    yield Case(
        "proof-utf16-order-altered",
        "The same, and altered.",
        {"json": edited(signed(both, utf16=True), "name", to="SQL mastery")},
        "invalid",
        ("proof.altered",),
    )
    for name, why, document in _right():
        yield Case(
            f"proof-ok-{name}", why, {"json": document}, "valid", shows=("proof.ok", "authority.ok", "status.none")
        )
    for name, why, document in _altered():
        yield Case(f"proof-altered-{name}", why, {"json": document}, "invalid", ("proof.altered",))
    learner = signed(badge(issuer=did_key("learner")), by="learner", verificationMethod=did_key_method("learner"))
    yield Case(
        "proof-ok-did-key",
        "A did:key is its own document.",
        {"json": learner},
        "valid",
        trust=trusting(did_key("learner")),
        http={},
    )
    whole = signed(edited(badge(), _SUBJECT, "creditsEarned", to=2))
    text = json.dumps(whole, ensure_ascii=False).replace('"creditsEarned": 2', '"creditsEarned": 0.2e1')
    yield Case("proof-ok-number-form", "2 and 0.2e1 are the same number.", {"text": text}, "valid")
    older = signed(type="Ed25519Signature2020", cryptosuite=None)
    yield Case("proof-ok-2020", "The older suite is read.", {"json": older}, "valid")
    yield Case(
        "proof-altered-2020",
        "And checked.",
        {"json": edited(older, "name", to="SQL foundations!")},
        "invalid",
        ("proof.altered",),
    )
    ed2020 = did_document(ISSUER, method(ISSUER, type="Ed25519VerificationKey2020"))
    yield Case("proof-ok-2020-key", "The older kind of key is read.", {"json": signed()}, "valid", http=answers(ed2020))
