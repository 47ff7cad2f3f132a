"""Is the signature right, and may that key sign for that issuer? Two questions, two steps.

Data Integrity 1.0 §4.4 (Verify Proof) and §4.5 (Verify Proof Sets and Chains).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from laurels.encoding import multibase
from laurels.encoding.timestamps import parse_timestamp
from laurels.proof import eddsa_rdfc_2022
from laurels.proof import keys as public_keys
from laurels.proof.canonical import CanonicalizationError, Contexts, has_two_orders
from laurels.proof.keys import PublicKey
from laurels.proof.suite import Suite
from laurels.proof.suites import SUITES
from laurels.verification import keys
from laurels.verification.fetching import Fetcher
from laurels.verification.memory import Memory
from laurels.verification.recognition import Recognised
from laurels.verification.report import Step, failed, indeterminate, passed, plain
from laurels.verification.structure import entries, issuer_id
from laurels.verification.trust import TrustList

Proof = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class World:
    """What the steps may ask besides the document itself."""

    now: datetime
    fetch: Fetcher
    contexts: Contexts
    trust: TrustList | None
    memory: Memory = field(default_factory=Memory)
    """What earlier verifications under the very same circumstances found out."""
    recognised: Recognised | None = None
    """The credential itself, where it is of a form that was met before."""


def check_proofs(document: Mapping[str, Any], world: World) -> tuple[Step, Step | None]:
    """The `proof` and `authority` steps. Every proof must hold; the first that does not is the answer.

    Authority is None where the signature settles the matter, or says nothing. Others than the issuer may have signed as well; that
    adds nothing to what the issuer says, and is no harm as long as the issuer signed too.
    """
    proofs: list[Proof] = entries(document.get("proof"))
    if not proofs:
        return failed("proof.missing"), None
    results = [_check_one(document, proof, proofs, world) for proof in proofs]
    for outcome in ("failed", "indeterminate"):
        for step, authority in results:
            if step.outcome == outcome:
                return step, None if outcome == "failed" else authority
    return results[0][0], _overall([authority for _, authority in results if authority])


def _overall(found: Sequence[Step]) -> Step | None:
    """The worst of what the issuer's own keys came to, else of all."""
    own = [step for step in found if step.code != "authority.other-issuer"]
    judged = own if any(step.outcome == "passed" for step in own) else found
    worst = next((step for outcome in ("failed", "indeterminate") for step in judged if step.outcome == outcome), None)
    return worst or next(iter(judged), None)


def _check_one(
    document: Mapping[str, Any], proof: Proof, proofs: Sequence[Proof], world: World
) -> tuple[Step, Step | None]:
    type_, name = proof.get("type"), proof.get("cryptosuite")
    named = isinstance(type_, str) and (name is None or isinstance(name, str))
    suite = SUITES.get((type_, name)) if named else None  # type: ignore[arg-type]
    if suite is None:
        name = name or type_
        return indeterminate("proof.unsupported", suite=name if isinstance(name, str) else "no suite named"), None
    signature = _read_signature(proof, suite)
    if isinstance(signature, Step):
        return signature, None
    previous = _previous(proof, proofs)
    if isinstance(previous, Step):
        return previous, None
    method = proof["verificationMethod"]
    found, key = world.memory.once(("key", method, suite.name), world.fetch, lambda: _key(method, suite, world))
    if isinstance(key, Step):
        unclear = key.outcome == "indeterminate" and key.code != "proof.key-unsupported"
        return key, keys.check_authority(issuer_id(document), found, proof.get("created")) if unclear else None
    step = _check_signature(document, proof, previous, suite, key, signature, world)
    if step.outcome != "passed":
        return step, None
    return step, keys.check_authority(issuer_id(document), found, proof.get("created"))


def _key(method: str, suite: Suite, world: World) -> tuple[keys.Found, PublicKey | Step]:
    found = keys.find(method, world.fetch, world.trust, world.now)
    return found, keys.read_key(found, suite.keys, suite.name)


def _read_signature(proof: Proof, suite: Suite) -> bytes | Step:
    """The signature, or what is wrong with a proof of a known suite before any key is looked at (Data Integrity 1.0 §2.1)."""
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
    # §2.1: made for one domain, or for one occasion, which nobody here can tell that this is.
    for name in ("domain", "challenge"):
        if name in proof:
            return indeterminate("proof.bound", bound=plain(proof[name]))
    try:
        signature = multibase.decode_base58btc(str(proof.get("proofValue")))
    except multibase.MultibaseError:
        return failed("proof.malformed", reason="its value is not base-58 text")
    if len(signature) not in suite.lengths:
        allowed = " or ".join(str(length) for length in suite.lengths)
        return failed("proof.malformed", reason=f"it has {len(signature)} bytes instead of {allowed}")
    return signature


def _previous(proof: Proof, proofs: Sequence[Proof]) -> list[Proof] | Step:
    """The proofs that this one signs too (§4.5 step 5): each is named by an id that one proof, another one, has."""
    names = entries(proof["previousProof"]) if "previousProof" in proof else []
    found = []
    for name in names:
        matching = [other for other in proofs if isinstance(name, str) and other.get("id") == name]
        if len(matching) != 1 or matching[0] is proof:
            return failed("proof.chain", previous=plain(name))
        found += matching
    if "previousProof" in proof and not names:
        return failed("proof.chain", previous="nothing")
    return found


def _hash_data(
    document: Mapping[str, Any], proof: Proof, previous: list[Proof], suite: Suite, key: PublicKey, world: World
) -> bytes:
    """What is signed. Our own suite remembers the shapes of documents; the answer is the same."""
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    familiar, known = world.memory.familiar(world.contexts), world.recognised
    if known is not None and known.document is document:
        filled = known.hash_data(lambda: familiar.options_hash(document["@context"], options))
        if filled is not None:
            return filled
    unsecured = _unsecured(document, previous)
    if suite is not eddsa_rdfc_2022.SUITE or "proof" in unsecured:
        return suite.hash_data(unsecured, options, world.contexts, key.kind)
    return familiar.hash_data(unsecured, options)


def _unsecured(document: Mapping[str, Any], previous: list[Proof]) -> dict[str, Any]:
    """The document without its proofs, but for those that a proof builds on."""
    unsecured = {name: value for name, value in document.items() if name != "proof"}
    return {**unsecured, "proof": previous} if previous else unsecured


def _check_signature(
    document: Mapping[str, Any],
    proof: Proof,
    previous: list[Proof],
    suite: Suite,
    key: PublicKey,
    signature: bytes,
    world: World,
) -> Step:
    method = proof["verificationMethod"]
    try:
        data = _hash_data(document, proof, previous, suite, key, world)
    except CanonicalizationError as error:
        make = indeterminate if error.code == "proof.too-complex" else failed
        return make(error.code, **error.detail)
    if public_keys.verify(key, signature, data):
        return passed("proof.ok", suite=suite.name, method=method, created=proof.get("created"))
    unsecured = _unsecured(document, previous)
    if has_two_orders(unsecured):
        options = {name: value for name, value in proof.items() if name != "proofValue"}
        # Much JavaScript sorts by UTF-16 unit: a badge that it signed is not right, and was not altered either.
        other = suite.hash_data(unsecured, options, world.contexts, key.kind, utf16=True)
        if public_keys.verify(key, signature, other):
            return failed("proof.utf16-order", method=method)
    return failed("proof.altered", method=method)
