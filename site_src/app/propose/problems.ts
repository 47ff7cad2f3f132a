// What is still missing or does not fit, by the same JSON Schema as in editors and CI, in the words of the question.

import { type OutputUnit, Validator } from "@cfworker/json-schema";
import { type Json, type ProposalData, pick } from "./data";
import { schemaAt } from "./draft";
import { resolved } from "./layout";

export interface Problem {
  /** JSON Pointer of the question it belongs to; empty for the file's name. */
  readonly pointer: string;
  readonly message: string;
  /** A note may stay; anything else has to be mended before the file is accepted. */
  readonly note: boolean;
}

const SLUG = /^[a-z0-9][a-z0-9-]{0,62}$/;
const HOURS_A_CREDIT: readonly [number, number] = [25, 30]; // ECTS Users' Guide 2015
const MIN_DESCRIPTION_CHARACTERS = 15;
const MIN_SKILLS = 2;
// As in `checks/privacy.py`, roughly: the check in the pull request decides.
const ADDRESS = /[^\s@]@[^\s@]+\.[a-z]{2,}/i;

/** Every problem of a draft, each question's own once, in the order of the questions. */
export function problems(data: ProposalData, slug: string, draft: { readonly [key: string]: Json }): Problem[] {
  const found: Problem[] = [...nameProblems(data, slug)];
  const errors = new Validator(data.schema as object, "2020-12", false).validate(draft).errors;
  for (const question of data.questions) {
    const value = at(draft, question.pointer);
    const message = value === null ? "This is not answered yet." : schemaMessage(data, question.pointer, value, errors);
    if (message !== null) found.push({ pointer: question.pointer, message, note: false });
    else found.push(...textProblems(data, question.pointer, value), ...notes(question.pointer, value, draft));
  }
  return found;
}

function nameProblems(data: ProposalData, slug: string): Problem[] {
  const say = (message: string): Problem[] => [{ pointer: "", message, note: false }];
  if (!SLUG.test(slug)) return say("A name is lower-case letters, digits and hyphens, at most 63 of them.");
  if (slug in data.achievements) return say("There is an achievement of this name already.");
  if (new RegExp(`^(?:${data.reserved})$`).test(slug)) return say("This name is reserved.");
  return [];
}

/** One sentence on why the schema refuses the answer of a question, or null where it does not. */
function schemaMessage(data: ProposalData, pointer: string, value: Json | undefined, errors: readonly OutputUnit[]): string | null {
  if (value === undefined) return null;
  const here = errors.filter(({ instanceLocation: place }) => place === `#${pointer}` || place.startsWith(`#${pointer}/`));
  if (here.length === 0) return null;
  const part = resolved(data.schema, schemaAt(data.schema, pointer), value);
  const length = typeof value === "string" ? [...value].length : 0;
  const limit = (name: string) => (typeof part[name] === "number" ? (part[name] as number) : null);
  if (length > (limit("maxLength") ?? Number.POSITIVE_INFINITY)) return `At most ${limit("maxLength")} characters; this has ${length}.`;
  const [least, most] = [limit("minimum") ?? limit("exclusiveMinimum"), limit("maximum")];
  if (typeof value === "number" && least !== null && most !== null) {
    const step = limit("multipleOf");
    return `A number between ${least} and ${most}${step === null || step === 1 ? "" : `, in steps of ${step}`}.`;
  }
  if (Array.isArray(value)) {
    const maxItems = limit("maxItems");
    if (maxItems !== null && value.length > maxItems) return `At most ${maxItems}; these are ${value.length}.`;
    return "One of these is too long, or not of the right form.";
  }
  const examples = schemaAt(data.schema, pointer)["examples"];
  const example = Array.isArray(examples) ? examples[0] : undefined;
  return typeof example === "string" ? `This does not have the right form. Write it like ${example}.` : "This does not fit.";
}

function textProblems(data: ProposalData, pointer: string, value: Json | undefined): Problem[] {
  const text = texts(value).join("\n");
  const say = (message: string): Problem[] => [{ pointer, message, note: false }];
  if (ADDRESS.test(text)) return say("This holds an e-mail address, and the file is public. Give the address of a page.");
  if (new RegExp(data.patterns.markup, "i").test(text)) return say("This holds HTML, which is refused: say it in words.");
  if (new RegExp(data.patterns.script, "i").test(text)) return say("This holds an address that runs something.");
  return [];
}

function notes(pointer: string, value: Json | undefined, draft: { readonly [key: string]: Json }): Problem[] {
  const text = texts(value).join("\n");
  const say = (message: string): Problem[] => [{ pointer, message, note: true }];
  if (pointer === "/description" && text.trim().length < MIN_DESCRIPTION_CHARACTERS) return say("A little short: what is it, and whom is it for?");
  if (pointer === "/skills" && texts(value).length < MIN_SKILLS) return say("Employers find it by its skills: name at least two.");
  if (pointer === "/workload/ects" && typeof value === "number") {
    const hours = at(draft, "/workload/hours");
    const [least, most] = HOURS_A_CREDIT.map((each) => each * value) as [number, number];
    if (typeof hours === "number" && (hours < least || hours > most)) return say(`${value} credits are ${least} to ${most} hours; you say ${hours}.`);
  }
  return [];
}

function texts(value: Json | undefined): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap((item) => texts(item as Json));
  return typeof value === "object" && value !== null ? [pick(value as Record<string, string>)] : [];
}

function at(draft: { readonly [key: string]: Json }, pointer: string): Json | undefined {
  return pointer
    .split("/")
    .slice(1)
    .reduce<Json | undefined>((here, name) => (typeof here === "object" && here !== null ? (here as Record<string, Json>)[name] : undefined), draft);
}
