import { load, others, own } from "laurels:contexts";
import { type Contexts, partlyLoaded } from "../../../site_src/app/verify/proof/contexts";

export const contexts: Contexts = partlyLoaded(own, others, load);

/** The W3C's vectors use the vocabulary for examples, which no published badge may. */
export const withExamples: Contexts = new Map([
  ...Object.entries({ ...own, ...(await load()) }),
  ["https://www.w3.org/ns/credentials/examples/v2", { "@context": { "@vocab": "https://www.w3.org/ns/credentials/examples#" } }],
]);
