// Entry of the published bundle: defines the page's element. Where a link names a badge, its check begins before there is an element to
// show it.

import "./verify.css";
import { Session } from "./session";
import { Site } from "./site";
import { startTheme } from "./theme";
import { VerifyElement } from "./verifyElement";

const named = new URLSearchParams(location.search).get("badge");
// The script that this is says where the site is, as the element does.
const script = document.querySelector<HTMLElement>("script[data-site-url]");
if (script !== null && named !== null) {
  const site = Site.of(script);
  const badge = site.credential(named);
  if (badge !== null) Session.begin(site, badge);
}
startTheme(named !== null);
customElements.define("laurels-verify", VerifyElement);
