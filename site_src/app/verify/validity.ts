// Is it in its time? Verifiable Credentials 2.0 §4.9, Data Model v1.1 §4.6 and §4.7.

import type { JsonObject } from "./encoding/strictJson";
import { compareInstants, fromNumericDate, type Instant, parseTimestamp } from "./encoding/timestamps";
import { failed, passed, type Step } from "./report";
import { objects } from "./structure";
import { dateNames } from "./versions";

/**
 * Whether an instant lies between the credential's beginning and end, both included, and in its signature's own time.
 *
 * @param claims those of the token that it came in, already held against the credential
 */
export function checkValidity(document: JsonObject, now: Instant, claims: JsonObject | null = null): Step {
  const shown: JsonObject = {};
  const limits: Instant[] = [];
  const [begins, ends] = dateNames(document);
  for (const [name, member] of [["validFrom", begins], ["validUntil", ends]] as const) {
    const text = document[member];
    if (text === undefined) continue;
    const instant = typeof text === "string" ? parseTimestamp(text) : null;
    if (instant === null) return failed("validity.malformed", { pointer: `/${member}` });
    shown[name] = text;
    limits.push(instant);
  }
  const start = shown["validFrom"] === undefined ? undefined : limits[0];
  const end = shown["validUntil"] === undefined ? undefined : limits.at(-1);
  if (start && end && compareInstants(end, start) < 0) return failed("validity.reversed", shown);
  if (start && compareInstants(now, start) < 0) return failed("validity.not-yet", shown);
  if (end && compareInstants(now, end) > 0) return failed("validity.expired", shown);
  const signature = checkSignatureTime(document, now, claims);
  if (signature) return signature;
  if (end) return passed("validity.ok", { validFrom: "its award", ...shown });
  return start ? passed("validity.open", shown) : passed("validity.unlimited");
}

/** Data Integrity 1.0 §2.1 (`expires`); RFC 7519 §4.1.4 to §4.1.6 (`exp`, `nbf`, `iat`). */
function checkSignatureTime(document: JsonObject, now: Instant, claims: JsonObject | null): Step | null {
  const instant = (text: unknown) => (typeof text === "string" ? parseTimestamp(text) : null);
  for (const claim of claims ? ["nbf", "iat"] : []) {
    const begins = fromNumericDate(claims?.[claim]);
    const first = instant(begins);
    if (first && compareInstants(now, first) < 0) return failed("validity.proof-not-yet", { begins });
  }
  const ends = claims ? [fromNumericDate(claims["exp"])] : objects(document["proof"]).map(({ expires }) => expires);
  for (const expires of ends) {
    if (expires === undefined || expires === null) continue;
    const last = instant(expires);
    if (last === null || compareInstants(now, last) > 0) return failed("validity.proof-expired", { expires });
  }
  return null;
}
