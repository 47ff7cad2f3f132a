// <laurels-validity data-until="2028-06-30T00:00:00Z" data-name="…" data-id="…">: how long an award still holds, and its end
// for the visitor's calendar. Without it the page shows the dates alone.

import { parseTimestamp } from "../verify/encoding/timestamps";
import { element } from "./dom";
import { calendar, timeLeft } from "./validity";

export class ValidityElement extends HTMLElement {
  connectedCallback(): void {
    const { until: text = "", name = "", id = "" } = this.dataset;
    const instant = parseTimestamp(text);
    if (instant === null || this.childElementCount > 0) return;
    const until = new Date(instant.seconds * 1000);
    const now = new Date();
    this.append(element("strong", {}, timeLeft(until, now)));
    if (now > until) return;
    const { origin, pathname } = window.location;
    const file = new Blob([calendar({ id, name, until, url: origin + pathname }, now)], { type: "text/calendar" });
    const href = URL.createObjectURL(file);
    this.append(" · ", element("a", { href, download: `${id}.ics` }, "Put the end in my calendar"));
  }
}
