// Which version of the data model a credential is written in, and what differs by it.
// Verifiable Credentials Data Model v2.0 §4.9 (validFrom, validUntil) and v1.1 §4.6 and §4.7 (issuanceDate, expirationDate); Open Badges 2.0 (issuedOn, expires).

import type { Json, JsonObject } from "./encoding/strictJson";

const CREDENTIALS_V2 = "https://www.w3.org/ns/credentials/v2";
const CREDENTIALS_V1 = "https://www.w3.org/2018/credentials/v1";
const OPEN_BADGES_2 = "https://w3id.org/openbadges/v2";
/** The contexts of which one must stand first. */
export const BASES = [CREDENTIALS_V2, CREDENTIALS_V1];

function contextsOf(document: JsonObject): Json[] {
  const context = document["@context"];
  return Array.isArray(context) ? context : [context ?? null];
}

/** Whether a document is an assertion of Open Badges 2.0. */
export function isAssertion(document: JsonObject): boolean {
  const type = document["type"];
  return contextsOf(document).includes(OPEN_BADGES_2) && (type === "Assertion" || (Array.isArray(type) && type.includes("Assertion")));
}

/** Whether the credential is of version 1.1. */
export function isV1(document: JsonObject): boolean {
  return contextsOf(document)[0] === CREDENTIALS_V1;
}

/** Names of the members that hold beginning and end. */
export function dateNames(document: JsonObject): readonly [string, string] {
  if (contextsOf(document).includes(OPEN_BADGES_2)) return ["issuedOn", "expires"];
  return isV1(document) ? ["issuanceDate", "expirationDate"] : ["validFrom", "validUntil"];
}
