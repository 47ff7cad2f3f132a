// A badge baked into an SVG picture.
//
// Open Badges 3.0 §5.3.2.2: an element `credential` holds the credential's JSON, or its attribute `verify` the compact JWS; Open
// Badges 2.0 Baking: an element `assertion` in the same manner, `verify` perhaps an address. Read by a scanner of our own: a DOM
// would expand entities, and exists in no worker. What the scanner does not understand, it refuses.

import { decodeUtf8 } from "../encoding/utf8";
import { ContainerError } from "./contents";

const MAX_BYTES = 10 * 1024 * 1024;
const MAX_DEPTH = 200;
const ELEMENTS = [
  "https://purl.imsglobal.org/ob/v3p0 credential",
  "http://openbadges.org assertion",
  "https://openbadges.org assertion",
];
const MALFORMED = "it is not well-formed XML";
const SPACE = "[ \\t\\r\\n]";
const NAME = "[A-Za-z_\\u0080-\\uffff][\\w.\\-\\u0080-\\uffff]*(?::[A-Za-z_\\u0080-\\uffff][\\w.\\-\\u0080-\\uffff]*)?";
const TAG = new RegExp(`<(/?)(${NAME})((?:${SPACE}+${NAME}${SPACE}*=${SPACE}*(?:"[^"<]*"|'[^'<]*'))*)${SPACE}*(/?)>`, "y");
const ATTRIBUTE = new RegExp(`(${NAME})${SPACE}*=${SPACE}*(?:"([^"]*)"|'([^']*)')`, "g");
const COMMENT = /<!--(?:(?!--)[^])*-->/y;
const INSTRUCTION = /<\?[^]*?\?>/y;
const CDATA = /<!\[CDATA\[([^]*?)\]\]>/y;
const DOCTYPE = /<!DOCTYPE[^[\]>]*>/y;
const SUBSET = /<!DOCTYPE[^[\]>]*\[/y;
const TEXT = /[^<]+/y;
const REFERENCE = /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot|apos));|&/g;
const NAMED: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/**
 * The text that was baked in.
 *
 * @throws ContainerError
 */
export function readSvg(data: Uint8Array): Uint8Array {
  if (data.length > MAX_BYTES) throw new ContainerError("decode.too-large", { bytes: data.length, limit: MAX_BYTES });
  const texts = new Scanner(decodeUtf8(data) ?? refuse(MALFORMED)).badges();
  if (texts.length > 1) throw new ContainerError("decode.several", { count: texts.length });
  if (texts[0] === undefined) throw new ContainerError("decode.picture", { format: "SVG" });
  return new TextEncoder().encode(texts[0]);
}

function refuse(reason: string): never {
  throw new ContainerError("decode.svg", { reason });
}

/** Text with its references resolved; none can be declared, so there are five names. */
function resolved(text: string): string {
  return text.replace(REFERENCE, (_, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name) return NAMED[name] as string;
    const code = decimal ? Number(decimal) : hexadecimal ? Number.parseInt(hexadecimal, 16) : -1;
    if (code < 1 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) refuse(decimal || hexadecimal ? MALFORMED : "it declares or needs entities");
    return String.fromCodePoint(code);
  });
}

interface Element {
  readonly name: string;
  readonly namespaces: ReadonlyMap<string, string>;
}

class Scanner {
  #at = 0;
  readonly #open: Element[] = [];
  readonly #badges: string[] = [];
  #roots = 0;
  /** The badge's element that is open. */
  #inside: { readonly depth: number; readonly verify: string; text: string } | null = null;

  constructor(readonly text: string) {
    if (text.startsWith("\ufeff")) this.#at = 1;
  }

  badges(): string[] {
    while (this.#at < this.text.length) {
      this.#step();
      if (this.#open.length > MAX_DEPTH) refuse("it is nested too deeply");
    }
    if (this.#open.length > 0 || this.#roots !== 1) refuse(MALFORMED);
    return this.#badges;
  }

  #step(): void {
    if (this.#match(COMMENT) || this.#match(INSTRUCTION)) return;
    const cdata = this.#match(CDATA);
    if (cdata) return this.#characters(cdata[1] as string);
    const tag = this.#match(TAG);
    if (tag) return this.#tag(tag);
    const text = this.#match(TEXT);
    if (text) return this.#characters(resolved(text[0]));
    if (this.#match(SUBSET)) refuse("it declares or needs entities");
    if (this.#open.length > 0 || !this.#match(DOCTYPE)) refuse(MALFORMED);
  }

  #characters(text: string): void {
    if (this.#inside) this.#inside.text += text;
    else if (this.#open.length === 0 && text.trim() !== "") refuse(MALFORMED);
  }

  #tag([, closing, name = "", written = "", empty]: RegExpExecArray): void {
    if (closing) {
      if (written !== "" || empty || this.#open.at(-1)?.name !== name) refuse(MALFORMED);
      return this.#close();
    }
    const attributes = new Map<string, string>();
    for (const [, key = "", double, single] of written.matchAll(ATTRIBUTE)) {
      if (attributes.has(key)) refuse(MALFORMED);
      attributes.set(key, resolved(double ?? single ?? ""));
    }
    this.#start(name, attributes);
    if (empty) this.#close();
  }

  #start(name: string, attributes: ReadonlyMap<string, string>): void {
    if (this.#inside) refuse("there are elements inside the badge");
    const namespaces = new Map(this.#open.at(-1)?.namespaces);
    for (const [key, value] of attributes) {
      if (key === "xmlns") namespaces.set("", value);
      else if (key.startsWith("xmlns:")) namespaces.set(key.slice("xmlns:".length), value);
    }
    const [prefix, local] = name.includes(":") ? (name.split(":") as [string, string]) : ["", name];
    if (prefix !== "" && prefix !== "xml" && !namespaces.has(prefix)) refuse(MALFORMED);
    if (this.#open.length === 0) this.#roots += 1;
    this.#open.push({ name, namespaces });
    if (ELEMENTS.includes(`${namespaces.get(prefix) ?? ""} ${local}`)) {
      this.#inside = { depth: this.#open.length, verify: attributes.get("verify") ?? "", text: "" };
    }
  }

  #close(): void {
    if (this.#inside?.depth === this.#open.length) {
      // Where both are there, the text is the badge; Open Badges 2.0 repeats its address in the attribute.
      this.#badges.push(this.#inside.text.trim() || this.#inside.verify.trim());
      this.#inside = null;
    }
    this.#open.pop();
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text);
    if (found) this.#at += found[0].length;
    return found;
  }
}
