import assert from "node:assert/strict";
import { test } from "node:test";
import { resultOf } from "../../../site_src/app/ui/result";
import { counts, csv, filtered, type Row, rowOf, rowWithout, sorted } from "../../../site_src/app/ui/table";
import { failed, passed, report, type Step } from "../../../site_src/app/verify/report";

const NOW = { seconds: 1_790_000_000, microseconds: 0 };
const CREDENTIAL = {
  id: "urn:uuid:1",
  issuer: { id: "did:web:laurels.example" },
  awardedDate: "2026-06-30T00:00:00Z",
  credentialSubject: { id: "urn:uuid:2", achievement: { name: "SQL" }, identifier: [{ hashed: false, identityHash: "Sample Learner 01", identityType: "name" }] },
};
const SIGNED = [passed("decode.ok"), passed("structure.open-badge"), passed("proof.ok"), passed("authority.ok", { did: "d" })];
const row = (number: number, name: string, steps: Step[]): Row =>
  rowOf(number, resultOf(name, new Uint8Array(), report(steps, steps.length > 3 ? CREDENTIAL : null), NOW));
const ROWS = [
  row(0, "b10.json", [...SIGNED, passed("trust.ok", { name: "L" })]),
  row(1, "b9.json", [...SIGNED, failed("validity.expired", { validUntil: "x" })]),
  row(2, "b1.json", [...SIGNED, failed("status.revoked")]),
  row(3, "page.html", [failed("decode.not-json")]),
  rowWithout(4, "gone.json", "Not checked: gone."),
];

test("each row stands for what came out, expired and revoked apart", () => {
  assert.deepEqual(ROWS.map(({ standing }) => standing), ["valid", "late", "invalid", "no-credential", "unread"]);
  assert.deepEqual([...counts(ROWS).values()], [1, 1, 1, 1, 1]);
  assert.equal(ROWS[0]?.recipient, "Sample Learner 01");
  assert.equal(ROWS[0]?.awarded, "2026-06-30");
  assert.equal(ROWS[3]?.achievement, "");
});

test("the worst first, names with numbers as people count", () => {
  assert.deepEqual(sorted(ROWS, "standing", false).map(({ number }) => number), [2, 1, 3, 4, 0]);
  assert.deepEqual(sorted(ROWS.slice(0, 3), "name", false).map(({ name }) => name), ["b1.json", "b9.json", "b10.json"]);
  assert.deepEqual(sorted(ROWS.slice(0, 3), "name", true).map(({ name }) => name), ["b10.json", "b9.json", "b1.json"]);
});

test("rows by standing and by text", () => {
  assert.deepEqual(filtered(ROWS, "late", "").map(({ number }) => number), [1]);
  assert.deepEqual(filtered(ROWS, null, " LEARNER 01").map(({ number }) => number), [0, 1, 2]);
});

for (const text of ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\tx", " =1", "＝1", "|x", "%x"]) {
  test(`${JSON.stringify(text)} is no formula in the CSV`, () => {
    const [, line = ""] = csv([rowWithout(0, text, "s")]).split("\r\n");
    assert.ok(line.startsWith(`"'`), line);
  });
}

test("quotes are doubled, and lines end as the standard asks", () => {
  const text = csv([rowWithout(0, 'a"b,c', "s")]);
  assert.ok(text.startsWith('\ufeff"file",'));
  assert.ok(text.includes('"a""b,c"'));
  assert.ok(text.endsWith("\r\n"));
});
