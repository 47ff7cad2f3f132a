// eddsa-rdfc-2022: Data Integrity EdDSA Cryptosuites v1.0 §3.2.

import { canonicalRdf, type Suite } from "./suite";

export const eddsaRdfc2022: Suite = {
  type: "DataIntegrityProof",
  cryptosuite: "eddsa-rdfc-2022",
  keys: ["Ed25519"],
  canonical: canonicalRdf(),
};
