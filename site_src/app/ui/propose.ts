// Entry of the form's bundle, loaded on its page alone.

import "./propose.css";
import { ProposeElement } from "./proposeElement";

customElements.define("laurels-propose", ProposeElement);
