// DID documents: did:key from the text itself, did:web from one https address. No other method is resolved here.
// did:key v0.9 §3; did:web Method Specification §3.2.

import { decodeEd25519Multikey, MultibaseError } from "./encoding/multibase";
import { isObject, JsonError, type Json, type JsonObject, tryDecodeJson } from "./encoding/strictJson";
import { type Fetcher, isUnavailable, type Unavailable, unavailable } from "./fetching";
import type { TrustList } from "./trust";

const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const HOST = new RegExp(`^(?:${LABEL}\\.)+${LABEL}(?:%3A[1-9][0-9]{0,4})?$`, "i");
const ONLY_DIGITS_AT_END = /(?:^|\.)(?:\d+|0x[0-9a-f]*)(?:%3A\d+)?$/i;
const SEGMENT = /^(?:[A-Za-z0-9._-]|%[0-9A-Fa-f]{2})+$/;
const CHANGES_SHAPE = /[/\\?#%@:]/;
const NOT_PRINTABLE = /[^\P{C}]|[^\P{Z} ]/u;
const MAX_DID_CHARACTERS = 500;

/**
 * The address of a did:web document, or null where the DID is not strictly one.
 *
 * Refused: IP addresses, single-label hosts, user names, empty and dot segments, and anything percent-encoded that would
 * change the shape of the address.
 */
export function didWebUrl(did: string): string | null {
  if (!did.startsWith("did:web:") || did.length > MAX_DID_CHARACTERS) return null;
  const [host = "", ...segments] = did.slice("did:web:".length).split(":");
  if (!HOST.test(host) || ONLY_DIGITS_AT_END.test(host)) return null;
  if (!segments.every((part) => SEGMENT.test(part) && isPlain(percentDecoded(part)))) return null;
  const path = segments.join("/") || ".well-known";
  return `https://${host.toLowerCase().replace("%3a", ":")}/${path}/did.json`;
}

function isPlain(segment: string): boolean {
  return segment !== "." && segment !== ".." && !CHANGES_SHAPE.test(segment) && !NOT_PRINTABLE.test(segment);
}

/** Percent-encoded UTF-8 as text; malformed sequences become replacement characters instead of an exception. */
function percentDecoded(segment: string): string {
  const binary = segment.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
}

/** The document of an Ed25519 did:key, or null where the DID is not one. */
function didKeyDocument(did: string): JsonObject | null {
  const text = did.slice("did:key:".length);
  try {
    decodeEd25519Multikey(text);
  } catch (error) {
    if (error instanceof MultibaseError) return null;
    throw error;
  }
  const method = `${did}#${text}`;
  return {
    id: did,
    verificationMethod: [{ id: method, type: "Multikey", controller: did, publicKeyMultibase: text }],
    assertionMethod: [method],
  };
}

/** The DID document of a DID: from the trust list where it is pinned there, else derived or fetched. */
export async function resolve(did: string, fetch: Fetcher, trust: TrustList | null): Promise<JsonObject | Unavailable> {
  if (did.startsWith("did:key:")) return didKeyDocument(did) ?? unavailable("unsupported-did");
  const pinned = trust?.get(did)?.didDocument ?? null;
  if (pinned !== null) return pinned["id"] === did ? pinned : unavailable("wrong-id");
  if (!did.startsWith("did:web:")) return unavailable("unsupported-did");
  const url = didWebUrl(did);
  return url === null ? unavailable("malformed-did") : fetchDocument(did, url, fetch);
}

async function fetchDocument(did: string, url: string, fetch: Fetcher): Promise<JsonObject | Unavailable> {
  const answer = await fetch(url);
  if (isUnavailable(answer)) return answer;
  if (answer.status !== 200) return unavailable(`http-${answer.status}`);
  const document = tryDecodeJson(answer.body);
  if (document instanceof JsonError || !isObject(document)) return unavailable("not-json");
  return document["id"] === did ? document : unavailable("wrong-id");
}

/** Absolute id → verification method, from the document's own list and those embedded in `assertionMethod`. */
export function methods(document: JsonObject): Map<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  for (const entry of [...list(document["verificationMethod"]), ...list(document["assertionMethod"])]) {
    if (!isObject(entry) || typeof entry["id"] !== "string") continue;
    const id = absolute(document, entry["id"]);
    if (!found.has(id)) found.set(id, entry);
  }
  return found;
}

/** Absolute ids of the methods that may sign credentials (Controlled Identifiers v1.0 §2.3.2). */
export function assertionMethods(document: JsonObject): Set<string> {
  const ids = list(document["assertionMethod"]).map((entry) => (isObject(entry) ? entry["id"] : entry));
  return new Set(ids.filter((id) => typeof id === "string").map((id) => absolute(document, id)));
}

function absolute(document: JsonObject, identifier: string): string {
  return identifier.startsWith("#") ? `${document["id"]}${identifier}` : identifier;
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
