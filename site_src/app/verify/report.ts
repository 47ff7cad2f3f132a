// The report: eight steps, one outcome, and the credential once its signature is proven.

import codes from "../../../tools/laurels/verification/codes.json";
import { canonicalJson } from "./encoding/jcs";
import type { Json, JsonObject } from "./encoding/strictJson";

export const STEPS = ["decode", "structure", "proof", "authority", "validity", "status", "trust", "recipient"] as const;

export type StepId = (typeof STEPS)[number];
export type StepOutcome = "passed" | "failed" | "indeterminate" | "skipped";
export type Outcome = "valid" | "invalid" | "indeterminate" | "unknown-issuer";
export type Code = keyof typeof codes;

/** What one step answers. */
export interface Step {
  readonly id: StepId;
  readonly outcome: StepOutcome;
  /** `<step>.<what>`, stable. */
  readonly code: Code;
  /** One plain sentence. */
  readonly message: string;
  /** Facts behind the sentence. */
  readonly detail: JsonObject;
}

/** The answer about one credential. */
export interface Report {
  readonly outcome: Outcome;
  /** Always all of STEPS, in that order. */
  readonly steps: readonly Step[];
  /** As signed; null unless the signature is proven, so that nothing unproven is shown as fact. */
  readonly credential: JsonObject | null;
}

const maker =
  (outcome: StepOutcome) =>
  (code: Code, detail: JsonObject = {}): Step => ({
    id: code.split(".")[0] as StepId,
    outcome,
    code,
    message: sentence(code, detail),
    detail,
  });

/** A step that passed. */
export const passed = maker("passed");
/** A step that failed: the answer is no. */
export const failed = maker("failed");
/** A step that could not be checked. */
export const indeterminate = maker("indeterminate");
/** A step that does not apply, or was not reached. */
export const skipped = maker("skipped");

/** A text as it is, any other JSON value as canonical JSON: what a stranger wrote where a text belongs. */
export function plain(value: Json): string {
  return typeof value === "string" ? value : canonicalJson(value);
}

/** The code's sentence, without the parts in brackets whose values are not known. Values are put in as they are and never read as placeholders themselves. */
function sentence(code: Code, detail: JsonObject): string {
  return codes[code]
    .replace(/\[([^{\]]*\{(\w+)[^\]]*)\]/g, (_, part: string, name: string) => (name in detail ? part : ""))
    .replace(/\{(\w+)\}/g, (placeholder, name: string) => plain(detail[name] ?? placeholder));
}

/**
 * A whole report from the steps that were reached; the rest is marked as not reached.
 *
 * @param asked whether somebody wanted to know whose it is
 */
export function report(reached: readonly Step[], credential: JsonObject | null, asked = false): Report {
  const steps = STEPS.map((id) => {
    const notReached = id === "recipient" && !asked ? "recipient.not-asked" : (`${id}.not-reached` as Code);
    return reached.find((step) => step.id === id) ?? skipped(notReached);
  });
  return { outcome: overall(steps), steps, credential };
}

/** The steps in one word; the order of these questions is the order of severity. */
function overall(steps: readonly Step[]): Outcome {
  if (steps.some(({ outcome }) => outcome === "failed")) return "invalid";
  if (steps.some(({ id, outcome }) => id !== "trust" && outcome === "indeterminate")) return "indeterminate";
  return steps.some(({ id, outcome }) => id === "trust" && outcome === "passed") ? "valid" : "unknown-issuer";
}
