// What a did:webvh log says of its own rules: who may write the next entry, who must approve it, whether it may move.
// did:webvh v1.0, DID Method Parameters. A parameter that an entry leaves out keeps its value; null, which early software wrote,
// is the default.

import { decodeEd25519Multikey, MultibaseError } from "../encoding/multibase";
import { sha256Text } from "../encoding/multihash";
import { isObject, type Json, type JsonObject, member } from "../encoding/strictJson";

const METHOD = "did:webvh:1.0";
/** Keys, hashes, witnesses or watchers that one entry may name. */
const MAX_KEYS = 64;
const DEFAULTS: JsonObject = { nextKeyHashes: [], watchers: [], witness: {}, portable: false, deactivated: false, ttl: 3600, updateKeys: [] };
const ALLOWED = new Set(["method", "scid", ...Object.keys(DEFAULTS)]);
const DID_KEY = /^did:key:([1-9A-HJ-NP-Za-km-z]+)#\1$/;

/** Multikey → public key. */
export type Keys = ReadonlyMap<string, Uint8Array>;

/** The log does not hold. `reason` is `log-` and what is wrong with it. */
export class LogError extends Error {
  readonly reason: string;

  constructor(what: string) {
    super(what);
    this.name = "LogError";
    this.reason = `log-${what}`;
  }
}

/** Who must approve an entry, and how many of them; no keys where nobody has to. */
export interface Witnesses {
  readonly keys: Keys;
  readonly threshold: number;
}

export const NOBODY: Witnesses = { keys: new Map(), threshold: 0 };

/** The rules after an entry. */
export interface Parameters {
  readonly scid: string;
  /** Who may write. */
  readonly updateKeys: Keys;
  /** Where there are any, the only keys that may follow. */
  readonly nextKeyHashes: readonly string[];
  readonly witnesses: Witnesses;
  readonly portable: boolean;
  readonly deactivated: boolean;
}

/** The rules after an entry that says `given`; `before` is null for the first entry. */
export function merge(before: Parameters | null, given: Json): Parameters {
  if (!isObject(given) || !Object.keys(given).every((name) => ALLOWED.has(name))) throw new LogError("parameters");
  const said: JsonObject = {};
  for (const [name, value] of Object.entries(given)) said[name] = value === null ? (member(DEFAULTS, name) ?? null) : value;
  checkFirst(before, said);
  checkRest(said);
  const old = before ?? {
    scid: said["scid"] as string,
    updateKeys: new Map(),
    nextKeyHashes: [],
    witnesses: NOBODY,
    portable: false,
    deactivated: false,
  };
  const { updateKeys, nextKeyHashes, witness, portable, deactivated } = said;
  const made = {
    scid: old.scid,
    updateKeys: updateKeys === undefined ? old.updateKeys : readKeys(updateKeys),
    nextKeyHashes: nextKeyHashes === undefined ? old.nextKeyHashes : texts(nextKeyHashes),
    witnesses: witness === undefined ? old.witnesses : readWitnesses(witness),
    portable: portable === undefined ? old.portable : portable === true,
    deactivated: deactivated === true,
  };
  if (old.nextKeyHashes.length > 0) checkRotation(old, said, made);
  return made;
}

/** The Multikey of `did:key:X#X`, or null: the two must not differ, or the name of one key could carry another. */
export function keyOfDidKey(method: Json | undefined): string | null {
  return typeof method === "string" ? (DID_KEY.exec(method)?.[1] ?? null) : null;
}

function checkFirst(before: Parameters | null, said: JsonObject): void {
  const { method, scid, updateKeys, portable } = said;
  const right = before
    ? (method === undefined || method === METHOD) && scid === undefined && portable !== true
    : method === METHOD && typeof scid === "string" && Array.isArray(updateKeys) && updateKeys.length > 0;
  if (!right) throw new LogError("parameters");
}

function checkRest(said: JsonObject): void {
  for (const name of ["nextKeyHashes", "watchers"]) texts(said[name] ?? []);
  const { portable = false, deactivated = false, ttl = 0 } = said;
  if (typeof portable !== "boolean" || typeof deactivated !== "boolean") throw new LogError("parameters");
  if (typeof ttl !== "number" || !Number.isInteger(ttl) || ttl < 0) throw new LogError("parameters");
}

/** Pre-Rotation: both lists are said anew, and every key was promised by the entry before. */
function checkRotation(before: Parameters, said: JsonObject, after: Parameters): void {
  if (said["updateKeys"] === undefined || said["nextKeyHashes"] === undefined) throw new LogError("parameters");
  for (const key of after.updateKeys.keys()) {
    if (!before.nextKeyHashes.includes(sha256Text(new TextEncoder().encode(key)))) throw new LogError("rotation");
  }
}

function texts(value: Json): string[] {
  if (!Array.isArray(value) || value.length > MAX_KEYS) throw new LogError("parameters");
  return value.map((item) => {
    if (typeof item !== "string") throw new LogError("parameters");
    return item;
  });
}

function readKeys(value: Json): Keys {
  try {
    return new Map(texts(value).map((text) => [text, decodeEd25519Multikey(text)]));
  } catch (error) {
    throw error instanceof MultibaseError ? new LogError("parameters") : error;
  }
}

/** Who must approve. An object that does not say it rightly is never taken for “nobody”. */
function readWitnesses(value: Json): Witnesses {
  if (!isObject(value)) throw new LogError("parameters");
  if (Object.keys(value).length === 0) return NOBODY;
  const { witnesses: members, threshold } = value;
  if (!Array.isArray(members) || !members.every(isObject)) throw new LogError("parameters");
  // Some software leaves `did:key:` out; what is left is the same key and no other.
  const keys = readKeys(members.map(({ id }) => (typeof id === "string" ? id.replace(/^did:key:/, "") : "")));
  const right = typeof threshold === "number" && Number.isInteger(threshold) && threshold >= 1 && threshold <= keys.size;
  if (keys.size !== members.length || !right) throw new LogError("parameters");
  return { keys, threshold };
}
