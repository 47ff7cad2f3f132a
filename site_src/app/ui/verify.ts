// Entry of the published bundle: defines the elements. What a page does not hold is not loaded, and the checker only when needed.

import "./verify.css";

/** Name of an element → its class, loaded where the page has one. */
const ELEMENTS: Readonly<Record<string, () => Promise<CustomElementConstructor>>> = {
  "laurels-verify": async () => (await import("./verifyElement")).VerifyElement,
  "laurels-badge-check": async () => (await import("./badgeCheckElement")).BadgeCheckElement,
  "laurels-validity": async () => (await import("./validityElement")).ValidityElement,
};

for (const [name, load] of Object.entries(ELEMENTS)) {
  if (document.querySelector(name) !== null) void load().then((element) => customElements.define(name, element));
}
