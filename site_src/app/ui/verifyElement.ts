// <laurels-verify data-base="../" data-site-url="https://…/">: drop, choose or paste a badge, and see whether it is good.
// What the page has inside the element is what visitors without JavaScript see.

import { CheckError, check, load, loadVerifier } from "./check";
import { element } from "./dom";
import { headline } from "./headline";
import { reportView } from "./reportView";
import { Site } from "./site";

const MAX_FILE_BYTES = 4 * 1024 * 1024;

export class VerifyElement extends HTMLElement {
  readonly #file = element("input", { type: "file", id: "lv-file", accept: ".json,.jsonld,application/json,application/ld+json" });
  readonly #text = element("textarea", { id: "lv-text", rows: "6", spellcheck: "false", autocomplete: "off" });
  readonly #headline = element("p", { class: "lv-headline", tabindex: "-1", hidden: "" });
  readonly #status = element("div", { role: "status" });
  readonly #report = element("div", { class: "lv-report" });
  /** Counts the checks, so that a slow one never overwrites a later one. */
  #latest = 0;

  connectedCallback(): void {
    if (this.#status.isConnected) return;
    this.#status.append(this.#headline);
    this.replaceChildren(this.#form(), this.#status, this.#report);
    const id = new URLSearchParams(location.search).get("badge");
    if (id !== null) void this.#show(async () => this.#published(id));
  }

  #form(): HTMLElement {
    const zone = element(
      "div",
      { class: "lv-drop" },
      element("label", { for: "lv-file" }, "Drop a badge file here, or choose one"),
      this.#file,
      element("p", {}, "A JSON file of an Open Badge. It is checked in your browser and sent nowhere."),
    );
    const button = element("button", { type: "submit" }, "Check this text");
    const paste = element("form", {}, element("label", { for: "lv-text" }, "The badge’s JSON"), this.#text, button);
    this.#listen(zone, paste);
    return element("div", { class: "lv-input" }, zone, element("details", { class: "lv-more" }, element("summary", {}, "Paste its text instead"), paste));
  }

  #listen(zone: HTMLElement, paste: HTMLFormElement): void {
    // The verifier starts loading with the first sign of interest.
    for (const sign of ["pointerenter", "focusin", "dragenter"]) {
      this.addEventListener(sign, () => void loadVerifier().catch(() => undefined), { once: true });
    }
    this.#file.addEventListener("change", () => this.#read(this.#file.files?.[0]));
    paste.addEventListener("submit", (event) => {
      event.preventDefault();
      const data = new TextEncoder().encode(this.#text.value);
      void this.#show(async () => data);
    });
    zone.addEventListener("dragover", (event) => {
      event.preventDefault();
      zone.classList.add("lv-over");
    });
    zone.addEventListener("dragleave", () => zone.classList.remove("lv-over"));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      zone.classList.remove("lv-over");
      this.#read(event.dataTransfer?.files[0]);
    });
  }

  #read(file: File | undefined): void {
    if (!file) return;
    void this.#show(async () => {
      if (file.size > MAX_FILE_BYTES) throw new CheckError("This file is too large to be a badge: at most 4 MiB are read.");
      return new Uint8Array(await file.arrayBuffer());
    });
  }

  async #published(id: string): Promise<Uint8Array> {
    const url = Site.of(this).credential(id);
    if (url === null) throw new CheckError("The link names no badge: after ?badge= stands the badge’s id.");
    return load(url);
  }

  async #show(data: () => Promise<Uint8Array>): Promise<void> {
    this.#latest += 1;
    const turn = this.#latest;
    this.#say("busy", "Checking…");
    this.#report.replaceChildren();
    try {
      const report = await check(await data(), Site.of(this));
      if (turn !== this.#latest) return;
      const { tone, text } = headline(report);
      this.#say(tone, text);
      this.dataset["outcome"] = report.outcome;
      this.#report.replaceChildren(...reportView(report));
    } catch (error) {
      if (turn !== this.#latest) return;
      this.#say("warning", explain(error));
    }
    this.#headline.focus();
  }

  #say(tone: string, text: string): void {
    delete this.dataset["outcome"];
    this.#headline.hidden = false;
    this.#headline.dataset["tone"] = tone;
    this.#headline.textContent = text;
  }
}

/** A sentence for whatever went wrong around a check; it never sounds like a verdict. */
export function explain(error: unknown): string {
  const reason = error instanceof CheckError ? error.message : "Something unexpected happened in this page.";
  return `Not checked: ${reason}`;
}
