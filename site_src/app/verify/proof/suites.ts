// The table of signature suites that are read. A new suite is a file like its neighbours, a row here, and a twin in Python.

import type { Json } from "../encoding/strictJson";
import { ecdsaJcs2019 } from "./ecdsaJcs2019";
import { ecdsaRdfc2019 } from "./ecdsaRdfc2019";
import { ed25519Signature2020 } from "./ed25519Signature2020";
import { eddsaJcs2022 } from "./eddsaJcs2022";
import { eddsaRdfc2022 } from "./eddsaRdfc2022";
import type { Suite } from "./suite";

export const SUITES: readonly Suite[] = [eddsaRdfc2022, eddsaJcs2022, ecdsaRdfc2019, ecdsaJcs2019, ed25519Signature2020];

/** The suite of a proof's type and cryptosuite; null where it is not read. */
export function suiteFor(type: Json | undefined, cryptosuite: Json | undefined): Suite | null {
  return SUITES.find((suite) => suite.type === type && suite.cryptosuite === (cryptosuite ?? null)) ?? null;
}
