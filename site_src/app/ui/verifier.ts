// What a check needs and a page does not: its own chunk.

import documents from "laurels:contexts";
import type { Contexts } from "../verify/proof/contexts";

export { verify } from "../verify/pipeline";
export { parseTrust } from "../verify/trust";

export const contexts: Contexts = new Map(Object.entries(documents));
