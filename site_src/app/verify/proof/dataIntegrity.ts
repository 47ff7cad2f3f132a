// Data Integrity proofs: cryptosuite eddsa-rdfc-2022, and the older Ed25519Signature2020.
//
// Data Integrity EdDSA Cryptosuites v1.0 §3.2 and §A.1. Both suites sign the SHA-256 of the canonical proof options
// followed by the SHA-256 of the canonical document; they differ in the context of the options.

import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes } from "@noble/hashes/utils.js";
import type { Json, JsonObject } from "../encoding/strictJson";
import { canonicalText } from "./canonical";
import type { Contexts } from "./contexts";

const ED25519_2020_CONTEXT = "https://w3id.org/security/suites/ed25519-2020/v1";

/**
 * Unsecured document, proof without its value → the 64 bytes that are signed.
 *
 * @throws CanonicalizationError or TooComplex
 */
export type HashData = (document: JsonObject, options: JsonObject, contexts: Contexts) => Promise<Uint8Array>;

function hashWith(optionsContext: (document: JsonObject) => Json): HashData {
  return async (document, options, contexts) => {
    const configuration = { ...options, "@context": optionsContext(document) };
    return concatBytes(await digest(configuration, contexts), await digest(document, contexts));
  };
}

async function digest(document: JsonObject, contexts: Contexts): Promise<Uint8Array> {
  return sha256(new TextEncoder().encode(await canonicalText(document, contexts)));
}

/** §3.2.4, §3.2.5: the options take the document's own `@context`. */
export const hashDataEddsaRdfc2022 = hashWith((document) => document["@context"] ?? []);
/** §A.1: the options are read with the suite's own context. */
export const hashDataEd25519Signature2020 = hashWith(() => ED25519_2020_CONTEXT);

/** How the signed bytes of a proof type and cryptosuite come about. A new suite is one row here and one in Python. */
export function suiteFor(type: Json | undefined, cryptosuite: Json | undefined): HashData | null {
  if (type === "DataIntegrityProof") return cryptosuite === "eddsa-rdfc-2022" ? hashDataEddsaRdfc2022 : null;
  if (type === "Ed25519Signature2020") return cryptosuite === undefined ? hashDataEd25519Signature2020 : null;
  return null;
}
