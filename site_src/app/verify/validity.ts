// Is it in its time? Verifiable Credentials 2.0 §4.9, Data Model v1.1 §4.6 and §4.7.

import type { JsonObject } from "./encoding/strictJson";
import { compareInstants, type Instant, parseTimestamp } from "./encoding/timestamps";
import { failed, passed, type Step } from "./report";
import { objects } from "./structure";
import { dateNames } from "./versions";

/** When the signature around a credential begins and ends, as XSD dateTimeStamps; the last moment of each counts. */
export interface TokenTimes {
  readonly begins: readonly string[];
  readonly ends: readonly string[];
}

/**
 * Whether an instant lies between the credential's beginning and end, both included, and in its signature's own time.
 *
 * @param claims the times of the token that it came in
 */
export function checkValidity(document: JsonObject, now: Instant, claims: TokenTimes | null = null): Step {
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

/** Data Integrity 1.0 §2.1 (`expires`), or the token's own times. */
function checkSignatureTime(document: JsonObject, now: Instant, claims: TokenTimes | null): Step | null {
  const ends = claims ? claims.ends : objects(document["proof"]).map(({ expires }) => expires);
  for (const begins of claims?.begins ?? []) {
    if (compareInstants(now, parseTimestamp(begins) as Instant) < 0) return failed("validity.proof-not-yet", { begins });
  }
  for (const expires of ends) {
    if (expires === undefined) continue;
    const last = typeof expires === "string" ? parseTimestamp(expires) : null;
    if (last === null || compareInstants(now, last) > 0) return failed("validity.proof-expired", { expires });
  }
  return null;
}
