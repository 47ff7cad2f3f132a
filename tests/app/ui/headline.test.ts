import assert from "node:assert/strict";
import { test } from "node:test";
import { headline, type Headline } from "../../../site_src/app/ui/headline";
import type { JsonObject } from "../../../site_src/app/verify/encoding/strictJson";
import { parseTimestamp } from "../../../site_src/app/verify/encoding/timestamps";
import { failed, indeterminate, passed, report, type Step } from "../../../site_src/app/verify/report";

const DID = "did:web:laurels.example";
const LIST = "https://elsewhere.example/lists/1.json";
const CREDENTIAL: JsonObject = {
  issuer: { id: DID },
  awardedDate: "2026-06-30T00:00:00Z",
  validFrom: "2026-07-01T00:00:00Z",
  validUntil: "2026-08-31T23:30:00-02:00",
};
const READ = [passed("decode.ok"), passed("structure.open-badge")];
const SIGNED = [...READ, passed("proof.ok"), passed("authority.ok", { did: DID })];
const KNOWN = passed("trust.ok", { did: DID, name: "Laurels" });
const UNKNOWN = indeterminate("trust.unknown", { did: DID });
const GOOD = passed("validity.ok", { validFrom: "…", validUntil: "…" });
const EXPIRED = failed("validity.expired", { validUntil: "2026-08-31T23:30:00-02:00" });

const cases: [string, Step[], JsonObject | null, Headline][] = [
  ["valid", [...SIGNED, GOOD, passed("status.ok"), KNOWN], CREDENTIAL, { tone: "good", text: "Valid. Awarded by laurels.example on 30 June 2026." }],
  ["no award date", [...SIGNED, GOOD, KNOWN], { issuer: DID, validFrom: "2026-07-01T00:00:00Z" }, { tone: "good", text: "Valid. Awarded by laurels.example on 1 July 2026." }],
  ["another credential", [passed("decode.ok"), passed("structure.credential"), ...SIGNED.slice(2), GOOD, KNOWN], { issuer: DID }, { tone: "good", text: "Valid. Issued by laurels.example." }],
  ["unknown issuer", [...SIGNED, GOOD, UNKNOWN], CREDENTIAL, { tone: "warning", text: "Genuine, but the issuer is not known here. Awarded by laurels.example on 30 June 2026." }],
  ["expired", [...SIGNED, EXPIRED, KNOWN], CREDENTIAL, { tone: "late", text: "Genuine, but expired on 1 September 2026." }],
  ["expired and unknown", [...SIGNED, EXPIRED, UNKNOWN], CREDENTIAL, { tone: "late", text: "Genuine, but expired on 1 September 2026. The issuer is not known here." }],
  ["expired and revoked", [...SIGNED, EXPIRED, failed("status.revoked"), KNOWN], CREDENTIAL, { tone: "bad", text: "Genuine, but revoked: the issuer took it back." }],
  ["suspended", [...SIGNED, GOOD, failed("status.suspended"), KNOWN], CREDENTIAL, { tone: "late", text: "Genuine, but suspended by the issuer for now." }],
  ["not yet", [...SIGNED, failed("validity.not-yet", { validFrom: "2026-07-01T00:00:00Z" }), KNOWN], CREDENTIAL, { tone: "late", text: "Genuine, but valid only from 1 July 2026." }],
  ["look-alike", [...SIGNED, GOOD, indeterminate("trust.lookalike", { did: DID, domain: "1aurels.example", like: "laurels.example" })], CREDENTIAL, { tone: "bad", text: "Genuine, but take care: the issuer is not known here, and its domain resembles laurels.example. Awarded by laurels.example on 30 June 2026." }],
  ["not this person", [...SIGNED, GOOD, KNOWN, failed("recipient.other", { given: "B", signed: "A" })], CREDENTIAL, { tone: "bad", text: "Genuine, but not for this person: It was awarded to “A”, not to “B”." }],
  ["this person", [...SIGNED, GOOD, KNOWN, passed("recipient.same", { kind: "name", signed: "A" })], CREDENTIAL, { tone: "good", text: "Valid. Awarded by laurels.example on 30 June 2026. It was awarded to “A”, as you wrote it." }],
  ["altered", [...READ, failed("proof.altered", { method: "m" })], null, { tone: "bad", text: "Not valid: The signature does not match: the content was changed after signing, or another key signed it." }],
  ["another's key, and expired", [...READ, passed("proof.ok"), failed("authority.other-issuer", { controller: "did:a", did: DID }), EXPIRED, KNOWN], CREDENTIAL, { tone: "bad", text: "Not valid: The key belongs to did:a, but the badge says that did:web:laurels.example issued it." }],
  ["key's life unclear, and expired", [...READ, passed("proof.ok"), indeterminate("authority.undated", { did: DID }), EXPIRED, KNOWN], CREDENTIAL, { tone: "bad", text: "Not valid: It expired on 2026-08-31T23:30:00-02:00." }],
  ["no file", [failed("decode.not-json")], null, { tone: "bad", text: "Not a credential: The file is not JSON." }],
  ["list elsewhere", [...SIGNED, GOOD, indeterminate("status.unavailable", { list: LIST, reason: "offline" }), KNOWN], CREDENTIAL, { tone: "warning", text: "Could not be fully checked: what it depends on is at elsewhere.example, which was not asked." }],
  ["issuer elsewhere", [...READ, indeterminate("proof.key-unavailable", { did: "did:web:elsewhere.example:a", method: "m", reason: "offline" })], null, { tone: "warning", text: "Could not be fully checked: what it depends on is at elsewhere.example/a, which was not asked." }],
  ["list broken", [...SIGNED, GOOD, indeterminate("status.unavailable", { list: LIST, reason: "http-404" }), KNOWN], CREDENTIAL, { tone: "warning", text: `Could not be fully checked: The status list ${LIST} could not be fetched (http-404).` }],
];

for (const [name, steps, credential, expected] of cases) {
  test(name, () => assert.deepEqual(headline(report(steps, credential)), expected));
}

const LISTED = (...dates: string[]) => [
  ...SIGNED,
  GOOD,
  passed("status.ok", { checked: dates.map((listValidFrom) => ({ listValidFrom })) }),
  KNOWN,
];
const ages: [string, string, string][] = [
  ["2026-11-24T12:00:00Z", "2026-11-24T12:00:59Z", "just now"],
  ["2026-11-24T12:00:00Z", "2026-11-24T12:01:00Z", "1 minute ago"],
  ["2026-11-24T12:00:00Z", "2026-11-24T15:10:00Z", "3 hours ago"],
  ["2026-11-24T12:00:00Z", "2026-11-26T11:59:59Z", "1 day ago"],
  ["2026-11-24T12:00:00Z", "2026-12-24T12:00:00Z", "30 days ago"],
];

for (const [list, now, said] of ages) {
  test(`a list of ${said}`, () => {
    const newer = "2026-11-24T12:00:30Z";
    const { text } = headline(report(LISTED(newer, list), CREDENTIAL), parseTimestamp(now));
    assert.equal(text, `Valid. Awarded by laurels.example on 30 June 2026. Last checked for revocation ${said}.`);
  });
}

test("without the hour nothing is said about the list's age", () => {
  assert.equal(headline(report(LISTED("2026-11-24T12:00:00Z"), CREDENTIAL)).text, "Valid. Awarded by laurels.example on 30 June 2026.");
});
