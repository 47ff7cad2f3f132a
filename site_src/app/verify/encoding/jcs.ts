// JSON Canonicalization Scheme, RFC 8785: one value, one text. ECMAScript's own numbers, escapes and order of UTF-16 units are what
// it asks for.

import type { Json } from "./strictJson";

/** The canonical text of a decoded JSON value (§3.2). */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] as Json)}`);
  return `{${members.join(",")}}`;
}

/** Its bytes in UTF-8. */
export function canonicalBytes(value: Json): Uint8Array {
  return new TextEncoder().encode(canonicalJson(value));
}
