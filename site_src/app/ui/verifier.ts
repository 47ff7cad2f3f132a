// What a check needs and a page does not: its own chunk.

import { load, others, own } from "laurels:contexts";
import { partlyLoaded } from "../verify/proof/contexts";

export { verify } from "../verify/pipeline";
export { parseTrust } from "../verify/trust";

export const contexts = partlyLoaded(own, others, load);
