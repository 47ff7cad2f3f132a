// What to do about a step that failed or could not be checked.

import type { Code, StepId } from "../verify/report";
import texts from "./advice.json";

const advice: Readonly<Record<string, string>> = texts;

/** What to do, by code; where none is written for the code, by its step. */
export function adviceFor(code: Code): string {
  return advice[code] ?? advice[code.split(".")[0] as StepId] ?? "";
}
