// Words for people: dates, names and lists out of JSON values.

import { isObject, type Json } from "../verify/encoding/strictJson";
import { parseTimestamp } from "../verify/encoding/timestamps";

// Written out: the first use of a browser's own names takes longer than a verdict.
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** “30 June 2026” of a dateTimeStamp (in UTC); null when it is none. */
export function longDate(value: Json | undefined): string | null {
  const instant = typeof value === "string" ? parseTimestamp(value) : null;
  if (instant === null) return null;
  const day = new Date(instant.seconds * 1000);
  return `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
}

/** Text of a string, number or language-tagged value; null for anything else. */
export function textOf(value: Json | undefined): string | null {
  if (typeof value === "string") return value.trim() === "" ? null : value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (isObject(value)) return textOf(value["@value"]);
  return null;
}

/** One or many, as many. */
export function listOf(value: Json | undefined): Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** What to call an issuer in a sentence: the domain of a did:web, a shortened did:key, an address without its scheme. */
export function didName(did: string): string {
  if (did.startsWith("did:web:")) {
    const [host = "", ...path] = did.slice("did:web:".length).split(":");
    return [host.replace(/%3A/gi, ":"), ...path].join("/");
  }
  if (did.startsWith("https://")) return did.slice("https://".length);
  return did.length > 32 ? `${did.slice(0, 20)}…${did.slice(-6)}` : did;
}

/** The issuer's identifier, given as text or inside an object. */
export function issuerId(issuer: Json | undefined): string | null {
  return textOf(isObject(issuer) ? issuer["id"] : issuer);
}
