// Entry of the published bundle: defines the elements. Everything else is loaded when a badge is checked.

import "./verify.css";
import { BadgeCheckElement } from "./badgeCheckElement";
import { ValidityElement } from "./validityElement";
import { VerifyElement } from "./verifyElement";

customElements.define("laurels-verify", VerifyElement);
customElements.define("laurels-badge-check", BadgeCheckElement);
customElements.define("laurels-validity", ValidityElement);
