// 1EdTech Revocation List v1.0: a plain list of the ids that an issuer has revoked, which Open Badges 3.0 allows (§B.1.9).
// Nobody signs it: it is worth as much as the address that the signed credential names for it. So that is said in `deviations`.

import { isObject, type Json, type JsonObject } from "../encoding/strictJson";
import { failed, indeterminate, passed, plain } from "../report";
import type { CheckEntry } from "../status";
import { entries, issuerId } from "../structure";
import { fetchObject } from "./list";

/** The specification's text and its examples differ. */
const MEMBERS = ["revokedCredential", "revokedCredentials"];

/** Whether the list at the entry's `id` names the credential. */
export const checkRevocationEntry: CheckEntry = async (document, entry, world) => {
  const { id: url } = entry;
  const { id: credential } = document;
  const unusable = (reason: string) => indeterminate("status.entry", { reason });
  if (typeof url !== "string" || !url.startsWith("https://")) return unusable("it names no https address of a list");
  if (typeof credential !== "string") return unusable("the badge has no id that a list could name");
  const answer = await fetchObject(url, world);
  if ("step" in answer) return answer.step;
  const { listed } = answer;
  const named = listed["issuer"] ?? null;
  const issuer = isObject(named) ? (named["id"] ?? null) : named;
  if (issuer !== issuerId(document)) return indeterminate("status.list-issuer", { list: url, issuer: issuer === null ? "none" : plain(issuer) });
  if (listed["id"] !== url) return indeterminate("status.list-other", { list: url, id: plain(listed["id"] ?? "none") });
  const revoked = revokedIn(listed);
  if (revoked === null) return indeterminate("status.list-invalid", { list: url, reason: "it does not say which badges are revoked" });
  const detail: JsonObject = { purpose: "revocation", list: url, listValidFrom: null, deviations: ["unsigned-list"] };
  const found = revoked.find(({ id, revoked: is = true }) => id === credential && is !== false);
  if (!found) return passed("status.ok", detail);
  const { revocationReason: reason } = found;
  return failed("status.revoked", typeof reason === "string" ? { ...detail, reason } : detail);
};

/** The list's entries; null where it has none that can be read. */
function revokedIn(listed: JsonObject): JsonObject[] | null {
  const names = MEMBERS.filter((name) => Object.hasOwn(listed, name));
  if (names.length !== 1) return null;
  const items = entries(listed[names[0] as string] as Json).map((item) => (typeof item === "string" ? { id: item } : item));
  return items.every((item) => isObject(item) && typeof item["id"] === "string") ? (items as JsonObject[]) : null;
}
