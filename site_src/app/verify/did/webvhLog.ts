// The log of a did:webvh, entry by entry: each is hashed to the one before and signed by a key that was allowed to.
// did:webvh v1.0: Read (Resolve), SCID, Entry Hash, Authorized Keys, Pre-Rotation, Portability.

import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes } from "@noble/hashes/utils.js";
import { canonicalBytes, canonicalJson } from "../encoding/jcs";
import { decodeBase58btc, MultibaseError } from "../encoding/multibase";
import { sha256Text } from "../encoding/multihash";
import { decodeJson, isObject, JsonError, type Json, type JsonObject, tryDecodeJson } from "../encoding/strictJson";
import { compareInstants, type Instant, parseTimestamp } from "../encoding/timestamps";
import { verifyAtOnce as verifySignature } from "../proof/ed25519Equation";
import { address } from "./web";
import { type Keys, keyOfDidKey, LogError, merge, NOBODY, type Parameters, type Witnesses } from "./webvhParameters";

/** Versions of one DID that are read. Each costs a signature; an honest issuer has a few. */
const MAX_ENTRIES = 500;
const MAX_PROOFS = 16;
/** How far a version may lie in the future: clocks differ. */
const MAX_AHEAD_SECONDS = 300;
const DID = /^did:webvh:([1-9A-HJ-NP-Za-km-z]{46}):(.+)$/s;
const MEMBERS = ["parameters", "proof", "state", "versionId", "versionTime"];
const PLACEHOLDER = "{SCID}";
const LINE_FEED = 10;

/** One entry that holds. */
export interface Version {
  readonly id: string;
  readonly document: JsonObject;
  /** Any one of these groups is enough; none where nobody had to approve it. */
  readonly approval: readonly Witnesses[];
  readonly deactivated: boolean;
}

/** SCID and address of the log of a did:webvh; null where it is not strictly one. */
export function location(did: Json | undefined): { scid: string; url: string } | null {
  const parts = typeof did === "string" ? DID.exec(did) : null;
  const url = parts && address(parts[2] as string, "did.jsonl");
  return parts && url ? { scid: parts[1] as string, url } : null;
}

/**
 * The entries of a `did.jsonl`.
 *
 * @throws LogError
 */
export function read(data: Uint8Array): JsonObject[] {
  const lines = linesOf(data);
  if (lines.length > MAX_ENTRIES) throw new LogError("too-long");
  return lines.map((line) => {
    const entry = tryDecodeJson(line);
    if (entry instanceof JsonError) throw new LogError("not-json");
    if (!isObject(entry) || Object.keys(entry).sort().join() !== MEMBERS.join()) throw new LogError("entry");
    return entry;
  });
}

/**
 * Every version, if all of them hold; witnesses are looked at elsewhere.
 *
 * @throws LogError
 */
export function verify(entries: readonly JsonObject[], scid: string, now: Instant | null): Version[] {
  const versions: Version[] = [];
  let before: Parameters | null = null;
  let previous = scid;
  let moment: Instant | null = null;
  let did: string | null = null;
  for (const [index, entry] of entries.entries()) {
    if (before?.deactivated) throw new LogError("deactivated-before-its-end");
    const parameters: Parameters = merge(before, entry["parameters"] ?? null);
    if (index === 0 && (parameters.scid !== scid || computedScid(entry, scid) !== scid)) throw new LogError("scid");
    const id = `${index + 1}-${sha256Text(canonicalBytes({ ...unsigned(entry), versionId: previous }))}`;
    if (entry["versionId"] !== id) throw new LogError("hash");
    moment = checkTime(entry["versionTime"] ?? null, moment, now);
    const document = entry["state"] as JsonObject;
    did = checkIdentity(document, did, scid, before?.portable ?? false);
    checkProofs(entry, before && before.nextKeyHashes.length === 0 ? before : parameters);
    const approval = approving(before?.witnesses ?? NOBODY, parameters.witnesses);
    versions.push({ id, document, approval, deactivated: parameters.deactivated });
    before = parameters;
    previous = id;
  }
  return versions;
}

/**
 * The Multikey of the signer, where an `eddsa-jcs-2022` proof holds by one of some keys; else null.
 * Data Integrity EdDSA Cryptosuites v1.0 §3.3; did:webvh v1.0, Authorized Keys.
 */
export function holds(document: JsonObject, proof: Json, keys: Keys): string | null {
  if (!isObject(proof) || Object.hasOwn(proof, "@context")) return null;
  const { type, cryptosuite, proofPurpose, verificationMethod, created, proofValue, ...rest } = proof;
  if (type !== "DataIntegrityProof" || cryptosuite !== "eddsa-jcs-2022" || proofPurpose !== "assertionMethod") return null;
  if (created !== undefined && (typeof created !== "string" || parseTimestamp(created) === null)) return null;
  const multikey = keyOfDidKey(verificationMethod);
  const key = multikey === null ? undefined : keys.get(multikey);
  const signature = typeof proofValue === "string" ? base58(proofValue) : null;
  if (!key || !signature) return null;
  const options: JsonObject = { ...rest, type, cryptosuite, proofPurpose, verificationMethod: verificationMethod as string };
  if (created !== undefined) options["created"] = created;
  const data = concatBytes(sha256(canonicalBytes(options)), sha256(canonicalBytes(document)));
  return verifySignature(key, signature, data) ? multikey : null;
}

function base58(text: string): Uint8Array | null {
  try {
    return decodeBase58btc(text);
  } catch (error) {
    if (error instanceof MultibaseError) return null;
    throw error;
  }
}

/** The lines, without the feed that ends the last one. */
function linesOf(data: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let start = 0;
  for (let at = data.indexOf(LINE_FEED); at >= 0; at = data.indexOf(LINE_FEED, start)) {
    lines.push(data.subarray(start, at));
    start = at + 1;
  }
  if (start < data.length || lines.length === 0) lines.push(data.subarray(start));
  return lines;
}

function unsigned({ proof: _, ...entry }: JsonObject): JsonObject {
  return entry;
}

/** Verify SCID: the hash of the first entry with the SCID taken out of its text everywhere. */
function computedScid(entry: JsonObject, scid: string): string {
  const text = canonicalJson({ ...unsigned(entry), versionId: PLACEHOLDER }).replaceAll(scid, PLACEHOLDER);
  return sha256Text(canonicalBytes(decodeJson(new TextEncoder().encode(text))));
}

function checkTime(text: Json, previous: Instant | null, now: Instant | null): Instant {
  const moment = typeof text === "string" ? parseTimestamp(text) : null;
  if (moment === null || !/(?:Z|\+00:00)$/.test(text as string)) throw new LogError("time");
  if (previous && compareInstants(moment, previous) <= 0) throw new LogError("time");
  if (now && compareInstants(moment, { ...now, seconds: now.seconds + MAX_AHEAD_SECONDS }) > 0) throw new LogError("time");
  return moment;
}

/** The DID of a version; another one than before only where the log says that it may move. */
function checkIdentity(document: Json, previous: string | null, scid: string, portable: boolean): string {
  const did = isObject(document) ? document["id"] : undefined;
  if (location(did)?.scid !== scid) throw new LogError("identity");
  if (previous !== null && previous !== did) {
    const names = isObject(document) ? document["alsoKnownAs"] : undefined;
    if (!portable || !Array.isArray(names) || !names.includes(previous)) throw new LogError("move");
  }
  return did as string;
}

/**
 * Who has to approve a version: whoever had to before, or whoever it names where there was nobody.
 *
 * Most implementations, and the method's published logs, let a smaller group approve the very version that appoints it. So it
 * may, if all of it had a say before: whoever has stolen a key must not be able to appoint witnesses of their own.
 */
function approving(before: Witnesses, after: Witnesses): Witnesses[] {
  if (before.keys.size === 0) return after.keys.size > 0 ? [after] : [];
  const smaller = after.keys.size > 0 && [...after.keys.keys()].every((key) => before.keys.has(key));
  return smaller ? [before, after] : [before];
}

function checkProofs(entry: JsonObject, active: Parameters): void {
  const given = entry["proof"] as Json;
  const proofs = Array.isArray(given) ? given : [given];
  if (proofs.length < 1 || proofs.length > MAX_PROOFS) throw new LogError("proof");
  const document = unsigned(entry);
  if (!proofs.every((proof) => holds(document, proof, active.updateKeys))) throw new LogError("proof");
}
