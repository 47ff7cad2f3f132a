// The list of issuers that whoever asks has decided to trust.

import { isObject, JsonError, type Json, type JsonObject, tryDecodeJson } from "./encoding/strictJson";
import { type Instant, parseDate } from "./encoding/timestamps";
import { indeterminate, passed, plain, type Step } from "./report";

const SECONDS_A_DAY = 86_400;

/** The trust list is not one. */
export class TrustError extends Error {
  override name = "TrustError";
}

/** One trusted issuer. */
export interface TrustedEntry {
  readonly name: string;
  /** The last day it is trusted, `YYYY-MM-DD`. */
  readonly until: string | null;
  /** A pinned DID document, used instead of fetching it. */
  readonly didDocument: JsonObject | null;
}

/** DID → entry. */
export type TrustList = ReadonlyMap<string, TrustedEntry>;

/**
 * A trust list from JSON such as a site's `/trust.json`.
 *
 * @throws TrustError
 */
export function parseTrust(data: Uint8Array): TrustList {
  const value = tryDecodeJson(data);
  if (value instanceof JsonError) throw new TrustError(`it is not strict JSON (${value.code})`);
  return trustFrom(value);
}

/**
 * A trust list from decoded JSON: `{"issuers": [{"id", "name", "until"?, "didDocument"?}]}`.
 *
 * @throws TrustError
 */
export function trustFrom(value: Json): TrustList {
  const entries = isObject(value) ? value["issuers"] : undefined;
  if (!Array.isArray(entries)) throw new TrustError('it must be an object with a list "issuers"');
  const issuers = new Map<string, TrustedEntry>();
  for (const [position, entry] of entries.entries()) {
    if (!isObject(entry) || typeof entry["id"] !== "string") throw new TrustError(`entry ${position} has no "id"`);
    const { id, name = id, until = null, didDocument = null } = entry;
    if (didDocument !== null && !isObject(didDocument)) throw new TrustError(`the "didDocument" of ${id} is not an object`);
    if (until !== null && (typeof until !== "string" || parseDate(until) === null)) {
      throw new TrustError(`"until" of ${id} is not a date like 2029-12-31`);
    }
    issuers.set(id, { name: plain(name), until, didDocument });
  }
  return issuers;
}

/** Whether an issuer is on the list. Without a list nobody is: silence is not trust. */
export async function checkTrust(did: string, trust: TrustList | null, now: Instant): Promise<Step> {
  if (trust === null) return indeterminate("trust.none-given");
  const entry = trust.get(did);
  if (!entry) return unknown(did, trust);
  const lastDay = entry.until === null ? null : parseDate(entry.until);
  if (lastDay !== null && now.seconds >= lastDay.seconds + SECONDS_A_DAY) {
    return indeterminate("trust.ended", { did, until: entry.until });
  }
  return passed("trust.ok", { did, name: entry.name });
}

/** Nobody on the list; said louder where the domain seems made to be taken for one that is. */
async function unknown(did: string, trust: TrustList): Promise<Step> {
  // Only for strangers: badges of our own load no more than they need.
  const { didHost, mixesScripts, resembles, shown } = await import("./lookalike");
  const host = didHost(did);
  if (host === null) return indeterminate("trust.unknown", { did });
  const known = [...trust.keys()].map(didHost).filter((other) => other !== null);
  const like = resembles(host, known);
  const domain = shown(host);
  if (like !== null) return indeterminate("trust.lookalike", { did, domain, like });
  if (mixesScripts(host)) return indeterminate("trust.mixed-scripts", { did, domain });
  return domain === host ? indeterminate("trust.unknown", { did }) : indeterminate("trust.international", { did, domain });
}
