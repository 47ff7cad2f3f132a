"""Is the signature right, and may that key sign for that issuer? Two questions, two steps.

Data Integrity 1.0 §4.4 (Verify Proof); Controlled Identifiers v1.0 §3.3 (Retrieve Verification Method).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from laurels.encoding import multibase
from laurels.encoding.timestamps import format_timestamp, parse_timestamp
from laurels.proof import ed25519
from laurels.proof.canonical import CanonicalizationError, Contexts
from laurels.proof.data_integrity import SUITES
from laurels.verification import did as dids
from laurels.verification.fetching import Fetcher, Unavailable
from laurels.verification.report import Step, failed, indeterminate, passed, plain
from laurels.verification.structure import entries, issuer_id
from laurels.verification.trust import TrustList

SIGNATURE_BYTES = 64
_KEY_TYPES = ("Multikey", "Ed25519VerificationKey2020")


@dataclass(frozen=True, slots=True)
class World:
    """What the steps may ask besides the document itself."""

    now: datetime
    fetch: Fetcher
    contexts: Contexts
    trust: TrustList | None


def check_proofs(document: Mapping[str, Any], world: World) -> tuple[Step, Step | None]:
    """The `proof` and `authority` steps. Every proof must hold; the first that does not is the answer.

    Authority is None where the signature settles the matter, or says nothing.
    """
    proofs = entries(document.get("proof"))
    if not proofs:
        return failed("proof.missing"), None
    results = [_check_one(document, proof, world) for proof in proofs]
    for outcome in ("failed", "indeterminate"):
        for proof_step, authority in results:
            if proof_step.outcome == outcome:
                return proof_step, None if outcome == "failed" else authority
    first = results[0][0]
    worst = next((a for o in ("failed", "indeterminate") for _, a in results if a and a.outcome == o), results[0][1])
    return first, worst


def _check_one(document: Mapping[str, Any], proof: Mapping[str, Any], world: World) -> tuple[Step, Step | None]:
    type_, name = proof.get("type"), proof.get("cryptosuite")
    named = isinstance(type_, str) and (name is None or isinstance(name, str))
    suite = SUITES.get((type_, name)) if named else None  # type: ignore[arg-type]
    if suite is None:
        name = name or type_
        return indeterminate("proof.unsupported", suite=name if isinstance(name, str) else "no suite named"), None
    if "previousProof" in proof:  # Data Integrity 1.0 §2.1.2: what a chained proof signs, includes the proofs before it
        return indeterminate("proof.unsupported", suite="a chain of proofs"), None
    malformed = _malformed(proof)
    if malformed:
        return malformed, None
    signature = multibase.decode_base58btc(proof["proofValue"])
    method_id: str = proof["verificationMethod"]
    did = method_id.partition("#")[0]
    found = dids.resolve(did, world.fetch, world.trust, world.now)
    if isinstance(found, Unavailable):
        return (
            indeterminate("proof.key-unavailable", did=did, method=method_id, reason=found.reason),
            _authority(document, proof, found),
        )
    method = dids.methods(found).get(method_id)
    if method is None:
        return indeterminate("proof.key-missing", method=method_id), _authority(document, proof, found)
    if method.get("type") not in _KEY_TYPES:
        return indeterminate("proof.key-unsupported", method=method_id), None
    try:
        key = multibase.decode_ed25519_multikey(str(method.get("publicKeyMultibase")))
    except multibase.MultibaseError:
        return indeterminate("proof.key-unsupported", method=method_id), None
    if not ed25519.is_safe_point(key):
        return failed("proof.key-unsafe", method=method_id), None
    unsecured = {name: value for name, value in document.items() if name != "proof"}
    options = {name: value for name, value in proof.items() if name not in ("proofValue", "@context")}
    try:
        data = suite(unsecured, options, world.contexts)
    except CanonicalizationError as error:
        make = indeterminate if error.code == "proof.too-complex" else failed
        return make(error.code, **error.detail), None
    if not ed25519.verify(key, signature, data):
        return failed("proof.altered", method=method_id), None
    step = passed(
        "proof.ok",
        suite=proof.get("cryptosuite") or proof["type"],
        method=method_id,
        created=proof.get("created"),
    )
    return step, _authority(document, proof, found)


def _malformed(proof: Mapping[str, Any]) -> Step | None:
    """What is wrong with a proof of a known suite before any key is looked at (Data Integrity 1.0 §2.1)."""
    purpose, method = proof.get("proofPurpose"), proof.get("verificationMethod")
    if purpose != "assertionMethod":
        return failed("proof.purpose", purpose=purpose if isinstance(purpose, str) else "none")
    if not isinstance(method, str) or not method.startswith("did:") or method.count("#") != 1:
        return failed("proof.malformed", reason="it names no key by a DID")
    for name in ("created", "expires"):
        if name in proof:
            try:
                parse_timestamp(proof[name])
            except (ValueError, TypeError):
                return failed("proof.malformed", reason=f"its date “{name}” does not exist")
    try:
        signature = multibase.decode_base58btc(str(proof.get("proofValue")))
    except multibase.MultibaseError:
        return failed("proof.malformed", reason="its value is not base-58 text")
    if len(signature) != SIGNATURE_BYTES:
        return failed("proof.malformed", reason=f"it has {len(signature)} bytes instead of {SIGNATURE_BYTES}")
    return None


def _authority(document: Mapping[str, Any], proof: Mapping[str, Any], found: Mapping[str, Any] | Unavailable) -> Step:
    """Whether the issuer lists the key for signing credentials, and the key was good when it signed."""
    issuer = issuer_id(document)
    method_id: str = proof["verificationMethod"]
    did = method_id.partition("#")[0]
    if did != issuer:
        return failed("authority.other-issuer", did=issuer, controller=did)
    if isinstance(found, Unavailable):
        return indeterminate("authority.unavailable", did=did, reason=found.reason)
    method = dids.methods(found).get(method_id)
    if method is None or method_id not in dids.assertion_methods(found):
        return failed("authority.not-listed", did=did, method=method_id)
    controller = method.get("controller", did)
    if controller != did:
        return failed("authority.other-issuer", did=issuer, controller=plain(controller))
    return _key_life(did, method, proof.get("created"))


def _key_life(did: str, method: Mapping[str, Any], created: str | None) -> Step:
    """Controlled Identifiers v1.0 §2.2: `revoked` and `expires` of a verification method."""
    for name, code in (("revoked", "authority.key-revoked"), ("expires", "authority.key-expired")):
        if name not in method:
            continue
        try:
            end = parse_timestamp(method[name])
        except (ValueError, TypeError):
            return indeterminate("authority.unavailable", did=did, reason="malformed-document")
        if created is None:
            return indeterminate("authority.undated", did=did)
        if parse_timestamp(created) >= end:
            return failed(code, did=did, created=created, **{name: format_timestamp(end)})
    return passed("authority.ok", did=did)
