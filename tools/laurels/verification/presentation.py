"""A challenge that a holder signs, so that a badge is more than a copy: standard Verifiable Presentations.

Verifiable Credentials 2.0 §4.13 (Verifiable Presentations); Data Integrity 1.0 §2.1, `challenge` and `domain`. Any wallet that
can make a presentation with an eddsa-rdfc-2022 proof can answer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from laurels.encoding import multibase
from laurels.encoding.timestamps import format_timestamp, parse_timestamp
from laurels.proof import ed25519
from laurels.proof.canonical import CanonicalizationError, Contexts, canonical_lines
from laurels.proof.signer import Signer

CONTEXT = "https://www.w3.org/ns/credentials/v2"
CRYPTOSUITE = "eddsa-rdfc-2022"
MIN_CHALLENGE_CHARACTERS = 16
"""A shorter one could be guessed, and an answer to it kept ready."""


class ChallengeError(ValueError):
    """The challenge is not one."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """What an asker wants signed."""

    challenge: str
    """Random text, used once."""
    domain: str
    """Who asks: an answer made for one asker is no answer for another."""
    expires: datetime
    """No answer counts after it."""

    def as_dict(self) -> dict[str, str]:
        """The challenge as it is sent to the holder."""
        return {"challenge": self.challenge, "domain": self.domain, "expires": format_timestamp(self.expires)}


def challenge_from(value: Any) -> Challenge:
    """A challenge from decoded JSON: `{"challenge", "domain", "expires"}`. Raises `ChallengeError`."""
    if not isinstance(value, dict):
        raise ChallengeError("it is not an object")
    challenge, domain, end = value.get("challenge"), value.get("domain"), value.get("expires")
    if not isinstance(challenge, str) or len(challenge) < MIN_CHALLENGE_CHARACTERS:
        raise ChallengeError(f'"challenge" is not a text of at least {MIN_CHALLENGE_CHARACTERS} characters')
    if not isinstance(domain, str) or not domain.strip():
        raise ChallengeError('"domain" does not say who asks')
    try:
        expires = parse_timestamp(end if isinstance(end, str) else "")
    except ValueError as error:
        raise ChallengeError('"expires" is not a time such as 2026-11-24T12:00:00Z') from error
    return Challenge(challenge, domain, expires)


def answer(challenge: Challenge, *, signer: Signer, created: datetime, contexts: Contexts) -> dict[str, Any]:
    """The presentation that answers a challenge with an Ed25519 key, which is named as a did:key."""
    key = multibase.encode_ed25519_multikey(signer.public_key)
    did = f"did:key:{key}"
    document = {"@context": [CONTEXT], "type": ["VerifiablePresentation"], "holder": did}
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": CRYPTOSUITE,
        "created": format_timestamp(created),
        "verificationMethod": f"{did}#{key}",
        "proofPurpose": "authentication",
        "challenge": challenge.challenge,
        "domain": challenge.domain,
    }
    value = multibase.encode_base58btc(signer.sign(_hash_data(document, options, contexts)))
    return {**document, "proof": {**options, "proofValue": value}}


def check_answer(value: Any, challenge: Challenge, did: str, now: datetime, contexts: Contexts) -> str | None:
    """Why a presentation does not prove that whoever made it holds the key of a did:key; None where it does."""
    if not isinstance(value, dict) or "VerifiablePresentation" not in _list(value.get("type")):
        return "it is not a presentation"
    proofs = _list(value.get("proof"))
    if len(proofs) != 1 or not isinstance(proofs[0], dict):
        return "it has not exactly one signature"
    proof: Mapping[str, Any] = proofs[0]
    key = did.removeprefix("did:key:")
    for wrong, reason in (
        (value.get("@context") != [CONTEXT] and value.get("@context") != CONTEXT, "it uses other contexts"),
        (proof.get("challenge") != challenge.challenge, "it answers another challenge"),
        (proof.get("domain") != challenge.domain, "it was made for somebody else who asked"),
        (proof.get("type") != "DataIntegrityProof", f"it is not signed by {CRYPTOSUITE}"),
        (proof.get("cryptosuite") != CRYPTOSUITE, f"it is not signed by {CRYPTOSUITE}"),
        (proof.get("proofPurpose") != "authentication", "it was signed for another purpose"),
        (proof.get("verificationMethod") != f"{did}#{key}", "another key signed it"),
        ("@context" in proof, "it uses other contexts"),
        (now > challenge.expires, "it came after the challenge had expired"),
    ):
        if wrong:
            return reason
    return None if _holds(value, proof, key, contexts) else "its signature is not right"


def _holds(value: Mapping[str, Any], proof: Mapping[str, Any], key: str, contexts: Contexts) -> bool:
    document = {name: item for name, item in value.items() if name != "proof"}
    options = {name: item for name, item in proof.items() if name != "proofValue"}
    written = proof.get("proofValue")
    try:
        public_key = multibase.decode_ed25519_multikey(key)
        signature = multibase.decode_base58btc(written if isinstance(written, str) else "")
        return ed25519.verify(public_key, signature, _hash_data(document, options, contexts))
    except (multibase.MultibaseError, CanonicalizationError):
        return False


def _hash_data(document: Mapping[str, Any], options: Mapping[str, Any], contexts: Contexts) -> bytes:
    """Data Integrity EdDSA Cryptosuites v1.0 §3.2.4."""
    parts = ({**options, "@context": document["@context"]}, document)
    return b"".join(hashlib.sha256("".join(canonical_lines(part, contexts)).encode()).digest() for part in parts)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
