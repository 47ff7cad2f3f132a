// What an issuer signed as elements: first what a reader compares with a CV, large, then the rest.

import type { JsonObject } from "../verify/encoding/strictJson";
import type { Report } from "../verify/report";
import { element, foreign, link } from "./dom";
import { type Fact, type FactValue, facts, KEY_FACTS } from "./facts";
import { shown } from "./olderBadges";

/** Key facts alone, to stand next to the verdict. */
export function keyFactsView(credential: JsonObject, report: Report): HTMLElement[] {
  return [element("h2", {}, "What the issuer signed"), list(parts(credential, report)[0], "lv-facts lv-key")];
}

/** The facts that are not among the key ones. */
export function otherFactsView(credential: JsonObject, report: Report): HTMLElement[] {
  return [element("h2", {}, "Everything else that was signed"), list(parts(credential, report)[1], "lv-facts")];
}

/** All facts. */
export function factsView(credential: JsonObject, report: Report): HTMLElement[] {
  const [key, others] = parts(credential, report);
  return [element("h2", {}, "What the issuer signed"), list(key, "lv-facts lv-key"), list(others, "lv-facts")];
}

function parts(credential: JsonObject, report: Report): [Fact[], Fact[]] {
  const all = facts(shown(report) ?? credential, report.steps.find(({ id }) => id === "trust"));
  const isKey = ({ label }: Fact) => KEY_FACTS.includes(label);
  return [all.filter(isKey), all.filter((fact) => !isKey(fact))];
}

function list(found: readonly Fact[], look: string): HTMLElement {
  return element("dl", { class: look }, ...found.map(factView));
}

function factView({ label, values }: Fact): HTMLElement {
  return element("div", {}, element("dt", {}, label), ...values.map(valueView));
}

function valueView({ text, address = null, note = null }: FactValue): HTMLElement {
  // An identifier is for machines: it does not stand as large as a name.
  const look = /^(?:urn|did):/.test(text) ? "lv-id" : null;
  return element("dd", { class: look }, link(text, address), note === null ? null : element("small", {}, foreign(note)));
}

