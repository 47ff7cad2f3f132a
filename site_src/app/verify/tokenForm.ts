// The credential in a token. Securing Verifiable Credentials using JOSE and COSE §3.1 (the credential is the token's content);
// Verifiable Credentials Data Model v1.1 §6.3.1 (a claim `vc` in the token). Loaded only for a token, and for
// what is neither that nor plainly a credential.

import type { Decoded } from "./decoding";
import { isObject, JsonError, type JsonObject, MAX_BYTES } from "./encoding/strictJson";
import { fromNumericDate } from "./encoding/timestamps";
import { type Jws, JwsError, parse } from "./proof/jws";
import { failed, indeterminate, plain, type Step } from "./report";
import { entries } from "./structure";
import { dateNames, isAssertion } from "./versions";

/** Registered claims (RFC 7519 §4.1): what the token says of itself, beside the credential. */
const CLAIMS = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"];
const SELECTIVE = ["vc+sd-jwt", "dc+sd-jwt", "sd-jwt", "vc+ld+json+sd-jwt", "sd+jwt"];

// A header begins with a brace, and so its text with “e” and one of sixteen letters: no other text in a credential's file does.
const LOOK = /^[ \t\r\n]*(e[w-z0-9_-][A-Za-z0-9_+/=-]*\.[A-Za-z0-9_+/=.~-]*)[ \t\r\n]*$/;
const ENVELOPE = "EnvelopedVerifiableCredential";
const DATA_URL = /^data:application\/(?:vc\+jwt|vc\+sd-jwt|jwt|vc\+ld\+jwt)[^,]*,([^]*)$/;

/** What a document that does not call itself a credential holds, or the step that ends here. */
export function readOther(document: JsonObject): Decoded | Step {
  const types = entries(document["type"]);
  if (types.includes(ENVELOPE)) {
    const id = document["id"];
    const inside = typeof id === "string" ? DATA_URL.exec(id)?.[1] : undefined;
    return inside === undefined ? failed("structure.field", { pointer: "/id", expected: "a data: URL with a token" }) : readToken(inside);
  }
  if (types.includes("VerifiablePresentation")) return unsupported("a presentation of credentials");
  return isOldAssertion(document) ? unsupported("an Open Badge of version 1") : { document, token: null };
}

/** Whether a document is of Open Badges 1. */
function isOldAssertion(document: JsonObject): boolean {
  if (entries(document["@context"]).includes("https://w3id.org/openbadges/v1")) return true;
  return document["@context"] === undefined && ["uid", "recipient", "badge", "verify"].every((name) => document[name] !== undefined);
}

/** The credential in a file that is a token; null where it is none. */
export function readBytes(bytes: Uint8Array): Decoded | Step | null {
  const text = bytes.length <= MAX_BYTES ? LOOK.exec(new TextDecoder("latin1").decode(bytes))?.[1] : undefined;
  return text === undefined ? null : readToken(text);
}

/** The credential in a token, or the step that ends here. */
export function readToken(text: string): Decoded | Step {
  // SD-JWT §4: what follows the token may or may not be shown.
  if (text.includes("~")) return unsupported("an SD-JWT");
  const token = tryParse(text);
  if ("code" in token) return token;
  const { header, payload } = token;
  const type = plain(header["typ"] ?? null).toLowerCase().replace(/^application\//, "");
  if (SELECTIVE.includes(type) || payload["_sd_alg"] !== undefined) return unsupported("an SD-JWT");
  if (payload["vp"] !== undefined) return unsupported("a presentation of credentials");
  const inside = payload["vc"];
  if (inside === undefined && isAssertion(payload)) return { document: payload, token };
  if (inside === undefined && isOldAssertion(payload)) return unsupported("an Open Badge of version 1");
  if (inside === undefined) {
    const members = Object.entries(payload).filter(([name]) => !CLAIMS.includes(name));
    return { document: Object.fromEntries(members), token };
  }
  return isObject(inside) ? { document: completed(inside, payload), token } : failed("structure.not-a-credential");
}

const unsupported = (form: string): Step => indeterminate("structure.unsupported", { form });

function tryParse(text: string): Jws | Step {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof JsonError) return failed(error.code, error.detail);
    if (error instanceof JwsError) return failed("decode.not-jwt", { reason: error.message });
    throw error;
  }
}

/** The credential with what only the claims say (Data Model v1.1 §6.3.1): both are signed. */
function completed(inside: JsonObject, claims: JsonObject): JsonObject {
  const made = { ...inside };
  const [start, end] = dateNames(inside);
  for (const [claim, name] of [["iss", "issuer"], ["jti", "id"]] as const) {
    const said = claims[claim];
    if (typeof said === "string" && made[name] === undefined) made[name] = said;
  }
  for (const [claim, name] of [["nbf", start], ["exp", end]] as const) {
    const instant = fromNumericDate(claims[claim]);
    if (instant !== null && made[name] === undefined) made[name] = instant;
  }
  const subject = made["credentialSubject"];
  if (isObject(subject) && subject["id"] === undefined && typeof claims["sub"] === "string") {
    made["credentialSubject"] = { id: claims["sub"], ...subject };
  }
  return made;
}
