// A report as elements: every signed fact, then every step.

import type { JsonObject } from "../verify/encoding/strictJson";
import type { Report, Step, StepId, StepOutcome } from "../verify/report";
import { element, foreign, link } from "./dom";
import { type Fact, type FactValue, facts } from "./facts";

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

/** Facts and steps of a report. */
export function reportView({ credential, steps }: Report): HTMLElement[] {
  const list = element("ol", { class: "lv-steps", role: "list" }, ...steps.map(stepView));
  return [...(credential ? factsView(credential) : []), element("h2", {}, "What was checked"), list];
}

function factsView(credential: JsonObject): HTMLElement[] {
  const whole = element("pre", { class: "lv-json", tabindex: "0", role: "region", "aria-label": "Whole credential" });
  whole.append(JSON.stringify(credential, null, 2));
  return [
    element("h2", {}, "What the issuer signed"),
    element("dl", { class: "lv-facts" }, ...facts(credential).map(factView)),
    element("details", { class: "lv-more" }, element("summary", {}, "The whole credential as JSON"), whole),
  ];
}

function factView({ label, values }: Fact): HTMLElement {
  return element("div", {}, element("dt", {}, label), ...values.map(valueView));
}

function valueView({ text, address = null, note = null }: FactValue): HTMLElement {
  const small = note === null ? null : element("small", {}, foreign(note));
  return element("dd", {}, link(text, address), small);
}

function stepView({ id, outcome, code, message, detail }: Step): HTMLElement {
  const { icon, word } = OUTCOMES[outcome];
  const rows = Object.entries({ code, ...detail }).map(([name, value]) =>
    element("div", {}, element("dt", {}, name), element("dd", {}, foreign(typeof value === "string" ? value : JSON.stringify(value)))),
  );
  const summary = element(
    "summary",
    {},
    element("span", { class: "lv-icon", "aria-hidden": "true" }, icon),
    element("span", {}, STEP_NAMES[id], " ", element("span", { class: "lv-word" }, word)),
  );
  const more = element("details", { class: "lv-step", "data-outcome": outcome, "data-step": id }, summary);
  more.append(element("p", {}, foreign(message)), element("dl", { class: "lv-detail" }, ...rows));
  return element("li", {}, more);
}
