// Entry of the bundle for the pages of sealed awards. Its styles are those of `verify.css`, which the page names itself.

import { SealedBadgeElement } from "./badgeElement";
import { ValidityElement } from "./validityElement";

customElements.define("laurels-validity", ValidityElement);
customElements.define("laurels-sealed-badge", SealedBadgeElement);
