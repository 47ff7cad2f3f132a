"""One Data Integrity proof: cryptosuite eddsa-rdfc-2022, the one that we issue. Many are `Prover`'s business.

The suites that are read stand in `suites.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from laurels.proof.canonical import Contexts
from laurels.proof.prover import Prover
from laurels.proof.signer import Signer


def secure(
    document: Mapping[str, Any],
    *,
    signer: Signer,
    verification_method: str,
    created: datetime,
    contexts: Contexts,
) -> dict[str, Any]:
    """The document with its proof, as a new object.

    `verification_method` is an absolute DID URL. Raises `UnportableTextError` where widespread verifiers would order the canonical lines
    differently, `CredentialError` where the document cannot be canonicalised, and `SignerError` where the signer fails
    or answers with a signature that does not fit its public key.
    """
    prover = Prover(signer, verification_method=verification_method, created=created, contexts=contexts)
    return prover.secure(document)
