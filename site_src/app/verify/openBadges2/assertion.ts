// Is it an assertion? Open Badges 2.0, Assertion and VerificationObject, as far as the verdict depends on them.

import { isObject, type Json, type JsonObject } from "../encoding/strictJson";
import { failed, passed, type Step } from "../report";
import { entries } from "../structure";

const SIGNED: Json[] = ["SignedBadge", "signed"];
const HOSTED: Json[] = ["HostedBadge", "hosted"];
/** What may be in an assertion, and is neither followed nor judged. */
const UNCHECKED = ["endorsements", "evidence", "images", "extensions"];
const URL_TEXT = /^https:\/\/[A-Za-z0-9.-]+(:[0-9]+)?([/?][^ \t\n\r\f\v<>"{}|\\^`]*)?$/;
const URI = /^[A-Za-z][A-Za-z0-9+.-]*:[^ \t\n\r\f\v<>"{}|\\^`]+$/;

/** Whether a value is an https address that may be asked. */
export function isUrl(value: Json | undefined): value is string {
  return typeof value === "string" && URL_TEXT.test(value);
}

/** How the assertion says that it can be verified; its older name is `verify`. */
export function verification(document: JsonObject): JsonObject {
  const value = document["verification"] === undefined ? document["verify"] : document["verification"];
  return isObject(value) ? value : {};
}

/** Whether it says that it is signed. */
export function isSigned(document: JsonObject): boolean {
  return entries(verification(document)["type"]).some((name) => SIGNED.includes(name));
}

/** Whether the assertion has the shape that the later steps rely on. */
export function checkShape(document: JsonObject, hasToken: boolean): Step {
  for (const [pointer, expected] of problems(document, hasToken)) return failed("structure.field", { pointer, expected });
  return passed("structure.open-badge-2", { unchecked: UNCHECKED });
}

function* problems(document: JsonObject, hasToken: boolean): Generator<[pointer: string, expected: string]> {
  const { recipient, badge, id, issuedOn, expires } = document;
  if (!entries(verification(document)["type"]).some((name) => SIGNED.includes(name) || HOSTED.includes(name))) {
    yield ["/verification/type", "how it can be verified: SignedBadge or HostedBadge"];
  }
  if (hasToken && !isSigned(document)) yield ["/verification/type", "SignedBadge, because it is signed"];
  if (typeof id !== "string" || !URI.test(id) || !(isSigned(document) || isUrl(id))) {
    yield ["/id", "an address, which is https where it is hosted"];
  }
  if (!isObject(recipient) || typeof recipient["type"] !== "string" || typeof recipient["identity"] !== "string") {
    yield ["/recipient", "an object with type and identity"];
  }
  if (!isUrl(badge) && !(isObject(badge) && badge["issuer"] !== undefined)) yield ["/badge", "a badge class, or its https address"];
  if (typeof issuedOn !== "string") yield ["/issuedOn", "a date and time"];
  if (expires !== undefined && typeof expires !== "string") yield ["/expires", "a date and time"];
}
