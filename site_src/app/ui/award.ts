// Entry of the bundle for the pages of public awards: one sentence on the badge that the page is about. Its check begins before there
// is an element to show it, with what checks already there.

import { BadgeCheckElement } from "./badgeCheckElement";
import * as checker from "./checker"; // a file of its own, which the verify page and its workers load as well
import { ANSWERED, whenRead } from "./dom";
import { environment } from "./environment";
import { Session } from "./session";

environment.checker = async () => checker;
const script = document.querySelector<HTMLElement>("script[data-credential]");
if (script !== null) Session.begin(script, () => new URL(script.dataset["credential"] ?? "", document.baseURI));
// It replaces what it holds, so it waits for that to be there.
whenRead(() => customElements.define("laurels-badge-check", BadgeCheckElement));
// Not what a verdict waits for.
const startValidity = async () => {
  if (document.querySelector("laurels-validity") === null) return;
  const { ValidityElement } = await import("./validityElement");
  customElements.define("laurels-validity", ValidityElement);
};
document.addEventListener(ANSWERED, () => void startValidity(), { once: true });
