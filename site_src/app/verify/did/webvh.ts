// did:webvh: the last document of a log that proves its own history. did:webvh Method Specification v1.0, Read (Resolve).
//
// Internationalised hosts are written in their ASCII form here, as in did:web. Of a log that does not verify to its end nothing
// is used: the specification lets a resolver fall back to an earlier version, but then somebody who damages the end of a log
// could bring back a key that was rotated out.

import { isObject, type Json, type JsonObject } from "../encoding/strictJson";
import { isUnavailable, unavailable } from "../fetching";
import type { Method } from "./index";
import { get } from "./web";
import { location, read, verify } from "./webvhLog";
import { LogError } from "./webvhParameters";
import { checkWitnesses } from "./webvhWitness";

/**
 * The current document of a DID whose whole log holds.
 * Reasons beside those of did:web: `log-` and what is wrong with the log, and `deactivated`.
 */
export const resolveWebvh: Method = async (did, fetch, now) => {
  const place = location(did);
  if (place === null) return unavailable("malformed-did");
  const answer = await get(place.url, fetch);
  if (isUnavailable(answer)) return answer;
  try {
    const versions = verify(read(answer.body), place.scid, now);
    if (versions.some(({ approval }) => approval.length > 0)) {
      const approvals = await get(place.url.replace(/did\.jsonl$/, "did-witness.json"), fetch);
      if (isUnavailable(approvals)) return approvals;
      checkWitnesses(versions, approvals.body);
    }
    const last = versions.at(-1);
    if (!last || !versions.some(({ document }) => document["id"] === did)) return unavailable("wrong-id");
    return last.deactivated ? unavailable("deactivated") : named(last.document, did);
  } catch (error) {
    if (error instanceof LogError) return unavailable(error.reason);
    throw error;
  }
};

/** The document under the DID that was asked for: a DID that moved is still the same, because its SCID is. */
function named(document: JsonObject, did: string): JsonObject {
  const current = document["id"] as string;
  const renamed = (value: Json): Json => {
    if (typeof value === "string") {
      return value === current || value.startsWith(`${current}#`) ? did + value.slice(current.length) : value;
    }
    if (Array.isArray(value)) return value.map(renamed);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, key === "alsoKnownAs" ? item : renamed(item)]));
  };
  return current === did ? document : (renamed(document) as JsonObject);
}
