// One strict JSON decoder for everything that a stranger can hand us: RFC 8259 as narrowed by I-JSON (RFC 7493).
// JSON.parse would keep the last of two equal keys and round large integers; this tells.

import { decodeUtf8 } from "./utf8";

export const MAX_BYTES = 4 * 1024 * 1024;
export const MAX_DEPTH = 64;

export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

export type JsonErrorCode =
  | "decode.too-large"
  | "decode.not-utf8"
  | "decode.empty"
  | "decode.byte-order-mark"
  | "decode.too-deep"
  | "decode.not-json"
  | "decode.duplicate-key"
  | "decode.number"
  | "decode.surrogate";

/** The bytes are not strict JSON; code and detail are those of the `decode` step. */
export class JsonError extends Error {
  constructor(
    readonly code: JsonErrorCode,
    readonly detail: JsonObject = {},
  ) {
    super(code);
    this.name = "JsonError";
  }
}

/** True for an object (not for an array or null). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The member of that name, or undefined: never something inherited. */
export function member(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/**
 * The JSON value of some bytes.
 *
 * @throws JsonError
 */
export function decodeJson(bytes: Uint8Array, maxBytes = MAX_BYTES, maxDepth = MAX_DEPTH): Json {
  if (bytes.length > maxBytes) throw new JsonError("decode.too-large", { bytes: bytes.length, limit: maxBytes });
  const text = decodeUtf8(bytes);
  if (text === null) throw new JsonError("decode.not-utf8");
  if (/^[ \t\r\n]*$/.test(text)) throw new JsonError("decode.empty");
  if (text.startsWith("\ufeff")) throw new JsonError("decode.byte-order-mark");
  const same = roundTripped(text, maxDepth);
  if (same !== undefined) return same;
  refuseDepth(text, maxDepth);
  const value = new Parser(text).document();
  refuseLoneSurrogates(value);
  return value;
}

/** The JSON value of some bytes, or the error instead of throwing it. */
export function tryDecodeJson(bytes: Uint8Array): Json | JsonError {
  try {
    return decodeJson(bytes);
  } catch (error) {
    if (error instanceof JsonError) return error;
    throw error;
  }
}

/**
 * The value of a text that JavaScript would write just so: nothing in it can be given twice or be rounded. Badges of our own are such
 * texts, and it takes a fraction of the time. Undefined for any other, strict or not.
 */
function roundTripped(text: string, maxDepth: number): Json | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return JSON.stringify(value) === text && isStrict(value, maxDepth) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether every text is well-formed, every whole number one that JavaScript counts, and nothing lies deeper than that. */
function isStrict(value: Json, depth: number): boolean {
  if (typeof value === "string") return value.isWellFormed();
  if (typeof value === "number") return Number.isSafeInteger(value) || !Number.isInteger(value);
  if (typeof value !== "object" || value === null) return true;
  if (depth === 0) return false;
  if (Array.isArray(value)) return value.every((item) => isStrict(item, depth - 1));
  return Object.entries(value).every(([key, item]) => key.isWellFormed() && isStrict(item, depth - 1));
}

function refuseDepth(text: string, maxDepth: number): void {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') {
      for (at += 1; at < text.length && text[at] !== '"'; at += 1) if (text[at] === "\\") at += 1;
    } else if (character === "{" || character === "[") {
      depth += 1;
      if (depth > maxDepth) throw new JsonError("decode.too-deep", { limit: maxDepth });
    } else if (character === "}" || character === "]") {
      depth -= 1;
    }
  }
}

function refuseLoneSurrogates(value: Json): void {
  if (typeof value === "string") {
    if (!value.isWellFormed()) throw new JsonError("decode.surrogate");
  } else if (Array.isArray(value)) {
    value.forEach(refuseLoneSurrogates);
  } else if (value !== null && typeof value === "object") {
    for (const [key, inner] of Object.entries(value)) {
      refuseLoneSurrogates(key);
      refuseLoneSurrogates(inner);
    }
  }
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/y;
const CONSTANT = /NaN|-?Infinity/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const SPACE = /[ \t\n\r]*/y;
const ESCAPES: Record<string, string> = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

class Parser {
  #at = 0;

  constructor(readonly text: string) {}

  document(): Json {
    this.#match(SPACE);
    const value = this.#value();
    this.#match(SPACE);
    if (this.#at !== this.text.length) this.#fail();
    return value;
  }

  #value(): Json {
    switch (this.text[this.#at]) {
      case "{":
        return this.#object();
      case "[":
        return this.#array();
      case '"':
        return this.#string();
      case "t":
        return this.#word("true", true);
      case "f":
        return this.#word("false", false);
      case "n":
        return this.#word("null", null);
      default:
        return this.#number();
    }
  }

  #object(): JsonObject {
    const members: [string, Json][] = [];
    this.#at += 1;
    this.#match(SPACE);
    if (this.#take("}")) return {};
    do {
      this.#match(SPACE);
      if (this.text[this.#at] !== '"') this.#fail();
      const key = this.#string();
      this.#match(SPACE);
      if (!this.#take(":")) this.#fail();
      this.#match(SPACE);
      members.push([key, this.#value()]);
      this.#match(SPACE);
    } while (this.#take(","));
    if (!this.#take("}")) this.#fail();
    const seen = new Set<string>();
    for (const [key] of members) {
      if (seen.has(key)) throw new JsonError("decode.duplicate-key", { key });
      seen.add(key);
    }
    // fromEntries defines own members even for `__proto__`; an assignment would not.
    return Object.fromEntries(members);
  }

  #array(): Json[] {
    const items: Json[] = [];
    this.#at += 1;
    this.#match(SPACE);
    if (this.#take("]")) return items;
    do {
      this.#match(SPACE);
      items.push(this.#value());
      this.#match(SPACE);
    } while (this.#take(","));
    if (!this.#take("]")) this.#fail();
    return items;
  }

  #string(): string {
    let result = "";
    this.#at += 1;
    for (;;) {
      result += this.#match(PLAIN);
      if (this.#take('"')) return result;
      if (!this.#take("\\")) this.#fail();
      if (this.#take("u")) {
        const digits = this.text.slice(this.#at, this.#at + 4);
        if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.#fail();
        result += String.fromCharCode(Number.parseInt(digits, 16));
        this.#at += 4;
      } else {
        const escaped = ESCAPES[this.text[this.#at] ?? ""];
        if (escaped === undefined) this.#fail();
        result += escaped;
        this.#at += 1;
      }
    }
  }

  #number(): number {
    const constant = this.#match(CONSTANT);
    if (constant) throw new JsonError("decode.number", { number: constant });
    const written = this.#match(NUMBER);
    if (!written) this.#fail();
    const value = Number(written);
    const safe = /[.eE]/.test(written) ? Number.isFinite(value) : Number.isSafeInteger(value);
    if (!safe) throw new JsonError("decode.number", { number: written.slice(0, 40) });
    return value === 0 ? 0 : value;
  }

  #word<T extends Json>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.#at)) this.#fail();
    this.#at += word.length;
    return value;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }

  #take(character: string): boolean {
    if (this.text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #fail(): never {
    throw new JsonError("decode.not-json");
  }
}
