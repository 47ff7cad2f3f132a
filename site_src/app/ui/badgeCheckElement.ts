// <laurels-badge-check data-base="../../" data-site-url="https://…/" data-credential="credential.json">: on a badge's page,
// one sentence on that badge, and a link to the steps behind it.

import { explain, load } from "./check";
import { element } from "./dom";
import { headline } from "./headline";
import { LISTS_AHEAD, Session } from "./session";
import { Site } from "./site";

export class BadgeCheckElement extends HTMLElement {
  readonly #headline = element("p", { class: "lv-headline" });

  connectedCallback(): void {
    if (this.#headline.isConnected) return;
    this.#headline.textContent = "Checking…";
    this.#headline.dataset["tone"] = "busy";
    const status = element("div", { role: "status" }, this.#headline);
    this.replaceChildren(status);
    void this.#check();
  }

  async #check(): Promise<void> {
    const site = Site.of(this);
    const url = new URL(this.dataset["credential"] ?? "credential.json", document.baseURI);
    try {
      // This page's own badge, which its site publishes.
      const session = new Session(site);
      void session.prefetch(LISTS_AHEAD);
      const { report } = await session.verifyOwn({ name: "", data: await load(url), result: null });
      const { tone, text } = headline(report);
      this.#say(tone, text);
      this.dataset["outcome"] = report.outcome;
    } catch (error) {
      this.#say("warning", explain(error));
    }
    const id = /\/b\/([0-9a-f-]{36})\/[^/]*$/.exec(url.pathname)?.[1];
    if (id !== undefined) {
      const href = site.file(`verify/?badge=${id}`).href;
      this.append(element("p", {}, element("a", { href }, "See every step of this check")));
    }
  }

  #say(tone: string, text: string): void {
    this.#headline.dataset["tone"] = tone;
    this.#headline.textContent = text;
  }
}
