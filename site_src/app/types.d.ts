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
  /** URL → JSON-LD context document; put together by build/bundle.mjs. */
  const documents: Record<string, import("./verify/encoding/strictJson").JsonObject>;
  export default documents;
}

declare module "punycode/punycode.es6.js" {
  const punycode: { decode(text: string): string };
  export default punycode;
}

declare module "*.css";
