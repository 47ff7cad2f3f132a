// A template and what it takes to fill it: the twin of laurels/credential/ledger.py and shorthand.py.
// Whatever has not the expected form is `altered`: both files were written by `laurels build` and belong together.

import { isObject, type Json, type JsonObject, member } from "../verify/encoding/strictJson";
import { SealingError } from "./values";

export interface Entry {
  readonly always: JsonObject;
  readonly texts: readonly (readonly [key: string, beginning: string])[];
  /** The member that follows from the award and the entry's place: key, beginning, field of the award, what stands before the number. */
  readonly numbered: readonly string[];
}

/** A credential that many awards share, with null at everything that differs. */
export interface Template {
  readonly credential: JsonObject;
  /** JSON Pointers of what each award brings itself. */
  readonly holes: readonly string[];
  /** JSON Pointer → beginning of a text, and the field of the award that completes it. */
  readonly follows: readonly (readonly [place: string, beginning: string, field: string])[];
  /** Hole → the short form of its list. */
  readonly entries: ReadonlyMap<string, Entry>;
}

/** Reads a template's file. @throws SealingError */
export function templateOf(data: Json): Template {
  const { credential, holes, follows = {}, entries = {} } = objectOf(data);
  return {
    credential: objectOf(credential),
    holes: listOf(holes).map(textOf),
    follows: Object.entries(objectOf(follows)).map(([place, pair]) => [place, ...pairOf(pair)] as const),
    entries: new Map(Object.entries(objectOf(entries)).map(([hole, entry]) => [hole, entryOf(entry)])),
  };
}

/**
 * The credential of a template, some values and the fields of an award. Its digest is for the caller to compare.
 *
 * @param fields what texts may follow from: `id`, `issued`, and the award's place on each status list
 * @throws SealingError
 */
export function fill(template: Template, values: readonly Json[], fields: ReadonlyMap<string, string>): JsonObject {
  if (values.length !== template.holes.length) throw new SealingError("altered");
  const credential = structuredClone(template.credential);
  for (const [place, beginning, field] of template.follows) {
    const rest = fields.get(field);
    if (rest === undefined) throw new SealingError("altered");
    put(credential, place, beginning + rest);
  }
  template.holes.forEach((hole, index) => {
    const value = values[index] as Json;
    const entry = template.entries.get(hole);
    put(credential, hole, entry === undefined ? value : expand(value, entry, fields));
  });
  return credential;
}

/** Puts a value at a JSON Pointer (RFC 6901) that exists; null takes the member out. */
function put(document: JsonObject, pointer: string, value: Json): void {
  const parts = pointer.split("/").slice(1).map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  const last = parts.pop();
  let place: Json = document;
  for (const part of parts) place = step(place, part);
  if (last === undefined || step(place, last) === undefined) throw new SealingError("altered");
  if (Array.isArray(place)) {
    if (value === null) throw new SealingError("altered");
    place[Number(last)] = value;
  } else if (value === null) {
    delete (place as JsonObject)[last];
  } else {
    (place as JsonObject)[last] = value;
  }
}

function step(place: Json, part: string): Json {
  const next = Array.isArray(place) ? (/^\d+$/.test(part) ? place[Number(part)] : undefined) : isObject(place) ? member(place, part) : undefined;
  if (next === undefined) throw new SealingError("altered");
  return next;
}

function expand(value: Json, entry: Entry, fields: ReadonlyMap<string, string>): Json {
  return Array.isArray(value) ? value.map((item, index) => (Array.isArray(item) ? expandOne(item, entry, fields, index + 1) : item)) : value;
}

function expandOne(item: readonly Json[], { always, texts, numbered }: Entry, fields: ReadonlyMap<string, string>, number: number): JsonObject {
  if (item.length > texts.length) throw new SealingError("altered");
  const made = structuredClone(always);
  const [member, start, field, between] = numbered;
  if (member !== undefined) made[member] = `${start}${textOf(fields.get(field as string))}${between}${number}`;
  item.forEach((text, index) => {
    const [key, beginning] = texts[index] as readonly [string, string];
    if (text !== null) made[key] = beginning + textOf(text);
  });
  return made;
}

function entryOf(value: Json): Entry {
  const { always, texts, numbered = [] } = objectOf(value);
  const named = listOf(numbered).map(textOf);
  if (named.length % 4 !== 0) throw new SealingError("altered");
  return { always: objectOf(always), texts: listOf(texts).map(pairOf), numbered: named };
}

function pairOf(value: Json): readonly [string, string] {
  const [first, second, ...more] = listOf(value);
  if (more.length > 0) throw new SealingError("altered");
  return [textOf(first), textOf(second)];
}

export function objectOf(value: Json | undefined): JsonObject {
  if (!isObject(value)) throw new SealingError("altered");
  return value;
}

function listOf(value: Json | undefined): readonly Json[] {
  if (!Array.isArray(value)) throw new SealingError("altered");
  return value;
}

export function textOf(value: Json | undefined): string {
  if (typeof value !== "string") throw new SealingError("altered");
  return value;
}
