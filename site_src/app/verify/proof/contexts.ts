// JSON-LD contexts by exact URL out of a closed set. Nothing is ever fetched.

import type { JsonObject } from "../encoding/strictJson";

/** URL → context document. A Map is one. */
export interface Contexts {
  has(url: string): boolean;
  get(url: string): JsonObject | undefined | Promise<JsonObject | undefined>;
}

type Documents = Readonly<Record<string, JsonObject>>;

/** Contexts of which some are at hand, and others are loaded all together when the first of them is asked for. */
export function partlyLoaded(own: Documents, others: readonly string[], load: () => Promise<Documents>): Contexts {
  const atHand = new Map(Object.entries(own));
  const later = new Set(others);
  let loading: Promise<Documents> | null = null;
  return {
    has: (url) => atHand.has(url) || later.has(url),
    get(url) {
      if (!later.has(url)) return atHand.get(url);
      loading ??= load();
      return loading.then((documents) => documents[url]);
    },
  };
}

/** What jsonld.js asks of a document loader. */
export interface RemoteDocument {
  contextUrl: null;
  document: JsonObject;
  documentUrl: string;
  tag: "static";
}

/** A loader that answers from the set and refuses everything else. */
export function staticLoader(contexts: Contexts): (url: string) => Promise<RemoteDocument> {
  return async (url) => {
    const document = await contexts.get(url);
    if (!document) throw new Error(`${url} is not a known context`);
    // The tag lets jsonld.js keep what it made of a context; without it every call processes them all again.
    return { contextUrl: null, document, documentUrl: url, tag: "static" };
  };
}
