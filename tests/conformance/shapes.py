"""Cases of the `structure` step: readable, but not a credential that the later steps can rely on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from conformance.world import (
    ISSUER,
    OB3,
    V2,
    Case,
    answers,
    badge,
    did_key,
    did_key_method,
    edited,
    entry,
    signed,
    trusting,
)

CREDENTIAL = "https://www.w3.org/2018/credentials#"
_SUBJECT = "credentialSubject"


def _turned() -> dict[str, Any]:
    """A badge with an end and a status entry, rightly signed."""
    return signed(badge(validUntil="2026-07-31T00:00:00Z", credentialStatus=[entry()]))


def _renamed(name: str, value: Any) -> dict[str, Any]:
    """The signed badge with one member under its full address: the same RDF, so the signature still fits."""
    found = _turned()
    del found[name]
    return {**found, CREDENTIAL + name: value}


def _fields() -> Iterator[tuple[str, str, dict[str, Any]]]:
    yield "no-issuer", "Somebody must have issued it.", badge(issuer=None)
    yield (
        "issuer-name",
        "An issuer is named by an address, not by words.",
        badge(issuer={"id": "Conformance Institute"}),
    )
    yield "issuer-spaces", "An address holds no spaces.", badge(issuer="did:web:issuer.example and friends")
    yield "id", "The id is an address.", badge(id="6f1c1f0e")
    yield "id-null", "No id is no member, not null.", {**badge(), "id": None}
    yield "date-number", "A date is a text.", badge(validFrom=1782777600)
    yield "type-number", "Types are texts.", badge(type=["VerifiableCredential", 3])
    yield "no-subject", "It is about somebody.", badge(credentialSubject=[])
    yield "subject-text", "The subject is an object.", badge(credentialSubject="did:key:z6Mk")
    yield (
        "two-subjects",
        "A badge is about one learner.",
        badge(credentialSubject=[badge()[_SUBJECT], badge()[_SUBJECT]]),
    )
    yield "no-achievement", "A badge is for something.", badge(credentialSubject={"id": "urn:uuid:1"})
    yield "achievement-name", "What it is for has a name.", edited(badge(), _SUBJECT, "achievement", "name", to=7)
    yield "proof-text", "A proof is an object.", badge(proof="z58DAdFfa9")
    yield "status-text", "A status entry is an object.", badge(credentialStatus="https://issuer.example/status/1")
    yield "many-proofs", "Seventeen proofs are a way to spend a verifier's time.", badge(proof=[{}] * 17)
    yield "graph", "@graph would make room for a second badge.", {**signed(), "@graph": [badge()]}
    yield (
        "reverse",
        "@reverse says things about others.",
        edited(signed(), _SUBJECT, "@reverse", to={"issuer": "urn:uuid:1"}),
    )
    yield (
        "look-alike",
        "JSON-LD skips what looks like a keyword without a word.",
        {**signed(), "@foo": "Passed with distinction"},
    )
    yield (
        "language-alone",
        "A language without a text is dropped, and could say anything.",
        {**signed(), "evidence": [{"@language": "Passed with distinction"}]},
    )
    yield (
        "language-of-object",
        "Nor is the language of a thing signed.",
        edited(signed(), "issuer", "@language", to="Passed-with-honours"),
    )
    yield "direction-of-object", "Nor its direction.", edited(signed(), "issuer", "@direction", to="rtl")
    yield (
        "at-id",
        "The name for it is id: a step that looks for id would not see this.",
        edited(signed(), "issuer", "@id", to=ISSUER),
    )
    yield (
        "at-type",
        "The name for it is type.",
        {**signed(), "type": ["VerifiableCredential"], "@type": ["OpenBadgeCredential"]},
    )
    yield "two-ids", "Two ids in one object.", edited(signed(), _SUBJECT, "@id", to="urn:uuid:2")
    yield (
        "value-and-id",
        "A text is no thing.",
        edited(signed(), "name", to={"@value": "SQL foundations", "@id": "urn:uuid:2"}),
    )
    yield (
        "nested-context",
        "An inner context would give known words another meaning.",
        edited(signed(), _SUBJECT, "@context", to={"name": "urn:x"}),
    )
    yield (
        "nested-null-context",
        "A null context takes all words their meaning.",
        edited(signed(), _SUBJECT, "@context", to=None),
    )
    yield (
        "nested-unknown-context",
        "Only known contexts, inside too.",
        edited(signed(), _SUBJECT, "@context", to=["https://stranger.example/v1"]),
    )
    yield (
        "proof-context",
        "A proof that names contexts names the badge's own.",
        edited(signed(), "proof", 0, "@context", to=[V2]),
    )
    yield (
        "address-as-status-key",
        "credentialStatus under its full address would be signed, and not be seen: a revoked badge would pass.",
        _renamed("credentialStatus", [entry()]),
    )
    yield (
        "address-as-date-key",
        "validUntil under its full address would be signed, and not be seen: an expired badge would pass.",
        _renamed(
            "validUntil", {"@value": "2026-07-31T00:00:00Z", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"}
        ),
    )
    yield (
        "address-as-proof-key",
        "The same within the proof: a signature that has expired would pass.",
        edited(signed(), "proof", 0, "https://w3id.org/security#expiration", to="2026-07-31T00:00:00Z"),
    )
    yield (
        "blank-key",
        "A key that begins like a blank node never reaches what is signed.",
        {**signed(), "_:grade": "Passed with distinction"},
    )


def cases() -> Iterator[Case]:
    for name, why, document in _fields():
        yield Case(f"structure-{name}", why, {"json": document}, "invalid", ("structure.field",))
    other = "https://stranger.example/contexts/v1"
    for name, why, context in (
        ("unknown", "Who chooses the context chooses what the words mean.", [V2, other]),
        ("order", "The standard's own context comes first.", [OB3, V2]),
        ("inline", "A context inside the badge would give known words another meaning.", [V2, OB3, {"name": "urn:x"}]),
        ("version-3", "A version that nobody has written yet.", ["https://www.w3.org/ns/credentials/v3", OB3]),
        ("slash", "An address is compared letter by letter.", [V2 + "/", OB3]),
    ):
        yield Case(
            f"structure-context-{name}",
            why,
            {"json": badge(**{"@context": context})},
            "invalid",
            ("structure.context",),
        )
    for name, why, document in (
        ("no-context", "Without contexts its words mean nothing.", badge(**{"@context": None})),
        ("other-type", "A badge says that it is a credential.", badge(type=["AchievementCredential"])),
        ("did-document", "Somebody dropped the wrong file.", {"id": ISSUER, "assertionMethod": []}),
    ):
        yield Case(f"structure-{name}", why, {"json": document}, "invalid", ("structure.not-a-credential",))
    plain = badge(
        **{"@context": [V2]},
        type=["VerifiableCredential"],
        issuer=did_key("learner"),
        credentialSubject={"id": "urn:uuid:1", "name": "Sample Learner 01"},
    )
    yield Case(
        "structure-plain-credential",
        "A Verifiable Credential that is no badge is checked all the same.",
        {"json": signed(plain, by="learner", verificationMethod=did_key_method("learner"))},
        "valid",
        shows=("structure.credential",),
        trust=trusting(did_key("learner")),
        http=answers(),
    )
    endorsement = {
        "@context": [V2, OB3],
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "issuer": {"id": "did:web:stranger.example", "type": ["Profile"]},
        "credentialSubject": {
            "id": "https://issuer.example/catalogue/sql-foundations/",
            "type": ["EndorsementSubject"],
            "endorsementComment": "Good.",
        },
    }
    yield Case(
        "structure-embedded-credential",
        "An endorsement inside a badge may name its contexts again, if they are known ones.",
        {"json": signed(badge(endorsement=[endorsement]))},
        "valid",
        shows=("structure.open-badge",),
    )
