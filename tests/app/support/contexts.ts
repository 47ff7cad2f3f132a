import bundled from "laurels:contexts";
import type { Contexts } from "../../../site_src/app/verify/proof/contexts";

export const contexts: Contexts = new Map(Object.entries(bundled));

/** The W3C's vectors use the vocabulary for examples, which no published badge may. */
export const withExamples: Contexts = new Map([
  ...contexts,
  ["https://www.w3.org/ns/credentials/examples/v2", { "@context": { "@vocab": "https://www.w3.org/ns/credentials/examples#" } }],
]);
