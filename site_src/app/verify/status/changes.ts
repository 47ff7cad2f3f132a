// When and why was it revoked or suspended? What an issuer says beside its status list, where the signed list vouches for it
// (Verifiable Credentials 2.0 §5.3, Integrity of Related Resources).
//
// Loaded and asked only once a bit is set. Whatever is amiss, the bit stands: then when and why are not known, and nothing
// unsigned is told.

import { sha256Of } from "../encoding/multihash";
import { isObject, type Json, type JsonObject, JsonError, tryDecodeJson } from "../encoding/strictJson";
import { parseDate } from "../encoding/timestamps";
import { isUnavailable } from "../fetching";
import type { World } from "../proofs";
import { remember } from "./memory";

/** Reason code of a change of status → how it is said. */
const REASONS: ReadonlyMap<Json | undefined, string> = new Map([
  ["issued-in-error", "issued in error"],
  ["assessment-withdrawn", "the assessment was withdrawn"],
  ["misconduct", "misconduct"],
  ["superseded", "replaced by another credential"],
  ["holder-request", "at the holder’s request"],
  ["key-compromise", "a signing key was compromised"],
  ["under-review", "under review"],
  ["cleared", "the review ended well"],
  ["other", "another reason"],
]);

type Change = { readonly date: string; readonly reason: string; readonly why: string };
type Changes = ReadonlyMap<number, Change>;

/**
 * Facts for the step: `changes`, the file's address, with `date`, `reason` and `why` (the reason in words), or with `unread`, why it
 * could not be used. Nothing where the list names no such file.
 *
 * @param resources the entries of the signed list's `relatedResource`
 */
export async function explained(resources: readonly Json[], listUrl: string, index: number, world: World): Promise<JsonObject> {
  const changes = `${listUrl.replace(/\.json$/, "")}-changes.json`;
  const named = resources.filter((item): item is JsonObject => isObject(item) && item["id"] === changes);
  if (named.length === 0) return {};
  const digests = named.map((item) => item["digestMultibase"]);
  const key = `changes ${listUrl} ${JSON.stringify(digests)}`;
  const told = await remember(world, key, () => read(changes, digests, listUrl, world), (found) => typeof found !== "string");
  if (typeof told === "string") return { changes, unread: told };
  const change = told.get(index);
  return change ? { changes, ...change } : { changes, unread: "not-named" };
}

/** The changes by index, or why there are none. */
async function read(address: string, [digest, ...more]: readonly (Json | undefined)[], listUrl: string, world: World): Promise<Changes | string> {
  const answer = await world.fetch(address);
  if (isUnavailable(answer)) return answer.unavailable;
  if (answer.status !== 200) return `http-${answer.status}`;
  if (more.length > 0 || digest !== sha256Of(answer.body)) return "digest";
  return decoded(answer.body, listUrl) ?? "malformed";
}

/** The changes of a list; null where one entry cannot be read. */
function decoded(data: Uint8Array, listUrl: string): Changes | null {
  const value = tryDecodeJson(data);
  if (value instanceof JsonError || !isObject(value) || value["list"] !== listUrl || !Array.isArray(value["changes"])) return null;
  const found = new Map<number, Change>();
  for (const item of value["changes"]) {
    if (!isObject(item)) return null;
    const { date, reason, indexes } = item;
    const why = REASONS.get(reason);
    if (why === undefined || typeof date !== "string" || !parseDate(date) || !Array.isArray(indexes)) return null;
    for (const index of indexes) {
      if (typeof index !== "number" || !Number.isInteger(index) || index < 0 || found.has(index)) return null;
      found.set(index, { date, reason: reason as string, why });
    }
  }
  return found;
}
