// <laurels-sealed-badge data-id="…" data-base="../../" data-site-url="https://…/">: the page of an award that only the link's
// holder can read. The key stands after the # of the address, which no browser sends; what opens with it stays in this page.

import type { Opened } from "../sealing/open";
import type { Report } from "../verify/report";
import { badgeFacts } from "./badgeFacts";
import { bake } from "./badgeImage";
import { awardLine, badgeView } from "./badgeView";
import { CheckError, check, load } from "./check";
import { element } from "./dom";
import { headline } from "./headline";
import { reportView } from "./reportView";
import { get, Site } from "./site";
import { explain } from "./verifyElement";

const HELP: Readonly<Record<string, readonly string[]>> = {
  "key-missing": [
    "This badge is sealed.",
    "Only its holder’s whole link opens it: the key is the part after the # sign. Ask whoever sent you here for the whole link, or look for it in the message of the awarding body.",
  ],
  "key-cut": [
    "The link is not complete.",
    "The part after the # sign is the key, 43 characters long, and some of it is missing or was changed on the way. Programs that break long lines do that. Copy the whole link again, or ask for it.",
  ],
  "key-wrong": [
    "This key does not open this badge.",
    "It may belong to another badge, or a character of it was changed. Copy the link again from where it came from.",
  ],
  altered: [
    "What this site holds of the badge is damaged.",
    "It opened, but it is not what was signed, so nothing of it is shown. Please tell the awarding body.",
  ],
};

export class SealedBadgeElement extends HTMLElement {
  readonly #headline = element("p", { class: "lv-headline", tabindex: "-1" });
  readonly #status = element("div", { role: "status" }, this.#headline);
  readonly #content = element("div", {});
  #closed: readonly Node[] = [];
  readonly #opened: string[] = [];
  /** Counts the attempts, so that a slow one never overwrites a later one. */
  #latest = 0;

  connectedCallback(): void {
    if (this.#status.isConnected) return;
    this.replaceChildren(this.#status, this.#content);
    this.#closed = [...(this.#line?.childNodes ?? [])];
    window.addEventListener("hashchange", () => void this.#open());
    void this.#open();
  }

  get #line(): HTMLElement | null {
    return document.querySelector(".who");
  }

  async #open(): Promise<void> {
    this.#latest += 1;
    const turn = this.#latest;
    this.#forget();
    this.#say("busy", "Opening…");
    try {
      const opened = await this.#unsealed();
      const report = await check(opened.bytes, Site.of(this));
      if (turn !== this.#latest) return;
      const { tone, text } = headline(report);
      this.#say(tone, text);
      this.dataset["outcome"] = report.outcome;
      // Where the signature is not good, nothing from inside is shown as a fact.
      if (report.credential !== null) this.#show(opened);
      // No page leads from one sealed award to another: that would tell that they are one person's.
      if (report.steps.some(({ code }) => code === "validity.expired")) {
        this.#content.prepend(element("p", {}, "It may have been renewed: its holder can give you the link to the later award."));
      }
      this.#content.append(...steps(report));
    } catch (error) {
      if (turn !== this.#latest) return;
      const [title, help] = HELP[codeOf(error)] ?? [];
      this.#say("warning", title ?? (error instanceof CheckError ? error.message : explain(error)));
      if (help !== undefined) this.#content.append(element("p", {}, help));
    }
  }

  async #unsealed(): Promise<Opened> {
    const { open, keyOf, templateName } = await opener();
    const { id = "" } = this.dataset;
    keyOf(location.hash);
    const site = Site.of(this);
    const award = await load(site.file(`b/${id}/sealed.json`));
    const template = await load(site.file(`templates/${templateName(award)}.json`));
    return open(award, template, location.hash, id);
  }

  #show({ credential, bytes }: Opened): void {
    const { id = "" } = this.dataset;
    const facts = badgeFacts(credential);
    this.#line?.replaceChildren(...awardLine(facts));
    this.#content.replaceChildren(...badgeView(facts, id, this.dataset["definition"] ?? ""), ...this.#keep(bytes, facts.name));
  }

  /** What the holder can do with it. */
  #keep(bytes: Uint8Array, name: string): HTMLElement[] {
    const { id = "", image = "" } = this.dataset;
    const file = this.#file(bytes, "application/json");
    const save = element("a", { href: file, download: `${id}.json` }, "Save the badge");
    const copy = element("button", { type: "button" }, "Copy the link");
    const said = element("span", { role: "status" });
    copy.addEventListener("click", () => void copyLink().then((text) => said.replaceChildren(text)));
    const links = element("ul", { class: "keep" }, element("li", {}, save), element("li", {}, copy, " ", said));
    if (image !== "") void this.#picture(image, bytes).then((link) => link && links.children[0]?.after(element("li", {}, link)));
    return [
      element("h2", {}, "Keep it, share it"),
      links,
      element("p", { class: "keep" }, "Whoever has the whole link sees this page. Without the part after the # sign it stays closed, and this site never receives that part: you decide who reads it."),
      element("p", { class: "keep" }, `To show “${name}” in a profile, on a résumé or to an employer, give the whole link. The saved badge is a file that any Open Badges wallet or verifier reads; it holds everything that is shown here.`),
    ];
  }

  async #picture(path: string, bytes: Uint8Array): Promise<HTMLElement | null> {
    const answer = await get(Site.of(this).file(path));
    if (!("status" in answer) || answer.status !== 200) return null;
    const baked = bake(new TextDecoder().decode(answer.body), new TextDecoder().decode(bytes));
    if (baked === null) return null;
    const href = this.#file(new TextEncoder().encode(baked), "image/svg+xml");
    return element("a", { href, download: `${this.dataset["id"] ?? "badge"}.svg` }, "Save it as a picture");
  }

  #file(data: Uint8Array, type: string): string {
    const address = URL.createObjectURL(new Blob([data as BlobPart], { type }));
    this.#opened.push(address);
    return address;
  }

  /** Closes what another key opened. */
  #forget(): void {
    for (const address of this.#opened.splice(0)) URL.revokeObjectURL(address);
    this.#line?.replaceChildren(...this.#closed);
    this.#content.replaceChildren();
    delete this.dataset["outcome"];
  }

  #say(tone: string, text: string): void {
    this.#headline.dataset["tone"] = tone;
    this.#headline.textContent = text;
  }
}

function steps(report: Report): HTMLElement[] {
  return [element("details", { class: "lv-more" }, element("summary", {}, "Every step of this check"), element("div", { class: "lv-report" }, ...reportView(report)))];
}

async function opener() {
  try {
    return await import("./opener");
  } catch {
    throw new CheckError("The page could not be loaded completely. Check your connection and reload it.");
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && error.name === "SealingError" && "code" in error ? String(error.code) : "";
}

async function copyLink(): Promise<string> {
  try {
    await navigator.clipboard.writeText(location.href);
    return "Copied.";
  } catch {
    return "Copy it from the address bar.";
  }
}
