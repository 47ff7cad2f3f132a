"""eddsa-jcs-2022: Data Integrity EdDSA Cryptosuites v1.0 §3.3. Read, never issued: the official validator refuses it.

§3.3.2 lets contexts be appended after signing: they would change what the words mean, and the signature would still fit. Here a
proof's contexts must equal the document's (`structure` asks for it of every suite).
"""

from laurels.proof.suite import Suite, canonical_json

SUITE = Suite("DataIntegrityProof", "eddsa-jcs-2022", ("Ed25519",), canonical_json)
