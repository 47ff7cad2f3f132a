// What came out for one credential as elements: the facts to compare, what else was signed, every step, and what to do next.

import type { JsonObject } from "../verify/encoding/strictJson";
import type { Recipient } from "../verify/recipient";
import { consentPanel } from "./consentPanel";
import { element } from "./dom";
import { keyFactsView, otherFactsView } from "./factsView";
import { stepsView } from "./reportView";
import type { Result } from "./result";
import type { Session } from "./session";

/**
 * @param again verifies once more, for a person or after a host was allowed
 */
export function resultView(result: Result, session: Session, again: (recipient: Recipient | null) => void): HTMLElement[] {
  const { report, recipient } = result;
  const { credential } = report;
  // Not needed for the verdict: it may come a moment later.
  const next = element("div", { class: "lv-next" });
  void import("./nextView").then(({ nextView }) => next.append(...nextView(result, session, again)));
  return [
    ...consentPanel(report, session, () => again(recipient)),
    ...(credential ? keyFactsView(credential, report) : []),
    next,
    element("h2", {}, "What was checked"),
    stepsView(report.steps),
    ...(credential ? [...otherFactsView(credential, report), wholeView(credential)] : []),
  ];
}

function wholeView(credential: JsonObject): HTMLElement {
  const whole = element("pre", { class: "lv-json", tabindex: "0", role: "region", "aria-label": "Whole credential" });
  whole.append(JSON.stringify(credential, null, 2));
  return element("details", { class: "lv-more" }, element("summary", {}, "The whole credential as JSON"), whole);
}
