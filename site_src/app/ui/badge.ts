// Entry of the bundle for the pages of sealed awards. Their style sheet has `verify.css` in it.

import { SealedBadgeElement } from "./badgeElement";
import { ValidityElement } from "./validityElement";

customElements.define("laurels-validity", ValidityElement);
customElements.define("laurels-sealed-badge", SealedBadgeElement);
