// A desk's rows as data: what is known of each badge, how rows are counted, filtered and sorted, and how they are written out.

import { isObject } from "../verify/encoding/strictJson";
import { formatTimestamp } from "../verify/encoding/timestamps";
import { facts } from "./facts";
import { shown } from "./olderBadges";
import type { Result } from "./result";
import { issuerId, didName } from "./text";

/** How a row stands; finer than a report's outcome where people ask something else. */
export type Standing = "valid" | "unknown-issuer" | "late" | "indeterminate" | "invalid" | "no-credential" | "unread";

export const STANDINGS: readonly (readonly [Standing, string])[] = [
  ["invalid", "Not valid"],
  ["late", "Expired or on hold"],
  ["indeterminate", "Could not check"],
  ["unknown-issuer", "Issuer unknown"],
  ["no-credential", "No badge"],
  ["unread", "Not read"],
  ["valid", "Valid"],
];

export interface Row {
  /** Its place in the order in which files were given. */
  readonly number: number;
  readonly name: string;
  readonly standing: Standing;
  readonly sentence: string;
  readonly achievement: string;
  readonly recipient: string;
  readonly issuer: string;
  readonly awarded: string;
  readonly validUntil: string;
  readonly result: Result | null;
}

export const COLUMNS = ["name", "standing", "achievement", "recipient", "issuer", "awarded", "validUntil", "sentence"] as const;
export type Column = (typeof COLUMNS)[number];

/** A row for a result. What is not proven to be signed is not in it. */
export function rowOf(number: number, result: Result): Row {
  const { report } = result;
  const credential = shown(report);
  const first = (label: string) => (credential ? facts(credential).find((fact) => fact.label === label)?.values[0]?.text : undefined) ?? "";
  const issuer = credential ? issuerId(credential["issuer"]) : null;
  const recipient = first("Recipient");
  return {
    number,
    name: result.name,
    standing: standingOf(result),
    sentence: result.headline.text,
    achievement: first("Achievement"),
    recipient: recipient.startsWith("urn:") ? "" : didName(recipient),
    issuer: issuer === null ? "" : didName(issuer),
    awarded: day(credential?.["awardedDate"] ?? credential?.["validFrom"]),
    validUntil: day(credential?.["validUntil"]),
    result,
  };
}

/** A row for a file that could not be read. */
export function rowWithout(number: number, name: string, sentence: string): Row {
  const empty = { achievement: "", recipient: "", issuer: "", awarded: "", validUntil: "" };
  return { number, name, standing: "unread", sentence, ...empty, result: null };
}

function standingOf({ report, headline }: Result): Standing {
  const { outcome, steps } = report;
  if (outcome !== "invalid") return outcome;
  if (steps.some(({ id, outcome: is, code }) => (id === "decode" && is === "failed") || code === "structure.not-a-credential")) return "no-credential";
  return headline.tone === "late" ? "late" : "invalid";
}

function day(value: unknown): string {
  return typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value) ? value.slice(0, 10) : "";
}

/** How many rows stand how. */
export function counts(rows: readonly Row[]): Map<Standing, number> {
  const found = new Map<Standing, number>();
  for (const { standing } of rows) found.set(standing, (found.get(standing) ?? 0) + 1);
  return found;
}

const ORDER = new Map(STANDINGS.map(([standing], at) => [standing, at]));

/** Rows in order of a column; equal ones as they were given. */
export function sorted(rows: readonly Row[], column: Column | null, descending: boolean): Row[] {
  if (column === null) return [...rows];
  const collator = new Intl.Collator("en", { numeric: true });
  const compare = (left: Row, right: Row) =>
    column === "standing"
      ? (ORDER.get(left.standing) ?? 0) - (ORDER.get(right.standing) ?? 0)
      : collator.compare(left[column], right[column]);
  return [...rows].sort((left, right) => (descending ? -1 : 1) * compare(left, right) || left.number - right.number);
}

/** Rows that stand as wanted and hold a text somewhere. */
export function filtered(rows: readonly Row[], standing: Standing | null, text: string): Row[] {
  const wanted = text.trim().toLowerCase();
  return rows.filter((row) => (standing === null || row.standing === standing) && (wanted === "" || COLUMNS.some((column) => row[column].toLowerCase().includes(wanted))));
}

/** What a spreadsheet would take for a formula, or for the beginning of one after it was saved and opened again. */
const FORMULA = /^[=+\-@\t\r\n|%＝＋－＠]/;

/** RFC 4180, with a byte order mark for Excel; a cell that would run as a formula begins with an apostrophe. */
export function csv(rows: readonly Row[]): string {
  const heads = ["file", "result", "achievement", "recipient", "issuer", "awarded", "valid until", "sentence", "checked at", "credential id"];
  const lines = rows.map((row) => {
    const { credential = null } = row.result?.report ?? {};
    const id = isObject(credential) && typeof credential["id"] === "string" ? credential["id"] : "";
    return [...COLUMNS.map((column) => row[column]), row.result ? formatTimestamp(row.result.now) : "", id];
  });
  return `\ufeff${[heads, ...lines].map((cells) => cells.map(cell).join(",")).join("\r\n")}\r\n`;
}

function cell(text: string): string {
  const plain = FORMULA.test(text.trimStart()) || FORMULA.test(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
}
