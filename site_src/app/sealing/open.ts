// A sealed badge opened: what the site holds and the key in the link give the credential as it was signed, to the byte.

import { sha256 } from "@noble/hashes/sha2.js";
import { canonicalBytes } from "../verify/encoding/jcs";
import { decodeJson, type Json, JsonError, type JsonObject } from "../verify/encoding/strictJson";
import { fill, objectOf, templateOf, textOf } from "./template";
import { keyOf, openValues, SealingError } from "./values";

export interface Opened {
  readonly credential: JsonObject;
  /** The canonical bytes, which are those that were signed and may be kept. */
  readonly bytes: Uint8Array;
}

/** The name of the template that an award's file asks for: SHA-256 in hexadecimal digits. @throws SealingError */
export function templateName(award: Uint8Array): string {
  const name = textOf(decoded(award)["template"]);
  if (!/^[0-9a-f]{64}$/.test(name)) throw new SealingError("altered");
  return name;
}

/**
 * Opens a sealed badge.
 *
 * @param award the bytes of `sealed.json`
 * @param template the bytes of the template it names
 * @param fragment the link's fragment
 * @param identifier the UUID of the page, which the award must have
 * @throws SealingError
 */
export function open(award: Uint8Array, template: Uint8Array, fragment: string, identifier: string): Opened {
  const key = keyOf(fragment);
  const line = decoded(award);
  const { template: name, ...rest } = decoded(template);
  if (line["id"] !== identifier || name !== line["template"] || hex(sha256(canonicalBytes(rest))) !== name) {
    throw new SealingError("altered");
  }
  const values = openValues(textOf(line["sealed"]), identifier, key);
  const credential = fill(templateOf(rest), values, fieldsOf(line));
  const bytes = canonicalBytes(credential);
  if (hex(sha256(bytes)) !== line["digest"]) throw new SealingError("altered");
  return { credential, bytes };
}

function fieldsOf(line: JsonObject): ReadonlyMap<string, string> {
  const places = Object.entries(objectOf(line["status"])).map(([list, index]) => [list, String(index)] as const);
  return new Map([["id", textOf(line["id"])], ["issued", textOf(line["issued"])], ...places]);
}

function decoded(data: Uint8Array): JsonObject {
  let value: Json;
  try {
    value = decodeJson(data);
  } catch (error) {
    if (error instanceof JsonError) throw new SealingError("altered");
    throw error;
  }
  return objectOf(value);
}

function hex(data: Uint8Array): string {
  return Array.from(data, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
