// <laurels-verify data-base="../" data-site-url="https://…/">: drop, choose, paste or name a badge, and see whether it is good.
// What the page has inside the element is what visitors without JavaScript see. With #desk in the address, and whenever more than
// one badge is given, they are shown in a table.

import type { Recipient } from "../verify/recipient";
import { CheckError, explain } from "./check";
import { ANSWERED, element } from "./dom";
import { inputView } from "./inputView";
import type { Result } from "./result";
import { resultView } from "./resultView";
import { type Item, Session, type Settings } from "./session";
import { addressIn, captured, fromText, MAX_FILES, type Source } from "./sources";
import { isUnavailable } from "../verify/fetching";

export { explain } from "./check";

const DESK = "#desk";

export class VerifyElement extends HTMLElement {
  readonly #headline = element("p", { class: "lv-headline", tabindex: "-1", hidden: "" });
  readonly #status = element("div", { role: "status" }, this.#headline);
  readonly #report = element("div", { class: "lv-report" });
  #session: Session | null = null;
  #item: Item | null = null;
  #listening = new AbortController();
  /** Counts the checks, so that a slow one never overwrites a later one. */
  #latest = 0;

  connectedCallback(): void {
    if (this.#status.isConnected) return;
    this.#listen();
    const query = new URLSearchParams(location.search);
    const [badge, url] = [query.get("badge"), query.get("url")];
    if (badge !== null) {
      // Whoever follows a link has come for the answer: it stands first, and where to put another badge comes after it.
      this.replaceChildren(this.#status, this.#report);
      void this.#published(badge).then(() => this.append(element("h2", {}, "Check another badge"), this.#input()));
      return;
    }
    this.replaceChildren(this.#input(), this.#status, this.#report);
    // The worker starts while the visitor looks for a file.
    this.#open.engine.size = 1;
    if (url !== null) void this.#text(url);
    else if (location.hash === DESK) void this.#desk([]);
  }

  disconnectedCallback(): void {
    this.#listening.abort();
    this.#listening = new AbortController();
  }

  /** Decides whom to ask, whom to trust and what time it is, in place of the site and the clock. */
  configure(settings: Settings): void {
    this.#open.configure(settings);
  }

  /**
   * Verifies what is in some files and shows it. Resolves when the answer is there.
   *
   * @param recipient whom it should have been awarded to
   */
  async check(sources: readonly Source[], recipient: Recipient | null = null): Promise<void> {
    const [only, ...others] = sources;
    if (!only) return;
    if (others.length > 0 || location.hash === DESK) return this.#desk(sources.slice(0, MAX_FILES));
    await this.#show(async (session) => {
      const items = await session.open(only);
      return items.length === 1 ? (items[0] as Item) : items;
    }, recipient);
  }

  get #open(): Session {
    this.#session ??= Session.of(this);
    return this.#session;
  }

  #input(): HTMLElement {
    return inputView({
      files: (sources) => void this.check(sources),
      text: (text) => void this.#text(text),
      isDesk: location.hash === DESK,
    });
  }

  #listen(): void {
    const { signal } = this.#listening;
    const over = (is: boolean) => this.classList.toggle("lv-over", is);
    document.addEventListener("dragover", (event) => (event.preventDefault(), over(true)), { signal });
    document.addEventListener("dragleave", (event) => event.relatedTarget === null && over(false), { signal });
    document.addEventListener("drop", (event) => (event.preventDefault(), over(false), void this.#transfer(event.dataTransfer)), { signal });
    document.addEventListener(
      "paste",
      (event) => {
        if (event.target instanceof HTMLElement && event.target.closest("input, textarea, [contenteditable]")) return;
        event.preventDefault();
        void this.#transfer(event.clipboardData);
      },
      { signal },
    );
    window.addEventListener("hashchange", () => location.hash === DESK && void this.#desk([]), { signal });
  }

  async #transfer(transfer: DataTransfer | null): Promise<void> {
    const { entries, text } = captured(transfer);
    const { filesOf } = await import("./folders");
    const files = await filesOf(entries);
    if (files.length > 0) await this.check(files);
    else if (text.trim() !== "") await this.#text(text);
  }

  async #text(text: string): Promise<void> {
    const address = addressIn(text);
    if (address === null) await this.check([fromText(text)]);
    else await this.#show((session) => this.#addressed(address, session));
  }

  /** A badge of this site. Its check has mostly begun before this element was there. */
  async #published(id: string): Promise<void> {
    const turn = this.#begin();
    try {
      const session = this.#open;
      const url = session.site.credential(id);
      if (url === null) throw new CheckError("The link names no badge: after ?badge= stands the badge’s id.");
      const result = await session.published(url);
      if (turn === this.#latest) {
        const { name, data } = result;
        this.#item = { name, data, result: null };
        // The sentence stands before the facts are laid out.
        this.#conclude(result);
        await new Promise((resolve) => setTimeout(resolve));
      }
      if (turn === this.#latest) this.#draw(result, session);
    } catch (error) {
      this.#fail(error, turn);
    }
    document.dispatchEvent(new Event(ANSWERED));
    this.#open.engine.size = 1;
  }

  /** What an address holds; null where its host has to be allowed first. */
  async #addressed(address: string, session: Session): Promise<Item | Item[] | null> {
    session.door.refused.clear();
    const answer = await session.door.fetch(address);
    if (session.door.refused.size > 0) {
      const { consentView } = await import("./consent");
      this.#say("warning", "Not checked yet: the badge is on another website.");
      this.#report.replaceChildren(consentView(new Map(session.door.refused), () => void this.#text(address), (host) => session.door.allowed.add(host)));
      return null;
    }
    if (isUnavailable(answer)) throw new CheckError(`The badge could not be fetched (${answer.unavailable}). Save it to your computer and drop the file here.`);
    if (answer.status !== 200) throw new CheckError(`The badge could not be fetched: its website answered ${answer.status}.`);
    const items = await session.open({ name: address, read: async () => answer.body });
    return items.length === 1 ? (items[0] as Item) : items;
  }

  async #show(find: (session: Session) => Promise<Item | Item[] | null>, recipient: Recipient | null = null): Promise<void> {
    const turn = this.#begin();
    try {
      const session = this.#open;
      const found = await find(session);
      if (turn !== this.#latest || found === null) return;
      if (Array.isArray(found)) return this.#desk(found.map(({ name, data }) => ({ name, read: async () => data })));
      this.#item = found;
      await this.#answer(found, recipient, turn);
    } catch (error) {
      this.#fail(error, turn);
    }
  }

  #begin(): number {
    this.#latest += 1;
    this.#say("busy", "Checking…");
    this.#report.replaceChildren();
    return this.#latest;
  }

  #fail(error: unknown, turn: number): void {
    if (turn !== this.#latest) return;
    this.#say("warning", explain(error));
    this.#headline.focus();
  }

  /** Verifies and shows one credential; asked again when the visitor says who it should be, or lets a host be asked. */
  async #answer(item: Item, recipient: Recipient | null, turn: number): Promise<void> {
    const session = this.#open;
    session.door.refused.clear();
    const result = await session.verify(item, recipient);
    if (turn !== this.#latest) return;
    this.#draw(result, session);
  }

  #conclude(result: Result): void {
    const { tone, text } = result.headline;
    this.#say(tone, text);
    this.dataset["outcome"] = result.report.outcome;
  }

  #draw(result: Result, session: Session): void {
    this.#conclude(result);
    const again = (recipient: Recipient | null) => {
      const turn = this.#begin();
      this.#answer(this.#item as Item, recipient, turn).catch((error: unknown) => this.#fail(error, turn));
    };
    this.#report.replaceChildren(...resultView(result, session, again));
    this.#headline.focus();
  }

  async #desk(sources: readonly Source[]): Promise<void> {
    const turn = this.#begin();
    try {
      const { DeskView } = await import("./desk");
      if (turn !== this.#latest) return;
      delete this.dataset["outcome"];
      this.#headline.hidden = true;
      const existing = this.querySelector<HTMLElement & { view?: InstanceType<typeof DeskView> }>("[data-desk]")?.view;
      const desk = existing ?? new DeskView(this.#open);
      this.#report.replaceChildren(desk.root);
      await desk.add(sources);
    } catch (error) {
      this.#fail(error, turn);
    }
  }

  #say(tone: string, text: string): void {
    delete this.dataset["outcome"];
    this.#headline.hidden = false;
    this.#headline.dataset["tone"] = tone;
    this.#headline.textContent = text;
  }
}
