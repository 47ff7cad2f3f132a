// One field for each question of the form: what is typed into it becomes the value of a key.

import type { Json, ProposalData, Question } from "../propose/data";
import { schemaAt } from "../propose/draft";
import { resolved } from "../propose/layout";
import { type Entry, search } from "../propose/search";
import { duration } from "../propose/words";
import { clean } from "../propose/yamlText";
import { pick } from "../propose/data";
import { element } from "./dom";

export interface Field {
  /** Label, control, help and the place for what is wrong. */
  readonly whole: HTMLElement;
  /** What takes the focus. */
  readonly control: HTMLElement;
  read(): Json;
  write(value: Json): void;
  /** Shows what is wrong, or nothing. */
  say(message: string, note: boolean): void;
  /** Shows what is taken where nothing is typed. */
  suggest(value: Json): void;
}

/** What a control does; the frame around it is the same for all. */
interface Control {
  readonly control: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
  readonly more?: HTMLElement;
  read(): Json;
  write(value: Json): void;
}

const DURATIONS = ["P1Y", "P2Y", "P3Y", "P5Y", "P6M", "P18M"];
const WORDS_OF: Record<string, string> = {
  "/assessment/type": "assessment",
  "/assessment/supervision": "supervision",
  "/assessment/identityVerification": "identityVerification",
  "/participation": "participation",
};

/** The field of a question. `changed` is called whenever its value may have changed. */
export function field(question: Question, data: ProposalData, changed: () => void): Field {
  const id = `propose${question.pointer.replaceAll("/", "-")}`;
  const made = control(question, data, id, changed);
  const { control: input } = made;
  input.id = id;
  const problem = element("p", { class: "lp-problem", id: `${id}-problem` });
  const help = question.help === "" ? null : element("p", { class: "lp-help", id: `${id}-help` }, question.help);
  input.setAttribute("aria-describedby", help ? `${id}-problem ${id}-help` : `${id}-problem`);
  input.addEventListener("input", changed);
  const label = element("label", { for: id }, question.ask, question.required ? null : element("span", { class: "lp-optional" }, " (may stay empty)"));
  const whole = element("div", { class: "lp-question" }, label, help, input, made.more ?? null, problem);
  return {
    whole,
    control: input,
    read: made.read,
    write: made.write,
    say(message, note) {
      problem.textContent = message;
      problem.dataset["note"] = String(note);
      if (message !== "" && !note) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    },
    suggest(value) {
      if ("placeholder" in input) input.placeholder = value === null ? "" : String(value);
    },
  };
}

function control(question: Question, data: ProposalData, id: string, changed: () => void): Control {
  switch (question.form) {
    case "prose":
      return typed(element("textarea", { rows: "4" }), (text) => text);
    case "list":
      return list();
    case "integer":
    case "number":
      return numeric(question, data);
    case "choice":
      return choice(question, choices(question, data));
    case "reference":
      return choice(question, references(question, data));
    case "duration":
      return choice(question, [["", "For ever"], ...DURATIONS.map((text): [string, string] => [text, duration(text)])]);
    case "references":
      return chips(Object.entries(data.achievements).map(([key, { name }]) => ({ key, name })), id, changed, false);
    case "skills":
      return chips(skills(data), id, changed, false);
    case "subject":
      return chips(Object.entries(data.fields).map(([key, name]) => ({ key, name })), id, changed, true);
    default:
      return typed(element("input", { type: "text", autocomplete: "off" }), (text) => text);
  }
}

function typed(input: HTMLInputElement | HTMLTextAreaElement, value: (text: string) => Json): Control {
  const read = () => {
    const text = clean(input.value);
    return text === "" ? null : value(text);
  };
  return { control: input, read, write: (given) => void (input.value = given === null ? "" : String(given)) };
}

function list(): Control {
  const input = element("textarea", { rows: "4", placeholder: "One a line" });
  const read = () => {
    const lines = input.value.split("\n").map(clean).filter(Boolean);
    return lines.length > 0 ? [...new Set(lines)] : null;
  };
  return { control: input, read, write: (given) => void (input.value = Array.isArray(given) ? given.join("\n") : "") };
}

function numeric(question: Question, data: ProposalData): Control {
  const part = resolved(data.schema, schemaAt(data.schema, question.pointer), "");
  const step = typeof part["multipleOf"] === "number" ? String(part["multipleOf"]) : "1";
  const input = element("input", { type: "number", inputmode: "decimal", min: "0", step });
  return typed(input, (text) => (Number.isFinite(Number(text)) ? Number(text) : text));
}

function choices(question: Question, data: ProposalData): [string, string][] {
  const part = resolved(data.schema, schemaAt(data.schema, question.pointer), "");
  const table = data.words[WORDS_OF[question.pointer] ?? ""] ?? {};
  return ((part["enum"] ?? []) as string[]).map((code) => [code, table[code] ?? code]);
}

function references(question: Question, data: ProposalData): [string, string][] {
  const known = question.source === "issuer" ? data.issuers : data.achievements;
  return Object.entries(known).map(([slug, { name }]) => [slug, pick(name)]);
}

function choice(question: Question, options: readonly (readonly [string, string])[]): Control {
  const input = element("select");
  if (options[0]?.[0] !== "" && (question.default === null || question.default === undefined) && options.length > 1)
    input.append(element("option", { value: "" }, "Choose …"));
  for (const [value, text] of options) input.append(element("option", { value }, text));
  if (typeof question.default === "string") input.value = question.default;
  const first = input.value;
  return { control: input, read: () => input.value || null, write: (given) => void (input.value = typeof given === "string" ? given : first) };
}

function skills(data: ProposalData): Entry[] {
  return Object.entries(data.frameworks).flatMap(([framework, { skills: known }]) =>
    Object.entries(known).map(([key, skill]) => ({
      key: `${framework}/${key}`,
      name: pick(skill.name),
      others: skill.others ?? [],
      text: skill.text ?? "",
    })),
  );
}

/** A search field whose finds are put below it; one can be chosen, or several. */
function chips(entries: readonly Entry[], id: string, changed: () => void, single: boolean): Control {
  const input = element("input", { type: "search", autocomplete: "off", placeholder: "Type a word to search" });
  const names = new Map(entries.map(({ key, name }) => [key, name]));
  const chosen = new Set<string>();
  const list = element("ul", { class: "lp-chosen", "aria-label": "Chosen" });
  const found = element("ul", { class: "lp-found", id: `${id}-found`, "aria-label": "Found" });
  const count = element("p", { class: "lp-count", role: "status" });

  const show = () => {
    list.replaceChildren(
      ...[...chosen].map((key) => {
        const button = element("button", { type: "button", "aria-label": `Remove ${names.get(key) ?? key}` }, "×");
        button.addEventListener("click", () => {
          chosen.delete(key);
          update();
          input.focus();
        });
        return element("li", {}, element("span", {}, names.get(key) ?? key), " ", element("code", {}, key), button);
      }),
    );
  };
  const look = () => {
    const matches = search(input.value, entries, 8).filter(({ key }) => !chosen.has(key));
    found.replaceChildren(
      ...matches.map(({ key, name }) => {
        const button = element("button", { type: "button" }, name, " ", element("code", {}, key));
        button.addEventListener("click", () => {
          if (single) chosen.clear();
          chosen.add(key);
          input.value = "";
          look();
          update();
          input.focus();
        });
        return element("li", {}, button);
      }),
    );
    count.textContent = input.value.trim() === "" ? "" : matches.length === 0 ? "Nothing found. Try another word." : `${matches.length} found`;
  };
  const update = () => {
    show();
    changed();
  };
  input.addEventListener("input", look);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    found.querySelector("button")?.click();
  });
  return {
    control: input,
    more: element("div", { class: "lp-chips" }, count, found, list),
    read: () => (chosen.size === 0 ? null : single ? ([...chosen][0] as string) : [...chosen]),
    write(given) {
      chosen.clear();
      for (const key of Array.isArray(given) ? given : typeof given === "string" ? [given] : []) if (names.has(String(key))) chosen.add(String(key));
      show();
    },
  };
}
