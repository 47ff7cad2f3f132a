"""ecdsa-rdfc-2019: Data Integrity ECDSA Cryptosuites v1.0 §3.2; P-256 with SHA-256, P-384 with SHA-384."""

from laurels.proof.suite import Suite, canonical_rdf

SUITE = Suite("DataIntegrityProof", "ecdsa-rdfc-2019", ("P-256", "P-384"), canonical_rdf)
