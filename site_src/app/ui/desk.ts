// The desk: many badges, one table. Rows appear as they are checked; nothing holds the page up for longer than a frame.

import { explain } from "./check";
import { element, foreign } from "./dom";
import { resultView } from "./resultView";
import { record, download } from "./save";
import type { Item, Session } from "./session";
import type { Source } from "./sources";
import { type Column, counts, csv, filtered, type Row, rowOf, rowWithout, sorted, STANDINGS, type Standing } from "./table";

const MAX_WORKERS = 4;
/** Files that are read ahead of the workers. */
const AHEAD = 16;
/** Between two drawings while badges are being checked. */
const DRAW_MILLISECONDS = 200;
/** Rows in the page at once. */
const SHOWN = 500;
const HEADS: readonly (readonly [Column, string])[] = [
  ["standing", "Result"],
  ["achievement", "Achievement"],
  ["recipient", "Recipient"],
  ["issuer", "Issuer"],
  ["awarded", "Awarded"],
  ["validUntil", "Valid until"],
  ["name", "File"],
];

export class DeskView {
  readonly root = element("section", { class: "lv-desk", "data-desk": "", "aria-label": "Desk" }) as HTMLElement & { view?: DeskView };
  readonly #note = element("p", { class: "lv-quiet", role: "status" });
  readonly #progress = element("progress", { "aria-label": "Badges checked", max: "1", value: "0" });
  readonly #count = element("p", { class: "lv-count", role: "status" });
  readonly #chips = element("fieldset", { class: "lv-chips" });
  readonly #search = element("input", { type: "search", id: "lv-search", placeholder: "Search the table", "aria-label": "Search the table" });
  readonly #consent = element("div", {});
  readonly #head = element("tr", {});
  readonly #body = element("tbody", {});
  readonly #more = element("button", { type: "button", class: "lv-button", hidden: "" }, "Show all rows");
  readonly #detail = element("div", { class: "lv-report", tabindex: "-1" });
  readonly #table: HTMLElement;
  #rows: Row[] = [];
  readonly #places = new Map<number, number>();
  #items = new Map<number, Item>();
  #given = 0;
  #expected = 0;
  #done = 0;
  #sort: { column: Column | null; descending: boolean } = { column: null, descending: false };
  #only: Standing | null = null;
  #all = false;
  #drawing = false;

  constructor(readonly session: Session) {
    this.root.view = this;
    session.engine.size = Math.min(MAX_WORKERS, navigator.hardwareConcurrency || 2);
    for (const [column, text] of HEADS) {
      const button = element("button", { type: "button" }, text);
      button.addEventListener("click", () => this.#sortBy(column));
      this.#head.append(element("th", { scope: "col", "data-column": column }, button));
    }
    this.#table = element("div", { class: "lv-scroll", hidden: "" }, element("table", {}, element("caption", {}, "Badges checked"), element("thead", {}, this.#head), this.#body));
    this.#search.addEventListener("input", () => this.#draw());
    this.#more.addEventListener("click", () => ((this.#all = true), this.#draw()));
    this.root.append(this.#note, this.#progress, this.#count, this.#consent, this.#tools(), this.#table, this.#more, this.#detail);
    this.#draw();
    void this.#ready();
  }

  /** Once everything is here that badges of this site need, the network may go. */
  async #ready(): Promise<void> {
    this.#note.textContent = "Getting ready…";
    try {
      await this.session.prefetch();
      await this.session.prefetchChanges();
      await this.session.engine.ahead();
      await Promise.all([import("./consent"), import("./personView"), import("./advice"), import("./nextView"), import("./folders")]);
      this.#note.textContent = "You can go offline now: everything that this site’s badges need is in this page.";
    } catch {
      this.#note.textContent = "Stay online: not everything could be loaded ahead.";
    }
  }

  /** Checks more badges. Resolves when all are in the table. */
  async add(sources: readonly Source[]): Promise<void> {
    this.#expected += sources.length;
    this.#draw();
    if (sources.length > 0) this.root.scrollIntoView({ block: "start" });
    const waiting = [...sources];
    const lane = async () => {
      for (let source = waiting.shift(); source; source = waiting.shift()) await this.#read(source);
    };
    await Promise.all(Array.from({ length: Math.min(AHEAD, waiting.length) }, lane));
    this.#paint();
    const stand = STANDINGS.map(([standing, text]) => [counts(this.#rows).get(standing) ?? 0, text] as const).filter(([count]) => count > 0);
    if (this.#rows.length > 0) this.#count.textContent = `${this.#rows.length} checked: ${stand.map(([count, text]) => `${count} ${text.toLowerCase()}`).join(", ")}.`;
    this.#offer();
  }

  async #read(source: Source): Promise<void> {
    try {
      const items = await this.session.open(source);
      this.#expected += items.length - 1;
      await Promise.all(items.map((item) => this.#check(item, this.#given++)));
    } catch (error) {
      this.#put(rowWithout(this.#given++, source.name, explain(error)));
    }
  }

  async #check(item: Item, number: number): Promise<void> {
    this.#items.set(number, item);
    try {
      this.#put(rowOf(number, await this.session.verify(item)));
    } catch (error) {
      this.#put(rowWithout(number, item.name, explain(error)));
    }
  }

  #put(row: Row): void {
    const before = this.#places.get(row.number);
    if (before !== undefined) this.#rows[before] = row;
    else {
      this.#places.set(row.number, this.#rows.push(row) - 1);
      this.#done += 1;
    }
    this.#draw(DRAW_MILLISECONDS);
  }

  /** Other websites that some of them need: asked for all at once, by the visitor's word. */
  #offer(): void {
    const wanted = new Map(this.session.door.refused);
    this.#consent.replaceChildren();
    if (wanted.size === 0) return;
    void import("./consent").then(({ consentView }) =>
      this.#consent.replaceChildren(consentView(wanted, () => void this.#again(), (host) => this.session.door.allowed.add(host))),
    );
  }

  async #again(): Promise<void> {
    this.session.door.refused.clear();
    const open = this.#rows.filter(({ standing, result }) => standing === "indeterminate" && result);
    await Promise.all(open.map(({ number }) => this.#check(this.#items.get(number) as Item, number)));
    this.#offer();
  }

  #tools(): HTMLElement {
    const button = (text: string, act: () => void) => {
      const made = element("button", { type: "button", class: "lv-button" }, text);
      made.addEventListener("click", act);
      return made;
    };
    this.#chips.append(element("legend", {}, "Show"));
    return element(
      "div",
      { class: "lv-tools" },
      this.#chips,
      element(
        "div",
        { class: "lv-row" },
        this.#search,
        button("Save as CSV", () => download("badges.csv", "text/csv;charset=utf-8", csv(this.#visible()))),
        button("Save as JSON", () => download("badges.json", "application/json", JSON.stringify(this.#visible().map(({ name, sentence, result }) => (result ? record(result) : { input: { name }, result: sentence })), null, 1))),
      ),
    );
  }

  #visible(): Row[] {
    return sorted(filtered(this.#rows, this.#only, this.#search.value), this.#sort.column, this.#sort.descending);
  }

  #sortBy(column: Column): void {
    const { column: before, descending } = this.#sort;
    this.#sort = { column, descending: before === column && !descending };
    this.#draw();
  }

  /** Draws now and then, however many rows come: a table is dearer to draw than a badge is to check. */
  #draw(pause = 0): void {
    if (this.#drawing) return;
    this.#drawing = true;
    setTimeout(() => this.#drawing && this.#paint(), pause);
  }

  #paint(): void {
    this.#drawing = false;
    this.#progress.max = Math.max(1, this.#expected);
    this.#progress.value = this.#done;
    this.#progress.hidden = this.#expected === 0 || this.#done >= this.#expected;
    this.#table.hidden = this.#rows.length === 0;
    (this.#chips.parentElement as HTMLElement).hidden = this.#rows.length === 0;
    if (this.#done < this.#expected) this.#count.textContent = `${this.#done} of ${this.#expected} checked`;
    const rows = this.#visible();
    const shown = this.#all ? rows : rows.slice(0, SHOWN);
    this.#more.hidden = shown.length === rows.length;
    this.#body.replaceChildren(...shown.map((row) => this.#line(row)));
    for (const head of this.#head.children) {
      const { column, descending } = this.#sort;
      const is = head.getAttribute("data-column") === column;
      head.setAttribute("aria-sort", is ? (descending ? "descending" : "ascending") : "none");
    }
    this.#paintChips();
  }

  #paintChips(): void {
    const found = counts(this.#rows);
    const wanted: (readonly [Standing | null, string, number])[] = [[null, "All", this.#rows.length]];
    for (const [standing, text] of STANDINGS) if (found.has(standing)) wanted.push([standing, text, found.get(standing) ?? 0]);
    const key = wanted.map(([standing, , count]) => `${standing} ${count}`).join();
    if (this.#chips.dataset["key"] === key) return;
    this.#chips.dataset["key"] = key;
    const focused = this.#chips.contains(document.activeElement) ? (document.activeElement as HTMLInputElement).value : null;
    this.#chips.replaceChildren(this.#chips.firstElementChild as Element, ...wanted.map((one) => this.#chip(...one)));
    if (focused !== null) this.#chips.querySelector<HTMLInputElement>(`input[value="${focused}"]`)?.focus();
  }

  #chip(standing: Standing | null, text: string, count: number): HTMLElement {
    const radio = element("input", { type: "radio", name: "lv-standing", value: standing ?? "all" });
    radio.checked = this.#only === standing;
    radio.addEventListener("change", () => ((this.#only = standing), this.#draw()));
    return element("label", { "data-standing": standing }, radio, element("span", {}, `${text} `, element("b", {}, String(count))));
  }

  #line(row: Row): HTMLElement {
    const word = STANDINGS.find(([standing]) => standing === row.standing)?.[1] ?? "";
    const open = element("button", { type: "button", class: "lv-open", title: row.sentence }, word);
    open.addEventListener("click", () => this.#show(row));
    const name = row.name.split("/").at(-1) ?? row.name;
    return element(
      "tr",
      { "data-standing": row.standing },
      element("td", {}, open),
      ...[row.achievement, row.recipient, row.issuer].map((text) => element("td", {}, foreign(text))),
      ...[row.awarded, row.validUntil].map((text) => element("td", { class: "lv-date" }, text)),
      element("td", { title: row.name }, foreign(name)),
    );
  }

  #show(row: Row): void {
    const close = element("button", { type: "button", class: "lv-button" }, "Close");
    close.addEventListener("click", () => {
      this.#detail.replaceChildren();
      this.#search.focus();
    });
    const line = element("p", { class: "lv-headline", "data-tone": row.result?.headline.tone ?? "warning" }, foreign(row.sentence));
    const again = (recipient: Parameters<Session["verify"]>[1]) => {
      void this.session.verify(this.#items.get(row.number) as Item, recipient).then((result) => this.#show({ ...rowOf(row.number, result), name: row.name }));
    };
    this.#detail.replaceChildren(
      element("h2", {}, foreign(row.name)),
      line,
      ...(row.result ? resultView(row.result, this.session, again) : []),
      close,
    );
    this.#detail.focus();
    this.#detail.scrollIntoView({ block: "start" });
  }
}
