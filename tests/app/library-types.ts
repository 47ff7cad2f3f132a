// Compiled only: the types that are published fit what the library is.

import * as library from "../../site_src/app/library/index";
import type * as published from "../../site_src/app/library/types";

const checked: Pick<typeof published, "STEPS" | "verify" | "headline" | "offline" | "parseTrust" | "challengeFrom"> = library;
const names: Record<keyof typeof published, unknown> = library;
const others: Record<keyof typeof library, unknown> = {} as typeof published;

export { checked, names, others };
