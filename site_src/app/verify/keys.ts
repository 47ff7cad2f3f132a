// The key that signed, and whether the issuer vouches for it.
// Controlled Identifiers v1.0 §3.3 (Retrieve Verification Method) and §2.3.2 (Assertion).

import { assertionMethods, methods, resolve } from "./did";
import { isObject, type Json, type JsonObject } from "./encoding/strictJson";
import { compareInstants, formatTimestamp, type Instant, parseTimestamp } from "./encoding/timestamps";
import { type Fetcher, isUnavailable, type Unavailable } from "./fetching";
import { fromMultikey, isPrivate, type Kind, type PublicKey, weakness } from "./proof/keys";
import { failed, indeterminate, passed, plain, type Step } from "./report";
import type { TrustList } from "./trust";

const MULTIKEY_TYPES: unknown[] = ["Multikey", "Ed25519VerificationKey2020"];
const JWK_TYPES: unknown[] = ["JsonWebKey", "JsonWebKey2020"];

/** Where a verification method led to. */
export interface Found {
  readonly methodId: string;
  /** The DID that the method belongs to, and its document. */
  readonly did: string;
  readonly document: JsonObject | Unavailable;
  /** The method as the document has it. */
  readonly method: JsonObject | undefined;
}

/** The DID document of a method's DID, and the method in it. */
export async function find(methodId: string, fetch: Fetcher, trust: TrustList | null, now: Instant): Promise<Found> {
  const did = methodId.split("#")[0] as string;
  const document = await resolve(did, fetch, trust, now);
  return { methodId, did, document, method: isUnavailable(document) ? undefined : methods(document).get(methodId) };
}

/** The key to check a signature with, or the `proof` step where there is none that can be used. */
export async function readKey(found: Found, kinds: readonly Kind[], suite: string): Promise<PublicKey | Step> {
  const { document, method, methodId, did } = found;
  if (isUnavailable(document)) {
    return indeterminate("proof.key-unavailable", { did, method: methodId, reason: document.unavailable });
  }
  if (!method) return indeterminate("proof.key-missing", { method: methodId });
  return usable(await publicKey(method), method, methodId, kinds, suite);
}

/** The key, if it is of a kind that goes with the suite, and a forger could not use it as well. */
export async function usable(
  key: PublicKey | null,
  method: JsonObject,
  name: string,
  kinds: readonly Kind[],
  suite: string,
): Promise<PublicKey | Step> {
  if (!key) return indeterminate("proof.key-unsupported", { method: name });
  if (!kinds.includes(key.kind)) return failed("proof.key-kind", { method: name, kind: key.kind, suite });
  const jwk = method["publicKeyJwk"] ?? method;
  const reason = isObject(jwk) && isPrivate(jwk) ? "it is published with its private part" : await weakness(key);
  return reason === null ? key : failed("proof.key-unsafe", { method: name, reason });
}

/** The key in a verification method; null where it is of a kind that is not read here. */
export async function publicKey(method: JsonObject): Promise<PublicKey | null> {
  const { type, publicKeyMultibase: multikey, publicKeyJwk: jwk } = method;
  if (MULTIKEY_TYPES.includes(type) && typeof multikey === "string") return fromMultikey(multikey);
  return JWK_TYPES.includes(type) && isObject(jwk) ? (await import("./proof/jwk")).fromJwk(jwk) : null;
}

/**
 * Whether the issuer lists the key for signing credentials, and the key was good when it signed.
 *
 * @param created the time of the signature as an XSD dateTimeStamp, if it says one
 */
export function checkAuthority(issuer: string, found: Found, created: Json | undefined): Step {
  const { did, document, method, methodId } = found;
  if (did !== issuer) return failed("authority.other-issuer", { did: issuer, controller: did });
  if (isUnavailable(document)) return indeterminate("authority.unavailable", { did, reason: document.unavailable });
  if (!method || !assertionMethods(document).has(methodId)) return failed("authority.not-listed", { did, method: methodId });
  const controller = method["controller"] ?? did;
  if (controller !== did) return failed("authority.other-issuer", { did: issuer, controller: plain(controller) });
  return checkKeyLife(did, method, created);
}

/** Controlled Identifiers v1.0 §2.2: `revoked` and `expires` of a verification method. */
function checkKeyLife(did: string, method: JsonObject, created: Json | undefined): Step {
  for (const [name, code] of [
    ["revoked", "authority.key-revoked"],
    ["expires", "authority.key-expired"],
  ] as const) {
    const date = method[name];
    if (date === undefined) continue;
    const end = timestampOf(date);
    if (end === null) return indeterminate("authority.unavailable", { did, reason: "malformed-document" });
    const signed = timestampOf(created);
    if (created === undefined || signed === null) return indeterminate("authority.undated", { did });
    if (compareInstants(signed, end) >= 0) return failed(code, { did, created, [name]: formatTimestamp(end) });
  }
  return passed("authority.ok", { did });
}

/** The instant of a JSON value that is a dateTimeStamp; else null. */
export function timestampOf(value: Json | undefined): Instant | null {
  return typeof value === "string" ? parseTimestamp(value) : null;
}
