// What a signature suite of Data Integrity is: one row of data, whatever it does to a document.

import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes } from "@noble/hashes/utils.js";
import { canonicalJson } from "../encoding/jcs";
import type { Json, JsonObject } from "../encoding/strictJson";
import { canonicalText } from "./canonical";
import type { Contexts } from "./contexts";
import type { Kind } from "./keys";

/** How a signature of one kind comes about. */
export interface Suite {
  /** The proof's `type`. */
  readonly type: string;
  /** The proof's `cryptosuite`; null where the type says it all. */
  readonly cryptosuite: string | null;
  /** Kinds of keys that it signs with. */
  readonly keys: readonly Kind[];
  /**
   * Unsecured document, proof without its value → canonical texts of options and document; `utf16` sorts as the standard does not.
   *
   * @throws CanonicalizationError
   */
  readonly canonical: (document: JsonObject, options: JsonObject, contexts: Contexts, utf16: boolean) => Promise<readonly [string, string]>;
}

/** The bytes that are signed: the hash of the options, then that of the document, by the key's own hash. */
export async function hashData(
  suite: Suite,
  document: JsonObject,
  options: JsonObject,
  contexts: Contexts,
  kind: Kind = "Ed25519",
  utf16 = false,
): Promise<Uint8Array> {
  const digest = kind === "P-384" ? (await import("./ecdsa")).sha384 : quickSha256;
  const texts = await suite.canonical(document, options, contexts, utf16);
  return concatBytes(...(await Promise.all(texts.map((text) => digest(new TextEncoder().encode(text))))));
}

/** SHA-256 by the browser, which is quick from the first byte on; by a library where the page has none, as without https. */
async function quickSha256(bytes: Uint8Array): Promise<Uint8Array> {
  const subtle = globalThis.crypto?.subtle;
  return subtle ? new Uint8Array(await subtle.digest("SHA-256", Uint8Array.from(bytes))) : sha256(bytes);
}

/** RDF Dataset Canonicalization; the options take the document's own `@context` unless another is given. */
export function canonicalRdf(optionsContext?: Json): Suite["canonical"] {
  return async (document, options, contexts, utf16) => {
    const configuration = { ...options, "@context": optionsContext ?? document["@context"] ?? [] };
    return [await canonicalText(configuration, contexts, utf16), await canonicalText(document, contexts, utf16)];
  };
}

/** JSON Canonicalization Scheme, RFC 8785. Every word of the text is signed, known to a context or not. */
export const canonicalJcs: Suite["canonical"] = async (document, options) => [canonicalJson(options), canonicalJson(document)];
