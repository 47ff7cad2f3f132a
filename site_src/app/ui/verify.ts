// Entry of the published bundle: defines the page's element. Where a link names a badge, its check begins before there is an element to
// show it.

import "./verify.css";
import { Session } from "./session";
import { startTheme } from "./theme";
import { VerifyElement } from "./verifyElement";

const named = new URLSearchParams(location.search).get("badge");
// The script that this is says where the site is, as the element does.
const script = document.querySelector<HTMLElement>("script[data-site-url]");
if (script !== null && named !== null) Session.begin(script, (site) => site.credential(named));
startTheme(named !== null);
customElements.define("laurels-verify", VerifyElement);
