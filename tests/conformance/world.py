"""The small world that the conformance cases play in: issuers, keys, a badge and status lists, all of them fixed."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from conformance import secret_keys
from conformance.secret_keys import multikey
from laurels.encoding import multibase
from laurels.proof.keys import Kind
from laurels.proof.suites import SUITES
from laurels.resolve.contexts import bundled
from laurels.status import bitstring

V2 = "https://www.w3.org/ns/credentials/v2"
OB3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
NOW = "2026-11-01T00:00:00Z"
SIGNED = "2026-06-30T09:00:00Z"
ISSUER = "did:web:issuer.example"
ISSUER_DOCUMENT = "https://issuer.example/.well-known/did.json"
STRANGER = "did:web:stranger.example"
STRANGER_DOCUMENT = "https://stranger.example/.well-known/did.json"
REVOCATION = "https://issuer.example/lists/revocation-1.json"
SUSPENSION = "https://issuer.example/lists/suspension-1.json"

# Versions of zlib compress differently, and a signature covers the text: so it is written down. The generator checks that it
# holds what its name says.
NO_BIT = "uH4sIAAAAAAACA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"


@dataclass(frozen=True)
class Case:
    """One conformance case, and what a person says must come out of it."""

    name: str
    why: str
    input: Mapping[str, Any]
    outcome: str
    codes: tuple[str, ...] = ()
    """Codes of all steps that failed or could not be checked, in order."""
    shows: tuple[str, ...] = ()
    """Further codes that must be among the steps."""
    now: str = NOW
    trust: Any = field(default_factory=lambda: trusting(ISSUER))
    http: Mapping[str, Any] = field(default_factory=lambda: answers())
    recipient: Mapping[str, Any] | None = None
    """Whom the asker means: `{"given"}` or `{"challenge", "answer"}`; None where nobody asks."""


def did_key(name: str) -> str:
    return f"did:key:{multikey(name)}"


def did_key_method(name: str) -> str:
    return f"{did_key(name)}#{multikey(name)}"


def method(did: str, name: str = "issuer", **changes: Any) -> dict[str, Any]:
    """A verification method `#key-1` that holds the key of a name."""
    made = {"id": f"{did}#key-1", "type": "Multikey", "controller": did, "publicKeyMultibase": multikey(name)}
    return {**made, **changes}


def did_document(did: str = ISSUER, *methods: Mapping[str, Any], listed: Sequence[Any] | None = None) -> dict[str, Any]:
    """A DID document; its methods are listed for signing unless `listed` says otherwise."""
    held = list(methods) or [method(did, "issuer" if did == ISSUER else "stranger")]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did,
        "verificationMethod": held,
        "assertionMethod": [item["id"] for item in held] if listed is None else list(listed),
    }


def answers(document: Any = None, **more: Any) -> dict[str, Any]:
    """The web of a case: the issuer's DID document, and keyword arguments `lists` and `extra` of further addresses."""
    found = {ISSUER_DOCUMENT: {"status": 200, "json": did_document() if document is None else document}}
    for url, body in more.get("lists", {}).items():
        found[url] = {"status": 200, "json": body}
    return {**found, **more.get("extra", {})}


def trusting(*dids: str, **more: Any) -> dict[str, Any]:
    return {"issuers": [{"id": did, "name": "Conformance Institute", "why": "for the tests", **more} for did in dids]}


def badge(**changes: Any) -> dict[str, Any]:
    """An unsigned badge; a change to None takes the member out."""
    made: dict[str, Any] = {
        "@context": [V2, OB3],
        "id": "urn:uuid:6f1c1f0e-7f5a-4a0b-9d56-2f1f6c3d0a01",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "SQL foundations",
        "issuer": {"id": ISSUER, "type": ["Profile"], "name": "Conformance Institute"},
        "validFrom": "2026-06-30T00:00:00Z",
        "credentialSubject": {
            "id": "urn:uuid:0d6a3a52-2f0b-4c53-8a11-0d1f0a7c1b02",
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "https://issuer.example/catalogue/sql-foundations/",
                "type": ["Achievement"],
                "name": "SQL foundations",
                "description": "Asks questions of a relational database.",
                "criteria": {"narrative": "A project, assessed by two people."},
            },
        },
    }
    return {name: value for name, value in {**made, **changes}.items() if value is not None}


def edited(document: Mapping[str, Any], *path: str | int, to: Any) -> dict[str, Any]:
    """A copy with one member set, whatever was there before."""
    made = copy.deepcopy(dict(document))
    place: Any = made
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = to
    return made


def proof(
    document: Mapping[str, Any],
    *,
    by: str = "issuer",
    kind: Kind = "Ed25519",
    previous: Sequence[Mapping[str, Any]] = (),
    utf16: bool = False,
    **changes: Any,
) -> dict[str, Any]:
    """A proof over a document as it is, and over previous proofs, perhaps in the wrong order; changes to its options are signed, and None takes an option out."""
    options: dict[str, Any] = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": SIGNED,
        "verificationMethod": f"{ISSUER}#key-1",
        "proofPurpose": "assertionMethod",
    }
    options = {name: value for name, value in {**options, **changes}.items() if value is not None}
    suite = SUITES[options["type"], options.get("cryptosuite")]
    unsecured = {name: value for name, value in document.items() if name != "proof"}
    if previous:
        unsecured["proof"] = list(previous)
    signature = secret_keys.sign(suite.hash_data(unsecured, options, bundled(), kind, utf16=utf16), by, kind)
    return {**options, "proofValue": multibase.encode_base58btc(signature)}


def signed(document: Mapping[str, Any] | None = None, **how: Any) -> dict[str, Any]:
    """The document with one right proof; keyword arguments as of `proof`."""
    document = badge() if document is None else document
    return {**document, "proof": [proof(document, **how)]}


def entry(purpose: str = "revocation", index: Any = "94567", **changes: Any) -> dict[str, Any]:
    """A status entry."""
    url = REVOCATION if purpose == "revocation" else SUSPENSION
    made = {
        "id": f"{url}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": index,
        "statusListCredential": url,
    }
    return {**made, **changes}


def status_list(
    url: str = REVOCATION, encoded: str = NO_BIT, subject: Mapping[str, Any] | None = None, **changes: Any
) -> dict[str, Any]:
    """An unsigned status list credential."""
    made = {
        "@context": [V2],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": ISSUER,
        "validFrom": "2026-10-15T00:00:00Z",
        "validUntil": "2026-11-14T00:00:00Z",
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "suspension" if url == SUSPENSION else "revocation",
            "encodedList": encoded,
            **(subject or {}),
        },
    }
    return {name: value for name, value in {**made, **changes}.items() if value is not None}


def holds(encoded: str, *indexes: int) -> bool:
    """Whether exactly these bits are set."""
    bits = bitstring.decode(encoded)
    return [i for i in range(len(bits) * 8) if bitstring.is_set(bits, i)] == list(indexes)
