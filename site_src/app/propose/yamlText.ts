// Text as YAML that every program reads alike: what goes in comes out, whatever a person typed. Twin of `encoding/yaml_text.py`.

/** Columns after which long text is folded. */
const WIDTH = 110;
const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]/gu;
const LINE_ENDS = /\r\n?|[\x0b\x0c\x85\u2028\u2029]/gu;
const PLAIN = /^[\p{L}\p{Nl}\p{No}](?:[^\x00-\x1f\x7f,[\]{}"\\`]|,(?= ))*$/u;
const PLAIN_IN_LIST = /^[\p{L}\p{Nl}\p{No}](?:[^\x00-\x1f\x7f,[\]{}"\\`:#])*$/u;
const TOKEN = /^[^\s"\\]+$/u;
const NO_TEXT = new Set(["", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n"]);
// What YAML 1.1 or 1.2 reads as a number.
const NUMBER =
  /^(?:[-+]?(?:0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|[0-9][0-9_]*(?::[0-5]?[0-9])*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?|\.(?:inf|Inf|INF))|\.(?:nan|NaN|NAN))$/;

/** A text as it can be kept: one kind of line end, tabs as blanks, nothing invisible, no blanks at line ends. */
export function clean(text: string): string {
  const lines = text.replaceAll(LINE_ENDS, "\n").replaceAll("\t", " ").replaceAll(CONTROL, "").split("\n");
  return lines
    .map((line) => line.replace(/[ \u00a0]+$/, ""))
    .join("\n")
    .replace(/^[ \n\u00a0]+|[ \n\u00a0]+$/g, "");
}

/** A value on one line; in a list a comma would end it. */
export function scalar(value: string | number | boolean, inList = false): string {
  if (typeof value !== "string") return JSON.stringify(value);
  return mayBePlain(value, inList) ? value : quoted(value);
}

/** A text in double quotes (YAML 1.2 §7.3.1), which JSON's escapes are a part of. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** A date, an address, an identifier: plain if it is one word that is read as text, else in quotes. */
export function token(text: string): string {
  const plain = TOKEN.test(text) && readsAsText(text) && /^[\p{L}\p{N}]/u.test(text) && !/[:,]$/.test(text);
  return plain && !text.includes("#") ? text : quoted(text);
}

/**
 * A text after `key: ` or `- `: the first line's rest, then whole lines.
 *
 * @param indent columns before the lines of a block
 * @param used columns that are taken on the first line
 */
export function lines(text: string, indent: number, used: number): string[] {
  const one = scalar(text);
  if (!text.includes("\n") && used + length(one) <= WIDTH) return [one];
  const margin = " ".repeat(indent);
  if (!fitsBlock(text)) return [quoted(text)];
  if (text.includes("\n")) return ["|-", ...text.split("\n").map((line) => (line === "" ? "" : margin + line))];
  return [">-", ...folded(text, WIDTH - indent).map((line) => margin + line)];
}

/** Characters, as Python counts them. */
function length(text: string): number {
  return [...text].length;
}

function readsAsText(text: string): boolean {
  return !NO_TEXT.has(text.toLowerCase()) && !NUMBER.test(text);
}

function mayBePlain(text: string, inList: boolean): boolean {
  if (!(inList ? PLAIN_IN_LIST : PLAIN).test(text) || text !== text.trim()) return false;
  return !text.includes(": ") && !text.includes(" #") && !text.endsWith(":") && readsAsText(text);
}

/** Whether a block gives the text back: no line begins or ends with a blank, and none of them is odd. */
function fitsBlock(text: string): boolean {
  return text !== "" && text.split("\n").every((line) => line === line.trim()) && !/^\n|\n$/.test(text);
}

/** A text in lines that join with one blank each: broken only between two characters that are none. */
function folded(text: string, width: number): string[] {
  const made: string[] = [];
  let rest = [...text];
  while (rest.length > width) {
    const at = breakOf(rest, width);
    if (at < 0) break;
    made.push(rest.slice(0, at).join(""));
    rest = rest.slice(at + 1);
  }
  return [...made, rest.join("")];
}

function breakOf(characters: readonly string[], width: number): number {
  const breaks = (at: number) =>
    characters[at] === " " && characters[at - 1] !== " " && !/\s/u.test(characters[at + 1] ?? "x");
  for (let at = width; at > 0; at--) if (breaks(at)) return at;
  for (let at = width + 1; at < characters.length - 1; at++)
    if (breaks(at) && !/\s/u.test(characters[at - 1] as string)) return at;
  return -1;
}
