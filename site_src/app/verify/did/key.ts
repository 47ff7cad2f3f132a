// did:key: the DID is the key. did:key v0.9 §3.1 (Read).

import { decodeEd25519Multikey, MultibaseError } from "../encoding/multibase";
import { unavailable } from "../fetching";
import { ofOneKey } from "./document";
import type { Method } from "./index";

/** The document of a did:key of a kind of key that is read here. */
export const resolveKey: Method = async (did) => {
  const text = did.slice("did:key:".length);
  try {
    decodeEd25519Multikey(text);
  } catch (error) {
    if (error instanceof MultibaseError) return unavailable("unsupported-did");
    throw error;
  }
  return ofOneKey(did, text, { type: "Multikey", publicKeyMultibase: text });
};
