// To whom a credential says it was awarded, and how that compares with what somebody typed.
//
// Open Badges 3.0 §B.1.11 (IdentityObject) and Open Badges 2.0 (IdentityObject): a value in clear, or `algorithm$hex` of the
// value followed by the salt. Nothing here is fuzzy: two texts are equal, equal but for case, accents and spaces, or different.

import { md5 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { isObject, type Json, type JsonObject } from "./encoding/strictJson";
import { entries } from "./structure";

export type Match = "exact" | "similar" | "none";
export type Sort = "address" | "identifier" | "name";

/** One thing that a credential calls its holder by. */
export interface Identity {
  /** `name`, `emailAddress`, another identityType, or `id`. */
  readonly kind: string;
  /** In clear, or the hash as written. */
  readonly value: string;
  readonly hashed: boolean;
  readonly salt: string;
}

/** As written before the `$`. MD5 is legacy: read, and named as weak. */
const ALGORITHMS = { sha256, md5 } as const;
const HASH = /^([A-Za-z0-9-]+)\$([0-9a-fA-F]+)$/;
const ADDRESS_TYPES = ["emailAddress", "email"];
const IDENTIFIER = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s\x1c-\x1f\x85]+$/;
const SPACE = /[\s\x1c-\x1f\x85]+/g;
// What keyboards and word processors put in place of each other.
const ALIKE: Readonly<Record<string, string>> = { "’": "'", "‘": "'", "ʼ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-" };

/** Every identity in a credential, subject by subject; those that cannot be read are left out. */
export function identities(document: JsonObject): Identity[] {
  const found: (Identity | null)[] = [];
  for (const subject of entries(document["credentialSubject"]).filter(isObject)) {
    for (const given of entries(subject["identifier"])) found.push(identity(given, "identityHash", "identityType"));
    found.push(inClear("name", subject["name"]), inClear("emailAddress", subject["email"]));
    const { id } = subject;
    if (typeof id === "string") found.push({ kind: "id", value: id, hashed: false, salt: "" });
  }
  found.push(identity(document["recipient"] ?? null, "identity", "type"));
  return found.filter((one) => one !== null);
}

function inClear(kind: string, value: Json | undefined): Identity | null {
  return typeof value === "string" && trimmed(value) !== "" ? { kind, value, hashed: false, salt: "" } : null;
}

function identity(given: Json, value: string, kind: string): Identity | null {
  if (!isObject(given)) return null;
  const { [value]: text, [kind]: named, hashed, salt } = given;
  if (typeof text !== "string" || trimmed(text) === "") return null;
  return {
    kind: typeof named === "string" ? named : "identifier",
    value: text,
    hashed: hashed === true,
    salt: typeof salt === "string" ? salt : "",
  };
}

const trimmed = (text: string) => text.replace(SPACE, " ").replace(/^ | $/g, "");

/** What somebody typed: an e-mail address, a DID or other address, or a name. */
export function sortOf(text: string): Sort {
  if (IDENTIFIER.test(text)) return "identifier";
  return text.includes("@") ? "address" : "name";
}

/** Whether a difference from this identity says no. A name is not compared with an e-mail address. */
export function canSettle({ kind, value }: Identity, sort: Sort): boolean {
  if (sort === "address") return ADDRESS_TYPES.includes(kind);
  if (sort === "identifier") return kind === "id" && value.startsWith("did:");
  return kind === "name";
}

/** NFKC, one space between words, none around. */
export function spaced(text: string): string {
  return trimmed(text.normalize("NFKC"));
}

/** Without what people leave out or type differently: case, accents, kinds of quotes and hyphens. */
export function folded(text: string): string {
  const alike = spaced(text).replace(/[’‘ʼ`‐‑–]/g, (character) => ALIKE[character] as string);
  return alike.toUpperCase().toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
}

/** How a typed text compares with an identity; a hash fits exactly or not at all. */
export function compare(given: string, one: Identity): Match {
  if (one.hashed) return fits(given, one) ? "exact" : "none";
  if (one.kind === "id") return trimmed(given) === one.value ? "exact" : "none";
  if (spaced(given) === spaced(one.value)) return "exact";
  return folded(given) === folded(one.value) ? "similar" : "none";
}

/** The hash's algorithm, or null where it is not one that is read. */
export function algorithm({ value }: Identity): keyof typeof ALGORITHMS | null {
  const name = HASH.exec(value)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(ALGORITHMS, name) ? (name as keyof typeof ALGORITHMS) : null;
}

/** Whether the hash is that of the text as typed, or in lower case: issuers write addresses either way. */
function fits(given: string, one: Identity): boolean {
  const name = algorithm(one);
  const wanted = HASH.exec(one.value)?.[2]?.toLowerCase();
  if (name === null || wanted === undefined) return false;
  const plain = spaced(given);
  const hash = (text: string) => bytesToHex(ALGORITHMS[name](new TextEncoder().encode(text + one.salt)));
  return [plain, plain.toLowerCase()].some((text) => hash(text) === wanted);
}
