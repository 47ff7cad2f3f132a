// Which version of the data model a credential is written in, and what differs by it.
// Verifiable Credentials Data Model v2.0 §4.9 (validFrom, validUntil) and v1.1 §4.6 and §4.7 (issuanceDate, expirationDate).

import type { JsonObject } from "./encoding/strictJson";

const CREDENTIALS_V2 = "https://www.w3.org/ns/credentials/v2";
const CREDENTIALS_V1 = "https://www.w3.org/2018/credentials/v1";
/** The contexts of which one must stand first. */
export const BASES = [CREDENTIALS_V2, CREDENTIALS_V1];

/** Whether the credential is of version 1.1. */
export function isV1(document: JsonObject): boolean {
  const context = document["@context"];
  return (Array.isArray(context) ? context[0] : context) === CREDENTIALS_V1;
}

/** Names of the members that hold beginning and end. */
export function dateNames(document: JsonObject): readonly [string, string] {
  return isV1(document) ? ["issuanceDate", "expirationDate"] : ["validFrom", "validUntil"];
}
