// Entry of the published bundle: defines the elements. The checker's worker starts first, so that it is there when the page is.

import "./verify.css";
import { environment } from "./environment";
import { VerifyElement } from "./verifyElement";

/** Name of a further element → its class, loaded where the page has one. */
const ELEMENTS: Readonly<Record<string, () => Promise<CustomElementConstructor>>> = {
  "laurels-badge-check": async () => (await import("./badgeCheckElement")).BadgeCheckElement,
  "laurels-validity": async () => (await import("./validityElement")).ValidityElement,
};

if (document.querySelector("laurels-verify") !== null) {
  const { start } = environment;
  let spare: Worker | null = start();
  environment.start = () => {
    const worker = spare ?? start();
    spare = null;
    return worker;
  };
  customElements.define("laurels-verify", VerifyElement);
}
for (const [name, load] of Object.entries(ELEMENTS)) {
  if (document.querySelector(name) !== null) void load().then((element) => customElements.define(name, element));
}
