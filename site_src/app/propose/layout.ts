// The file of a proposed definition, laid out like a form: each key with a line that says what it is for, what may be left out
// commented out. Twin of `drafting/layout.py`; both read layout and comments from the JSON Schema.

import type { Json, Schema } from "./data";
import { lines, quoted, scalar, token } from "./yamlText";

/** More choices than these are not listed in a comment; the schema has them. */
const MAX_CHOICES = 12;
const SHORT_LIST = 100;

type Group = { readonly [key: string]: Json };

/**
 * The whole text of a file. A value of null stands for what is still to be filled in.
 *
 * @param schemaPath where the schema lies as seen from the file
 * @param explain with comments, and with what may be left out
 */
export function page(schemaPath: string, schema: Schema, data: Group, explain = true): string {
  const made = [`# yaml-language-server: $schema=${schemaPath}`];
  for (const block of blocks(schema, schema, data, 0, explain)) made.push(...(explain ? [""] : []), ...block);
  return `${made.join("\n")}\n`;
}

function blocks(root: Schema, schema: Schema, data: Group, indent: number, explain: boolean): string[][] {
  const part = resolved(root, schema, data);
  const known = (part["properties"] ?? {}) as Record<string, Schema>;
  const made: string[][] = [];
  for (const [key, field] of Object.entries(known)) {
    const comments = explain ? comment(root, field).map((line) => at(indent, `# ${line}`)) : [];
    if (key in data) made.push([...comments, ...entry(root, field, key, data[key] as Json, indent, explain)]);
    else if (explain && isGroup(field) && Array.isArray(field["examples"]) && field["examples"].length > 0) {
      const example = entry(root, field, key, field["examples"][0] as Json, 0, false);
      made.push([...comments, ...example.map((line) => at(indent, `# ${line}`))]);
    }
  }
  const item = Object.values((part["patternProperties"] ?? {}) as Record<string, Schema>)[0] ?? {};
  for (const [key, value] of Object.entries(data))
    if (!(key in known)) made.push(entry(root, item, key, value, indent, false));
  return made;
}

function comment(root: Schema, field: Json): string[] {
  if (!isGroup(field) || typeof field["description"] !== "string" || field["description"] === "") return [];
  const description = field["description"];
  const choices = (resolved(root, field, "")["enum"] ?? []) as readonly Json[];
  const listed = choices.every((choice) => description.includes(String(choice)));
  if (choices.length <= 1 || choices.length > MAX_CHOICES || listed) return [description];
  return [description, `One of: ${choices.join(", ")}.`];
}

function entry(root: Schema, field: Schema, key: string, value: Json, indent: number, explain: boolean): string[] {
  const name = scalar(key) === key ? key : quoted(key);
  const part = resolved(root, field, value);
  if (value === null) return [at(indent, `${name}:`)];
  if (Array.isArray(value)) return list(root, part, name, value, indent, explain);
  if (isGroup(value)) {
    const inner = blocks(root, part, value, indent + 2, explain).flat();
    return inner.length > 0 ? [at(indent, `${name}:`), ...inner] : [at(indent, `${name}: {}`)];
  }
  const [first, ...rest] = scalarLines(part, value as string | number | boolean, indent + 2, indent + [...name].length + 2);
  return [at(indent, `${name}: ${first}`), ...rest];
}

function list(root: Schema, part: Schema, name: string, values: readonly Json[], indent: number, explain: boolean): string[] {
  const item = (part["items"] ?? {}) as Schema;
  const simple = values.every((value) => typeof value !== "object");
  if (simple && !isLong(resolved(root, item, ""))) {
    const words = (values as readonly (string | number | boolean)[]).map((value) => scalar(value, true)).join(", ");
    if (indent + [...name].length + [...words].length + 4 <= SHORT_LIST) return [at(indent, `${name}: [${words}]`)];
  }
  return [at(indent, `${name}:`), ...values.flatMap((value, index) => itemLines(root, item, value, indent + 2, explain && index === 0))];
}

function itemLines(root: Schema, item: Schema, value: Json, indent: number, explain: boolean): string[] {
  if (value === null) return [at(indent, "-")];
  if (isGroup(value)) {
    const inner = blocks(root, item, value, indent + 2, explain).flat();
    const start = inner.findIndex((line) => !line.trimStart().startsWith("#"));
    // Comments go above the dash, so that the dash stands before the first key.
    const above = inner.slice(0, start).map((line) => line.slice(2));
    return [...above, at(indent, `- ${(inner[start] as string).trimStart()}`), ...inner.slice(start + 1)];
  }
  const [first, ...rest] = scalarLines(resolved(root, item, value), value as string | number | boolean, indent + 2, indent + 2);
  return [at(indent, `- ${first}`), ...rest];
}

function scalarLines(part: Schema, value: string | number | boolean, indent: number, used: number): string[] {
  if (typeof value !== "string") return [scalar(value)];
  return "pattern" in part || "enum" in part || "format" in part ? [token(value)] : lines(value, indent, used);
}

/** The part of a schema that describes a value: references followed, of alternatives the one of its type. */
export function resolved(root: Schema, schema: Schema, value: Json): Schema {
  if (typeof schema["$ref"] === "string") {
    const found = schema["$ref"]
      .replace(/^#\//, "")
      .split("/")
      .reduce<Json>((here, name) => (here as Group)[name] as Json, root);
    return resolved(root, found as Schema, value);
  }
  const wanted = Array.isArray(value) ? "array" : isGroup(value) ? "object" : "string";
  const choices = [...((schema["anyOf"] ?? []) as Schema[]), ...((schema["oneOf"] ?? []) as Schema[])];
  for (const choice of choices) {
    const part = resolved(root, choice, value);
    if (part["type"] === wanted && fits(part, value)) return part;
  }
  return schema;
}

function fits(schema: Schema, value: Json): boolean {
  if (!isGroup(value) || !("properties" in schema)) return true;
  return Object.keys(value).every((key) => key in (schema["properties"] as Group));
}

function isLong(schema: Schema): boolean {
  return typeof schema["maxLength"] === "number" && schema["maxLength"] > 200;
}

function isGroup(value: Json | undefined): value is Group {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function at(indent: number, line: string): string {
  return line === "" ? line : " ".repeat(indent) + line;
}
