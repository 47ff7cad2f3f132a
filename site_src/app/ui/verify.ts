// Entry of the published bundle: defines the elements. A link that names a badge has an answer before anything else.

import "./verify.css";
import { BadgeCheckElement } from "./badgeCheckElement";
import { loadChecker } from "./check";
import { ahead, Site } from "./site";
import { startTheme } from "./theme";
import { VerifyElement } from "./verifyElement";

const badge = new URLSearchParams(location.search).get("badge");
if (badge !== null || document.querySelector("laurels-badge-check") !== null) loadChecker().catch(() => null); // said when it is needed
if (badge !== null) {
  // On its own page this runs before the page is read to its end. The site's root is where this file's folder is.
  const site = new Site(new URL("../../", import.meta.url), null);
  const credential = site.credential(badge);
  for (const url of credential === null ? [] : [credential, site.file("trust.json")]) ahead(url);
}
startTheme(badge !== null);
customElements.define("laurels-verify", VerifyElement);
customElements.define("laurels-badge-check", BadgeCheckElement);
// Not what a verdict waits for.
if (document.querySelector("laurels-validity") !== null) {
  void import("./validityElement").then(({ ValidityElement }) => customElements.define("laurels-validity", ValidityElement));
}
