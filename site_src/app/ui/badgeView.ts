// The facts of an opened badge as the page of a public one shows them: the twin of laurels/render/templates/badge.html.

import type { BadgeFacts, Named, ResultFact } from "./badgeFacts";
import { element, foreign, link } from "./dom";
import { language } from "./words";

/** The line under the title: to whom, by whom, when. */
export function awardLine({ recipient, issuer, issuerId, awarded }: BadgeFacts): (Node | string)[] {
  return [
    "Awarded",
    ...(recipient === "" ? [] : [" to ", element("strong", {}, foreign(recipient))]),
    " by ",
    link(issuer.name || issuerId, issuer.address),
    awarded === "" ? "" : ` on ${awarded}`,
  ];
}

/**
 * Everything below it.
 *
 * @param definition address of the definition's page, which says how to renew; empty where there is none
 */
export function badgeView(facts: BadgeFacts, identifier: string, definition: string): HTMLElement[] {
  return [
    summary(facts, identifier, definition),
    element("p", {}, foreign(facts.description)),
    ...section("Results", facts.results.map(resultView)),
    ...section("Evidence", listed(facts.evidence.map(evidenceView))),
    ...section("What it took", facts.narrative === "" ? [] : prose(facts.narrative)),
    ...section("Skills", listed(facts.skills.map((skill) => [link(skill.name, skill.address)]), "skills")),
  ];
}

function summary(facts: BadgeFacts, identifier: string, definition: string): HTMLElement {
  const { validFrom, validUntil, ends, name } = facts;
  const left = element("laurels-validity" as "div", { "data-until": ends, "data-name": name, "data-id": identifier });
  const renew = definition === "" ? [] : [" · ", element("a", { href: `${definition}#Validity` }, "How to renew")];
  return element(
    "dl",
    {},
    ...(validUntil !== "" ? [row("Valid", `${validFrom} to ${validUntil} `, left, ...renew)] : validFrom !== "" ? [row("Valid", `From ${validFrom}, does not run out`)] : []),
    ...(facts.credits === "" ? [] : [row("Credits", `${facts.credits} ECTS`)]),
    ...facts.european.map((item) => row(item.kind, link(item.name, item.address))),
    ...(facts.language === "" ? [] : [row("Language", language(facts.language))]),
  );
}

function row(label: string, ...values: (Node | string)[]): HTMLElement {
  return element("div", {}, element("dt", {}, label), element("dd", {}, ...values));
}

function section(title: string, content: readonly HTMLElement[]): HTMLElement[] {
  return content.length === 0 ? [] : [element("h2", {}, title), ...content];
}

function listed(items: readonly (readonly Node[])[], style: string | null = null): HTMLElement[] {
  if (items.length === 0) return [];
  return [element("ul", { class: style }, ...items.map((item) => element("li", {}, ...item)))];
}

function resultView({ criterion, reached, description, required }: ResultFact): HTMLElement {
  const needed = required === "" ? null : element("small", {}, ` (required: ${required})`);
  return element(
    "div",
    { class: "result" },
    element("h3", {}, foreign(criterion || "Result")),
    element("p", {}, element("strong", {}, foreign(reached)), needed),
    ...(description === "" ? [] : prose(description)),
  );
}

function evidenceView({ name, address, text, kind }: Named): Node[] {
  const title = name || (address ?? (kind === "" ? "Evidence" : "Receipt"));
  return [
    link(title, address),
    ...(kind === "" ? [] : [element("p", {}, element("small", {}, "SHA-256 ", element("code", {}, kind)))]),
    ...(text === "" ? [] : prose(text)),
  ];
}

/** Plain text as elements: blank lines part paragraphs, lines that begin with `- ` are a list. */
export function prose(text: string): HTMLElement[] {
  return text.replaceAll("\r\n", "\n").split("\n\n").filter((block) => block.trim() !== "").flatMap(block);
}

function block(text: string): HTMLElement[] {
  const lines = text.split("\n");
  const items = lines.filter((line) => line.startsWith("- ")).map((line) => element("li", {}, foreign(line.slice(2).trim())));
  const words = lines.filter((line) => !line.startsWith("- ")).map((line) => line.trim()).filter((line) => line !== "").join(" ");
  return [...(words === "" ? [] : [element("p", {}, foreign(words))]), ...(items.length === 0 ? [] : [element("ul", {}, ...items)])];
}
