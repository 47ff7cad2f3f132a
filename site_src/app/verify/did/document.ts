// What a DID document says of its keys. Controlled Identifiers v1.0 §2.2 and §2.3.2.

import { isObject, type Json, type JsonObject } from "../encoding/strictJson";

/** The document of a DID that is nothing but a key: one verification method, good for signing credentials. */
export function ofOneKey(did: string, fragment: string, method: JsonObject): JsonObject {
  const id = `${did}#${fragment}`;
  return { id: did, verificationMethod: [{ id, controller: did, ...method }], assertionMethod: [id] };
}

/** Absolute id → verification method, from the document's own list and those embedded in `assertionMethod`. */
export function methods(document: JsonObject): Map<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  for (const entry of [...list(document["verificationMethod"]), ...list(document["assertionMethod"])]) {
    if (!isObject(entry) || typeof entry["id"] !== "string") continue;
    const id = absolute(document, entry["id"]);
    if (!found.has(id)) found.set(id, entry);
  }
  return found;
}

/** Absolute ids of the methods that may sign credentials (§2.3.2). */
export function assertionMethods(document: JsonObject): Set<string> {
  const ids = list(document["assertionMethod"]).map((entry) => (isObject(entry) ? entry["id"] : entry));
  return new Set(ids.filter((id) => typeof id === "string").map((id) => absolute(document, id)));
}

function absolute(document: JsonObject, identifier: string): string {
  return identifier.startsWith("#") ? `${document["id"]}${identifier}` : identifier;
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
