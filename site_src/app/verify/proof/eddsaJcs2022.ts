// eddsa-jcs-2022: Data Integrity EdDSA Cryptosuites v1.0 §3.3. Contexts appended after signing (§3.3.2) are refused by `structure`.

import { canonicalJcs, type Suite } from "./suite";

export const eddsaJcs2022: Suite = {
  type: "DataIntegrityProof",
  cryptosuite: "eddsa-jcs-2022",
  keys: ["Ed25519"],
  canonical: canonicalJcs,
};
