"""eddsa-rdfc-2022: Data Integrity EdDSA Cryptosuites v1.0 §3.2 (W3C Recommendation, 15 May 2025)."""

from laurels.proof.suite import Suite, canonical_rdf

SUITE = Suite("DataIntegrityProof", "eddsa-rdfc-2022", ("Ed25519",), canonical_rdf)
