// did:web: the document at one https address. did:web Method Specification §3.2 (Read).

import { isObject, JsonError, tryDecodeJson } from "../encoding/strictJson";
import { type Fetched, type Fetcher, isUnavailable, type Unavailable, unavailable } from "../fetching";
import type { Method } from "./index";

const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const HOST = new RegExp(`^(?:${LABEL}\\.)+${LABEL}(?:%3A[1-9][0-9]{0,4})?$`, "i");
const ONLY_DIGITS_AT_END = /(?:^|\.)(?:\d+|0x[0-9a-f]*)(?:%3A\d+)?$/i;
const SEGMENT = /^(?:[A-Za-z0-9._-]|%[0-9A-Fa-f]{2})+$/;
const CHANGES_SHAPE = /[/\\?#%@:]/;
const NOT_PRINTABLE = /[^\P{C}]|[^\P{Z} ]/u;
const MAX_DID_CHARACTERS = 500;
const MAX_HOST_CHARACTERS = 253; // RFC 1035 §2.3.4
const MAX_PORT = 65_535;

/**
 * The https address of a file that belongs to a DID, or null where the location is not strictly one.
 *
 * Refused: IP addresses in any spelling, single-label hosts, user names, empty and dot segments, and anything
 * percent-encoded that would change the shape of the address.
 *
 * @param location what follows `did:web:`: host, perhaps `%3A` and a port, and path segments between colons
 */
export function address(location: string, file: string): string | null {
  if ([...location].length > MAX_DID_CHARACTERS) return null;
  const [host = "", ...segments] = location.split(":");
  if (!HOST.test(host) || ONLY_DIGITS_AT_END.test(host)) return null;
  const [name = "", port] = host.toLowerCase().split("%3a");
  if (name.length > MAX_HOST_CHARACTERS || Number(port ?? 0) > MAX_PORT) return null;
  if (!segments.every((part) => SEGMENT.test(part) && isPlain(percentDecoded(part)))) return null;
  const path = segments.join("/") || ".well-known";
  return `https://${name}${port === undefined ? "" : `:${port}`}/${path}/${file}`;
}

function isPlain(segment: string): boolean {
  return segment !== "." && segment !== ".." && !CHANGES_SHAPE.test(segment) && !NOT_PRINTABLE.test(segment);
}

/** Percent-encoded UTF-8 as text; malformed sequences become replacement characters instead of an exception. */
function percentDecoded(segment: string): string {
  const binary = segment.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
}

/** The address of a did:web document, or null where the DID is not strictly one. */
export function documentUrl(did: string): string | null {
  return did.startsWith("did:web:") ? address(did.slice("did:web:".length), "did.json") : null;
}

/** The document that the DID's host publishes; its `id` must be the DID. */
export const resolveWeb: Method = async (did, fetch) => {
  const url = documentUrl(did);
  if (url === null) return unavailable("malformed-did");
  const answer = await get(url, fetch);
  if (isUnavailable(answer)) return answer;
  const document = tryDecodeJson(answer.body);
  if (document instanceof JsonError || !isObject(document)) return unavailable("not-json");
  return document["id"] === did ? document : unavailable("wrong-id");
};

/** The answer of an address, if it is one with a body. */
export async function get(url: string, fetch: Fetcher): Promise<Fetched | Unavailable> {
  const answer = await fetch(url);
  return isUnavailable(answer) || answer.status === 200 ? answer : unavailable(`http-${answer.status}`);
}
