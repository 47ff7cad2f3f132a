// Is it a credential at all? Verifiable Credentials 2.0 §4 and Open Badges 3.0 §B, as far as the verdict depends on it.

import { isObject, type Json, type JsonObject } from "./encoding/strictJson";
import type { Contexts } from "./proof/contexts";
import { failed, passed, type Step } from "./report";
import { BASES, dateNames, isV1 } from "./versions";

const BADGE_TYPES = ["OpenBadgeCredential", "AchievementCredential"];
/** Most proofs, or status entries, of one credential. */
const MAX_ENTRIES = 16;
const VALUE_KEYWORDS = ["@type", "@value", "@language", "@direction"];
const URI = /^[A-Za-z][A-Za-z0-9+.-]*:[^ \t\n\r\f\v<>"{}|\\^`]+$/;

type Problem = readonly [pointer: string, expected: string];

/** Whether the document has the shape that the later steps rely on. */
export function checkStructure(document: JsonObject, contexts: Contexts): Step {
  const types = entries(document["type"]);
  const context = document["@context"];
  if (context === undefined || !types.includes("VerifiableCredential")) return failed("structure.not-a-credential");
  for (const [position, item] of entries(context).entries()) {
    if (typeof item !== "string") return failed("structure.context", { context: "an object inside the badge" });
    if (!contexts.has(item) || (position === 0 && !BASES.includes(item))) return failed("structure.context", { context: item });
  }
  const badge = types.some((type) => BADGE_TYPES.includes(type as string));
  for (const [pointer, expected] of problems(document, types, badge, contexts)) {
    return failed("structure.field", { pointer, expected });
  }
  return passed(badge ? "structure.open-badge" : "structure.credential");
}

/** One or many as a list; nothing as an empty list. */
export function entries(value: Json | undefined): Json[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** Those of one or many that are objects. */
export function objects(value: Json | undefined): JsonObject[] {
  return entries(value).filter(isObject);
}

/** The issuer's id; the document has passed checkStructure. */
export function issuerId(document: JsonObject): string {
  const issuer = document["issuer"];
  return (isObject(issuer) ? issuer["id"] : issuer) as string;
}

const isUri = (value: Json | undefined) => typeof value === "string" && URI.test(value);
const isText = (value: Json | undefined) => typeof value === "string";

/** Pointer and expectation of each field that does not fit, in a fixed order. */
function* problems(document: JsonObject, types: Json[], badge: boolean, contexts: Contexts): Generator<Problem> {
  const context = document["@context"] as Json;
  yield* keywords(document, [], context, contexts);
  if (!types.every(isText)) yield ["/type", "a list of texts"];
  if (entries(context).length === 0) yield ["/@context", "at least one context"];
  const issuer = document["issuer"];
  if (!isUri(isObject(issuer) ? issuer["id"] : issuer)) yield ["/issuer", "an address or DID, or an object with one as id"];
  for (const [name, fits, expected] of [
    ["id", isUri, "an address"],
    ...dateNames(document).map((name) => [name, isText, "a date and time"] as const),
  ] as const) {
    if (document[name] !== undefined && !fits(document[name])) yield [`/${name}`, expected];
  }
  // Defined in version 1.1 for a later one, and so signed, but no date that anybody heeds.
  for (const name of isV1(document) ? ["validFrom", "validUntil"] : []) {
    if (document[name] !== undefined) yield [`/${name}`, "its dates as issuanceDate and expirationDate"];
  }
  for (const name of ["proof", "credentialStatus"]) {
    const items = entries(document[name]);
    if (items.length > MAX_ENTRIES) yield [`/${name}`, `at most ${MAX_ENTRIES} entries`];
    if (!items.every(isObject)) yield [`/${name}`, "an object or a list of objects"];
  }
  const subjects = entries(document["credentialSubject"]);
  if (subjects.length === 0 || !subjects.every(isObject)) {
    yield ["/credentialSubject", "an object or a list of objects"];
  } else if (badge) {
    yield* badgeProblems(subjects);
  }
}

function* badgeProblems(subjects: JsonObject[]): Generator<Problem> {
  if (subjects.length !== 1) yield ["/credentialSubject", "one subject"];
  const achievement = subjects[0]?.["achievement"];
  if (!isObject(achievement)) {
    yield ["/credentialSubject/achievement", "an achievement"];
  } else if (!isText(achievement["name"]) && !isObject(achievement["name"])) {
    yield ["/credentialSubject/achievement/name", "the achievement's name"];
  }
}

/**
 * Refuses JSON-LD keywords that change what other keys mean, and look-alikes, which processors skip in silence.
 * Refuses addresses as keys too: `validUntil` written as its full address is the same to the signature, but a step that
 * looks for `validUntil` would not see it.
 * An embedded credential, such as an endorsement, may name its contexts again, if they are known ones.
 */
function* keywords(value: Json, path: readonly (string | number)[], context: Json, contexts: Contexts): Generator<Problem> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* keywords(item, [...path, index], context, contexts);
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      const here = [...path, key];
      if (key === "@context") {
        if (path[0] === "proof" && !equal(item, context)) yield [pointer(here), "the same contexts as the badge"];
        else if (path.length > 0 && !areKnown(item, contexts)) {
          yield [pointer(here), "known contexts only"];
        }
      } else if (key.startsWith("@") && !(Object.hasOwn(value, "@value") && VALUE_KEYWORDS.includes(key))) {
        yield [pointer(here), "no JSON-LD keyword here"];
      } else if (key.includes(":")) {
        yield [pointer(here), "a short name, not an address"];
      } else {
        yield* keywords(item, here, context, contexts);
      }
    }
  }
}

function areKnown(context: Json, contexts: Contexts): boolean {
  return context !== null && entries(context).every((name) => typeof name === "string" && contexts.has(name));
}

/** Whether two contexts, which hold texts only, are the same. */
function equal(left: Json, right: Json): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** JSON Pointer, RFC 6901. */
function pointer(path: readonly (string | number)[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
