// JSON-LD contexts by exact URL out of a closed set. Nothing is ever fetched.

import type { JsonObject } from "../encoding/strictJson";

/** URL → context document. */
export type Contexts = ReadonlyMap<string, JsonObject>;

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
    const document = contexts.get(url);
    if (!document) throw new Error(`${url} is not a known context`);
    // The tag lets jsonld.js keep what it made of a context; without it every call processes them all again.
    return { contextUrl: null, document, documentUrl: url, tag: "static" };
  };
}
