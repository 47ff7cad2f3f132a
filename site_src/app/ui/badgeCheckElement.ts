// <laurels-badge-check data-base="../../" data-site-url="https://…/" data-credential="credential.json">: on a badge's page,
// one sentence on that badge, and a link to the steps behind it.

import { explain } from "./check";
import { ANSWERED, element } from "./dom";
import { Session } from "./session";

export class BadgeCheckElement extends HTMLElement {
  readonly #headline = element("p", { class: "lv-headline" });

  connectedCallback(): void {
    if (this.#headline.isConnected) return;
    this.#say("busy", "Checking…");
    this.replaceChildren(element("div", { role: "status" }, this.#headline));
    void this.#check();
  }

  async #check(): Promise<void> {
    const session = Session.of(this);
    const url = new URL(this.dataset["credential"] ?? "credential.json", document.baseURI);
    try {
      const { report, headline } = await session.published(url);
      this.#say(headline.tone, headline.text);
      this.dataset["outcome"] = report.outcome;
    } catch (error) {
      this.#say("warning", explain(error));
    }
    document.dispatchEvent(new Event(ANSWERED));
    const id = /\/b\/([0-9a-f-]{36})\/[^/]*$/.exec(url.pathname)?.[1];
    if (id !== undefined) {
      const href = session.site.file(`verify/?badge=${id}`).href;
      this.append(element("p", {}, element("a", { href }, "See every step of this check")));
    }
  }

  #say(tone: string, text: string): void {
    this.#headline.dataset["tone"] = tone;
    this.#headline.textContent = text;
  }
}
