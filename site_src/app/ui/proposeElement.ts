// <laurels-propose data-base="../">: a form that makes the file of a new definition, with the page that will come of it beside it.
// Everything stays in the visitor's browser; what was typed is kept there, so that a closed window loses nothing.

import { type Json, pick, type ProposalData } from "../propose/data";
import { asDefinition, type Definition } from "../propose/definition";
import { definitionPage } from "../propose/definitionPage";
import { type Answers, defaultOf, draft } from "../propose/draft";
import { forgeOf, newFile, repositoryOf } from "../propose/forge";
import { page as filePage } from "../propose/layout";
import { draw } from "../propose/medal";
import { type Problem, problems } from "../propose/problems";
import { suggest } from "../propose/slugs";
import { element } from "./dom";
import { type Field, field } from "./proposeFields";
import { Site } from "./site";

const KEPT = "laurels-proposal";
const SCHEMA_PATH = "../../schemas/achievement.schema.json";
const GROUPS: readonly (readonly [string, string])[] = [
  ["/name", "What it is"],
  ["/criteria/narrative", "What it takes"],
  ["/workload/hours", "How much it is"],
  ["/skills", "What it belongs to"],
];

export class ProposeElement extends HTMLElement {
  #data!: ProposalData;
  #fields = new Map<string, Field>();
  #touched = new Set<string>();
  #slug!: HTMLInputElement;
  #slugProblem = element("p", { class: "lp-problem", id: "propose-slug-problem" });
  #preview = element("section", { class: "lp-preview", "aria-label": "Preview of the page" });
  #file = element("code", { tabindex: "0", role: "region", "aria-label": "The file’s text" });
  #left = element("p", { class: "lp-left", role: "status" });
  #open = element("a", { class: "lp-open", rel: "noopener" });
  #openNote = element("p", { class: "lp-help" });
  #repository = element("input", { id: "propose-repository", type: "url", autocomplete: "off", placeholder: "https://github.com/you/catalogue" });
  #text = "";
  #shown = "";
  #pending = 0;

  connectedCallback(): void {
    if (this.childElementCount > 0) return;
    this.append(element("p", { role: "status" }, "Loading the questions …"));
    void this.#start();
  }

  async #start(): Promise<void> {
    const site = Site.of(this);
    try {
      const answer = await fetch(site.file("api/v1/proposal.json"), { credentials: "omit" });
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      this.#data = (await answer.json()) as ProposalData;
    } catch {
      this.replaceChildren(element("p", { role: "alert" }, "The questions could not be loaded. Load the page again, or write the file by hand as the documentation shows."));
      return;
    }
    this.#build();
    this.#restore();
    this.#update();
  }

  #build(): void {
    const form = element("form", { class: "lp-form", novalidate: "", "aria-label": "Questions" });
    let group: HTMLElement = form;
    for (const question of this.#data.questions) {
      const title = GROUPS.find(([pointer]) => pointer === question.pointer)?.[1];
      if (title !== undefined) {
        group = element("fieldset", {}, element("legend", {}, title));
        form.append(group);
      }
      const made = field(question, this.#data, () => this.#changed(question.pointer));
      made.control.addEventListener("blur", () => this.#touch(question.pointer));
      this.#fields.set(question.pointer, made);
      group.append(made.whole);
      if (question.pointer === "/name") group.append(this.#slugField());
    }
    form.addEventListener("submit", (event) => event.preventDefault());
    const output = element("section", { class: "lp-output", "aria-label": "The file" }, ...this.#output());
    this.replaceChildren(form, element("div", { class: "lp-beside" }, this.#preview, output));
    this.dataset["ready"] = "";
  }

  #slugField(): HTMLElement {
    this.#slug = element("input", { id: "propose-slug", type: "text", autocomplete: "off", "aria-describedby": "propose-slug-problem propose-slug-help" });
    this.#slug.addEventListener("input", () => this.#changed(""));
    const help = element("p", { class: "lp-help", id: "propose-slug-help" }, "It becomes part of the address for ever, so choose it well. Left empty, it follows from the title.");
    return element("div", { class: "lp-question" }, element("label", { for: "propose-slug" }, "What is the file called?"), help, this.#slug, this.#slugProblem);
  }

  #output(): HTMLElement[] {
    const copy = element("button", { type: "button" }, "Copy the file");
    copy.addEventListener("click", () => void this.#copy(copy));
    const save = element("button", { type: "button" }, "Save the file");
    save.addEventListener("click", () => this.#save());
    const clear = element("button", { type: "button", class: "lp-clear" }, "Start again");
    clear.addEventListener("click", () => this.#clear());
    this.#repository.value = this.#data.site.repository;
    this.#repository.addEventListener("input", () => this.#changed("repository"));
    const where = element("div", { class: "lp-question" }, element("label", { for: "propose-repository" }, "Where is the repository of the catalogue?"), this.#repository);
    return [
      element("h2", { id: "file" }, "The file"),
      this.#left,
      element("div", { class: "lp-actions" }, copy, save, this.#open, clear),
      this.#openNote,
      where,
      element("pre", {}, this.#file),
      element("p", { class: "lp-help" }, "Nothing was sent anywhere. Your answers are kept in this browser until you start again."),
    ];
  }

  #answers(): Answers {
    const found: Record<string, Json> = {};
    for (const [pointer, { read }] of this.#fields) {
      const value = read();
      if (value !== null) found[pointer] = value;
    }
    return found;
  }

  #name(answers: Answers): string {
    const name = answers["/name"];
    return this.#slug.value.trim() || suggest(typeof name === "string" ? name : "", (slug) => slug in this.#data.achievements);
  }

  #touch(pointer: string): void {
    this.#touched.add(pointer);
    this.#update();
  }

  #changed(pointer: string): void {
    if (pointer === "") this.#touched.add("");
    clearTimeout(this.#pending);
    // Typing stays smooth: the page and the file follow when there is a pause.
    this.#pending = window.setTimeout(() => this.#update(), 120);
  }

  #update(): void {
    const answers = this.#answers();
    const slug = this.#name(answers);
    this.#slug.placeholder = slug;
    const made = draft(this.#data, answers);
    const found = problems(this.#data, slug, made);
    this.#showProblems(found);
    for (const question of this.#data.questions) this.#fields.get(question.pointer)?.suggest(defaultOf(question, answers));
    this.#text = filePage(SCHEMA_PATH, this.#data.schema, made);
    this.#file.textContent = this.#text;
    this.#showPage(slug, made);
    this.#showLink(slug, made, found);
    this.#keep(answers);
  }

  #showProblems(found: readonly Problem[]): void {
    for (const [pointer, { say, read }] of this.#fields) {
      const problem = found.find((item) => item.pointer === pointer);
      // What was not reached yet is missing, not wrong.
      if (problem && (this.#touched.has(pointer) || (problem.note && read() !== null))) say(problem.message, problem.note);
      else say("", true);
    }
    const named = this.#slug.value !== "" || this.#fields.get("/name")?.read() !== null;
    this.#slugProblem.textContent = (named && found.find(({ pointer }) => pointer === "")?.message) || "";
    const open = found.filter(({ note }) => !note).length;
    this.#left.textContent = open === 0 ? "Complete: the check will accept this file." : open === 1 ? "One answer is still missing or does not fit." : `${open} answers are still missing or do not fit.`;
    this.dataset["open"] = String(open);
  }

  #showPage(slug: string, made: { readonly [key: string]: Json }): void {
    const definition = withTitles(asDefinition(made));
    const issuer = this.#data.issuers[definition.issuer ?? ""];
    const svg = draw({ slug, name: pick(definition.name ?? ""), issuer: issuer && typeof issuer.name === "string" ? issuer.name : slug, level: definition.eqfLevel ?? 1 });
    const image = `data:image/svg+xml,${encodeURIComponent(svg)}`;
    const { text } = definitionPage({ slug, definition, data: this.#data, to: (target) => Site.of(this).file(target).href, image });
    // Left alone where nothing changed: the page must not move under a finger that is on its way to a button.
    if (text === this.#shown) return;
    this.#shown = text;
    // Every text in it is escaped where the page is made; the policy of the page forbids scripts and handlers besides.
    this.#preview.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
  }

  #showLink(slug: string, made: { readonly [key: string]: Json }, found: readonly Problem[]): void {
    const repository = repositoryOf(this.#repository.value);
    this.#open.hidden = repository === null;
    this.#openNote.textContent = "";
    if (repository === null) return;
    const bare = filePage(SCHEMA_PATH, this.#data.schema, made, false);
    const target = newFile(repository, forgeOf(repository), this.#data.site.branch, slug, [this.#text, bare]);
    this.#open.href = target.url;
    this.#open.target = "_blank";
    this.#open.textContent = `Propose it on ${repository.hostname}`;
    const unfinished = found.some(({ note }) => !note) ? " It is not complete yet; you can finish it there." : "";
    this.#openNote.textContent = `This opens a new file there${target.filled ? " with your text in it" : ": copy the file first, and paste it"}. The forge then offers to propose it as a change.${unfinished}`;
  }

  async #copy(button: HTMLButtonElement): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.#text);
      button.textContent = "Copied";
    } catch {
      const range = document.createRange();
      range.selectNodeContents(this.#file);
      window.getSelection()?.removeAllRanges();
      window.getSelection()?.addRange(range);
      button.textContent = "Selected: press Ctrl+C";
    }
    window.setTimeout(() => (button.textContent = "Copy the file"), 2500);
  }

  #save(): void {
    const href = URL.createObjectURL(new Blob([this.#text], { type: "application/yaml" }));
    const link = element("a", { href, download: `${this.#name(this.#answers())}.yaml` });
    link.click();
    // The browser reads it a moment later.
    window.setTimeout(() => URL.revokeObjectURL(href), 10_000);
  }

  #keep(answers: Answers): void {
    try {
      localStorage.setItem(KEPT, JSON.stringify({ slug: this.#slug.value, answers }));
    } catch {
      // A browser that keeps nothing is asked to keep nothing.
    }
  }

  #restore(): void {
    try {
      const kept = JSON.parse(localStorage.getItem(KEPT) ?? "null") as { slug?: unknown; answers?: Record<string, Json> } | null;
      if (typeof kept?.slug === "string") this.#slug.value = kept.slug;
      for (const [pointer, value] of Object.entries(kept?.answers ?? {})) this.#fields.get(pointer)?.write(value);
    } catch {
      // What cannot be read was not kept.
    }
  }

  #clear(): void {
    for (const { write } of this.#fields.values()) write(null);
    this.#slug.value = "";
    this.#touched.clear();
    this.#update();
  }
}

/** The definition with something where a heading would be empty. */
function withTitles(definition: Definition): Definition {
  const { name, assessment } = definition;
  const rubric = (assessment?.rubric ?? []).map((criterion) => ({ ...criterion, name: criterion.name || "What is judged" }));
  return { ...definition, name: name || "Your title", assessment: { ...assessment, rubric } };
}
