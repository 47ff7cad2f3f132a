"""Ed25519Signature2020, which older badges and status lists carry: Data Integrity EdDSA Cryptosuites v1.0 §A.1."""

from __future__ import annotations

from functools import partial

from laurels.proof.suite import Suite, canonical_rdf

CONTEXT = "https://w3id.org/security/suites/ed25519-2020/v1"

# The options are read with the suite's own context, whatever the document's.
SUITE = Suite("Ed25519Signature2020", None, ("Ed25519",), partial(canonical_rdf, options_context=CONTEXT))
