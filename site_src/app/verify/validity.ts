// Is it in its time? Verifiable Credentials 2.0 §4.9.

import type { JsonObject } from "./encoding/strictJson";
import { compareInstants, type Instant, parseTimestamp } from "./encoding/timestamps";
import { failed, passed, type Step } from "./report";
import { objects } from "./structure";

/** Whether an instant lies between `validFrom` and `validUntil`, both included. */
export function checkValidity(document: JsonObject, now: Instant): Step {
  const shown: JsonObject = {};
  const limits: Instant[] = [];
  for (const name of ["validFrom", "validUntil"]) {
    const text = document[name];
    if (text === undefined) continue;
    const instant = typeof text === "string" ? parseTimestamp(text) : null;
    if (instant === null) return failed("validity.malformed", { pointer: `/${name}` });
    shown[name] = text;
    limits.push(instant);
  }
  const start = shown["validFrom"] === undefined ? undefined : limits[0];
  const end = shown["validUntil"] === undefined ? undefined : limits.at(-1);
  if (start && end && compareInstants(end, start) < 0) return failed("validity.reversed", shown);
  if (start && compareInstants(now, start) < 0) return failed("validity.not-yet", shown);
  if (end && compareInstants(now, end) > 0) return failed("validity.expired", shown);
  for (const { expires } of objects(document["proof"])) {
    const instant = typeof expires === "string" ? parseTimestamp(expires) : null;
    if (expires !== undefined && (instant === null || compareInstants(now, instant) > 0)) {
      return failed("validity.proof-expired", { expires });
    }
  }
  if (end) return passed("validity.ok", { validFrom: "its award", ...shown });
  return start ? passed("validity.open", shown) : passed("validity.unlimited");
}
