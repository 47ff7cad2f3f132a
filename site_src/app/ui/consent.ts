// Before another website is asked for anything, the visitor says so.

import { element, foreign } from "./dom";

/**
 * A panel with a button for each host.
 *
 * @param wanted host → addresses
 * @param again what to do once a host was allowed
 */
export function consentView(wanted: ReadonlyMap<string, ReadonlySet<string>>, again: () => void, allow: (host: string) => void): HTMLElement {
  const panels = [...wanted].map(([host, addresses]) => {
    const button = element("button", { type: "button", class: "lv-button lv-primary" }, "Ask ", foreign(host));
    button.addEventListener("click", () => {
      allow(host);
      again();
    });
    return element(
      "div",
      {},
      element("p", {}, "To go on, this page would get public files from ", element("strong", {}, foreign(host)), ". That website would learn your network address and that somebody checks one of its badges. The badge itself is not sent."),
      element("ul", { class: "lv-addresses" }, ...[...addresses].sort().map((address) => element("li", {}, foreign(address)))),
      button,
    );
  });
  return element("section", { class: "lv-panel", "aria-label": "Ask another website" }, ...panels);
}
