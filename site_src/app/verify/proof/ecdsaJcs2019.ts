// ecdsa-jcs-2019: Data Integrity ECDSA Cryptosuites v1.0 §3.3; contexts must be equal as in eddsa-jcs-2022.

import { canonicalJcs, type Suite } from "./suite";

export const ecdsaJcs2019: Suite = {
  type: "DataIntegrityProof",
  cryptosuite: "ecdsa-jcs-2019",
  keys: ["P-256", "P-384"],
  canonical: canonicalJcs,
};
