"""The table of signature suites that are read. A new suite is a file like its neighbours, a row here, and a twin in the browser."""

from __future__ import annotations

from collections.abc import Mapping

from laurels.proof import ecdsa_jcs_2019, ecdsa_rdfc_2019, ed25519_signature_2020, eddsa_jcs_2022, eddsa_rdfc_2022
from laurels.proof.suite import Suite

SUITES: Mapping[tuple[str, str | None], Suite] = {
    (module.SUITE.type, module.SUITE.cryptosuite): module.SUITE
    for module in (eddsa_rdfc_2022, eddsa_jcs_2022, ecdsa_rdfc_2019, ecdsa_jcs_2019, ed25519_signature_2020)
}
"""(proof type, cryptosuite) → suite."""
