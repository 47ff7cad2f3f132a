// What has no type information of its own, as far as it is used here.

declare module "jsonld" {
  type Value = import("./verify/encoding/strictJson").Json;
  export interface Warning {
    event: { level: string; code: string; details: Record<string, unknown> };
    next: () => void;
  }
  interface Options {
    base: string;
    eventHandler: (warning: Warning) => void;
    documentLoader: (url: string) => Promise<unknown>;
    skipExpansion?: true;
  }
  const jsonld: {
    expand(document: object, options: Options): Promise<Value[]>;
    toRDF(document: object, options: Options): Promise<unknown>;
  };
  export default jsonld;
}

declare module "laurels:contexts" {
  type Documents = Record<string, import("./verify/encoding/strictJson").JsonObject>;
  /** URL → JSON-LD context document, as far as our own badges use them; put together by build/bundle.mjs. */
  export const own: Documents;
  /** The URLs of all others. */
  export const others: readonly string[];
  /** Their documents. */
  export function load(): Promise<Documents>;
}

declare module "punycode/punycode.es6.js" {
  const punycode: { decode(text: string): string };
  export default punycode;
}

declare module "laurels:build" {
  /** Version of the package, and SHA-256 of the sources that the bundle was made from; put together by build/bundle.mjs. */
  export const version: string;
  export const source: string;
}

declare module "*.css";

declare module "pdfjs-dist/legacy/build/pdf.min.mjs" {
  export const getDocument: typeof import("pdfjs-dist").getDocument;
  export const VerbosityLevel: typeof import("pdfjs-dist").VerbosityLevel;
}

declare module "pdfjs-dist/legacy/build/pdf.worker.min.mjs";
