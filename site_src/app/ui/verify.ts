// Entry of the published bundle: defines the elements. A link that names a badge has an answer before anything else.

import "./verify.css";
import { BadgeCheckElement } from "./badgeCheckElement";
import { loadChecker } from "./check";
import { ahead, Site } from "./site";
import { startTheme } from "./theme";
import { VerifyElement } from "./verifyElement";

const badge = new URLSearchParams(location.search).get("badge");
// These pages run this before they are read to their end. The site's root is where this file's folder is.
const site = new Site(new URL("../../", import.meta.url), null);
const page = document.querySelector<HTMLScriptElement>("script[data-credential]")?.dataset["credential"];
const credential = badge !== null ? site.credential(badge) : page !== undefined ? new URL(page, document.baseURI) : null;
if (credential !== null) {
  loadChecker().catch(() => null); // said when it is needed
  for (const url of [credential, site.file("trust.json")]) ahead(url);
}
startTheme(badge !== null);
customElements.define("laurels-verify", VerifyElement);
customElements.define("laurels-badge-check", BadgeCheckElement);
// Not what a verdict waits for.
const startValidity = () => {
  if (document.querySelector("laurels-validity") === null) return;
  void import("./validityElement").then(({ ValidityElement }) => customElements.define("laurels-validity", ValidityElement));
};
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startValidity, { once: true });
else startValidity();
