// From answers to what a new file says; what was not answered is still empty. Twin of `drafting/draft.py`.

import type { Json, ProposalData, Question, Schema } from "./data";
import { resolved } from "./layout";
import { suggest } from "./slugs";

/** JSON Pointer of a question → its answer; an unanswered one is absent. */
export type Answers = Readonly<Record<string, Json>>;
type Tree = { [key: string]: Json | Tree } | (Json | Tree)[];

/** What the new file says, in the order of the schema. */
export function draft(data: ProposalData, answers: Answers): { readonly [key: string]: Json } {
  const made = structuredClone(data.beginning) as { [key: string]: Json };
  for (const question of data.questions) {
    const value = answers[question.pointer] ?? defaultOf(question, answers);
    const empty = value === null || (Array.isArray(value) && value.length === 0);
    if (!empty || question.required) put(made, segments(question.pointer), value);
  }
  const rubric = (made["assessment"] as { rubric: { id?: string; name?: Json }[] }).rubric;
  for (const criterion of rubric) criterion.id = suggest(typeof criterion.name === "string" ? criterion.name : "", undefined, "work");
  return ordered(data.schema, data.schema, made) as { readonly [key: string]: Json };
}

/** The answer that is taken where none is given. */
export function defaultOf(question: Question, answers: Answers): Json {
  const { from, divide, step } = question.taken;
  if (from === undefined || divide === undefined || step === undefined) return question.default;
  const value = answers[from];
  return typeof value === "number" ? Math.max(1, Math.floor(value / divide / step + 0.5)) * step : null;
}

/** The part of the schema that a pointer leads to. */
export function schemaAt(schema: Schema, pointer: string): Schema {
  return segments(pointer).reduce<Schema>((here, name) => {
    const part = resolved(schema, here, /^\d+$/.test(name) ? [] : {});
    if (/^\d+$/.test(name)) return resolved(schema, part["items"] as Schema, {});
    return ((part["properties"] ?? {}) as Record<string, Schema>)[name] ?? {};
  }, schema);
}

function segments(pointer: string): string[] {
  return pointer.split("/").slice(1);
}

function put(tree: { [key: string]: Json }, path: readonly string[], value: Json): void {
  let here: Tree = tree;
  path.forEach((part, index) => {
    const last = index === path.length - 1;
    const following = path[index + 1];
    const fresh = (): Json | Tree => (last ? value : /^\d+$/.test(following as string) ? [] : {});
    if (Array.isArray(here)) {
      while (here.length <= Number(part)) here.push({});
      if (last) here[Number(part)] = value;
      here = here[Number(part)] as Tree;
    } else {
      if (last || !(part in here)) here[part] = fresh();
      here = here[part] as Tree;
    }
  });
}

function ordered(root: Schema, schema: Schema, value: Json): Json {
  const part = resolved(root, schema, value);
  if (Array.isArray(value)) return value.map((item) => ordered(root, (part["items"] ?? {}) as Schema, item as Json));
  if (typeof value !== "object" || value === null) return value;
  const group = value as { readonly [key: string]: Json };
  const known = (part["properties"] ?? {}) as Record<string, Schema>;
  const keys = [...Object.keys(known).filter((key) => key in group), ...Object.keys(group).filter((key) => !(key in known))];
  return Object.fromEntries(keys.map((key) => [key, ordered(root, known[key] ?? {}, group[key] as Json)]));
}
