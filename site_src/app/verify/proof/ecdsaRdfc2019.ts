// ecdsa-rdfc-2019: Data Integrity ECDSA Cryptosuites v1.0 §3.2; P-256 with SHA-256, P-384 with SHA-384.

import { canonicalRdf, type Suite } from "./suite";

export const ecdsaRdfc2019: Suite = {
  type: "DataIntegrityProof",
  cryptosuite: "ecdsa-rdfc-2019",
  keys: ["P-256", "P-384"],
  canonical: canonicalRdf(),
};
