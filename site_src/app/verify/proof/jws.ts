// JSON Web Signatures in compact form, read strictly. RFC 7515 §3.1 and §5.2; RFC 8725 (Best Current Practices).
// What signs is chosen from a short list, never from what the token asks for.

import { decodeBase64url } from "../encoding/base64url";
import { decodeJson, isObject, type JsonObject } from "../encoding/strictJson";
import type { Kind } from "./keys";

/** `alg` → the kind of key that goes with it (RFC 7518 §3.1, RFC 8037 §3.1). A new algorithm is a row here and in Python. */
export const ALGORITHMS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ["EdDSA", "Ed25519"],
  ["ES256", "P-256"],
  ["RS256", "RSA"],
]);
/** Without a key, or with one that whoever checks could sign with too (RFC 8725 §3.1). */
export const PROVES_NOTHING = /^(?:none|HS\d+)$/i;

/** The text is no compact JWS; the message says why, to go on a sentence. */
export class JwsError extends Error {
  override name = "JwsError";
}

/** A token taken apart; nothing about it is proven. */
export interface Jws {
  readonly header: JsonObject;
  readonly payload: JsonObject;
  /** What the signature covers (RFC 7515 §5.2 step 8). */
  readonly signingInput: Uint8Array;
  readonly signature: Uint8Array;
}

/**
 * The parts of a compact JWS.
 *
 * @throws JwsError, and JsonError where header or content is not strict JSON
 */
export function parse(text: string): Jws {
  const parts = text.split(".");
  if (parts.length === 5) throw new JwsError("it is encrypted");
  if (parts.length !== 3) throw new JwsError(`it has ${parts.length} parts instead of 3`);
  const decoded = parts.map(decodeBase64url);
  if (decoded.includes(null)) throw new JwsError("a part of it is not base64url");
  const [header, payload, signature] = decoded as [Uint8Array, Uint8Array, Uint8Array];
  const signingInput = new TextEncoder().encode(text.slice(0, text.lastIndexOf(".")));
  return { header: object(header, "header"), payload: object(payload, "content"), signingInput, signature };
}

function object(bytes: Uint8Array, name: string): JsonObject {
  const value = decodeJson(bytes);
  if (!isObject(value)) throw new JwsError(`its ${name} is not an object`);
  return value;
}
