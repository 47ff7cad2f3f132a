// The documents that an assertion names: its badge class, and the profile of whoever issues that.
// Open Badges 2.0, BadgeClass and Profile. What a document says of itself counts only where it was fetched from its own address.

import { isObject, type Json, type JsonObject } from "../encoding/strictJson";
import { isUnavailable, type Unavailable, unavailable } from "../fetching";
import type { World } from "../proofs";
import { indeterminate, type Step } from "../report";
import { entries } from "../structure";
import { fetchObject } from "../tokens";
import { isUrl } from "./assertion";

/** From the assertion to its issuer. */
export interface Chain {
  /** The badge class: from inside the assertion, else from its address. */
  readonly badge: JsonObject;
  /** The address of the issuer's profile. */
  readonly issuer: string;
  /** The profile, from that address. */
  readonly profile: JsonObject;
}

/** The badge class and the profile, or the `authority` step that says what could not be had. */
export async function findChain(document: JsonObject, world: World): Promise<Chain | Step> {
  const given = document["badge"] as string | JsonObject;
  const badge = typeof given === "string" ? await fetchNamed(given, world) : given;
  if (isUnavailable(badge)) return indeterminate("authority.unavailable", { did: given, reason: badge.unavailable });
  const named = badge["issuer"];
  const issuer = isObject(named) ? named["id"] : named;
  if (!isUrl(issuer)) {
    const did = typeof badge["id"] === "string" ? badge["id"] : "none";
    return indeterminate("authority.unavailable", { did, reason: "malformed-document" });
  }
  const profile = await fetchNamed(issuer, world);
  if (isUnavailable(profile)) return indeterminate("authority.unavailable", { did: issuer, reason: profile.unavailable });
  return { badge, issuer, profile };
}

/** The document at an address, if it says that it is the one of that address. */
export async function fetchNamed(url: string, world: World): Promise<JsonObject | Unavailable> {
  const found = isUrl(url) ? await fetchObject(url, world) : unavailable("blocked");
  return isUnavailable(found) || found["id"] === url ? found : unavailable("wrong-id");
}

/** Address → key, of the keys that a profile lists; null where it gives the address alone. */
export function publicKeys(profile: JsonObject): Map<string, JsonObject | null> {
  const found = new Map<string, JsonObject | null>();
  for (const entry of entries(profile["publicKey"])) {
    if (typeof entry === "string") found.set(entry, null);
    else if (isObject(entry) && typeof entry["id"] === "string") found.set(entry["id"], entry);
  }
  return found;
}

/**
 * Whether an issuer's hosted assertions may stand at an address (VerificationObject, `startsWith` and `allowedOrigins`).
 *
 * Without a rule, only at the host of its own profile. A prefix means its own host: what merely begins with the same letters is
 * another one.
 */
export function isInScope(url: string, { profile, issuer }: Chain): boolean {
  const rules = isObject(profile["verification"]) ? profile["verification"] : {};
  const prefixes = entries(rules["startsWith"]);
  const hosts = entries(rules["allowedOrigins"]);
  const fits = (prefix: Json) => isUrl(prefix) && url.startsWith(prefix) && host(url) === host(prefix);
  if (prefixes.length > 0 && !prefixes.some(fits)) return false;
  if (hosts.length > 0) return hosts.some((one) => typeof one === "string" && bare(one) === host(url));
  return prefixes.length > 0 || host(url) === host(issuer);
}

const bare = (origin: string): string => origin.toLowerCase().replace(/^https:\/\//, "").replace(/\/$/, "");

/** Host and port of an https address. */
function host(url: string): string {
  return (url.replace(/^https:\/\//, "").split(/[/?]/)[0] as string).toLowerCase();
}
