"""Making Data Integrity proofs, one or a hundred thousand: cryptosuite eddsa-rdfc-2022, the one that we issue.

Data Integrity EdDSA Cryptosuites v1.0 §3.2 (W3C Recommendation, 15 May 2025).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from laurels.encoding import jcs, multibase
from laurels.encoding.timestamps import format_timestamp
from laurels.errors import CredentialError, SignerError, UnportableTextError
from laurels.proof import ed25519
from laurels.proof.canonical import CanonicalizationError, Contexts, canonical_lines, is_portable
from laurels.proof.signer import Signer

EDDSA_RDFC_2022 = "eddsa-rdfc-2022"


class Prover:
    """Secures documents with one key at one instant.

    Args:
        signer: holds the key.
        verification_method: the key's absolute DID URL.
        created: when the proofs are made.
        contexts: the known contexts.
        check_every: verify each signature of so many before it is given out; 1 is each. More is for a key in this very
            process, where signing and verifying are the same library: checking costs three times what signing does.
    """

    def __init__(
        self, signer: Signer, *, verification_method: str, created: datetime, contexts: Contexts, check_every: int = 1
    ) -> None:
        self._signer = signer
        self._public_key = signer.public_key
        self.contexts = contexts
        self._check_every = check_every
        self._signed = 0
        self._option_hashes: dict[str, bytes] = {}
        self.options: Mapping[str, str] = {
            "type": "DataIntegrityProof",
            "cryptosuite": EDDSA_RDFC_2022,
            "created": format_timestamp(created),
            "verificationMethod": verification_method,
            "proofPurpose": "assertionMethod",
        }
        """The proof without its value."""

    def secure(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """The document with its proof (§3.2.1 Create Proof), as a new object. Raises as `document_hash` and `sign`."""
        (value,) = self.sign([self.options_hash(document) + self.document_hash(document)])
        return {**document, "proof": [{**self.options, "proofValue": value}]}

    def options_hash(self, document: Mapping[str, Any]) -> bytes:
        """SHA-256 of the canonical proof options, read with a document's contexts (§3.2.5). Raises `CredentialError`."""
        context = jcs.canonical_bytes(document["@context"]).decode()
        if context not in self._option_hashes:
            options = {**self.options, "@context": document["@context"]}
            self._option_hashes[context] = _sha256(_lines(options, self.contexts))
        return self._option_hashes[context]

    def document_hash(self, document: Mapping[str, Any]) -> bytes:
        """SHA-256 of the canonical document.

        Raises `UnportableTextError` where widespread verifiers would order the canonical lines differently, and
        `CredentialError` where the document cannot be canonicalised.
        """
        lines = _lines(document, self.contexts)
        if not is_portable(lines):
            raise UnportableTextError(
                "Some text mixes characters (such as an emoji and half-width Japanese) that widespread verifiers put in "
                "another order than the standard; they would reject the badge.",
                hint="Leave out the emoji, or write the half-width characters in full width.",
            )
        return _sha256(lines)

    def sign(self, hashes: Sequence[bytes]) -> list[str]:
        """The proof values over some hash data (§3.2.4 and §3.2.6): each the options' hash, then the document's, 64 bytes.

        Many at a time are signed faster than one after another between other work, whose data would push the signer's out of
        the processor's caches. Raises `SignerError` where the signer fails, or answers with a signature that does not fit its
        public key.
        """
        sign = self._signer.sign
        signatures = [sign(data) for data in hashes]
        for number in range(-self._signed % self._check_every, len(hashes), self._check_every):
            if not ed25519.verify(self._public_key, signatures[number], hashes[number]):
                raise SignerError(
                    "The signer answered with a signature that does not fit its public key.",
                    hint="Check that the signer holds the key named in keys/public.",
                )
        self._signed += len(hashes)
        return list(map(multibase.encode_base58btc, signatures))


def _sha256(lines: list[str]) -> bytes:
    try:
        return hashlib.sha256("".join(lines).encode("utf-8")).digest()
    except UnicodeEncodeError:
        raise _half() from None


def _half() -> CredentialError:
    # Raised from nothing: the error beneath would quote the text, which may be a learner's.
    return CredentialError("A text holds half of a character.", hint="Type it again.")


def _lines(document: Mapping[str, Any], contexts: Contexts) -> list[str]:
    try:
        return canonical_lines(document, contexts)
    except CanonicalizationError as error:
        raise CredentialError(
            f"The credential cannot be signed: {error.code} {error.detail}.",
            hint="Take out what the standard's contexts do not define.",
        ) from error
    except UnicodeEncodeError:
        raise _half() from None
