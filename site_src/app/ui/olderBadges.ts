// An Open Badge 2.0 or a credential of version 1.1 in the words of Open Badges 3.0, so that its facts read alike.

import { isObject, type Json, type JsonObject } from "../verify/encoding/strictJson";
import type { Report } from "../verify/report";

/** The credential of a report as today's facts are told; null where nothing is proven. */
export function shown({ credential, steps }: Report): JsonObject | null {
  if (credential === null) return null;
  const { issuanceDate, expirationDate, issuedOn, expires } = credential;
  const dates = defined({ awardedDate: issuedOn ?? issuanceDate, validUntil: expires ?? expirationDate });
  const authority = steps.find(({ code }) => code === "authority.profile");
  if (!authority) return { ...dates, ...credential };
  // What the assertion names and does not hold: fetched from the issuer, and so in the step that fetched it.
  const { badge, profile, did } = authority.detail;
  const { criteria, tags, ...achievement } = object(badge);
  const { hashed = false, identity, type } = object(credential["recipient"]);
  return defined({
    id: credential["id"],
    issuer: { ...object(profile), id: did ?? null },
    ...dates,
    evidence: credential["evidence"],
    credentialSubject: {
      identifier: defined({ hashed, identityHash: identity, identityType: type }),
      achievement: defined({ ...achievement, tag: tags, criteria: typeof criteria === "string" ? { id: criteria } : criteria }),
      narrative: credential["narrative"] ?? null,
    },
  });
}

const object = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

function defined(members: Record<string, Json | undefined>): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as JsonObject;
}
