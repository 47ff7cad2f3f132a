// From the bytes of a file to the credential in it, whatever holds it: JSON, or a token around it (a JWT), which is another chunk.

import { isObject, JsonError, type JsonObject, MAX_BYTES, tryDecodeJson } from "./encoding/strictJson";
import type { Jws } from "./proof/jws";
import { failed, type Step } from "./report";
import { entries } from "./structure";

// A header begins with a brace, and so its text with “e” and one of sixteen letters: no other text in a credential's file does.
const LOOKS_LIKE_TOKEN = /^[ \t\r\n]*(e[w-z0-9_-][A-Za-z0-9_+/=-]*\.[A-Za-z0-9_+/=.~-]*)[ \t\r\n]*$/;

/** A document, unproven, and the token that it came in. */
export interface Decoded {
  readonly document: JsonObject;
  readonly token: Jws | null;
}

/** The credential in a file; or the `decode` step that failed; or the `structure` step of a form that is not read. */
export async function decode(bytes: Uint8Array): Promise<Decoded | Step> {
  const token = bytes.length <= MAX_BYTES ? LOOKS_LIKE_TOKEN.exec(latin1(bytes))?.[1] : undefined;
  if (token !== undefined) return (await import("./tokenForm")).readToken(token);
  const document = tryDecodeJson(bytes);
  if (document instanceof JsonError) return failed(document.code, document.detail);
  if (!isObject(document)) return failed("decode.not-object");
  const isPlain = entries(document["type"]).includes("VerifiableCredential");
  return isPlain ? { document, token: null } : (await import("./tokenForm")).readOther(document);
}

/** Bytes as characters, each on its own: only what begins like a token is looked at further. */
function latin1(bytes: Uint8Array): string {
  const start = bytes.findIndex((byte) => byte > 0x20);
  return start >= 0 && bytes[start] === 0x65 ? new TextDecoder("latin1").decode(bytes) : "";
}
