// An Open Badge 2.0 or a credential of version 1.1 in the words of Open Badges 3.0, so that its facts read alike.

import { isObject, type JsonObject } from "../verify/encoding/strictJson";
import type { Report } from "../verify/report";
import { isAssertion } from "../verify/versions";

/** The credential of a report as today's facts are told; null where nothing is proven. */
export function shown({ credential, steps }: Report): JsonObject | null {
  if (credential === null) return null;
  if (!isAssertion(credential)) return { awardedDate: credential["issuanceDate"] ?? null, validUntil: credential["expirationDate"] ?? null, ...credential };
  // What the assertion names and does not hold: fetched from the issuer, and so in the step that fetched it.
  const { badge, profile, did } = steps.find(({ id }) => id === "authority")?.detail ?? {};
  const { name = null, url = null } = isObject(profile) ? profile : {};
  return {
    id: credential["id"] ?? null,
    issuer: { id: did ?? null, name, url },
    awardedDate: credential["issuedOn"] ?? null,
    validUntil: credential["expires"] ?? null,
    evidence: evidence(credential),
    credentialSubject: { identifier: identity(credential), achievement: isObject(badge) ? achievement(badge) : null },
  };
}

function achievement({ criteria, tags, ...badge }: JsonObject): JsonObject {
  const told = typeof criteria === "string" ? { id: criteria } : (criteria ?? null);
  return { ...badge, criteria: told, tag: tags ?? null };
}

function identity({ recipient }: JsonObject): JsonObject {
  const { hashed = false, identity: value = null, type = null } = isObject(recipient) ? recipient : {};
  return { hashed, identityHash: value, identityType: type };
}

function evidence({ evidence: given, narrative }: JsonObject): JsonObject[] {
  const all = Array.isArray(given) ? given : given === undefined ? [] : [given];
  const told = all.map((one) => (typeof one === "string" ? { id: one } : one)).filter(isObject);
  return narrative === undefined ? told : [...told, { narrative }];
}
