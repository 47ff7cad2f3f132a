// From the bytes of a file to the credential in it, whatever holds it: JSON, or a token around it (a JWT), which is another chunk.

import { isObject, JsonError, type JsonObject, tryDecodeJson } from "./encoding/strictJson";
import type { Jws } from "./proof/jws";
import { failed, type Step } from "./report";
import { entries } from "./structure";

/** A document, unproven, and the token that it came in. */
export interface Decoded {
  readonly document: JsonObject;
  readonly token: Jws | null;
}

/** The credential in a file; or the `decode` step that failed; or the `structure` step of a form that is not read. */
export async function decode(bytes: Uint8Array): Promise<Decoded | Step> {
  // A token begins with an “e”, as its header begins with a brace; no JSON object does.
  const token = bytes[bytes.findIndex((byte) => byte > 0x20)] === 0x65 ? (await import("./tokenForm")).readBytes(bytes) : null;
  if (token) return token;
  const document = tryDecodeJson(bytes);
  if (document instanceof JsonError) return failed(document.code, document.detail);
  if (!isObject(document)) return failed("decode.not-object");
  const isPlain = entries(document["type"]).includes("VerifiableCredential");
  return isPlain ? { document, token: null } : (await import("./tokenForm")).readOther(document);
}
