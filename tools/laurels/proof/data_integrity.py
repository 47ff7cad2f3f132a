"""Data Integrity proofs: cryptosuite eddsa-rdfc-2022, and the older Ed25519Signature2020 for reading.

Data Integrity EdDSA Cryptosuites v1.0 §3.2 and §3.4 (W3C Recommendation, 15 May 2025). Both suites sign the SHA-256
of the canonical proof options followed by the SHA-256 of the canonical document; they differ in the options.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from laurels.encoding import multibase
from laurels.encoding.timestamps import format_timestamp
from laurels.errors import CredentialError, SignerError, UnportableTextError
from laurels.proof import ed25519
from laurels.proof.canonical import CanonicalizationError, Contexts, canonical_lines, is_portable
from laurels.proof.signer import Signer

EDDSA_RDFC_2022 = "eddsa-rdfc-2022"
ED25519_SIGNATURE_2020 = "Ed25519Signature2020"
ED25519_2020_CONTEXT = "https://w3id.org/security/suites/ed25519-2020/v1"

HashData = Callable[[Mapping[str, Any], Mapping[str, Any], Contexts], bytes]
"""Unsecured document, proof without its value, contexts → the 64 bytes that are signed."""


def _sha256(lines: list[str]) -> bytes:
    return hashlib.sha256("".join(lines).encode("utf-8")).digest()


def hash_data_eddsa_rdfc_2022(document: Mapping[str, Any], options: Mapping[str, Any], contexts: Contexts) -> bytes:
    """§3.2.4 Hashing: options first, then document; the options take the document's `@context` (§3.2.5)."""
    configuration = {**options, "@context": document["@context"]}
    return _sha256(canonical_lines(configuration, contexts)) + _sha256(canonical_lines(document, contexts))


def hash_data_ed25519_signature_2020(
    document: Mapping[str, Any], options: Mapping[str, Any], contexts: Contexts
) -> bytes:
    """§A.1 (Ed25519Signature2020): the options are read with the suite's own context."""
    configuration = {**options, "@context": ED25519_2020_CONTEXT}
    return _sha256(canonical_lines(configuration, contexts)) + _sha256(canonical_lines(document, contexts))


SUITES: Mapping[tuple[str, str | None], HashData] = {
    ("DataIntegrityProof", EDDSA_RDFC_2022): hash_data_eddsa_rdfc_2022,
    (ED25519_SIGNATURE_2020, None): hash_data_ed25519_signature_2020,
}
"""(proof type, cryptosuite) → how its signed bytes come about. A new suite is one row here and one in the browser."""


def secure(
    document: Mapping[str, Any],
    *,
    signer: Signer,
    verification_method: str,
    created: datetime,
    contexts: Contexts,
) -> dict[str, Any]:
    """The document with an `eddsa-rdfc-2022` proof (§3.2.1 Create Proof), as a new object.

    `verification_method` is an absolute DID URL. Raises `UnportableTextError` where widespread verifiers would order the canonical lines
    differently, `CredentialError` where the document cannot be canonicalised, and `SignerError` where the signer fails
    or answers with a signature that does not fit its public key.
    """
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": EDDSA_RDFC_2022,
        "created": format_timestamp(created),
        "verificationMethod": verification_method,
        "proofPurpose": "assertionMethod",
    }
    try:
        configuration = canonical_lines({**options, "@context": document["@context"]}, contexts)
        lines = canonical_lines(document, contexts)
    except CanonicalizationError as error:
        raise CredentialError(
            f"The credential cannot be signed: {error.code} {error.detail}.",
            hint="Take out what the standard's contexts do not define.",
        ) from error
    if not is_portable(lines):
        raise UnportableTextError(
            "Some text mixes characters (such as an emoji and half-width Japanese) that widespread verifiers put in another "
            "order than the standard; they would reject the badge.",
            hint="Leave out the emoji, or write the half-width characters in full width.",
        )
    data = _sha256(configuration) + _sha256(lines)
    signature = signer.sign(data)
    if not ed25519.verify(signer.public_key, signature, data):
        raise SignerError(
            "The signer answered with a signature that does not fit its public key.",
            hint="Check that the signer holds the key named in keys/public.",
        )
    return {**document, "proof": [{**options, "proofValue": multibase.encode_base58btc(signature)}]}
