// Every step of a report as elements: a line each, which opens to the cause, what to do, and the code.

import type { JsonObject } from "../verify/encoding/strictJson";
import type { Report, Step, StepId, StepOutcome } from "../verify/report";
import { element, foreign } from "./dom";
import { factsView } from "./factsView";

const STEP_NAMES: Record<StepId, string> = {
  decode: "File",
  structure: "Format",
  proof: "Signature",
  authority: "Issuer’s key",
  validity: "Dates",
  status: "Revocation",
  trust: "Known issuer",
  recipient: "Recipient",
};

const OUTCOMES: Record<StepOutcome, { icon: string; word: string }> = {
  passed: { icon: "✓", word: "passed" },
  failed: { icon: "✗", word: "failed" },
  indeterminate: { icon: "?", word: "could not be checked" },
  skipped: { icon: "–", word: "not checked" },
};

/** Steps that are no forgery: they have a look of their own. */
const LATE = ["validity.expired", "validity.not-yet", "validity.proof-expired", "status.suspended"];

/** Facts and steps of a report. */
export function reportView(report: Report): HTMLElement[] {
  const { credential, steps } = report;
  return [...(credential ? factsView(credential, report) : []), element("h2", {}, "What was checked"), stepsView(steps)];
}

export function stepsView(steps: readonly Step[]): HTMLElement {
  return element("ol", { class: "lv-steps", role: "list" }, ...steps.map((step) => element("li", {}, stepView(step))));
}

function stepView({ id, outcome, code, message, detail }: Step): HTMLElement {
  const { icon, word } = OUTCOMES[outcome];
  const summary = element(
    "summary",
    {},
    element("span", { class: "lv-icon", "aria-hidden": "true" }, icon),
    element("span", {}, STEP_NAMES[id], " ", element("span", { class: "lv-word" }, word)),
  );
  const look = LATE.includes(code) ? "late" : outcome;
  const more = element("details", { class: "lv-step", "data-outcome": outcome, "data-look": look, "data-step": id }, summary);
  more.append(element("p", { class: "lv-cause" }, foreign(message)));
  const advice = element("p", { class: "lv-advice" });
  if (outcome === "failed" || outcome === "indeterminate") {
    more.append(advice);
    // The texts are loaded when somebody wants to read one.
    more.addEventListener("toggle", () => void import("./advice").then(({ adviceFor }) => advice.replaceChildren(adviceFor(code))), { once: true });
  }
  more.append(element("dl", { class: "lv-detail" }, ...rows({ code, ...detail })));
  return more;
}

function rows(detail: JsonObject): HTMLElement[] {
  return Object.entries(detail).map(([name, value]) =>
    element("div", {}, element("dt", {}, name), element("dd", {}, foreign(typeof value === "string" ? value : JSON.stringify(value)))),
  );
}
