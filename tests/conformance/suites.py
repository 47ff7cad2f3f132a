"""Cases of the signature suites: every suite with every kind of key, and everything that can be wrong with each alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from conformance import secret_keys
from conformance.statuses import BIT_94567
from conformance.world import (
    ISSUER,
    REVOCATION,
    Case,
    answers,
    badge,
    did_document,
    edited,
    entry,
    method,
    proof,
    signed,
    status_list,
    trusting,
)
from laurels.encoding import multibase
from laurels.proof.keys import Kind

_SUITES: tuple[tuple[str, Kind], ...] = (
    ("eddsa-jcs-2022", "Ed25519"),
    ("ecdsa-rdfc-2019", "P-256"),
    ("ecdsa-rdfc-2019", "P-384"),
    ("ecdsa-jcs-2019", "P-256"),
)
KEY = f"{ISSUER}#key-2"


def published(kind: Kind, name: str = "issuer", **changes: Any) -> dict[str, Any]:
    """The issuer's document with a second key of a kind."""
    second = method(ISSUER, id=KEY, publicKeyMultibase=secret_keys.multikey(name, kind), **changes)
    return did_document(ISSUER, method(ISSUER), second)


def _matrix(
    suite: str, kind: Kind
) -> Iterator[tuple[str, str, str, tuple[str, ...], Mapping[str, Any], Mapping[str, Any]]]:
    """Name, why, outcome, codes, document, web."""

    def made(document: Mapping[str, Any] | None = None, **how: Any) -> dict[str, Any]:
        given = badge() if document is None else document
        own = {"@context": given["@context"]} if "-jcs-" in suite else {}
        return signed(document, **{"kind": kind, "cryptosuite": suite, "verificationMethod": KEY, **own, **how})

    web = answers(published(kind))
    value = made()["proof"][0]["proofValue"]
    raw = multibase.decode_base58btc(value)
    halves = [int.from_bytes(half) for half in (raw[: len(raw) // 2], raw[len(raw) // 2 :])]
    yield "ok", "The usual case.", "valid", (), made(), web
    jwk = method(ISSUER, id=KEY, type="JsonWebKey", publicKeyJwk=secret_keys.jwk("issuer", kind))
    del jwk["publicKeyMultibase"]
    yield (
        "ok-jwk", "The same key, published as a JSON Web Key.", "valid", (), made(), answers(did_document(ISSUER, method(ISSUER), jwk)),
    )  # fmt: skip
    yield (
        "altered", "One letter of the name.", "invalid", ("proof.altered",), edited(made(), "name", to="SQL foundation5"), web,
    )  # fmt: skip
    yield (
        "other-key",
        "Signed with a key that is not the one named.",
        "invalid",
        ("proof.altered",),
        made(by="stranger"),
        web,
    )
    yield (
        "other-badge", "A signature from another badge.", "invalid", ("proof.altered",),
        {**badge(), "proof": made(badge(name="Data cleaning"))["proof"]}, web,
    )  # fmt: skip
    yield (
        "created", "The date of the signature is signed too.", "invalid", ("proof.altered",),
        edited(made(), "proof", 0, "created", to="2026-06-30T09:00:01Z"), web,
    )  # fmt: skip
    yield (
        "not-listed", "A key for logging in may not sign credentials.", "invalid", ("authority.not-listed",), made(),
        answers({**published(kind), "assertionMethod": [f"{ISSUER}#key-1"]}),
    )  # fmt: skip
    yield (
        "key-revoked", "A key revoked before the signature.", "invalid", ("authority.key-revoked",), made(),
        answers(published(kind, revoked="2026-06-30T08:59:59Z")),
    )  # fmt: skip
    yield (
        "key-kind", "A key of a kind that does not go with the suite.", "invalid", ("proof.key-kind",),
        made(verificationMethod=f"{ISSUER}#key-1") if kind != "Ed25519" else made(),
        web if kind != "Ed25519" else answers(published("P-256")),
    )  # fmt: skip
    expired = made(badge(validUntil="2026-09-30T00:00:00Z"))
    yield "expired", "Past its end.", "invalid", ("validity.expired",), expired, web
    yield (
        "not-yet",
        "Before its beginning.",
        "invalid",
        ("validity.not-yet",),
        made(badge(validFrom="2027-01-01T00:00:00Z")),
        web,
    )
    yield (
        "proof-expired", "The signature itself ended.", "invalid", ("validity.proof-expired",),
        made(expires="2026-09-30T00:00:00Z"), web,
    )  # fmt: skip
    listed = answers(published(kind), lists={REVOCATION: made(status_list(encoded=BIT_94567))})
    yield (
        "revoked",
        "Taken back, by a list of the same suite.",
        "invalid",
        ("status.revoked",),
        made(badge(credentialStatus=entry())),
        listed,
    )
    cut = multibase.encode_base58btc(raw[:-1])
    yield (
        "short",
        "One byte is missing.",
        "invalid",
        ("proof.malformed",),
        edited(made(), "proof", 0, "proofValue", to=cut),
        web,
    )
    if kind == "Ed25519":
        return
    size = len(raw) // 2
    order = {"P-256": 2**256 - 2**224 + 2**192 - 89188191075325690597107910205041859247, "P-384": 0}[kind] or int(
        "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973", 16
    )
    negative = halves[0].to_bytes(size) + (order - halves[1]).to_bytes(size)
    yield (
        "negative-s", "Neither standard forbids the other sign of s.", "valid", (),
        edited(made(), "proof", 0, "proofValue", to=multibase.encode_base58btc(negative)), web,
    )  # fmt: skip
    for name, why, signature in (
        ("zero", "r and s of zero would fit any message under a careless check.", bytes(2 * size)),
        ("order", "r at the order of the group.", order.to_bytes(size) + raw[size:]),
        ("swapped", "r and s the other way round.", raw[size:] + raw[:size]),
    ):
        text = multibase.encode_base58btc(signature)
        yield name, why, "invalid", ("proof.altered",), edited(made(), "proof", 0, "proofValue", to=text), web
    der = bytes.fromhex("30") + bytes([2 * size + 4, 2, size]) + raw[:size] + bytes([2, size]) + raw[size:]
    text = multibase.encode_base58btc(der)
    yield (
        "der",
        "DER has many spellings, and is not read.",
        "invalid",
        ("proof.malformed",),
        edited(made(), "proof", 0, "proofValue", to=text),
        web,
    )
    off = bytes([2]) + b"\xff" * size
    bad = answers(
        edited(
            published(kind),
            "verificationMethod",
            1,
            "publicKeyMultibase",
            to=multibase.encode_base58btc(secret_keys.PREFIXES[kind] + off),
        )
    )
    yield (
        "key-unsafe",
        "A coordinate above the prime is another spelling of a point, or none.",
        "invalid",
        ("proof.key-unsafe",),
        made(),
        bad,
    )
    private = edited(did_document(ISSUER, method(ISSUER), jwk), "verificationMethod", 1, "publicKeyJwk", "d", to="AAAA")
    yield (
        "key-private",
        "Anybody can sign with a key whose private part is published.",
        "invalid",
        ("proof.key-unsafe",),
        made(),
        answers(private),
    )


def _jcs() -> Iterator[tuple[str, str, str, tuple[str, ...], Mapping[str, Any]]]:
    how: dict[str, Any] = {"cryptosuite": "eddsa-jcs-2022"}
    contexts = badge()["@context"]
    good = signed(**how, **{"@context": contexts})
    more = [*contexts, "https://w3id.org/security/multikey/v1"]
    yield (
        "context-appended", "The standard lets contexts be appended after signing; they change what words mean.", "invalid",
        ("structure.field",), {**good, "@context": more},
    )  # fmt: skip
    yield (
        "context-both", "And appended in both places, nothing fits any more.", "invalid", ("proof.altered",),
        edited({**good, "@context": more}, "proof", 0, "@context", to=more),
    )  # fmt: skip
    yield (
        "no-context",
        "The badge's contexts are signed with the badge, whether the proof repeats them or not.",
        "valid",
        (),
        signed(**how),
    )
    yield (
        "own-words",
        "This suite signs the text itself: a word that no context knows is signed with it.",
        "valid",
        (),
        signed({**badge(), "honours": "Distinction"}, **how),
    )
    yield (
        "own-words-added",
        "And one added later is not.",
        "invalid",
        ("proof.altered",),
        {**good, "honours": "Distinction"},
    )
    yield (
        "numbers",
        "2.50 and 25e-1 are one number.",
        "valid",
        (),
        signed(edited(badge(), "credentialSubject", "creditsEarned", to=2.5), **how),
    )
    yield "escapes", "Characters that JSON escapes, and those that it must not.", "valid", (), signed(badge(description='"\\\b\f\n\r\t\x01\x7f\u2028\u00e9/\U0001f600\uff71'), **how)  # fmt: skip


def _sets() -> Iterator[tuple[str, str, str, tuple[str, ...], Mapping[str, Any]]]:
    first = proof(badge(), id="urn:uuid:1")
    other = proof(
        badge(),
        by="stranger",
        id="urn:uuid:2",
        verificationMethod="did:key:" + "#".join([secret_keys.multikey("stranger")] * 2),
    )
    chained = proof(badge(), previous=[first], previousProof="urn:uuid:1")
    both = proof(badge(), previous=[first, other], previousProof=["urn:uuid:1", "urn:uuid:2"])
    yield "chain", "A proof over the badge and over the proof before it.", "valid", (), badge(proof=[first, chained])
    yield (
        "chain-of-two",
        "A proof over two others, one of them by somebody else.",
        "valid",
        (),
        badge(proof=[first, other, both]),
    )
    last = proof(badge(), previous=[{**chained, "id": "urn:uuid:3"}], previousProof=["urn:uuid:3"])
    middle = proof(badge(), previous=[first], previousProof="urn:uuid:1", id="urn:uuid:3")
    last = proof(badge(), previous=[middle], previousProof=["urn:uuid:3"])
    yield (
        "chain-of-three",
        "And so on; the order of the list means nothing.",
        "valid",
        (),
        badge(proof=[last, middle, first]),
    )
    yield "chain-broken", "The proof before it was exchanged for another right one.", "invalid", ("proof.altered",), badge(
        proof=[proof(badge(), id="urn:uuid:1", created="2026-06-30T09:00:01Z"), chained]
    )  # fmt: skip
    yield "chain-missing", "It was taken out.", "invalid", ("proof.chain",), badge(proof=[chained])
    yield "chain-twice", "Two have the same name.", "invalid", ("proof.chain",), badge(proof=[first, first, chained])
    yield (
        "chain-itself",
        "None builds on itself.",
        "invalid",
        ("proof.chain",),
        badge(proof=[{**chained, "id": "urn:uuid:1"}]),
    )
    yield (
        "chain-number",
        "A name is a text.",
        "invalid",
        ("proof.chain",),
        badge(proof=[first, {**chained, "previousProof": 1}]),
    )
    yield (
        "chain-nothing",
        "A chain of nothing.",
        "invalid",
        ("proof.chain",),
        badge(proof=[{**first, "previousProof": []}]),
    )
    yield "chain-unchained", "Without its chain it signs something else.", "invalid", ("proof.altered",), badge(
        proof=[first, {name: value for name, value in chained.items() if name != "previousProof"}]
    )  # fmt: skip
    yield (
        "set-with-other",
        "Somebody else may sign too, as long as the issuer did.",
        "valid",
        (),
        badge(proof=[other, first]),
    )
    yield (
        "set-of-others",
        "But not in place of the issuer.",
        "invalid",
        ("authority.other-issuer",),
        badge(proof=[other]),
    )
    jcs = proof(badge(), cryptosuite="eddsa-jcs-2022")
    yield "set-of-suites", "Two suites over one badge.", "valid", (), badge(proof=[first, jcs])
    for name, value in (("domain", "employer.example"), ("challenge", "1f44d55f-f161-4938-a659-f8026467f126")):
        yield f"bound-{name}", "Made for one place or occasion, and nobody can say that it is this one.", "indeterminate", ("proof.bound",), signed(**{name: value})  # fmt: skip


def cases() -> Iterator[Case]:
    for suite, kind in _SUITES:
        for name, why, outcome, codes, document, web in _matrix(suite, kind):
            yield Case(f"suite-{suite}-{kind.lower()}-{name}", why, {"json": document}, outcome, codes, http=web)
    for group, found in (("suite-jcs", _jcs()), ("proofs", _sets())):
        for name, why, outcome, codes, document in found:
            yield Case(f"{group}-{name}", why, {"json": document}, outcome, codes)
    for kind in ("P-256", "P-384"):
        did = f"did:key:{secret_keys.multikey('learner', kind)}"
        own = signed(badge(issuer=did), by="learner", kind=kind, cryptosuite="ecdsa-rdfc-2019", verificationMethod=f"{did}#{did[8:]}")  # fmt: skip
        yield Case(
            f"did-key-{kind.lower()}",
            "A did:key of another curve.",
            {"json": own},
            "valid",
            trust=trusting(did),
            http={},
        )
