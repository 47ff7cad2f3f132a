// did:key: the DID is the key. did:key v0.9 §3.1 (Read).

import { unavailable } from "../fetching";
import { fromMultikey } from "../proof/keys";
import { ofOneKey } from "./document";
import type { Method } from "./index";

/** The document of a did:key of a kind of key that is read here. */
export const resolveKey: Method = async (did) => {
  const text = did.slice("did:key:".length);
  if (fromMultikey(text) === null) return unavailable("unsupported-did");
  return ofOneKey(did, text, { type: "Multikey", publicKeyMultibase: text });
};
