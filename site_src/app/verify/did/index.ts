// DID documents: the table of methods that are resolved here, and the one way to ask it.
// Decentralized Identifiers v1.0 §7.1 (DID Resolution).

import type { JsonObject } from "../encoding/strictJson";
import type { Instant } from "../encoding/timestamps";
import { type Fetcher, type Unavailable, unavailable } from "../fetching";
import type { TrustList } from "../trust";
import { resolveKey } from "./key";
import { resolveWeb } from "./web";

export { assertionMethods, methods } from "./document";

/** The document of a DID of a method, or why there is none. `now` bounds the dates that the method itself has. */
export type Method = (did: string, fetch: Fetcher, now: Instant | null) => Promise<JsonObject | Unavailable>;

/** Name of the method → how it is resolved. A new one is a file like its neighbours, a row here, and a twin in Python. */
// What few issuers have is loaded when the first does.
const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ["key", resolveKey],
  ["jwk", async (...asked) => (await import("./jwk")).resolveJwk(...asked)],
  ["web", resolveWeb],
  ["webvh", async (...asked) => (await import("./webvh")).resolveWebvh(...asked)],
]);
/** Methods whose DID is the key itself: no document can say otherwise. */
const DERIVED = ["key", "jwk"];

/** The DID document of a DID: from the trust list where it is pinned there, else derived or fetched. */
export async function resolve(
  did: string,
  fetch: Fetcher,
  trust: TrustList | null,
  now: Instant | null = null,
): Promise<JsonObject | Unavailable> {
  const [scheme, name = ""] = did.split(":");
  const method = scheme === "did" ? METHODS.get(name) : undefined;
  const pinned = DERIVED.includes(name) ? null : (trust?.get(did)?.didDocument ?? null);
  if (pinned !== null) return pinned["id"] === did ? pinned : unavailable("wrong-id");
  return method ? method(did, fetch, now) : unavailable("unsupported-did");
}
