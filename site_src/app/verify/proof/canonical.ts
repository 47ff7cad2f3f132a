// From a JSON-LD document to the canonical text that a signature covers, guarded: rdfc10.ts orders what plain.ts read, or, where a
// document is not plain, jsonld.js, which is loaded for it.

import { isObject, type Json, type JsonObject } from "../encoding/strictJson";
import type { Contexts } from "./contexts";
import { plainQuads } from "./plain";
import { canonicalize, TooComplex } from "./rdfc10";

/** Texts, numbers, lists and objects in one document. An honest badge has a hundred or two. */
const MAX_VALUES = 10_000;
/** Contexts that a document names in all: each costs about as much as a badge. */
const MAX_CONTEXTS = 64;

type CanonicalizationCode = "proof.undefined-term" | "proof.relative-iri" | "proof.unreadable" | "proof.too-complex";

/** The document has no canonical text that may be trusted. Code and detail are those of the `proof` step. */
export class CanonicalizationError extends Error {
  constructor(
    readonly code: CanonicalizationCode,
    readonly detail: JsonObject = {},
  ) {
    super(code);
    this.name = "CanonicalizationError";
  }
}

/**
 * Canonical N-Quads of a document (RDFC-1.0 §4, Data Integrity EdDSA Cryptosuites v1.0 §3.2.3).
 *
 * @param document with a top-level `@context` whose URLs are all in `contexts`
 * @param utf16 sorts as the standard does not, to tell a signature that was made that way
 * @throws CanonicalizationError
 */
export async function canonicalText(document: JsonObject, contexts: Contexts, utf16 = false): Promise<string> {
  refuseSize(document);
  const quads = plainQuads(document, contexts) ?? (await (await import("./guarded")).guardedQuads(document, contexts));
  try {
    return canonicalize(quads, { utf16 }).text;
  } catch (error) {
    if (error instanceof TooComplex) throw new CanonicalizationError("proof.too-complex");
    throw error;
  }
}

function refuseSize(document: JsonObject): void {
  let [values, contexts] = [0, 0];
  const stack: Json[] = [document];
  while (stack.length > 0 && values <= MAX_VALUES && contexts <= MAX_CONTEXTS) {
    const item = stack.pop() as Json;
    values += 1;
    if (Array.isArray(item)) for (const inner of item) stack.push(inner);
    if (!isObject(item)) continue;
    for (const inner of Object.values(item)) stack.push(inner);
    const named = item["@context"] ?? [];
    contexts += Array.isArray(named) ? named.length : 1;
  }
  if (stack.length > 0) throw new CanonicalizationError("proof.too-complex");
}

/**
 * Whether a document has characters that code points and UTF-16 units sort differently: some beyond the Basic Multilingual Plane,
 * and some behind the surrogates in it.
 */
export function hasTwoOrders(document: JsonObject): boolean {
  const text = JSON.stringify(document);
  return /[\u{10000}-\u{10ffff}]/u.test(text) && /[\ue000-\uffff]/u.test(text);
}
