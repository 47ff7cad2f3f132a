// Ed25519Signature2020, which older badges and status lists carry: Data Integrity EdDSA Cryptosuites v1.0 §A.1.

import { canonicalRdf, type Suite } from "./suite";

// The options are read with the suite's own context, whatever the document's.
const CONTEXT = "https://w3id.org/security/suites/ed25519-2020/v1";

export const ed25519Signature2020: Suite = {
  type: "Ed25519Signature2020",
  cryptosuite: null,
  keys: ["Ed25519"],
  canonical: canonicalRdf(CONTEXT),
};
