"""Making a Data Integrity proof: cryptosuite eddsa-rdfc-2022, the one that we issue.

Data Integrity EdDSA Cryptosuites v1.0 §3.2 (W3C Recommendation, 15 May 2025). The suites that are read stand in `suites.py`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from laurels.encoding import multibase
from laurels.encoding.timestamps import format_timestamp
from laurels.errors import CredentialError, SignerError, UnportableTextError
from laurels.proof import ed25519
from laurels.proof.canonical import CanonicalizationError, Contexts, canonical_lines, is_portable
from laurels.proof.signer import Signer

EDDSA_RDFC_2022 = "eddsa-rdfc-2022"


def _sha256(lines: list[str]) -> bytes:
    return hashlib.sha256("".join(lines).encode("utf-8")).digest()


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
