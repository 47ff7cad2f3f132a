"""ecdsa-jcs-2019: Data Integrity ECDSA Cryptosuites v1.0 §3.3; contexts must be equal as in eddsa-jcs-2022."""

from laurels.proof.suite import Suite, canonical_json

SUITE = Suite("DataIntegrityProof", "ecdsa-jcs-2019", ("P-256", "P-384"), canonical_json)
